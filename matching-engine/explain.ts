/** Why this pair has its points, why that pair may not be, why somebody has nobody, and the cheapest ways to help. */
import type { Line, PairExplanation, Price, Remedy, Result, UnmatchedExplanation } from './arrangement.ts'
import type { Scoring } from './scoring.ts'

/** Who has whom in a result, by number. */
export type Standing = {
  readonly mentorsOf: ReadonlyMap<number, readonly number[]>
  readonly menteesOf: ReadonlyMap<number, readonly number[]>
}

export function standingOf(scoring: Scoring, result: Result): Standing {
  const { menteeIndex, mentorIndex } = scoring.people
  const mentorsOf = new Map<number, number[]>()
  const menteesOf = new Map<number, number[]>()
  for (const pair of result.pairs) {
    const mentee = menteeIndex.get(pair.mentee) ?? -1
    const mentor = mentorIndex.get(pair.mentor) ?? -1
    mentorsOf.set(mentee, [...(mentorsOf.get(mentee) ?? []), mentor])
    menteesOf.set(mentor, [...(menteesOf.get(mentor) ?? []), mentee])
  }
  return { mentorsOf, menteesOf }
}

/** The lines sum to the points; a forbidden pair names every requirement that forbids it and has no points. */
export function explainPair(scoring: Scoring, standing: Standing, mentee: number, mentor: number): PairExplanation {
  const forbiddenBy = scoring.requirements.filter(({ allows }) => !allows(mentee, mentor)).map(({ id }) => id)
  const excluded = scoring.excluded.get(mentee)?.includes(mentor) ?? false
  const lines: Line[] = scoring.criteria.map(criterion => criterion.line(mentee, mentor))
  const locked = scoring.locked.get(mentee)?.includes(mentor) ?? false
  const forbidden = !locked && (excluded || forbiddenBy.length > 0)
  const matched = standing.mentorsOf.get(mentee)?.includes(mentor) ?? false
  return {
    mentee: scoring.people.mentees[mentee]?.id ?? '',
    mentor: scoring.people.mentors[mentor]?.id ?? '',
    points: forbidden ? null : lines.reduce((sum, { points }) => sum + points, 0),
    lines,
    forbiddenBy,
    excluded,
    state: locked ? 'locked' : matched ? 'matched' : forbidden ? 'forbidden' : 'open',
  }
}

const fewest = 5

type Asked = {
  readonly scoring: Scoring
  readonly standing: Standing
  readonly result: Result
  /** Null: nobody asks for remedies that have a price. */
  readonly price: ((mentee: number, mentor: number) => Price) | null
}

/** Everything that stands between this mentee and a mentor, counted per requirement, and what would help most cheaply. */
export function explainUnmatched(asked: Asked, mentee: number): UnmatchedExplanation {
  const { scoring, standing, result } = asked
  const { people, requirements } = scoring
  const id = people.mentees[mentee]?.id ?? ''
  const placed = people.mentors.flatMap(({ capacity = 1 }, mentor) => (capacity > 0 ? [mentor] : []))
  const ruled = new Map<string, { mentors: number; alone: number }>()
  const soleBlocks: { mentor: number; requirement: string }[] = []
  const allowed: number[] = []
  let excluded = 0
  for (const mentor of placed) {
    const blocking = requirements.filter(({ allows }) => !allows(mentee, mentor))
    const isExcluded = scoring.excluded.get(mentee)?.includes(mentor) ?? false
    if (isExcluded) excluded++
    if (blocking.length === 0 && !isExcluded) allowed.push(mentor)
    const alone = blocking.length === 1 && !isExcluded
    for (const { id: requirement } of blocking) {
      const counted = ruled.get(requirement) ?? { mentors: 0, alone: 0 }
      ruled.set(requirement, { mentors: counted.mentors + 1, alone: counted.alone + (alone ? 1 : 0) })
    }
    const only = blocking[0]
    if (alone && only) soleBlocks.push({ mentor, requirement: only.id })
  }
  const best = allowed.sort((a, b) => scoring.points(mentee, b) - scoring.points(mentee, a) || a - b).slice(0, fewest)
  const waiting = result.unmatched.find(unmatched => unmatched.mentee === id)
  return {
    mentee: id,
    why: waiting?.why ?? null,
    mentors: placed.length,
    allowed: allowed.length,
    ruledOut: [...ruled].map(([requirement, counted]) => ({ requirement, ...counted })).sort((a, b) => b.mentors - a.mentors),
    excluded,
    heldBy: best.map(mentor => ({
      mentor: people.mentors[mentor]?.id ?? '',
      points: scoring.points(mentee, mentor),
      mentees: (standing.menteesOf.get(mentor) ?? []).map(holder => people.mentees[holder]?.id ?? ''),
    })),
    remedies: waiting && waiting.why !== 'takes-nobody' ? remediesFor(asked, { mentee, best, soleBlocks }) : [],
  }
}

type Helping = {
  readonly mentee: number
  readonly best: readonly number[]
  readonly soleBlocks: readonly { readonly mentor: number; readonly requirement: string }[]
}

/** Cheapest first: a change that costs nobody anything, one more place, one requirement lifted, a change at a price. */
function remediesFor({ scoring, standing, price }: Asked, { mentee, best, soleBlocks }: Helping): Remedy[] {
  const name = (mentor: number): string => scoring.people.mentors[mentor]?.id ?? ''
  const free = (mentor: number): boolean => (standing.menteesOf.get(mentor)?.length ?? 0) < (scoring.people.mentors[mentor]?.capacity ?? 1)
  const places: Remedy[] = best
    .filter(mentor => !free(mentor))
    .slice(0, 1)
    .map(mentor => ({ kind: 'add-place', mentor: name(mentor), matchedGained: 1, pointsGained: scoring.points(mentee, mentor) }))
  const lifts: Remedy[] = soleBlocks
    .filter(({ mentor }) => free(mentor))
    .map(({ mentor, requirement }) => ({
      kind: 'lift-requirement' as const,
      requirement,
      mentor: name(mentor),
      points: scoring.points(mentee, mentor),
    }))
    .sort((a, b) => b.points - a.points)
    .slice(0, 3)
  const forced = (price ? best.map(mentor => price(mentee, mentor)) : [])
    .filter(({ possible }) => possible)
    .sort((a, b) => a.matchedLost - b.matchedLost || a.pointsLost - b.pointsLost)
    .slice(0, 1)
    .map(({ mentor, matchedLost, pointsLost }) => ({ kind: 'force' as const, mentor, matchedLost, pointsLost }))
  const harmless = forced.filter(({ matchedLost, pointsLost }) => matchedLost <= 0 && pointsLost <= 0)
  return [...harmless, ...places, ...lifts, ...forced.filter(remedy => !harmless.includes(remedy))]
}
