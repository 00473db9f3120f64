import { describe, expect, test } from 'vitest'
import { type PriceCertificate, type Problem, type Result, solve, verify } from './index.ts'
import { anyProblem, pointsProblem } from './testing/worlds.ts'

type Mutation = { readonly name: string; change(result: Result, problem: Problem): Result | null }

/** The result with other prices. */
const priced = (result: Result, change: (certificate: PriceCertificate) => Partial<PriceCertificate>): Result => {
  if (result.certificate.kind !== 'prices') throw new Error('prices are expected')
  return { ...result, certificate: { ...result.certificate, ...change(result.certificate) } }
}

const raised = (prices: readonly number[], at: number, by: number): number[] =>
  prices.map((price, index) => (index === at ? price + by : price))

const mutations: readonly Mutation[] = [
  { name: 'a pair dropped', change: result => (result.pairs.length === 0 ? null : { ...result, pairs: result.pairs.slice(1) }) },
  { name: 'a pair twice', change: result => (result.pairs[0] ? { ...result, pairs: [...result.pairs, result.pairs[0]] } : null) },
  {
    name: 'two mentors swapped',
    change({ pairs, ...rest }) {
      const [a, b] = pairs
      if (!a || !b || a.mentor === b.mentor || a.points + b.points === 0) return null
      return { ...rest, pairs: [{ ...a, mentor: b.mentor }, { ...b, mentor: a.mentor }, ...pairs.slice(2)] }
    },
  },
  {
    name: 'points raised',
    change: ({ pairs, ...rest }) =>
      pairs[0] ? { ...rest, total: rest.total + 1, pairs: [{ ...pairs[0], points: pairs[0].points + 1 }, ...pairs.slice(1)] } : null,
  },
  { name: 'the total raised', change: result => ({ ...result, total: result.total + 1 }) },
  { name: 'the number of matched raised', change: result => ({ ...result, matched: result.matched + 1 }) },
  {
    name: 'a lock invented',
    change: ({ pairs, ...rest }) => (pairs[0] ? { ...rest, pairs: [{ ...pairs[0], locked: !pairs[0].locked }, ...pairs.slice(1)] } : null),
  },
  {
    name: 'the bound moved',
    change: result => priced(result, ({ bound }) => ({ bound: bound + 1 })),
  },
  {
    name: 'a mentor’s price below 0',
    change: result => priced(result, ({ mentors }) => ({ mentors: mentors.map(() => -1) })),
  },
  {
    name: 'a price that is no whole number',
    change: result => priced(result, ({ mentors }) => ({ mentors: raised(mentors, 0, 0.5) })),
  },
  {
    name: 'an unknown person',
    change: ({ pairs, ...rest }) => (pairs[0] ? { ...rest, pairs: [{ ...pairs[0], mentor: 'nobody' }, ...pairs.slice(1)] } : null),
  },
  { name: 'a waiting mentee hidden', change: result => (result.unmatched.length === 0 ? null : { ...result, unmatched: [] }) },
  {
    name: 'another reason why somebody waits',
    change({ unmatched: [first, ...others], ...rest }) {
      if (!first) return null
      return { ...rest, unmatched: [{ ...first, why: first.why === 'nobody-allowed' ? 'places-taken' : 'nobody-allowed' }, ...others] }
    },
  },
  { name: 'free places hidden', change: result => (result.freePlaces.length === 0 ? null : { ...result, freePlaces: [] }) },
]

describe('verify', () => {
  for (const { name, change } of mutations)
    test(`rejects ${name}`, async () => {
      let tried = 0
      for (let seed = 0; seed < 10; seed++) {
        const problem = anyProblem(seed, { mentees: 12, mentors: 8 })
        const { result } = await solve(problem, { kind: 'optimal', first: seed % 2 === 0 ? 'matched' : 'total' })
        const forged = change(result, problem)
        if (!forged || problem.mentors.length === 0) continue
        if (
          name === 'two mentors swapped' &&
          forged.total === result.total &&
          verify(problem, { ...forged, pairs: result.pairs }).valid &&
          stillFine(problem, forged)
        )
          continue
        tried++
        expect(verify(problem, forged).valid).toBe(false)
      }
      expect(tried).toBeGreaterThan(3)
    })

  test('rejects any single price that is far from the market: the bound is no longer reached', async () => {
    const problem = pointsProblem(
      [
        [5, 9, 2],
        [9, 4, 7],
        [3, 8, 8],
      ],
      { mentorCapacity: [1, 1, 1] },
    )
    const { result } = await solve(problem)
    for (let at = 0; at < 3; at++) {
      const forged = priced(result, ({ mentees }) => ({ mentees: raised(mentees, at, 100_000) }))
      expect(verify(problem, forged).valid).toBe(false)
    }
  })

  test('rejects an arrangement that is allowed but not the best', async () => {
    const problem = pointsProblem([
      [9, 1],
      [8, 2],
    ])
    const { result } = await solve(problem)
    const worse: Result = {
      ...result,
      total: 9,
      pairs: [
        { mentee: 'a0', mentor: 'b1', points: 1, locked: false },
        { mentee: 'a1', mentor: 'b0', points: 8, locked: false },
      ],
    }
    expect(verify(problem, worse)).toEqual({ valid: false, because: ['the prices do not prove the total'] })
  })

  test('rejects a pair with somebody who is not there, even where nobody earns anything', async () => {
    const problem: Problem = { ...pointsProblem([[0]]), requirements: [] }
    const { result } = await solve(problem)
    const [pair] = result.pairs
    expect(
      verify(problem, { ...result, pairs: [{ ...pair!, mentor: 'nobody' }], freePlaces: [{ mentor: 'b0', places: 1 }] }),
    ).toMatchObject({
      valid: false,
    })
    expect(
      verify(problem, {
        ...result,
        pairs: [{ ...pair!, mentee: 'nobody' }],
        matched: 0,
        unmatched: [{ mentee: 'a0', why: 'places-taken' }],
      }),
    ).toMatchObject({ valid: false })
  })

  test('rejects a pair that the problem forbids', async () => {
    const problem = pointsProblem([[9]])
    const { result } = await solve(problem)
    expect(verify({ ...problem, exclusions: [{ mentee: 'a0', mentor: 'b0' }] }, result)).toMatchObject({ valid: false })
    expect(verify(pointsProblem([[null]]), result)).toMatchObject({ valid: false })
    expect(verify({ ...problem, locks: [{ mentee: 'a0', mentor: 'b0' }] }, result)).toMatchObject({ valid: false })
  })
})

describe('verify, of a lock', () => {
  test('that bends the rule against oneself, whatever the rule is called', () => {
    const [mentee, mentor] = ['a0', 'b0']
    const problem: Problem = {
      ...pointsProblem([[3]]),
      mentees: [{ ...pointsProblem([[3]]).mentees[0]!, person: 'kim' }],
      mentors: [{ id: mentor, person: 'kim', traits: {} }],
      requirements: [{ id: 'not oneself', kind: 'distinctPerson' }],
      locks: [{ mentee, mentor, despite: ['not oneself'] }],
    }
    const result: Result = {
      engine: '1',
      seed: 'test',
      objective: { kind: 'optimal' },
      pairs: [{ mentee, mentor, points: 3, locked: true }],
      unmatched: [],
      freePlaces: [],
      matched: 1,
      total: 3,
      certificate: { kind: 'prices', mentees: [0], mentors: [0], bound: 0 },
    }
    expect(verify(problem, result)).toEqual({ valid: false, because: ['a requirement forbids “a0” with “b0”'] })
  })
})

/** Whether a swap happens to give the very same points, so that it is another optimum. */
function stillFine(problem: Problem, forged: Result): boolean {
  const verdict = verify(problem, forged)
  return verdict.valid
}
