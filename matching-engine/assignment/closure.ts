/**
 * The lengths of the shortest ways between all columns of an optimal state at once, in the residual network that ways.ts tells of, with
 * outside left aside. An arc from column to column is a row that leaves the one for the other.
 *
 * Of columns² arcs only a few a column lie on any shortest way (Karger, Koller and Phillips 1993). So:
 *   1. An arc goes as soon as there is a shorter way beside it. Such ways are found by going over a column's nearest arcs first, twice:
 *      what its neighbors reach it reaches, too. An arc that is strictly longer than some way lies on no shortest one, whichever others go.
 *   2. Dijkstra's method to every column, over the arcs that are left: 3 to 60 a column, where there were a thousand.
 */
import { Queue } from './queue.ts'
import type { State } from './state.ts'
import { isUsed } from './ways.ts'

/** So many of its nearest columns are gone over, and so often: chosen for speed alone. */
const nearest = 16
const rounds = 2

/** From column · columns + other on: the length of the shortest way from the other one to the column; infinite where there is none. */
export function closureOf(state: State): Float64Array {
  const { columns } = state.network
  const arcs = leftAfter(arcsBetweenColumns(state), columns)
  const lengths = new Float64Array(columns * columns)
  const search = new SearchOfAll(columns)
  for (let column = 0; column < columns; column++) search.waysTo(column, arcs, lengths.subarray(column * columns, (column + 1) * columns))
  return lengths
}

/** From column · columns + other on: the length of the arc to the other one. */
function arcsBetweenColumns(state: State): Float64Array {
  const { network, columnPrice, slotArc, arcs } = state
  const { columns, columnCapacity } = network
  const lengths = new Float64Array(columns * columns).fill(Number.POSITIVE_INFINITY)
  for (const used of slotArc) {
    if (used === -1) continue
    const column = arcs.column[used] ?? 0
    const own = lengths.subarray(column * columns, (column + 1) * columns)
    const row = arcs.row[used] ?? 0
    const points = network.row(row)
    const base = (arcs.points[used] ?? 0) - (columnPrice[column] ?? 0)
    for (let other = 0; other < columns; other++) {
      const here = points[other] ?? -1
      const length = base + (columnPrice[other] ?? 0) - here
      if (length < (own[other] ?? 0) && here >= 0 && !isUsed(state, row, other)) own[other] = length
    }
  }
  // nobody leaves for where they are, nor for who takes nobody
  for (let column = 0; column < columns; column++) {
    lengths[column * columns + column] = 0
    if (columnCapacity[column] === 0)
      for (let other = 0; other < columns; other++) lengths[other * columns + column] = Number.POSITIVE_INFINITY
  }
  return lengths
}

/** Arcs by the column that they lead to: column j has those from start[j] up to start[j + 1]. */
type ArcsInto = { readonly start: Int32Array; readonly from: Int32Array; readonly length: Float64Array }

/** Those arcs beside which no shorter way has been found. */
function leftAfter(lengths: Float64Array, columns: number): ArcsInto {
  const ways = lengths.slice()
  const nearestOf = new Int32Array(columns * nearest).fill(-1)
  for (let column = 0; column < columns; column++)
    chooseNearest(
      lengths.subarray(column * columns, (column + 1) * columns),
      column,
      nearestOf.subarray(column * nearest, (column + 1) * nearest),
    )
  for (let round = 0; round < rounds; round++)
    for (let column = 0; column < columns; column++)
      for (let at = column * nearest; at < (column + 1) * nearest; at++) {
        const over = nearestOf[at] ?? -1
        if (over === -1) break
        const length = lengths[column * columns + over] ?? 0
        if (length <= (ways[column * columns + over] ?? 0)) goOver(ways, column * columns, over * columns, length, columns)
      }
  const left: number[] = []
  for (let place = 0; place < lengths.length; place++) {
    const length = lengths[place] ?? 0
    if (length <= (ways[place] ?? 0) && length < Number.POSITIVE_INFINITY && place % (columns + 1) !== 0) left.push(place)
  }
  const start = new Int32Array(columns + 1)
  for (const place of left) start[(place % columns) + 1] = (start[(place % columns) + 1] ?? 0) + 1
  for (let column = 0; column < columns; column++) start[column + 1] = (start[column + 1] ?? 0) + (start[column] ?? 0)
  const from = new Int32Array(left.length)
  const length = new Float64Array(left.length)
  const fill = start.slice()
  for (const place of left) {
    const at = fill[place % columns] ?? 0
    from[at] = Math.floor(place / columns)
    length[at] = lengths[place] ?? 0
    fill[place % columns] = at + 1
  }
  return { start, from, length }
}

/** The ends of the shortest arcs of a column, shortest first. */
function chooseNearest(lengths: Float64Array, column: number, chosen: Int32Array): void {
  let count = 0
  let bar = Number.POSITIVE_INFINITY
  for (let other = 0; other < lengths.length; other++) {
    const length = lengths[other] ?? 0
    if (length >= bar || other === column) continue
    let at = count < chosen.length ? count++ : count - 1
    for (; at > 0 && (lengths[chosen[at - 1] ?? 0] ?? 0) > length; at--) chosen[at] = chosen[at - 1] ?? 0
    chosen[at] = other
    if (count === chosen.length) bar = lengths[chosen.at(-1) ?? 0] ?? 0
  }
}

/** What is reached from one place of the table is reached from another one, so much farther. */
function goOver(ways: Float64Array, from: number, over: number, length: number, columns: number): void {
  for (let other = 0; other < columns; other++) {
    const reach = length + (ways[over + other] ?? 0)
    if (reach < (ways[from + other] ?? 0)) ways[from + other] = reach
  }
}

class SearchOfAll {
  private readonly settled: Uint8Array
  private readonly queue = new Queue()

  constructor(columns: number) {
    this.settled = new Uint8Array(columns)
  }

  /** Fills in the distances of all columns to one. Nodes at the current distance wait on a stack. */
  waysTo(end: number, { start, from, length }: ArcsInto, distance: Float64Array): void {
    const { settled, queue } = this
    settled.fill(0)
    distance.fill(Number.POSITIVE_INFINITY)
    distance[end] = 0
    const ready = [end]
    let now = 0
    for (;;) {
      let column = ready.pop() ?? -1
      if (column === -1) {
        if (queue.isEmpty) return
        now = queue.least
        column = queue.pop()
      }
      if (settled[column] === 1) continue
      settled[column] = 1
      const until = start[column + 1] ?? 0
      for (let at = start[column] ?? 0; at < until; at++) {
        const before = from[at] ?? 0
        const reach = now + (length[at] ?? 0)
        if (reach >= (distance[before] ?? 0)) continue
        distance[before] = reach
        if (reach === now) ready.push(before)
        else queue.push(before, reach)
      }
    }
  }
}
