import { describe, expect, test } from 'vitest'
import { type Criterion, type PairExplanation, solve, type Trait } from '../index.ts'
import { scored } from '../scoring.ts'
import { anyProblem } from '../testing/worlds.ts'
import { sharesOf } from './kinds.ts'

/** One mentee and one mentor with one answer each under `q`, compared by one criterion with all 10,000 points. */
async function compared(
  criterion: Omit<Criterion, 'id' | 'mentee' | 'mentor'>,
  mentee: Trait | null,
  mentor: Trait | null,
): Promise<PairExplanation> {
  const full = {
    id: 'c',
    mentee: 'q',
    mentor: 'q',
    ...('pointsPerItem' in criterion || 'pointsPerStep' in criterion ? {} : { weightPoints: 1 }),
    ...criterion,
  } as Criterion
  const answers = (trait: Trait | null) => (trait ? { q: trait } : {})
  const solution = await solve({
    seed: 's',
    mentees: [{ id: 'amina', traits: answers(mentee) }],
    mentors: [{ id: 'bo', traits: answers(mentor) }],
    criteria: [full],
    requirements: [],
  })
  return solution.explain('amina', 'bo')
}

const choices = (...list: string[]): Trait => ({ kind: 'choices', choices: list })
const levels = (table: Record<string, number>): Trait => ({ kind: 'levels', levels: table })
const number = (years: number): Trait => ({ kind: 'number', number: years })
const step = (at: number): Trait => ({ kind: 'scale', step: at })
const week = (...minutes: [number, number][]): Trait => ({ kind: 'weekly', minutes })

describe('what each kind gives', () => {
  const cases: readonly [string, Omit<Criterion, 'id' | 'mentee' | 'mentor'>, Trait, Trait, number][] = [
    [
      'set, complementary: a third of what was wanted',
      { kind: 'set', mode: 'complementary' } as never,
      choices('a', 'b', 'c'),
      choices('b', 'x'),
      3333,
    ],
    [
      'set, similar: half from each list',
      { kind: 'set', mode: 'similar' } as never,
      choices('a', 'b'),
      choices('b', 'c', 'd', 'e'),
      2500 + 1250,
    ],
    ['set, different: the contrary', { kind: 'set', mode: 'different' } as never, choices('a', 'b'), choices('b', 'c', 'd', 'e'), 6250],
    ['set with weights', { kind: 'set', mode: 'complementary', itemWeights: { a: 3 } } as never, choices('a', 'b'), choices('a'), 7500],
    ['count', { kind: 'count', pointsPerItem: 7 } as never, choices('a', 'b', 'c'), choices('c', 'b'), 14],
    [
      'level, complementary: offered at least wanted',
      { kind: 'level', mode: 'complementary', steps: 5 } as never,
      levels({ go: 2, sql: 4 }),
      levels({ go: 3, sql: 3 }),
      5000,
    ],
    ['level, similar: nearness', { kind: 'level', mode: 'similar', steps: 5 } as never, levels({ go: 2 }), levels({ go: 3 }), 7500],
    ['level, different', { kind: 'level', mode: 'different', steps: 5 } as never, levels({ go: 2 }), levels({ go: 3 }), 2500],
    ['scale, similar', { kind: 'scale', mode: 'similar', steps: 5 } as never, step(1), step(2), 7500],
    ['scale, different', { kind: 'scale', mode: 'different', steps: 5 } as never, step(0), step(4), 10_000],
    ['scale, complementary: the mentor further along', { kind: 'scale', mode: 'complementary', steps: 5 } as never, step(3), step(1), 0],
    [
      'scale by table',
      {
        kind: 'scale',
        mode: 'similar',
        steps: 2,
        table: [
          [0, 80],
          [10, 20],
        ],
      } as never,
      step(0),
      step(1),
      8000,
    ],
    [
      'availability, over the end of the week',
      { kind: 'availability', enoughMinutes: 120 } as never,
      week([10_020, 10_140]),
      week([0, 30], [10_050, 10_080]),
      5000,
    ],
    ['distance, similar', { kind: 'distance', mode: 'similar', reach: 10 } as never, number(3), number(6), 7000],
    ['distance, different', { kind: 'distance', mode: 'different', reach: 10 } as never, number(3), number(6), 3000],
    [
      'distance, complementary: ahead by the gap',
      { kind: 'distance', mode: 'complementary', reach: 10, gap: 5 } as never,
      number(3),
      number(6),
      8000,
    ],
    [
      'rank by the mentee',
      { kind: 'rank', by: 'mentee', places: 4 } as never,
      { kind: 'ranks', ranks: [['x'], ['bo', 'y']] },
      choices(),
      7500,
    ],
    [
      'rank by the mentor, by shares',
      { kind: 'rank', by: 'mentor', places: 4, shares: [100, 60] } as never,
      choices(),
      { kind: 'ranks', ranks: [['x'], ['amina']] },
      6000,
    ],
    ['category, similar', { kind: 'category', mode: 'similar' } as never, choices('hq'), choices('hq'), 10_000],
    ['category, different', { kind: 'category', mode: 'different' } as never, choices('hq'), choices('hq'), 0],
    [
      'language: the best common level',
      { kind: 'language', enoughLevel: 4 } as never,
      levels({ en: 2, fr: 5 }),
      levels({ en: 5, fr: 1 }),
      5000,
    ],
    ['rating', { kind: 'rating', by: 'mentee', pointsPerStep: 30 } as never, { kind: 'ratings', ratings: { bo: 3 } }, choices(), 90],
  ]
  for (const [name, criterion, mentee, mentor, points] of cases)
    test(name, async () => {
      const explained = await compared(criterion, mentee, mentor)
      expect(explained.points).toBe(points)
      expect(explained.lines[0]?.silent).toBe(false)
    })
})

describe('silence', () => {
  test('earns half, rounded down, and is no reason', async () => {
    const { lines, points } = await compared({ kind: 'set', mode: 'similar' } as never, null, choices('a'))
    expect([points, lines]).toEqual([5000, [{ criterion: 'c', points: 5000, outOf: 10_000, silent: true, evidence: null }]])
  })
  test('an empty list is silence too', async () =>
    expect((await compared({ kind: 'category', mode: 'different' } as never, choices('a'), choices())).points).toBe(5000))
  test('a count earns nothing', async () =>
    expect((await compared({ kind: 'count', pointsPerItem: 3 } as never, null, choices('a'))).points).toBe(0))
})

describe('points', () => {
  test('are split by largest remainder and sum to 10,000', () => {
    const weighted = (weights: number[]) =>
      sharesOf(
        weights.map((weightPoints, index) => ({
          id: `${index}`,
          kind: 'category',
          mode: 'similar',
          mentee: 'q',
          mentor: 'q',
          weightPoints,
        })),
      )
    expect(weighted([1, 1, 1])).toEqual([3334, 3333, 3333])
    expect(weighted([7000, 2999, 1])).toEqual([7000, 2999, 1])
    expect(weighted([0, 5])).toEqual([0, 10_000])
  })

  test('the lines of every pair sum to its points, and every row kernel says the same as the definition', () => {
    const wrong: string[] = []
    for (let seed = 0; seed < 40; seed++) {
      const scoring = scored(anyProblem(seed, { mentees: 7, mentors: 9 }))
      const row = new Int16Array(9)
      for (let mentee = 0; mentee < 7; mentee++) {
        scoring.fillRow(mentee, row)
        for (const [mentor, points] of row.entries()) {
          const defined = scoring.open(mentee, mentor) ? scoring.points(mentee, mentor) : -1
          const lines = scoring.criteria.map(criterion => criterion.line(mentee, mentor))
          if (points !== defined) wrong.push(`kernel ${seed} ${mentee} ${mentor}`)
          if (lines.reduce((sum, line) => sum + line.points, 0) !== scoring.points(mentee, mentor))
            wrong.push(`sum ${seed} ${mentee} ${mentor}`)
          if (lines.some(line => line.points < 0 || line.points > (line.outOf ?? 0))) wrong.push(`range ${seed} ${mentee} ${mentor}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('the items of a set sum to its line', async () => {
    const { lines } = await compared({ kind: 'set', mode: 'complementary' } as never, choices('a', 'b', 'c'), choices('a', 'b', 'c'))
    expect(lines[0]?.evidence).toEqual({
      kind: 'choices',
      shared: [
        { choice: 'a', points: 3334 },
        { choice: 'b', points: 3333 },
        { choice: 'c', points: 3333 },
      ],
      onlyMentee: 0,
      onlyMentor: 0,
    })
  })
})
