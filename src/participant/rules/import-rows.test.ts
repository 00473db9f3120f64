import { expect, test } from 'vitest'
import type { Question } from '../../questionnaire/contract.ts'
import type { AppliedReading, Mapping, Target } from '../contract/import-file.ts'
import { languageTag, probableLanguage } from './import-languages.ts'
import { numberIn } from './import-numbers.ts'
import { rolesIn } from './import-roles.ts'
import { rowReader } from './import-rows.ts'

const question = (kind: 'choices' | 'choice' | 'number' | 'languages' | 'text'): Target => ({
  goes: 'question',
  key: 'q',
  label: 'Q',
  kind,
  separator: kind === 'choices' || kind === 'languages' ? ';' : null,
  audience: 'pair',
})
const columns: readonly Target[] = [{ goes: 'external-id' }, { goes: 'role' }, { goes: 'email' }, { goes: 'phone' }, { goes: 'capacity' }]

function read(
  cells: readonly string[],
  last: Target = { goes: 'nothing' },
  asked: readonly Question[] = [],
  readings: readonly AppliedReading[] = [],
) {
  const mapping: Mapping = { columns: [...columns, last], idFromEmail: false, roleForAll: null }
  return rowReader({ mapping, asked, readings }).read(2, cells)
}

test.each([
  [['', 'mentor', '', '', ''], null, ['id_missing left-out']],
  [['x'.repeat(201), 'mentor', '', '', ''], null, ['id_not_readable left-out']],
  [['1.23E+12', 'mentor', '', '', ''], null, ['id_shortened left-out']],
  [['#N/A', 'mentor', '', '', ''], null, ['spreadsheet_error left-out']],
  [['E1', 'mentor', '#NV', '#REF!', '#VALUE!'], ['mentor'], ['spreadsheet_error gap', 'spreadsheet_error gap', 'spreadsheet_error gap']],
  [['E1', 'mentor', '', '', '-1'], ['mentor'], ['capacity_out_of_range gap']],
  [['E1', 'mentor', '', '', '1.5'], ['mentor'], ['capacity_not_a_number gap']],
  [['E1', 'mentor', '', '', '99999999999999999999'], ['mentor'], ['capacity_out_of_range gap']],
  [['E1', '', '', '', ''], null, ['role_missing left-out']],
  [['E1', 'sponsor', '', '', ''], null, ['role_unknown left-out']],
  [['E1', ' MENTOR ', '', '', ''], ['mentor'], []],
  [['E1', 'Both', '', '', ''], ['mentor', 'mentee'], []],
  [['E1', 'mentor', 'l.ortega@halden', '', ''], ['mentor'], ['email_not_complete gap']],
  [['E1', 'mentor', '', '52-', ''], ['mentor'], ['phone_too_short gap']],
  [['E1', 'mentor', '', '', '3–4'], ['mentor'], ['capacity_not_a_number gap']],
  [['E1', 'mentor', '', '', '=2'], ['mentor'], ['capacity_not_a_number gap']],
  [['E1', 'mentor', '', '', '101'], ['mentor'], ['capacity_out_of_range gap']],
  [['E1', 'mentee', '', '', 'many'], ['mentee'], []],
] as const)('%o is %o with %o', (cells, roles, problems) => {
  const { row, problems: found } = read(cells)
  expect([row?.roles ?? null, found.map(one => `${one.code} ${one.effect}`)]).toEqual([roles, problems])
})

test.each([
  [['E1', 'mentee', 'Müller', 'Anna'], 'Anna Müller', []],
  [['E1', 'mentee', '', 'Anna'], 'Anna', []],
  [['E1', 'mentee', 'Müller', ''], 'Müller', []],
  [['E1', 'mentee', '', ''], null, []],
  [['E1', 'mentee', '#N/A', 'Anna'], 'Anna', ['spreadsheet_error 2']],
  [['E1', 'mentee', 'M'.repeat(150), 'A'.repeat(50)], null, ['name_not_readable 3']],
] as const)('%o is called %s', (cells, name, problems) => {
  const columns: readonly Target[] = [{ goes: 'external-id' }, { goes: 'role' }, { goes: 'surname' }, { goes: 'first-name' }]
  const { row, problems: found } = rowReader({
    mapping: { columns: [...columns], idFromEmail: false, roleForAll: null },
    asked: [],
    readings: [],
  }).read(2, cells)
  expect([row?.name, found.map(one => `${one.code} ${one.column}`)]).toEqual([name, problems])
})

test.each([
  [['E1', 'mentee', '', '', '9', '2'], [null, 2], []],
  [['E1', 'both', '', '', '3', '1'], [3, 1], []],
  [['E1', 'mentor', '', '', '3', 'none'], [3, null], []],
  [['E1', 'mentee', '', '', '', '0'], [null, null], ['mentors_out_of_range gap']],
  [['E1', 'mentee', '', '', '', '6'], [null, null], ['mentors_out_of_range gap']],
  [['E1', 'mentee', '', '', '', 'two'], [null, null], ['mentors_not_a_number gap']],
] as const)('%o takes on and would like %o', (cells, numbers, problems) => {
  const { row, problems: found } = read(cells, { goes: 'mentors' })
  expect([[row?.capacity, row?.mentors], found.map(one => `${one.code} ${one.effect}`)]).toEqual([numbers, problems])
})

test.each([
  ['choices', 'C;C#; c ;C', { kind: 'choices', choices: ['C', 'C#', 'c'] }],
  ['choice', ' Ward 7, stroke ', { kind: 'choice', choice: 'Ward 7, stroke' }],
  ['number', '2,5', { kind: 'number', number: 2.5 }],
  ['number', '1,000', undefined],
  ['number', '=1+1', undefined],
  ['languages', 'English; pt-br;Deutsch (B2)', { kind: 'languages', languages: ['en', 'pt-BR', 'de'] }],
  ['languages', 'Klingonish', undefined],
  ['text', '{{7*7}}', { kind: 'text', text: '{{7*7}}' }],
  ['text', 'x'.repeat(5001), undefined],
  ['choice', '#NAME?', undefined],
  ['choices', 'C#;#1', { kind: 'choices', choices: ['C#', '#1'] }],
] as const)('as %s the cell %s is %o', (kind, cell, expected) => {
  const { row } = read(['E1', 'mentor', '', '', '', cell], question(kind))
  expect(row?.answers['q']).toEqual(expected)
  expect(row?.unclear).toEqual(expected ? [] : ['q'])
})

const sites: Question = {
  key: 'q',
  label: 'Q',
  kind: 'choice',
  audience: 'pair',
  options: [
    { key: 'ward_7', label: 'Ward 7, stroke' },
    { key: 'x', label: 'Maternity' },
  ],
}

test.each([
  ['WARD 7, STROKE', 'ward_7', null],
  ['Maternty', undefined, 'Maternity'],
  ['Moon', undefined, null],
] as const)('a closed list reads %s as %s and offers %s', (cell, choice, reading) => {
  const { row, problems } = read(['E1', 'mentor', '', '', '', cell], question('choice'), [sites])
  expect(row?.answers['q']).toEqual(choice && { kind: 'choice', choice })
  expect(problems[0]?.reading ?? null).toBe(reading)
})

test('an open list takes any word, and only says what it may mean', () => {
  const { row, problems } = read(['E1', 'mentor', '', '', '', 'Maternty'], question('choice'), [{ ...sites, open: true }])
  expect(row?.answers['q']).toEqual({ kind: 'choice', choice: 'Maternty' })
  expect(problems).toMatchObject([{ code: 'not_on_the_list', effect: 'remark', reading: 'Maternity' }])
})

test('a reading that somebody applied stands for the cell, or for one thing of a list, and nothing else', () => {
  const readings = [
    { column: 5, cell: 'Portugese', reading: 'Portuguese' },
    { column: 1, cell: 'mentro', reading: 'mentor' },
  ]
  const { row, problems } = read(['E1', 'mentro', '', '', '', 'en;Portugese'], question('languages'), [], readings)
  expect([row?.roles, row?.answers['q'], problems]).toEqual([['mentor'], { kind: 'languages', languages: ['en', 'pt'] }, []])
})

test('words of languages, numbers and roles', () => {
  expect([languageTag('Português'), languageTag('xx'), probableLanguage('Portugese')]).toEqual(['pt', null, 'Portuguese'])
  expect([numberIn('3.0'), numberIn('٣'), numberIn('1.000'), numberIn('')]).toEqual([3, 3, null, null])
  expect([rolesIn('Mentor/in'), rolesIn('Mentor & Mentee'), rolesIn('expert')]).toEqual([['mentor'], ['mentor', 'mentee'], null])
})
