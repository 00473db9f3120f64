/**
 * One of the two searches that meet (chains.ts): Dijkstra's method in the residual network, either `along` its arcs, from where a unit is
 * too many, or `against` them, from where one is missing. Read backwards the network is the same with rows and columns exchanged, and
 * entering and leaving; so one code serves both, and speaks of `near` nodes (along: rows; against: columns), from which open pairs lead
 * to `far` ones, and pairs in use back.
 *
 * A near node has an open pair with almost every far one, and few of them are short. So the nearest are tried at once (nearest.ts),
 * and all others only if the search gets as far as the nearest of them could be: until then they wait in the queue under a number of
 * their own, `outside` + 1 + the node's. Nodes at the current distance wait on a stack, since many pairs are worth the same.
 */
import type { Moved, NearestOf } from './nearest.ts'
import { columnPoints } from './network.ts'
import { Queue } from './queue.ts'
import type { Residual } from './residual.ts'

/** Where a column cannot be read whole, a pair costs as much as so many of a row. */
const looksPerPair = 16

/** The best way found so far, from the start of one search to that of the other, and a node on it. */
export type Meeting = { length: number; node: number }

export class Front {
  /** Per node: its distance from the start, infinite where not reached; and the node before it, -1 at the start. */
  readonly distance: Float64Array
  readonly from: Int32Array
  /** What has been looked at so far. */
  work = 0
  private readonly residual: Residual
  private readonly along: boolean
  private readonly meeting: Meeting
  private readonly nearest: NearestOf | undefined
  /** The first near and the first far node, and how many near ones there are. */
  private readonly nearFrom: number
  private readonly farFrom: number
  private readonly nears: number
  private readonly settled: Uint8Array
  private readonly queue = new Queue()
  private ready: number[] = []
  private now = 0
  private other: Front = this
  /** How the prices of the far ones have moved since the lists were made. */
  private moved: Moved = { drift: 0, fallen: [], fall: 0 }

  constructor(residual: Residual, along: boolean, meeting: Meeting) {
    const { network, columns, outside } = residual
    this.residual = residual
    this.along = along
    this.meeting = meeting
    this.nearest = along ? network.nearest?.ofRows : network.nearest?.ofColumns
    this.nearFrom = along ? columns : 0
    this.farFrom = along ? 0 : columns
    this.nears = along ? network.rows : columns
    this.distance = new Float64Array(outside + 1)
    this.from = new Int32Array(outside + 1)
    this.settled = new Uint8Array(outside + 1)
  }

  /** A search from this node begins, to be met by the other one. */
  begin(node: number, other: Front): void {
    this.distance.fill(Number.POSITIVE_INFINITY)
    this.settled.fill(0)
    this.queue.clear()
    this.ready = [node]
    this.now = 0
    this.work = 0
    this.other = other
    this.distance[node] = 0
    this.from[node] = -1
    const { nearest, residual } = this
    if (nearest?.lists)
      this.moved = nearest.lists.movedTo(nearest.pricesByNumber(this.along ? residual.columnPrices() : residual.rowPrices()))
  }

  /** Every node that is not settled is at least so far away. */
  get radius(): number {
    if (this.ready.length > 0) return this.now
    return this.queue.isEmpty ? Number.POSITIVE_INFINITY : this.queue.least
  }

  /** The work so far, and that of the next step where it is much. */
  get workAhead(): number {
    const { outside } = this.residual
    const next = this.ready.length > 0 ? this.ready.at(-1) : this.queue.isEmpty ? -1 : this.queue.nearest
    return next === outside ? this.work + outside : this.work
  }

  /** Settles the nearest node, or tries the rest of those that it leads to. */
  step(): void {
    const { residual, settled, queue } = this
    let node = this.ready.pop() ?? -1
    if (node === -1) {
      this.now = queue.least
      node = queue.pop()
    }
    if (node > residual.outside) {
      if (this.nearest) this.nearest.tooShort++
      this.readWhole(node - residual.outside - 1)
      return
    }
    if (settled[node] === 1) return
    settled[node] = 1
    this.work++
    if (node === residual.outside) this.passOutside()
    else if (node >= this.nearFrom && node < this.nearFrom + this.nears) this.passNear(node)
    else this.passFar(node)
  }

  /** Who is outside may come in anywhere. */
  private passOutside(): void {
    const { residual, now, along } = this
    const { outside } = residual
    this.work += outside
    for (let node = 0; node < outside; node++) this.reach(node, outside, now + (along ? residual.entering(node) : residual.leaving(node)))
  }

  /** The pairs in use, and outside. */
  private passFar(node: number): void {
    const { residual, now, along } = this
    const { holding, price, outside } = residual
    this.reach(outside, node, now + (along ? residual.leaving(node) : residual.entering(node)))
    const next = along ? holding.nextOfColumn : holding.nextOfRow
    const ends = along ? holding.row : holding.column
    for (let pair = holding.first[node] ?? -1; pair !== -1; pair = next[pair] ?? -1) {
      const end = ends[pair] ?? 0
      this.reach(end, node, now + (holding.points[pair] ?? 0) - (price[node] ?? 0) - (price[end] ?? 0))
    }
  }

  /** The nearest of the open pairs, and outside. */
  private passNear(node: number): void {
    const { residual, now, along, nearest, distance, farFrom, meeting } = this
    const { price, outside } = residual
    this.reach(outside, node, now + (along ? residual.leaving(node) : residual.entering(node)))
    const number = nearest?.numberOf(node - this.nearFrom) ?? -1
    const lists = nearest?.lists
    if (!nearest || !lists || number === -1) {
      this.readWhole(node)
      return
    }
    if (!lists.has(number)) nearest.list(lists, number)
    const { farOf } = nearest
    const { fallen } = this.moved
    const base = now + (price[node] ?? 0)
    const fars = lists.farOf(number)
    const points = lists.pointsOf(number)
    const beside = nearest.besideOf(node - this.nearFrom)
    for (let at = 0; at < fars.length; at++) {
      const far = farOf ? (farOf[fars[at] ?? 0] ?? -1) : (fars[at] ?? 0)
      if (far === -1) continue
      const reach = base + (price[farFrom + far] ?? 0) - (points[at] ?? 0)
      if (reach >= (distance[farFrom + far] ?? 0) || reach >= meeting.length || beside.includes(far)) continue
      this.take(node, farFrom + far, reach)
    }
    for (let at = 0; at < fallen.length; at++) {
      const far = farOf ? (farOf[fallen[at] ?? 0] ?? -1) : (fallen[at] ?? 0)
      if (far !== -1) this.tryPair(node, far, base)
    }
    for (let at = 0; at < beside.length; at++) this.tryPair(node, beside[at] ?? 0, base)
    this.work += fars.length + fallen.length + beside.length
    const others = Math.max(now, base - lists.restOf(number, this.moved))
    if (others < meeting.length) this.queue.push(outside + 1 + node, others)
  }

  private tryPair(node: number, far: number, base: number): void {
    const { residual, along, farFrom, nearFrom } = this
    const points = along ? residual.network.pair(node - nearFrom, far) : residual.network.pair(far, node - nearFrom)
    if (points >= 0) this.take(node, farFrom + far, base + (residual.price[farFrom + far] ?? 0) - points)
  }

  /** All open pairs of a near node. */
  private readWhole(node: number): void {
    const { residual, along, distance, farFrom, nearFrom, meeting } = this
    const { network, price } = residual
    const base = (distance[node] ?? 0) + (price[node] ?? 0)
    const points = along ? network.row(node - nearFrom) : columnPoints(network, node - nearFrom)
    this.work += along || network.column ? points.length : looksPerPair * points.length
    for (let far = 0; far < points.length; far++) {
      const here = points[far] ?? -1
      const reach = base + (price[farFrom + far] ?? 0) - here
      if (reach < (distance[farFrom + far] ?? 0) && reach < meeting.length && here >= 0) this.take(node, farFrom + far, reach)
    }
  }

  /** Reaches a far node by an open pair, unless the pair is in use or the far one takes nobody. */
  private take(near: number, far: number, reach: number): void {
    const { residual, along, distance } = this
    if (reach >= (distance[far] ?? 0) || residual.capacity[far] === 0) return
    if ((along ? residual.holding.pair(near, far) : residual.holding.pair(far, near)) === -1) this.reach(far, near, reach)
  }

  private reach(node: number, from: number, distance: number): void {
    const { meeting } = this
    if (distance >= (this.distance[node] ?? 0) || distance >= meeting.length) return
    this.distance[node] = distance
    this.from[node] = from
    if (distance <= this.now) this.ready.push(node)
    else this.queue.push(node, distance)
    const length = distance + (this.other.distance[node] ?? 0)
    if (length >= meeting.length) return
    meeting.length = length
    meeting.node = node
  }
}
