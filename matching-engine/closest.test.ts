import { describe, expect, test } from 'vitest'
import { questionnaires } from './benchmarks/instances.bench.ts'
import { closest, type Pair, type Problem, type Result, solve, verify } from './index.ts'
import { type Arrangement, byMatched, byTotal, compareMeasures, everyArrangement } from './testing/brute-force.ts'
import { anyProblem, pointsProblem } from './testing/worlds.ts'

const name = ({ mentee, mentor }: Pair) => `${mentee} ${mentor}`

describe('closest', () => {
  test('is as good as the best and has the most of the pairs, as exhaustive search says', { timeout: 60_000 }, async () => {
    let closer = 0
    for (let seed = 0; seed < 40; seed++) {
      const first = seed % 2 === 0 ? 'matched' : 'total'
      const before = await solve(anyProblem(seed, { mentees: 4, mentors: 4 }), { kind: 'optimal', first })
      // one criterion of few values: many arrangements are as good as each other
      const criteria = before.problem.criteria.filter(({ id }) => id === 'always')
      const after = await solve({ ...before.problem, criteria }, before.result.objective)
      const keep = new Set(before.result.pairs.map(name))
      const kept = (pairs: readonly Pair[]) => pairs.filter(pair => keep.has(name(pair))).length
      const measure = ({ pairs, matched, total }: Arrangement) => [
        ...(first === 'matched' ? byMatched(after.problem) : byTotal)({ pairs, matched, total }),
        kept(pairs),
      ]
      const result = await closest(after, before.result.pairs)
      let best: Arrangement | null = null
      for (const arrangement of everyArrangement(after.problem))
        if (!best || compareMeasures(measure(arrangement), measure(best)) > 0) best = arrangement
      expect(measure(result)).toEqual(measure(best!))
      expect(verify(after.problem, result)).toEqual({ valid: true })
      expect(result.total).toBe(after.result.total)
      if (kept(result.pairs) > kept(after.result.pairs)) closer++
    }
    expect(closer).toBeGreaterThan(5)
  })

  test('moves nobody for what is no better, and whoever must move for one point', async () => {
    const equal = (points: number) =>
      pointsProblem([
        [5, 5, 5],
        [5, 5, 5],
        [5, 5, points],
      ])
    const keep = [
      { mentee: 'a0', mentor: 'b1' },
      { mentee: 'a1', mentor: 'b2' },
      { mentee: 'a2', mentor: 'b0' },
    ]
    const pairs = async (problem: Problem) => (await closest(await solve(problem), keep)).pairs.map(name)
    expect(await pairs(equal(5))).toEqual(['a0 b1', 'a1 b2', 'a2 b0'])
    expect(await pairs(equal(6))).toEqual(['a0 b1', 'a1 b0', 'a2 b2'])
  })

  test('of a large problem it is proven by the prices of the best one', { timeout: 60_000 }, async () => {
    const problem = questionnaires(300, 260, 1)
    const before = await solve(problem)
    const criteria = problem.criteria.map((one, at) =>
      'weightPoints' in one && at === 0 ? { ...one, weightPoints: one.weightPoints / 2 } : one,
    )
    const after = await solve({ ...problem, criteria })
    const result = await closest(after, before.result.pairs)
    const keep = new Set(before.result.pairs.map(name))
    const kept = ({ pairs }: Result) => pairs.filter(pair => keep.has(name(pair))).length
    expect(verify(after.problem, result)).toEqual({ valid: true })
    expect(kept(result)).toBeGreaterThanOrEqual(kept(after.result))
  })

  test('refuses another objective', async () => {
    const stable = await solve(pointsProblem([[1]]), { kind: 'stable', best: 'mentee' })
    await expect(closest(stable, [])).rejects.toMatchObject({ code: 'wrong-objective' })
  })
})
