/**
 * One unit more, or one place less to offer, over *all* pairs: what a small change of a proven state asks for. A chain on the shortlist
 * (repair.ts) moves prices by the lengths that the shortlist knows, and wherever a pair outside is shorter the proof has to begin
 * again; after a change that makes places scarce that is everywhere. Here every pair that is near enough to matter is looked at, so the
 * prices afterwards explain every pair as they did before and there is nothing left to prove. Of a row that the search comes to, the nearest
 * columns are tried at once (nearest.ts) and all others only if the search gets as far as the nearest of them could be.
 *
 * It is the search of repair.ts (reduced costs, Dijkstra) in the network of ways.ts, always forward, since rows can be read and columns cannot:
 *   place(row): from a row that wants one more unit to the nearest free place, or to somebody who stays out;
 *   fill(column): from outside (a place in use that becomes free, a unit that was out) to a free place that costs something.
 */

import { addPairs } from './extend.ts'
import { lastBonus, nextBonus } from './network.ts'
import { Queue } from './queue.ts'
import { emptySlot, release, type State, slotAt, take } from './state.ts'
import { isUsed } from './ways.ts'

/** Where nothing leads back to: the search began here. */
const start = -1

export class Chains {
  private readonly state: State
  /** Lengths of the ways to columns and rows; infinite where not reached. */
  private readonly columnDistance: Float64Array
  private readonly rowDistance: Float64Array
  /** The row that takes the column, and the column that the row leaves. */
  private readonly columnFrom: Int32Array
  private readonly rowFrom: Int32Array
  private readonly settled: Uint8Array
  /** The distance from which a row was read whole; infinite where it was not. */
  private readonly wholeFrom: Float64Array
  /** Columns, and from `columns` on rows of which only the nearest columns have been tried. */
  private readonly queue = new Queue()
  /** Columns with places that are not settled, how many and, once they are few, which (some may be settled by now). */
  private left = 0
  private leftColumns: Int32Array | null = null
  /** Nothing at this distance or beyond matters. */
  private best = 0
  /** Nothing counts as farther away; infinite unless the search ended early. */
  private farthest = Number.POSITIVE_INFINITY
  /** The place that is to be filled. */
  private target = start
  private endColumn = start
  private endRow = start

  constructor(state: State) {
    const { rows, columns } = state.network
    this.state = state
    this.columnDistance = new Float64Array(columns)
    this.rowDistance = new Float64Array(rows)
    this.columnFrom = new Int32Array(columns)
    this.rowFrom = new Int32Array(rows)
    this.settled = new Uint8Array(columns)
    this.wholeFrom = new Float64Array(rows)
  }

  /** A unit is left and would be worth more than its price. */
  wants(row: number): boolean {
    const { rowCount, rowPrice, slotStart, network } = this.state
    const count = rowCount[row] ?? 0
    return count < (slotStart[row + 1] ?? 0) - (slotStart[row] ?? 0) && (rowPrice[row] ?? 0) > -nextBonus(network, row, count)
  }

  /** A place is left although it costs something. */
  isCostly(column: number): boolean {
    const { columnCount, columnPrice, network } = this.state
    return (columnPrice[column] ?? 0) > 0 && (columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)
  }

  /** Gives the row one more unit, or leaves it or somebody else out, whatever is best. Yields rows read. */
  *place(row: number): Generator<number, void> {
    const { state, rowDistance, columnDistance } = this
    const { rowPrice, columnPrice, rowCount, columnCount } = state
    this.begin((rowPrice[row] ?? 0) + nextBonus(state.network, row, state.rowCount[row] ?? 0))
    rowDistance[row] = 0
    this.rowFrom[row] = start
    this.read(row, 0, false)
    yield* this.search(false)
    const { best, farthest } = this
    for (let at = 0; at < rowDistance.length; at++) {
      const distance = (rowCount[at] ?? 0) > 0 ? Math.min(farthest, rowDistance[at] ?? 0) : (rowDistance[at] ?? 0)
      if (distance < best) rowPrice[at] = (rowPrice[at] ?? 0) - (best - distance)
    }
    for (let at = 0; at < columnDistance.length; at++) {
      const distance = (columnCount[at] ?? 0) > 0 ? Math.min(farthest, columnDistance[at] ?? 0) : (columnDistance[at] ?? 0)
      if (distance < best) columnPrice[at] = (columnPrice[at] ?? 0) + (best - distance)
    }
    this.move()
  }

  /** Fills a free place that costs something, or makes it free of cost. Yields rows read. */
  *fill(column: number): Generator<number, void> {
    const { state, rowDistance, columnDistance } = this
    const { rowPrice, columnPrice, columnCount, rowCount, slotStart, network } = state
    this.begin(columnPrice[column] ?? 0)
    this.target = column
    for (let at = 0; at < network.columns; at++)
      if ((columnCount[at] ?? 0) > 0 && at !== column) this.reachColumn(at, start, columnPrice[at] ?? 0)
    for (let row = 0; row < network.rows; row++) {
      const count = rowCount[row] ?? 0
      if (count === (slotStart[row + 1] ?? 0) - (slotStart[row] ?? 0)) continue
      const joins = -(rowPrice[row] ?? 0) - nextBonus(network, row, count)
      if (joins >= this.best) continue
      rowDistance[row] = joins
      this.rowFrom[row] = start
      this.read(row, joins, true)
    }
    yield* this.search(true)
    for (const [at, distance] of rowDistance.entries()) rowPrice[at] = (rowPrice[at] ?? 0) + Math.min(distance, this.best)
    for (const [at, distance] of columnDistance.entries())
      columnPrice[at] = Math.max(0, (columnPrice[at] ?? 0) - Math.min(distance, this.best))
    this.move()
  }

  private begin(best: number): void {
    this.columnDistance.fill(Number.POSITIVE_INFINITY)
    this.rowDistance.fill(Number.POSITIVE_INFINITY)
    this.settled.fill(0)
    this.wholeFrom.fill(Number.POSITIVE_INFINITY)
    this.queue.clear()
    const { nearest } = this.state.network
    nearest?.lists.begin(nearest.pricesByNumber(this.state.columnPrice))
    this.best = best
    this.farthest = Number.POSITIVE_INFINITY
    this.endColumn = start
    this.endRow = start
  }

  /** Settles columns in order of distance; whoever holds one may move on, or stay out unless the search came from there. */
  private *search(fromOutside: boolean): Generator<number, void> {
    const { state, queue, settled, columnDistance, rowDistance } = this
    const { rowPrice, columnPrice, rowCount, arcs, network } = state
    // once every column with places is settled nothing can be nearer, whatever has not been read
    this.left = network.columnCapacity.reduce((count, capacity) => count + Math.min(1, capacity), 0)
    this.leftColumns = null
    let count = 0
    let check = 4
    for (let read = 0; this.left > 0 && !queue.isEmpty && queue.least < this.best; ) {
      const node = queue.pop()
      if (node >= network.columns) {
        this.readRest(node - network.columns, fromOutside)
        yield ++read
        continue
      }
      const column = node
      if (settled[column] === 1) continue
      if (++count === check) {
        check *= 2
        if (!fromOutside && this.endsWithin(columnDistance[column] ?? 0)) return
      }
      settled[column] = 1
      if ((network.columnCapacity[column] ?? 0) > 0) this.left--
      for (let slot = state.columnHead[column] ?? -1; slot !== -1; slot = state.slotNext[slot] ?? -1) {
        const row = state.slotRow[slot] ?? 0
        const held = arcs.points[state.slotArc[slot] ?? 0] ?? 0
        const distance = (columnDistance[column] ?? 0) + held - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0)
        if (distance >= (rowDistance[row] ?? 0) || distance >= this.best) continue
        rowDistance[row] = distance
        this.rowFrom[row] = column
        const out = distance + (rowPrice[row] ?? 0) + lastBonus(network, row, rowCount[row] ?? 0)
        if (!fromOutside && out < this.best) {
          this.best = out
          this.endRow = row
          this.endColumn = start
        }
        if (distance < this.best) this.read(row, distance, fromOutside)
        yield ++read
      }
    }
  }

  /**
   * Whether the search may end at this distance because nobody who is as far away or farther would rather stay out, and no place is free.
   * Then all of them may count as exactly so far away: no length becomes negative by that, and only they would have changed.
   */
  private endsWithin(distance: number): boolean {
    const { state, rowDistance } = this
    const { network, rowPrice, rowCount, columnCount } = state
    if (columnCount.some((count, column) => count < (network.columnCapacity[column] ?? 0))) return false
    for (let row = 0; row < rowDistance.length; row++) {
      const count = rowCount[row] ?? 0
      if (count === 0 || (rowDistance[row] ?? 0) < distance) continue
      if (distance + (rowPrice[row] ?? 0) + lastBonus(network, row, count) < this.best) return false
    }
    this.farthest = distance
    return true
  }

  /** Reaches the nearest columns from a row, and all others when the search has come as far as they could be near. */
  private read(row: number, distance: number, fromOutside: boolean): void {
    const { columnDistance } = this
    const { rowPrice, columnPrice, network } = this.state
    const number = network.nearest?.numberOf(row) ?? -1
    if (network.nearest === undefined || number === -1) {
      this.readWhole(row, distance, fromOutside)
      return
    }
    const { lists, columnOf, beside } = network.nearest
    if (!lists.has(number)) lists.list(number, network.nearest.pointsOf(number))
    const base = distance + (rowPrice[row] ?? 0)
    const points = lists.pointsOf(number)
    const columns = lists.columnsOf(number)
    for (let at = 0; at < columns.length; at++) {
      const column = columnOf ? (columnOf[columns[at] ?? 0] ?? -1) : (columns[at] ?? 0)
      const reach = base + (columnPrice[column] ?? 0) - (points[at] ?? 0)
      if (reach < (columnDistance[column] ?? 0) && reach < this.best) this.tryColumn(row, column, points[at] ?? 0, base, fromOutside)
    }
    for (const other of lists.fallenFor(number)) {
      const column = columnOf ? (columnOf[other] ?? -1) : other
      this.tryColumn(row, column, column === -1 ? -1 : network.pair(row, column), base, fromOutside)
    }
    for (const column of beside) this.tryColumn(row, column, network.pair(row, column), base, fromOutside)
    const others = Math.max(distance, base - lists.restOf(number))
    if (others < this.best) this.queue.push(network.columns + row, others)
  }

  /** All columns of the row are tried, unless they have been from as near as it is now; only those that are left when these are few. */
  private readRest(row: number, fromOutside: boolean): void {
    const distance = this.rowDistance[row] ?? 0
    if (distance >= (this.wholeFrom[row] ?? 0)) return
    const { columnDistance } = this
    const { network, rowPrice, columnPrice } = this.state
    const columns = this.fewLeft()
    if (columns === null) {
      this.readWhole(row, distance, fromOutside)
      return
    }
    this.wholeFrom[row] = distance
    // where rows have to be put together a few pairs are looked at one by one
    const points = network.nearest?.columnOf ? null : network.row(row)
    const base = distance + (rowPrice[row] ?? 0)
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at] ?? 0
      const here = points ? (points[column] ?? -1) : network.pair(row, column)
      const reach = base + (columnPrice[column] ?? 0) - here
      if (reach < (columnDistance[column] ?? 0) && reach < this.best) this.tryColumn(row, column, here, base, fromOutside)
    }
  }

  /** The columns that are not settled, perhaps with some that are; null while they are many. */
  private fewLeft(): Int32Array | null {
    if (this.left * 16 > this.settled.length) return null
    if (this.leftColumns === null || this.leftColumns.length > 2 * this.left) {
      const { columnCapacity } = this.state.network
      const left = new Int32Array(this.left)
      let found = 0
      for (let column = 0; column < columnCapacity.length; column++)
        if (this.settled[column] === 0 && (columnCapacity[column] ?? 0) > 0) left[found++] = column
      this.leftColumns = left
    }
    return this.leftColumns
  }

  private readWhole(row: number, distance: number, fromOutside: boolean): void {
    const { columnDistance, state, wholeFrom } = this
    const { network, columnPrice } = state
    const points = network.row(row)
    const base = distance + (state.rowPrice[row] ?? 0)
    wholeFrom[row] = distance
    for (let column = 0; column < points.length; column++) {
      const here = points[column] ?? -1
      const reach = base + (columnPrice[column] ?? 0) - here
      if (reach < (columnDistance[column] ?? 0) && reach < this.best) this.tryColumn(row, column, here, base, fromOutside)
    }
  }

  /** Reaches the column, or -1 for none, from a row if it is nearer that way; `base` is the row's distance with its price. */
  private tryColumn(row: number, column: number, points: number, base: number, fromOutside: boolean): void {
    const { state, columnDistance } = this
    const { network, columnCount, columnPrice, slotStart } = state
    if (column === -1 || points < 0) return
    const reach = base + (columnPrice[column] ?? 0) - points
    if (reach >= (columnDistance[column] ?? 0) || reach >= this.best) return
    const isSingle = (slotStart[row + 1] ?? 0) - (slotStart[row] ?? 0) <= 1
    if (!isSingle && isUsed(state, row, column)) return
    this.reachColumn(column, row, reach)
    const ends = fromOutside ? column === this.target : (columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)
    if (!ends) return
    this.best = reach
    this.endColumn = column
    this.endRow = start
  }

  private reachColumn(column: number, row: number, distance: number): void {
    if (distance >= this.best) return
    this.columnDistance[column] = distance
    this.columnFrom[column] = row
    this.queue.push(column, distance)
  }

  /** Moves everybody along the chain that was found. */
  private move(): void {
    const { state, columnFrom, rowFrom } = this
    const taken: { row: number; column: number }[] = []
    const left: { row: number; column: number }[] = []
    const leave = (row: number): number => {
      const column = rowFrom[row] ?? start
      if (column !== start) left.push({ row, column })
      return column
    }
    for (let column = this.endRow === start ? this.endColumn : leave(this.endRow); column !== start; ) {
      const row = columnFrom[column] ?? start
      if (row === start) break
      taken.push({ row, column })
      column = leave(row)
    }
    for (const { row, column } of left) release(state, slotAt(state, row, column))
    for (const [at, arc] of addPairs(state, taken).entries()) take(state, emptySlot(state, taken[at]?.row ?? 0), arc)
  }
}
