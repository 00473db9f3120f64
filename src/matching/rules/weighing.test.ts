import { expect, test } from 'vitest'
import type { Problem } from '../../../matching-engine/index.ts'
import type { Criterion } from '../contract/criteria.ts'
import {
  askedWeights,
  criteriaWith,
  isToldAtOnce,
  judgedBoth,
  problemWith,
  settings,
  shifted,
  standingOf,
  weightedTimes,
  weightsOf,
  weightsSet,
  weightTexts,
} from './weighing.ts'

const skills: Criterion = { id: 'skills', kind: 'set', mode: 'complementary', mentee: 'wanted', mentor: 'offered', weightPoints: 3 }
const years: Criterion = { id: 'years', kind: 'distance', mode: 'similar', mentee: 'years', mentor: 'years', reach: 20, weightPoints: 1 }
const place: Criterion = { id: 'place', kind: 'category', mode: 'similar', mentee: 'place', mentor: 'place', weightPoints: 1 }
const count: Criterion = { id: 'topics', kind: 'count', mentee: 'topics', mentor: 'topics', pointsPerItem: 2 }
const criteria = [skills, years, place]

test('weights that can be tried are one whole number for each criterion and for nothing else, and not all nothing', () => {
  const asked = (...texts: string[]) => {
    const weights = askedWeights(criteria, texts)
    return weights instanceof Error ? weights.code : [...weights]
  }
  expect(asked('years:0', 'skills:60', 'place:10')).toEqual([
    ['skills', 60],
    ['years', 0],
    ['place', 10],
  ])
  expect(asked('skills:60', 'years:40')).toBe('weights_unknown')
  expect(asked('skills:60', 'years:40', 'other:1')).toBe('weights_unknown')
  expect(asked('skills:60', 'years:40', 'place:1', 'other:1')).toBe('weights_unknown')
  expect(asked('skills:60', 'years:40', 'place:1', 'place:2')).toBe('weights_unknown')
  expect(asked('skills:60', 'years:40', 'place:-1')).toBe('weights_unknown')
  expect(asked('skills:60', 'years:40', 'place:0.5')).toBe('weights_unknown')
  expect(asked('skills:0', 'years:0', 'place:0')).toBe('weights_all_zero')
})

test('what is set is a whole share of a hundred, or the points of a count; unchanged it is the weights of the round to the last part', () => {
  expect(settings(criteria)).toEqual([60, 20, 20])
  expect(settings([count])).toEqual([2])
  const thirds = criteria.map(one => ({ ...one, weightPoints: 1 }))
  expect(settings(thirds)).toEqual([34, 33, 33])
  expect(weightTexts(weightsSet(thirds, [34, 33, 33]))).toEqual(['skills:1', 'years:1', 'place:1'])
  expect(weightTexts(weightsSet(thirds, [34, 34, 32]))).toEqual(['skills:34', 'years:34', 'place:32'])
})

test('weights are used, can be used, or say nothing about what the cohort compares by now', () => {
  const weights = new Map([
    ['skills', 50],
    ['years', 50],
    ['place', 0],
  ])
  expect(settings(criteria, weights)).toEqual([50, 50, 0])
  expect(standingOf(criteria, criteria, weights)).toBe('usable')
  expect(standingOf([years, { ...skills, weightPoints: 1 }], criteria, weights)).toBe('used')
  expect(standingOf([skills, years], criteria, weights)).toBe('changed')
  expect(standingOf([skills, years, { ...place, id: 'other' }], criteria, weights)).toBe('changed')
  expect(standingOf(criteria, criteria, weightsOf(criteria))).toBe('used')
})

test.each([
  [[60, 20, 20], 0, 80, [80, 10, 10]],
  [[60, 20, 20], 2, 0, [75, 25, 0]],
  [[60, 20, 20], 1, 33, [50, 33, 17]],
  [[100, 0, 0], 0, 50, [50, 25, 25]],
  [[60, 20, 20], 0, 100, [100, 0, 0]],
  [[100], 0, 40, [100]],
])('of %j the one at %i is set to %i, and the others keep their ratio: %j', (set, at, to, after) => {
  expect(shifted(set, at, to, true)).toEqual(after)
  expect(after.reduce((sum, one) => sum + one, 0)).toBe(100)
})

test('a count is set alone', () => {
  expect(shifted([2, 3], 1, 7, false)).toEqual([2, 7])
})

test('half and double are told in whole numbers, beside the others', () => {
  const weights = weightsOf(criteria)
  expect([...weightedTimes(weights, 'years', 2).values()]).toEqual([3, 2, 1])
  expect([...weightedTimes(weights, 'years', 0.5).values()]).toEqual([6, 1, 2])
})

test('the problem has the weights, and what is saved leaves out what counts nothing', () => {
  const weights = new Map([
    ['skills', 0],
    ['years', 70],
    ['place', 30],
  ])
  const lookedFor = criteria as Problem['criteria']
  const problem: Problem = {
    seed: 'x',
    mentees: [],
    mentors: [],
    criteria: lookedFor,
    requirements: [],
    locks: [{ mentee: 'a', mentor: 'b' }],
  }
  const weighed = problemWith(problem, weights)
  expect(weighed.criteria.map(one => ('weightPoints' in one ? one.weightPoints : null))).toEqual([0, 70, 30])
  expect(weighed.locks).toEqual(problem.locks)
  expect(criteriaWith(criteria, weights)).toEqual([
    { ...years, weightPoints: 70 },
    { ...place, weightPoints: 30 },
  ])
  expect(criteriaWith([count], new Map([['topics', 5]]))).toEqual([{ ...count, pointsPerItem: 5 }])
})

test('everything is worked out at once up to seven hundred on each side with four criteria', () => {
  expect([isToldAtOnce(700, 700, 4), isToldAtOnce(1000, 1000, 2), isToldAtOnce(1000, 1000, 3)]).toEqual([true, true, false])
})

const pair = (mentee: string, mentor: string, points: number, tried: number) => ({ mentee, mentor, points, tried })
const stands = [pair('a', 'x', 9000, 6000), pair('b', 'y', 5000, 5000), pair('c', 'z', 4000, 4000)]
const way = [pair('a', 'y', 7000, 9000), pair('b', 'x', 4000, 4500), pair('c', 'z', 4000, 4000)]

test('each arrangement is judged by both weights; who changes most comes first; who stays is counted', () => {
  const { judged, moves, movedAnew, pairs, pairsSame, figures } = judgedBoth({ stands, way, anew: way }, 'compatibility', () => false)
  expect(judged.own).toEqual({ stands: { average: 60, lowest: 40 }, way: { average: 50, lowest: 40 }, lost: 30 })
  expect(judged.tried).toEqual({ stands: { average: 50, lowest: 40 }, way: { average: 58, lowest: 40 }, lost: -25 })
  expect(figures).toMatchObject({ pairs: 3, menteesPlaced: 3, average: 58, lost: -25 })
  expect(moves.map(({ mentee }) => mentee)).toEqual(['a', 'b'])
  expect([pairs, pairsSame, movedAnew]).toEqual([3, 1, 2])
})

test('who loses everybody changes more than who has another one, and whoever is hidden is in no figure', () => {
  const without = judgedBoth({ stands, way: way.slice(0, 2), anew: way }, 'compatibility', () => false)
  expect(without.moves.map(({ mentee }) => mentee)).toEqual(['c', 'a', 'b'])
  const hidden = judgedBoth({ stands, way, anew: way }, 'compatibility', ({ mentor }) => mentor === 'y')
  expect([hidden.pairs, hidden.pairsSame, hidden.moves]).toEqual([1, 1, []])
  const onlyAnew = judgedBoth({ stands, way: stands, anew: [pair('c', 'w', 4000, 4000)] }, 'compatibility', ({ mentor }) => mentor === 'w')
  expect([onlyAnew.pairs, onlyAnew.movedAnew]).toEqual([2, 2])
  expect(hidden.judged.own).toEqual({ stands: { average: 40, lowest: 40 }, way: { average: 40, lowest: 40 }, lost: 0 })
})
