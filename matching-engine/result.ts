/** The result that is stored, from pairs as numbers. */
import type { Certificate, FreePlaces, Group, MatchedPair, Objective, Result, UnmatchedMentee, WhyUnmatched } from './arrangement.ts'
import { byCodeUnit } from './order.ts'
import type { Scoring } from './scoring.ts'
import { engineVersion } from './version.ts'

export type IndexedPair = { readonly row: number; readonly column: number; readonly points: number }

const nobody: IndexedPair = { row: 0, column: 0, points: 0 }
const nobodyLocked: readonly number[] = []

/** Everything a stranger needs: the pairs, locked ones included, who is left and why, the total, and the proof. */
export function resultFrom(
  scoring: Scoring,
  objective: Objective,
  pairs: readonly IndexedPair[],
  more: { certificate: Certificate; why(mentee: number): WhyUnmatched; groups?: readonly Group[] },
): Result {
  const mentees = scoring.mentees.ids
  const mentors = scoring.mentors.ids
  const taken = new Int32Array(mentors.length)
  // the pairs of a mentee form a list, in the order given
  const firstOf = new Int32Array(mentees.length).fill(-1)
  const nextOf = new Int32Array(pairs.length)
  for (let at = pairs.length - 1; at >= 0; at--) {
    const { row, column } = pairs[at] ?? nobody
    taken[column] = (taken[column] ?? 0) + 1
    nextOf[at] = firstOf[row] ?? -1
    firstOf[row] = at
  }
  const named: MatchedPair[] = []
  const unmatched: UnmatchedMentee[] = []
  let total = 0
  for (const row of scoring.mentees.byId) {
    const mentee = mentees[row] ?? ''
    const from = named.length
    for (const column of scoring.locked.get(row) ?? nobodyLocked)
      named.push({ mentee, mentor: mentors[column] ?? '', points: scoring.points(row, column), locked: true })
    for (let at = firstOf[row] ?? -1; at !== -1; at = nextOf[at] ?? -1) {
      const { column, points } = pairs[at] ?? nobody
      named.push({ mentee, mentor: mentors[column] ?? '', points, locked: false })
    }
    if (named.length === from) unmatched.push({ mentee, why: more.why(row) })
    if (named.length > from + 1) named.push(...named.splice(from).sort((x, y) => byCodeUnit(x.mentor, y.mentor)))
    for (let at = from; at < named.length; at++) total += named[at]?.points ?? 0
  }
  const freePlaces: FreePlaces[] = []
  for (const column of scoring.mentors.byId) {
    const places = (scoring.mentorCapacity[column] ?? 0) - (taken[column] ?? 0)
    if (places > 0) freePlaces.push({ mentor: mentors[column] ?? '', places })
  }
  return {
    engine: engineVersion,
    seed: scoring.problem.seed,
    objective,
    pairs: named,
    unmatched,
    freePlaces,
    matched: mentees.length - unmatched.length,
    total,
    ...(more.groups ? { groups: more.groups } : {}),
    certificate: more.certificate,
  }
}

/** Prices by position in the seeded order → by position in the problem's list. */
export function inListOrder(prices: ArrayLike<number>, order: readonly number[]): number[] {
  const list = new Array<number>(order.length).fill(0)
  for (let position = 0; position < order.length; position++) list[order[position] ?? 0] = prices[position] ?? 0
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
