import { expect, test } from 'vitest'
import type { Answers } from '../../questionnaire/contract.ts'
import { type Earlier, type Known, type KnownPerson, type KnownRole, planFor, tallyOf } from './import-plan.ts'
import type { ImportedRow } from './import-rows.ts'
import { addsUp } from './import-states.ts'

const row: ImportedRow = {
  line: 2,
  externalId: 'E1',
  name: 'Amina',
  email: 'amina@example.org',
  phone: null,
  roles: ['mentee'],
  capacity: null,
  mentors: null,
  answers: {},
  silent: [],
  unclear: [],
  problems: [],
}
const person: KnownPerson = {
  id: 'p1',
  version: 1,
  externalId: 'E1',
  name: 'Amina',
  email: 'amina@example.org',
  phone: null,
  capacityMentees: null,
  isGuarded: false,
}
const role = (more: Partial<KnownRole> = {}): KnownRole => ({
  id: 'r1',
  version: 1,
  role: 'mentee',
  state: 'active',
  capacity: 1,
  responseId: null,
  ...more,
})
const nobody: Known = { person: null, roles: [], answers: {}, ownerOfEmail: null }
const here = (more: Partial<Known> = {}): Known => ({ person, roles: [role()], answers: {}, ownerOfEmail: 'p1', ...more })
const first: Earlier = { idLine: null, otherRow: null, nearIdLine: null, emailLine: null }
const parts = { actorPersonId: 'ingrid', column: () => 0, questions: [{ key: 'skills', label: 'Skills' }] }
const plan = (given: Partial<ImportedRow>, known: Known, earlier = first) => planFor({ ...row, ...given }, known, earlier, parts)
const skills = (...choices: string[]): Answers => ({ skills: { kind: 'choices', choices } })

test.each([
  ['somebody new', {}, nobody, first, 'added', []],
  ['somebody who is here as the file says', {}, here(), first, 'unchanged', []],
  ['another name', { name: 'Amina B.' }, here(), first, 'changed', []],
  ['an empty name takes nothing away', { name: null }, here(), first, 'unchanged', []],
  ['an id that stood above', {}, nobody, { idLine: 7, otherRow: null, nearIdLine: null, emailLine: null }, 'left-out', ['id_twice']],
  [
    'an address that stood above',
    {},
    nobody,
    { idLine: null, otherRow: null, nearIdLine: null, emailLine: 7 },
    'left-out',
    ['email_twice'],
  ],
  ['an address of somebody else', {}, { ...nobody, ownerOfEmail: 'p9' }, first, 'left-out', ['email_taken']],
  ['oneself', {}, here({ person: { ...person, id: 'ingrid' } }), first, 'left-out', ['about_yourself']],
  [
    'details that are not this file’s',
    { email: 'thief@example.org' },
    here({ person: { ...person, isGuarded: true }, ownerOfEmail: null }),
    first,
    'unchanged',
    ['details_kept'],
  ],
  ['one more role', { roles: ['mentor'] }, here(), first, 'changed', ['role_added', 'role_kept']],
  ['known here, new to the cohort', {}, here({ roles: [] }), first, 'added', []],
  ['withdrawn', { name: 'Amina B.' }, here({ roles: [role({ state: 'withdrawn' })] }), first, 'unchanged', ['withdrawn_stays']],
] as const)('%s', (_, given, known, earlier, kind, codes) => {
  const made = plan(given, known, earlier)
  expect([made.kind, made.problems.map(problem => problem.code)]).toEqual([kind, codes])
})

test.each([
  ['named', 3, null, 3, false],
  ['not named', null, null, 1, true],
  ['over their own ceiling', 3, 2, 2, false],
  ['not named, with a ceiling of none', null, 0, 0, true],
] as const)('the capacity of a new mentor, %s', (_, capacity, ceiling, expected, isAssumed) => {
  const made = plan({ roles: ['mentor'], capacity }, here({ person: { ...person, capacityMentees: ceiling }, roles: [] }))
  expect([made.addRoles, made.isCapacityAssumed]).toEqual([[{ role: 'mentor', capacity: expected }], isAssumed])
})

test.each([
  ['named', 2, 2],
  ['not named: as many as the cohort gives', null, 5],
] as const)('the mentors of a new mentee, %s', (_, mentors, expected) => {
  expect(plan({ mentors }, here({ roles: [] })).addRoles).toEqual([{ role: 'mentee', capacity: expected }])
})

test('a mentee who is here would like another number of mentors, and is told beside the old one', () => {
  const made = plan({ mentors: 2 }, here({ roles: [role({ capacity: 5 })] }))
  expect(made.changeRoles.map(({ capacity }) => capacity)).toEqual([2])
  expect(made.changes).toEqual([{ field: 'mentors', before: '5', after: '2' }])
  expect(plan({ mentors: null }, here({ roles: [role({ capacity: 3 })] })).kind).toBe('unchanged')
})

test.each([
  ['said anew', { answers: skills('a') }, skills('b'), skills('a')],
  ['the same in the same order', { answers: skills('a', 'b') }, skills('a', 'b'), null],
  ['the same in another order', { answers: skills('b', 'a') }, skills('a', 'b'), skills('b', 'a')],
  ['an empty cell takes it back', { silent: ['skills'] }, skills('a'), {}],
  ['a cell that cannot be read leaves it', { unclear: ['skills'] }, skills('a'), null],
  ['a cell that is half read leaves it', { answers: skills('a'), unclear: ['skills'] }, skills('a', 'b'), null],
  ['a cell that is half read is better than nothing', { answers: skills('a'), unclear: ['skills'] }, {}, skills('a')],
  ['a question that the file does not have', {}, skills('a'), null],
] as const satisfies readonly (readonly [string, Partial<ImportedRow>, Answers, Answers | null])[])(
  'an answer: %s',
  (_, given, before, after) => {
    expect(plan(given, here({ answers: before })).answers).toEqual(after)
  },
)

test('an id that is nearly the one of an earlier line comes in, and says so', () => {
  const made = plan({ externalId: 'e 1' }, nobody, { ...first, nearIdLine: 2 })
  expect([made.kind, made.problems.map(({ code, effect, cell, facts }) => [code, effect, cell, facts])]).toEqual([
    'added',
    [['id_nearly_twice', 'remark', 'e 1', { first: 2 }]],
  ])
})

test('a change is told by its label, old and new', () => {
  expect(plan({ answers: skills('a', 'b') }, here({ answers: skills('b') })).changes).toEqual([
    { field: 'Skills', before: 'b', after: 'a; b' },
  ])
})

const second = (...says: string[]): Earlier => ({ ...first, otherRow: { line: 4, says: new Set(says) } })

test('a second row adds the other role, and what the first leaves open; where both say something the first counts', () => {
  const given = { roles: ['mentor'], name: 'A. B.', answers: { ...skills('a'), why: { kind: 'text', text: 'to learn' } } } as const
  const made = plan(given, here({ answers: skills('b') }), second('name', 'skills'))
  expect(made.addRoles).toEqual([{ role: 'mentor', capacity: 1 }])
  expect(made.details).toBeNull()
  expect(made.answers).toEqual({ ...skills('b'), why: { kind: 'text', text: 'to learn' } })
  expect(made.problems.map(({ code, effect, facts }) => [code, effect, facts])).toEqual([['second_role', 'remark', { first: 4 }]])
})

test.each([
  ['of somebody whom the file brings', nobody, { secondRows: 1, secondChanges: 1, added: 0, changed: 0, withoutAddress: -1 }],
  [
    'of somebody who has both roles',
    here({ roles: [role(), role({ id: 'r2', role: 'mentor' })] }),
    { secondRows: 1, secondChanges: 0, unchanged: 0 },
  ],
] as const)('a second row %s is in a heap of its own', (_, known, tally) => {
  const made = plan({ roles: ['mentor'] }, known, second('name'))
  expect(tallyOf(made)).toMatchObject(tally)
  expect(addsUp(tallyOf(made))).toBe(true)
})

test('a row that speaks for one of two roles takes no answer back', () => {
  const both = [role(), role({ id: 'r2', role: 'mentor' })]
  expect(plan({ silent: ['skills'] }, here({ roles: both, answers: skills('a') })).answers).toBeNull()
  expect(plan({ silent: ['skills'], roles: ['mentor', 'mentee'] }, here({ roles: both, answers: skills('a') })).answers).toEqual({})
})

test('whatever a row does, it is in exactly one heap', () => {
  for (const made of [
    plan({}, nobody),
    plan({}, here()),
    plan({ name: 'B' }, here()),
    plan({}, nobody, { idLine: 1, otherRow: null, nearIdLine: null, emailLine: null }),
  ])
    expect(addsUp(tallyOf(made))).toBe(true)
})
