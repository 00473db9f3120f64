/**
 * Exact repair: from any prices and any matching that they support, to an optimal one, by shortest chains of moves.
 *
 * The chains are those of the successive shortest path method (Ford and Fulkerson; potentials after Edmonds and Karp 1972,
 * Tomizawa 1971), with reduced costs, so all lengths are whole and not negative and Dijkstra's method applies. Two directions:
 *   reverse: a place that is free but costs something offers itself; the shortest chain ends with somebody taking it up, or
 *            with a place that may stay free at price 0 (perhaps the same one);
 *   forward: a row that wants one more unit takes it; the shortest chain ends at a free place or with somebody staying out.
 * A forward chain frees no place and a reverse one leaves nobody wanting, so after both all conditions of network.ts hold,
 * whichever comes first. A few rows that want a unit go first: after an edit the place that they have lost is still free, at its
 * price, and the chain that ends there is short. Otherwise the places do, since prices are then too high. We depart from the textbook in that both directions start from the prices as they are (a warm start is the
 * only kind of start), and that nodes at the current distance go through a stack, not the heap: with small whole points most
 * chains have length 0. While many places or rows are left they are searched from all at once (after Hopcroft and Karp 1973):
 * one search sets the prices so that some chain has length 0, then as many chains of length 0 as a depth-first pass finds are
 * moved along. Where that helps only a few at a time, a few chains are tried one by one and the cheaper way is kept.
 */
import { lastBonus, nextBonus } from './network.ts'
import { Queue } from './queue.ts'
import { emptySlot, release, repriceRow, type State, take } from './state.ts'

/** Where a chain ends: at a column (forward: its place is free; reverse: it may stay free), or at a row (forward: it stays out; reverse: it joins). */
type End = { readonly direction: 'forward' | 'reverse'; readonly column: number; readonly row: number }

/** From so many on, places and rows are searched together. */
const few = 8

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
  /** The pass in which a column or row was last visited depth-first, and how far a node's arcs have been tried in it. */
  private readonly columnPass: Int32Array
  private readonly rowPass: Int32Array
  private readonly columnNext: Int32Array
  private readonly rowNext: Int32Array
  private pass = 0
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
    this.columnPass = new Int32Array(columns)
    this.rowPass = new Int32Array(rows)
    this.columnNext = new Int32Array(columns)
    this.rowNext = new Int32Array(rows)
  }

  /** Reprices the given rows (all if none are given) and repairs until every condition holds on the arcs. Yields between chains. */
  *run(rows?: Iterable<number>): Generator<number, void> {
    const { state } = this
    const { network } = state
    let wanting: number[] = []
    for (const row of rows ?? state.rowCount.keys()) if (repriceRow(state, row)) wanting.push(row)
    if (wanting.length <= few) {
      yield* this.placeOneByOne(wanting)
      wanting = []
    }
    let costly = Array.from({ length: network.columns }, (_, column) => column).filter(column => this.isCostly(column))
    while (costly.length > few) {
      const before = costly.length
      const steps = this.steps
      this.reverse(costly)
      for (const column of costly) while (this.isCostly(column) && this.offer(column));
      costly = costly.filter(column => this.isCostly(column))
      yield this.steps
      const helped = before - costly.length
      if (
        helped * 16 < before &&
        this.areCheaper(
          costly,
          column => this.isCostly(column) && this.follow(this.reverse([column])),
          (this.steps - steps) / Math.max(1, helped),
        )
      )
        break
      costly = costly.filter(column => this.isCostly(column))
    }
    for (const column of costly)
      while (this.isCostly(column)) {
        this.follow(this.reverse([column]))
        yield this.steps
      }
    // columns have become dearer since: whoever no longer wants anything at these prices needs no search
    wanting = wanting.filter(row => repriceRow(state, row))
    while (wanting.length > few) {
      const before = wanting.length
      const steps = this.steps
      this.forward(wanting)
      for (const row of wanting) while (this.wants(row) && this.bid(row));
      wanting = wanting.filter(row => repriceRow(state, row))
      yield this.steps
      const helped = before - wanting.length
      if (
        helped * 16 < before &&
        this.areCheaper(
          wanting,
          row => repriceRow(state, row) && this.follow(this.forward([row])),
          (this.steps - steps) / Math.max(1, helped),
        )
      )
        break
      wanting = wanting.filter(row => repriceRow(state, row))
    }
    yield* this.placeOneByOne(wanting)
  }

  private *placeOneByOne(rows: readonly number[]): Generator<number, void> {
    for (const row of rows)
      while (repriceRow(this.state, row)) {
        this.follow(this.forward([row]))
        yield this.steps
      }
  }

  /** Helps a few one by one; whether a chain of its own costs less than `together` steps each did. */
  private areCheaper(nodes: readonly number[], help: (node: number) => unknown, together: number): boolean {
    const steps = this.steps
    const tried = nodes.slice(0, few)
    for (const node of tried) help(node)
    return (this.steps - steps) / Math.max(1, tried.length) < together
  }

  /** A place is left although it costs something. */
  private isCostly(column: number): boolean {
    const { columnCount, columnPrice, network } = this.state
    return (columnPrice[column] ?? 0) > 0 && (columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)
  }

  private wants(row: number): boolean {
    const { state } = this
    const count = state.rowCount[row] ?? 0
    const capacity = (state.slotStart[row + 1] ?? 0) - (state.slotStart[row] ?? 0)
    return count < capacity && (state.rowPrice[row] ?? 0) > -nextBonus(state.network, row, count)
  }

  /** Sets prices so that the shortest chain from one of the rows that want a unit has length 0; tells its end. */
  private forward(sources: readonly number[]): End {
    const { state, columnDistance, rowDistance, columnFrom, rowFrom, settled, queue } = this
    const { arcs, network, taken, rowPrice, columnPrice, rowCount, columnCount } = state
    const { columnCapacity } = network
    this.ready = []
    queue.clear()
    // staying out is the chain to beat
    let best = Number.POSITIVE_INFINITY
    let endRow = -1
    let endColumn = -1
    for (const source of sources) {
      const out = (rowPrice[source] ?? 0) + nextBonus(network, source, rowCount[source] ?? 0)
      if (out >= best) continue
      best = out
      endRow = source
    }
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
    for (const source of sources) {
      rowDistance[source] = 0
      rowFrom[source] = -1
      this.reachedRows.push(source)
    }
    for (const source of sources) scan(source, 0, 0)
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
    this.forget()
    return { direction: 'forward', column: endColumn, row: endColumn === -1 ? endRow : -1 }
  }

  /** Sets prices so that the shortest chain from one of the free places that cost something has length 0; tells its end. */
  private reverse(sources: readonly number[]): End {
    const { state, columnDistance, rowDistance, columnFrom, rowFrom, settled, queue } = this
    const { arcs, network, taken, rowPrice, columnPrice, rowCount, slotStart } = state
    this.ready = []
    queue.clear()
    // staying free at price 0 is the chain to beat
    let endColumn = sources.reduce((a, b) => ((columnPrice[b] ?? 0) < (columnPrice[a] ?? 0) ? b : a))
    let best = columnPrice[endColumn] ?? 0
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
    for (const source of sources) {
      columnDistance[source] = 0
      columnFrom[source] = -1
      this.reachedColumns.push(source)
      this.ready.push(source)
    }
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
    this.forget()
    return { direction: 'reverse', column: endRow === -1 ? endColumn : -1, row: endRow }
  }

  /** Depth-first over arcs of length 0 from a free place that costs something; true when a chain was found and moved along. */
  private offer(source: number): boolean {
    const { state, columnFrom, rowFrom, columnPass, rowPass, columnNext, pass } = this
    const { arcs, network, taken, rowPrice, columnPrice, rowCount, slotStart } = state
    const way = [source]
    if (columnPass[source] !== pass) columnNext[source] = arcs.columnStart[source] ?? 0
    columnPass[source] = pass
    columnFrom[source] = -1
    for (let column = way.at(-1); column !== undefined; column = way.at(-1)) {
      const at = columnNext[column] ?? 0
      if (at >= (arcs.columnStart[column + 1] ?? 0)) {
        way.pop()
        continue
      }
      columnNext[column] = at + 1
      const arc = arcs.columnArcs[at] ?? 0
      const row = arcs.row[arc] ?? 0
      if (taken[arc] === 1 || rowPass[row] === pass) continue
      if ((rowPrice[row] ?? 0) + (columnPrice[column] ?? 0) !== (arcs.points[arc] ?? 0)) continue
      rowPass[row] = pass
      rowFrom[row] = arc
      const count = rowCount[row] ?? 0
      const end = slotStart[row + 1] ?? 0
      if (count < end - (slotStart[row] ?? 0) && (rowPrice[row] ?? 0) >= -nextBonus(network, row, count)) {
        this.follow({ direction: 'reverse', column: -1, row })
        return true
      }
      for (let slot = slotStart[row] ?? 0; slot < end; slot++) {
        const held = state.slotArc[slot] ?? -1
        if (held === -1) continue
        const left = arcs.column[held] ?? 0
        if (columnPass[left] === pass || (arcs.points[held] ?? 0) !== (rowPrice[row] ?? 0) + (columnPrice[left] ?? 0)) continue
        columnPass[left] = pass
        columnNext[left] = arcs.columnStart[left] ?? 0
        columnFrom[left] = slot
        if (columnPrice[left] === 0) {
          this.follow({ direction: 'reverse', column: left, row: -1 })
          return true
        }
        way.push(left)
      }
    }
    return false
  }

  /** Depth-first over arcs of length 0 from a row that wants a unit; true when a chain was found and moved along. */
  private bid(source: number): boolean {
    const { state, columnFrom, rowFrom, columnPass, rowPass, rowNext, pass } = this
    const { arcs, network, taken, rowPrice, columnPrice, rowCount, columnCount } = state
    const way = [source]
    if (rowPass[source] !== pass) rowNext[source] = arcs.rowStart[source] ?? 0
    rowPass[source] = pass
    rowFrom[source] = -1
    for (let row = way.at(-1); row !== undefined; row = way.at(-1)) {
      const arc = rowNext[row] ?? 0
      if (arc >= (arcs.rowStart[row + 1] ?? 0)) {
        way.pop()
        continue
      }
      rowNext[row] = arc + 1
      const column = arcs.column[arc] ?? 0
      if (taken[arc] === 1 || columnPass[column] === pass) continue
      if ((rowPrice[row] ?? 0) + (columnPrice[column] ?? 0) !== (arcs.points[arc] ?? 0)) continue
      columnPass[column] = pass
      columnFrom[column] = arc
      if ((columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)) {
        this.follow({ direction: 'forward', column, row: -1 })
        return true
      }
      for (let slot = state.columnHead[column] ?? -1; slot !== -1; slot = state.slotNext[slot] ?? -1) {
        const other = state.slotRow[slot] ?? 0
        const held = state.slotArc[slot] ?? 0
        if (rowPass[other] === pass || (arcs.points[held] ?? 0) !== (rowPrice[other] ?? 0) + (columnPrice[column] ?? 0)) continue
        rowPass[other] = pass
        rowNext[other] = arcs.rowStart[other] ?? 0
        rowFrom[other] = slot
        if ((rowPrice[other] ?? 0) + lastBonus(network, other, rowCount[other] ?? 0) === 0) {
          this.follow({ direction: 'forward', column: -1, row: other })
          return true
        }
        way.push(other)
      }
    }
    return false
  }

  /** Moves everybody one place along the chain that ends here. */
  private follow(end: End): void {
    const { state, columnFrom, rowFrom } = this
    const { arcs, slotRow } = state
    if (end.direction === 'forward') {
      let { column } = end
      if (column === -1 && rowFrom[end.row] !== -1) column = this.leave(rowFrom[end.row] ?? -1)
      while (column !== -1) {
        const arc = columnFrom[column] ?? 0
        const row = arcs.row[arc] ?? 0
        const from = rowFrom[row] ?? -1
        column = from === -1 ? -1 : this.leave(from)
        take(state, from === -1 ? emptySlot(state, row) : from, arc)
      }
      return
    }
    let { row } = end
    let slot = row === -1 ? (columnFrom[end.column] ?? -1) : emptySlot(state, row)
    if (row === -1 && slot !== -1) {
      row = slotRow[slot] ?? 0
      this.leave(slot)
    }
    while (row !== -1) {
      const arc = rowFrom[row] ?? 0
      take(state, slot, arc)
      // whoever left this column moves on; the slot that led here is theirs
      slot = columnFrom[arcs.column[arc] ?? 0] ?? -1
      row = slot === -1 ? -1 : (slotRow[slot] ?? 0)
      if (slot !== -1) this.leave(slot)
    }
  }

  /** Empties a slot; the column that it was at. */
  private leave(slot: number): number {
    const column = this.state.arcs.column[this.state.slotArc[slot] ?? 0] ?? 0
    release(this.state, slot)
    return column
  }

  private forget(): void {
    this.pass++
    for (const row of this.reachedRows) this.rowDistance[row] = Number.POSITIVE_INFINITY
    for (const column of this.reachedColumns) {
      this.columnDistance[column] = Number.POSITIVE_INFINITY
      this.settled[column] = 0
    }
    this.reachedRows = []
    this.reachedColumns = []
  }
}
