import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { installationOn } from '../testing/template.ts'
import { startTestServer } from '../testing/test-server.ts'
import { serversIn } from './bundled/processes.ts'
import { connectDatabase, inTransaction } from './database.ts'
import { migrationFiles } from './migrate.ts'
import { Outage } from './outage.ts'

const own = await startTestServer(await migrationFiles())
const installation = installationOn(own.server, own.server.template)
afterAll(own.end)

function tellServer(signal: NodeJS.Signals): void {
  for (const pid of serversIn(join(own.dataFolder, 'postgres', 'cluster')) ?? []) process.kill(pid, signal)
}

test('when the database hangs everybody is let go as an outage, nothing piles up, and all is well afterwards', async () => {
  const db = connectDatabase(installation, { log: () => {}, connections: 5 })
  const ask = () =>
    inTransaction(db, { organizationId: null }, async tx => (await sql<{ one: number }>`select 1 as one`.execute(tx)).rows[0]?.one)
  await Promise.all(Array.from({ length: 20 }, ask))

  tellServer('SIGSTOP')
  const answers = await Promise.allSettled(Array.from({ length: 200 }, ask))
  const late = await Promise.allSettled([ask()])
  tellServer('SIGCONT')

  const others = answers.filter(
    answer => answer.status !== 'rejected' || !(answer.reason instanceof Outage) || answer.reason.code === 'storage_full',
  )
  expect(others).toEqual([])
  expect(late).toEqual([{ status: 'rejected', reason: new Outage('database_away') }])
  await expect.poll(db.state, { timeout: 10_000 }).toBe('ready')
  expect(await Promise.all(Array.from({ length: 200 }, ask))).toEqual(new Array(200).fill(1))
  expect(db.appPool.totalCount).toBeLessThanOrEqual(5)
  await db.close()
})

test('when the disk is nearly full reading goes on, and writing is refused as such before it can end the server', async () => {
  const db = connectDatabase(installation, { log: () => {}, connections: 2, folder: own.dataFolder, reserveBytes: Number.MAX_VALUE })
  await expect.poll(db.state, { timeout: 10_000 }).toBe('storage_full')

  const read = await inTransaction(db, { organizationId: null }, tx => sql<{ one: number }>`select 1 as one`.execute(tx))
  const writing = inTransaction(db, { organizationId: null }, tx => sql`delete from idempotency`.execute(tx))

  expect(read.rows).toEqual([{ one: 1 }])
  await expect(writing).rejects.toEqual(new Outage('storage_full'))
  await db.close()
})
