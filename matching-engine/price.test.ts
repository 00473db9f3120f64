import { describe, expect, test } from 'vitest'
import { type Problem, solve } from './index.ts'
import {
  type Arrangement,
  bestArrangement,
  byMatched,
  byTotal,
  compareMeasures,
  everyArrangement,
  type Measure,
} from './testing/brute-force.ts'
import { anyProblem, chance, pointsProblem } from './testing/worlds.ts'

const has = (arrangement: Arrangement, mentee: string, mentor: string) =>
  arrangement.pairs.some(pair => pair.mentee === mentee && pair.mentor === mentor)

/** The best arrangement with (or without) a pair, by exhaustive search. */
function bestWith(problem: Problem, measure: Measure, fits: (arrangement: Arrangement) => boolean): Arrangement | null {
  let best: Arrangement | null = null
  for (const arrangement of everyArrangement(problem))
    if (fits(arrangement) && (!best || compareMeasures(measure(arrangement), measure(best)) > 0)) best = arrangement
  return best
}

describe('price', () => {
  for (const first of ['matched', 'total'] as const)
    test(`of every pair equals the difference of two exhaustive searches (${first} first)`, { timeout: 60_000 }, async () => {
      let priced = 0
      for (let seed = 0; seed < 45; seed++) {
        const problem = anyProblem(seed, { mentees: 2 + (seed % 3), mentors: 2 + ((seed >> 2) % 3) })
        const measure = first === 'matched' ? byMatched(problem) : byTotal
        const solution = await solve(problem, { kind: 'optimal', first })
        const best = bestArrangement(problem, measure)!
        for (const { id: mentee } of problem.mentees) {
          const row = solution.priceRow(mentee)
          for (const [index, { id: mentor }] of problem.mentors.entries()) {
            const matched = solution.result.pairs.some(pair => pair.mentee === mentee && pair.mentor === mentor)
            const other = bestWith(problem, measure, arrangement => has(arrangement, mentee, mentor) !== matched)
            const price = solution.price(mentee, mentor)
            expect(price.possible).toBe(other !== null)
            expect(price.act).toBe(matched ? 'forbid' : 'force')
            if (other) {
              expect(price.pointsLost).toBe(best.total - other.total)
              if (first === 'matched') expect(price.matchedLost).toBe(best.matched - other.matched)
              priced++
            }
            const { moves: _, ...alone } = price
            const { points: __, ...inRow } = row[index]!
            expect({ possible: inRow.possible, pointsLost: inRow.pointsLost }).toEqual({
              possible: alone.possible,
              pointsLost: alone.pointsLost,
            })
          }
        }
      }
      expect(priced).toBeGreaterThan(110)
    })

  test.each([1, 2])(
    'is exact between two camps that have little to do with each other, %i places each',
    { timeout: 60_000 },
    async places => {
      const random = chance(places)
      const [mentees, mentors] = [120, 120 / places]
      const problem = pointsProblem(
        Array.from({ length: mentees }, (_, i) =>
          Array.from({ length: mentors }, (_, j) => (i % 2 === j % 2 ? 9000 + random(1000) : random(20) === 0 ? null : random(50))),
        ),
        { mentorCapacity: Array.from({ length: mentors }, () => places) },
      )
      const solution = await solve(problem)
      const table = solution.priceTable()
      let far = 0
      for (let check = 0; check < 24; check++) {
        const pair = { mentee: `a${random(mentees)}`, mentor: `b${random(mentors)}` }
        const matched = solution.result.pairs.some(({ mentee, mentor }) => mentee === pair.mentee && mentor === pair.mentor)
        const price = solution.price(pair.mentee, pair.mentor)
        if (!price.possible) continue
        const other = await solve({ ...problem, ...(matched ? { exclusions: [pair] } : { locks: [pair] }) })
        expect([price.matchedLost, price.pointsLost]).toEqual([
          solution.result.matched - other.result.matched,
          solution.result.total - other.result.total,
        ])
        const { moves: _, ...alone } = price
        expect(solution.priceRow(pair.mentee).find(({ mentor }) => mentor === pair.mentor)).toMatchObject(alone)
        const at = Number(pair.mentee.slice(1)) * mentors + Number(pair.mentor.slice(1))
        expect([table.matchedLost[at], table.pointsLost[at]]).toEqual([price.matchedLost, price.pointsLost])
        if (price.pointsLost > 9000) far++
      }
      expect(far).toBeGreaterThan(5)
    },
  )

  test('the moves lead from the arrangement to the one that is priced', async () => {
    const solution = await solve(
      pointsProblem([
        [9, 8, 1],
        [9, 5, null],
        [1, 7, 6],
      ]),
    )
    expect(solution.result.pairs.map(({ mentee, mentor }) => [mentee, mentor])).toEqual([
      ['a0', 'b1'],
      ['a1', 'b0'],
      ['a2', 'b2'],
    ])
    expect(solution.price('a0', 'b0')).toEqual({
      mentee: 'a0',
      mentor: 'b0',
      act: 'force',
      possible: true,
      matchedLost: 0,
      pointsLost: 3,
      moves: [
        { mentee: 'a0', from: 'b1', to: 'b0', pointsBefore: 8, pointsAfter: 9 },
        { mentee: 'a1', from: 'b0', to: 'b1', pointsBefore: 9, pointsAfter: 5 },
      ],
    })
  })

  test('forcing a pair that costs somebody their place says so', async () => {
    const solution = await solve(pointsProblem([[9], [4]]))
    expect(solution.price('a1', 'b0')).toMatchObject({
      matchedLost: 0,
      pointsLost: 5,
      moves: [
        { mentee: 'a1', from: null, to: 'b0', pointsBefore: 0, pointsAfter: 4 },
        { mentee: 'a0', from: 'b0', to: null, pointsBefore: 9, pointsAfter: 0 },
      ],
    })
    expect(solution.price('a0', 'b0')).toMatchObject({ act: 'forbid', matchedLost: 0, pointsLost: 5 })
  })

  test('a forbidden, a locked and an unplaceable pair have no price', async () => {
    const solution = await solve({
      ...pointsProblem(
        [
          [9, null, 3],
          [4, 2, 3],
        ],
        { mentorCapacity: [1, 1, 0] },
      ),
      locks: [{ mentee: 'a1', mentor: 'b0' }],
    })
    for (const [mentee, mentor] of [
      ['a0', 'b1'],
      ['a1', 'b0'],
      ['a0', 'b2'],
    ] as const)
      expect(solution.price(mentee, mentor)).toMatchObject({ possible: false, moves: [] })
  })
})
