/**
 * A problem made ready: people in seeded order, criteria and requirements bound, locks checked and set aside.
 * From here on everybody is a number on their side. `fillRow` scores one mentee against all mentors; nothing of size
 * mentees × mentors is kept here.
 *
 * Locks leave the game before it begins: a locked pair takes one place on each side and is forbidden for the rest.
 */
import { type Compared, comparedAfter, comparedFirst, fillCompared, isAlike, rulesOf } from './compared.ts'
import type { BoundCriterion, People, Row } from './criteria/bound.ts'
import { faultsIn } from './faults.ts'
import { checkLocks } from './locks.ts'
import { byCodeUnit, seededOrder } from './order.ts'
import type { Candidate, Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import type { BoundRequirement } from './requirements/kinds.ts'

export type Scoring = {
  readonly problem: Problem
  readonly people: People
  readonly criteria: readonly BoundCriterion[]
  readonly requirements: readonly BoundRequirement[]
  readonly compared: Compared
  /** Places left on each side after the locks. */
  readonly menteeCapacity: Int32Array
  readonly mentorCapacity: Int32Array
  /** Mentors that are locked to a mentee, and mentors that are excluded for one, by mentee. */
  readonly locked: ReadonlyMap<number, readonly number[]>
  readonly excluded: ReadonlyMap<number, readonly number[]>
  /** Position in the seeded order → position in the problem's list. */
  readonly menteeOrder: readonly number[]
  readonly mentorOrder: readonly number[]
  /** Positions by id. */
  readonly menteesById: readonly number[]
  readonly mentorsById: readonly number[]
  /** Points by definition, requirements aside. */
  points(mentee: number, mentor: number): number
  /** By definition: no requirement, exclusion or lock takes the pair out of the game. */
  open(mentee: number, mentor: number): boolean
  /** Points with every mentor, -1 where the pair is not open. */
  fillRow(mentee: number, row: Row): void
}

/**
 * The problem in the form that solvers work on; refuses faults, contradictory locks and pairs over 10,000 points.
 * `before` lends what it knows of the people that both have, when they are compared by the same rules.
 */
export function scored(problem: Problem, before?: Scoring): Scoring {
  const lent = before && hasSameRules(before.problem, problem) ? before : null
  const faults = faultsIn(problem, lent?.problem)
  if (faults.length > 0) throw new Refusal('faulty-problem', { faults: faults.map(fault => ({ ...fault })) })
  const menteeOrder = orderOf(problem.mentees, problem.seed, lent && { people: lent.problem.mentees, order: lent.menteeOrder })
  const mentorOrder = orderOf(problem.mentors, problem.seed, lent && { people: lent.problem.mentors, order: lent.mentorOrder })
  const mentees = menteeOrder.flatMap(index => problem.mentees[index] ?? [])
  const mentors = mentorOrder.flatMap(index => problem.mentors[index] ?? [])
  const menteeIndex = lent?.menteeOrder === menteeOrder ? lent.people.menteeIndex : indexOf(mentees)
  const mentorIndex = lent?.mentorOrder === mentorOrder ? lent.people.mentorIndex : indexOf(mentors)
  const people: People = { mentees, mentors, menteeIndex, mentorIndex, problem }
  const isSame = lent !== null && areAlike(lent.people.mentees, mentees) && areAlike(lent.people.mentors, mentors)
  const compared = isSame
    ? lent.compared
    : ((lent && comparedAfter(lent.compared, problem, people, lent.people)) ?? comparedFirst(problem, people))
  const { criteria, requirements } = isSame ? lent : rulesOf(compared)
  checkLocks(problem, people, requirements)
  const locked = byMentee(problem.locks ?? [], people)
  const excluded = byMentee(problem.exclusions ?? [], people)
  return {
    problem,
    people,
    criteria,
    requirements,
    compared,
    menteeCapacity: capacities(people.mentees, locked, mentee => mentee),
    mentorCapacity: capacities(people.mentors, locked, (_, mentor) => mentor),
    locked,
    excluded,
    menteeOrder,
    mentorOrder,
    menteesById:
      menteeIndex === lent?.people.menteeIndex
        ? lent.menteesById
        : byId(mentees, lent && carried(lent.people.mentees, lent.menteesById, menteeIndex)),
    mentorsById:
      mentorIndex === lent?.people.mentorIndex
        ? lent.mentorsById
        : byId(mentors, lent && carried(lent.people.mentors, lent.mentorsById, mentorIndex)),
    points(mentee, mentor) {
      let sum = 0
      for (const criterion of criteria) sum += criterion.points(mentee, mentor)
      return sum
    },
    open: (mentee, mentor) =>
      !locked.get(mentee)?.includes(mentor) &&
      !excluded.get(mentee)?.includes(mentor) &&
      requirements.every(requirement => requirement.allows(mentee, mentor)),
    fillRow(mentee, row) {
      fillCompared(compared, mentee, row)
      for (const mentor of excluded.get(mentee) ?? []) row[mentor] = -1
      for (const mentor of locked.get(mentee) ?? []) row[mentor] = -1
    },
  }
}

function hasSameRules(before: Problem, problem: Problem): boolean {
  return before.seed === problem.seed && before.criteria === problem.criteria && before.requirements === problem.requirements
}

function areAlike(before: readonly Candidate[], now: readonly Candidate[]): boolean {
  return before.length === now.length && now.every((candidate, at) => isAlike(candidate, before[at]))
}

/** The seeded order; that of before when the ids are those of before. */
function orderOf(
  candidates: readonly Candidate[],
  seed: string,
  before: { readonly people: readonly Candidate[]; readonly order: readonly number[] } | null,
): readonly number[] {
  const isSame = before?.people.length === candidates.length && candidates.every(({ id }, at) => id === before.people[at]?.id)
  if (before && isSame) return before.order
  const ids = candidates.map(({ id }) => id)
  return before ? seededOrder(ids, seed, carried(before.people, before.order, indexOf(candidates))) : seededOrder(ids, seed)
}

/** Who is left of an order, by their indexes now, and everybody else behind them. */
function carried(before: readonly Candidate[], order: readonly number[], index: ReadonlyMap<string, number>): number[] {
  const left = new Set(index.values())
  const those = order.flatMap(at => {
    const now = index.get(before[at]?.id ?? '')
    return now !== undefined && left.delete(now) ? [now] : []
  })
  return [...those, ...left]
}

function byId(candidates: readonly Candidate[], almost: readonly number[] | null): number[] {
  return [...(almost ?? candidates.keys())].sort((a, b) => byCodeUnit(candidates[a]?.id ?? '', candidates[b]?.id ?? ''))
}

function indexOf(candidates: readonly Candidate[]): Map<string, number> {
  return new Map(candidates.map(({ id }, index) => [id, index]))
}

function byMentee(pairs: readonly { mentee: string; mentor: string }[], people: People): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const pair of pairs) {
    const mentee = people.menteeIndex.get(pair.mentee) ?? -1
    const mentors = found.get(mentee) ?? []
    const mentor = people.mentorIndex.get(pair.mentor) ?? -1
    if (!mentors.includes(mentor)) mentors.push(mentor)
    found.set(mentee, mentors)
  }
  return found
}

function capacities(
  candidates: readonly Candidate[],
  locked: ReadonlyMap<number, readonly number[]>,
  side: (mentee: number, mentor: number) => number,
): Int32Array {
  const left = new Int32Array(candidates.length)
  for (let at = 0; at < left.length; at++) left[at] = candidates[at]?.capacity ?? 1
  for (const [mentee, mentors] of locked) for (const mentor of mentors) left[side(mentee, mentor)] = (left[side(mentee, mentor)] ?? 0) - 1
  return left
}
