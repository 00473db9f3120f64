import { describe, expect, test } from 'vitest'
import { reachedBy } from '../optimal.ts'
import { runThrough } from '../run.ts'
import { chance } from '../testing/worlds.ts'
import { direct, fitsDirect } from './direct.ts'
import type { Network } from './network.ts'
import { closeUnusable, faultIn, solveSparse } from './optimal.ts'
import { allPairs } from './shortlist.ts'
import type { State } from './state.ts'

type World = { readonly rows: number; readonly columns: number; readonly most: number; readonly forbidden: number; readonly bonus: number }

/** Rows of one unit or none, columns of up to three places or none; `forbidden` of ten pairs are. */
function anyNetwork(seed: number, { rows, columns, most, forbidden, bonus }: World): Network {
  const random = chance(seed)
  const points = Array.from({ length: rows }, () =>
    Int16Array.from({ length: columns }, () => (random(10) < forbidden ? -1 : random(most + 1))),
  )
  return {
    rows,
    columns,
    rowCapacity: Int32Array.from({ length: rows }, () => (random(8) === 0 ? 0 : 1)),
    columnCapacity: Int32Array.from({ length: columns }, () => random(4)),
    firstBonus: Float64Array.from({ length: rows }, () => bonus * (1 + random(2))),
    moreBonus: new Float64Array(rows),
    row: row => points[row] ?? new Int16Array(columns),
    pair: (row, column) => points[row]?.[column] ?? -1,
  }
}

function solvedDirect(network: Network): State {
  const state = runThrough(direct(network, Number.POSITIVE_INFINITY))
  if (!state) throw new Error('there was no limit')
  closeUnusable(state)
  return state
}

const worlds: readonly (World & { readonly name: string })[] = [
  { name: 'matched first', rows: 9, columns: 5, most: 10_000, forbidden: 2, bonus: 1_000_000 },
  { name: 'total first', rows: 9, columns: 5, most: 10_000, forbidden: 2, bonus: 0 },
  { name: 'a bonus within the reach of points', rows: 12, columns: 6, most: 60, forbidden: 1, bonus: 25 },
  { name: 'many ties', rows: 20, columns: 12, most: 3, forbidden: 3, bonus: 1000 },
  { name: 'all equal', rows: 12, columns: 12, most: 0, forbidden: 0, bonus: 1000 },
  { name: 'scarce places', rows: 40, columns: 4, most: 9, forbidden: 2, bonus: 1000 },
  { name: 'scarce mentees', rows: 4, columns: 40, most: 9, forbidden: 2, bonus: 1000 },
  { name: 'mostly forbidden', rows: 15, columns: 15, most: 100, forbidden: 8, bonus: 10_000 },
  { name: 'one of a hundred', rows: 100, columns: 90, most: 10_000, forbidden: 1, bonus: 2_000_000 },
]

describe('direct', () => {
  for (const { name, ...world } of worlds)
    test(`reaches what chains on all pairs reach, proven by its prices: ${name}`, () => {
      for (let seed = 0; seed < 60; seed++) {
        const network = anyNetwork(seed, world)
        const state = solvedDirect(network)
        expect(runThrough(faultIn(state))).toBe(null)
        expect(reachedBy(state)).toBe(reachedBy(runThrough(solveSparse(network, allPairs(network)))))
      }
    })

  test('nobody, and nobody to choose from', () => {
    for (const [rows, columns] of [
      [0, 0],
      [3, 0],
      [0, 3],
    ] as const)
      expect(reachedBy(solvedDirect(anyNetwork(1, { rows, columns, most: 5, forbidden: 0, bonus: 10 })))).toBe(0)
  })

  test('gives up when all rows want the same columns, and not where they differ', () => {
    const size = 120
    const same = anyNetwork(1, { rows: size, columns: size, most: 0, forbidden: 0, bonus: 1_000_000 })
    const network = { ...same, rowCapacity: new Int32Array(size).fill(1), columnCapacity: new Int32Array(size).fill(1) }
    const product = Array.from({ length: size }, (_, i) => Int16Array.from({ length: size }, (_, j) => 10_000 - i * j))
    expect(runThrough(direct({ ...network, row: row => product[row] ?? new Int16Array(0) }, 10 * size))).toBe(null)
    expect(runThrough(direct(network, 10 * size))).not.toBe(null)
  })

  test('is not for rows of several units, nor for bonuses beyond its numbers', () => {
    const network = anyNetwork(3, { rows: 4, columns: 4, most: 5, forbidden: 0, bonus: 2 ** 26 })
    expect(fitsDirect(network)).toBe(true)
    expect(fitsDirect({ ...network, rowCapacity: Int32Array.of(1, 1, 2, 1) })).toBe(false)
    expect(fitsDirect({ ...network, firstBonus: new Float64Array(4).fill(2 ** 28) })).toBe(false)
    expect(fitsDirect({ ...network, must: { units: new Int32Array(4), bonus: 2 ** 28 } })).toBe(false)
  })
})
