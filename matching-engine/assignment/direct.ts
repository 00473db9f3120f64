/**
 * The optimum of a whole table, without a shortlist: one row after the other is placed along a shortest chain of moves.
 *
 * This is the successive shortest path method with prices (Tomizawa 1971), dense and with Dijkstra's method by scanning, as in
 * Jonker and Volgenant 1987; their first step is left out, since it needs as many mentees as places. A search starts from one
 * row; it scans rows, and settles columns in order of their distance. A column with a place left ends the chain; of a full one
 * all holders are scanned in turn, since each of them could move on. Nobody has to be placed: staying out is the end to beat,
 * for the row itself and for every holder on the way.
 *
 * Between two searches all conditions of network.ts hold for the rows placed so far. Columns begin at price 0 and become dearer
 * only while they are full, so a place that is left is free of charge, and one search per row is all. Before the searches every
 * row bids once for its favorite (the augmenting row reduction of Jonker and Volgenant, with an epsilon of 0).
 *
 * We depart from the textbook in two points. Columns have capacities. And distances are doubled, and a full column lies one
 * further than its distance: so the nearest one is a column with a place left whenever there is one among equals, and a scan
 * that meets it at no cost stops at once, as most do where many pairs are worth the same. All numbers are whole and of 32 bits,
 * which is why `fitsDirect` asks for the bonuses: no distance exceeds four times the largest one by much.
 */
import { type Network, nextBonus } from './network.ts'
import { arcsFrom, type State, startState, take } from './state.ts'

/** Whether nobody takes more than one, and the numbers of the searches fit. */
export function fitsDirect({ firstBonus, rowCapacity, must }: Network): boolean {
  const most = firstBonus.reduce((a, b) => Math.max(a, b), 0) + (must?.bonus ?? 0)
  return most < mostBonus && rowCapacity.every(capacity => capacity <= 1)
}

const mostBonus = 2 ** 28
const unreached = 0x7fffffff
const settled = -0x80000000

/** The optimum with its prices; null when it is on the way to more than so many scans of a row. Yields rows done, after a slice of work each. */
export function* direct(network: Network, mostScans: number): Generator<number, State | null> {
  const { rows, columns, rowCapacity } = network
  const searches = new Searches(network)
  const waiting: number[] = []
  const perSlice = Math.ceil(looksPerSlice / (columns + 1))
  let slice = perSlice
  for (let row = 0; row < rows; row++) {
    const left = rowCapacity[row] === 0 ? -1 : searches.bid(row)
    if (left !== -1) waiting.push(left)
    if (searches.scans < slice) continue
    slice = searches.scans + perSlice
    yield row - waiting.length
  }
  const bids = searches.scans
  for (const [placed, row] of waiting.entries()) {
    searches.place(row)
    // chains become longer, so it will be more than this; a few long ones do not decide
    const searched = searches.scans - bids
    if (searched * 16 > mostScans && bids + (searched * waiting.length) / (placed + 1) > mostScans) return null
    if (searches.scans < slice) continue
    slice = searches.scans + perSlice
    yield rows - waiting.length + placed
  }
  return searches.state()
}

/** Pairs looked at between two yields: a millisecond or less. */
const looksPerSlice = 100_000

class Searches {
  private readonly network: Network
  private readonly rowPrice: Int32Array
  private readonly columnPrice: Int32Array
  private readonly columnCount: Int32Array
  /** What staying out earns. */
  private readonly bonus: Int32Array
  /** The column that each row holds, -1 for none; the rows at one column form a list: its first one, and whoever comes after a row. */
  private readonly held: Int32Array
  private readonly first: Int32Array
  private readonly after: Int32Array
  /** Twice the price of a column, and one more where it is full. */
  private readonly offset: Int32Array
  /** Of the running search, per column: its distance (`settled` once it is), and the row that it is reached from. */
  private readonly distance: Int32Array
  private readonly from: Int32Array
  /** How a search begins: every column that has places at all is unreached. */
  private readonly blank: Int32Array
  /** Columns in the order in which they were settled, and at which distance. */
  private readonly order: Int32Array
  private readonly orderDistance: Int32Array
  /** A row's favorite and second column, -1 for staying out, and what they are worth to it. */
  private readonly appraised = new Int32Array(4)
  private bidsLeft: number
  scans = 0

  constructor(network: Network) {
    const { rows, columns, columnCapacity } = network
    this.network = network
    this.rowPrice = new Int32Array(rows)
    this.columnPrice = new Int32Array(columns)
    this.columnCount = new Int32Array(columns)
    this.bonus = Int32Array.from({ length: rows }, (_, row) => nextBonus(network, row, 0))
    this.held = new Int32Array(rows).fill(-1)
    this.first = new Int32Array(columns).fill(-1)
    this.after = new Int32Array(rows).fill(-1)
    this.offset = new Int32Array(columns)
    this.distance = new Int32Array(columns)
    this.from = new Int32Array(columns)
    this.blank = columnCapacity.map(capacity => (capacity > 0 ? unreached : settled))
    this.order = new Int32Array(columns)
    this.orderDistance = new Int32Array(columns)
    this.bidsLeft = 2 * rows
  }

  /**
   * The row takes its favorite column; of a column with a single place it raises the price to where it would be indifferent, and
   * whoever held it bids in turn. Tells the row that is left without a place, -1 if there is none.
   */
  bid(row: number): number {
    const { network, columnPrice, first, rowPrice, appraised } = this
    this.appraise(row)
    const [favorite = -1, second = -1, most = 0, next = 0] = appraised
    rowPrice[row] = most
    // nothing is worth more than staying out, and prices only rise
    if (favorite === -1) return -1
    const column = this.isFull(favorite) && most === next && second !== -1 && !this.isFull(second) ? second : favorite
    const loser = this.isFull(column) ? (first[column] ?? 0) : -1
    if (loser !== -1) {
      if (most === next || network.columnCapacity[column] !== 1) return row
      this.leave(loser)
    }
    if (network.columnCapacity[column] === 1) {
      rowPrice[row] = next
      columnPrice[column] = (columnPrice[column] ?? 0) + most - next
    }
    this.hold(row, column)
    return loser !== -1 && this.bidsLeft-- > 0 ? this.bid(loser) : loser
  }

  /** Finds the row's favorite column and the second one, and what they are worth to it; staying out counts, as -1. */
  private appraise(row: number): void {
    const { blank, columnPrice, appraised } = this
    const points = this.network.row(row)
    const columns = columnPrice.length
    let most = -(this.bonus[row] ?? 0)
    let next = most
    let favorite = -1
    let second = -1
    this.scans++
    for (let column = 0; column < columns; column++) {
      const worth = points[column] ?? 0
      const gain = (worth - (columnPrice[column] ?? 0)) | 0
      if (gain <= next || worth < 0 || blank[column] === settled) continue
      if (gain > most) {
        next = most
        second = favorite
        most = gain
        favorite = column
      } else {
        next = gain
        second = column
      }
    }
    appraised[0] = favorite
    appraised[1] = second
    appraised[2] = most
    appraised[3] = next
  }

  private isFull(column: number): boolean {
    return (this.columnCount[column] ?? 0) >= (this.network.columnCapacity[column] ?? 0)
  }

  /** Gives the row a place, or leaves it or somebody else out, whatever is best. */
  place(source: number): void {
    const { rowPrice, columnCount, first, after, bonus, distance, order, orderDistance } = this
    const { columnCapacity } = this.network
    distance.set(this.blank)
    // the row's price is not known: let it be 0, so that distances count from there
    let best = 2 * (bonus[source] ?? 0)
    let endColumn = -1
    let endRow = source
    let count = 0
    let column = this.scan(source, 0, settled)
    while (column !== -1 && (distance[column] ?? 0) < best) {
      const reached = distance[column] ?? 0
      if ((columnCount[column] ?? 0) < (columnCapacity[column] ?? 0)) {
        best = reached
        endColumn = column
        break
      }
      // settle the column: each of its holders could stay out, or move on
      const now = reached - 1
      distance[column] = settled
      order[count] = column
      orderDistance[count++] = now
      let nearest = -1
      for (let row = first[column] ?? -1; row !== -1; row = after[row] ?? -1) {
        const base = now + 2 * (rowPrice[row] ?? 0)
        const out = base + 2 * (bonus[row] ?? 0)
        if (out < best) {
          best = out
          endRow = row
        }
        nearest = this.scan(row, base, now)
      }
      column = nearest
    }
    // prices along the way, so that the chain has length 0
    rowPrice[source] = -best / 2
    for (let at = 0; at < count; at++) this.raise(order[at] ?? 0, (best - (orderDistance[at] ?? 0)) / 2)
    this.move(source, endColumn, endRow)
  }

  /** Reaches columns from a row; tells the nearest one that is not settled, -1 if there is none. At `now` nothing is nearer. */
  private scan(row: number, base: number, now: number): number {
    const { distance, offset, from } = this
    const points = this.network.row(row)
    const columns = distance.length
    let nearest = -1
    let least = unreached
    this.scans++
    for (let column = 0; column < columns; column++) {
      let here = distance[column] ?? 0
      const worth = points[column] ?? 0
      const reach = (base + (offset[column] ?? 0) - 2 * worth) | 0
      if (reach < here && worth >= 0) {
        distance[column] = here = reach
        from[column] = row
        if (reach === now) return column
      }
      if (here < least && here !== settled) {
        least = here
        nearest = column
      }
    }
    return nearest
  }

  /** The column becomes dearer, and its holders' prices stay in step. */
  private raise(column: number, rise: number): void {
    const { rowPrice, columnPrice, offset, first, after } = this
    columnPrice[column] = (columnPrice[column] ?? 0) + rise
    offset[column] = (offset[column] ?? 0) + 2 * rise
    for (let row = first[column] ?? -1; row !== -1; row = after[row] ?? -1) rowPrice[row] = (rowPrice[row] ?? 0) - rise
  }

  /** Moves everybody one place along the chain that ends at a column with a place left, or with a row that stays out. */
  private move(source: number, endColumn: number, endRow: number): void {
    if (endColumn === -1 && endRow === source) return
    let column = endColumn === -1 ? this.leave(endRow) : endColumn
    for (let row = -1; row !== source; ) {
      row = this.from[column] ?? 0
      const before = this.held[row] === -1 ? -1 : this.leave(row)
      this.hold(row, column)
      column = before
    }
  }

  private hold(row: number, column: number): void {
    const { held, first, after, columnCount, columnPrice, offset, network } = this
    held[row] = column
    after[row] = first[column] ?? -1
    first[column] = row
    columnCount[column] = (columnCount[column] ?? 0) + 1
    if (columnCount[column] === network.columnCapacity[column]) offset[column] = 2 * (columnPrice[column] ?? 0) + 1
  }

  /** Empties the row's place, which somebody else takes right away; the column that it was at. */
  private leave(row: number): number {
    const { held, first, after, columnCount } = this
    const column = held[row] ?? 0
    held[row] = -1
    columnCount[column] = (columnCount[column] ?? 0) - 1
    if (first[column] === row) first[column] = after[row] ?? -1
    else {
      let before = first[column] ?? 0
      while (after[before] !== row) before = after[before] ?? 0
      after[before] = after[row] ?? -1
    }
    return column
  }

  /** What has been found, on the pairs in use alone. */
  state(): State {
    const { network, held, rowPrice, columnPrice } = this
    const lists = Array.from(held, (column, row) =>
      column === -1 ? { column: [], points: [] } : { column: [column], points: [network.pair(row, column)] },
    )
    const state = startState(network, arcsFrom(network.columns, lists), Float64Array.from(columnPrice))
    state.rowPrice.set(rowPrice)
    for (const [arc, row] of state.arcs.row.entries()) take(state, state.slotStart[row] ?? 0, arc)
    return state
  }
}
