import { expect, test } from 'vitest'
import { runThrough } from '../run.ts'
import { chance } from '../testing/worlds.ts'
import { closureOf } from './closure.ts'
import { bonusStep, type Network } from './network.ts'
import { solveNetwork } from './optimal.ts'
import type { State } from './state.ts'
import { isUsed } from './ways.ts'

/** Up to 40 columns of 0 to 3 places for rows of 0 to 2 units; points of few or many different numbers, some pairs forbidden. */
function anyNetwork(seed: number): Network {
  const random = chance(seed)
  const [rows, columns] = [10 + random(50), 3 + random(38)]
  const most = random(2) === 0 ? 4 : 3000
  const points = Array.from({ length: rows }, () => Int16Array.from({ length: columns }, () => (random(5) === 0 ? -1 : random(most))))
  const step = bonusStep(rows, columns)
  const matchedFirst = random(2)
  return {
    rows,
    columns,
    rowCapacity: Int32Array.from({ length: rows }, () => (random(8) === 0 ? random(3) : 1)),
    columnCapacity: Int32Array.from({ length: columns }, () => random(4)),
    firstBonus: new Float64Array(rows).fill(2 * step * matchedFirst),
    moreBonus: new Float64Array(rows).fill(step * matchedFirst),
    row: row => points[row] ?? new Int16Array(0),
    pair: (row, column) => points[row]?.[column] ?? -1,
  }
}

/** The same by the definition: every arc, and every column as a station of every other two (Floyd and Warshall). */
function byDefinition(state: State): Float64Array {
  const { network, rowPrice, columnPrice } = state
  const { rows, columns } = network
  const lengths = new Float64Array(columns * columns).fill(Number.POSITIVE_INFINITY)
  for (let row = 0; row < rows; row++)
    for (let from = 0; from < columns; from++)
      for (let to = 0; to < columns; to++) {
        if (!isUsed(state, row, from) || isUsed(state, row, to) || network.pair(row, to) < 0 || network.columnCapacity[to] === 0) continue
        const leaves = network.pair(row, from) - rowPrice[row]! - columnPrice[from]!
        const takes = rowPrice[row]! + columnPrice[to]! - network.pair(row, to)
        expect(Math.min(leaves, takes)).toBeGreaterThanOrEqual(0)
        lengths[to * columns + from] = Math.min(lengths[to * columns + from]!, leaves + takes)
      }
  for (let column = 0; column < columns; column++) lengths[column * columns + column] = 0
  for (let over = 0; over < columns; over++)
    for (let to = 0; to < columns; to++)
      for (let from = 0; from < columns; from++)
        lengths[to * columns + from] = Math.min(
          lengths[to * columns + from]!,
          lengths[to * columns + over]! + lengths[over * columns + from]!,
        )
  return lengths
}

test('all shortest ways between columns are those of the definition', () => {
  for (let seed = 0; seed < 80; seed++) {
    const state = runThrough(solveNetwork(anyNetwork(seed)))
    expect([...closureOf(state)]).toEqual([...byDefinition(state)])
  }
})
