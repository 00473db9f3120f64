/**
 * What it costs to force a pair that is not matched, or to forbid one that is, exactly, and who would move.
 *
 * The optimum is a flow from outside through mentees to mentors and out again. Forcing the pair (i, j) sends one unit over it;
 * the unit must come back from j to i along the residual network, and the cheapest way back leads to the best arrangement that
 * has the pair (one step of the successive shortest path method with a lower bound on one arc). Forbidding sends the unit that
 * used the pair from i to j some other way. The ways are those of assignment/ways.ts; the loss is the pair's own reduced cost plus the length of the way. The steps of the way, read in order, are the moves.
 */
import type { Move, Price, RowPrice } from './arrangement.ts'
import { lastBonus } from './assignment/network.ts'
import type { State } from './assignment/state.ts'
import { isUsed, Ways } from './assignment/ways.ts'
import type { Scoring } from './scoring.ts'

/** Steps of a way: which pairs it adds and removes, in order. */
type Step = { readonly mentee: number; readonly mentor: number; readonly adds: boolean }

export class Prices {
  private readonly scoring: Scoring
  private readonly state: State
  private readonly columns: number
  private readonly ways: Ways
  /** What the way from each node of the last search loses. */
  private readonly matchedLost: Int32Array
  private readonly pointsLost: Float64Array

  constructor(scoring: Scoring, state: State) {
    this.scoring = scoring
    this.state = state
    this.columns = state.network.columns
    this.ways = new Ways(state)
    this.matchedLost = new Int32Array(this.ways.outside + 1)
    this.pointsLost = new Float64Array(this.ways.outside + 1)
  }

  /** Of forcing the pair when it is not matched, of forbidding it when it is. */
  price(mentee: number, mentor: number): Price {
    const { people, locked } = this.scoring
    const names = { mentee: people.mentees[mentee]?.id ?? '', mentor: people.mentors[mentor]?.id ?? '' }
    const act = isUsed(this.state, mentee, mentor) || locked.get(mentee)?.includes(mentor) ? 'forbid' : 'force'
    const impossible: Price = { ...names, act, possible: false, matchedLost: 0, pointsLost: 0, moves: [] }
    if (this.state.network.pair(mentee, mentor) < 0) return impossible
    const [start, end] = act === 'force' ? [mentor, this.columns + mentee] : [this.columns + mentee, mentor]
    this.ways.search(end, start)
    if (this.ways.distance[start] === Number.POSITIVE_INFINITY) return impossible
    const own: Step = { mentee, mentor, adds: act === 'force' }
    const steps = act === 'force' ? [own, ...this.way(start)] : [...this.way(start), own]
    return { ...names, act, possible: true, ...this.lost(steps), moves: this.moves(steps, mentee) }
  }

  /** The price of every pair of one mentee, by one search in all where they take one mentor at most. */
  priceRow(mentee: number): RowPrice[] {
    const { people, locked } = this.scoring
    const mentorOrder = this.scoring.mentors.order
    const { ways, matchedLost, pointsLost } = this
    const points = Int16Array.from(this.state.network.row(mentee))
    const id = people.mentees[mentee]?.id ?? ''
    const row: RowPrice[] = new Array<RowPrice>(this.columns)
    ways.search(this.columns + mentee)
    this.addUp()
    for (let mentor = 0; mentor < this.columns; mentor++) {
      const open = (points[mentor] ?? -1) >= 0
      const possible = open && ways.distance[mentor] !== Number.POSITIVE_INFINITY
      row[mentorOrder[mentor] ?? 0] = {
        mentee: id,
        mentor: people.mentors[mentor]?.id ?? '',
        points: open ? (points[mentor] ?? 0) : null,
        act: locked.get(mentee)?.includes(mentor) ? 'forbid' : 'force',
        possible,
        matchedLost: possible ? (matchedLost[mentor] ?? 0) : 0,
        pointsLost: possible ? (pointsLost[mentor] ?? 0) - (points[mentor] ?? 0) : 0,
      }
    }
    const { slotStart, slotArc, arcs } = this.state
    for (let slot = slotStart[mentee] ?? 0; slot < (slotStart[mentee + 1] ?? 0); slot++) {
      const arc = slotArc[slot] ?? -1
      if (arc === -1) continue
      const mentor = arcs.column[arc] ?? 0
      const at = mentorOrder[mentor] ?? 0
      const lost = this.parted(mentee, mentor, points)
      if (lost) row[at] = { mentee: id, mentor: people.mentors[mentor]?.id ?? '', points: points[mentor] ?? 0, act: 'forbid', ...lost }
      else {
        const { moves: _, ...forbidden } = this.price(mentee, mentor)
        row[at] = { ...forbidden, points: points[mentor] ?? 0 }
      }
    }
    return row
  }

  /**
   * What parting a mentee from a mentor loses, read off the last search, which was to the mentee: whoever has a single unit, and it in
   * use, goes where it costs least, or stays out. Null where it takes a search of its own.
   */
  private parted(
    mentee: number,
    mentor: number,
    points: Int16Array,
  ): { possible: boolean; matchedLost: number; pointsLost: number } | null {
    const { ways, state, matchedLost, pointsLost } = this
    const { rowPrice, columnPrice, slotStart, network } = state
    if ((slotStart[mentee + 1] ?? 0) - (slotStart[mentee] ?? 0) > 1 || !ways.isSettled(ways.outside)) return null
    const price = rowPrice[mentee] ?? 0
    let least = price + lastBonus(network, mentee, 1) + (ways.distance[ways.outside] ?? 0)
    let to = ways.outside
    for (let other = 0; other < points.length; other++) {
      const length = price + (columnPrice[other] ?? 0) - (points[other] ?? 0) + (ways.distance[other] ?? 0)
      if (length >= least || (points[other] ?? -1) < 0 || other === mentor) continue
      least = length
      to = other
    }
    const staysOut = to === ways.outside
    return {
      possible: true,
      matchedLost: (matchedLost[to] ?? 0) + (staysOut && this.isLastUnit(mentee) ? 1 : 0),
      pointsLost: (pointsLost[to] ?? 0) - (staysOut ? 0 : (points[to] ?? 0)),
    }
  }

  /** What each way of the last search loses, from its end backwards; a step enters a mentee from mentor or outside and leaves to mentor or outside. */
  private addUp(): void {
    const { columns, matchedLost, pointsLost } = this
    const { order, next, outside } = this.ways
    for (const node of order) {
      const after = next[node] ?? -1
      const row = after - columns
      if (after === outside || row < 0) {
        // a place that is left; or a place in use becomes free
        matchedLost[node] = after === -1 ? 0 : (matchedLost[after] ?? 0)
        pointsLost[node] = after === -1 ? 0 : (pointsLost[after] ?? 0)
        continue
      }
      const end = next[after] ?? -1
      const entersFresh = node === outside && this.isFirstUnit(row) ? 1 : 0
      const staysOut = end === outside && this.isLastUnit(row) ? 1 : 0
      const given = node === outside ? 0 : this.pointsOf(row, node)
      const gained = end === -1 || end === outside ? 0 : this.pointsOf(row, end)
      matchedLost[node] = (end === -1 ? 0 : (matchedLost[end] ?? 0)) + staysOut - entersFresh
      pointsLost[node] = (end === -1 ? 0 : (pointsLost[end] ?? 0)) + given - gained
    }
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
    return this.state.network.pair(row, column)
  }

  /** The steps of the way from a node that the last search found. */
  private way(start: number): Step[] {
    const { next, outside } = this.ways
    const steps: Step[] = []
    for (let before = start, node = next[start] ?? -1; node !== -1; before = node, node = next[node] ?? -1) {
      if (node === outside || before === outside) continue
      steps.push(
        node < this.columns
          ? { mentee: before - this.columns, mentor: node, adds: true }
          : { mentee: node - this.columns, mentor: before, adds: false },
      )
    }
    return steps
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
