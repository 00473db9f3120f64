/** From a scored problem to its network, and from an optimal state to the result that is stored. */
import type { Objective, PriceCertificate, Result } from './arrangement.ts'
import { matchedFirstBonuses, type Network } from './assignment/network.ts'
import type { State } from './assignment/state.ts'
import type { PointTable } from './point-table.ts'
import { mostPoints } from './problem.ts'
import { type IndexedPair, inListOrder, resultFrom, whyUnmatched } from './result.ts'
import type { Scoring } from './scoring.ts'

export type OptimalObjective = Extract<Objective, { kind: 'optimal' }>

/** The network of a scored problem; a mentee who is locked to somebody already counts as matched. `keepBonus` is what a pair may earn beyond its points. */
export function networkOf(scoring: Scoring, first: 'matched' | 'total', table: PointTable, keepBonus = 0): Network {
  const { mentees, mentors } = scoring.people
  const bonuses = first === 'matched' ? matchedFirstBonuses(scoring.mentees.priorities, mentors.length, keepBonus) : null
  const moreBonus = bonuses?.more ?? new Float64Array(mentees.length)
  const firstBonus = bonuses?.first ?? new Float64Array(mentees.length)
  for (const mentee of scoring.locked.keys()) firstBonus[mentee] = moreBonus[mentee] ?? 0
  return {
    rows: mentees.length,
    columns: mentors.length,
    rowCapacity: scoring.menteeCapacity,
    columnCapacity: scoring.mentorCapacity,
    firstBonus,
    moreBonus,
    row: table.row,
    pair: table.points,
    ...(table.column ? { column: table.column } : {}),
    ...(table.nearest ? { nearest: table.nearest } : {}),
  }
}

export function optimalResult(scoring: Scoring, objective: OptimalObjective, state: State): Result {
  return resultFrom(scoring, objective, pairsOf(state), {
    certificate: priceCertificate(scoring, state),
    why: mentee => whyUnmatched(scoring, state.network.row(mentee), mentee, state.network.firstBonus[mentee] ?? 0),
  })
}

/** The pairs in use. */
export function pairsOf({ arcs, slotArc }: State): IndexedPair[] {
  const pairs: IndexedPair[] = []
  for (let slot = 0; slot < slotArc.length; slot++) {
    const arc = slotArc[slot] ?? -1
    if (arc !== -1) pairs.push({ row: arcs.row[arc] ?? 0, column: arcs.column[arc] ?? 0, points: arcs.points[arc] ?? 0 })
  }
  return pairs
}

/** What the pairs in use and their bonuses come to. */
export function reachedBy(state: State): number {
  const { network, rowCount, arcs } = state
  let reached = 0
  for (const arc of state.slotArc) if (arc !== -1) reached += arcs.points[arc] ?? 0
  for (let row = 0; row < rowCount.length; row++) {
    const count = rowCount[row] ?? 0
    if (count > 0) reached += (network.firstBonus[row] ?? 0) + (count - 1) * (network.moreBonus[row] ?? 0)
  }
  return reached
}

/** Whoever takes nobody gets a price at which no pair is worth anything beyond it; it costs nothing. `keepBonus` is what a pair may earn beyond its points. */
export function priceCertificate(scoring: Scoring, state: State, keepBonus = 0): PriceCertificate {
  const rowPrice = state.rowPrice.map((price, row) => (state.network.rowCapacity[row] === 0 ? mostPoints + keepBonus : price))
  return {
    kind: 'prices',
    mentees: inListOrder(rowPrice, scoring.mentees.order),
    mentors: inListOrder(state.columnPrice, scoring.mentors.order),
    bound: reachedBy(state),
  }
}
