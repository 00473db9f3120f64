/**
 * A proven state after a small change of its problem: other capacities, a few pairs that have become open or forbidden, rows and
 * columns that have come or left. Matching and prices are taken over, and only the rows that the change concerns and the columns that
 * nobody could take before are priced anew. Whatever was explained by the
 * prices before still is, unless a price falls during the repair. Few concerned rows are helped by chains over all pairs
 * (chains.ts), after which nothing is left to prove; after many, the proof looks at the concerned rows and at what has become
 * cheaper (`Checkpoint`), not at all pairs.
 */
import { Chains } from './chains.ts'
import { addPairs } from './extend.ts'
import type { Network } from './network.ts'
import { closeUnusable, type Progress, proved } from './optimal.ts'
import { arcAt, emptySlot, indexed, repriceRow, type State, startState, take } from './state.ts'

/** Where each row and column stood before; -1 for those that did not. */
export type Standing = { readonly rows: Int32Array; readonly columns: Int32Array }

/** Optimal again, proven over every pair. `concerned` are the rows that are new, or whose own capacity, bonus or pairs differ; the given state stays as it is. */
export function* provedAfter(
  before: State,
  network: Network,
  concerned: readonly number[],
  stood: Standing = { rows: everybody(network.rows), columns: everybody(network.columns) },
): Generator<Progress, State> {
  const state = startState(network, openArcs(before, network, concerned, stood))
  for (const [row, at] of stood.rows.entries()) state.rowPrice[row] = before.rowPrice[at] ?? 0
  for (const [column, at] of stood.columns.entries()) state.columnPrice[column] = before.columnPrice[at] ?? 0
  const isConcerned = new Uint8Array(network.rows)
  for (const row of concerned) isConcerned[row] = 1
  const columnNow = nowAt(stood.columns, before.network.columns)
  for (const [row, at] of stood.rows.entries()) {
    if (at === -1) continue
    for (let from = before.slotStart[at] ?? 0; from < (before.slotStart[at + 1] ?? 0); from++) {
      const used = before.slotArc[from] ?? -1
      if (used === -1) continue
      const now = columnNow[before.arcs.column[used] ?? 0] ?? -1
      const arc = now === -1 ? -1 : arcAt(state, row, now)
      const slot = arc === -1 ? -1 : emptySlot(state, row)
      if (slot !== -1 && (state.columnCount[now] ?? 0) < (network.columnCapacity[now] ?? 0)) take(state, slot, arc)
    }
    // whoever has lost somebody is concerned, too
    if ((state.rowCount[row] ?? 0) < (before.rowCount[at] ?? 0)) isConcerned[row] = 1
  }
  for (const [column, at] of stood.columns.entries())
    if (at === -1 || ((before.network.columnCapacity[at] ?? 0) === 0 && (network.columnCapacity[column] ?? 0) > 0))
      state.columnPrice[column] = explainingPrice(state, column, isConcerned)
  const rowPrice = state.rowPrice.slice()
  const columnPrice = state.columnPrice.slice()
  closeUnusable(state)
  const rows = Array.from(isConcerned.keys()).filter(row => isConcerned[row] === 1)
  if (rows.length > fewConcerned) yield* proved(state, rows, { rowPrice, columnPrice, open: isConcerned })
  else yield* repairedOverAll(state, rows)
  return state
}

function everybody(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, at) => at)
}

/** For each place of before where it is now, -1 if it is gone. */
function nowAt(stood: Int32Array, before: number): Int32Array {
  const now = new Int32Array(before).fill(-1)
  for (const [at, then] of stood.entries()) if (then !== -1) now[then] = at
  return now
}

/** The least price at which no row would rather have the column, those that are priced anew aside. */
function explainingPrice({ network, rowPrice }: State, column: number, isConcerned: Uint8Array): number {
  let price = 0
  for (let row = 0; row < network.rows; row++) {
    if (isConcerned[row] === 1 || network.rowCapacity[row] === 0) continue
    const points = network.pair(row, column)
    if (points >= 0) price = Math.max(price, points - (rowPrice[row] ?? 0))
  }
  return price
}

/** From so many concerned rows on one repair on the shortlist and one proof cost less than chains over all pairs, one by one. */
const fewConcerned = 16

/** The concerned rows are priced over all pairs, and so are the chains: nothing is left to prove. */
function* repairedOverAll(state: State, concerned: readonly number[]): Generator<Progress, void> {
  const chains = new Chains(state)
  const { columns, rows } = state.network
  const inRows = function* (work: Generator<number, void>): Generator<Progress, void> {
    for (const read of work) if ((read * columns) % pairsPerSlice < columns) yield { phase: 'matching', done: read, of: rows, pass: 1 }
  }
  addPairs(
    state,
    concerned.flatMap(row => bestOpenColumn(state, row).map(column => ({ row, column }))),
  )
  for (const row of concerned) repriceRow(state, row)
  for (const row of concerned) while (chains.wants(row)) yield* inRows(chains.place(row))
  for (let column = 0; column < columns; column++) while (chains.isCostly(column)) yield* inRows(chains.fill(column))
}

/** Between two yields lie about so many pairs. */
const pairsPerSlice = 50_000

/** The column that is worth most to the row beyond its price, among those that it does not have; none when none is open. */
function bestOpenColumn(state: State, row: number): number[] {
  const { columnPrice, network } = state
  if (network.rowCapacity[row] === 0) return []
  const used = usedColumns(state, row)
  const points = network.row(row)
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (let column = 0; column < points.length; column++) {
    const here = points[column] ?? -1
    const gain = here - (columnPrice[column] ?? 0)
    if (gain <= most || here < 0 || used.includes(column)) continue
    most = gain
    best = column
  }
  return best === -1 ? [] : [best]
}

/** The arcs of the rows and columns that are left, without those that are forbidden now; only concerned rows can have any. */
function openArcs({ arcs, network: { columns } }: State, network: Network, concerned: readonly number[], stood: Standing): State['arcs'] {
  const isOpen = new Uint8Array(arcs.column.length).fill(1)
  const columnNow = nowAt(stood.columns, columns)
  let isSame = network.rows + 1 === arcs.rowStart.length && network.columns === columns && stood.rows.every((at, row) => at === row)
  for (const row of concerned) {
    const at = stood.rows[row] ?? -1
    if (at === -1) continue
    for (let arc = arcs.rowStart[at] ?? 0; arc < (arcs.rowStart[at + 1] ?? 0); arc++) {
      const column = columnNow[arcs.column[arc] ?? 0] ?? -1
      if (column !== -1 && network.pair(row, column) >= 0) continue
      isOpen[arc] = 0
      isSame = false
    }
  }
  if (isSame && stood.columns.every((at, column) => at === column)) return arcs
  const rowStart = new Int32Array(network.rows + 1)
  const column = new Int32Array(arcs.column.length)
  const points = new Int32Array(arcs.column.length)
  let kept = 0
  for (const [row, at] of stood.rows.entries()) {
    const end = at === -1 ? 0 : (arcs.rowStart[at + 1] ?? 0)
    for (let arc = at === -1 ? 0 : (arcs.rowStart[at] ?? 0); arc < end; arc++) {
      const now = columnNow[arcs.column[arc] ?? 0] ?? -1
      if (isOpen[arc] === 0 || now === -1) continue
      column[kept] = now
      points[kept++] = arcs.points[arc] ?? 0
    }
    rowStart[row + 1] = kept
  }
  return indexed(network.columns, rowStart, column.slice(0, kept), points.slice(0, kept))
}

function usedColumns({ arcs, slotStart, slotArc }: State, row: number): number[] {
  const used: number[] = []
  for (let slot = slotStart[row] ?? 0; slot < (slotStart[row + 1] ?? 0); slot++) {
    const arc = slotArc[slot] ?? -1
    if (arc !== -1) used.push(arcs.column[arc] ?? 0)
  }
  return used
}
