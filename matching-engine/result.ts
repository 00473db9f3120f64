/** The result that is stored, from pairs as numbers. */
import type { Certificate, Group, MatchedPair, Objective, Result, WhyUnmatched } from './arrangement.ts'
import { byCodeUnit } from './order.ts'
import type { Scoring } from './scoring.ts'
import { engineVersion } from './version.ts'

export type IndexedPair = { readonly row: number; readonly column: number; readonly points: number }

/** Everything a stranger needs: the pairs, locked ones included, who is left and why, the total, and the proof. */
export function resultFrom(
  scoring: Scoring,
  objective: Objective,
  pairs: readonly IndexedPair[],
  more: { certificate: Certificate; why(mentee: number): WhyUnmatched; groups?: readonly Group[] },
): Result {
  const { mentees, mentors } = scoring.people
  const named: MatchedPair[] = [
    ...[...scoring.locked].flatMap(([row, locked]) =>
      locked.map(column => ({ ...names(scoring, row, column), points: scoring.points(row, column), locked: true })),
    ),
    ...pairs.map(({ row, column, points }) => ({ ...names(scoring, row, column), points, locked: false })),
  ]
  const held = new Set(named.map(({ mentee }) => mentee))
  const taken = new Int32Array(mentors.length)
  for (const { column } of pairs) taken[column] = (taken[column] ?? 0) + 1
  return {
    engine: engineVersion,
    seed: scoring.problem.seed,
    objective,
    pairs: named.sort((a, b) => byCodeUnit(a.mentee, b.mentee) || byCodeUnit(a.mentor, b.mentor)),
    unmatched: mentees
      .flatMap(({ id }, mentee) => (held.has(id) ? [] : [{ mentee: id, why: more.why(mentee) }]))
      .sort((a, b) => byCodeUnit(a.mentee, b.mentee)),
    freePlaces: mentors
      .map(({ id }, mentor) => ({ mentor: id, places: (scoring.mentorCapacity[mentor] ?? 0) - (taken[mentor] ?? 0) }))
      .filter(({ places }) => places > 0)
      .sort((a, b) => byCodeUnit(a.mentor, b.mentor)),
    matched: held.size,
    total: named.reduce((sum, { points }) => sum + points, 0),
    ...(more.groups ? { groups: more.groups } : {}),
    certificate: more.certificate,
  }
}

function names(scoring: Scoring, row: number, column: number): { mentee: string; mentor: string } {
  return { mentee: scoring.people.mentees[row]?.id ?? '', mentor: scoring.people.mentors[column]?.id ?? '' }
}

/** Prices by position in the seeded order → by position in the problem's list. */
export function inListOrder(prices: ArrayLike<number>, order: readonly number[]): number[] {
  const list = new Array<number>(order.length).fill(0)
  for (const [position, index] of order.entries()) list[index] = prices[position] ?? 0
  return list
}

/** Why a mentee has nobody, `firstBonus` being what the objective gives for having somebody. */
export function whyUnmatched(scoring: Scoring, row: ArrayLike<number>, mentee: number, firstBonus: number): WhyUnmatched {
  if (scoring.menteeCapacity[mentee] === 0) return 'takes-nobody'
  if (scoring.mentorCapacity.every(capacity => capacity === 0)) return 'no-places'
  let best = -1
  for (let mentor = 0; mentor < row.length; mentor++)
    if ((scoring.mentorCapacity[mentor] ?? 0) > 0) best = Math.max(best, row[mentor] ?? -1)
  if (best < 0) return 'nobody-allowed'
  return best + firstBonus === 0 ? 'adds-nothing' : 'places-taken'
}
