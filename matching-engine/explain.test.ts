import { describe, expect, test } from 'vitest'
import { solve } from './index.ts'
import { anyProblem, pointsProblem } from './testing/worlds.ts'

describe('explain', () => {
  test('a pair says what state it is in and gives the points that the arrangement has', async () => {
    const problem = anyProblem(3, { mentees: 12, mentors: 10 })
    const solution = await solve(problem)
    for (const { mentee, mentor, points } of solution.result.pairs) {
      const explained = solution.explain(mentee, mentor)
      expect([explained.state, explained.points]).toEqual(['matched', points])
      expect(explained.lines.reduce((sum, line) => sum + line.points, 0)).toBe(points)
    }
  })

  test('an exclusion by name is told apart from a requirement', async () => {
    const solution = await solve({ ...pointsProblem([[1, null]]), exclusions: [{ mentee: 'a0', mentor: 'b0' }] })
    expect(solution.explain('a0', 'b0')).toMatchObject({ points: null, forbiddenBy: [], excluded: true, state: 'forbidden' })
    expect(solution.explain('a0', 'b1')).toMatchObject({ points: null, forbiddenBy: ['listed'], excluded: false, state: 'forbidden' })
  })

  test('without prices nobody is told what would have one', async () => {
    const solution = await solve(pointsProblem([[9], [8]]), { kind: 'fairest', by: 'worst' })
    const waiting = solution.result.unmatched[0]?.mentee ?? ''
    const kinds = (priced: boolean) => solution.explainUnmatched(waiting, { priced }).remedies.map(({ kind }) => kind)
    expect(kinds(true)).toEqual(['add-place', 'force'])
    expect(kinds(false)).toEqual(['add-place'])
  })

  test('whoever waits learns who holds the places and what would help', async () => {
    const solution = await solve(
      pointsProblem([
        [9, 1],
        [8, null],
        [2, 7],
      ]),
    )
    expect(solution.result.unmatched).toEqual([{ mentee: 'a1', why: 'places-taken' }])
    expect(solution.explainUnmatched('a1')).toEqual({
      mentee: 'a1',
      why: 'places-taken',
      mentors: 2,
      allowed: 1,
      ruledOut: [{ requirement: 'listed', mentors: 1, alone: 1 }],
      excluded: 0,
      heldBy: [{ mentor: 'b0', points: 8, mentees: ['a0'] }],
      remedies: [
        { kind: 'add-place', mentor: 'b0', matchedGained: 1, pointsGained: 8 },
        { kind: 'force', mentor: 'b0', matchedLost: 0, pointsLost: 1 },
      ],
    })
  })

  test('a requirement that alone keeps a free mentor away is the remedy', async () => {
    const problem = pointsProblem([[null]])
    const solution = await solve(problem)
    expect(solution.explainUnmatched('a0')).toMatchObject({
      why: 'nobody-allowed',
      ruledOut: [{ requirement: 'listed', mentors: 1, alone: 1 }],
      remedies: [{ kind: 'lift-requirement', requirement: 'listed', mentor: 'b0', points: 0 }],
    })
  })
})
