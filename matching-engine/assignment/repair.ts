/**
 * Exact repair: from any prices and any matching that they support, to an optimal one, by shortest chains of moves.
 *
 * The chains are those of the successive shortest path method (Ford and Fulkerson; potentials after Edmonds and Karp 1972,
 * Tomizawa 1971), with reduced costs, so all lengths are whole and not negative and Dijkstra's method applies. Two directions:
 *   reverse: a place that is free but costs something offers itself; the shortest chain ends with somebody taking it up, or
 *            with a place that may stay free at price 0 (perhaps the same one);
 *   forward: a row that wants one more unit takes it; the shortest chain ends at a free place or with somebody staying out.
 * First all reverse chains, then all forward ones: a forward chain never frees a place, so afterwards all conditions of
 * network.ts hold. We depart from the textbook in that both directions start from the prices as they are (a warm start is the
 * only kind of start), and that nodes at the current distance go through a stack, not the heap: with small whole points most
 * chains have length 0.
 */
import { lastBonus, nextBonus } from './network.ts'
import { Queue } from './queue.ts'
import { emptySlot, release, repriceRow, type State, take } from './state.ts'

/** Work space of the searches, one per state. */
export class Repair {
  private readonly state: State
  /** Distances of columns and rows in the current search; infinite where not reached. */
  private readonly columnDistance: Float64Array
  private readonly rowDistance: Float64Array
  /** Forward: the arc by which a column was reached, the slot by which a row was. Reverse: the slot for a column, the arc for a row. */
  private readonly columnFrom: Int32Array
  private readonly rowFrom: Int32Array
  private readonly settled: Uint8Array
  private reachedColumns: number[] = []
  private reachedRows: number[] = []
  private readonly queue = new Queue()
  private ready: number[] = []
  /** Steps taken so far, for progress. */
  steps = 0

  constructor(state: State) {
    const { rows, columns } = state.network
    this.state = state
    this.columnDistance = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
    this.rowDistance = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
    this.columnFrom = new Int32Array(columns)
    this.rowFrom = new Int32Array(rows)
    this.settled = new Uint8Array(columns)
  }

  /** Reprices the given rows (all if none are given) and repairs until every condition holds on the arcs. Yields between chains. */
  *run(rows?: Iterable<number>): Generator<number, void> {
    const { state } = this
    const { network } = state
    const wanting: number[] = []
    for (const row of rows ?? state.rowCount.keys()) if (repriceRow(state, row)) wanting.push(row)
    for (let column = 0; column < network.columns; column++)
      while ((state.columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0) && (state.columnPrice[column] ?? 0) > 0) {
        this.reverse(column)
        yield this.steps
      }
    // columns have become dearer since: whoever no longer wants anything at these prices needs no search
    for (const row of wanting)
      while (repriceRow(state, row)) {
        this.forward(row)
        yield this.steps
      }
  }

  /** One more unit for a row that wants it, or the proof that it is best left out; all pairs of conditions hold as before. */
  private forward(source: number): void {
    const { state, columnDistance, rowDistance, columnFrom, rowFrom, settled, queue } = this
    const { arcs, network, taken, rowPrice, columnPrice, rowCount, columnCount } = state
    const { columnCapacity } = network
    this.ready = []
    queue.clear()
    // staying out is the chain to beat
    let best = (rowPrice[source] ?? 0) + nextBonus(network, source, rowCount[source] ?? 0)
    let endRow = source
    let endColumn = -1
    const scan = (row: number, distance: number, now: number): void => {
      const base = distance + (rowPrice[row] ?? 0)
      const end = arcs.rowStart[row + 1] ?? 0
      for (let arc = arcs.rowStart[row] ?? 0; arc < end; arc++) {
        if (taken[arc] === 1) continue
        const column = arcs.column[arc] ?? 0
        const reach = base + (columnPrice[column] ?? 0) - (arcs.points[arc] ?? 0)
        if (reach >= best || reach >= (columnDistance[column] ?? 0)) continue
        if (columnDistance[column] === Number.POSITIVE_INFINITY) this.reachedColumns.push(column)
        columnDistance[column] = reach
        columnFrom[column] = arc
        if ((columnCount[column] ?? 0) < (columnCapacity[column] ?? 0)) {
          best = reach
          endColumn = column
          if (reach === distance) break
        } else if (reach === now) this.ready.push(column)
        else queue.push(column, reach)
      }
      this.steps += end - (arcs.rowStart[row] ?? 0)
    }
    const reachRow = (row: number, slot: number, distance: number, now: number): void => {
      if (distance >= (rowDistance[row] ?? 0)) return
      if (rowDistance[row] === Number.POSITIVE_INFINITY) this.reachedRows.push(row)
      rowDistance[row] = distance
      rowFrom[row] = slot
      const out = distance + (rowPrice[row] ?? 0) + lastBonus(network, row, rowCount[row] ?? 0)
      if (out < best) {
        best = out
        endRow = row
        endColumn = -1
      }
      if (distance < best) scan(row, distance, now)
    }
    rowDistance[source] = 0
    rowFrom[source] = -1
    this.reachedRows.push(source)
    scan(source, 0, 0)
    // settle columns in order of distance; whoever holds one may be moved on
    for (;;) {
      let column = this.ready.pop() ?? -1
      if (column === -1) {
        if (queue.isEmpty || queue.least >= best) break
        column = queue.pop()
      }
      if (settled[column] === 1) continue
      const distance = columnDistance[column] ?? 0
      if (distance >= best) continue
      settled[column] = 1
      for (let slot = state.columnHead[column] ?? -1; slot !== -1; slot = state.slotNext[slot] ?? -1) {
        const row = state.slotRow[slot] ?? 0
        const arc = state.slotArc[slot] ?? 0
        reachRow(row, slot, distance + (arcs.points[arc] ?? 0) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0), distance)
        if (best <= distance) break
      }
    }
    // prices along the way
    for (const row of this.reachedRows) {
      const distance = rowDistance[row] ?? 0
      if (distance < best) rowPrice[row] = (rowPrice[row] ?? 0) - (best - distance)
    }
    for (const column of this.reachedColumns) {
      const distance = columnDistance[column] ?? 0
      if (distance < best) columnPrice[column] = (columnPrice[column] ?? 0) + (best - distance)
    }
    // move everybody one place along the chain, from its end
    let column = endColumn
    if (column === -1 && endRow !== source) {
      const slot = rowFrom[endRow] ?? -1
      column = arcs.column[state.slotArc[slot] ?? 0] ?? 0
      release(state, slot)
    }
    while (column !== -1) {
      const arc = columnFrom[column] ?? 0
      const row = arcs.row[arc] ?? 0
      const from = rowFrom[row] ?? -1
      const slot = row === source ? emptySlot(state, row) : from
      column = -1
      if (row !== source) {
        column = arcs.column[state.slotArc[from] ?? 0] ?? 0
        release(state, from)
      }
      take(state, slot, arc)
    }
    this.forget()
  }

  /** One unit of a free place that costs something: taken up by somebody, or left free at price 0 somewhere on the chain. */
  private reverse(source: number): void {
    const { state, columnDistance, rowDistance, columnFrom, rowFrom, settled, queue } = this
    const { arcs, network, taken, rowPrice, columnPrice, rowCount, slotStart } = state
    this.ready = []
    queue.clear()
    // staying free at price 0 is the chain to beat
    let best = columnPrice[source] ?? 0
    let endColumn = source
    let endRow = -1
    const reachColumn = (column: number, slot: number, distance: number, now: number): void => {
      if (distance >= best || distance >= (columnDistance[column] ?? 0)) return
      if (columnDistance[column] === Number.POSITIVE_INFINITY) this.reachedColumns.push(column)
      columnDistance[column] = distance
      columnFrom[column] = slot
      const free = distance + (columnPrice[column] ?? 0)
      if (free < best) {
        best = free
        endColumn = column
        endRow = -1
      }
      if (distance === now) this.ready.push(column)
      else queue.push(column, distance)
    }
    const reachRow = (row: number, arc: number, distance: number, now: number): void => {
      if (rowDistance[row] === Number.POSITIVE_INFINITY) this.reachedRows.push(row)
      rowDistance[row] = distance
      rowFrom[row] = arc
      const count = rowCount[row] ?? 0
      const first = slotStart[row] ?? 0
      const end = slotStart[row + 1] ?? 0
      if (count < end - first) {
        const joins = distance + Math.max(0, -(rowPrice[row] ?? 0) - nextBonus(network, row, count))
        if (joins < best) {
          best = joins
          endRow = row
        }
      }
      for (let slot = first; slot < end; slot++) {
        const held = state.slotArc[slot] ?? -1
        if (held === -1) continue
        const column = arcs.column[held] ?? 0
        reachColumn(column, slot, distance + (arcs.points[held] ?? 0) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0), now)
      }
    }
    columnDistance[source] = 0
    columnFrom[source] = -1
    this.reachedColumns.push(source)
    this.ready.push(source)
    for (;;) {
      let column = this.ready.pop() ?? -1
      if (column === -1) {
        if (queue.isEmpty || queue.least >= best) break
        column = queue.pop()
      }
      if (settled[column] === 1) continue
      const distance = columnDistance[column] ?? 0
      if (distance >= best) continue
      settled[column] = 1
      const end = arcs.columnStart[column + 1] ?? 0
      const base = distance + (columnPrice[column] ?? 0)
      for (let at = arcs.columnStart[column] ?? 0; at < end; at++) {
        const arc = arcs.columnArcs[at] ?? 0
        if (taken[arc] === 1) continue
        const row = arcs.row[arc] ?? 0
        const reach = base + (rowPrice[row] ?? 0) - (arcs.points[arc] ?? 0)
        if (reach < best && reach < (rowDistance[row] ?? 0)) reachRow(row, arc, reach, distance)
      }
      this.steps += end - (arcs.columnStart[column] ?? 0)
    }
    // prices along the way
    for (const row of this.reachedRows) {
      const distance = rowDistance[row] ?? 0
      if (distance < best) rowPrice[row] = (rowPrice[row] ?? 0) + (best - distance)
    }
    for (const column of this.reachedColumns) {
      const distance = columnDistance[column] ?? 0
      if (distance < best) columnPrice[column] = (columnPrice[column] ?? 0) - (best - distance)
    }
    // move everybody one place along the chain, from its end
    let row = endRow
    let slot = -1
    if (row !== -1) slot = emptySlot(state, row)
    else if (endColumn !== source) {
      slot = columnFrom[endColumn] ?? -1
      row = state.slotRow[slot] ?? 0
      release(state, slot)
    }
    while (row !== -1) {
      const arc = rowFrom[row] ?? 0
      const column = arcs.column[arc] ?? 0
      take(state, slot, arc)
      row = -1
      if (column !== source) {
        // whoever left this column moves on; the slot that led here is theirs
        slot = columnFrom[column] ?? -1
        row = state.slotRow[slot] ?? 0
        release(state, slot)
      }
    }
    this.forget()
  }

  private forget(): void {
    for (const row of this.reachedRows) this.rowDistance[row] = Number.POSITIVE_INFINITY
    for (const column of this.reachedColumns) {
      this.columnDistance[column] = Number.POSITIVE_INFINITY
      this.settled[column] = 0
    }
    this.reachedRows = []
    this.reachedColumns = []
  }
}
