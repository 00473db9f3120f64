import { describe, expect, test } from 'vitest'
import type { Evidence, Line } from '../../../matching-engine/index.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion } from '../contract/criteria.ts'
import { linesShown, reasonsFor } from './explanation.ts'

const options = [
  { key: 'negotiation', label: 'Negotiation' },
  { key: 'speaking', label: 'Public speaking' },
]
const toGrow: Question = { kind: 'choices', key: 'skills_to_grow', label: 'Skills to grow', audience: 'pair', role: 'mentee', options }
const toShare: Question = { kind: 'choices', key: 'skills_to_share', label: 'Skills to share', audience: 'pair', role: 'mentor', options }
const health: Question = { kind: 'choice', key: 'health', label: 'Health', audience: 'coordinators', options: [], open: true }
const years: Question = { kind: 'number', key: 'years', label: 'Years', audience: 'pair', unit: 'years' }
const wishes: Question = { kind: 'ranked', key: 'wishes', label: 'Wishes', audience: 'pair', options: [] }
const questions = [toGrow, toShare, health, years, wishes]

const skills: Criterion = {
  id: 'skills',
  kind: 'set',
  mode: 'complementary',
  mentee: 'skills_to_grow',
  mentor: 'skills_to_share',
  weightPoints: 60,
}
const sameHealth: Criterion = { id: 'health', kind: 'category', mode: 'similar', mentee: 'health', mentor: 'health', weightPoints: 20 }
const near: Criterion = { id: 'years', kind: 'distance', mode: 'similar', reach: 10, mentee: 'years', mentor: 'years', weightPoints: 10 }
const wished: Criterion = { id: 'wishes', kind: 'rank', by: 'mentee', places: 3, mentee: 'wishes', mentor: 'wishes', weightPoints: 10 }
const criteria = [skills, sameHealth, near, wished]

const line = (criterion: string, points: number, outOf: number, evidence: Evidence | null, silent = false): Line => ({
  criterion,
  points,
  outOf,
  silent,
  evidence,
})
const shared = (...choices: string[]): Evidence => ({
  kind: 'choices',
  shared: choices.map(choice => ({ choice, points: 1 })),
  onlyMentee: 1,
  onlyMentor: 0,
})
const lines: Line[] = [
  line('years', 900, 1000, { kind: 'numbers', mentee: 3, mentor: 5 }),
  line('skills', 3000, 6000, shared('negotiation')),
  line('health', 2000, 2000, shared('asthma')),
  line('wishes', 1000, 1000, { kind: 'rank', by: 'mentee', rank: 1 }),
]

describe('the pair', () => {
  test('reads what both may know, weightiest first, under the labels that were ticked', () => {
    const reasons = reasonsFor('pair', lines, criteria, questions)
    expect(reasons.map(({ criterion, fit, evidence }) => [criterion, fit, evidence])).toEqual([
      ['skills', 'partial', { kind: 'choices', shared: ['Negotiation'], missing: 0 }],
      ['years', 'partial', { kind: 'numbers', mentee: 3, mentor: 5, unit: 'years' }],
    ])
  })
  test('gets no reason at all from a question kept to coordinators, not even its label', () => {
    expect(JSON.stringify(reasonsFor('pair', lines, criteria, questions))).not.toMatch(/health|asthma/i)
  })
  test('never reads ranks, points or what is not in common', () => {
    expect(
      JSON.stringify(
        reasonsFor('pair', [...lines, line('years', 0, 1000, { kind: 'numbers', mentee: 3, mentor: 30 })], criteria, questions),
      ),
    ).not.toMatch(/rank|points|30/)
  })
  test('reads nothing that rests on one private side alone', () => {
    const half: Criterion = { ...sameHealth, mentor: 'skills_to_share' }
    expect(reasonsFor('pair', [line('health', 2000, 2000, shared('asthma'))], [half], questions)).toEqual([])
  })
})

test('silence is nobody’s reason', () => {
  const silent = [line('skills', 3000, 6000, null, true)]
  expect(reasonsFor('pair', silent, criteria, questions)).toEqual([])
  expect(reasonsFor('coordinator', silent, criteria, questions)).toEqual([])
})

test('a coordinator reads every line with its evidence, and what was wished in vain', () => {
  expect(reasonsFor('coordinator', lines, criteria, questions).map(({ criterion, fit }) => [criterion, fit])).toEqual([
    ['skills', 'partial'],
    ['health', 'full'],
    ['wishes', 'full'],
    ['years', 'partial'],
  ])
  expect(linesShown(lines, criteria, questions).find(({ criterion }) => criterion === 'skills')?.evidence).toEqual({
    kind: 'choices',
    shared: ['Negotiation'],
    missing: 1,
  })
})

test('words of people’s own are told as they wrote them', () => {
  expect(reasonsFor('coordinator', [line('skills', 6000, 6000, shared('welding'))], criteria, questions)[0]?.evidence).toMatchObject({
    shared: ['welding'],
  })
})
