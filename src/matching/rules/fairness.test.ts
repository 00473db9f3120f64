import { expect, test } from 'vitest'
import type { Question } from '../../questionnaire/contract.ts'
import { type Answering, fairnessFaults, membersBy, notBy, toldOf } from './fairness.ts'
import { type Member, tableOf } from './hiding.ts'

const choice = (label: string, more: Partial<Extract<Question, { kind: 'choice' }>> = {}): Question => ({
  kind: 'choice',
  key: 'asked',
  label,
  audience: 'pair',
  options: [{ key: 'city', label: 'City hospital' }],
  ...more,
})

test.each([
  'Gender',
  'Age band',
  'Country of birth',
  'Nationality',
  'Country',
  'Are you from abroad?',
  'Ethnicity',
  'Religion',
  'Do you have a disability?',
  'First language',
  'Geschlecht',
  'Staatsangehörigkeit',
  'Nationalité',
  'Género',
])('fairness is not looked at by “%s”', label => {
  expect(notBy(choice(label))).toBe('protected')
})

test.each(['Site', 'Department', 'Occupation', 'Shift', 'Job family', 'Language of instruction', 'Stage', 'Page of the catalog', 'Grade'])(
  'fairness can be looked at by “%s”',
  label => {
    expect(notBy(choice(label))).toBeNull()
  },
)

test('the key and the answers tell what is protected too; several answers make no groups; what only coordinators may know stays with them', () => {
  expect(notBy(choice('About you', { key: 'age_group' }))).toBe('protected')
  expect(notBy(choice('About you', { options: [{ key: 'f', label: 'Female' }] }))).toBe('protected')
  expect(notBy({ kind: 'choices', key: 'skills', label: 'Skills', audience: 'pair', options: [] })).toBe('kind')
  expect(notBy(choice('Site', { audience: 'coordinators' }))).toBe('audience')
})

test('everything that is wrong is told at once', () => {
  const questions = [choice('Site', { key: 'site' }), choice('Gender', { key: 'gender' })]
  expect(fairnessFaults(['site'], questions)).toEqual([])
  expect(fairnessFaults(['site', 'gender', 'gone', 'site'], questions)).toEqual([
    { path: 'questions.1', code: 'fairness_not_by_protected', facts: { question: 'Gender' } },
    { path: 'questions.2', code: 'question_missing', facts: { question: 'gone' } },
    { path: 'questions.3', code: 'named_twice', facts: { name: 'Site' } },
  ])
})

const answering = (id: string, role: Answering['role'], site: string | null): Answering => ({
  id,
  role,
  answers: { site: site === null ? null : { kind: 'choice', choice: site } },
})

test('each counts once, with the mean of their pairs; silence is no answer', () => {
  const people = [
    answering('a', 'mentee', 'City'),
    answering('b', 'mentee', null),
    answering('c', 'mentee', ' '),
    answering('m', 'mentor', 'City'),
  ]
  const pairs = [
    { mentee: 'a', mentor: 'm', points: 8000 },
    { mentee: 'a', mentor: 'n', points: 5001 },
    { mentee: 'b', mentor: 'm', points: 3000 },
  ]
  expect(membersBy(people, 'mentee', 'site', pairs)).toEqual([
    { id: 'a', answer: 'City', points: 6500.5 },
    { id: 'b', answer: null, points: 3000 },
    { id: 'c', answer: null, points: null },
  ])
  expect(membersBy(people, 'mentor', 'site', pairs)).toEqual([{ id: 'm', answer: 'City', points: 5500 }])
})

/** By answer, the points of everybody in it; null: with nobody. */
const told = (groups: Readonly<Record<string, readonly (number | null)[]>>, measure: 'compatibility' | 'count' = 'compatibility') => {
  const members = Object.entries(groups).flatMap(([answer, of]) =>
    of.map((points, at): Member => ({ id: `${answer}${at}`, answer, points })),
  )
  const table = tableOf(members)
  return table && toldOf(table, choice('Site'), measure, 'site mentee')
}
const spread = (from: number, people: number) => Array.from({ length: people }, (_, at) => from + at * 100)
const nobody = (people: number) => Array.from({ length: people }, () => null)

test('quartiles in whole numbers, the name of the answer, and who is served less well', () => {
  expect(told({ city: spread(8000, 12), coast: spread(6550, 11) })).toMatchObject({
    measure: 'compatibility',
    median: 80,
    placing: 'all',
    groups: [
      {
        of: 'answer',
        answer: 'City hospital',
        people: 12,
        placed: { count: 12, low: 75, high: 100, beside: null },
        fit: { lower: 82, median: 85, upper: 88, beside: { differs: 'higher' } },
      },
      { answer: 'coast', people: 11, fit: { lower: 68, median: 70, upper: 73, beside: { differs: 'lower' } } },
    ],
  })
})

test('what chance explains as well is unclear, and so is what nobody would see in whole numbers', () => {
  const near = told({ city: spread(8000, 12), coast: spread(8090, 11) })?.groups.map(({ fit }) => fit?.beside)
  expect(near).toMatchObject([{ differs: 'unclear' }, { differs: 'unclear' }])
  expect(near?.[0]?.under).toBeGreaterThanOrEqual(3)
  // each of a thousand is higher by one of a hundred: certain, and of no concern to anybody
  const large = told({
    city: spread(8000, 20).flatMap(one => nobody(50).map(() => one)),
    coast: spread(8100, 20).flatMap(one => nobody(50).map(() => one)),
  })
  expect(large?.groups.map(({ fit }) => fit?.beside.differs)).toEqual(['unclear', 'unclear'])
})

test('how many are placed, with the range that is likely, beside the others', () => {
  const table = told({ city: [...spread(7000, 16), ...nobody(14)], coast: [...spread(7000, 60), ...nobody(10)] })
  expect(table?.placing).toBe('told')
  expect(table?.groups.find(({ answer }) => answer === 'City hospital')?.placed).toMatchObject({
    count: 16,
    low: 36,
    high: 70,
    beside: { differs: 'lower' },
  })
})

test('of a few without anybody nothing is told by group', () => {
  const table = told({ city: [...spread(7000, 26), ...nobody(4)], coast: spread(7000, 30) })
  expect(table).toMatchObject({ placing: 'hidden', groups: [{ placed: null }, { placed: null }] })
})

test('counts are told as counts; where nobody is placed there is no compatibility', () => {
  expect(
    told({ city: nobody(12).map((_, at) => at % 4), coast: nobody(12).map((_, at) => at % 4) }, 'count')?.groups[0]?.fit,
  ).toMatchObject({
    lower: 0,
    median: 1,
    upper: 2,
  })
  expect(told({ city: nobody(40), coast: nobody(40) })).toBeNull()
})
