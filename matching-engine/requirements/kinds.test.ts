import { describe, expect, test } from 'vitest'
import { type Requirement, solve, type Trait } from '../index.ts'

async function allowed(
  requirement: Partial<Requirement> & { kind: Requirement['kind'] },
  mentee: Trait | null,
  mentor: Trait | null,
): Promise<boolean> {
  const solution = await solve({
    seed: 's',
    mentees: [{ id: 'amina', traits: mentee ? { q: mentee } : {} }],
    mentors: [{ id: 'bo', traits: mentor ? { q: mentor } : {} }],
    criteria: [],
    requirements: [{ id: 'r', mentee: 'q', mentor: 'q', ...requirement } as Requirement],
  })
  const { forbiddenBy } = solution.explain('amina', 'bo')
  expect(solution.result.matched).toBe(forbiddenBy.length === 0 ? 1 : 0)
  return forbiddenBy.length === 0
}

const choices = (...list: string[]): Trait => ({ kind: 'choices', choices: list })
const number = (years: number): Trait => ({ kind: 'number', number: years })
const week = (from: number, until: number): Trait => ({ kind: 'weekly', minutes: [[from, until]] })
const levels = (table: Record<string, number>): Trait => ({ kind: 'levels', levels: table })

describe('what each requirement allows', () => {
  const cases: readonly [string, Partial<Requirement> & { kind: Requirement['kind'] }, Trait | null, Trait | null, boolean][] = [
    ['one shared choice is enough', { kind: 'shares' }, choices('a', 'b'), choices('b'), true],
    ['two are asked for, one is shared', { kind: 'shares', atLeast: 2 }, choices('a', 'b'), choices('b'), false],
    ['the same place', { kind: 'same' }, choices('hq'), choices('hq'), true],
    ['another place', { kind: 'same' }, choices('hq'), choices('lab'), false],
    ['not the same team', { kind: 'notSame' }, choices('ops'), choices('ops'), false],
    ['another team', { kind: 'notSame' }, choices('ops'), choices('dev'), true],
    ['exactly so much more', { kind: 'atLeastMore', by: 5 }, number(3), number(8), true],
    ['one less', { kind: 'atLeastMore', by: 5 }, number(3), number(7), false],
    ['at most so much more', { kind: 'atMostMore', by: 5 }, number(3), number(8), true],
    ['too far ahead', { kind: 'atMostMore', by: 5 }, number(3), number(9), false],
    ['exactly enough hours', { kind: 'overlapHours', hours: 1 }, week(600, 720), week(660, 900), true],
    ['a quarter too little', { kind: 'overlapHours', hours: 1.25 }, week(600, 720), week(660, 900), false],
    ['a common language', { kind: 'languageInCommon' }, levels({ en: 1, fr: 3 }), levels({ en: 2 }), true],
    ['not well enough', { kind: 'languageInCommon', atLeastLevel: 2 }, levels({ en: 1, fr: 3 }), levels({ en: 2 }), false],
    ['on the list', { kind: 'listed', by: 'mentee' }, { kind: 'ranks', ranks: [['x'], ['bo']] }, null, true],
    ['not on the list', { kind: 'listed', by: 'mentor' }, null, { kind: 'ranks', ranks: [['x']] }, false],
    ['silence forbids', { kind: 'shares' }, null, choices('a'), false],
    ['silence allows where it is said', { kind: 'shares', whenSilent: 'allow' }, null, choices('a'), true],
    ['silence is not the same', { kind: 'notSame' }, choices('a'), null, true],
    ['unless it is said to forbid', { kind: 'notSame', whenSilent: 'forbid' }, choices('a'), null, false],
  ]
  for (const [name, requirement, mentee, mentor, answer] of cases)
    test(name, async () => expect(await allowed(requirement, mentee, mentor)).toBe(answer))
})

test('nobody is matched with themself, under two participant ids or one', async () => {
  const problem = {
    seed: 's',
    criteria: [],
    requirements: [],
    mentees: [
      { id: 'm1', person: 'kim', traits: {} },
      { id: 'lee', traits: {} },
    ],
    mentors: [
      { id: 'n1', person: 'kim', traits: {} },
      { id: 'lee', traits: {} },
    ],
  }
  const solution = await solve(problem)
  expect(solution.result.pairs.map(({ mentee, mentor }) => [mentee, mentor])).toEqual([
    ['lee', 'n1'],
    ['m1', 'lee'],
  ])
  expect(solution.explain('m1', 'n1')).toMatchObject({ points: null, forbiddenBy: ['distinct-person'], state: 'forbidden' })
})
