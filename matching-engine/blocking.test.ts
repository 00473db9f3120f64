import { describe, expect, test } from 'vitest'
import { blockingPairs, type Problem, type Solution, solve } from './index.ts'
import { tinyProblem } from './testing/tiny.ts'
import { pointsProblem } from './testing/worlds.ts'

/** By the definition, from what the solution explains: with whom each mentee would rather be, and they with them; best points first. */
function rathersOf(problem: Problem, { result, explain }: Solution): Map<string, { mentor: string; points: number }[]> {
  const least = (own: readonly { points: number; locked: boolean }[], capacity = 1) => {
    const free = own.filter(({ locked }) => !locked)
    const places = capacity - own.length + free.length
    return places <= 0 ? Number.POSITIVE_INFINITY : free.length < places ? -1 : Math.min(...free.map(({ points }) => points))
  }
  const of = (side: 'mentee' | 'mentor', id: string) => result.pairs.filter(pair => pair[side] === id)
  const found = new Map<string, { mentor: string; points: number }[]>()
  for (const mentee of problem.mentees) {
    const rathers = problem.mentors.flatMap(mentor => {
      const { state, points } = explain(mentee.id, mentor.id)
      if (state !== 'open' || points === null) return []
      const isRather = points > least(of('mentee', mentee.id), mentee.capacity) && points > least(of('mentor', mentor.id), mentor.capacity)
      return isRather ? [{ mentor: mentor.id, points }] : []
    })
    if (rathers.length > 0)
      found.set(
        mentee.id,
        rathers.sort((a, b) => b.points - a.points),
      )
  }
  return found
}

describe('blocking pairs', () => {
  test('each mentee who would rather be elsewhere, with the best mentor who would rather too, by the definition', async () => {
    let some = 0
    for (let seed = 0; seed < 150; seed++) {
      const problem = tinyProblem(seed)
      for (const objective of [{ kind: 'optimal' }, { kind: 'optimal', first: 'total' }, { kind: 'fairest', by: 'worst' }] as const) {
        const solution = await solve(problem, objective)
        const expected = rathersOf(problem, solution)
        const pairs = await blockingPairs(problem, solution.result)
        expect(pairs.map(({ mentee }) => mentee)).toEqual([...expected.keys()].sort())
        for (const { mentee, mentor } of pairs) {
          const rathers = expected.get(mentee) ?? []
          expect(rathers.find(one => one.mentor === mentor)?.points).toBe(rathers[0]?.points)
        }
        some += pairs.length
      }
    }
    expect(some).toBeGreaterThan(30)
  })

  test('none where the arrangement is stable', async () => {
    for (let seed = 0; seed < 150; seed++)
      for (const best of ['mentee', 'mentor'] as const) {
        const problem = tinyProblem(seed)
        const { result } = await solve(problem, { kind: 'stable', best })
        expect(await blockingPairs(problem, result)).toEqual([])
      }
  })

  test('equal points are no reason to leave, one more is', async () => {
    const betterFor = async (points: number) => {
      const problem = pointsProblem([
        [9, points],
        [points, 2],
      ])
      const { result } = await solve(problem, { kind: 'optimal' })
      return blockingPairs(problem, result)
    }
    // 9 and 2 together are more than twice 5; with 6 they would be apart, and the first two would rather be together
    expect(await betterFor(5)).toEqual([])
    expect(await betterFor(6)).toEqual([{ mentee: 'a0', mentor: 'b0' }])
  })

  test('groups, whose members belong together, are refused', async () => {
    const problem = pointsProblem([[1], [1]], { mentorCapacity: [2] })
    const { result } = await solve(problem, { kind: 'groups', smallest: 2, largest: 2 })
    await expect(blockingPairs(problem, result)).rejects.toMatchObject({ code: 'wrong-objective' })
  })
})
