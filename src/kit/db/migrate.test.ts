import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '../testing/database.ts'
import { type MigrationFile, migrate, migrationFiles } from './migrate.ts'

const db = await freshDatabase()
const { owner } = db.installation
const there = await migrationFiles()
const file = (name: string, sql: string): MigrationFile => ({ name, sql, sha256: createHash('sha256').update(sql).digest('hex') })
const silent = () => {}

test('all are in the template already, so nothing is new', async () => {
  expect(await migrate(owner, there, silent)).toBe(0)
})

test('starts at the same moment apply each migration once', async () => {
  const files = [...there, ...[1, 2, 3].map(n => file(`900${n}-once`, `select pg_sleep(0.05); create table once_${n} ();`))]

  const added = await Promise.all([1, 2, 3, 4].map(() => migrate(owner, files, silent)))

  expect(added.reduce((sum, each) => sum + each)).toBe(3)
  await db.ownerPool.query(`delete from migration where name like '900%'`)
})

test('a failing migration leaves nothing of itself, keeps what came before, and is named', async () => {
  const files = [...there, file('9011-good', 'create table kept ();'), file('9012-bad', 'create table half_made (); select 1 / 0;')]

  await expect(migrate(owner, files, silent)).rejects.toThrow('The migration "9012-bad" failed and was undone: division by zero')

  const { rows } = await db.ownerPool.query(`select tablename from pg_tables where tablename in ('kept', 'half_made')`)
  expect(rows).toEqual([{ tablename: 'kept' }])
  await db.ownerPool.query(`delete from migration where name like '901%'`)
})

test('a file that was changed after it ran is refused in words', async () => {
  const [first, ...others] = there
  const changed = file(first!.name, `${first!.sql} -- a remark`)

  await expect(migrate(owner, [changed, ...others], silent)).rejects.toThrow(`"${first!.name}" was changed after it had run`)
})

test('a database of a newer Cairn is refused in words', async () => {
  await expect(migrate(owner, there.slice(0, -1), silent)).rejects.toThrow('last used by a newer Cairn')
})

test('files are taken in their order, others are ignored, ends of lines do not count, and no number is given twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-migrations-'))
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  write('0002-b.sql', 'select 1;\r\n')
  write('0001-a.sql', 'select 1;\n')
  write('schema.sql', '')

  const files = await migrationFiles(folder)

  expect(files.map(each => each.name)).toEqual(['0001-a', '0002-b'])
  expect(files[0]!.sha256).toBe(files[1]!.sha256)
  write('0002-c.sql', '')
  await expect(migrationFiles(folder)).rejects.toThrow('0002')
  rmSync(folder, { recursive: true })
})

test('the application and the sign-in library cannot change tables, see what is not theirs, or pass the fence', async () => {
  await db.ownerPool.query(
    'create table unfenced (organization_id uuid not null); create table fenced (organization_id uuid not null); call fence($$fenced$$); create table sign_in.credential ()',
  )

  const answerTo = (pool: typeof db.appPool, text: string) =>
    pool.query(text).then(
      () => 'done',
      error => error.code,
    )
  const denied = '42501'
  const answers = {
    readUnfenced: await answerTo(db.appPool, 'select from unfenced'),
    makeTable: await answerTo(db.appPool, 'create table mine ()'),
    alterTable: await answerTo(db.appPool, 'alter table fenced disable row level security'),
    emptyTable: await answerTo(db.appPool, 'truncate fenced'),
    fenceAnew: await answerTo(db.appPool, 'call fence($$fenced$$)'),
    becomeOwner: await answerTo(db.appPool, 'set role cairn_owner'),
    readSignIn: await answerTo(db.appPool, 'select from sign_in.credential'),
    signInReadsItsOwn: await answerTo(db.signInPool, 'select from credential'),
    signInReadsOthers: await answerTo(db.signInPool, 'select from public.fenced'),
    signInMakesTable: await answerTo(db.signInPool, 'create table mine ()'),
  }

  expect(answers).toEqual({
    readUnfenced: denied,
    makeTable: denied,
    alterTable: denied,
    emptyTable: denied,
    fenceAnew: denied,
    becomeOwner: denied,
    readSignIn: denied,
    signInReadsItsOwn: 'done',
    signInReadsOthers: denied,
    signInMakesTable: denied,
  })
})

test('the owner sees every row of a fenced table, and what is append-only can only be added to', async () => {
  const organizationId = '00000000-0000-7000-8000-00000000000a'
  await db.ownerPool.query(`create table page (organization_id uuid not null); call fence_append_only('page')`)

  const client = await db.appPool.connect()
  await client.query(`select set_config('app.organization', '${organizationId}', false)`)
  await client.query(`insert into page values ('${organizationId}')`)
  const codes = await Promise.all(
    ['update page set organization_id = organization_id', 'delete from page'].map(text => client.query(text).catch(error => error.code)),
  )
  client.release(true)

  expect(codes).toEqual(['42501', '42501'])
  const { rows } = await db.ownerPool.query('select organization_id from page')
  expect(rows).toEqual([{ organization_id: organizationId }])
})

test.each([
  'create table loose (id uuid)',
  'create table loose (organization_id uuid)',
  'create table loose (organization_id text not null)',
])('a table without an organization that is sure is not fenced: %s', async table => {
  await expect(db.ownerPool.query(`begin; ${table}; call fence('loose')`)).rejects.toThrow('cannot be fenced')
})

test('names are ordered alike everywhere, small beside large and accents beside their letters', async () => {
  const { rows } = await db.ownerPool.query(
    `select name from unnest(array['Zoe', 'émile', 'Öz', 'Eva', 'adam', 'Emil', 'zoe', 'Adam']) as name order by name collate cairn_text`,
  )

  expect(rows.map(row => row.name)).toEqual(['adam', 'Adam', 'Emil', 'émile', 'Eva', 'Öz', 'zoe', 'Zoe'])
})
