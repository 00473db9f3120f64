import { describe, expect, test } from 'vitest'
import { reachedBy } from '../optimal.ts'
import { runThrough } from '../run.ts'
import { chance } from '../testing/worlds.ts'
import { provedAfter } from './changed.ts'
import { begin, type NearestOf } from './nearest.ts'
import type { Network } from './network.ts'
import { closeUnusable, faultIn, proved, solveSparse } from './optimal.ts'
import { allPairs, shortlist } from './shortlist.ts'
import { type State, startState } from './state.ts'

type Random = (below: number) => number

/** Rows and columns by number, each with its capacity, and the pairs of numbers that have become forbidden or open. */
type Numbers = {
  readonly rows: Map<number, number>
  readonly columns: Map<number, number>
  readonly overruled: Map<string, boolean>
}

/** The table knows so many rows and columns; those with higher numbers came later. */
const known = 24

/** What a pair of numbers is worth whenever it is open. */
function worth(row: number, column: number): number {
  return (row * row * 31 + column * 17 + row * column * 7) % (row % 3 === 0 ? 6 : 97)
}

function isOpenAtFirst(row: number, column: number): boolean {
  return (row * 5 + column * 11) % 6 !== 0
}

function pointsOf({ overruled }: Numbers, row: number, column: number): number {
  return (overruled.get(`${row} ${column}`) ?? isOpenAtFirst(row, column)) ? worth(row, column) : -1
}

/** What `before` knows is taken over, as by solutions of one point table. */
function networkOf(numbers: Numbers, bonus: number, before?: Network): Network {
  const rows = [...numbers.rows.keys()]
  const columns = [...numbers.columns.keys()]
  const points = rows.map(row => Int16Array.from(columns, column => pointsOf(numbers, row, column)))
  const overruled = [...numbers.overruled.keys()].map(pair => pair.split(' ').map(Number))
  const nearestOf = (near: number[], far: number[], side: 0 | 1): NearestOf => {
    const farOf = Int32Array.from({ length: known }, (_, number) => far.indexOf(number))
    return {
      lists: (side === 0 ? before?.nearest?.ofRows : before?.nearest?.ofColumns)?.lists ?? null,
      tooShort: 0,
      nears: known,
      numberOf: at => ((near[at] ?? 0) < known ? (near[at] ?? 0) : -1),
      farOf,
      besideOf: at => [
        ...[...far.keys()].filter(position => (far[position] ?? 0) >= known),
        ...overruled
          .flatMap(pair => (pair[side] === near[at] ? far.indexOf(pair[1 - side] ?? -1) : []))
          .filter(position => position !== -1),
      ],
      pricesByNumber: prices => Float64Array.from(farOf, position => prices[position] ?? Number.POSITIVE_INFINITY),
      list(own, number) {
        own.open(number)
        for (let other = 0; other < known; other++) {
          const [row, column] = side === 0 ? [number, other] : [other, number]
          own.offerToEach(number, number + 1, other, Int16Array.of(isOpenAtFirst(row, column) ? worth(row, column) : -1), 0)
        }
      },
    }
  }
  const nearest = { ofRows: nearestOf(rows, columns, 0), ofColumns: nearestOf(columns, rows, 1) }
  return {
    rows: rows.length,
    columns: columns.length,
    rowCapacity: Int32Array.from(numbers.rows.values()),
    columnCapacity: Int32Array.from(numbers.columns.values()),
    firstBonus: new Float64Array(rows.length).fill(2 * bonus),
    moreBonus: new Float64Array(rows.length).fill(bonus),
    row: row => points[row] ?? new Int16Array(0),
    pair: (row, column) => points[row]?.[column] ?? -1,
    nearest,
  }
}

/** One change, and the numbers of the rows that it concerns. */
function changed(numbers: Numbers, random: Random, next: number): { after: Numbers; concerned: number[] } {
  const after: Numbers = structuredClone(numbers)
  const row = [...after.rows.keys()][random(after.rows.size)] ?? 0
  const column = [...after.columns.keys()][random(after.columns.size)] ?? 0
  const kind = random(8)
  if (kind === 0) after.columns.set(column, random(4))
  if (kind === 1) after.rows.set(row, random(3))
  if (kind === 2) after.overruled.set(`${row} ${column}`, false)
  if (kind === 3) after.overruled.set(`${row} ${column}`, true)
  if (kind === 4) after.rows.set(next, random(3))
  if (kind === 5) after.columns.set(next, random(4))
  if (kind === 6 && after.rows.size > 3) after.rows.delete(row)
  if (kind === 7 && after.columns.size > 3) after.columns.delete(column)
  return { after, concerned: kind === 4 ? [next] : kind === 0 || kind === 5 ? [] : [row] }
}

/** Now and then so many changes at once that they are not made one by one. */
function changedOften(numbers: Numbers, random: Random, next: number): { after: Numbers; concerned: Set<number> } {
  const all = { after: numbers, concerned: new Set<number>() }
  for (let left = random(5) === 0 ? 40 : 1; left > 0; left--) {
    const { after, concerned } = changed(all.after, random, next + left)
    all.after = after
    for (const row of concerned) all.concerned.add(row)
  }
  return all
}

function before(then: ReadonlyMap<number, number>, now: ReadonlyMap<number, number>): Int32Array {
  const numbers = [...then.keys()]
  return Int32Array.from(now.keys(), number => numbers.indexOf(number))
}

/** A new day with short lists of those who are near begins, so that they often are too short. */
function listedShortly({ network, rowPrice, columnPrice }: State, random: Random): void {
  const { ofRows, ofColumns } = network.nearest!
  const longest = random(3) === 0 ? Number.POSITIVE_INFINITY : random(40)
  begin(ofRows, columnPrice, rowPrice, longest, 1 + random(4))
  begin(ofColumns, rowPrice, columnPrice, longest, 1 + random(4))
}

describe('a changed state', () => {
  test.each([0, 100_000])('equals a fresh one, change after change, on a shortlist that grows (bonus %i)', bonus => {
    for (let seed = 0; seed < 40; seed++) {
      const random = chance(seed)
      const some = (count: number, most: number) => new Map(Array.from({ length: count }, (_, number) => [number, random(most)]))
      let numbers: Numbers = { rows: some(12 + random(10), 3), columns: some(8 + random(10), 4), overruled: new Map() }
      const network = networkOf(numbers, bonus)
      let state = startState(network, runThrough(shortlist(network, 2, 1)))
      closeUnusable(state)
      runThrough(proved(state, undefined))
      for (let step = 0; step < 12; step++) {
        const { after, concerned } = changedOften(numbers, random, 100 * (step + 1))
        if (step === 0 || random(3) === 0) listedShortly(state, random)
        const next = networkOf(after, bonus, state.network)
        const stood = { rows: before(numbers.rows, after.rows), columns: before(numbers.columns, after.columns) }
        const copy = structuredClone({ ...state, network: null })
        const rows = [...after.rows.keys()].flatMap((number, row) => (concerned.has(number) ? [row] : []))
        const again = runThrough(provedAfter(state, next, rows, stood))
        expect({ ...state, network: null }).toEqual(copy)
        expect(runThrough(faultIn(again))).toBe(null)
        expect(reachedBy(again)).toBe(reachedBy(runThrough(solveSparse(next, allPairs(next)))))
        // the next change is sometimes made to the state before
        if (random(4) === 0) continue
        numbers = after
        state = again
      }
    }
  })
})
