import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Problem, type Result, solve, verify } from './index.ts'
import { bestArrangement, byMatched, type Measure } from './testing/brute-force.ts'
import { anyProblem, pointsProblem } from './testing/worlds.ts'

const small = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  mentees: fc.integer({ min: 1, max: 4 }),
  mentors: fc.integer({ min: 1, max: 4 }),
})
const width = 1000

/** Matched and pairs first, as for every objective; then the fairness; then the total. */
function measured(problem: Problem, fairness: (points: readonly number[]) => readonly number[]): Measure {
  const matched = byMatched(problem)
  const locked = new Set((problem.locks ?? []).map(({ mentee, mentor }) => `${mentee} ${mentor}`))
  return arrangement => [
    ...matched({ ...arrangement, total: 0 }),
    ...fairness(arrangement.pairs.filter(({ mentee, mentor }) => !locked.has(`${mentee} ${mentor}`)).map(({ points }) => points)),
    arrangement.total,
  ]
}

const inBand = (points: readonly number[], band: number): number => points.filter(here => Math.floor(here / width) === band).length
const rising = Array.from({ length: 11 }, (_, band) => band)

const kinds = {
  worst: (points: readonly number[]) => [Math.min(10_000, ...points)],
  leximin: (points: readonly number[]) => rising.map(band => -inBand(points, band)),
  rankMaximal: (points: readonly number[]) => rising.toReversed().map(band => inBand(points, band)),
} as const

describe('fairest', () => {
  for (const by of ['worst', 'leximin', 'rankMaximal'] as const)
    test(`${by} equals exhaustive search and carries a proof of every goal`, { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(small, async ({ seed, ...size }) => {
          const problem = anyProblem(seed, size)
          const measure = measured(problem, kinds[by])
          const { result } = await solve(problem, { kind: 'fairest', by, bandPoints: width })
          const reached = measure({ pairs: result.pairs, matched: result.matched, total: result.total })
          expect(reached).toEqual(measure(bestArrangement(problem, measure)!))
          expect(verify(problem, result)).toEqual({ valid: true })
        }),
        { numRuns: 120 },
      )
    })

  test('the worst-served is lifted although the total falls', async () => {
    const problem = pointsProblem([
      [10, 8],
      [7, 1],
    ])
    expect((await solve(problem)).result.pairs.map(({ points }) => points)).toEqual([8, 7])
    const uneven = pointsProblem([
      [10, 4],
      [4, 1],
    ])
    expect((await solve(uneven)).result.total).toBe(11)
    expect((await solve(uneven, { kind: 'fairest', by: 'worst' })).result.pairs.map(({ points }) => points)).toEqual([4, 4])
  })

  test('a proof is rejected when a pair, a price or a goal is changed', async () => {
    for (const by of ['worst', 'leximin', 'rankMaximal'] as const) {
      const problem = pointsProblem([
        [900, 300, 500],
        [800, 700, 100],
        [200, 600, 400],
      ])
      const { result } = await solve(problem, { kind: 'fairest', by, bandPoints: 100 })
      if (result.certificate.kind !== 'levels') throw new Error('levels are expected')
      const { levels } = result.certificate
      expect(verify(problem, { ...result, certificate: { kind: 'levels', levels: levels.slice(1) } }).valid).toBe(false)
      const raised = levels.map((level, at) => (at === 0 ? { ...level, mentees: level.mentees.map(price => price + 1) } : level))
      expect(verify(problem, { ...result, certificate: { kind: 'levels', levels: raised } }).valid).toBe(false)
      const best = await solve(problem)
      if (best.result.total !== result.total)
        expect(verify(problem, { ...result, pairs: best.result.pairs, total: best.result.total }).valid).toBe(false)
    }
  })

  test('narrower bands than the objective’s prove nothing', async () => {
    const problem = pointsProblem([
      [10, 4],
      [4, 1],
    ])
    const { result } = await solve(problem, { kind: 'optimal' })
    const [mentees, mentors] = [
      [0, 0],
      [0, 0],
    ]
    const forged = (width: number): Result => ({
      ...result,
      objective: { kind: 'fairest', by: 'leximin', bandPoints: 2 },
      certificate: {
        kind: 'levels',
        levels: [
          { goal: { kind: 'matched' }, mentees, mentors },
          ...[0, 4, 10].map(from => ({ goal: { kind: 'fewest' as const, from, until: from + width }, mentees: [1, 1], mentors })),
          { goal: { kind: 'total' }, mentees: [7, 1], mentors: [3, 0] },
        ],
      },
    })
    expect(verify(problem, forged(0))).toEqual({ valid: false, because: ['a band is passed over'] })
    expect(verify(problem, forged(2))).toEqual({ valid: false, because: ['the goal fewest is not proven'] })
  })

  test('that fewer are matched above some other threshold does not prove the worst pair', async () => {
    const problem = pointsProblem([
      [10, 4],
      [4, 1],
    ])
    const { result } = await solve(problem, { kind: 'fairest', by: 'worst' })
    if (result.certificate.kind !== 'levels') throw new Error('levels are expected')
    const above = result.certificate.levels.find(({ goal }) => goal.kind === 'matched-above')!
    expect(above.goal).toEqual({ kind: 'matched-above', points: 4 })
    const best = (await solve(problem)).result
    const forged: Result = {
      ...best,
      objective: { kind: 'fairest', by: 'worst' },
      certificate: {
        kind: 'levels',
        levels: [
          { goal: { kind: 'matched' }, mentees: [0, 0], mentors: [0, 0] },
          above,
          { goal: { kind: 'at-least', points: 1 }, mentees: [], mentors: [] },
          { goal: { kind: 'total' }, mentees: [7, 1], mentors: [3, 0] },
        ],
      },
    }
    expect(verify(problem, forged)).toEqual({ valid: false, because: ['the goals are not those of the objective'] })
  })

  test('nobody on one side is proven', async () => {
    const mentors = [3, 0, 2, 0].map((capacity, at) => ({ id: `b${at}`, capacity, traits: {} }))
    for (const problem of [pointsProblem([], { mentors }), pointsProblem([], { mentors: mentors.toReversed() }), pointsProblem([[], []])])
      for (const by of ['worst', 'leximin', 'rankMaximal'] as const)
        expect(verify(problem, (await solve(problem, { kind: 'fairest', by })).result)).toEqual({ valid: true })
  })

  test('a larger program is proven too', { timeout: 60_000 }, async () => {
    const problem = anyProblem(7, { mentees: 70, mentors: 50 })
    for (const by of ['worst', 'leximin', 'rankMaximal'] as const) {
      const { result } = await solve(problem, { kind: 'fairest', by })
      expect(verify(problem, result)).toEqual({ valid: true })
    }
  })

  test.each(['worst', 'leximin', 'rankMaximal'] as const)('how far %s is rises to the number of its goals', async by => {
    const told: { done: number; of: number }[] = []
    const problem = anyProblem(5, { mentees: 40, mentors: 40 })
    await solve(
      problem,
      { kind: 'fairest', by },
      {
        onProgress: ({ phase, done, of }) => phase === 'matching' && told.push({ done, of }),
      },
    )
    const done = told.map(one => one.done)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(told.every(one => one.done < one.of)).toBe(true)
    expect(new Set(told.slice(told.length >> 1).map(({ of }) => of)).size).toBe(1)
  })

  test('price and edit answer for this objective as well', async () => {
    const uneven = await solve(
      pointsProblem([
        [10, 4],
        [4, 1],
      ]),
      { kind: 'fairest', by: 'worst' },
    )
    expect(uneven.price('a0', 'b0')).toMatchObject({ act: 'force', possible: true, matchedLost: 0, pointsLost: -3 })
    const edited = await uneven.edit([{ kind: 'lock', mentee: 'a0', mentor: 'b0' }])
    expect(edited.result.total).toBe(11)
  })
})
