/**
 * The columns that are worth most to each row, so that a search seldom has to read a row whole.
 *
 * A row is listed at the prices of some day: the columns that are worth most to it then, and `rest`, which no other column exceeds. Prices
 * that have risen since only make the others worth less; those that have fallen are few and are looked at for every row beside its
 * list. Where too many have fallen, a new day begins: rows that are listed from then on are listed at its prices. A row is listed when a
 * search first comes to it.
 *
 * Rows and columns are numbered as in the point table, and a list depends on the points there and on the day's prices alone. So all
 * states of one table share the lists, whatever they lock or exclude.
 */

import { Best } from './best.ts'

// These decide how much is looked at and never what is found, so they are chosen for speed alone.
/** So many columns a row. */
const usuallyListed = 32
/** Lists of so many days are kept. */
const daysKept = 4
/** A new day begins once more than this share of the columns has fallen. */
const fewFallen = 1 / 32
/** A list is made anew once more than this share has fallen since. */
const manyFallen = 1 / 8

type Day = { readonly prices: Float64Array; fallen: number[] }

/** How a network finds its rows and columns in the lists of its table. */
export type NearestOf = {
  readonly lists: Nearest
  /** The number of a row; -1 when its points are not those of the table. */
  numberOf(row: number): number
  /** The column of each number, -1 where it has none; null when columns are their own numbers. */
  readonly columnOf: Int32Array | null
  /** Columns that the table does not have. */
  readonly beside: readonly number[]
  /** The prices by number; infinite where the number has no column. */
  pricesByNumber(columnPrice: Float64Array): Float64Array
  /** The points of a row by number. */
  pointsOf(number: number): Int16Array
}

export class Nearest {
  private readonly days: Day[] = []
  /** The number of the first day that is kept. */
  private firstDay = 0
  /** Per row: the day of its list (-1 without one), its `length` columns and their points from row · listed on, and `rest`. */
  private readonly day: Int32Array
  private readonly length: Uint8Array
  private readonly columns: Int32Array
  private readonly points: Int16Array
  private readonly rest: Float64Array
  private readonly best: Best
  private readonly listed: number

  constructor(rows: number, listed = usuallyListed) {
    this.listed = listed
    this.best = new Best(listed)
    this.day = new Int32Array(rows).fill(-1)
    this.length = new Uint8Array(rows)
    this.columns = new Int32Array(rows * listed)
    this.points = new Int16Array(rows * listed)
    this.rest = new Float64Array(rows)
  }

  /** Lists hold at these prices from now on, and new ones are made at prices from which few have fallen. */
  begin(prices: Float64Array): void {
    for (const day of this.days) day.fallen = fallenSince(day.prices, prices)
    const latest = this.days.at(-1)
    if (latest && latest.fallen.length <= prices.length * fewFallen) return
    this.days.push({ prices: prices.slice(), fallen: [] })
    if (this.days.length <= daysKept) return
    this.days.shift()
    this.firstDay++
  }

  /** Whether the row is listed, at prices from which not too many have fallen. */
  has(row: number): boolean {
    const day = this.days[(this.day[row] ?? -1) - this.firstDay]
    return day !== undefined && day.fallen.length <= day.prices.length * manyFallen
  }

  /** The listed columns of a row. */
  columnsOf(row: number): Int32Array {
    return this.columns.subarray(row * this.listed, row * this.listed + (this.length[row] ?? 0))
  }

  /** The points of the listed columns of a row. */
  pointsOf(row: number): Int16Array {
    return this.points.subarray(row * this.listed, row * this.listed + (this.length[row] ?? 0))
  }

  /** Columns that have become cheaper since the row was listed. */
  fallenFor(row: number): readonly number[] {
    return this.days[(this.day[row] ?? 0) - this.firstDay]?.fallen ?? []
  }

  /** No column that is neither listed nor has fallen is worth more to the row. */
  restOf(row: number): number {
    return this.rest[row] ?? 0
  }

  /** The row is listed today. */
  list(row: number, pointsOfRow: Int16Array): void {
    const today = this.firstDay + this.days.length - 1
    const prices = this.days.at(-1)?.prices
    if (prices === undefined || this.day[row] === today) return
    const { best, listed, columns, points } = this
    best.length = 0
    let { bar } = best
    for (let column = 0; column < pointsOfRow.length; column++) {
      const here = pointsOfRow[column] ?? -1
      const gain = here - (prices[column] ?? 0)
      if (gain <= bar || here < 0) continue
      best.offer(column, gain)
      bar = best.bar
    }
    for (let at = 0; at < best.length; at++) {
      const column = best.keys[at] ?? 0
      columns[row * listed + at] = column
      points[row * listed + at] = pointsOfRow[column] ?? 0
    }
    this.length[row] = best.length
    this.rest[row] = bar
    this.day[row] = today
  }
}

function fallenSince(before: Float64Array, now: Float64Array): number[] {
  const fallen: number[] = []
  for (let column = 0; column < now.length; column++) if ((now[column] ?? 0) < (before[column] ?? 0)) fallen.push(column)
  return fallen
}
