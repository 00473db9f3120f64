import { describe, expect, test } from 'vitest'
import { reachedBy } from '../optimal.ts'
import { runThrough } from '../run.ts'
import { chance } from '../testing/worlds.ts'
import { provedAfter } from './changed.ts'
import type { Network } from './network.ts'
import { closeUnusable, faultIn, proved, solveSparse } from './optimal.ts'
import { allPairs, shortlist } from './shortlist.ts'
import { startState } from './state.ts'

type Numbers = { readonly points: number[][]; readonly rowCapacity: number[]; readonly columnCapacity: number[] }

function networkOf({ points, rowCapacity, columnCapacity }: Numbers, bonus: number): Network {
  const rows = points.map(row => Int16Array.from(row))
  return {
    rows: rows.length,
    columns: columnCapacity.length,
    rowCapacity: Int32Array.from(rowCapacity),
    columnCapacity: Int32Array.from(columnCapacity),
    firstBonus: new Float64Array(rows.length).fill(2 * bonus),
    moreBonus: new Float64Array(rows.length).fill(bonus),
    row: row => rows[row] ?? new Int16Array(0),
    pair: (row, column) => rows[row]?.[column] ?? -1,
  }
}

/** What a pair is worth whenever it is open. */
function points(row: number, column: number): number {
  return (row * row * 31 + column * 17 + row * column * 7) % (row % 3 === 0 ? 6 : 97)
}

/** Now and then so many changes at once that they are not made one by one. */
function changedOften(numbers: Numbers, random: (below: number) => number): { after: Numbers; concerned: number[] } {
  const all = { after: numbers, concerned: [] as number[] }
  for (let left = random(5) === 0 ? 40 : 1; left > 0; left--) {
    const { after, concerned } = changed(all.after, random)
    all.after = after
    all.concerned = [...new Set([...all.concerned, ...concerned])]
  }
  return all
}

/** One change, and the rows that it concerns. */
function changed(numbers: Numbers, random: (below: number) => number): { after: Numbers; concerned: number[] } {
  const after: Numbers = structuredClone(numbers)
  const row = random(after.points.length)
  const column = random(after.columnCapacity.length)
  const kind = random(4)
  if (kind === 0) after.columnCapacity[column] = random(4)
  if (kind === 1) after.rowCapacity[row] = random(3)
  if (kind === 2) after.points[row]![column] = -1
  if (kind === 3 && after.points[row]![column] === -1) after.points[row]![column] = points(row, column)
  return { after, concerned: kind === 0 ? [] : [row] }
}

describe('a changed state', () => {
  test.each([0, 100_000])('equals a fresh one, change after change, on a shortlist that grows (bonus %i)', bonus => {
    for (let seed = 0; seed < 40; seed++) {
      const random = chance(seed)
      const [rows, columns] = [12 + random(10), 8 + random(10)]
      let numbers: Numbers = {
        points: Array.from({ length: rows }, (_, row) =>
          Array.from({ length: columns }, (_, column) => (random(6) === 0 ? -1 : points(row, column))),
        ),
        rowCapacity: Array.from({ length: rows }, () => random(3)),
        columnCapacity: Array.from({ length: columns }, () => random(4)),
      }
      const network = networkOf(numbers, bonus)
      let state = startState(network, runThrough(shortlist(network, 2, 1)))
      closeUnusable(state)
      runThrough(proved(state, undefined))
      for (let step = 0; step < 10; step++) {
        const { after, concerned } = changedOften(numbers, random)
        const next = networkOf(after, bonus)
        const before = structuredClone({ ...state, network: null })
        const again = runThrough(provedAfter(state, next, concerned))
        expect({ ...state, network: null }).toEqual(before)
        expect(runThrough(faultIn(again))).toBe(null)
        expect(reachedBy(again)).toBe(reachedBy(runThrough(solveSparse(next, allPairs(next)))))
        numbers = after
        state = again
      }
    }
  })
})
