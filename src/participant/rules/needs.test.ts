import { expect, test } from 'vitest'
import { type ImportNow, needs } from './needs.ts'

const file: ImportNow = {
  id: 'i',
  state: 'checked',
  receivedOn: '2027-02-01',
  forgetOn: '2027-02-08',
  isKept: true,
  people: 20,
  leftOut: 3,
}
const cohort = { people: 0, startsOn: '2027-03-01', import: null }
const kinds = (latest: Partial<ImportNow>) => needs({ ...cohort, people: 4, import: { ...file, ...latest } }, 20).map(({ kind }) => kind)

test.each([
  ['unmapped', ['import-columns']],
  ['checked', ['import-ready']],
  ['unreadable', ['import-unreadable']],
  ['stopped', ['import-stopped']],
  ['checking', []],
  ['imported', []],
  ['cancelled', []],
] as const)('a file that is %s', (state, expected) => {
  expect(kinds({ state })).toEqual(expected)
  expect(kinds({ state, isKept: false })).toEqual([])
})

test('what waits says how many come in, how many are left out, and until when', () => {
  expect(needs({ ...cohort, import: file }, 20)).toEqual([
    { kind: 'import-ready', count: 20, also: 3, since: '2027-02-01', by: '2027-02-08', subjectId: 'i' },
  ])
})

test.each([
  [30, ['nobody-in']],
  [0, ['nobody-in']],
  [31, []],
  [-1, []],
])('nobody is in a cohort that starts in %i days', (days, expected) => {
  expect(needs(cohort, days).map(({ kind }) => kind)).toEqual(expected)
  expect(needs({ ...cohort, people: 1 }, days)).toEqual([])
})
