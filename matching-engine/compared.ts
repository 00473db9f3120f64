/**
 * When people come or leave, those who stay are not compared anew. Everybody has a number on their side that they keep: first those
 * with whom the criteria and requirements were bound (the first people), then the newcomers as they came. A newcomer is read once and
 * compared with everybody on the other side who has a number by then; so the points of a pair with newcomers lie with the one who came
 * last. This is exact as long as no comparison looks at anybody else; a criterion that looks at all mentors (rarity) is bound anew with
 * other mentors.
 */
import type { BoundCriterion, People, Row } from './criteria/bound.ts'
import { bindCriteria, looksAround } from './criteria/kinds.ts'
import { type Candidate, mostPoints, type Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { type BoundRequirement, bindRequirements } from './requirements/kinds.ts'
import type { SidedAfter } from './side.ts'

type Rules = { readonly criteria: readonly BoundCriterion[]; readonly requirements: readonly BoundRequirement[] }

export type Compared = {
  /** With kernels, for the first people. */
  readonly first: Rules & { readonly mentees: number; readonly mentors: number; readonly mayExceed: boolean }
  /** Pair by pair, for everybody with a number. */
  readonly all: Rules
  /** Per newcomer the points with everybody on the other side who was there by then, by number; -1 where a requirement forbids it. */
  readonly newMentees: readonly Int16Array[]
  readonly newMentors: readonly Int16Array[]
  /** Everybody with a number, also those who have left. */
  readonly mentees: readonly Candidate[]
  readonly mentors: readonly Candidate[]
  /** The number of who stands at each position; null where it is the position. */
  readonly menteeAt: Int32Array | null
  readonly mentorAt: Int32Array | null
}

/** So many newcomers are compared alone; after that everybody is bound together again. */
const mostNewcomers = 64

export function comparedFirst(problem: Problem, people: People): Compared {
  const { mentees, mentors } = people
  const criteria = bindCriteria(problem.criteria, people)
  const first = {
    criteria,
    mayExceed: criteria.reduce((most, criterion) => most + criterion.most, 0) > mostPoints,
    requirements: bindRequirements(problem.requirements, people),
    mentees: mentees.length,
    mentors: mentors.length,
  }
  return { first, all: first, newMentees: [], newMentors: [], mentees, mentors, menteeAt: null, mentorAt: null }
}

/**
 * The same for the people there are now, with `before` as far as they were there (it itself, if nobody has come or left); null when they have to
 * be bound together.
 */
export function comparedAfter(before: Compared, problem: Problem, mentees: SidedAfter, mentors: SidedAfter): Compared | null {
  const newMentees = newcomersAmong(mentees, before.mentees, before.menteeAt)
  const newMentors = newcomersAmong(mentors, before.mentors, before.mentorAt)
  if (mentees.stood === null && mentors.stood === null && newMentees.length + newMentors.length === 0) return before
  const newcomers = before.newMentees.length + before.newMentors.length + newMentees.length + newMentors.length
  if (newcomers > mostNewcomers || ((mentors.stood || newMentors.length > 0) && problem.criteria.some(looksAround))) return null
  const menteeAt = numbersOf(mentees, newMentees, before.mentees.length, before.menteeAt)
  const mentorAt = numbersOf(mentors, newMentors, before.mentors.length, before.mentorAt)
  let after = before
  for (const mentee of peopleAt(mentees, newMentees)) after = withMentee(after, mentee)
  for (const mentor of peopleAt(mentors, newMentors)) after = withMentor(after, mentor)
  return { ...after, menteeAt, mentorAt }
}

/** The positions of those who were not there, or who answer otherwise now. */
function newcomersAmong({ sided, stood, isSame }: SidedAfter, known: readonly Candidate[], at: Int32Array | null): number[] {
  const newcomers: number[] = []
  if (isSame) return newcomers
  for (let position = 0; position < sided.people.length; position++) {
    const then = stood ? (stood[position] ?? -1) : position
    const number = at && then !== -1 ? (at[then] ?? -1) : then
    if (number === -1 || !isAlike(sided.people[position], known[number])) newcomers.push(position)
  }
  return newcomers
}

function peopleAt({ sided }: SidedAfter, positions: readonly number[]): Candidate[] {
  return positions.flatMap(position => sided.people[position] ?? [])
}

/** The number at each position: that of before, or the next one for a newcomer; null where it is the position. */
function numbersOf({ sided, stood }: SidedAfter, newcomers: readonly number[], known: number, at: Int32Array | null): Int32Array | null {
  if (stood === null && newcomers.length === 0) return at
  const numbers = new Int32Array(sided.people.length)
  for (let position = 0; position < numbers.length; position++) {
    const then = stood ? (stood[position] ?? -1) : position
    numbers[position] = at && then !== -1 ? (at[then] ?? -1) : then
  }
  for (const [index, position] of newcomers.entries()) numbers[position] = known + index
  return numbers
}

/** Whether everything that is compared is the same. */
function isAlike(a: Candidate | undefined, b: Candidate | undefined): boolean {
  return a === b || (a?.id === b?.id && a?.person === b?.person && a?.traits === b?.traits)
}

function withMentee(before: Compared, mentee: Candidate): Compared {
  const all = {
    criteria: before.all.criteria.map(criterion => criterion.withMentee(mentee)),
    requirements: before.all.requirements.map(requirement => requirement.withMentee(mentee)),
  }
  const number = before.mentees.length
  const points = Int16Array.from(before.mentors, (mentor, at) => pointsBy(all, { mentee, number }, { mentor, number: at }))
  return { ...before, all, newMentees: [...before.newMentees, points], mentees: [...before.mentees, mentee] }
}

function withMentor(before: Compared, mentor: Candidate): Compared {
  const all = {
    criteria: before.all.criteria.map(criterion => criterion.withMentor(mentor)),
    requirements: before.all.requirements.map(requirement => requirement.withMentor(mentor)),
  }
  const number = before.mentors.length
  const points = Int16Array.from(before.mentees, (mentee, at) => pointsBy(all, { mentee, number: at }, { mentor, number }))
  return { ...before, all, newMentors: [...before.newMentors, points], mentors: [...before.mentors, mentor] }
}

function pointsBy(
  { criteria, requirements }: Rules,
  { mentee, number: i }: { readonly mentee: Candidate; readonly number: number },
  { mentor, number: j }: { readonly mentor: Candidate; readonly number: number },
): number {
  let points = 0
  for (const criterion of criteria) points += criterion.points(i, j)
  withinLimit(points, mentee, mentor)
  return requirements.every(requirement => requirement.allows(i, j)) ? points : -1
}

/** Refuses more points than a pair may have. */
function withinLimit(points: number, mentee: Candidate | undefined, mentor: Candidate | undefined): number {
  if (points > mostPoints) throw new Refusal('too-many-points', { mentee: mentee?.id ?? '', mentor: mentor?.id ?? '', points })
  return points
}

/** The criteria and requirements by position. */
export function rulesOf({ first, all, menteeAt, mentorAt }: Compared): Rules {
  if (!menteeAt && !mentorAt) return first
  const i = (mentee: number): number => (menteeAt ? (menteeAt[mentee] ?? 0) : mentee)
  const j = (mentor: number): number => (mentorAt ? (mentorAt[mentor] ?? 0) : mentor)
  return {
    criteria: all.criteria.map(criterion => ({
      ...criterion,
      points: (mentee, mentor) => criterion.points(i(mentee), j(mentor)),
      line: (mentee, mentor) => criterion.line(i(mentee), j(mentor)),
      addRow(mentee, row) {
        for (let mentor = 0; mentor < row.length; mentor++) row[mentor] = (row[mentor] ?? 0) + criterion.points(i(mentee), j(mentor))
      },
    })),
    requirements: all.requirements.map(requirement => ({
      ...requirement,
      allows: (mentee, mentor) => requirement.allows(i(mentee), j(mentor)),
      mask(mentee, row) {
        for (let mentor = 0; mentor < row.length; mentor++) if (!requirement.allows(i(mentee), j(mentor))) row[mentor] = -1
      },
    })),
  }
}

/** Points of the pair of these numbers, of whom at least one is a newcomer; -1 where a requirement forbids it. */
export function newcomerPoints({ first, newMentees, newMentors }: Compared, mentee: number, mentor: number): number {
  const own = newMentees[mentee - first.mentees]
  return (own && mentor < own.length ? own[mentor] : newMentors[mentor - first.mentors]?.[mentee]) ?? -1
}

/** Points of who stands at this position with everybody on the other side, -1 where a requirement forbids it. */
export function fillCompared(compared: Compared, mentee: number, row: Row): void {
  const { first, menteeAt, mentorAt } = compared
  if (!menteeAt && !mentorAt) {
    fillFirst(compared, mentee, row)
    return
  }
  const number = menteeAt ? (menteeAt[mentee] ?? 0) : mentee
  const known = new Int16Array(first.mentors)
  if (number < first.mentees) fillFirst(compared, number, known)
  for (let position = 0; position < row.length; position++) {
    const mentor = mentorAt ? (mentorAt[position] ?? 0) : position
    const isFirst = number < first.mentees && mentor < first.mentors
    row[position] = isFirst ? (known[mentor] ?? -1) : newcomerPoints(compared, number, mentor)
  }
}

/** The same for one of the first mentees with all the first mentors, by number. */
function fillFirst({ first, mentees, mentors }: Compared, mentee: number, row: Row): void {
  row.fill(0)
  if (first.mayExceed)
    for (let mentor = 0; mentor < row.length; mentor++) {
      const points = first.criteria.reduce((sum, criterion) => sum + criterion.points(mentee, mentor), 0)
      row[mentor] = withinLimit(points, mentees[mentee], mentors[mentor])
    }
  else for (const criterion of first.criteria) criterion.addRow(mentee, row)
  for (const requirement of first.requirements) requirement.mask(mentee, row)
}

/** At which position of before the people at each position stood, -1 where they did not; null when they were not bound together. */
export function positionsBefore(
  before: Compared,
  after: Compared,
  positions: { mentees: number; mentors: number },
): PositionsBefore | null {
  if (before.first !== after.first) return null
  return {
    mentees: earlier(before.menteeAt, after.menteeAt, before.mentees.length, positions.mentees),
    mentors: earlier(before.mentorAt, after.mentorAt, before.mentors.length, positions.mentors),
  }
}

export type PositionsBefore = { readonly mentees: Int32Array; readonly mentors: Int32Array }

function earlier(before: Int32Array | null, after: Int32Array | null, known: number, positions: number): Int32Array {
  const stood = positionsOf(before, known)
  const then = new Int32Array(positions)
  for (let position = 0; position < positions; position++) {
    const number = after ? (after[position] ?? -1) : position
    then[position] = stood ? (stood[number] ?? -1) : number < known ? number : -1
  }
  return then
}

/** The position of each number, -1 for who has left; null where it is the number. */
export function positionsOf(at: Int32Array | null, numbers: number): Int32Array | null {
  if (!at) return null
  const positions = new Int32Array(numbers).fill(-1)
  for (const [position, number] of at.entries()) positions[number] = position
  return positions
}
