import { expect, test } from 'vitest'
import { type SampledColumn, suggestedHeading, suggestedMapping, tellingHeadings } from './import-columns.ts'

const column = (name: string, samples: readonly string[], index = 0, more: Partial<SampledColumn> = {}): SampledColumn => ({
  index,
  name,
  samples,
  filled: samples.length * 3,
  rows: samples.length * 3,
  different: samples.length,
  ...more,
})
const goesTo = (name: string, samples: readonly string[], more: Partial<SampledColumn> = {}) => {
  const [target] = suggestedMapping([column(name, samples, 0, more)], []).columns
  return target?.goes === 'question'
    ? `${target.key} ${target.kind}${target.separator ? ` ${target.separator}` : ''} ${target.audience}`
    : target?.goes
}

test.each([
  ['person_id', ['w1'], 'external-id'],
  ['Staff no.', ['H1'], 'external-id'],
  ['Personen-ID', ['s1'], 'external-id'],
  ['ID', ['1'], 'external-id'],
  ['E-mail', ['a@b.org'], 'email'],
  ['Full name', ['Ana B'], 'name'],
  ['Rolle', ['mentor', 'mentee'], 'role'],
  ['Would you like to be a mentor or a mentee?', ['mentee'], 'role'],
  ['How many mentees would you like to mentor?', ['1', '2'], 'capacity'],
  ['How many mentors would you like?', ['1', '2'], 'mentors'],
  ['Number of mentors', ['1', '2'], 'mentors'],
  ['Ext.', ['5012', '5214'], 'phone'],
  ['Payroll no.', ['9'], 'nothing'],
  ['Date of birth', ['1990-01-01'], 'nothing'],
  ['What is wrong', ['x'], 'nothing'],
  ['skills_offered', ['Go;SQL', 'SQL'], 'skills_offered choices ; pair'],
  ['Topics', ['a, b', 'c, d', 'e'], 'topics choices , pair'],
  ['organisation_size', ['10,000 or more employees', '2 to 9'], 'organisation_size choice coordinators'],
  ['education', ['Master’s degree (M.A., M.S.)', 'Other'], 'education choice coordinators'],
  ['Spoken languages', ['en;pt', 'de'], 'spoken_languages languages ; pair'],
  ['years', ['1', '2.5'], 'years number coordinators'],
  ['agree_work_pay_care', ['1', '5'], 'agree_work_pay_care number coordinators'],
  [
    'Why are you here?',
    ['I would like to grow, and to learn how to say no to things that are not mine to do.'],
    'why_are_you_here text coordinators',
  ],
  ['Стаж', ['5', '7'], 'column_1 number coordinators'],
] as const)('%s goes to %s', (name, samples, expected) => {
  expect(goesTo(name, samples)).toBe(expected)
})

test('an empty column goes nowhere, and says so', () => {
  expect(goesTo('notes', [])).toBe('nothing')
  expect(suggestedHeading(column('notes', [])).note).toBe('empty')
})

test('a question that is asked already is found by its label and keeps its kind', () => {
  const asked = [{ key: 'site', label: 'Where do you work?', kind: 'text' as const, audience: 'coordinators' as const }]
  expect(suggestedMapping([column('Where do you work', ['City', 'Coast'])], asked).columns).toEqual([
    { goes: 'question', key: 'site', label: 'Where do you work?', kind: 'text', separator: null, audience: 'coordinators' },
  ])
})

test.each([
  [
    ['Nachname', 'Vorname'],
    ['surname', 'first-name'],
  ],
  [
    ['First name', 'Last name'],
    ['first-name', 'surname'],
  ],
  [
    ['Name', 'Vorname'],
    ['surname', 'first-name'],
  ],
  [
    ['Nom', 'Prénom'],
    ['surname', 'first-name'],
  ],
  [
    ['Full name', 'First name', 'Surname'],
    ['name', 'nothing', 'nothing'],
  ],
])('a name stands in one column or in two: %o', (headings, expected) => {
  const columns = headings.map((heading, index) => column(heading, ['Müller', 'Ana', 'de Vries'], index))
  expect(suggestedMapping(columns, []).columns.map(({ goes }) => goes)).toEqual(expected)
})

test('two columns with one heading become two questions', () => {
  const keys = suggestedMapping([column('Topic', ['a', 'b'], 0), column('Topic', ['c', 'd'], 1)], []).columns.map(
    target => target.goes === 'question' && target.key,
  )
  expect(keys).toEqual(['topic', 'topic_2'])
})

test('a file is of the same kind with and without our own two columns', () => {
  const own = [{ name: 'Id' }, { name: 'Rôle' }]
  expect(tellingHeadings([...own, { name: 'What is wrong' }, { name: 'what would be right' }])).toEqual(tellingHeadings(own))
})
