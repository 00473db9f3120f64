import { describe, expect, test } from 'vitest'
import type { Problem, Trait } from '../../../matching-engine/index.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { WishRow } from '../contract/shortage.ts'
import type { LookedFor } from './fit.ts'
import { calledFor, languagesCalledFor, seekingIn, untoldBecause, wantedAnswers, wishedQuestions } from './shortage.ts'

const basis = { audience: 'pair' } as const
const options = [
  { key: 'plan', label: 'Planning' },
  { key: 'write', label: 'Writing' },
]
const questions: Question[] = [
  { ...basis, kind: 'choices', key: 'wants', label: 'Skills to grow', role: 'mentee', options },
  { ...basis, kind: 'choices', key: 'offers', label: 'Skills to share', role: 'mentor', options, open: true },
  { ...basis, kind: 'number', key: 'years', label: 'Years', unit: 'years' },
  { ...basis, kind: 'choice', key: 'manager', label: 'Line manager', options: [], open: true },
  { ...basis, kind: 'choice', key: 'site', label: 'Site', options: [], open: true },
  { ...basis, kind: 'languages', key: 'speaks', label: 'Languages' },
  { ...basis, kind: 'ranked', key: 'wished', label: 'Whom would you like?', role: 'mentor', options: [] },
]
const lookedFor: LookedFor = {
  criteria: [
    { id: 'skills', kind: 'set', mode: 'complementary', mentee: 'wants', mentor: 'offers', weightPoints: 60 },
    { id: 'site', kind: 'category', mode: 'similar', mentee: 'site', mentor: 'site', weightPoints: 20 },
    { id: 'wish', kind: 'rank', by: 'mentor', places: 3, mentee: 'wants', mentor: 'wished', weightPoints: 20 },
  ],
  requirements: [
    { id: 'ahead', kind: 'atLeastMore', by: 3, mentee: 'years', mentor: 'years' },
    { id: 'line', kind: 'notSame', mentee: 'manager', mentor: 'manager' },
    { id: 'speak', kind: 'languageInCommon', mentee: 'speaks', mentor: 'speaks' },
  ],
}
const chose = (...choices: string[]): Trait => ({ kind: 'choices', choices })
const number = (years: number): Trait => ({ kind: 'number', number: years })
const speaks = (...tags: string[]): Trait => ({ kind: 'levels', levels: Object.fromEntries(tags.map(tag => [tag, 1])) })

const problem: Problem = {
  seed: 'test',
  criteria: [],
  requirements: [],
  mentees: [
    { id: 'amina', traits: { wants: chose('plan', 'write'), site: chose('Coast'), years: number(2), speaks: speaks('no', 'en') } },
    { id: 'bea', traits: { wants: chose('write'), years: number(9), speaks: speaks('en') } },
    { id: 'carl', traits: { wants: chose('write'), site: chose('City') } },
  ],
  mentors: [
    { id: 'dana', capacity: 2, traits: { offers: chose('write', 'Sailing'), site: chose('City') } },
    { id: 'emil', traits: { offers: chose('plan') } },
    { id: 'full', capacity: 0, traits: { offers: chose('plan') } },
  ],
  locks: [{ mentee: 'carl', mentor: 'dana' }],
}

test('whoever is kept with somebody looks for nobody, and takes up the place', () => {
  const seeking = seekingIn(problem)
  expect(seeking.mentees.map(({ id }) => id)).toEqual(['amina', 'bea'])
  expect(seeking.mentors.map(({ mentor, places }) => [mentor.id, places])).toEqual([
    ['dana', 1],
    ['emil', 1],
  ])
})

test('each answer that is wished is counted beside the free places with it, worst first; what only mentors say is left out', () => {
  const row = (answer: string, mentees: number, mentors: number, short: number): WishRow => ({
    answer,
    mentees,
    mentors,
    places: mentors,
    short,
  })
  expect(wishedQuestions(seekingIn(problem), lookedFor, questions)).toEqual([
    { mentee: 'Skills to grow', mentor: 'Skills to share', offered: true, rows: [row('Writing', 2, 1, 1), row('Planning', 1, 1, 0)] },
    { mentee: 'Site', mentor: 'Site', offered: false, rows: [row('Coast', 1, 0, 1)] },
  ])
})

describe('what a newcomer would answer', () => {
  const traits: Record<string, Trait> = {
    wished: { kind: 'ranks', ranks: [['amina']] },
    manager: chose('Sofie Lind'),
    offers: chose('plan', 'Sailing', 'write'),
    years: number(30),
    speaks: speaks('de', 'en'),
  }
  const told = wantedAnswers({ traits, serves: ['amina', 'bea'] }, problem, lookedFor, questions)

  test('is what speaks for those who would be with them, most wished first, and the least years that all of them need', () => {
    expect(told).toEqual([
      { question: 'Skills to share', said: { kind: 'choices', choices: ['Writing', 'Planning'] } },
      { question: 'Years', said: { kind: 'least', number: 12, unit: 'years' } },
      { question: 'Languages', said: { kind: 'languages', languages: ['en'] } },
    ])
  })

  test('names nobody: no line manager, nobody of a wish list', () => {
    expect(JSON.stringify(told)).not.toMatch(/Sofie|amina/)
  })

  test('tells a number that gives points as it was tried', () => {
    const near: LookedFor = {
      criteria: [{ id: 'near', kind: 'distance', mode: 'similar', reach: 5, mentee: 'years', mentor: 'years', weightPoints: 1 }],
      requirements: [],
    }
    expect(wantedAnswers({ traits, serves: ['amina'] }, problem, near, questions)).toEqual([
      { question: 'Years', said: { kind: 'number', number: 30, unit: 'years' } },
    ])
  })
})

test.each([
  ['nobody', { ...problem, mentees: [], mentors: [] }, lookedFor],
  ['no-criteria', problem, { criteria: [], requirements: [] }],
  ['unfit', problem, { criteria: [{ id: 'a', kind: 'language', mentee: 'gone', mentor: 'gone', weightPoints: 1 }], requirements: [] }],
  ['no-mentees', { ...problem, mentees: [] }, lookedFor],
  ['everybody-has', { ...problem, mentees: problem.mentees.slice(2) }, lookedFor],
  [null, { ...problem, mentors: [], locks: [] }, lookedFor],
] as const)('%s is why nothing is told', (why, asked, rules) => {
  expect(untoldBecause(asked, rules as LookedFor, questions)).toBe(why)
})

test('a call asks for what is short, five answers of a question at most', () => {
  const rows = [6, 5, 4, 3, 2, 1].map(short => ({ answer: `${short} short`, mentees: 9, mentors: 1, places: 9 - short, short }))
  const enough = { answer: 'enough', mentees: 1, mentors: 1, places: 2, short: 0 }
  const asked = [
    { mentee: 'a', mentor: 'b', offered: true, rows: [...rows, enough] },
    { mentee: 'c', mentor: 'c', offered: false, rows: [enough] },
  ]
  expect(calledFor(asked).map(({ question, answers }) => [question.mentee, answers])).toEqual([
    ['a', ['6 short', '5 short', '4 short', '3 short', '2 short']],
  ])
})

test('a call names the languages of those who would place somebody, where languages are what keeps people apart', () => {
  const speaking = (placed: number, ...languages: string[]) => ({
    placed,
    answers: [{ question: 'Languages', said: { kind: 'languages' as const, languages } }],
  })
  const wanted = [speaking(1, 'it'), speaking(2, 'cs', 'it'), speaking(0, 'tr')]
  expect(languagesCalledFor([{ question: 'Languages' }], wanted)).toEqual(['it', 'cs'])
  expect(languagesCalledFor([{ question: 'Years' }, { question: null }], wanted)).toEqual([])
})
