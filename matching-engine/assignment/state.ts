/**
 * A matching and prices on a shortlist of pairs (the arcs).
 * Arcs lie row by row; `columnArcs` lists them column by column. Every unit of a row's capacity is a slot that holds the arc in
 * use or -1; the slots at one column form a doubly linked list, so a column's mentees are found without a search.
 */
import { lastBonus, type Network, nextBonus } from './network.ts'

export type Arcs = {
  /** Row i has the arcs rowStart[i] up to rowStart[i + 1]. */
  readonly rowStart: Int32Array
  readonly column: Int32Array
  readonly points: Int32Array
  readonly row: Int32Array
  /** Column j has the arcs columnArcs[columnStart[j] … columnStart[j + 1]]. */
  readonly columnStart: Int32Array
  readonly columnArcs: Int32Array
}

export type State = {
  readonly network: Network
  arcs: Arcs
  /** 1 where the arc is in use. */
  taken: Uint8Array
  readonly rowPrice: Float64Array
  readonly columnPrice: Float64Array
  /** Units in use per row and per column. */
  readonly rowCount: Int32Array
  readonly columnCount: Int32Array
  /** Row i has the slots slotStart[i] up to slotStart[i + 1]. */
  readonly slotStart: Int32Array
  readonly slotRow: Int32Array
  readonly slotArc: Int32Array
  readonly slotNext: Int32Array
  readonly slotPrevious: Int32Array
  readonly columnHead: Int32Array
}

/** Arcs from lists per row; within a row in the order given. */
export function arcsFrom(
  columns: number,
  rows: readonly { readonly column: ArrayLike<number>; readonly points: ArrayLike<number> }[],
): Arcs {
  const rowStart = new Int32Array(rows.length + 1)
  for (const [row, { column }] of rows.entries()) rowStart[row + 1] = (rowStart[row] ?? 0) + column.length
  const size = rowStart[rows.length] ?? 0
  const column = new Int32Array(size)
  const points = new Int32Array(size)
  for (const [row, list] of rows.entries()) {
    column.set(list.column, rowStart[row])
    points.set(list.points, rowStart[row])
  }
  return indexed(columns, rowStart, column, points)
}

/** Adds the other two directions to arcs that lie row by row. */
export function indexed(columns: number, rowStart: Int32Array, column: Int32Array, points: Int32Array): Arcs {
  const row = new Int32Array(column.length)
  const columnStart = new Int32Array(columns + 1)
  for (let i = 0; i + 1 < rowStart.length; i++) row.fill(i, rowStart[i], rowStart[i + 1])
  for (let arc = 0; arc < column.length; arc++) {
    const after = (column[arc] ?? 0) + 1
    columnStart[after] = (columnStart[after] ?? 0) + 1
  }
  for (let j = 0; j < columns; j++) columnStart[j + 1] = (columnStart[j + 1] ?? 0) + (columnStart[j] ?? 0)
  const fill = columnStart.slice()
  const columnArcs = new Int32Array(column.length)
  for (let arc = 0; arc < column.length; arc++) {
    const j = column[arc] ?? 0
    const at = fill[j] ?? 0
    columnArcs[at] = arc
    fill[j] = at + 1
  }
  return { rowStart, column, points, row, columnStart, columnArcs }
}

/** Nobody matched; every column at the given price, or at 0. */
export function startState(network: Network, arcs: Arcs, columnPrice?: Float64Array): State {
  const { rows, columns, rowCapacity } = network
  const slotStart = new Int32Array(rows + 1)
  for (let i = 0; i < rows; i++) slotStart[i + 1] = (slotStart[i] ?? 0) + Math.min(rowCapacity[i] ?? 0, columns)
  const slots = slotStart[rows] ?? 0
  const slotRow = new Int32Array(slots)
  for (let i = 0; i < rows; i++) slotRow.fill(i, slotStart[i], slotStart[i + 1])
  return {
    network,
    arcs,
    taken: new Uint8Array(arcs.column.length),
    rowPrice: new Float64Array(rows),
    columnPrice: columnPrice ?? new Float64Array(columns),
    rowCount: new Int32Array(rows),
    columnCount: new Int32Array(columns),
    slotStart,
    slotRow,
    slotArc: new Int32Array(slots).fill(-1),
    slotNext: new Int32Array(slots).fill(-1),
    slotPrevious: new Int32Array(slots).fill(-1),
    columnHead: new Int32Array(columns).fill(-1),
  }
}

/** The slot takes the arc; it was empty. */
export function take(state: State, slot: number, arc: number): void {
  const j = state.arcs.column[arc] ?? 0
  const i = state.slotRow[slot] ?? 0
  const head = state.columnHead[j] ?? -1
  state.taken[arc] = 1
  state.slotArc[slot] = arc
  state.slotNext[slot] = head
  state.slotPrevious[slot] = -1
  if (head >= 0) state.slotPrevious[head] = slot
  state.columnHead[j] = slot
  state.rowCount[i] = (state.rowCount[i] ?? 0) + 1
  state.columnCount[j] = (state.columnCount[j] ?? 0) + 1
}

/** The slot is empty afterwards. */
export function release(state: State, slot: number): void {
  const arc = state.slotArc[slot] ?? -1
  const j = state.arcs.column[arc] ?? 0
  const i = state.slotRow[slot] ?? 0
  const next = state.slotNext[slot] ?? -1
  const previous = state.slotPrevious[slot] ?? -1
  if (next >= 0) state.slotPrevious[next] = previous
  if (previous >= 0) state.slotNext[previous] = next
  else state.columnHead[j] = next
  state.taken[arc] = 0
  state.slotArc[slot] = -1
  state.rowCount[i] = (state.rowCount[i] ?? 0) - 1
  state.columnCount[j] = (state.columnCount[j] ?? 0) - 1
}

/** Nobody has anybody; prices stay. */
export function vacate(state: State): void {
  state.taken.fill(0)
  state.slotArc.fill(-1)
  state.slotNext.fill(-1)
  state.slotPrevious.fill(-1)
  state.columnHead.fill(-1)
  state.rowCount.fill(0)
  state.columnCount.fill(0)
}

/** The arc of a pair; -1 when the shortlist does not have it. */
export function arcAt({ arcs }: State, row: number, column: number): number {
  const end = arcs.rowStart[row + 1] ?? 0
  for (let arc = arcs.rowStart[row] ?? 0; arc < end; arc++) if (arcs.column[arc] === column) return arc
  return -1
}

/** An empty slot of the row; -1 when all are in use. */
export function emptySlot(state: State, row: number): number {
  const end = state.slotStart[row + 1] ?? 0
  for (let slot = state.slotStart[row] ?? 0; slot < end; slot++) if (state.slotArc[slot] === -1) return slot
  return -1
}

/**
 * Sets the row's price by the columns' prices and lets go of pairs that these no longer support.
 * True when the row wants one more unit at these prices.
 */
export function repriceRow(state: State, row: number): boolean {
  const { arcs, network, taken, columnPrice, rowPrice } = state
  const capacity = (state.slotStart[row + 1] ?? 0) - (state.slotStart[row] ?? 0)
  let bestOpen = Number.NEGATIVE_INFINITY
  const end = arcs.rowStart[row + 1] ?? 0
  for (let arc = arcs.rowStart[row] ?? 0; arc < end; arc++) {
    if (taken[arc] === 1) continue
    const gain = (arcs.points[arc] ?? 0) - (columnPrice[arcs.column[arc] ?? 0] ?? 0)
    if (gain > bestOpen) bestOpen = gain
  }
  // let go of the worst pair while an open one is better or the pair is not worth its bonus
  for (let count = state.rowCount[row] ?? 0; count > 0; count--) {
    const worst = worstSlot(state, row)
    const gain = gainOf(state, state.slotArc[worst] ?? 0)
    if (gain >= bestOpen && gain >= -lastBonus(network, row, count)) break
    release(state, worst)
    bestOpen = Math.max(bestOpen, gain)
  }
  const count = state.rowCount[row] ?? 0
  const floor = count > 0 ? -lastBonus(network, row, count) : -nextBonus(network, row, 0)
  rowPrice[row] = Math.max(bestOpen, floor)
  return count < capacity && (rowPrice[row] ?? 0) > -nextBonus(network, row, count)
}

function gainOf(state: State, arc: number): number {
  return (state.arcs.points[arc] ?? 0) - (state.columnPrice[state.arcs.column[arc] ?? 0] ?? 0)
}

function worstSlot(state: State, row: number): number {
  let worst = -1
  let least = Number.POSITIVE_INFINITY
  const end = state.slotStart[row + 1] ?? 0
  for (let slot = state.slotStart[row] ?? 0; slot < end; slot++) {
    const arc = state.slotArc[slot] ?? -1
    if (arc === -1) continue
    const gain = gainOf(state, arc)
    if (gain < least) {
      least = gain
      worst = slot
    }
  }
  return worst
}
