/** The classes of problems that assignment codes are measured on, seeded. Points are 0 to 10,000; costs of the literature are 10,000 less points. */
import type { Network } from '../assignment/network.ts'
import { bonusStep } from '../assignment/network.ts'
import type { Problem } from '../problem.ts'

export type DenseClass = 'uniform' | 'geometric' | 'machol-wien' | 'ties' | 'product'
export const denseClasses: readonly DenseClass[] = ['uniform', 'geometric', 'machol-wien', 'ties', 'product']

function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

/** n × n points, row by row. */
export function densePoints(kind: DenseClass, n: number): Int16Array {
  const random = chance(n)
  const one = (most: number) => Array.from({ length: n }, () => random(most))
  const [x, y, z, w] = [one(7000), one(7000), one(7000), one(7000)]
  const cost: Record<DenseClass, (i: number, j: number) => number> = {
    uniform: () => random(10_001),
    geometric: (i, j) => Math.round(Math.hypot((x[i] ?? 0) - (z[j] ?? 0), (y[i] ?? 0) - (w[j] ?? 0))),
    'machol-wien': (i, j) => Math.floor((10_000 * (i + 1) * (j + 1)) / (n * n)),
    ties: () => 1 + random(100),
    product: (i, j) => (1 + Math.floor((x[i] ?? 0) / 70)) * Math.min(100, 1 + Math.floor((z[j] ?? 0) / 70)),
  }
  const points = new Int16Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) points[i * n + j] = 10_000 - Math.min(10_000, cost[kind](i, j))
  return points
}

/** Sparse pairs: `degree` distinct random columns a row; with capacities 1 to `capacity` on the columns. */
export function sparsePairs(
  n: number,
  degree: number,
  capacity: number,
): { columns: Int32Array; points: Int16Array; capacities: Int32Array } {
  const random = chance(n + capacity)
  const columns = new Int32Array(n * degree)
  const points = new Int16Array(n * degree)
  for (let i = 0; i < n; i++) {
    const chosen = new Set<number>()
    while (chosen.size < degree) chosen.add(random(n))
    columns.set(
      [...chosen].sort((a, b) => a - b),
      i * degree,
    )
  }
  for (let at = 0; at < points.length; at++) points[at] = random(10_001)
  return { columns, points, capacities: Int32Array.from({ length: n }, () => 1 + random(capacity)) }
}

export function networkFrom(rows: number, columns: number, row: (row: number) => Int16Array, columnCapacity: Int32Array): Network {
  return {
    rows,
    columns,
    rowCapacity: new Int32Array(rows).fill(1),
    columnCapacity,
    firstBonus: new Float64Array(rows).fill(2 * bonusStep(rows, columns)),
    moreBonus: new Float64Array(rows),
    row,
    pair: (i, j) => row(i)[j] ?? -1,
  }
}

/** Mentees and mentors with skewed skills, years, sites and levels; half as many mentors with two places each, if not told otherwise. */
export function questionnaires(mentees: number, mentors = Math.floor(mentees / 2), places = 2): Problem {
  let state = 1
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
  const skills = (most: number) => ({
    kind: 'choices' as const,
    choices: [...new Set(Array.from({ length: 1 + random(most) }, () => `skill ${Math.floor((random(200) * random(200)) / 200)}`))],
  })
  const person = (prefix: string, index: number) => ({
    id: `${prefix}${index}`,
    capacity: prefix === 'mentor' ? places : 1,
    traits: {
      wanted: skills(6),
      offered: skills(14),
      years: { kind: 'number' as const, number: random(30) },
      site: { kind: 'choices' as const, choices: [`site ${random(12)}`] },
      level: { kind: 'scale' as const, step: random(7) },
    },
  })
  return {
    seed: 'bench',
    mentees: Array.from({ length: mentees }, (_, index) => person('mentee', index)),
    mentors: Array.from({ length: mentors }, (_, index) => person('mentor', index)),
    criteria: [
      { id: 'skills', kind: 'set', mode: 'complementary', mentee: 'wanted', mentor: 'offered', weightPoints: 6000 },
      { id: 'years', kind: 'distance', mode: 'complementary', gap: 8, reach: 10, mentee: 'years', mentor: 'years', weightPoints: 2000 },
      { id: 'level', kind: 'scale', mode: 'complementary', steps: 7, mentee: 'level', mentor: 'level', weightPoints: 2000 },
    ],
    requirements: [{ id: 'another site', kind: 'notSame', mentee: 'site', mentor: 'site' }],
  }
}
