/**
 * The assignment problem in numbers. Rows (mentees) and columns (mentors) have capacities, a pair is used at most once.
 * A row's first unit earns `firstBonus`, every further unit `moreBonus`, so "as many as possible first" and priority classes
 * are large bonuses, and "the best total" is a bonus of 0. To be maximized: bonuses of all units in use + points of all pairs.
 *
 * Prices. `rowPrice` u and `columnPrice` v prove optimality when (README, "The certificate")
 *   pair not in use: u + v >= points;    pair in use: u + v <= points;
 *   row with c units in use: -bonus(c) <= u (if c > 0), u <= -bonus(c + 1) (if a unit is left);
 *   column: v >= 0, and v = 0 while a place is left.
 * All numbers are whole and below 2^53, so every comparison is exact.
 */
import { mostPoints } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import type { NearestOf } from './nearest.ts'

/**
 * Up to so many pairs the points of a network are remembered, so that a row may be read again and again: 10,000 × 10,000 and those who
 * come later, 268 MB at most. Without that an edit of this size took 1.5 s instead of 20 ms, and a solution half as long again.
 */
export const rememberedPairs = 2 ** 27

export type Network = {
  readonly rows: number
  readonly columns: number
  readonly rowCapacity: Int32Array
  readonly columnCapacity: Int32Array
  readonly firstBonus: Float64Array
  readonly moreBonus: Float64Array
  /** Units that have to be in use, of those that can: each earns this much more. */
  readonly must?: { readonly units: Int32Array; readonly bonus: number }
  /** Points of a row with every column, -1 where forbidden. Valid until the next call. */
  row(row: number): Int16Array | Int32Array
  /** Points of one pair, -1 where forbidden. */
  pair(row: number, column: number): number
  /** Points of a column with every row, where that is faster than pair by pair. Valid until the next call. */
  column?(column: number): Int16Array | Int32Array
  /** Which columns are nearest to each row and which rows to each column, where that is remembered. */
  readonly nearest?: { readonly ofRows: NearestOf; readonly ofColumns: NearestOf }
}

/** Points of a column with every row. */
export function columnPoints(network: Network, column: number): Int16Array | Int32Array {
  return network.column?.(column) ?? Int32Array.from({ length: network.rows }, (_, row) => network.pair(row, column))
}

/** What the next unit of a row that has `count` in use would earn. */
export function nextBonus(network: Network, row: number, count: number): number {
  const must = network.must !== undefined && count < (network.must.units[row] ?? 0) ? network.must.bonus : 0
  return ((count === 0 ? network.firstBonus[row] : network.moreBonus[row]) ?? 0) + must
}

/** What the last of `count` units of a row earned. */
export function lastBonus(network: Network, row: number, count: number): number {
  return nextBonus(network, row, count - 1)
}

/**
 * Bonuses for "matched first", from the priority classes of the rows (0 first).
 * One step is more than any chain of moves can change the points by. A chain has two ends, so it changes at most two bonuses;
 * classes that lie one step apart are therefore as good as infinitely far apart, and nothing grows with their number squared.
 */
export function matchedFirstBonuses(
  classes: Int32Array | readonly number[],
  columns: number,
  keepBonus = 0,
): { first: Float64Array; more: Float64Array; step: number } {
  const distinct = [...new Set(classes)].sort((a, b) => b - a)
  const rank = new Map(distinct.map((priority, index) => [priority, index]))
  const step = bonusStep(classes.length, columns, keepBonus)
  const most = step * (distinct.length + 1)
  if (most * classes.length > Number.MAX_SAFE_INTEGER / 4)
    throw new Refusal('beyond-exactness', { mentees: classes.length, classes: distinct.length })
  const first = new Float64Array(classes.length).fill(2 * step)
  if (distinct.length > 1) for (const [row, priority] of classes.entries()) first[row] = step * (2 + (rank.get(priority) ?? 0))
  return {
    first,
    more: new Float64Array(classes.length).fill(step),
    step,
  }
}

/** More than the points of any set of pairs along one chain; a power of two of pairs, so that one more person seldom changes it. */
export function bonusStep(rows: number, columns: number, keepBonus = 0): number {
  let pairs = 1
  while (pairs <= Math.min(rows, columns)) pairs *= 2
  return pairs * (mostPoints + keepBonus + 1)
}
