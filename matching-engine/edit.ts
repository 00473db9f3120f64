/** A changed problem. Changes are applied in order and checked; the people, locks and exclusions that they do not name stay. */
import type { Candidate, Lock, Pair, Problem, Side } from './problem.ts'
import { Refusal } from './refusal.ts'

export type Change =
  /** Puts the pair into the arrangement; an exclusion of the same pair must be lifted first. */
  | ({ readonly kind: 'lock' } & Lock)
  | ({ readonly kind: 'unlock' } & Pair)
  | ({ readonly kind: 'exclude' } & Pair)
  | ({ readonly kind: 'readmit' } & Pair)
  | { readonly kind: 'add'; readonly side: Side; readonly candidate: Candidate }
  /** Takes a person out, with their locks and exclusions. */
  | { readonly kind: 'remove'; readonly side: Side; readonly id: string }
  | { readonly kind: 'capacity'; readonly side: Side; readonly id: string; readonly capacity: number }

/** The problem after the changes; refuses a change that names nobody or has nothing to undo. */
export function changed(problem: Problem, changes: readonly Change[]): Problem {
  return changes.reduce(afterOne, problem)
}

function afterOne(problem: Problem, change: Change): Problem {
  const { locks = [], exclusions = [] } = problem
  switch (change.kind) {
    case 'lock': {
      known(problem, change)
      const { mentee, mentor, despite } = change
      const others = locks.filter(lock => !samePair(lock, change))
      return { ...problem, locks: [...others, despite ? { mentee, mentor, despite } : { mentee, mentor }] }
    }
    case 'unlock':
      return { ...problem, locks: without(locks, change) }
    case 'exclude': {
      known(problem, change)
      const { mentee, mentor } = change
      return { ...problem, exclusions: [...exclusions.filter(exclusion => !samePair(exclusion, change)), { mentee, mentor }] }
    }
    case 'readmit':
      return { ...problem, exclusions: without(exclusions, change) }
    case 'add':
      return onSide(problem, change.side, [...candidatesOf(problem, change.side), change.candidate])
    case 'remove': {
      person(problem, change)
      const left = onSide(
        problem,
        change.side,
        candidatesOf(problem, change.side).filter(({ id }) => id !== change.id),
      )
      const others = (pair: Pair): boolean => pair[change.side] !== change.id
      return { ...left, locks: locks.filter(others), exclusions: exclusions.filter(others) }
    }
    case 'capacity': {
      person(problem, change)
      const { id, capacity } = change
      return onSide(
        problem,
        change.side,
        candidatesOf(problem, change.side).map(candidate => (candidate.id === id ? { ...candidate, capacity } : candidate)),
      )
    }
    default:
      // what comes as JSON may name a change that there is not
      throw new Refusal('faulty-change', { kind: String((change as { readonly kind?: unknown }).kind) })
  }
}

function candidatesOf(problem: Problem, side: Side): readonly Candidate[] {
  return side === 'mentee' ? problem.mentees : problem.mentors
}

function onSide(problem: Problem, side: Side, candidates: readonly Candidate[]): Problem {
  return side === 'mentee' ? { ...problem, mentees: candidates } : { ...problem, mentors: candidates }
}

function person(problem: Problem, { side, id }: { side: Side; id: string }): void {
  if (!candidatesOf(problem, side).some(candidate => candidate.id === id)) throw new Refusal(`unknown-${side}`, { id })
}

function known(problem: Problem, { mentee, mentor }: Pair): void {
  person(problem, { side: 'mentee', id: mentee })
  person(problem, { side: 'mentor', id: mentor })
}

function samePair(a: Pair, b: Pair): boolean {
  return a.mentee === b.mentee && a.mentor === b.mentor
}

function without<P extends Pair>(pairs: readonly P[], change: Pair & { kind: string }): P[] {
  const left = pairs.filter(pair => !samePair(pair, change))
  if (left.length === pairs.length) throw new Refusal('faulty-change', { kind: change.kind, mentee: change.mentee, mentor: change.mentor })
  return left
}
