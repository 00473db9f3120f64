import { expect, test } from 'vitest'
import { permissionsPage } from './permissions-page.ts'
import { served } from './served.ts'
import { textOf } from './source.ts'

test('the page of permissions in the guide is that of today', () => {
  const page = permissionsPage(
    textOf('tools/permissions.csv'),
    served.map(one => one.contract),
  )
  expect(textOf('guide/permissions.md') === page, 'write it anew with: node tools/permissions-page.ts').toBe(true)
})

test('a cell says yes exactly where the matrix does', () => {
  const csv = '# why\noperation,anonymous,coordinator\n\nreadIt,401,yes\n'
  expect(permissionsPage(csv, [{ operationId: 'readIt', act: 'room.see', summary: 'Reads it.' }])).toContain('| Reads it. |  | yes |')
})
