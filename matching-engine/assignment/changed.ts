/**
 * A proven state after a small change of its problem: other capacities, and a few pairs that have become open or forbidden.
 * Matching and prices are taken over, and only the rows that the change concerns are priced anew. Whatever was explained by the
 * prices before still is, unless a price falls during the repair. Few concerned rows are helped by chains over all pairs
 * (chains.ts), after which nothing is left to prove; after many, the proof looks at the concerned rows and at what has become
 * cheaper (`Checkpoint`), not at all pairs.
 */
import { Chains } from './chains.ts'
import { addPairs } from './extend.ts'
import type { Network } from './network.ts'
import { closeUnusable, type Progress, proved } from './optimal.ts'
import { emptySlot, indexed, repriceRow, type State, startState, take } from './state.ts'

/** Optimal again, proven over every pair. `concerned` are the rows whose own capacity, bonus or pairs differ, `positions` where each row stood before; the given state stays as it is. */
export function* provedAfter(
  before: State,
  network: Network,
  concerned: readonly number[],
  positions: Int32Array = Int32Array.from({ length: network.rows }, (_, row) => row),
): Generator<Progress, State> {
  const state = startState(network, openArcs(before, network, concerned, positions), before.columnPrice.slice())
  for (const [row, at] of positions.entries()) state.rowPrice[row] = before.rowPrice[at] ?? 0
  const rowPrice = state.rowPrice.slice()
  closeUnusable(state)
  const open = new Uint8Array(network.rows)
  for (const row of concerned) open[row] = 1
  for (let row = 0; row < network.rows; row++) {
    const used = usedColumns(before, positions[row] ?? 0)
    const end = state.arcs.rowStart[row + 1] ?? 0
    for (let arc = state.arcs.rowStart[row] ?? 0; arc < end; arc++) {
      const column = state.arcs.column[arc] ?? 0
      if (!used.includes(column)) continue
      const slot = emptySlot(state, row)
      if (slot !== -1 && (state.columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)) take(state, slot, arc)
    }
    // whoever has lost somebody is concerned, too
    if ((state.rowCount[row] ?? 0) < used.length) open[row] = 1
  }
  const rows = Array.from(open.keys()).filter(row => open[row] === 1)
  if (rows.length > fewConcerned) yield* proved(state, rows, { rowPrice, columnPrice: before.columnPrice, open })
  else yield* repairedOverAll(state, rows)
  return state
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

/** The arcs of the rows that are left, without those that are forbidden now; only concerned rows can have any. */
function openArcs({ arcs }: State, network: Network, concerned: readonly number[], positions: Int32Array): State['arcs'] {
  const isOpen = new Uint8Array(arcs.column.length).fill(1)
  let isSame = network.rows + 1 === arcs.rowStart.length
  for (const row of concerned) {
    const at = positions[row] ?? 0
    for (let arc = arcs.rowStart[at] ?? 0; arc < (arcs.rowStart[at + 1] ?? 0); arc++)
      if (network.pair(row, arcs.column[arc] ?? 0) < 0) {
        isOpen[arc] = 0
        isSame = false
      }
  }
  if (isSame) return arcs
  const rowStart = new Int32Array(network.rows + 1)
  const column = new Int32Array(arcs.column.length)
  const points = new Int32Array(arcs.column.length)
  let kept = 0
  for (const [row, at] of positions.entries()) {
    for (let arc = arcs.rowStart[at] ?? 0; arc < (arcs.rowStart[at + 1] ?? 0); arc++) {
      if (isOpen[arc] === 0) continue
      column[kept] = arcs.column[arc] ?? 0
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
