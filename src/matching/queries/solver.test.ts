import { expect, test } from 'vitest'
import { type Problem, verify } from '../../../matching-engine/index.ts'
import { firsts } from '../contract/criteria.ts'
import { objectives } from '../rules/first.ts'
import { type Ask, askSolution, editSolution, rearrangeSolution, solveInThread } from './solver.ts'

/** A thousand on each side, some mentors with two places, and what they want and offer as uneven as it is. */
const skills = ['negotiation', 'speaking', 'planning', 'writing', 'coaching', 'law', 'care', 'budgets', 'rotas', 'teaching']
const someOf = (at: number) => skills.filter((_, nth) => (at * (nth + 3)) % (nth + 2) < 2)
const people = (side: string) =>
  Array.from({ length: 1000 }, (_, at) => ({
    id: `${side}${at}`,
    capacity: side === 'b' && at % 5 === 0 ? 2 : 1,
    traits: { skills: { kind: 'choices' as const, choices: someOf(at) }, years: { kind: 'number' as const, number: (at * 7) % 25 } },
  }))
const problem: Problem = {
  seed: 'thousand',
  mentees: people('a'),
  mentors: people('b'),
  criteria: [
    { id: 'skills', kind: 'set', mode: 'complementary', mentee: 'skills', mentor: 'skills', weightPoints: 70 },
    { id: 'years', kind: 'distance', mode: 'complementary', reach: 20, gap: 5, mentee: 'years', mentor: 'years', weightPoints: 30 },
  ],
  requirements: [],
}
const never = () => Promise.reject(new Error('it is warm'))

test('a thousand on each side are arranged by everything that can come first, and whoever asks meanwhile is answered', async () => {
  await solveInThread('thousand', problem, objectives.matched)
  const begun = performance.now()
  const ways = Promise.all(
    Object.values(objectives).map(objective => askSolution('thousand', never, [{ kind: 'other-first', objective }] as const)),
  )
  let answers = 0
  let isDone = false
  void ways.then(() => (isDone = true))
  while (!isDone) {
    await askSolution('thousand', never, [{ kind: 'explain', mentee: 'a0', mentor: 'b0' }])
    answers++
  }
  const tookMs = performance.now() - begun

  const [matched, total, fairest, stable] = (await ways).map(([reply]) => reply)
  const sum = (way: readonly { points: number }[] = []) => way.reduce((all, { points }) => all + points, 0)
  const lowest = (way: readonly { points: number }[] = []) => Math.min(...way.map(({ points }) => points))
  expect(sum(total?.way)).toBeGreaterThanOrEqual(sum(matched?.way))
  expect(lowest(fairest?.way)).toBeGreaterThanOrEqual(lowest(matched?.way))
  expect(stable?.blocking).toEqual([])
  expect(answers).toBeGreaterThan(5)
  // a few seconds on any machine; generous, because others compute beside it
  expect(tookMs).toBeLessThan(30_000)
}, 60_000)

test('whoever goes away while other weights are tried ends it soon, and others who ask are answered', async () => {
  await solveInThread('thousand', problem, objectives.matched)
  const gone = new AbortController()
  const asks = [10, 30, 50, 90].map(
    (weight): Ask => ({
      kind: 'weighed',
      weights: [
        ['skills', weight],
        ['years', 100 - weight],
      ],
    }),
  )
  const begun = performance.now()
  const [first] = await askSolution('thousand', never, asks.slice(0, 1))
  const oneTookMs = performance.now() - begun
  const left = askSolution('thousand', never, asks, gone.signal)
  gone.abort()
  await expect(left).rejects.toMatchObject({ code: 'cancelled' })
  expect(performance.now() - begun - oneTookMs).toBeLessThan(oneTookMs * 2)
  expect(await askSolution('thousand', never, asks.slice(0, 1))).toEqual([first])
}, 60_000)

const few: Problem = { ...problem, mentees: problem.mentees.slice(0, 12), mentors: problem.mentors.slice(0, 12) }

test.each(firsts)(
  'with %s first a stored arrangement answers as the warm one does, and what is looked at is what is taken',
  async first => {
    const { result } = await solveInThread(`warm ${first}`, few, objectives[first])
    const stored = { problem: few, result: JSON.parse(JSON.stringify(result)) }
    // what was warm may have gone: others ask in the same thread
    const load = async () => stored
    const changes = [{ kind: 'exclude', mentee: result.pairs[0]?.mentee ?? '', mentor: result.pairs[0]?.mentor ?? '' }] as const
    const asks = [
      { kind: 'trial', changes },
      { kind: 'explain-unmatched', mentee: 'a0' },
    ] as const
    const cold = await askSolution(`cold ${first}`, load, asks)
    expect(cold).toEqual(await askSolution(`warm ${first}`, load, asks))
    const made = await editSolution(`cold ${first}`, load, changes, `made ${first}`)
    expect([made.result.matched, made.result.total]).toEqual('total' in cold[0] ? [cold[0].matched, cold[0].total] : [])

    for (const other of firsts) {
      const objective = objectives[other]
      const [{ way }] = await askSolution(`cold ${first}`, load, [{ kind: 'other-first', objective }])
      const taken = await rearrangeSolution(`cold ${first}`, load, objective, `taken ${first} ${other}`)
      expect(taken.result.pairs.map(({ locked: _, ...pair }) => pair)).toEqual(way)
      expect(taken.result.objective).toEqual(objective)
      expect(verify(few, taken.result)).toEqual({ valid: true })
    }
  },
)

test('a long solve of the worst served says how far it is, and ends when it is cancelled', async () => {
  const cancelling = new AbortController()
  const told: number[] = []
  const solving = solveInThread('cancelled', problem, objectives.fairest, {
    signal: cancelling.signal,
    onProgress: ({ done, of }) => {
      told.push(done / of)
      cancelling.abort()
    },
  })
  await expect(solving).rejects.toMatchObject({ code: 'cancelled' })
  expect(told.every(share => share >= 0 && share < 1)).toBe(true)
  expect(told.length).toBeGreaterThan(0)
}, 60_000)
