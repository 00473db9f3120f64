import { expect, test } from 'vitest'
import { type Problem, solve } from '../../../matching-engine/index.ts'
import { shortageFound } from './newcomers.ts'
import { type Recruiting, shortageOf } from './shortage.ts'

const objective = { kind: 'optimal', first: 'matched' } as const
const chose = (...choices: string[]) => ({ kind: 'choices' as const, choices })
const criteria = [
  { id: 'skills', kind: 'set' as const, mode: 'complementary' as const, mentee: 'wants', mentor: 'offers', weightPoints: 1 },
]

/** Twelve wait: seven for law, five for speaking; two mentors have a place each. */
const problem: Problem = {
  seed: 'test',
  mentees: Array.from({ length: 14 }, (_, n) => ({ id: `mentee ${n}`, traits: { wants: n < 8 ? chose('law') : chose('speaking') } })),
  mentors: [
    { id: 'dana', traits: { offers: chose('law') } },
    { id: 'emil', traits: { offers: chose('speaking', 'writing') } },
  ],
  criteria,
  requirements: [{ id: 'shares', kind: 'shares', mentee: 'wants', mentor: 'offers' }],
}

test('each kind adds what solving anew with it and those before it adds, and the same answers are one kind', async () => {
  const { matched, wanted, complete } = await shortageFound(problem, objective, {})
  expect(wanted.map(({ traits, places, matchedGained }) => [traits['offers'], places, matchedGained])).toEqual([
    [chose('law'), 7, 7],
    [chose('speaking'), 5, 5],
  ])
  expect([matched, complete]).toEqual([2, true])

  const newcomers = wanted.map(({ traits, places }, n) => ({ id: `newcomer ${n}`, capacity: places, traits }))
  const before = await solve(problem, objective)
  const after = await solve({ ...problem, mentors: [...problem.mentors, ...newcomers] }, objective)
  expect(after.result.matched - before.result.matched).toBe(12)
  expect(after.result.total - before.result.total).toBe(wanted.reduce((sum, { pointsGained }) => sum + pointsGained, 0))
})

test('when the time is over, what was found until then is told', async () => {
  let looks = 0
  const signal = {
    get aborted() {
      return ++looks > 12
    },
  }
  const { matched, wanted, complete } = await shortageFound(problem, objective, { signal })
  expect([matched, complete]).toEqual([2, false])
  expect(wanted.length).toBeLessThan(2)
})

test('of more people than can be tried within some seconds nothing is solved, and it says so', async () => {
  const many = (side: string) => Array.from({ length: 1500 }, (_, n) => ({ id: `${side} ${n}`, traits: {} }))
  const recruiting: Recruiting = {
    organizationId: 'any',
    askedAt: new Date('2027-03-01T09:00:00Z'),
    lookedFor: { criteria: [], requirements: [], first: 'matched', version: 1, proposed: false, asked: null },
    questions: [],
    problem: { ...problem, mentees: many('mentee'), mentors: many('mentor') },
    inGroups: false,
    own: [],
    untold: null,
  }
  expect(await shortageOf(recruiting)).toEqual({ state: 'unsolved', why: 'too-many' })
  expect(await shortageOf({ ...recruiting, inGroups: true })).toEqual({ state: 'unsolved', why: 'groups' })
})
