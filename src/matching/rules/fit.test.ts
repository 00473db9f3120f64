import { describe, expect, test } from 'vitest'
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion, Requirement } from '../contract/criteria.ts'
import { proposedFrom } from './defaults.ts'
import { fitFaults, keysRead } from './fit.ts'
import { asRead, criterionSentence, sharesOf } from './sentences.ts'

const basis = { label: 'L', audience: 'pair' as const }
const questions: Question[] = [
  { ...basis, kind: 'choices', key: 'wanted', role: 'mentee', options: [], open: true },
  { ...basis, kind: 'choices', key: 'offered', role: 'mentor', options: [], open: true },
  { ...basis, kind: 'number', key: 'years' },
  { ...basis, kind: 'scale', key: 'calm', least: 1, most: 5 },
  { ...basis, kind: 'scale', key: 'wide', least: 1, most: 7 },
  { ...basis, kind: 'ranked', key: 'wishes', role: 'mentee', options: [] },
  { ...basis, kind: 'text', key: 'letter' },
]
const set: Criterion = { id: 'a', kind: 'set', mode: 'complementary', mentee: 'wanted', mentor: 'offered', weightPoints: 1 }
const codes = (criteria: Criterion[], requirements: Requirement[] = []) =>
  fitFaults({ criteria, requirements }, questions).map(({ path, code }) => `${path} ${code}`)

describe('what fits', () => {
  const fine: [string, Criterion[], Requirement[]][] = [
    ['choices with choices', [set], []],
    [
      'a wish list, whatever the other side was asked',
      [{ id: 'w', kind: 'rank', by: 'mentee', places: 3, mentee: 'wishes', mentor: 'years', weightPoints: 1 }],
      [],
    ],
    ['numbers', [], [{ id: 'y', kind: 'atLeastMore', by: 3, mentee: 'years', mentor: 'years' }]],
  ]
  test.each(fine)('%s', (_, criteria, requirements) => expect(codes(criteria, requirements)).toEqual([]))

  const wrong: [string, Criterion[], Requirement[], string[]][] = [
    ['a question that is gone', [{ ...set, mentee: 'gone' }], [], ['criteria.0.mentee question_missing']],
    ['a question of another kind', [{ ...set, mentor: 'years' }], [], ['criteria.0.mentor question_does_not_fit']],
    ['text, which people read', [{ ...set, mentor: 'letter' }], [], ['criteria.0.mentor question_does_not_fit']],
    ['a question of the other side', [{ ...set, mentee: 'offered' }], [], ['criteria.0.mentee wrong_role']],
    [
      'scales of different length',
      [{ id: 's', kind: 'scale', mode: 'similar', mentee: 'calm', mentor: 'wide', weightPoints: 1 }],
      [],
      ['criteria.0 scales_differ'],
    ],
    ['a name twice', [set, set], [], ['criteria.1.id named_twice']],
    [
      'counts beside weights',
      [set, { id: 'c', kind: 'count', mentee: 'wanted', mentor: 'offered', pointsPerItem: 1 }],
      [],
      ['criteria mixed_criteria'],
    ],
    [
      'a requirement on words',
      [],
      [{ id: 'y', kind: 'atMostMore', by: 3, mentee: 'wanted', mentor: 'years' }],
      ['requirements.0.mentee question_does_not_fit'],
    ],
  ]
  test.each(wrong)('not: %s', (_, criteria, requirements, faults) => expect(codes(criteria, requirements)).toEqual(faults))
})

test('only answers that are compared are read', () => {
  const rank: Criterion = { id: 'w', kind: 'rank', by: 'mentee', places: 3, mentee: 'wishes', mentor: 'years', weightPoints: 1 }
  expect(keysRead({ criteria: [set, rank], requirements: [] })).toEqual({
    mentee: new Set(['wanted', 'wishes']),
    mentor: new Set(['offered']),
  })
})

describe('what is proposed', () => {
  test('skills wanted and offered, experience ahead, a language in common; and it fits', () => {
    const asked: Question[] = [
      { ...basis, kind: 'choices', key: 'skills_wanted', options: [], open: true },
      { ...basis, kind: 'choices', key: 'skills_offered', options: [], open: true },
      { ...basis, kind: 'number', key: 'experience_years' },
      { ...basis, kind: 'languages', key: 'languages' },
      { ...basis, kind: 'choice', key: 'country', options: [] },
    ]
    const proposed = proposedFrom(asked)
    expect(proposed.criteria).toMatchObject([{ kind: 'set', mode: 'complementary', mentee: 'skills_wanted', mentor: 'skills_offered' }])
    expect(proposed.requirements).toMatchObject([
      { kind: 'atLeastMore', mentee: 'experience_years' },
      { kind: 'languageInCommon', mentee: 'languages' },
    ])
    expect(fitFaults(proposed, asked)).toEqual([])
    const reverse = proposedFrom(asked, 'reverse')
    expect(reverse.criteria).toEqual(proposed.criteria)
    expect(reverse.requirements).toMatchObject([{ kind: 'atMostMore', by: 0, mentee: 'experience_years' }, { kind: 'languageInCommon' }])
    expect(fitFaults(reverse, asked)).toEqual([])
  })
  test('lists that both sides answered are compared where none is named as wanted or offered', () => {
    const asked: Question[] = [
      { ...basis, kind: 'choices', key: 'themen', options: [], open: true },
      { ...basis, kind: 'choices', key: 'orte', options: [], open: true },
      { ...basis, kind: 'choice', key: 'fach', options: [] },
    ]
    const proposed = proposedFrom(asked)
    expect(proposed.criteria).toMatchObject([
      { id: 'skills', kind: 'set', mode: 'similar', mentee: 'themen', mentor: 'themen', weightPoints: 50 },
      { id: 'skills-2', kind: 'set', mode: 'similar', mentee: 'orte', mentor: 'orte', weightPoints: 50 },
    ])
    expect(fitFaults(proposed, asked)).toEqual([])
  })
  test('nothing where nothing is asked', () => expect(proposedFrom([])).toEqual({ criteria: [], requirements: [], first: 'matched' }))
})

test('shares add up to 100', () => {
  const weights = [1, 1, 1].map((weightPoints, at): Criterion => ({ ...set, id: `c${at}`, weightPoints }))
  expect(sharesOf(weights)).toEqual([34, 33, 33])
  expect(sharesOf([{ id: 'c', kind: 'count', mentee: 'wanted', mentor: 'offered', pointsPerItem: 1 }])).toEqual([null])
})

test('a question that both sides answer is named once', () => {
  const same: Criterion = { id: 'a', kind: 'category', mode: 'similar', mentee: 'years', mentor: 'years', weightPoints: 1 }
  expect(asRead(criterionSentence(same, questions), same).key).toBe('criterion.category.similar.one')
  expect(asRead(criterionSentence(set, questions), set).key).toBe('criterion.set.complementary')
})
