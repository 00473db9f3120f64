/** The result that is stored, from pairs as numbers. */
import type { Certificate, FreePlaces, Group, MatchedPair, Objective, Result, UnmatchedMentee, WhyUnmatched } from './arrangement.ts'
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
  const taken = new Int32Array(mentors.length)
  const pairsOf = new Map<number, IndexedPair[]>()
  for (const pair of pairs) {
    taken[pair.column] = (taken[pair.column] ?? 0) + 1
    const own = pairsOf.get(pair.row)
    if (own) own.push(pair)
    else pairsOf.set(pair.row, [pair])
  }
  const named: MatchedPair[] = []
  const unmatched: UnmatchedMentee[] = []
  for (const row of scoring.mentees.byId) {
    const mentee = mentees[row]?.id ?? ''
    const locked = scoring.locked.get(row) ?? []
    const own = pairsOf.get(row) ?? []
    if (locked.length + own.length === 0) unmatched.push({ mentee, why: more.why(row) })
    const from = named.length
    for (const column of locked)
      named.push({ mentee, mentor: mentors[column]?.id ?? '', points: scoring.points(row, column), locked: true })
    for (const { column, points } of own) named.push({ mentee, mentor: mentors[column]?.id ?? '', points, locked: false })
    if (named.length > from + 1) named.push(...named.splice(from).sort((x, y) => byCodeUnit(x.mentor, y.mentor)))
  }
  const freePlaces: FreePlaces[] = []
  for (const column of scoring.mentors.byId) {
    const places = (scoring.mentorCapacity[column] ?? 0) - (taken[column] ?? 0)
    if (places > 0) freePlaces.push({ mentor: mentors[column]?.id ?? '', places })
  }
  return {
    engine: engineVersion,
    seed: scoring.problem.seed,
    objective,
    pairs: named,
    unmatched,
    freePlaces,
    matched: mentees.length - unmatched.length,
    total: named.reduce((sum, { points }) => sum + points, 0),
    ...(more.groups ? { groups: more.groups } : {}),
    certificate: more.certificate,
  }
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
