/**
 * A proven state after a small change of its problem: other capacities, a few pairs that have become open or forbidden, rows and
 * columns that have come or left. Matching and prices are taken over; only the rows that the change concerns and the columns that
 * nobody could take before are priced anew, so that the prices explain every pair again. What is left are a few units too many or too
 * few. They are put right by chains over all pairs (chains.ts), after which nothing is left to prove; where they are many, by one
 * repair on a shortlist, after which the proof looks at the concerned rows and at what has become cheaper (`Checkpoint`).
 */
import { Chains } from './chains.ts'
import { begin, isDue } from './nearest.ts'
import { columnPoints, lastBonus, type Network, nextBonus } from './network.ts'
import { closeUnusable, inSlices, type Progress, proved } from './optimal.ts'
import { Residual } from './residual.ts'
import { shortlist } from './shortlist.ts'
import { arcAt, emptySlot, indexed, type State, startState, take } from './state.ts'
import { longestListed } from './ways.ts'

/** To be told before a changed network takes over what the one of this state knows: which columns and rows are nearest at its prices. */
export function beginLists(state: State): void {
  const { network, rowPrice, columnPrice } = state
  const { nearest, rowCapacity } = network
  if (!nearest || !(isDue(nearest.ofRows) || isDue(nearest.ofColumns))) return
  const open = rowPrice.map((price, row) => (rowCapacity[row] === 0 ? Number.POSITIVE_INFINITY : price))
  const longest = longestListed(state)
  const reach = longest === -1 ? Number.POSITIVE_INFINITY : longest
  if (isDue(nearest.ofRows)) begin(nearest.ofRows, columnPrice, rowPrice, reach)
  if (isDue(nearest.ofColumns)) begin(nearest.ofColumns, open, columnPrice, reach)
}

/** Where each row and column stood before; -1 for those that did not. */
export type Standing = { readonly rows: Int32Array; readonly columns: Int32Array }

/** Beyond so many concerned rows, or this share of them, one repair on a shortlist and one proof cost less than chains over all pairs, one by one. */
const fewConcerned = 16
const fewOfAll = 1 / 16

/** Optimal again, proven over every pair. `concerned` are the rows that are new, or whose own capacity, bonus or pairs differ; the given state stays as it is. */
export function* provedAfter(
  before: State,
  network: Network,
  concerned: readonly number[],
  stood: Standing = { rows: everybody(network.rows), columns: everybody(network.columns) },
): Generator<Progress, State> {
  const residual = new Residual(network)
  const { price, columns } = residual
  for (let column = 0; column < columns; column++) price[column] = before.columnPrice[stood.columns[column] ?? -1] ?? 0
  for (let row = 0; row < network.rows; row++) price[columns + row] = before.rowPrice[stood.rows[row] ?? -1] ?? 0
  const isConcerned = new Uint8Array(network.rows)
  for (const row of concerned) isConcerned[row] = 1
  const crowded = takeOver(before, residual, isConcerned, stood)
  for (let column = 0; column < columns; column++) {
    const at = stood.columns[column] ?? -1
    if (at === -1 || ((before.network.columnCapacity[at] ?? 0) === 0 && (network.columnCapacity[column] ?? 0) > 0))
      price[column] = explainingPrice(residual, column, isConcerned)
  }
  const rows = Array.from(isConcerned.keys()).filter(row => isConcerned[row] === 1)
  if (rows.length + crowded > Math.max(fewConcerned, network.rows * fewOfAll)) return yield* provedOnShortlist(residual, isConcerned)
  for (const row of rows) reprice(residual, row)
  for (const looks of new Chains(residual).putRight())
    yield { phase: 'matching', done: Math.min(looks, network.rows), of: network.rows, pass: 1 }
  return stateOf(residual)
}

function everybody(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, at) => at)
}

/** Holds every pair of before that is still open, also where a column has fewer places now; tells how many rows are too many there. Whoever has lost somebody is concerned, too. */
function takeOver(before: State, { network, columns, capacity, holding }: Residual, isConcerned: Uint8Array, stood: Standing): number {
  const columnNow = nowAt(stood.columns, before.network.columns)
  let crowded = 0
  for (let row = 0; row < network.rows; row++) {
    const at = stood.rows[row] ?? -1
    if (at === -1) continue
    for (let slot = before.slotStart[at] ?? 0; slot < (before.slotStart[at + 1] ?? 0); slot++) {
      const used = before.slotArc[slot] ?? -1
      if (used === -1) continue
      const column = columnNow[before.arcs.column[used] ?? 0] ?? -1
      const isOpen = column !== -1 && (isConcerned[row] === 0 || network.pair(row, column) >= 0)
      if (!isOpen || (holding.count[columns + row] ?? 0) >= (capacity[columns + row] ?? 0)) {
        isConcerned[row] = 1
        continue
      }
      holding.hold(columns + row, column, before.arcs.points[used] ?? 0)
      if ((holding.count[column] ?? 0) > (capacity[column] ?? 0)) crowded++
    }
  }
  return crowded
}

/** For each place of before where it is now, -1 if it is gone. */
function nowAt(stood: Int32Array, before: number): Int32Array {
  const now = new Int32Array(before).fill(-1)
  for (let at = 0; at < stood.length; at++) if (stood[at] !== -1) now[stood[at] ?? 0] = at
  return now
}

/** The least price at which no row would rather have the column, those that are priced anew aside. */
function explainingPrice({ network, price, columns, capacity }: Residual, column: number, isConcerned: Uint8Array): number {
  const points = columnPoints(network, column)
  let least = 0
  for (let row = 0; row < points.length; row++) {
    if (isConcerned[row] === 1 || capacity[columns + row] === 0 || (points[row] ?? -1) < 0) continue
    least = Math.max(least, (points[row] ?? 0) - (price[columns + row] ?? 0))
  }
  return least
}

/** Sets the row's price by the columns' prices and lets go of pairs that these no longer support. */
function reprice({ network, price, columns, capacity, holding }: Residual, row: number): void {
  const node = columns + row
  if (capacity[node] === 0) return
  const points = network.row(row)
  let best = Number.NEGATIVE_INFINITY
  for (let column = 0; column < points.length; column++) {
    const gain = (points[column] ?? -1) - (price[column] ?? 0)
    if (gain > best && (points[column] ?? -1) >= 0 && capacity[column] !== 0 && holding.pair(node, column) === -1) best = gain
  }
  // let go of the worst pair while an open one is better or the pair is not worth its bonus
  for (let count = holding.count[node] ?? 0; count > 0; count--) {
    let worst = -1
    let least = Number.POSITIVE_INFINITY
    for (let pair = holding.first[node] ?? -1; pair !== -1; pair = holding.nextOfRow[pair] ?? -1) {
      const gain = (holding.points[pair] ?? 0) - (price[holding.column[pair] ?? 0] ?? 0)
      if (gain >= least) continue
      least = gain
      worst = holding.column[pair] ?? 0
    }
    if (least >= best && least >= -lastBonus(network, row, count)) break
    holding.leave(node, worst)
    if (capacity[worst] !== 0) best = Math.max(best, least)
  }
  const count = holding.count[node] ?? 0
  price[node] = Math.max(best, count > 0 ? -lastBonus(network, row, count) : -nextBonus(network, row, 0))
}

/** The same by one repair on a shortlist. */
function* provedOnShortlist({ network, columns, price, holding }: Residual, isConcerned: Uint8Array): Generator<Progress, State> {
  const explained = { rowPrice: price.slice(columns), columnPrice: price.slice(0, columns), open: isConcerned }
  const kept: number[][] = Array.from({ length: network.rows }, () => [])
  for (const [row, own] of kept.entries())
    for (let pair = holding.first[columns + row] ?? -1; pair !== -1; pair = holding.nextOfRow[pair] ?? -1)
      own.push(holding.column[pair] ?? 0)
  const state = yield* startedFrom(network, price.slice(0, columns), kept)
  state.rowPrice.set(explained.rowPrice)
  // of a column that has fewer places now somebody has to go
  for (const [row, own] of kept.entries()) if ((state.rowCount[row] ?? 0) < own.length) isConcerned[row] = 1
  yield* proved(
    state,
    Array.from(isConcerned.keys()).filter(row => isConcerned[row] === 1),
    explained,
  )
  return state
}

/** The kept pairs (columns by row), as far as there are places, and a shortlist made at these prices. */
export function* startedFrom(
  network: Network,
  columnPrice: Float64Array,
  kept: readonly (readonly number[])[],
): Generator<Progress, State> {
  const arcs = yield* inSlices(network.columns, shortlist(network, 6, 1, { columnPrice, keep: kept }), done => ({
    phase: 'scoring',
    done,
    of: network.rows,
    pass: 1,
  }))
  const state = startState(network, arcs, columnPrice)
  closeUnusable(state)
  for (const [row, own] of kept.entries())
    for (const column of own) {
      const slot = emptySlot(state, row)
      if (slot !== -1 && (state.columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0))
        take(state, slot, arcAt(state, row, column))
    }
  return state
}

/** The state of what is held, on these pairs alone. */
function stateOf({ network, columns, price, holding }: Residual): State {
  const rowStart = new Int32Array(network.rows + 1)
  for (let row = 0; row < network.rows; row++) rowStart[row + 1] = (rowStart[row] ?? 0) + (holding.count[columns + row] ?? 0)
  const column = new Int32Array(rowStart[network.rows] ?? 0)
  const points = new Int32Array(column.length)
  let arc = 0
  for (let row = 0; row < network.rows; row++)
    for (let pair = holding.first[columns + row] ?? -1; pair !== -1; pair = holding.nextOfRow[pair] ?? -1) {
      column[arc] = holding.column[pair] ?? 0
      points[arc++] = holding.points[pair] ?? 0
    }
  const state = startState(network, indexed(columns, rowStart, column, points), price.slice(0, columns))
  state.rowPrice.set(price.subarray(columns))
  for (let row = 0; row < network.rows; row++)
    for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++)
      take(state, (state.slotStart[row] ?? 0) + at - (rowStart[row] ?? 0), at)
  closeUnusable(state)
  return state
}
