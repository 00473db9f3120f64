/**
 * Puts right what a small change of a proven state has left behind, over *all* pairs, so that there is nothing left to prove: one
 * shortest way through the residual network (residual.ts) for each unit too many or too few.
 *
 * The way leads from a row that wants one more unit, or a column with more rows than places, or outside, to a place that is free
 * although it costs something, or outside. After most changes a unit is too many in one place and too few in another, as when two are
 * parted, and one way puts both right. It is searched from both ends at once (after Pohl 1971): two balls of half the radius hold far
 * fewer people than one. Each search settles nodes in order of distance, the one that has looked at less goes first, and as soon as
 * their radii together reach the best way that they have met on, it is shortest.
 *
 * Prices then change inside the two balls alone. Let a and b be the distances from the start and to the end, cut off at radii A and B
 * with A + B the length of the way. Prices that follow a - b leave no length negative: on an arc of length l from x to y the difference
 * of a grows by at most l, and so does that of -b; both can only grow where x lies in the first ball and y in the second, and there
 * a(x) + l + b(y) is at least A + B. Along the way all lengths become 0, so that it can be gone. Outside has no price of its own: where
 * it lies in a ball everybody's prices move instead.
 */
import { Front, type Meeting } from './front.ts'
import type { Residual } from './residual.ts'

/** Between two yields lie about so many looks at a pair, a millisecond or less. */
const looksPerSlice = 50_000

export class Chains {
  private readonly residual: Residual
  private readonly meeting: Meeting = { length: Number.POSITIVE_INFINITY, node: -1 }
  private readonly along: Front
  private readonly against: Front

  constructor(residual: Residual) {
    this.residual = residual
    this.along = new Front(residual, true, this.meeting)
    this.against = new Front(residual, false, this.meeting)
  }

  /** No node has a unit too many or too few afterwards, and no length is negative, as before. Yields after a slice of work each. */
  *putRight(): Generator<number, void> {
    const { outside } = this.residual
    const nodes: number[] = []
    for (let node = 0; node < outside; node++) if (this.residual.excess(node) !== 0) nodes.push(node)
    const isOver = (node: number): boolean => this.residual.excess(node) > 0
    const isShort = (node: number): boolean => this.residual.excess(node) < 0
    for (;;) {
      const start = nodes.find(isOver) ?? outside
      const end = nodes.find(isShort) ?? outside
      if (start === end) return
      yield* this.send(start, end)
    }
  }

  /** Sends one unit more the shortest way from one node to another. */
  private *send(start: number, end: number): Generator<number, void> {
    const { along, against, meeting } = this
    meeting.length = Number.POSITIVE_INFINITY
    along.begin(start, against)
    against.begin(end, along)
    for (let told = 0; along.radius + against.radius < meeting.length; ) {
      const first = along.workAhead <= against.workAhead ? along : against
      first.step()
      if (along.work + against.work - told < looksPerSlice) continue
      told = along.work + against.work
      yield told
    }
    this.reprice()
    this.go(end)
  }

  private reprice(): void {
    const { along, against, meeting, residual } = this
    const { price, columns, outside, holding } = residual
    const first = Math.min(along.radius, meeting.length)
    const second = meeting.length - first
    const move = (node: number): number => Math.min(first, along.distance[node] ?? 0) - Math.min(second, against.distance[node] ?? 0)
    const drift = move(outside)
    for (let row = columns; row < outside; row++) price[row] = (price[row] ?? 0) + move(row) - drift
    for (let column = 0; column < columns; column++) {
      const moved = (price[column] ?? 0) - move(column) + drift
      // of a column that nobody has the price may only sink to 0
      price[column] = holding.count[column] === 0 ? Math.max(0, moved) : moved
    }
  }

  /** Moves everybody along the way that was met on. */
  private go(end: number): void {
    const { along, against, meeting, residual } = this
    const { columns, outside, holding, network } = residual
    const way = [meeting.node]
    for (let node = along.from[meeting.node] ?? -1; node !== -1; node = along.from[node] ?? -1) way.unshift(node)
    for (let node = meeting.node; node !== end; ) {
      node = against.from[node] ?? -1
      way.push(node)
    }
    const taken: (readonly [row: number, column: number])[] = []
    for (let at = 1; at < way.length; at++) {
      const from = way[at - 1] ?? outside
      const to = way[at] ?? outside
      if (from === outside || to === outside) continue
      if (from < columns) holding.leave(to, from)
      else taken.push([from, to])
    }
    for (const [row, column] of taken) holding.hold(row, column, network.pair(row - columns, column))
  }
}
