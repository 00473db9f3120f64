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

/** The same rules for the people there are now, with `before` as far as they were there; null when they have to be bound together. */
export function comparedAfter(before: Compared, problem: Problem, people: People, standing: People): Compared | null {
  const mentees = numbered(people.mentees, before.mentees, before.menteeAt, standing.menteeIndex)
  const mentors = numbered(people.mentors, before.mentors, before.mentorAt, standing.mentorIndex)
  const newcomers = before.newMentees.length + before.newMentors.length + mentees.added.length + mentors.added.length
  const isOtherMentors = mentors.added.length > 0 || people.mentors.length !== standing.mentors.length
  if (newcomers > mostNewcomers || (isOtherMentors && problem.criteria.some(looksAround))) return null
  let after: Compared = before
  for (const mentee of mentees.added) after = withMentee(after, mentee)
  for (const mentor of mentors.added) after = withMentor(after, mentor)
  return { ...after, menteeAt: mentees.at, mentorAt: mentors.at }
}

/** The numbers of the people at each position, the next ones for those who were not there, and who they are. */
function numbered(
  people: readonly Candidate[],
  known: readonly Candidate[],
  at: Int32Array | null,
  index: ReadonlyMap<string, number>,
): { at: Int32Array | null; added: Candidate[] } {
  const added: Candidate[] = []
  let isSame = true
  const numbers = Int32Array.from(people, (candidate, position) => {
    const stood = index.get(candidate.id) ?? -1
    const number = stood === -1 ? -1 : at ? (at[stood] ?? -1) : stood
    const isKnown = number !== -1 && isAlike(candidate, known[number])
    const own = isKnown ? number : known.length + added.length
    if (!isKnown) added.push(candidate)
    isSame &&= own === position
    return own
  })
  return { at: isSame && people.length === known.length ? null : numbers, added }
}

/** Whether everything that is compared is the same. */
export function isAlike(a: Candidate, b: Candidate | undefined): boolean {
  return a === b || (a.id === b?.id && a.person === b.person && a.traits === b.traits)
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
  return Int32Array.from({ length: positions }, (_, position) => {
    const number = after ? (after[position] ?? -1) : position
    return stood ? (stood[number] ?? -1) : number < known ? number : -1
  })
}

/** The position of each number, -1 for who has left; null where it is the number. */
export function positionsOf(at: Int32Array | null, numbers: number): Int32Array | null {
  if (!at) return null
  const positions = new Int32Array(numbers).fill(-1)
  for (const [position, number] of at.entries()) positions[number] = position
  return positions
}
