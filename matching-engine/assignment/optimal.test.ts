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
})
