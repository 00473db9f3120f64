import { expect, test } from 'vitest'
import { alternatives, solve } from './index.ts'
import { byMatched, compareMeasures, everyArrangement } from './testing/brute-force.ts'
import { anyProblem, pointsProblem } from './testing/worlds.ts'

test('the next best arrangements are those of exhaustive search', { timeout: 60_000 }, async () => {
  for (let seed = 0; seed < 15; seed++) {
    const problem = anyProblem(seed, { mentees: 4, mentors: 3 })
    const measure = byMatched(problem)
    const solution = await solve(problem)
    const told = await alternatives(solution, 3)
    const maximal = [...everyArrangement(problem)].sort((a, b) => compareMeasures(measure(b), measure(a)))
    const expected = maximal.slice(1, 1 + told.length).map(measure)
    expect(told.map(({ result: { pairs, matched, total } }) => measure({ pairs, matched, total }))).toEqual(expected)
    expect(
      new Set(
        [solution.result, ...told.map(({ result }) => result)].map(({ pairs }) =>
          JSON.stringify(pairs.map(({ mentee, mentor }) => [mentee, mentor])),
        ),
      ).size,
    ).toBe(told.length + 1)
  }
})

test('an alternative names what differs and what it loses', async () => {
  const [second] = await alternatives(
    await solve(
      pointsProblem([
        [9, 8],
        [7, 4],
      ]),
    ),
    1,
  )
  expect(second).toMatchObject({
    matchedLost: 0,
    pointsLost: 2,
    differs: [
      { mentee: 'a0', mentor: 'b0' },
      { mentee: 'a1', mentor: 'b1' },
    ],
  })
})
