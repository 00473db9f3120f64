import { describe, expect, test } from 'vitest'
import { networkFrom } from '../benchmarks/instances.bench.ts'
import { reachedBy } from '../optimal.ts'
import { runThrough } from '../run.ts'
import { chance } from '../testing/worlds.ts'
import { faultIn, solveNetwork, solveSparse } from './optimal.ts'
import { allPairs } from './shortlist.ts'

/** Too many pairs to list, and too alike to be solved whole: these go through shortlist, bids, repair and proof. */
const kinds: Record<string, (i: number, j: number, random: (below: number) => number) => number> = {
  'everybody wants the same': (i, j) => 10_000 - Math.floor((i * j) / 16),
  'sums of two': (i, j) => Math.floor((i * 31 + j * 17) / 4) % 10_000,
  'only few points': (_, __, random) => random(3),
  'two camps': (i, j, random) => (i % 2 === j % 2 ? 9000 + random(900) : random(40)),
  'some are open': (_, __, random) => (random(4) === 0 ? random(10_001) : -1),
}

describe('the optimum of a network', () => {
  for (const [name, points] of Object.entries(kinds))
    test.each([1, 2])(`equals that over all pairs, ${name}, %i places each`, places => {
      const random = chance(places)
      const [rows, columns] = [320, Math.floor(300 / places)]
      const table = Array.from({ length: rows }, (_, i) => Int16Array.from({ length: columns }, (__, j) => points(i, j, random)))
      // closed and roomy columns among them
      const capacity = Int32Array.from({ length: columns }, (_, j) => (j % 50 === 0 ? 0 : j % 50 === 1 ? 2 * places : places))
      for (const more of [0, 1]) {
        const network = networkFrom(rows, columns, row => table[row] ?? new Int16Array(0), capacity)
        network.rowCapacity.fill(2, 0, 40 * more)
        network.moreBonus.fill((network.firstBonus[0] ?? 0) / 2)
        const state = runThrough(solveNetwork(network))
        expect(runThrough(faultIn(state))).toBe(null)
        expect(reachedBy(state)).toBe(reachedBy(runThrough(solveSparse(network, allPairs(network)))))
      }
    })

  test('of a large table where most have many favorites gives everybody one of them, and no closed place', () => {
    const [rows, columns] = [1500, 1400]
    const random = chance(7)
    const table = Array.from({ length: rows }, () => Int16Array.from({ length: columns }, () => random(4) - 1))
    // nobody may have what most would like best
    for (const points of table) points[3] = 9
    const capacity = Int32Array.from({ length: columns }, (_, column) => (column === 3 ? 0 : 1))
    const network = networkFrom(rows, columns, row => table[row] ?? new Int16Array(0), capacity)
    const state = runThrough(solveNetwork(network))
    expect(runThrough(faultIn(state))).toBe(null)
    expect(reachedBy(state)).toBe((columns - 1) * ((network.firstBonus[0] ?? 0) + 2))
  })
})
