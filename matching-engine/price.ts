/**
 * What it costs to force a pair that is not matched, or to forbid one that is, exactly, and who would move.
 *
 * The optimum is a flow from outside through mentees to mentors and out again. Forcing the pair (i, j) sends one unit over it;
 * the unit must come back from j to i along the residual network, and the cheapest way back leads to the best arrangement that
 * has the pair (one step of the successive shortest path method with a lower bound on one arc). Forbidding sends the unit that
 * used the pair from i to j some other way. With the optimal prices no arc is negative, so the way is found by Dijkstra's method,
 * and the loss is the pair's own reduced cost plus the length of the way. The steps of the way, read in order, are the moves.
 *
 * Residual arcs:
 *                   mentee → mentor  u + v - points      pair open, not in use: the mentee takes a place
 *                   mentor → mentee  points - u - v      pair in use: the mentee leaves it
 *                   mentor → outside 0                   a place is left
 *                   outside → mentor v                   a place in use becomes free
 *                   mentee → outside u + last bonus      the mentee stays out with one unit
 *                   outside → mentee -u - next bonus     a unit that was out comes in
 */
import type { Move, Price, RowPrice } from './arrangement.ts'
import { lastBonus, nextBonus } from './assignment/network.ts'
import { Queue } from './assignment/queue.ts'
import type { State } from './assignment/state.ts'
import type { Scoring } from './scoring.ts'

/** Steps of a way: which pairs it adds and removes, in order. */
type Step = { readonly mentee: number; readonly mentor: number; readonly adds: boolean }

export class Prices {
  private readonly scoring: Scoring
  private readonly state: State
  private readonly rows: number
  private readonly columns: number
  private readonly outside: number
  /** Mentors in use by each mentee, as mentee * mentors + mentor, locked pairs aside. */
  private readonly used: Set<number>
  /** Per node (mentors, then mentees, then outside) of the running search. */
  private readonly distance: Float64Array
  private readonly from: Int32Array
  private readonly settled: Uint8Array
  private readonly queue = new Queue()
  /** Points by mentor, once they have been asked for. */
  private turned: ((column: number) => Int16Array) | null = null

  constructor(scoring: Scoring, state: State) {
    this.scoring = scoring
    this.state = state
    this.rows = state.network.rows
    this.columns = state.network.columns
    this.outside = this.rows + this.columns
    this.used = new Set()
    for (const arc of state.slotArc)
      if (arc !== -1) this.used.add((state.arcs.row[arc] ?? 0) * this.columns + (state.arcs.column[arc] ?? 0))
    const nodes = this.outside + 1
    this.distance = new Float64Array(nodes)
    this.from = new Int32Array(nodes)
    this.settled = new Uint8Array(nodes)
  }

  /** Of forcing the pair when it is not matched, of forbidding it when it is. */
  price(mentee: number, mentor: number): Price {
    const { people, locked } = this.scoring
    const names = { mentee: people.mentees[mentee]?.id ?? '', mentor: people.mentors[mentor]?.id ?? '' }
    const act = this.used.has(mentee * this.columns + mentor) || locked.get(mentee)?.includes(mentor) ? 'forbid' : 'force'
    const impossible: Price = { ...names, act, possible: false, matchedLost: 0, pointsLost: 0, moves: [] }
    const points = this.state.network.row(mentee)[mentor] ?? -1
    if (points < 0) return impossible
    const start = act === 'force' ? mentor : this.columns + mentee
    const end = act === 'force' ? this.columns + mentee : mentor
    if (!this.search(start, end)) return impossible
    const own: Step = { mentee, mentor, adds: act === 'force' }
    const steps = act === 'force' ? [own, ...this.way(start, end)] : [...this.way(start, end), own]
    return { ...names, act, possible: true, ...this.lost(steps), moves: this.moves(steps, mentee) }
  }

  /** The price of every pair of one mentee, one search in all for those that are not matched. */
  priceRow(mentee: number): RowPrice[] {
    const { people, locked, mentorOrder } = this.scoring
    const toMentee = this.searchBack(this.columns + mentee)
    const points = Int16Array.from(this.state.network.row(mentee))
    const row: RowPrice[] = new Array<RowPrice>(this.columns)
    for (let mentor = 0; mentor < this.columns; mentor++) {
      const open = (points[mentor] ?? -1) >= 0
      const matched = this.used.has(mentee * this.columns + mentor)
      const names = {
        mentee: people.mentees[mentee]?.id ?? '',
        mentor: people.mentors[mentor]?.id ?? '',
        points: open ? (points[mentor] ?? 0) : null,
      }
      row[mentorOrder[mentor] ?? 0] = matched
        ? { ...names, ...this.forbidden(mentee, mentor) }
        : {
            ...names,
            act: locked.get(mentee)?.includes(mentor) ? 'forbid' : 'force',
            ...(open && toMentee.possible(mentor)
              ? {
                  possible: true,
                  matchedLost: toMentee.matchedLost(mentor),
                  pointsLost: toMentee.pointsLost(mentor) - (points[mentor] ?? 0),
                }
              : { possible: false, matchedLost: 0, pointsLost: 0 }),
          }
    }
    return row
  }

  private forbidden(mentee: number, mentor: number): Omit<RowPrice, 'mentee' | 'mentor' | 'points'> {
    const { act, possible, matchedLost, pointsLost } = this.price(mentee, mentor)
    return { act, possible, matchedLost, pointsLost }
  }

  /** Nothing is reached but the node, if there is one. */
  private begin(node: number): void {
    this.distance.fill(Number.POSITIVE_INFINITY)
    this.settled.fill(0)
    this.queue.clear()
    if (node === -1) return
    this.distance[node] = 0
    this.from[node] = -1
    this.queue.push(node, 0)
  }

  private relax(node: number, to: number, distance: number): void {
    if (distance >= (this.distance[to] ?? 0)) return
    this.distance[to] = distance
    this.from[to] = node
    this.queue.push(to, distance)
  }

  /** The shortest way from one node to another; false when there is none. */
  private search(start: number, end: number): boolean {
    const { state, columns, outside, queue, settled } = this
    const { network, rowPrice, columnPrice, rowCount, columnCount, arcs } = state
    this.begin(start)
    while (!queue.isEmpty) {
      const node = queue.pop()
      if (settled[node] === 1) continue
      settled[node] = 1
      const distance = this.distance[node] ?? 0
      if (node === end) return true
      if (node === outside) {
        for (let column = 0; column < columns; column++)
          if ((columnCount[column] ?? 0) > 0) this.relax(node, column, distance + (columnPrice[column] ?? 0))
        for (let row = 0; row < this.rows; row++)
          if (this.hasUnit(row))
            this.relax(node, columns + row, distance - (rowPrice[row] ?? 0) - nextBonus(network, row, rowCount[row] ?? 0))
      } else if (node < columns) {
        if ((columnCount[node] ?? 0) < (network.columnCapacity[node] ?? 0)) this.relax(node, outside, distance)
        for (let slot = state.columnHead[node] ?? -1; slot !== -1; slot = state.slotNext[slot] ?? -1) {
          const row = state.slotRow[slot] ?? 0
          const points = arcs.points[state.slotArc[slot] ?? 0] ?? 0
          this.relax(node, columns + row, distance + points - (rowPrice[row] ?? 0) - (columnPrice[node] ?? 0))
        }
      } else {
        const row = node - columns
        const count = rowCount[row] ?? 0
        if (count > 0) this.relax(node, outside, distance + (rowPrice[row] ?? 0) + lastBonus(network, row, count))
        const base = distance + (rowPrice[row] ?? 0)
        const points = network.row(row)
        for (let column = 0; column < columns; column++) {
          const here = points[column] ?? -1
          const reach = base + (columnPrice[column] ?? 0) - here
          if (reach < (this.distance[column] ?? 0) && here >= 0 && !this.used.has(row * columns + column)) this.relax(node, column, reach)
        }
      }
    }
    return false
  }

  /** Shortest ways from every mentor to one node, searched from its end; columns are read as rows of the turned table. */
  private searchBack(end: number): {
    possible(mentor: number): boolean
    matchedLost(mentor: number): number
    pointsLost(mentor: number): number
  } {
    const { state, columns, rows, outside, queue, settled } = this
    const { network, rowPrice, columnPrice, rowCount, columnCount, arcs } = state
    this.turned ??= turnedTable(state)
    const { turned } = this
    const matchedLost = new Int32Array(outside + 1)
    const pointsLost = new Float64Array(outside + 1)
    const order: number[] = []
    // a mentee is passed through on the spot: only mentors and outside wait in the queue
    const passRow = (from: number, row: number, distance: number): void => {
      const node = columns + row
      if (distance >= (this.distance[node] ?? 0)) return
      this.distance[node] = distance
      this.from[node] = from
      if (this.hasUnit(row)) this.relax(node, outside, distance - (rowPrice[row] ?? 0) - nextBonus(network, row, rowCount[row] ?? 0))
      const last = state.slotStart[row + 1] ?? 0
      for (let slot = state.slotStart[row] ?? 0; slot < last; slot++) {
        const arc = state.slotArc[slot] ?? -1
        if (arc === -1) continue
        const column = arcs.column[arc] ?? 0
        this.relax(node, column, distance + (arcs.points[arc] ?? 0) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0))
      }
    }
    this.begin(-1)
    passRow(-1, end - columns, 0)
    while (!queue.isEmpty) {
      const node = queue.pop()
      if (settled[node] === 1) continue
      settled[node] = 1
      order.push(node)
      const distance = this.distance[node] ?? 0
      if (node === outside) {
        for (let column = 0; column < columns; column++)
          if ((columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)) this.relax(node, column, distance)
        for (let row = 0; row < rows; row++) {
          const count = rowCount[row] ?? 0
          if (count > 0) passRow(node, row, distance + (rowPrice[row] ?? 0) + lastBonus(network, row, count))
        }
        continue
      }
      if ((columnCount[node] ?? 0) > 0) this.relax(node, outside, distance + (columnPrice[node] ?? 0))
      const base = distance + (columnPrice[node] ?? 0)
      const points = turned(node)
      for (let row = 0; row < rows; row++) {
        const here = points[row] ?? -1
        const reach = base + (rowPrice[row] ?? 0) - here
        if (reach < (this.distance[columns + row] ?? 0) && here >= 0 && !this.used.has(row * columns + node)) passRow(node, row, reach)
      }
    }
    // what each way loses, from its end backwards; a step enters a mentee from mentor or outside and leaves to mentor or outside
    for (const node of order) {
      const row = (this.from[node] ?? 0) - columns
      if (row === outside - columns) {
        // a place that is left
        matchedLost[node] = matchedLost[outside] ?? 0
        pointsLost[node] = pointsLost[outside] ?? 0
      } else if (row >= 0) {
        const next = this.from[columns + row] ?? -1
        const entersFresh = node === outside && this.isFirstUnit(row) ? 1 : 0
        const staysOut = next === outside && this.isLastUnit(row) ? 1 : 0
        const given = node === outside ? 0 : this.pointsOf(row, node)
        const gained = next === -1 || next === outside ? 0 : (turned(next)[row] ?? 0)
        matchedLost[node] = (next === -1 ? 0 : (matchedLost[next] ?? 0)) + staysOut - entersFresh
        pointsLost[node] = (next === -1 ? 0 : (pointsLost[next] ?? 0)) + given - gained
      } else {
        // outside → mentor, read backwards: a place in use becomes free
        matchedLost[node] = matchedLost[this.from[node] ?? 0] ?? 0
        pointsLost[node] = pointsLost[this.from[node] ?? 0] ?? 0
      }
    }
    const reached = settled.slice()
    return {
      possible: mentor => reached[mentor] === 1,
      matchedLost: mentor => matchedLost[mentor] ?? 0,
      pointsLost: mentor => pointsLost[mentor] ?? 0,
    }
  }

  private hasUnit(row: number): boolean {
    const { state } = this
    return (state.rowCount[row] ?? 0) < (state.slotStart[row + 1] ?? 0) - (state.slotStart[row] ?? 0)
  }

  private lockedUnits(row: number): number {
    return this.scoring.locked.get(row)?.length ?? 0
  }

  private isLastUnit(row: number): boolean {
    return (this.state.rowCount[row] ?? 0) + this.lockedUnits(row) === 1
  }

  private isFirstUnit(row: number): boolean {
    return (this.state.rowCount[row] ?? 0) + this.lockedUnits(row) === 0
  }

  private pointsOf(row: number, column: number): number {
    return this.state.network.row(row)[column] ?? 0
  }

  /** The steps of the way that the last search found. */
  private way(start: number, end: number): Step[] {
    const nodes = [end]
    for (let node = end; node !== start; ) {
      node = this.from[node] ?? start
      nodes.push(node)
    }
    nodes.reverse()
    return nodes.slice(1).flatMap((node, index): Step[] => {
      const before = nodes[index] ?? 0
      if (node === this.outside || before === this.outside) return []
      return node < this.columns
        ? [{ mentee: before - this.columns, mentor: node, adds: true }]
        : [{ mentee: node - this.columns, mentor: before, adds: false }]
    })
  }

  private lost(steps: readonly Step[]): { matchedLost: number; pointsLost: number } {
    const change = new Map<number, number>()
    let pointsLost = 0
    for (const { mentee, mentor, adds } of steps) {
      change.set(mentee, (change.get(mentee) ?? 0) + (adds ? 1 : -1))
      pointsLost += adds ? -this.pointsOf(mentee, mentor) : this.pointsOf(mentee, mentor)
    }
    let matchedLost = 0
    for (const [mentee, units] of change) {
      const before = (this.state.rowCount[mentee] ?? 0) + this.lockedUnits(mentee)
      if (before > 0 && before + units === 0) matchedLost++
      if (before === 0 && units > 0) matchedLost--
    }
    return { matchedLost, pointsLost }
  }

  /** One move per mentee, in the order in which the chain reaches them, the mentee of the pair first. */
  private moves(steps: readonly Step[], first: number): Move[] {
    const { people } = this.scoring
    const order = [...new Set([first, ...steps.map(({ mentee }) => mentee)])]
    return order.map(mentee => {
      const left = steps.find(step => step.mentee === mentee && !step.adds)
      const taken = steps.find(step => step.mentee === mentee && step.adds)
      return {
        mentee: people.mentees[mentee]?.id ?? '',
        from: left ? (people.mentors[left.mentor]?.id ?? '') : null,
        to: taken ? (people.mentors[taken.mentor]?.id ?? '') : null,
        pointsBefore: left ? this.pointsOf(mentee, left.mentor) : 0,
        pointsAfter: taken ? this.pointsOf(mentee, taken.mentor) : 0,
      }
    })
  }
}

/** Points by mentor: the table turned once, on first use. */
function turnedTable(state: State): (column: number) => Int16Array {
  const { rows, columns } = state.network
  const turned = new Int16Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const points = state.network.row(row)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = points[column] ?? -1
  }
  return column => turned.subarray(column * rows, (column + 1) * rows)
}
