/**
 * A problem made ready: people in seeded order, criteria and requirements bound, locks checked and set aside.
 * From here on everybody is a number on their side. `fillRow` scores one mentee against all mentors; nothing of size
 * mentees × mentors is kept here.
 *
 * Locks leave the game before it begins: a locked pair takes one place on each side and is forbidden for the rest.
 */
import { type Compared, comparedAfter, comparedFirst, fillCompared, rulesOf } from './compared.ts'
import type { BoundCriterion, People, Row } from './criteria/bound.ts'
import { faultsIn } from './faults.ts'
import { checkLocks } from './locks.ts'
import type { Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import type { BoundRequirement } from './requirements/kinds.ts'
import { type Sided, sidedAfter, sidedAs } from './side.ts'

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
  /** Both sides in their orders. */
  readonly mentees: Sided
  readonly mentors: Sided
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
  const mentees = lent
    ? sidedAfter(lent.mentees, problem.mentees, problem.seed)
    : { sided: sidedAs(problem.mentees, problem.seed), stood: null, isSame: false }
  const mentors = lent
    ? sidedAfter(lent.mentors, problem.mentors, problem.seed)
    : { sided: sidedAs(problem.mentors, problem.seed), stood: null, isSame: false }
  const people: People = {
    mentees: mentees.sided.people,
    mentors: mentors.sided.people,
    get menteeIndex() {
      return mentees.sided.index
    },
    get mentorIndex() {
      return mentors.sided.index
    },
    problem,
  }
  const compared = (lent && comparedAfter(lent.compared, problem, mentees, mentors)) ?? comparedFirst(problem, people)
  const isSame = compared === lent?.compared
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
    menteeCapacity: capacities(mentees.sided.capacities, locked, mentee => mentee),
    mentorCapacity: capacities(mentors.sided.capacities, locked, (_, mentor) => mentor),
    locked,
    excluded,
    mentees: mentees.sided,
    mentors: mentors.sided,
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

/** What locks leave of them. */
function capacities(
  all: Int32Array,
  locked: ReadonlyMap<number, readonly number[]>,
  side: (mentee: number, mentor: number) => number,
): Int32Array {
  const left = all.slice()
  for (const [mentee, mentors] of locked) for (const mentor of mentors) left[side(mentee, mentor)] = (left[side(mentee, mentor)] ?? 0) - 1
  return left
}
