import { expect, test } from 'vitest'
import { refused } from '../../kit/wire/refusal.ts'
import { refusalFor } from './import-file-kind.ts'

test.each([
  ['xlsx', 'file_is_a_workbook', {}],
  ['zip', 'file_is_a_workbook', {}],
  ['binary', 'file_is_no_text', {}],
  ['text', 'file_has_no_columns', {}],
  ['pdf', 'file_not_a_table', { looksLike: 'PDF' }],
  ['docx', 'file_not_a_table', { looksLike: 'Word' }],
] as const)('a file that looks like %s is refused as %s', (looksLike, code, facts) => {
  expect(refusalFor(refused('file_not_a_table', { looksLike }))).toMatchObject({ code, facts })
})

test('what is wrong with a table stays as it is', () => {
  expect(refusalFor(refused('header_only', { line: 1 }))).toMatchObject({ code: 'header_only', facts: { line: 1 } })
})
