import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '../src/kit/testing/database.ts'
import { checkout } from './proof.ts'
import { schemaText } from './schema.ts'
import { filesIn, textOf } from './source.ts'

const database = await freshDatabase()
const file = 'migrations/schema.sql'

test('migrations/schema.sql is the database that the migrations make', async () => {
  const text = await schemaText(database.ownerPool)
  if (process.env.CAIRN_WRITE_SCHEMA) writeFileSync(join(checkout, file), text)
  const written = filesIn('migrations/*.sql').includes(file) ? textOf(file) : ''
  expect(
    text === written,
    `${file} is of another day. Write it anew with: CAIRN_WRITE_SCHEMA=1 npx vitest run tools/schema.test.ts${firstDifference(text, written)}`,
  ).toBe(true)
})

test('a change of any kind changes the text', async () => {
  const before = await schemaText(database.ownerPool)
  for (const change of [
    'create index program_by_age on program (organization_id, created_at)',
    'alter table program add column note text',
    'alter table program alter column note set default $$x$$',
    'alter table program no force row level security',
    'revoke update on program from cairn_app',
    'drop policy fence_app on program',
    'alter table program add constraint program_note check (length(note) < 10)',
    'create function two() returns int language sql return 2',
  ]) {
    const former = await schemaText(database.ownerPool)
    await database.ownerPool.query(change)
    expect(await schemaText(database.ownerPool), change).not.toBe(former)
  }
  expect(before).toContain('create table program (')
})

test('every migration begins with one line of why, and no two have the same number', () => {
  const migrations = filesIn('migrations/*.sql').filter(path => path !== file)
  expect(migrations.filter(path => !/^-- .{20,}/.test(textOf(path)))).toEqual([])
  const numbers = migrations.map(path => /migrations\/(\d{4})-[a-z-]+\.sql$/.exec(path)?.[1] ?? path)
  expect(numbers.filter((number, place) => numbers.indexOf(number) !== place)).toEqual([])
})

function firstDifference(text: string, written: string): string {
  const ours = text.split('\n')
  const theirs = written.split('\n')
  const line = ours.findIndex((one, place) => one !== theirs[place])
  return `\nFirst difference, line ${line + 1}:\n  database: ${ours[line]}\n  file:     ${theirs[line]}`
}
