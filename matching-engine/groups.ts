/**
 * Groups: a mentor leads between `smallest` and `largest` mentees, or none. As many mentees as possible, then the best total.
 * Without the smallest size this is the assignment with capacities, which we solve exactly and fast; that is the bound. Where its
 * answer has a group that is too small, the mentor is decided both ways: closed, or open with at least `smallest` (branch and
 * bound, Land and Doig 1960). "At least" is a bonus on the mentor's first places: each mentor has two columns, the first places
 * with the bonus once they are open, and the rest. A branch in which the first places cannot all be filled is empty.
 * Branches are taken best bound first, deeper first among equals, and start from the prices and pairs of their parent, so most
 * cost a few chains. When the list is empty the best arrangement found is proven; if `mostNodes` stops it earlier, the best
 * bound still open is told. Where nothing was found by then it goes on, deepest first, to the first arrangement.
 */
import { type Network, nextBonus } from './assignment/network.ts'
import type { Progress } from './assignment/optimal.ts'
import { Repair } from './assignment/repair.ts'
import { type Arcs, arcsFrom, emptySlot, type State, startState, take } from './assignment/state.ts'
import type { IndexedPair } from './result.ts'
import { runThrough } from './run.ts'

export type GroupSizes = {
  /** Per mentor: fewest and most mentees when open (locked ones already counted off), and whether it is open in any case. */
  readonly least: Int32Array
  readonly most: Int32Array
  readonly open: Uint8Array
}

export type Grouping = {
  readonly pairs: readonly IndexedPair[]
  readonly reached: number
  readonly bound: number
  readonly proven: boolean
}

type Decision = 'undecided' | 'open' | 'closed'
type Branch = {
  readonly decisions: readonly Decision[]
  readonly bound: number
  readonly depth: number
  readonly warm: Warm
  readonly small: readonly number[]
}
type Warm = { readonly price: Float64Array; readonly pairs: readonly { row: number; column: number }[] }

/** The best grouping; the network puts matched first and its rows have one unit each. Null when the mentors that must open cannot. */
export function* grouped(network: Network, sizes: GroupSizes, mostNodes: number): Generator<Progress, Grouping | null> {
  const mentors = network.columns
  // whoever leads somebody in any case needs places for the smallest size
  if (sizes.open.some((open, mentor) => open === 1 && (sizes.most[mentor] ?? 0) < (sizes.least[mentor] ?? 0))) return null
  const arcs = doubled(network)
  const must = 4 * Math.max(1, ...network.firstBonus)
  const found: { pairs: IndexedPair[]; reached: number }[] = []
  const mostReached = (): number => found.at(-1)?.reached ?? Number.NEGATIVE_INFINITY
  const branches: Branch[] = []
  let nodes = 0

  const enter = (decisions: readonly Decision[], depth: number, warm: Warm): void => {
    nodes++
    const state = solvedBranch(network, arcs, sizes, must, decisions, warm)
    const load = loads(state, mentors)
    // first places that must be filled but are not: nothing is possible here
    if (decisions.some((decision, mentor) => decision === 'open' && (load[mentor] ?? 0) < (sizes.least[mentor] ?? 0))) return
    const pairs = pairsIn(state, network, mentors)
    const bound = worth(state, pairs)
    if (bound <= mostReached()) return
    const small = load.flatMap((count, mentor) =>
      decisions[mentor] === 'undecided' && count > 0 && count < (sizes.least[mentor] ?? 0) ? [mentor] : [],
    )
    if (small.length === 0) found.push({ pairs, reached: bound })
    else
      branches.push({
        decisions,
        bound,
        depth,
        warm: { price: state.columnPrice, pairs: pairs.map(({ row, column }) => ({ row, column })) },
        small,
      })
  }

  const root: Decision[] = Array.from(sizes.open, (open, mentor) =>
    open === 1 ? 'open' : (sizes.most[mentor] ?? 0) < (sizes.least[mentor] ?? 0) ? 'closed' : 'undecided',
  )
  enter(root, 0, { price: new Float64Array(2 * mentors), pairs: [] })
  while (branches.length > 0 && (nodes < mostNodes || found.length === 0)) {
    yield { phase: 'matching', done: Math.min(nodes, mostNodes), of: mostNodes, pass: 1 }
    branches.sort(nodes < mostNodes ? (a, b) => a.bound - b.bound || a.depth - b.depth : (a, b) => a.depth - b.depth || a.bound - b.bound)
    const branch = branches.pop()
    if (!branch || branch.bound <= mostReached()) break
    const mentor = toDecide(branch, sizes)
    for (const decision of ['open', 'closed'] as const) enter(branch.decisions.with(mentor, decision), branch.depth + 1, branch.warm)
  }
  const open = branches.reduce((most, { bound }) => Math.max(most, bound), Number.NEGATIVE_INFINITY)
  const best = found.at(-1)
  if (!best) return null
  const { pairs, reached } = best
  return { pairs, reached, bound: Math.max(reached, open), proven: open <= reached }
}

/** The too small group that is nearest to its size: its decision changes the most. */
function toDecide({ small, warm }: Branch, sizes: GroupSizes): number {
  const load = new Map<number, number>()
  for (const { column } of warm.pairs) load.set(column, (load.get(column) ?? 0) + 1)
  const missing = (mentor: number): number => (sizes.least[mentor] ?? 0) - (load.get(mentor) ?? 0)
  return small.reduce((nearest, mentor) => (missing(mentor) < missing(nearest) ? mentor : nearest))
}

/** Every allowed pair twice: column j holds the first places of mentor j once it is open, column mentors + j the rest. */
function doubled(network: Network): Arcs {
  const lists = Array.from({ length: network.rows }, (_, row) => {
    const columns: number[] = []
    const points: number[] = []
    for (const [mentor, here] of network.row(row).entries())
      if (here >= 0) {
        columns.push(mentor)
        points.push(here)
      }
    return { column: [...columns, ...columns.map(mentor => mentor + network.columns)], points: [...points, ...points] }
  })
  return arcsFrom(2 * network.columns, lists)
}

function solvedBranch(network: Network, arcs: Arcs, sizes: GroupSizes, must: number, decisions: readonly Decision[], warm: Warm): State {
  const mentors = network.columns
  const places: Record<Decision, (mentor: number) => [first: number, rest: number]> = {
    undecided: mentor => [0, sizes.most[mentor] ?? 0],
    open: mentor => [sizes.least[mentor] ?? 0, (sizes.most[mentor] ?? 0) - (sizes.least[mentor] ?? 0)],
    closed: () => [0, 0],
  }
  const columnCapacity = new Int32Array(2 * mentors)
  for (const [mentor, decision] of decisions.entries())
    [columnCapacity[mentor], columnCapacity[mentors + mentor]] = places[decision](mentor)
  const points = arcs.points.map((here, arc) => here + ((arcs.column[arc] ?? 0) < mentors ? must : 0))
  const branch: Network = { ...network, columns: 2 * mentors, columnCapacity }
  const state = startState(branch, { ...arcs, points }, warm.price.slice())
  for (let column = 0; column < 2 * mentors; column++) if (columnCapacity[column] === 0) state.columnPrice[column] = 4 * must
  keep(state, warm, mentors)
  runThrough(new Repair(state).run())
  return state
}

/** The parent's pairs, first places first. */
function keep(state: State, warm: Warm, mentors: number): void {
  const { arcs, network, columnCount } = state
  for (const { row, column } of warm.pairs)
    for (let arc = arcs.rowStart[row] ?? 0; arc < (arcs.rowStart[row + 1] ?? 0); arc++) {
      const here = arcs.column[arc] ?? 0
      if (here % mentors !== column || (columnCount[here] ?? 0) >= (network.columnCapacity[here] ?? 0)) continue
      take(state, emptySlot(state, row), arc)
      break
    }
}

function loads(state: State, mentors: number): number[] {
  return Array.from({ length: mentors }, (_, mentor) => (state.columnCount[mentor] ?? 0) + (state.columnCount[mentors + mentor] ?? 0))
}

function pairsIn(state: State, network: Network, mentors: number): IndexedPair[] {
  return Array.from(state.slotArc).flatMap(arc => {
    if (arc === -1) return []
    const row = state.arcs.row[arc] ?? 0
    const column = (state.arcs.column[arc] ?? 0) % mentors
    return [{ row, column, points: network.row(row)[column] ?? 0 }]
  })
}

function worth(state: State, pairs: readonly IndexedPair[]): number {
  return pairs.reduce((sum, { row, points }) => sum + points + nextBonus(state.network, row, 0), 0)
}
