import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../testing/database.ts'
import { inTransaction } from './database.ts'
import { Outage } from './outage.ts'

type Schema = { leaf: { organizationId: string; id: string; fallenLeaves: number; answers: unknown; fellOn: string } }

const db = await freshDatabase<Schema>()
const [north, south] = [randomUUID(), randomUUID()]

beforeAll(async () => {
  await db.ownerPool.query(`
    create table leaf (
      organization_id uuid not null, id uuid not null default gen_random_uuid(), fallen_leaves bigint not null default 0,
      answers jsonb not null default '{}', fell_on date not null default '2026-03-29', primary key (organization_id, id)
    );
    call fence('leaf')`)
})

test('a transaction sees and writes the rows of its organization and no others', async () => {
  for (const organizationId of [north, south]) {
    await inTransaction(db, { organizationId }, tx =>
      tx
        .insertInto('leaf')
        .values({ organizationId } as never)
        .execute(),
    )
  }

  const seen = await inTransaction(db, { organizationId: north }, tx => tx.selectFrom('leaf').select('organizationId').execute())

  expect(seen).toEqual([{ organizationId: north }])
})

test('a row for another organization is refused', async () => {
  const writing = inTransaction(db, { organizationId: north }, tx =>
    tx
      .insertInto('leaf')
      .values({ organizationId: south } as never)
      .execute(),
  )

  await expect(writing).rejects.toMatchObject({ code: '42501' })
})

test('without an organization, and outside a transaction, no row is seen', async () => {
  await inTransaction(db, { organizationId: north }, tx =>
    tx
      .insertInto('leaf')
      .values({ organizationId: north } as never)
      .execute(),
  )

  expect(await inTransaction(db, { organizationId: null }, tx => tx.selectFrom('leaf').selectAll().execute())).toEqual([])
  expect(await db.app.selectFrom('leaf').selectAll().execute()).toEqual([])
})

test('the organization must be a UUID, for it becomes part of a statement', async () => {
  const hostile = "'; drop table leaf; --"

  await expect(inTransaction(db, { organizationId: hostile }, async () => 1)).rejects.toThrow('UUID')
})

test('columns are renamed, keys inside a JSON column are not', async () => {
  const answers = { skills_to_grow: ['public_speaking'], campusName: { as_written: 'x' } }
  const id = randomUUID()

  await inTransaction(db, { organizationId: north }, tx =>
    tx
      .insertInto('leaf')
      .values({ organizationId: north, id, fallenLeaves: 3, answers: JSON.stringify(answers), fellOn: '2026-10-25' })
      .execute(),
  )
  const row = await inTransaction(db, { organizationId: north }, tx =>
    tx.selectFrom('leaf').selectAll().where('id', '=', id).executeTakeFirst(),
  )

  expect(row).toEqual({ organizationId: north, id, fallenLeaves: 3, answers, fellOn: '2026-10-25' })
})

test('a whole number that would lose digits is an error, not another number', async () => {
  await expect(db.app.executeQuery(sql`select 9007199254740993::int8 as count`.compile(db.app))).rejects.toThrow('too large to be exact')
})

test('a failed transaction leaves nothing and gives its connection back', async () => {
  const id = randomUUID()
  for (let round = 0; round < 20; round += 1) {
    const failing = inTransaction(db, { organizationId: north }, async tx => {
      await tx
        .insertInto('leaf')
        .values({ organizationId: north, id } as never)
        .execute()
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
  }

  expect(
    await inTransaction(db, { organizationId: north }, tx => tx.selectFrom('leaf').select('id').where('id', '=', id).execute()),
  ).toEqual([])
  expect(db.appPool.idleCount).toBe(db.appPool.totalCount)
})

test('what is asked together is done in its order, and an error that the work swallows leaves nothing', async () => {
  const id = randomUUID()
  const leaf = { organizationId: north, id } as never
  const swallowing = inTransaction(db, { organizationId: north }, async tx => {
    const [, seen] = await Promise.all([
      tx.insertInto('leaf').values(leaf).execute(),
      tx.selectFrom('leaf').select('id').where('id', '=', id).execute(),
    ])
    expect(seen).toEqual([{ id }])
    await tx
      .insertInto('leaf')
      .values(leaf)
      .execute()
      .catch(() => {})
  })
  await expect(swallowing).rejects.toThrow('nothing was committed')

  expect(
    await inTransaction(db, { organizationId: north }, tx => tx.selectFrom('leaf').select('id').where('id', '=', id).execute()),
  ).toEqual([])
})

test('nothing is asked of a transaction that is over', async () => {
  const kept = await inTransaction(db, { organizationId: north }, async tx => ({ tx }))

  await expect(kept.tx.selectFrom('leaf').selectAll().execute()).rejects.toThrow('is over')
})

test('two that lock each other are both done, because one is tried again', async () => {
  const [one, two] = [randomUUID(), randomUUID()]
  await inTransaction(db, { organizationId: north }, tx =>
    tx
      .insertInto('leaf')
      .values([one, two].map(id => ({ organizationId: north, id }) as never))
      .execute(),
  )
  let tries = 0
  // each has its first lock before either asks for its second
  const first = Promise.withResolvers<void>()
  let holding = 0
  const raise = (ids: readonly string[]) =>
    inTransaction(db, { organizationId: north }, async tx => {
      tries += 1
      for (const id of ids) {
        await tx
          .updateTable('leaf')
          .set(eb => ({ fallenLeaves: eb('fallenLeaves', '+', 1) }))
          .where('id', '=', id)
          .execute()
        holding += 1
        if (holding === 2) first.resolve()
        await first.promise
      }
    })

  await Promise.all([raise([one, two]), raise([two, one])])

  expect(tries).toBe(3)
  const counts = await inTransaction(db, { organizationId: north }, tx =>
    tx.selectFrom('leaf').select('fallenLeaves').where('id', 'in', [one, two]).execute(),
  )
  expect(counts).toEqual([{ fallenLeaves: 2 }, { fallenLeaves: 2 }])
})

test('what never succeeds is given up after four tries and said to be busy', async () => {
  let tries = 0

  const hopeless = inTransaction(db, { organizationId: north }, async tx => {
    tries += 1
    await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx)
  })

  await expect(hopeless).rejects.toEqual(new Outage('busy'))
  expect(tries).toBe(4)
})

test('a read-only transaction refuses to write, which is a bug and no outage', async () => {
  const writing = inTransaction(db, { organizationId: north, readOnly: true }, tx => tx.deleteFrom('leaf').execute())

  await expect(writing).rejects.toMatchObject({ code: '25006' })
})

test('every transaction costs three messages besides its queries', async () => {
  const sent: string[] = []
  const spy = (client: { query: (...args: never[]) => unknown }) => {
    const query = client.query.bind(client)
    client.query = (...args: never[]) => {
      sent.push(String(args[0]))
      return query(...args)
    }
  }
  db.appPool.once('acquire', client => spy(client as never))

  await inTransaction(db, { organizationId: north }, tx => sql`select 1`.execute(tx))

  expect(sent).toEqual([`begin; select set_config('app.organization', '${north}', true)`, 'select 1', 'commit'])
})

test('a wait for a lock ends as busy', async () => {
  const id = randomUUID()
  await inTransaction(db, { organizationId: north }, tx =>
    tx
      .insertInto('leaf')
      .values({ organizationId: north, id } as never)
      .execute(),
  )
  const holder = await db.ownerPool.connect()
  await holder.query('begin')
  await holder.query('select from leaf where id = $1 for update', [id])

  const waiting = inTransaction(db, { organizationId: north }, async tx => {
    await sql`set local lock_timeout = '50ms'`.execute(tx)
    await tx.selectFrom('leaf').select('id').where('id', '=', id).forUpdate().execute()
  })

  await expect(waiting).rejects.toEqual(new Outage('busy'))
  await holder.query('rollback')
  holder.release()
})

test('a killed connection is an outage, and the next transaction gets a new one', async () => {
  const dying = inTransaction(db, { organizationId: north }, async tx => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await db.ownerPool.query('select pg_terminate_backend($1)', [rows[0]!.pid]).catch(async () => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
    })
    await sql`select 1`.execute(tx)
  })

  await expect(dying).rejects.toEqual(new Outage('database_away'))
  expect(await inTransaction(db, { organizationId: north }, async () => 'fine')).toBe('fine')
})
