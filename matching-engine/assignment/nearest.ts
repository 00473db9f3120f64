/**
 * What is worth most to each row (or column): the columns (rows) nearest to it, so that a search seldom has to read a row whole. `near`
 * are those who are listed for, `far` those whom the lists name.
 *
 * Lists are made at the prices of some day: the far ones that were worth most then, and `rest`, which no other one exceeds. Prices that
 * have risen since only make the others worth less. Of those that have fallen the few that have fallen farthest are looked at one by
 * one, and the others can have become worth more by no more than the farthest of them has fallen. A change that leaves somebody out
 * moves all prices by the same; so what counts is how a price has moved beside most others.
 *
 * Far ones so far away that a search seldom gets there (`floor`) are not listed, however few are nearer: most are passed over at once.
 *
 * Everybody is numbered as in the point table, and a list is a function of the points there and of the day's prices alone, whenever it is
 * made. So whoever edits the same solution in the same way finds the same among equals, whatever has been asked before.
 */

// These decide how much is looked at and never how good what is found is, so they are chosen for speed alone.
/** So many far ones a list. */
const usuallyListed = 24
/** So many of those that have fallen are looked at one by one. */
const mostFallen = 64
/** A new day begins once so many lists have turned out too short. */
const mostTooShort = 32

/** How a network finds its rows (or columns) in the lists of its table. */
export type NearestOf = {
  /** None before the first change. */
  lists: Nearest | null
  /** How often the lists have turned out too short since they were begun. */
  tooShort: number
  /** How many are in the table, and the number of who is listed for; -1 when they are not among them. */
  readonly nears: number
  numberOf(near: number): number
  /** Where the far one of each number is, -1 where there is none; null when they are their own numbers. */
  readonly farOf: Int32Array | null
  /** Far ones whose points with this one may not be those of the table: they are not in it, or an exclusion or a lock came or went. */
  besideOf(near: number): readonly number[]
  /** The prices of the far ones by number; infinite where there is none. */
  pricesByNumber(farPrice: Float64Array): Float64Array
  /** Makes the list of a number, and of others where that costs little more. */
  list(lists: Nearest, number: number): void
}

/** Whether lists have to be made, since there are none or they are worn. */
export function isDue({ lists, tooShort }: NearestOf): boolean {
  return lists === null || tooShort >= mostTooShort
}

/** New lists at these prices, of those who are no farther than `longest` away. */
export function begin(nearest: NearestOf, farPrice: Float64Array, nearPrice: Float64Array, longest: number, listed = usuallyListed): void {
  const floor = new Float64Array(nearest.nears).fill(Number.NEGATIVE_INFINITY)
  for (let near = 0; near < nearPrice.length; near++) {
    const number = nearest.numberOf(near)
    if (number !== -1) floor[number] = (nearPrice[near] ?? 0) - longest - 1
  }
  nearest.lists = new Nearest(floor, nearest.pricesByNumber(farPrice), nearest.lists === null, listed)
  nearest.tooShort = 0
}

/** How prices have moved since a day: most by `drift`; those in `fallen` far below that, all others no more than `fall` below it. */
export type Moved = { readonly drift: number; readonly fallen: readonly number[]; readonly fall: number }

export class Nearest {
  /** The first lists of a table: everybody will be listed for, sooner or later. */
  readonly isFirst: boolean
  private readonly prices: Float64Array
  /** Per near one: nobody who is worth no more is listed. */
  private readonly floor: Float64Array
  /** Per near one: 1 with a list, how many it names, and what nobody else exceeds. */
  private readonly isListed: Uint8Array
  private readonly length: Uint8Array
  private readonly rest: Float64Array
  /** From near · listed on, best first: who is named, their points, and what they were worth. */
  private readonly far: Int32Array
  private readonly points: Int16Array
  private readonly gains: Float64Array
  private readonly listed: number

  constructor(floor: Float64Array, prices: Float64Array, isFirst: boolean, listed: number) {
    const nears = floor.length
    this.isFirst = isFirst
    this.prices = prices.slice()
    this.floor = floor
    this.listed = listed
    this.isListed = new Uint8Array(nears)
    this.length = new Uint8Array(nears)
    this.rest = new Float64Array(nears)
    this.far = new Int32Array(nears * listed)
    this.points = new Int16Array(nears * listed)
    this.gains = new Float64Array(nears * listed)
  }

  movedTo(now: Float64Array): Moved {
    const { prices } = this
    const drift = driftBetween(prices, now)
    const fallen: number[] = []
    for (let number = 0; number < now.length; number++) if ((now[number] ?? 0) < (prices[number] ?? 0) + drift) fallen.push(number)
    if (fallen.length <= mostFallen) return { drift, fallen, fall: 0 }
    const falls = new Float64Array(now.length)
    for (const number of fallen) falls[number] = (prices[number] ?? 0) + drift - (now[number] ?? 0)
    const fall =
      Float64Array.from(fallen, number => falls[number] ?? 0)
        .sort()
        .at(-1 - mostFallen) ?? 0
    return { drift, fallen: fallen.filter(number => (falls[number] ?? 0) > fall), fall }
  }

  has(near: number): boolean {
    return this.isListed[near] === 1
  }

  /** Who is listed. */
  farOf(near: number): Int32Array {
    return this.far.subarray(near * this.listed, near * this.listed + (this.length[near] ?? 0))
  }

  /** The points of those who are listed. */
  pointsOf(near: number): Int16Array {
    return this.points.subarray(near * this.listed, near * this.listed + (this.length[near] ?? 0))
  }

  /** Nobody who is neither listed nor among the fallen is worth more. */
  restOf(near: number, { drift, fall }: Moved): number {
    return (this.rest[near] ?? 0) - drift + fall
  }

  /** An empty list is begun; all far ones are to be offered to it, by number. */
  open(near: number): void {
    this.isListed[near] = 1
    this.length[near] = 0
    this.rest[near] = this.floor[near] ?? 0
  }

  /** Offers all far ones to a list, with their points (-1 where the pair is not open). */
  offerAll(near: number, points: Int16Array): void {
    const { prices, rest } = this
    for (let other = 0; other < points.length; other++) {
      const here = points[other] ?? -1
      const gain = here - (prices[other] ?? 0)
      if (gain > (rest[near] ?? 0) && here >= 0) this.insert(near, other, here, gain)
    }
  }

  /** Offers a far one to some lists beside each other, the points of which are read from a place on. */
  offerToEach(from: number, until: number, other: number, points: Int16Array, at: number): void {
    const { rest } = this
    const price = this.prices[other] ?? 0
    for (let near = from; near < until; near++) {
      const here = points[at + near - from] ?? -1
      const gain = here - price
      if (gain > (rest[near] ?? 0) && here >= 0) this.insert(near, other, here, gain)
    }
  }

  private insert(near: number, other: number, points: number, gain: number): void {
    const { listed, far, gains } = this
    const from = near * listed
    const length = this.length[near] ?? 0
    let at = from + Math.min(length, listed - 1)
    for (; at > from && (gains[at - 1] ?? 0) < gain; at--) {
      far[at] = far[at - 1] ?? 0
      this.points[at] = this.points[at - 1] ?? 0
      gains[at] = gains[at - 1] ?? 0
    }
    far[at] = other
    this.points[at] = points
    gains[at] = gain
    if (length < listed) this.length[near] = length + 1
    if (length + 1 >= listed) this.rest[near] = gains[from + listed - 1] ?? 0
  }
}

/** What most prices have moved by (the majority vote of Boyer and Moore); any number where there is no majority. */
function driftBetween(before: Float64Array, now: Float64Array): number {
  let drift = 0
  let lead = 0
  for (let number = 0; number < now.length; number++) {
    const moved = (now[number] ?? 0) - (before[number] ?? 0)
    if (!Number.isFinite(moved)) continue
    if (lead === 0) drift = moved
    lead += moved === drift ? 1 : -1
  }
  return drift
}
