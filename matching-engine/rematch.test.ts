import { describe, expect, test } from 'vitest'
import { rematch, shortage, solve, verify } from './index.ts'
import { type Arrangement, byMatched, compareMeasures, everyArrangement } from './testing/brute-force.ts'
import { anyProblem, pointsProblem } from './testing/worlds.ts'

describe('rematch', () => {
  test('matches as many, keeps as many pairs, reaches the best total, as exhaustive search does', { timeout: 60_000 }, async () => {
    let done = 0
    for (let seed = 0; seed < 40; seed++) {
      const before = await solve(anyProblem(seed, { mentees: 4, mentors: 4 }))
      const broken = before.result.pairs[seed % Math.max(1, before.result.pairs.length)]
      if (!broken) continue
      const { solution, moves } = await rematch(before, broken)
      const old = new Set(before.result.pairs.map(({ mentee, mentor }) => `${mentee} ${mentor}`))
      const kept = ({ pairs }: Pick<Arrangement, 'pairs'>) => pairs.filter(({ mentee, mentor }) => old.has(`${mentee} ${mentor}`)).length
      const measure = (arrangement: Arrangement) => [
        ...byMatched(solution.problem)({ ...arrangement, total: 0 }),
        kept(arrangement),
        arrangement.total,
      ]
      let best: Arrangement | null = null
      for (const arrangement of everyArrangement(solution.problem))
        if (!best || compareMeasures(measure(arrangement), measure(best)) > 0) best = arrangement
      const { pairs, matched, total } = solution.result
      expect(measure({ pairs, matched, total })).toEqual(measure(best!))
      expect(verify(solution.problem, solution.result)).toEqual({ valid: true })
      expect(moves.filter(({ from }) => from !== null).length).toBe(before.result.pairs.length - kept({ pairs }))
      done++
    }
    expect(done).toBeGreaterThan(25)
  })

  test.each([
    ['whose mentee takes nobody', { menteeCapacity: [0, 1] }, [{ mentee: 'a0', mentor: 'b0' }]],
    ['whose mentor takes nobody', { mentorCapacity: [0, 1] }, [{ mentee: 'a0', mentor: 'b0' }]],
    ['that stands twice', {}, [0, 1].map(() => ({ mentee: 'a0', mentor: 'b1' }))],
    ['whose mentor is gone', {}, [{ mentee: 'a1', mentor: 'gone' }]],
    ['whose mentee is gone', {}, [{ mentee: 'gone', mentor: 'b1' }]],
  ] as const)('is proven with a kept pair %s', async (_, capacities, keep) => {
    const problem = pointsProblem(
      [
        [9, 2],
        [3, 7],
      ],
      capacities,
    )
    const { result } = await solve(problem, { kind: 'rematch', keep })
    expect(verify(problem, result)).toEqual({ valid: true })
  })

  test('refuses a pair that is not there, and an arrangement of groups', async () => {
    const problem = pointsProblem(
      [
        [9, 2],
        [3, 7],
      ],
      { mentorCapacity: [2, 2] },
    )
    const before = await solve(problem)
    await expect(rematch(before, { mentee: 'a0', mentor: 'b1' })).rejects.toMatchObject({ code: 'faulty-change' })
    const groups = await solve(problem, { kind: 'groups', smallest: 1, largest: 2 })
    await expect(rematch(groups, groups.result.pairs[0]!)).rejects.toMatchObject({ code: 'wrong-objective' })
  })

  test.each([
    ['no list', 'a0'],
    ['something else than pairs', ['a0']],
    ['a pair of numbers', [{ mentee: 1, mentor: 2 }]],
  ])('refuses %s to keep', async (_, keep) => {
    const objective = { kind: 'rematch', keep } as never
    await expect(solve(pointsProblem([[1]]), objective)).rejects.toMatchObject({ code: 'faulty-objective', facts: { faults: ['keep'] } })
  })

  test('takes the free mentor rather than moving others for a better total', async () => {
    const before = await solve(
      pointsProblem([
        [9, 8, 1],
        [9, 9, 1],
      ]),
    )
    const { moves } = await rematch(before, before.result.pairs.find(({ mentee }) => mentee === 'a0')!)
    expect(moves).toEqual(
      [{ mentee: 'a0', from: 'b1', to: 'b2', pointsBefore: 8, pointsAfter: 1 }].map(move => ({
        ...move,
        from: before.result.pairs[0]!.mentor,
        pointsBefore: before.result.pairs[0]!.points,
      })),
    )
  })
})

describe('shortage', () => {
  test('tells newcomers whose gain equals a solution with them', { timeout: 60_000 }, async () => {
    for (let seed = 0; seed < 6; seed++) {
      const problem = anyProblem(seed, { mentees: 12, mentors: 5, most: 1 })
      const solution = await solve(problem)
      const newcomers = await shortage(solution, { most: 3 })
      for (const { traits, matchedGained, pointsGained } of newcomers) {
        const { result } = await solve({ ...problem, mentors: [...problem.mentors, { id: 'n', capacity: 1, traits }] })
        expect([result.matched - solution.result.matched, result.total - solution.result.total]).toEqual([matchedGained, pointsGained])
      }
    }
  })

  test('a waiting mentee’s unmet wish comes first', async () => {
    const wants = (id: string, skill: string) => ({ id, traits: { skill: { kind: 'choices' as const, choices: [skill] } } })
    const solution = await solve({
      seed: 's',
      mentees: [wants('amina', 'law'), wants('bea', 'code')],
      mentors: [wants('carl', 'code')],
      criteria: [{ id: 'skill', kind: 'set', mode: 'complementary', mentee: 'skill', mentor: 'skill', weightPoints: 1 }],
      requirements: [],
    })
    const [first] = await shortage(solution)
    expect(first).toEqual({
      traits: { skill: { kind: 'choices', choices: ['law'] } },
      like: { side: 'mentee', id: 'amina' },
      matchedGained: 1,
      pointsGained: 10_000,
      serves: ['amina'],
    })
  })

  test('nothing is missing when everybody has their best', async () =>
    expect(await shortage(await solve(pointsProblem([[5]])))).toEqual([]))
})
