import { describe, expect, test } from 'vitest'
import { type Objective, type Problem, solve, verify } from './index.ts'
import { everyArrangement } from './testing/brute-force.ts'
import { anyProblem } from './testing/worlds.ts'

/** Everybody ranks everybody on the other side, best first. */
function ranked(mentees: readonly (readonly number[])[], mentors: readonly (readonly number[])[]): Problem {
  const wishes = (list: readonly number[], prefix: string) => ({
    wishes: { kind: 'ranks' as const, ranks: list.map(other => [`${prefix}${other}`]) },
  })
  return {
    seed: 's',
    mentees: mentees.map((list, i) => ({ id: `a${i + 1}`, traits: wishes(list, 'b') })),
    mentors: mentors.map((list, j) => ({ id: `b${j + 1}`, traits: wishes(list, 'a') })),
    criteria: [
      { id: 'mentee wishes', kind: 'rank', by: 'mentee', places: 4, mentee: 'wishes', mentor: '', weightPoints: 1 },
      { id: 'mentor wishes', kind: 'rank', by: 'mentor', places: 4, mentee: '', mentor: 'wishes', weightPoints: 1 },
    ],
    requirements: [],
  }
}

const twoSided = (best: 'mentee' | 'mentor'): Objective => ({
  kind: 'stable',
  best,
  menteeCriteria: ['mentee wishes'],
  mentorCriteria: ['mentor wishes'],
})

/** Knuth's example with ten stable arrangements (Mariages stables, 1976). */
const knuth = ranked(
  [
    [1, 2, 3, 4],
    [2, 1, 4, 3],
    [3, 4, 1, 2],
    [4, 3, 2, 1],
  ],
  [
    [4, 3, 2, 1],
    [3, 4, 1, 2],
    [2, 1, 4, 3],
    [1, 2, 3, 4],
  ],
)

describe('stable', () => {
  test('both ends of Knuth’s example', async () => {
    const mentorsOf = async (best: 'mentee' | 'mentor') => (await solve(knuth, twoSided(best))).result.pairs.map(({ mentor }) => mentor)
    expect(await mentorsOf('mentee')).toEqual(['b1', 'b2', 'b3', 'b4'])
    expect(await mentorsOf('mentor')).toEqual(['b4', 'b3', 'b2', 'b1'])
  })

  test('exactly its ten stable arrangements pass the check', async () => {
    const { result } = await solve(knuth, twoSided('mentee'))
    let stable = 0
    for (const { pairs, total } of everyArrangement(knuth)) {
      if (pairs.length < 4) continue
      const named = pairs.map(pair => ({ ...pair, locked: false }))
      if (verify(knuth, { ...result, pairs: named, total }).valid) stable++
    }
    expect(stable).toBe(10)
  })

  test('on any problem, capacities on both sides included, nobody would rather swap', async () => {
    for (let seed = 0; seed < 70; seed++) {
      const problem = anyProblem(seed, { mentees: seed % 9, mentors: (seed * 7) % 8, most: 3 })
      for (const best of ['mentee', 'mentor'] as const) {
        const { result } = await solve(problem, { kind: 'stable', best, menteeCriteria: ['always'] })
        expect(verify(problem, result)).toEqual({ valid: true })
      }
    }
  })

  test('every mentee is at least as well off at the mentee end as at the mentor end', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const problem = { ...anyProblem(seed, { mentees: 8, mentors: 8, most: 1 }), requirements: [] }
      const one = { ...problem, mentees: problem.mentees.map(mentee => ({ ...mentee, capacity: 1 })) }
      const [mentee, mentor] = [await solve(one, { kind: 'stable', best: 'mentee' }), await solve(one, { kind: 'stable', best: 'mentor' })]
      const pointsOf = (id: string, solution: typeof mentee) => solution.result.pairs.find(pair => pair.mentee === id)?.points ?? -1
      for (const { id } of one.mentees) expect(pointsOf(id, mentee)).toBeGreaterThanOrEqual(pointsOf(id, mentor))
    }
  })

  test('a swapped arrangement is rejected with the two who would rather have each other', async () => {
    const { result } = await solve(knuth, twoSided('mentee'))
    const [first, second, ...rest] = result.pairs
    const swapped = [{ ...first!, mentor: second!.mentor, points: 6250 }, { ...second!, mentor: first!.mentor, points: 6250 }, ...rest]
    const verdict = verify(knuth, {
      ...result,
      pairs: swapped.map(pair => pair),
      total: swapped.reduce((sum, { points }) => sum + points, 0),
    })
    expect(verdict.valid).toBe(true)
    const broken = result.pairs.map((pair, at) => ({ ...pair, mentor: ['b3', 'b1', 'b2', 'b4'][at]! }))
    expect(verify(knuth, { ...result, pairs: broken }).valid).toBe(false)
  })

  test('criteria that do not exist are refused', async () =>
    await expect(solve(knuth, { kind: 'stable', best: 'mentee', menteeCriteria: ['x'] })).rejects.toMatchObject({
      code: 'faulty-objective',
      facts: { faults: ['menteeCriteria'] },
    }))
})
