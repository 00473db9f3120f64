/**
 * A problem made ready: people in seeded order, criteria and requirements bound, locks checked and set aside.
 * From here on everybody is a number on their side. `fillRow` scores one mentee against all mentors; nothing of size
 * mentees × mentors is kept here.
 *
 * Locks leave the game before it begins: a locked pair takes one place on each side and is forbidden for the rest.
 */
import type { BoundCriterion, People, Row } from './criteria/bound.ts'
import { bindCriteria } from './criteria/kinds.ts'
import { faultsIn } from './faults.ts'
import { type Bound, boundFor, criteriaOf, requirementsOf } from './fewer.ts'
import { checkLocks } from './locks.ts'
import { seededOrder } from './order.ts'
import { type Candidate, mostPoints, type Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { type BoundRequirement, bindRequirements } from './requirements/kinds.ts'

export type Scoring = {
  readonly problem: Problem
  readonly people: People
  readonly criteria: readonly BoundCriterion[]
  readonly requirements: readonly BoundRequirement[]
  readonly bound: Bound
  /** Places left on each side after the locks. */
  readonly menteeCapacity: Int32Array
  readonly mentorCapacity: Int32Array
  /** Mentors that are locked to a mentee, and mentors that are excluded for one, by mentee. */
  readonly locked: ReadonlyMap<number, readonly number[]>
  readonly excluded: ReadonlyMap<number, readonly number[]>
  /** Position in the seeded order → position in the problem's list. */
  readonly menteeOrder: readonly number[]
  readonly mentorOrder: readonly number[]
  /** Points by definition, requirements aside. */
  points(mentee: number, mentor: number): number
  /** By definition: no requirement, exclusion or lock takes the pair out of the game. */
  open(mentee: number, mentor: number): boolean
  /** Points with every mentor, -1 where the pair is not open. */
  fillRow(mentee: number, row: Row): void
}

/**
 * The problem in the form that solvers work on; refuses faults, contradictory locks and pairs over 10,000 points.
 * `before` lends its bound criteria and requirements when the same people with the same answers are compared by the same rules.
 */
export function scored(problem: Problem, before?: Scoring): Scoring {
  const lent = before && sameAnswers(before.problem, problem) ? before : null
  const larger = before && !lent && isSmaller(before.problem, problem) ? before : null
  const faults = faultsIn(problem, lent?.problem ?? larger?.problem)
  if (faults.length > 0) throw new Refusal('faulty-problem', { faults: faults.map(fault => ({ ...fault })) })
  const menteeOrder = lent?.menteeOrder ?? orderOf(problem.mentees, problem.seed)
  const mentorOrder = lent?.mentorOrder ?? orderOf(problem.mentors, problem.seed)
  const people = peopleIn(problem, menteeOrder, mentorOrder, lent?.people)
  const bound: Bound =
    lent?.bound ??
    (larger
      ? boundFor(
          larger.bound,
          Int32Array.from(people.mentees, ({ id }) => larger.people.menteeIndex.get(id) ?? 0),
        )
      : { criteria: bindCriteria(problem.criteria, people), requirements: bindRequirements(problem.requirements, people), at: null })
  const criteria = lent?.criteria ?? criteriaOf(bound)
  const requirements = lent?.requirements ?? requirementsOf(bound)
  checkLocks(problem, people, requirements)
  const locked = byMentee(problem.locks ?? [], people)
  const excluded = byMentee(problem.exclusions ?? [], people)
  const points = (mentee: number, mentor: number): number => {
    let sum = 0
    for (const criterion of criteria) sum += criterion.points(mentee, mentor)
    return sum
  }
  const mayExceed = criteria.reduce((most, criterion) => most + criterion.most, 0) > mostPoints
  return {
    problem,
    people,
    criteria,
    requirements,
    bound,
    menteeCapacity: capacities(people.mentees, locked, mentee => mentee),
    mentorCapacity: capacities(people.mentors, locked, (_, mentor) => mentor),
    locked,
    excluded,
    menteeOrder,
    mentorOrder,
    points,
    open: (mentee, mentor) =>
      !locked.get(mentee)?.includes(mentor) &&
      !excluded.get(mentee)?.includes(mentor) &&
      requirements.every(requirement => requirement.allows(mentee, mentor)),
    fillRow(mentee, row) {
      row.fill(0)
      if (mayExceed)
        for (let mentor = 0; mentor < row.length; mentor++) row[mentor] = withinLimit(points(mentee, mentor), mentee, mentor, people)
      else for (const criterion of criteria) criterion.addRow(mentee, row)
      for (const requirement of requirements) requirement.mask(mentee, row)
      for (const mentor of excluded.get(mentee) ?? []) row[mentor] = -1
      for (const mentor of locked.get(mentee) ?? []) row[mentor] = -1
    },
  }
}

/** Whether nothing that the order, points or requirements depend on differs: the same people in the same places, with the same answers. */
function sameAnswers(before: Problem, problem: Problem): boolean {
  return sameMentors(before, problem) && samePeople(before.mentees, problem.mentees)
}

/** The same, but for mentees who have left. */
function isSmaller(before: Problem, problem: Problem): boolean {
  if (!sameMentors(before, problem) || before.mentees.length <= problem.mentees.length) return false
  const left = new Set(problem.mentees.map(({ id }) => id))
  return samePeople(
    before.mentees.filter(({ id }) => left.has(id)),
    problem.mentees,
  )
}

function sameMentors(before: Problem, problem: Problem): boolean {
  return (
    before.seed === problem.seed &&
    before.criteria === problem.criteria &&
    before.requirements === problem.requirements &&
    samePeople(before.mentors, problem.mentors)
  )
}

function samePeople(a: readonly Candidate[], b: readonly Candidate[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => one === b[at] || (one.id === b[at]?.id && one.person === b[at]?.person && one.traits === b[at]?.traits))
  )
}

function orderOf(candidates: readonly Candidate[], seed: string): number[] {
  return seededOrder(
    candidates.map(({ id }) => id),
    seed,
  )
}

function peopleIn(problem: Problem, menteeOrder: readonly number[], mentorOrder: readonly number[], known?: People): People {
  const mentees = menteeOrder.flatMap(index => problem.mentees[index] ?? [])
  const mentors = mentorOrder.flatMap(index => problem.mentors[index] ?? [])
  const indexOf = (candidates: readonly Candidate[]) => new Map(candidates.map(({ id }, index) => [id, index]))
  const { menteeIndex = indexOf(mentees), mentorIndex = indexOf(mentors) } = known ?? {}
  return { mentees, mentors, menteeIndex, mentorIndex, problem }
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
  const left = Int32Array.from(candidates, ({ capacity = 1 }) => capacity)
  for (const [mentee, mentors] of locked) for (const mentor of mentors) left[side(mentee, mentor)] = (left[side(mentee, mentor)] ?? 0) - 1
  return left
}

function withinLimit(points: number, mentee: number, mentor: number, people: People): number {
  if (points > mostPoints)
    throw new Refusal('too-many-points', { mentee: people.mentees[mentee]?.id ?? '', mentor: people.mentors[mentor]?.id ?? '', points })
  return points
}
