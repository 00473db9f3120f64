import { describe, expect, test } from 'vitest'
import type { Answer, Question } from '../../questionnaire/contract.ts'
import { toCandidate, traitKinds, weekOf } from './candidates.ts'

const basis = { key: 'q', label: 'Q', audience: 'pair' as const }
const questions: Record<Question['kind'], Question> = {
  choices: { ...basis, kind: 'choices', options: [], open: true },
  choice: { ...basis, kind: 'choice', options: [], open: true },
  number: { ...basis, kind: 'number' },
  scale: { ...basis, kind: 'scale', least: 1, most: 5 },
  text: { ...basis, kind: 'text' },
  availability: { ...basis, kind: 'availability' },
  languages: { ...basis, kind: 'languages' },
  ranked: { ...basis, kind: 'ranked', options: [] },
}
const traitOf = (answer: Answer, week = '2027-01-04') =>
  toCandidate({ stableId: 'a', answers: { q: answer } }, new Map([['q', questions[answer.kind]]]), new Set(['q']), week).traits['q']

describe('an answer as the engine reads it', () => {
  const cases: [string, Answer, unknown][] = [
    ['choices, each once', { kind: 'choices', choices: ['b', 'a', 'b'] }, { kind: 'choices', choices: ['b', 'a'] }],
    ['no choices are silence', { kind: 'choices', choices: [] }, undefined],
    ['one choice', { kind: 'choice', choice: 'a' }, { kind: 'choices', choices: ['a'] }],
    ['completed years', { kind: 'number', number: 7.9 }, { kind: 'number', number: 7 }],
    ['a step from 0', { kind: 'scale', level: 3 }, { kind: 'scale', step: 2 }],
    ['text is read by people', { kind: 'text', text: 'hello' }, undefined],
    ['languages without their region', { kind: 'languages', languages: ['pt-BR', 'EN'] }, { kind: 'levels', levels: { pt: 1, en: 1 } }],
    ['wishes, best first', { kind: 'ranked', ranked: ['m2', 'm1'] }, { kind: 'ranks', ranks: [['m2'], ['m1']] }],
  ]
  test.each(cases)('%s', (_, answer, trait) => expect(traitOf(answer)).toEqual(trait))

  test('every kind of question says what it gives', () => expect(Object.keys(traitKinds).sort()).toEqual(Object.keys(questions).sort()))
  test('an answer of another kind than its question is silence', () => {
    const candidate = toCandidate(
      { stableId: 'a', answers: { q: { kind: 'number', number: 1 } } },
      new Map([['q', questions.choice]]),
      new Set(['q']),
      '2027-01-04',
    )
    expect(candidate).toEqual({ id: 'a', traits: {} })
  })
  test('a key that nothing compares is not handed over', () => {
    expect(
      toCandidate(
        { stableId: 'a', answers: { q: { kind: 'number', number: 1 } } },
        new Map([['q', questions.number]]),
        new Set(),
        '2027-01-04',
      ).traits,
    ).toEqual({})
  })
})

describe('weekly hours on a wall clock', () => {
  const at = (zone: string, weekday: number, from: string, to: string, week?: string) =>
    traitOf({ kind: 'availability', zone, slots: [{ weekday, from, to }] }, week)
  const cases: [string, unknown, [number, number][]][] = [
    ['Monday morning in UTC', at('UTC', 1, '09:00', '10:00'), [[540, 600]]],
    ['Oslo in winter is an hour ahead', at('Europe/Oslo', 1, '09:00', '10:00'), [[480, 540]]],
    ['and two hours in summer', at('Europe/Oslo', 1, '09:00', '10:00', '2027-06-07'), [[420, 480]]],
    ['Monday early in Auckland is Sunday in UTC', at('Pacific/Auckland', 1, '08:00', '09:00'), [[9780, 9840]]],
    ['only whole quarters that lie inside', at('UTC', 2, '09:05', '09:50'), [[1995, 2025]]],
    ['to midnight', at('UTC', 7, '23:00', '24:00'), [[10_020, 10_080]]],
    ['nothing of less than a quarter', at('UTC', 1, '09:05', '09:14'), []],
    ['a zone that nobody knows', at('Nowhere/Land', 1, '09:00', '10:00'), []],
  ]
  test.each(cases)('%s', (_, trait, minutes) => expect(trait).toEqual({ kind: 'weekly', minutes }))
})

test.each([
  ['2027-03-01', '2027-03-01'],
  ['2027-03-02', '2027-03-08'],
  ['2027-03-07', '2027-03-08'],
])('the week of %s begins on %s', (day, monday) => expect(weekOf(day)).toBe(monday))
