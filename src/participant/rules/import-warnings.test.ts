import { expect, test } from 'vitest'
import { english, sayIn } from '../../kit/texts/texts.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { type Tally, warningCodes } from '../contract/dry-run.ts'
import type { Mapping, Target } from '../contract/import-file.ts'
import texts from '../texts/en.json' with { type: 'json' }
import type { ColumnFigures, FileFigures } from './import-figures.ts'
import { noTally } from './import-states.ts'
import { type Checked, warningsOn } from './import-warnings.ts'

const skills: Target = { goes: 'question', key: 'skills', label: 'Skills', kind: 'choices', separator: ';', audience: 'pair' }
const mapping: Mapping = {
  columns: [{ goes: 'external-id' }, { goes: 'role' }, { goes: 'capacity' }, skills],
  idFromEmail: false,
  roleForAll: null,
}
const quiet: ColumnFigures = { filled: 40, gaps: 0, said: 0, different: 0 }
const figures: FileFigures = {
  columns: [quiet, quiet, quiet, { ...quiet, said: 80, different: 12 }],
  leftOut: new Map(),
  alike: 0,
  addedRoles: { mentor: 15, mentee: 25 },
  capacities: { said: 15, zero: 1 },
}
const good: Checked = {
  tally: { ...noTally, rows: 40, added: 40 },
  figures,
  mapping,
  asked: [],
  here: { mentors: 0, mentees: 0 },
}
const of = (tally: Partial<Tally>, more: Partial<FileFigures> = {}, rest: Partial<Checked> = {}): Checked => ({
  ...good,
  ...rest,
  tally: { ...good.tally, ...tally },
  figures: { ...figures, ...more },
})
const outside = (count: number, why: string): Checked => of({ added: 40 - count, leftOut: count }, { leftOut: new Map([[why, count]]) })
const column = (more: Partial<ColumnFigures>): Partial<FileFigures> => ({ columns: [quiet, quiet, quiet, { ...quiet, ...more }] })
const ask = (key: string, kind: 'choices' | 'text' = 'text'): Question =>
  kind === 'text' ? { key, label: key, kind, audience: 'pair' } : { key, label: key, kind, audience: 'pair', options: [], open: true }
const fromEmail: Mapping = { ...mapping, columns: [{ goes: 'email' }, ...mapping.columns.slice(1)], idFromEmail: true }

test.each([
  ['a file as it should be', good, []],
  ['half of the rows outside', outside(20, 'email_twice'), [['mostly_left_out', { count: 20, rows: 40 }]]],
  ['fewer than half outside', outside(19, 'email_twice'), []],
  ['the id is no id', outside(38, 'id_twice'), [['ids_repeat', { count: 38, rows: 40, columns: [0] }]]],
  ['the id is empty', outside(38, 'id_missing'), [['ids_missing', { count: 38, rows: 40, columns: [0] }]]],
  [
    'the address is the id, and stands on many rows',
    { ...outside(30, 'id_twice'), mapping: fromEmail },
    [['ids_repeat', { count: 30, rows: 40, columns: [0] }]],
  ],
  ['the role is no role', outside(40, 'role_unknown'), [['roles_unknown', { count: 40, rows: 40, columns: [1] }]]],
  ['the role is empty', outside(40, 'role_missing'), [['roles_unknown', { count: 40, rows: 40, columns: [1] }]]],
  ['three rows are too few to say anything', of({ rows: 3, added: 0, leftOut: 3 }, { leftOut: new Map([['id_twice', 3]]) }), []],
  ['people have other ids, by their names', of({}, { alike: 38 }), [['known_under_other_ids', { count: 38, rows: 40 }]]],
  ['people have other ids, by their addresses', outside(38, 'email_taken'), [['known_under_other_ids', { count: 38, rows: 40 }]]],
  ['two people of forty have the name of another', of({}, { alike: 2 }), []],
  ['everybody is in', of({ added: 0, unchanged: 40 }), [['nothing_changes', { count: 40 }]]],
  ['nobody is a mentor', of({}, { addedRoles: { mentor: 0, mentee: 40 } }), [['no_mentors', { count: 40 }]]],
  ['nobody is a mentee', of({}, { addedRoles: { mentor: 40, mentee: 0 } }), [['no_mentees', { count: 40 }]]],
  ['the other side is here already', of({}, { addedRoles: { mentor: 0, mentee: 40 } }, { here: { mentors: 9, mentees: 0 } }), []],
  [
    'one role was chosen for everybody',
    of({}, { addedRoles: { mentor: 0, mentee: 40 } }, { mapping: { ...mapping, roleForAll: 'mentee' } }),
    [],
  ],
  ['no mentor has room', of({}, { capacities: { said: 15, zero: 15 } }), [['capacity_all_zero', { count: 15, columns: [2] }]]],
  ['one mentor has no room', of({}, { capacities: { said: 1, zero: 1 } }), []],
  ['words where numbers should be', of({}, column({ gaps: 30 })), [['hardly_read', { count: 30, filled: 40, columns: [3] }]]],
  ['some words where numbers should be', of({}, column({ gaps: 19 })), []],
  [
    'everybody says something else',
    of({}, column({ said: 40, different: 36 })),
    [['all_different', { count: 36, said: 40, columns: [3] }]],
  ],
  ['people have things in common', of({}, column({ said: 40, different: 35 })), []],
  ['nine answers say nothing', of({}, column({ said: 9, different: 9 })), []],
  [
    'two columns of which everybody says something else',
    of({}, { columns: [quiet, quiet, { ...quiet, said: 10, different: 10 }, { ...quiet, said: 40, different: 39 }] }),
    [['all_different', { count: 49, said: 50, columns: [2, 3] }]],
  ],
  [
    'another question than the one that is asked',
    of({}, {}, { asked: [ask('strengths', 'choices')] }),
    [['other_questions', { count: 1, added: ['Skills'], silent: ['strengths'] }]],
  ],
  ['the question that is asked', of({}, {}, { asked: [ask('skills', 'choices')] }), []],
  ['one of the questions that are asked', of({}, {}, { asked: [ask('skills', 'choices'), ask('story')] }), []],
  [
    'the question that is asked, and one more',
    of(
      {},
      {},
      {
        asked: [ask('skills', 'choices')],
        mapping: { ...mapping, columns: [...mapping.columns, { ...skills, key: 'more', label: 'More' }] },
      },
    ),
    [],
  ],
] as const satisfies readonly (readonly [string, Checked, readonly unknown[]])[])('%s', (_, checked, expected) => {
  expect(warningsOn(checked).map(({ code, facts }) => [code, facts])).toEqual(expected)
})

test('every warning has its sentences', () => {
  const say = sayIn(texts, english)
  const facts = { count: 2, rows: 3, columns: ['x'], filled: 4, said: 5, added: ['x'], silent: ['y'] }
  expect(warningCodes.map(code => say(`warning.${code}`, facts)).filter(sentence => !/[.?]$/.test(sentence))).toEqual([])
})
