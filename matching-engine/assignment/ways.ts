/**
 * Shortest ways through the residual network of an optimal state, searched backwards from their end: how one unit of flow gets
 * from any mentor (or mentee) to a given one, and what that costs in the objective. price.ts reads prices and moves from them.
 *
 * Arcs, with lengths that are never negative at optimal prices:
 *                   mentee → mentor  u + v - points      pair open, not in use: the mentee takes a place
 *                   mentor → mentee  points - u - v      pair in use: the mentee leaves it
 *                   mentor → outside 0                   a place is left
 *                   outside → mentor v                   a place in use becomes free
 *                   mentee → outside u + last bonus      the mentee stays out with one unit
 *                   outside → mentee -u - next bonus     a unit that was out comes in
 *
 * The method is Dijkstra's over mentors and outside; mentees are passed through on the spot. Most pairs are far too long to lie
 * on any shortest way. So pairs up to a length are listed by mentor, as many as are cheap to walk. Once the search has come farther
 * than that, a longer pair could matter, but only for mentees that are not reached by then: those few are compared with every
 * mentor. Nodes at the current distance wait on a stack, not in the heap: where many pairs are worth the same, most ways have
 * length 0.
 */
import { mostPoints } from '../problem.ts'
import { lastBonus, nextBonus } from './network.ts'
import { Queue } from './queue.ts'
import type { State } from './state.ts'

export class Ways {
  /** Nodes: mentors from 0, mentees from `columns`, then outside. */
  readonly outside: number
  /** Per node, of the last search: the length of the way from it (infinite where there is none), and the node after it, -1 at the end. */
  readonly distance: Float64Array
  readonly next: Int32Array
  /** Mentors and outside in the order in which they were settled. */
  readonly order: number[] = []
  private readonly state: State
  private readonly columns: number
  private readonly settled: Uint8Array
  private readonly queue = new Queue()
  private ready: number[] = []
  private now = 0
  /** Mentees who are not reached by short pairs alone, once the search has come that far. */
  private far: number[] | null = null
  /** Pairs not in use of length up to `longest`: of mentor j the places start[j] up to start[j + 1]. */
  private readonly longest: number
  private readonly start: Int32Array
  private readonly row: Int32Array
  private readonly length: Int32Array

  constructor(state: State) {
    const { rows, columns } = state.network
    this.state = state
    this.columns = columns
    this.outside = rows + columns
    this.distance = new Float64Array(this.outside + 1)
    this.next = new Int32Array(this.outside + 1)
    this.settled = new Uint8Array(this.outside + 1)
    const { longest, start, row, length } = shortPairs(state)
    this.longest = longest
    this.start = start
    this.row = row
    this.length = length
  }

  /** Ways to a mentor or mentee: from everywhere, or until that from `from` is known. */
  search(to: number, from = -1): void {
    const { distance, settled, queue, order, columns, state } = this
    distance.fill(Number.POSITIVE_INFINITY)
    settled.fill(0)
    queue.clear()
    this.ready = []
    order.length = 0
    this.now = 0
    this.far = null
    // from everywhere: until all mentors who have places are settled
    let left = from === -1 ? state.network.columnCapacity.reduce((count, capacity) => count + Math.min(1, capacity), 0) : this.outside
    if (to < columns) this.reach(to, -1, 0)
    else this.passMentee(to - columns, -1, 0)
    while (left > 0) {
      let node = this.ready.pop() ?? -1
      if (node === -1) {
        const least = queue.isEmpty ? Number.POSITIVE_INFINITY : queue.least
        if (from !== -1 && (distance[from] ?? 0) <= Math.min(least, this.longest + 1)) break
        // before the search goes on, longer pairs could lead to nearer nodes
        if (this.far === null && least > this.longest) {
          this.now = this.longest + 1
          this.goFar()
          continue
        }
        if (queue.isEmpty) break
        this.now = least
        node = queue.pop()
      }
      if (from !== -1 && (distance[from] ?? 0) <= this.now) break
      if (settled[node] === 1) continue
      settled[node] = 1
      order.push(node)
      if (node < columns) left--
      if (node === this.outside) this.passOutside()
      else this.passMentor(node)
    }
  }

  /** Whether the last search came to the node, so that its distance is final. */
  isSettled(node: number): boolean {
    return this.settled[node] === 1
  }

  /** Mentees could take a place with the mentor, and a place in use become free. */
  private passMentor(column: number): void {
    const { state, start, row, length, distance, columns, now, far } = this
    if ((state.columnCount[column] ?? 0) > 0) this.reach(this.outside, column, now + (state.columnPrice[column] ?? 0))
    const end = start[column + 1] ?? 0
    for (let at = start[column] ?? 0; at < end; at++) {
      const reach = now + (length[at] ?? 0)
      if (reach < (distance[columns + (row[at] ?? 0)] ?? 0)) this.passMentee(row[at] ?? 0, column, reach)
    }
    for (const mentee of far ?? []) this.tryPair(mentee, column, state.network.pair(mentee, column))
  }

  /** Compares the mentees that are farther than the search has come with all mentors settled so far. */
  private goFar(): void {
    const { distance, columns, now, state } = this
    const far: number[] = []
    for (let row = 0; row < state.network.rows; row++) if ((distance[columns + row] ?? 0) > now) far.push(row)
    this.far = far
    for (const mentee of far) {
      const points = state.network.row(mentee)
      for (const node of this.order) if (node < columns) this.tryPair(mentee, node, points[node] ?? -1)
    }
  }

  private tryPair(row: number, column: number, points: number): void {
    const { state, distance, columns } = this
    const reach = (distance[column] ?? 0) + (state.columnPrice[column] ?? 0) + (state.rowPrice[row] ?? 0) - points
    if (points >= 0 && reach < (distance[columns + row] ?? 0) && !isUsed(state, row, column)) this.passMentee(row, column, reach)
  }

  /** The mentee is at this distance: so are the mentors they have, and outside if they have a unit left. */
  private passMentee(row: number, next: number, distance: number): void {
    const { state } = this
    const { arcs, rowPrice, columnPrice, rowCount, slotStart } = state
    this.distance[this.columns + row] = distance
    this.next[this.columns + row] = next
    const price = rowPrice[row] ?? 0
    const node = this.columns + row
    if (hasUnit(state, row)) this.reach(this.outside, node, distance - price - nextBonus(state.network, row, rowCount[row] ?? 0))
    const end = slotStart[row + 1] ?? 0
    for (let slot = slotStart[row] ?? 0; slot < end; slot++) {
      const arc = state.slotArc[slot] ?? -1
      if (arc === -1) continue
      const column = arcs.column[arc] ?? 0
      this.reach(column, node, distance + (arcs.points[arc] ?? 0) - price - (columnPrice[column] ?? 0))
    }
  }

  /** Outside is settled: so are mentors with a place left; and whoever has somebody could stay out. */
  private passOutside(): void {
    const { state, columns, now, outside } = this
    const { network, rowPrice, rowCount, columnCount } = state
    for (let column = 0; column < columns; column++)
      if ((columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)) this.reach(column, outside, now)
    for (let row = 0; row < network.rows; row++) {
      const count = rowCount[row] ?? 0
      if (count === 0) continue
      const distance = now + (rowPrice[row] ?? 0) + lastBonus(network, row, count)
      if (distance < (this.distance[columns + row] ?? 0)) this.passMentee(row, outside, distance)
    }
  }

  private reach(node: number, next: number, distance: number): void {
    if (distance >= (this.distance[node] ?? 0)) return
    this.distance[node] = distance
    this.next[node] = next
    this.wait(node, distance)
  }

  private wait(node: number, distance: number): void {
    if (distance <= this.now) this.ready.push(node)
    else this.queue.push(node, distance)
  }
}

export function hasUnit({ rowCount, slotStart }: State, row: number): boolean {
  return (rowCount[row] ?? 0) < (slotStart[row + 1] ?? 0) - (slotStart[row] ?? 0)
}

export function isUsed({ slotStart, slotArc, arcs }: State, row: number, column: number): boolean {
  const end = slotStart[row + 1] ?? 0
  for (let slot = slotStart[row] ?? 0; slot < end; slot++) {
    const arc = slotArc[slot] ?? -1
    if (arc !== -1 && arcs.column[arc] === column) return true
  }
  return false
}

/** So many pairs a person are listed, about. */
const listed = 48
/** Tight pairs are listed in any case, unless they are so many. */
const mostTight = 4_000_000

/** The pairs not in use up to a length, by mentor. The length is chosen by some of the mentees; then all pairs are looked at once. */
function shortPairs(state: State): { longest: number; start: Int32Array; row: Int32Array; length: Int32Array } {
  const { rows, columns } = state.network
  const longest = longestListed(state)
  let found = 0
  let pairs = new Int32Array(4096)
  for (let at = 0; at < rows; at++)
    eachPair(state, at, longest, (column, long) => {
      if (3 * found + 3 > pairs.length) {
        const larger = new Int32Array(2 * pairs.length)
        larger.set(pairs)
        pairs = larger
      }
      pairs[3 * found] = at
      pairs[3 * found + 1] = column
      pairs[3 * found++ + 2] = long
    })
  const start = new Int32Array(columns + 1)
  for (let at = 0; at < found; at++) {
    const after = (pairs[3 * at + 1] ?? 0) + 1
    start[after] = (start[after] ?? 0) + 1
  }
  for (let column = 0; column < columns; column++) start[column + 1] = (start[column + 1] ?? 0) + (start[column] ?? 0)
  const row = new Int32Array(found)
  const length = new Int32Array(found)
  const fill = start.slice()
  for (let at = 0; at < found; at++) {
    const column = pairs[3 * at + 1] ?? 0
    const place = fill[column] ?? 0
    row[place] = pairs[3 * at] ?? 0
    length[place] = pairs[3 * at + 2] ?? 0
    fill[column] = place + 1
  }
  return { longest, start, row, length }
}

/** The length up to which there are about as many pairs as people times `listed`; -1 when not even the tight pairs can be listed. */
export function longestListed(state: State): number {
  const { rows, columns } = state.network
  const counts = new Float64Array(mostPoints)
  const step = Math.max(1, Math.floor(rows / 64))
  let looked = 0
  for (let row = 0; row < rows; row += step, looked++)
    eachPair(state, row, mostPoints - 1, (_column, length) => {
      counts[length] = (counts[length] ?? 0) + 1
    })
  const share = looked / Math.max(1, rows)
  let left = Math.max(listed * Math.max(rows, columns) * share, Math.min(mostTight * share, counts[0] ?? 0))
  let longest = -1
  for (const count of counts) {
    if (count > left) break
    left -= count
    longest++
  }
  return longest
}

/** The pairs of a mentee with units that are not in use and not longer. */
function eachPair(state: State, row: number, longest: number, tell: (column: number, length: number) => void): void {
  const { network, rowPrice, columnPrice, slotStart } = state
  if (slotStart[row + 1] === slotStart[row]) return
  const points = network.row(row)
  const price = rowPrice[row] ?? 0
  for (let column = 0; column < points.length; column++) {
    const here = points[column] ?? -1
    const length = price + (columnPrice[column] ?? 0) - here
    if (length <= longest && here >= 0 && !isUsed(state, row, column)) tell(column, length)
  }
}
