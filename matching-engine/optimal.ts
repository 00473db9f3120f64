/** From a scored problem to an optimal state and from there to the result that is stored. */
import type { Certificate, MatchedPair, Objective, Result, UnmatchedMentee, WhyUnmatched } from './arrangement.ts'
import { matchedFirstBonuses, type Network } from './assignment/network.ts'
import type { State } from './assignment/state.ts'
import { byCodeUnit } from './order.ts'
import type { PointTable } from './point-table.ts'
import { mostPoints } from './problem.ts'
import type { Scoring } from './scoring.ts'
import { engineVersion } from './version.ts'

export type OptimalObjective = Extract<Objective, { kind: 'optimal' }>

/** The network of a scored problem under an objective; a mentee who is locked to somebody already counts as matched. */
export function networkOf(scoring: Scoring, objective: OptimalObjective, table: PointTable): Network {
  const { mentees, mentors } = scoring.people
  const matchedFirst = (objective.first ?? 'matched') === 'matched'
  const bonuses = matchedFirst
    ? matchedFirstBonuses(
        mentees.map(({ priority = 0 }) => priority),
        mentors.length,
      )
    : null
  const more = bonuses?.more ?? new Float64Array(mentees.length)
  const first = bonuses?.first ?? new Float64Array(mentees.length)
  for (const mentee of scoring.locked.keys()) first[mentee] = more[mentee] ?? 0
  return {
    rows: mentees.length,
    columns: mentors.length,
    rowCapacity: scoring.menteeCapacity,
    columnCapacity: scoring.mentorCapacity,
    firstBonus: first,
    moreBonus: more,
    row: table.row,
  }
}

/** Everything a stranger needs: the pairs, who is left and why, the total, and the prices that prove it. */
export function resultOf(scoring: Scoring, objective: OptimalObjective, state: State): Result {
  const { mentees, mentors } = scoring.people
  const pairs = [...lockedPairs(scoring), ...matchedPairs(scoring, state)].sort(
    (a, b) => byCodeUnit(a.mentee, b.mentee) || byCodeUnit(a.mentor, b.mentor),
  )
  const held = new Set(pairs.map(({ mentee }) => mentee))
  const freePlaces = mentors.flatMap(({ id }, mentor) => {
    const places = (scoring.mentorCapacity[mentor] ?? 0) - (state.columnCount[mentor] ?? 0)
    return places > 0 ? [{ mentor: id, places }] : []
  })
  const unmatched: UnmatchedMentee[] = mentees.flatMap(({ id }, mentee) =>
    held.has(id) ? [] : [{ mentee: id, why: whyUnmatched(scoring, state, mentee) }],
  )
  return {
    engine: engineVersion,
    seed: scoring.problem.seed,
    objective,
    pairs,
    unmatched: unmatched.sort((a, b) => byCodeUnit(a.mentee, b.mentee)),
    freePlaces: freePlaces.sort((a, b) => byCodeUnit(a.mentor, b.mentor)),
    matched: held.size,
    total: pairs.reduce((sum, { points }) => sum + points, 0),
    certificate: certificateOf(scoring, state),
  }
}

function lockedPairs(scoring: Scoring): MatchedPair[] {
  const { mentees, mentors } = scoring.people
  return [...scoring.locked].flatMap(([mentee, locked]) =>
    locked.map(mentor => ({
      mentee: mentees[mentee]?.id ?? '',
      mentor: mentors[mentor]?.id ?? '',
      points: scoring.points(mentee, mentor),
      locked: true,
    })),
  )
}

function matchedPairs(scoring: Scoring, state: State): MatchedPair[] {
  const { mentees, mentors } = scoring.people
  return Array.from(state.slotArc).flatMap(arc =>
    arc === -1
      ? []
      : [
          {
            mentee: mentees[state.arcs.row[arc] ?? 0]?.id ?? '',
            mentor: mentors[state.arcs.column[arc] ?? 0]?.id ?? '',
            points: state.arcs.points[arc] ?? 0,
            locked: false,
          },
        ],
  )
}

export function whyUnmatched(scoring: Scoring, state: State, mentee: number): WhyUnmatched {
  if (scoring.menteeCapacity[mentee] === 0) return 'takes-nobody'
  if (scoring.mentorCapacity.every(capacity => capacity === 0)) return 'no-places'
  const allowed = state.network.row(mentee)
  let best = -1
  for (let mentor = 0; mentor < allowed.length; mentor++)
    if ((scoring.mentorCapacity[mentor] ?? 0) > 0) best = Math.max(best, allowed[mentor] ?? -1)
  if (best < 0) return 'nobody-allowed'
  return best + (state.network.firstBonus[mentee] ?? 0) === 0 ? 'adds-nothing' : 'places-taken'
}

function certificateOf(scoring: Scoring, state: State): Certificate {
  const { network, arcs } = state
  const inListOrder = (prices: Float64Array, order: readonly number[]): number[] => {
    const list = new Array<number>(order.length).fill(0)
    for (const [position, index] of order.entries()) list[index] = prices[position] ?? 0
    return list
  }
  const rowPrice = state.rowPrice.slice()
  for (let row = 0; row < network.rows; row++) if (network.rowCapacity[row] === 0) rowPrice[row] = mostPoints
  let bound = 0
  for (const arc of state.slotArc) if (arc !== -1) bound += arcs.points[arc] ?? 0
  for (let row = 0; row < network.rows; row++) {
    const count = state.rowCount[row] ?? 0
    if (count > 0) bound += (network.firstBonus[row] ?? 0) + (count - 1) * (network.moreBonus[row] ?? 0)
  }
  return {
    kind: 'prices',
    mentees: inListOrder(rowPrice, scoring.menteeOrder),
    mentors: inListOrder(state.columnPrice, scoring.mentorOrder),
    bound,
  }
}
