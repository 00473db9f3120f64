import { describe, expect, test } from 'vitest'
import { gapOf, type Problem, solve, verify } from './index.ts'
import { type Arrangement, bestArrangement, byMatched, compareMeasures, everyArrangement } from './testing/brute-force.ts'
import { anyProblem, chance, pointsProblem } from './testing/worlds.ts'

const sized = (smallest: number, largest: number) => (arrangement: Arrangement) => {
  const sizes = new Map<string, number>()
  for (const { mentor } of arrangement.pairs) sizes.set(mentor, (sizes.get(mentor) ?? 0) + 1)
  return [...sizes.values()].every(size => size >= smallest && size <= largest)
}

/** As many as possible; then better classes, then the total. */
const byPlaced = (problem: Problem) => {
  const measure = byMatched(problem)
  return (arrangement: Arrangement) => [arrangement.matched, ...measure(arrangement)]
}

function bestGrouping(problem: Problem, smallest: number, largest: number): Arrangement | null {
  const fits = sized(smallest, largest)
  const measure = byPlaced(problem)
  let best: Arrangement | null = null
  for (const arrangement of everyArrangement(problem))
    if (fits(arrangement) && (!best || compareMeasures(measure(arrangement), measure(best)) > 0)) best = arrangement
  return best
}

describe('groups', () => {
  test('equal exhaustive search, proven', { timeout: 60_000 }, async () => {
    let compared = 0
    for (let seed = 0; seed < 70; seed++) {
      const random = chance(seed)
      const any = anyProblem(seed, { mentees: 3 + random(4), mentors: 2 + random(2), most: 5 })
      const problem = { ...any, mentees: any.mentees.map(mentee => ({ ...mentee, capacity: 1 })) }
      const [smallest, largest] = [2 + random(2), 3 + random(2)] as const
      const { result } = await solve(problem, { kind: 'groups', smallest, largest })
      const best = bestGrouping(problem, smallest, largest)!
      const measure = byPlaced(problem)
      expect(measure({ pairs: result.pairs, matched: result.matched, total: result.total })).toEqual(measure(best))
      expect(result.certificate).toMatchObject({ kind: 'bound', proven: true })
      expect(verify(problem, result)).toEqual({ valid: true })
      if (bestArrangement(problem, byMatched(problem))!.total !== best.total) compared++
    }
    expect(compared).toBeGreaterThan(10)
  })

  test('one more placed outweighs all points of everybody', async () => {
    const many = Array.from({ length: 10 }, () => [10_000, 0])
    const problem = pointsProblem([...many, [null, 0]], { mentorCapacity: [20, 20] })
    const { result } = await solve(problem, { kind: 'groups', smallest: 10, largest: 20 })
    expect(result.groups?.map(({ mentors, mentees }) => [mentors[0], mentees.length])).toEqual([['b1', 11]])
    expect(verify(problem, result)).toEqual({ valid: true })
  })

  test('a group that would be too small stays closed', async () => {
    const problem = pointsProblem(
      [
        [9, 1],
        [9, 1],
        [1, 9],
      ],
      { mentorCapacity: [3, 3] },
    )
    const { result } = await solve(problem, { kind: 'groups', smallest: 2, largest: 3 })
    expect(result.groups).toEqual([{ mentors: ['b0'], mentees: ['a0', 'a1', 'a2'], points: 19 }])
  })

  test('locked members count, and their group opens', async () => {
    const problem = {
      ...pointsProblem(
        [
          [9, 1],
          [9, 1],
          [9, 1],
          [9, 1],
        ],
        { mentorCapacity: [4, 4] },
      ),
      locks: [{ mentee: 'a0', mentor: 'b1' }],
    }
    const { result } = await solve(problem, { kind: 'groups', smallest: 2, largest: 4 })
    expect(result.groups?.map(({ mentees }) => mentees.length)).toEqual([2, 2])
    expect(verify(problem, result)).toEqual({ valid: true })
  })

  test('mentors without a group join one that suits them', async () => {
    const problem = pointsProblem(
      [
        [9, 5, 1],
        [9, 6, null],
        [9, 5, 8],
      ],
      { mentorCapacity: [3, 1, 1] },
    )
    const { result } = await solve(problem, { kind: 'groups', smallest: 2, largest: 3, coMentors: 2 })
    expect(result.groups).toEqual([{ mentors: ['b0', 'b1'], mentees: ['a0', 'a1', 'a2'], points: 27 }])
    expect(verify(problem, result)).toEqual({ valid: true })
    const forged = { ...result, groups: [{ ...result.groups![0]!, mentors: ['b0', 'b2'] }] }
    expect(verify(problem, forged)).toMatchObject({ valid: false })
  })

  test('what was reached and the points of a group are checked, too', async () => {
    const problem = pointsProblem([[9, 1]], { mentorCapacity: [1, 1] })
    const { result } = await solve(problem, { kind: 'groups', smallest: 1, largest: 1 })
    const worse = {
      ...result,
      pairs: [{ mentee: 'a0', mentor: 'b1', points: 1, locked: false }],
      freePlaces: [{ mentor: 'b0', places: 1 }],
      total: 1,
      groups: [{ mentors: ['b1'], mentees: ['a0'], points: 1 }],
    }
    expect(verify(problem, result)).toEqual({ valid: true })
    expect(verify(problem, worse)).toEqual({ valid: false, because: ['the bound'] })
    const praised = { ...result, groups: [{ ...result.groups![0]!, points: 10 }] }
    expect(verify(problem, praised)).toEqual({ valid: false, because: ['the groups are not those of the pairs'] })
  })

  test('a locked group without the places for its smallest size is refused', async () => {
    const problem = { ...pointsProblem([[1], [1], [1]], { mentorCapacity: [2] }), locks: [{ mentee: 'a0', mentor: 'b0' }] }
    await expect(solve(problem, { kind: 'groups', smallest: 3, largest: 5 })).rejects.toMatchObject({ code: 'impossible-sizes' })
  })

  test('sizes that cannot be are refused', async () => {
    const problem = pointsProblem([[1]])
    await expect(solve(problem, { kind: 'groups', smallest: 3, largest: 2 })).rejects.toMatchObject({ code: 'faulty-objective' })
    await expect(
      solve({ ...problem, locks: [{ mentee: 'a0', mentor: 'b0' }] }, { kind: 'groups', smallest: 2, largest: 3 }),
    ).rejects.toMatchObject({ code: 'impossible-sizes' })
    await expect(
      solve(pointsProblem([[1, 1]], { menteeCapacity: [2] }), { kind: 'groups', smallest: 1, largest: 2 }),
    ).rejects.toMatchObject({ code: 'impossible-sizes' })
  })

  test('stopped before anything was found it goes on to a first arrangement, locks and all', async () => {
    const random = chance(5)
    const problem: Problem = {
      ...pointsProblem(
        Array.from({ length: 24 }, () => Array.from({ length: 8 }, () => random(1000))),
        { mentorCapacity: Array(8).fill(6) },
      ),
      locks: [{ mentee: 'a0', mentor: 'b0' }],
    }
    const { result } = await solve(problem, { kind: 'groups', smallest: 5, largest: 6, mostNodes: 1 })
    expect(result.pairs).toContainEqual(expect.objectContaining({ mentee: 'a0', mentor: 'b0', locked: true }))
    expect(result.groups?.find(({ mentors }) => mentors[0] === 'b0')?.mentees.length).toBeGreaterThanOrEqual(5)
    expect(verify(problem, result)).toEqual({ valid: true })
  })

  test('stopped early it tells how far it can be from the best', async () => {
    const random = chance(3)
    const problem = pointsProblem(
      Array.from({ length: 30 }, () => Array.from({ length: 12 }, () => random(1000))),
      { mentorCapacity: Array(12).fill(6) },
    )
    const { result } = await solve(problem, { kind: 'groups', smallest: 4, largest: 6, mostNodes: 60 })
    if (result.certificate.kind !== 'bound') throw new Error('a bound is expected')
    const { proven, bound, reached } = result.certificate
    expect(bound).toBeGreaterThanOrEqual(reached)
    expect(proven).toBe(bound === reached)
    const { result: best } = await solve(problem, { kind: 'groups', smallest: 4, largest: 6 })
    const gap = gapOf(problem.mentees, result.certificate)
    expect(best.matched - result.matched).toBeLessThanOrEqual(gap.placed)
    if (best.matched === result.matched) expect(best.total - result.total).toBeLessThanOrEqual(gap.points)
  })
})
