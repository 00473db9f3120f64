import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreRows, solve, verify } from './index.ts'
import type { Problem } from './problem.ts'
import { bestArrangement, byMatched, byTotal } from './testing/brute-force.ts'
import { anyProblem, chance, pointsProblem } from './testing/worlds.ts'

const small = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  mentees: fc.integer({ min: 0, max: 4 }),
  mentors: fc.integer({ min: 0, max: 4 }),
  // with one place each, other ways to the optimum are taken
  most: fc.integer({ min: 1, max: 2 }),
})

function measureOf(problem: Problem, pairs: readonly { mentee: string; mentor: string; points: number }[]): readonly number[] {
  return byMatched(problem)({ pairs, matched: 0, total: pairs.reduce((sum, { points }) => sum + points, 0) })
}

describe('optimal', () => {
  test('places as many as possible by priority, then reaches the best total, as exhaustive search does', async () => {
    await fc.assert(
      fc.asyncProperty(small, async ({ seed, ...size }) => {
        const problem = anyProblem(seed, size)
        const best = bestArrangement(problem, byMatched(problem))
        const { result } = await solve(problem)
        expect(measureOf(problem, result.pairs)).toEqual(measureOf(problem, best!.pairs))
        expect(verify(problem, result)).toEqual({ valid: true })
      }),
      { numRuns: 200 },
    )
  })

  test('reaches the best total when the total comes first, as exhaustive search does', async () => {
    await fc.assert(
      fc.asyncProperty(small, async ({ seed, ...size }) => {
        const problem = anyProblem(seed, size)
        const { result } = await solve(problem, { kind: 'optimal', first: 'total' })
        expect(result.total).toBe(bestArrangement(problem, byTotal)!.total)
        expect(verify(problem, result)).toEqual({ valid: true })
      }),
      { numRuns: 200 },
    )
  })

  test('a mentee of a better class is placed before any number of points', async () => {
    const problem = pointsProblem([
      [9999, null],
      [1, null],
      [5000, 0],
    ])
    const urgent = { ...problem, mentees: problem.mentees.map((mentee, i) => ({ ...mentee, priority: i === 1 ? 0 : 1 })) }
    expect((await solve(urgent)).result.pairs).toEqual([
      { mentee: 'a1', mentor: 'b0', points: 1, locked: false },
      { mentee: 'a2', mentor: 'b1', points: 0, locked: false },
    ])
  })

  test('larger problems, shortlists and several passes included, are proven by the independent check', { timeout: 60_000 }, async () => {
    for (const [seed, mentees, mentors] of [
      [1, 60, 240],
      [2, 240, 60],
      [3, 210, 110],
    ] as const) {
      const problem = anyProblem(seed, { mentees, mentors, most: seed === 3 ? 1 : 3 })
      for (const first of ['matched', 'total'] as const) {
        const { result } = await solve(problem, { kind: 'optimal', first })
        expect(verify(problem, result)).toEqual({ valid: true })
      }
    }
  })

  test('the same pairs come out for any order of the input', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const problem = anyProblem(seed, { mentees: 40, mentors: 30 })
      const random = chance(seed)
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map(one => ({ one, at: random(1_000_000) }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one)
      const permuted = { ...problem, mentees: shuffled(problem.mentees), mentors: shuffled(problem.mentors) }
      expect((await solve(permuted)).result.pairs).toEqual((await solve(problem)).result.pairs)
    }
  })

  test('one scoring block or five elsewhere: the same result', async () => {
    const problem = anyProblem(8, { mentees: 33, mentors: 21 })
    const rows = async (...block: Parameters<typeof scoreRows>) => scoreRows(...block)
    const alone = await solve(problem)
    for (const blocks of [1, 5]) expect((await solve(problem, undefined, { scoring: { blocks, rows } })).result).toEqual(alone.result)
  })

  test('another seed may pair equals differently but never changes the total', async () => {
    const equals = pointsProblem(Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => 5)))
    const results = await Promise.all(['x', 'y', 'z'].map(seed => solve({ ...equals, seed })))
    expect(results.map(({ result }) => result.total)).toEqual([40, 40, 40])
    expect(new Set(results.map(({ result }) => JSON.stringify(result.pairs))).size).toBe(3)
  })

  test('a constant added to a mentee’s row changes nothing but the total', async () => {
    const rows = [
      [3, 9, 4],
      [8, 8, 1],
      [2, 7, 6],
    ]
    const raised = rows.map((row, i) => row.map(points => points + (i === 1 ? 100 : 0)))
    const [plain, more] = [await solve(pointsProblem(rows)), await solve(pointsProblem(raised))]
    expect(more.result.total).toBe(plain.result.total + 100)
    expect(more.result.pairs.map(({ mentor }) => mentor)).toEqual(plain.result.pairs.map(({ mentor }) => mentor))
  })
})

describe('degenerate problems are answered', () => {
  const whys = async (problem: Problem, first: 'matched' | 'total' = 'matched') =>
    (await solve(problem, { kind: 'optimal', first })).result.unmatched.map(({ why }) => why)

  test('nobody at all', async () => {
    const { result } = await solve(pointsProblem([]))
    expect([result.pairs, result.unmatched, result.total]).toEqual([[], [], 0])
  })

  test('no mentors', async () => expect(await whys(pointsProblem([[], []]))).toEqual(['no-places', 'no-places']))
  test('no mentor has a place', async () =>
    expect(await whys(pointsProblem([[5], [7]], { mentorCapacity: [0] }))).toEqual(['no-places', 'no-places']))
  test('a mentee takes nobody', async () =>
    expect(await whys(pointsProblem([[5], [7]], { menteeCapacity: [1, 0] }))).toEqual(['takes-nobody']))
  test('every rule removes a mentee', async () =>
    expect(
      await whys(
        pointsProblem([
          [null, null],
          [3, 3],
        ]),
      ),
    ).toEqual(['nobody-allowed']))
  test('all pairs are forbidden', async () =>
    expect(await whys(pointsProblem([[null], [null]]))).toEqual(['nobody-allowed', 'nobody-allowed']))
  test('a pair adds no point', async () => expect(await whys(pointsProblem([[0]], {}), 'total')).toEqual(['adds-nothing']))

  test('everybody wants one mentor: the best one gets the place', async () => {
    const { result } = await solve(pointsProblem([[5], [9], [7]]))
    expect(result.pairs).toEqual([{ mentee: 'a1', mentor: 'b0', points: 9, locked: false }])
    expect(result.unmatched).toEqual([
      { mentee: 'a0', why: 'places-taken' },
      { mentee: 'a2', why: 'places-taken' },
    ])
  })

  test('ten times more mentees than places', async () => {
    const random = chance(5)
    const { result } = await solve(
      pointsProblem(
        Array.from({ length: 200 }, () => Array.from({ length: 10 }, () => random(100))),
        { mentorCapacity: Array(10).fill(2) },
      ),
    )
    expect([result.matched, result.unmatched.length]).toEqual([20, 180])
  })

  test('more places than mentees: the free ones are listed', async () => {
    const { result } = await solve(pointsProblem([[5, 3]], { mentorCapacity: [3, 2] }))
    expect(result.freePlaces).toEqual([
      { mentor: 'b0', places: 2 },
      { mentor: 'b1', places: 2 },
    ])
  })

  test('all points equal', async () => {
    const { result } = await solve(
      pointsProblem(
        Array.from({ length: 6 }, () => [4, 4, 4]),
        { mentorCapacity: [2, 2, 2] },
      ),
    )
    expect(result.total).toBe(24)
  })
})
