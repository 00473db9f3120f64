/**
 * As many as possible, as evenly as possible: a list of goals, each met as well as it can be among the arrangements that meet
 * all goals before it best (lexicographic). Numbers for all goals at once would leave the exact range, so we go face by face:
 *   solve one goal exactly; by complementary slackness its prices describe *all* best arrangements, namely those that use no
 *   pair with slack, all pairs beyond their price, every unit and place that earns something, and otherwise any tight pair;
 *   solve the next goal on that face only, where "has to be used" is a bonus larger than the goal itself.
 * The face never becomes empty, since the arrangement just found lies on it. Goals: the number matched (by priority class), the
 * bands of points from below (`leximin`) or from above (`rankMaximal`; Irving, Kavitha et al. 2004), then the total.
 * `worst` looks for the highest threshold by bisection instead: with only pairs above it, fewer could be matched.
 */
import type { Fairness, Goal, Level } from './arrangement.ts'
import { type Network, nextBonus } from './assignment/network.ts'
import type { Progress } from './assignment/optimal.ts'
import { Repair } from './assignment/repair.ts'
import { allPairs } from './assignment/shortlist.ts'
import { indexed, type State, startState } from './assignment/state.ts'
import { mostPoints } from './problem.ts'
import { Refusal } from './refusal.ts'

/** The arrangements that are still possible: pairs row by row, how many units each row uses at least and at most, columns that must be full. */
type Face = {
  readonly rowStart: Int32Array
  readonly column: Int32Array
  readonly points: Int32Array
  /** 1 where the pair has to be used. */
  readonly forced: Uint8Array
  readonly least: Int32Array
  readonly most: Int32Array
  readonly full: Uint8Array
}

export type FairPair = { readonly row: number; readonly column: number; readonly points: number }
export type Fair = { readonly pairs: readonly FairPair[]; readonly levels: readonly Level[] }

const rowsPerYield = 16

/** The network must put matched first; its bonuses tell the priority classes. */
export function* fairest(network: Network, by: Fairness, bandPoints: number): Generator<Progress, Fair> {
  const levels: Level[] = []
  // the table keeps each row, and others are answered meanwhile
  for (let row = 0; row < network.rows; row++) {
    network.row(row)
    if (row % rowsPerYield === 0) yield { phase: 'scoring', done: row, of: network.rows, pass: 1 }
  }
  let face = wholeFace(network)
  // one step per goal: the number matched, those of the objective, the total
  const steps = { done: 0, of: 2 }
  const told = (): Progress => ({ phase: 'matching', ...steps, pass: 1 })
  const prove = function* (goal: Goal, on: Face): Generator<Progress, State> {
    const state = yield* solvedGoal(network, on, goal, told)
    levels.push({ goal, mentees: Array.from(state.rowPrice), mentors: Array.from(state.columnPrice) })
    steps.done++
    return state
  }

  const matched = yield* prove({ kind: 'matched' }, face)
  if (by === 'worst') {
    const points = yield* highestThreshold(network, face, { most: measure(matched), steps, told })
    if (points < mostPoints)
      yield* prove(
        { kind: 'matched-above', points },
        only(face, here => here > points),
      )
    levels.push({ goal: { kind: 'at-least', points }, mentees: [], mentors: [] })
    face = only(faceOf(face, matched), here => here >= points)
  } else {
    face = faceOf(face, matched)
    const each = bands(bandPoints, by)
    steps.of += each.length
    for (const [at, { from, until }] of each.entries()) {
      steps.done = 1 + at
      if (!face.points.some(points => points >= from && points < until)) continue
      face = faceOf(face, yield* prove({ kind: by === 'leximin' ? 'fewest' : 'most', from, until }, face))
    }
  }
  steps.done = steps.of - 1
  const last = yield* prove({ kind: 'total' }, face)
  const pairs = Array.from(last.slotArc).flatMap(arc =>
    arc === -1 ? [] : [{ row: last.arcs.row[arc] ?? 0, column: last.arcs.column[arc] ?? 0, points: face.points[arc] ?? 0 }],
  )
  return { pairs, levels }
}

/** Bands of points, the ones that matter most first. */
export function bands(bandPoints: number, by: 'leximin' | 'rankMaximal'): { from: number; until: number }[] {
  const count = Math.floor(mostPoints / bandPoints) + 1
  const rising = Array.from({ length: count }, (_, band) => ({ from: band * bandPoints, until: (band + 1) * bandPoints }))
  return by === 'leximin' ? rising : rising.reverse()
}

function wholeFace(network: Network): Face {
  const { rowStart, column, points } = allPairs(network)
  return {
    rowStart,
    column,
    points,
    forced: new Uint8Array(column.length),
    least: new Int32Array(network.rows),
    most: Int32Array.from(network.rowCapacity, capacity => Math.min(capacity, network.columns)),
    full: new Uint8Array(network.columns),
  }
}

/** What one pair adds to a goal. */
function weightOf(goal: Goal, points: number): number {
  if (goal.kind === 'total') return points
  if (goal.kind === 'fewest') return points >= goal.from && points < goal.until ? 0 : 1
  if (goal.kind === 'most') return points >= goal.from && points < goal.until ? 1 : 0
  return 0
}

/** Larger than all that a goal can add up to on this face. */
function beyond(goal: Goal, face: Face): number {
  const most = (goal.kind === 'total' ? mostPoints : 1) * (face.most.reduce((a, b) => a + b, 0) + 1)
  if (3 * most > 0x7fffffff) throw new Refusal('beyond-exactness', { pairs: face.most.length })
  return most
}

/** The goal met as well as the face allows. */
function* solvedGoal(network: Network, face: Face, goal: Goal, told: () => Progress): Generator<Progress, State> {
  yield told()
  const counts = goal.kind === 'matched' || goal.kind === 'matched-above'
  const bonus = beyond(goal, face)
  const weights = face.points.map((points, arc) => {
    const musts = (face.forced[arc] ?? 0) + (face.full[face.column[arc] ?? 0] ?? 0)
    return weightOf(goal, points) + musts * bonus
  })
  const { rows, columns, columnCapacity, firstBonus, moreBonus } = network
  const zero = new Float64Array(rows)
  const step = (bonuses: Float64Array): Float64Array => bonuses.map((of, row) => of / (moreBonus[row] ?? 1))
  const onFace: Network = {
    rows,
    columns,
    rowCapacity: face.most,
    columnCapacity,
    firstBonus: counts ? step(firstBonus) : zero,
    moreBonus: counts ? step(moreBonus) : zero,
    must: { units: face.least, bonus },
    row: () => new Int32Array(columns).fill(-1),
    pair: () => -1,
  }
  const state = startState(onFace, indexed(columns, face.rowStart, face.column, weights))
  for (let column = 0; column < columns; column++) if (columnCapacity[column] === 0) state.columnPrice[column] = 4 * bonus
  for (const _ of new Repair(state).run()) yield told()
  return state
}

/** All arrangements that are as good as the state's, by its prices. */
function faceOf(face: Face, state: State): Face {
  const { arcs, network, rowPrice, columnPrice } = state
  const slack = arcs.points.map((weight, arc) =>
    Math.sign(weight - (rowPrice[arcs.row[arc] ?? 0] ?? 0) - (columnPrice[arcs.column[arc] ?? 0] ?? 0)),
  )
  const units = (row: number, from: number): number => {
    let count = 0
    while (count < (face.most[row] ?? 0) && (rowPrice[row] ?? 0) + nextBonus(network, row, count) > from) count++
    return count
  }
  const forced = face.forced.map((before, arc) => (before === 1 || slack[arc] === 1 ? 1 : 0))
  const smaller = filtered({ ...face, forced }, arc => slack[arc] !== -1)
  return {
    ...smaller,
    least: face.least.map((_, row) => units(row, 0)),
    most: face.most.map((_, row) => units(row, -1)),
    full: face.full.map((before, column) => (before === 1 || (columnPrice[column] ?? 0) > 0 ? 1 : 0)),
  }
}

function only(face: Face, keeps: (points: number) => boolean): Face {
  return filtered(face, arc => keeps(face.points[arc] ?? 0))
}

function filtered(face: Face, keeps: (arc: number) => boolean): Face {
  // copied in place of lists that grow: there are millions of pairs, and nobody else is answered meanwhile
  const [column, points, forced] = [face.column.slice(), face.points.slice(), face.forced.slice()]
  const rowStart = new Int32Array(face.rowStart.length)
  let kept = 0
  for (let row = 0; row + 1 < rowStart.length; row++) {
    for (let arc = face.rowStart[row] ?? 0; arc < (face.rowStart[row + 1] ?? 0); arc++) {
      if (!keeps(arc)) continue
      column[kept] = face.column[arc] ?? 0
      points[kept] = face.points[arc] ?? 0
      forced[kept] = face.forced[arc] ?? 0
      kept++
    }
    rowStart[row + 1] = kept
  }
  return { ...face, rowStart, column: column.slice(0, kept), points: points.slice(0, kept), forced: forced.slice(0, kept) }
}

/** The value of the goal `matched`: units in use with their small bonuses. */
function measure(state: State): number {
  let sum = 0
  for (let row = 0; row < state.network.rows; row++)
    for (let count = 0; count < (state.rowCount[row] ?? 0); count++) sum += nextBonus(state.network, row, count)
  return sum
}

/** The most points t such that pairs of at least t points still match as many. */
function* highestThreshold(
  network: Network,
  face: Face,
  { most, steps, told }: { most: number; steps: { done: number; of: number }; told: () => Progress },
): Generator<Progress, number> {
  const thresholds = [...new Set(face.points)].sort((a, b) => a - b)
  let low = 0
  let high = thresholds.length - 1
  if (most === 0) return mostPoints
  // each try halves what is left, and the one above the highest is proven
  steps.of += Math.ceil(Math.log2(thresholds.length)) + 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const threshold = thresholds[middle] ?? 0
    const above = only(face, points => points >= threshold)
    const enough = measure(yield* solvedGoal(network, above, { kind: 'matched' }, told)) === most
    if (enough) low = middle
    else high = middle - 1
    steps.done++
  }
  return thresholds[low] ?? 0
}
