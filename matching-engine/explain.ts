/** Why this pair has its points, why that pair may not be, why somebody has nobody, and the cheapest ways to help. */
import type { Line, PairExplanation, Remedy, UnmatchedExplanation } from './arrangement.ts'
import type { State } from './assignment/state.ts'
import { whyUnmatched } from './optimal.ts'
import type { Prices } from './price.ts'
import type { Scoring } from './scoring.ts'

/** The lines sum to the points; a forbidden pair names every requirement that forbids it and has no points. */
export function explainPair(scoring: Scoring, state: State, mentee: number, mentor: number): PairExplanation {
  const forbiddenBy = scoring.requirements.filter(({ allows }) => !allows(mentee, mentor)).map(({ id }) => id)
  const excluded = scoring.excluded.get(mentee)?.includes(mentor) ?? false
  const lines: Line[] = scoring.criteria.map(criterion => criterion.line(mentee, mentor))
  const locked = scoring.locked.get(mentee)?.includes(mentor) ?? false
  const forbidden = !locked && (excluded || forbiddenBy.length > 0)
  const matched = heldMentors(state, mentee).includes(mentor)
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

function heldMentors(state: State, mentee: number): number[] {
  const slots = Array.from(state.slotArc.subarray(state.slotStart[mentee], state.slotStart[mentee + 1]))
  return slots.flatMap(arc => (arc === -1 ? [] : [state.arcs.column[arc] ?? 0]))
}

const fewest = 5

/** Everything that stands between this mentee and a mentor, counted per requirement, and what would help most cheaply. */
export function explainUnmatched(scoring: Scoring, state: State, prices: Prices, mentee: number): UnmatchedExplanation {
  const { people, requirements } = scoring
  const placed = people.mentors.flatMap((_, mentor) => ((people.mentors[mentor]?.capacity ?? 1) > 0 ? [mentor] : []))
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
    for (const { id } of blocking) {
      const counted = ruled.get(id) ?? { mentors: 0, alone: 0 }
      ruled.set(id, { mentors: counted.mentors + 1, alone: counted.alone + (alone ? 1 : 0) })
    }
    const only = blocking[0]
    if (alone && only) soleBlocks.push({ mentor, requirement: only.id })
  }
  const best = allowed.sort((a, b) => scoring.points(mentee, b) - scoring.points(mentee, a) || a - b).slice(0, fewest)
  return {
    mentee: people.mentees[mentee]?.id ?? '',
    why: whyUnmatched(scoring, state, mentee),
    mentors: placed.length,
    allowed: allowed.length,
    ruledOut: [...ruled].map(([requirement, counted]) => ({ requirement, ...counted })).sort((a, b) => b.mentors - a.mentors),
    excluded,
    heldBy: best.map(mentor => ({
      mentor: people.mentors[mentor]?.id ?? '',
      points: scoring.points(mentee, mentor),
      mentees: menteesOf(scoring, state, mentor),
    })),
    remedies: remediesFor(scoring, state, prices, { mentee, best, soleBlocks }),
  }
}

function menteesOf(scoring: Scoring, state: State, mentor: number): string[] {
  const { mentees } = scoring.people
  const held: string[] = [...scoring.locked].flatMap(([mentee, locked]) => (locked.includes(mentor) ? [mentees[mentee]?.id ?? ''] : []))
  for (let slot = state.columnHead[mentor] ?? -1; slot !== -1; slot = state.slotNext[slot] ?? -1)
    held.push(mentees[state.slotRow[slot] ?? 0]?.id ?? '')
  return held
}

function remediesFor(
  scoring: Scoring,
  state: State,
  prices: Prices,
  of: { mentee: number; best: readonly number[]; soleBlocks: readonly { mentor: number; requirement: string }[] },
): Remedy[] {
  const { mentee, best, soleBlocks } = of
  const name = (mentor: number): string => scoring.people.mentors[mentor]?.id ?? ''
  const free = (mentor: number): boolean => (state.columnCount[mentor] ?? 0) < (scoring.mentorCapacity[mentor] ?? 0)
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
  const forced: Remedy[] = best
    .map(mentor => prices.price(mentee, mentor))
    .filter(({ possible }) => possible)
    .sort((a, b) => a.matchedLost - b.matchedLost || a.pointsLost - b.pointsLost)
    .slice(0, 1)
    .map(({ mentor, matchedLost, pointsLost }) => ({ kind: 'force', mentor, matchedLost, pointsLost }))
  const harmless = forced.filter(remedy => remedy.kind === 'force' && remedy.matchedLost <= 0 && remedy.pointsLost <= 0)
  return [...harmless, ...places, ...lifts, ...forced.filter(remedy => !harmless.includes(remedy))]
}
