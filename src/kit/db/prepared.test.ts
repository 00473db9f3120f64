import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../testing/database.ts'
import { inTransaction } from './database.ts'
import { Recurring } from './prepared.ts'

type Schema = { stone: { organizationId: string; id: string } }

const db = await freshDatabase<Schema>()
const organizationId = randomUUID()

beforeAll(async () => {
  await db.ownerPool.query(`
    create table stone (organization_id uuid not null, id uuid not null default gen_random_uuid(), primary key (organization_id, id));
    call fence('stone')`)
})

const stones = () =>
  inTransaction(db, { organizationId }, tx => tx.selectFrom('stone').selectAll().where('organizationId', '=', organizationId).execute())

test('a statement is prepared when it comes for the third time', async () => {
  const counts: number[] = []
  for (let time = 1; time <= 4; time += 1) {
    const count = await inTransaction(db, { organizationId }, async tx => {
      await tx.selectFrom('stone').select('id').where('id', '=', randomUUID()).execute()
      const { rows } = await sql<{
        count: number
      }>`select count(*) as count from pg_prepared_statements where statement like '%"stone"%'`.execute(tx)
      return rows[0]?.count
    })
    counts.push(Number(count))
  }

  expect(counts).toEqual([0, 0, 1, 1])
})

test('a column that is added while the product runs breaks nothing', async () => {
  for (let time = 0; time < 4; time += 1) await stones()
  await db.ownerPool.query('alter table stone add column veins integer')

  expect(await stones()).toEqual([])
})

test('what comes rarely, and what is long, is not prepared', () => {
  const recurring = new Recurring()
  const names = (text: string) => [1, 2, 3, 4].map(() => recurring.nameOf(text))

  expect(names('select 1')).toEqual([null, null, expect.stringMatching(/^cairn_/), expect.stringMatching(/^cairn_/)])
  expect(names('x'.repeat(10_000))).toEqual([null, null, null, null])
})

test('no more statements are prepared than a connection should keep', () => {
  const recurring = new Recurring()
  for (let number = 0; number < 10_000; number += 1) for (let time = 0; time < 3; time += 1) recurring.nameOf(`select ${number}`)

  expect(recurring.nameOf('select 399')).not.toBeNull()
  expect(recurring.nameOf('select 9999')).toBeNull()
})
