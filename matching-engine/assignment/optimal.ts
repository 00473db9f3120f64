/**
 * The exact optimum of a network, with prices that prove it over every allowed pair. A small table is solved whole (direct.ts)
 * where every row takes one; otherwise:
 *   1. Shortlist: the pairs worth looking at (all of them when there are few).
 *   2. Repair: an optimal matching and prices on the shortlist.
 *   3. Proof: one pass over all pairs. A pair that is worth more than its prices say joins the shortlist; repair, and again.
 * It ends when a pass finds nothing: then the prices are a certificate for the whole problem. Every pass adds at least one of
 * finitely many pairs, so it always ends; on questionnaires it takes two to five passes.
 */
import { mostPoints } from '../problem.ts'
import { auction } from './auction.ts'
import { direct, fitsDirect } from './direct.ts'
import { extend } from './extend.ts'
import { lastBonus, type Network, nextBonus, rememberedPairs } from './network.ts'
import { Repair } from './repair.ts'
import { allPairs, type Checkpoint, checkpoint, shortlist, type Violations, violations } from './shortlist.ts'
import { type Arcs, type State, startState, vacate } from './state.ts'

/** `done` of `of` in this phase; a phase may come several times. */
export type Progress = {
  readonly phase: 'scoring' | 'matching' | 'proving'
  readonly done: number
  readonly of: number
  readonly pass: number
}

/** Below this many pairs a shortlist saves nothing. */
const fewPairs = 20_000

/**
 * Up to so many pairs a table is solved whole, if that takes no more than so many looks at a pair (a tenth of a second) or
 * scans of each row. Measured over the classes of benchmarks/: most take 5 to 25 scans a row. Where all rows want the same
 * columns (products, Machol and Wien) it would be hundreds, bids are several times faster, and a twentieth of the rows tells.
 */
const directPairs = 2_000_000
const directLooks = 30_000_000
const directScans = 40

/**
 * Larger tables, as long as they are remembered, are solved whole where nearly every row has several favorites: then most searches
 * stop at once, in 2 to 8 scans a row. Of a few rows it is seen whether it is so.
 */
const alikeScans = 16
const alikeSample = 64

export function* solveNetwork(network: Network): Generator<Progress, State> {
  const { rows, columns } = network
  const isSmall = rows * columns <= directPairs
  if (fitsDirect(network) && (isSmall || (rows * columns <= rememberedPairs && areFavoritesAlike(network)))) {
    const scans = isSmall ? Math.max(directScans * rows, directLooks / columns) : alikeScans * rows
    const work = direct(network, scans)
    let step = work.next()
    for (; !step.done; step = work.next()) yield { phase: 'matching', done: step.value, of: rows, pass: 1 }
    if (step.value) {
      closeUnusable(step.value)
      return step.value
    }
  }
  const arcs =
    rows * columns <= fewPairs
      ? allPairs(network)
      : yield* inSlices(network.columns, shortlist(network, 12, 4), done => ({ phase: 'scoring', done, of: rows, pass: 1 }))
  const state = startState(network, arcs)
  closeUnusable(state)
  if (worthAnAuction(state))
    for (const placed of auction(state, firstEpsilon, lastEpsilon)) yield { phase: 'matching', done: placed, of: rows, pass: 1 }
  yield* proved(state, undefined)
  return state
}

/** Whether at least nine of ten rows have two columns or more that nothing is worth more than. */
function areFavoritesAlike(network: Network): boolean {
  const step = Math.ceil(network.rows / alikeSample)
  let looked = 0
  let alike = 0
  for (let row = 0; row < network.rows; row += step, looked++) {
    const points = network.row(row)
    let most = 0
    let times = 0
    for (let column = 0; column < points.length; column++) {
      const here = points[column] ?? -1
      if (here < most || network.columnCapacity[column] === 0) continue
      times = here > most ? 1 : times + 1
      most = here
    }
    if (times > 1) alike++
  }
  return alike * 10 >= looked * 9
}

/** The optimum when the arcs are all the pairs there are, so that nothing is left to prove. */
export function* solveSparse(network: Network, arcs: Arcs): Generator<Progress, State> {
  const state = startState(network, arcs)
  closeUnusable(state)
  if (worthAnAuction(state))
    for (const placed of auction(state, firstEpsilon, lastEpsilon)) yield { phase: 'matching', done: placed, of: network.rows, pass: 1 }
  for (const _ of new Repair(state).run()) yield { phase: 'matching', done: 0, of: network.rows, pass: 1 }
  return state
}

/** By how much the worst violation exceeds its row's price; a row left out is at its bonus and counts little. */
function worst(found: Violations, state: State): number {
  let most = 0
  for (const [index, row] of found.rows.entries()) {
    const price = Math.max(-mostPoints, state.rowPrice[row] ?? 0)
    for (const [at, column] of (found.columns[index] ?? []).entries())
      most = Math.max(most, Math.min(mostPoints, (found.points[index]?.[at] ?? 0) - (state.columnPrice[column] ?? 0) - price))
  }
  return most
}

const firstEpsilon = 1024
const lastEpsilon = 1 / 8

/** Below this many rows the repair is as fast alone. */
const fewRows = 200

function worthAnAuction({ network }: State): boolean {
  return network.rows >= fewRows && network.rowCapacity.every(capacity => capacity <= 1)
}

/**
 * From any prices and any matching they support: optimal over every pair. Only `rows` need a new price (all if not given);
 * what was explained at the checkpoint is not looked at again.
 */
export function* proved(state: State, rows: Iterable<number> | undefined, explained: Checkpoint | null = null): Generator<Progress, void> {
  const { network } = state
  let again = rows
  let since = explained
  for (let pass = 1; ; pass++) {
    const repair = new Repair(state)
    let chains = 0
    let told = 0
    for (const steps of repair.run(again)) {
      chains++
      if (steps - told < stepsPerSlice) continue
      told = steps
      yield { phase: 'matching', done: Math.min(chains, network.rows), of: network.rows, pass }
    }
    const found = yield* inSlices(network.columns, violations(state, 24, since), done => ({
      phase: 'proving',
      done,
      of: network.rows,
      pass,
    }))
    if (found.count === 0) return
    since = checkpoint(state, found)
    extend(state, found)
    again = found.rows
    // many rows are concerned: cheaper to bid once more, from the prices as they are, than to repair one by one
    if (found.rows.length * 8 > network.rows && worthAnAuction(state)) {
      vacate(state)
      const epsilon = Math.min(firstEpsilon, 2 ** Math.round(Math.log2(1 + worst(found, state) / 8)))
      for (const placed of auction(state, epsilon, lastEpsilon)) yield { phase: 'matching', done: placed, of: network.rows, pass }
      again = undefined
    }
  }
}

/** The first condition of network.ts that does not hold, over every pair; null when the state is optimal and proven. */
export function* faultIn(state: State): Generator<Progress, string | null> {
  const { network, arcs, rowPrice, columnPrice, rowCount, columnCount, slotStart } = state
  for (const arc of state.slotArc)
    if (arc !== -1 && (rowPrice[arcs.row[arc] ?? 0] ?? 0) + (columnPrice[arcs.column[arc] ?? 0] ?? 0) > (arcs.points[arc] ?? 0))
      return 'pair price'
  for (let row = 0; row < network.rows; row++) {
    const count = rowCount[row] ?? 0
    if (count > 0 && (rowPrice[row] ?? 0) < -lastBonus(network, row, count)) return 'mentee price'
    if (count < (slotStart[row + 1] ?? 0) - (slotStart[row] ?? 0) && (rowPrice[row] ?? 0) > -nextBonus(network, row, count))
      return 'mentee price'
  }
  for (let column = 0; column < network.columns; column++) {
    const price = columnPrice[column] ?? 0
    if (price < 0 || (price > 0 && (columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0))) return 'mentor price'
  }
  const found = yield* inSlices(network.columns, violations(state, 1, null), done => ({
    phase: 'proving',
    done,
    of: network.rows,
    pass: 1,
  }))
  return found.count === 0 ? null : 'open pair'
}

/** Those who take nobody get a price at which nothing tempts; it costs the certificate nothing. */
export function closeUnusable(state: State): void {
  const { network } = state
  const most = mostPoints + 2 * network.firstBonus.reduce((a, b) => Math.max(a, b), 0)
  for (let column = 0; column < network.columns; column++) if (network.columnCapacity[column] === 0) state.columnPrice[column] = most
}

/** Between two yields lie about this many steps, a millisecond or two. */
const stepsPerSlice = 50_000

/** Runs work over rows of so many columns and tells its progress now and then. */
export function* inSlices<Result>(
  columns: number,
  work: Generator<number, Result>,
  progress: (done: number) => Progress,
): Generator<Progress, Result> {
  const rows = Math.max(1, Math.floor(stepsPerSlice / (columns + 1)))
  let count = 0
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    if (++count % rows === 0) yield progress(step.value)
  }
}
