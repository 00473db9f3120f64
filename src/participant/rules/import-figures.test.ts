import { expect, test } from 'vitest'
import type { Mapping } from '../contract/import-file.ts'
import { figureCounter } from './import-figures.ts'
import type { Plan } from './import-plan.ts'
import { type ImportedRow, type Problem, rowReader } from './import-rows.ts'

const mapping: Mapping = {
  columns: [
    { goes: 'external-id' },
    { goes: 'name' },
    { goes: 'role' },
    { goes: 'capacity' },
    { goes: 'question', key: 'skills', label: 'Skills', kind: 'choices', separator: ';', audience: 'pair' },
    { goes: 'question', key: 'years', label: 'Years', kind: 'number', separator: null, audience: 'coordinators' },
  ],
  idFromEmail: false,
  roleForAll: null,
}
const reader = rowReader({ mapping, asked: [], readings: [] })
const added = (row: ImportedRow): Plan => ({
  kind: 'added',
  details: null,
  addRoles: row.roles.map(role => ({ role, capacity: 1 })),
  changeRoles: [],
  answers: null,
  changes: [],
  problems: row.problems,
  isCapacityAssumed: false,
  hasAddress: false,
  second: 'no',
})

function counted(...lines: readonly (readonly string[])[]) {
  const counter = figureCounter(mapping, { names: new Set(['chloe martin']), ids: new Set(['b7']) })
  for (const [n, cells] of lines.entries()) {
    const { row, problems } = reader.read(n + 2, cells)
    counter.count({ cells, row, plan: row && added(row), problems })
  }
  return counter.figures()
}

test('rows that come in are counted by column, role, capacity and name', () => {
  const figures = counted(
    ['1', 'Chloé Martin', 'mentor', '0', 'a;b', 'many'],
    ['B 7', 'Bo', 'mentor', '2', 'b', '3'],
    ['3', '', 'both', '', '', ' '],
  )
  expect(figures.columns[4]).toEqual({ filled: 2, gaps: 0, said: 3, different: 2 })
  expect(figures.columns[5]).toEqual({ filled: 2, gaps: 1, said: 0, different: 0 })
  expect([figures.alike, figures.addedRoles, figures.capacities]).toEqual([2, { mentor: 3, mentee: 1 }, { said: 2, zero: 1 }])
})

test('a row that stays outside is counted once, by the first reason', () => {
  const problem = (code: string): Problem => ({ code, effect: 'left-out', column: 0, cell: '', facts: {}, reading: null })
  const counter = figureCounter(mapping, { names: new Set(), ids: new Set() })
  counter.count({ cells: ['1'], row: null, plan: null, problems: [problem('id_missing'), problem('role_missing')] })
  counter.count({ cells: null, row: null, plan: null, problems: [] })
  expect([...counter.figures().leftOut]).toEqual([['id_missing', 1]])
})

test('no more than a thousand answers of a column are compared', () => {
  const figures = counted(...Array.from({ length: 1200 }, (_, n) => [`${n}`, '', 'mentee', '', `skill ${n}`, '']))
  expect(figures.columns[4]).toEqual({ filled: 1200, gaps: 0, said: 1000, different: 1000 })
})
