import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { clientConfig, type Installation } from '../db/access.ts'
import { connectDatabase, type Database } from '../db/database.ts'
import { connected } from '../db/roles.ts'
import { installationOn } from './template.ts'

/** A migrated, empty database; `ownerPool` is for preparing what the application itself may not do. */
export type FreshDatabase<Schema = Record<never, never>> = Database<Schema> & {
  readonly installation: Installation
  readonly ownerPool: pg.Pool
}

/** A copy of the template for the test file that calls this at its top level; dropped after its tests. */
export async function freshDatabase<Schema = Record<never, never>>(): Promise<FreshDatabase<Schema>> {
  const server = inject('testServer')
  const name = `${server.template}_${process.pid}_${randomBytes(4).toString('hex')}`
  await connected(server.admin, client =>
    client.query(`create database ${name} owner cairn_owner template ${server.template} strategy file_copy`),
  )
  const installation = installationOn(server, name)
  const database = connectDatabase<Schema>(installation, { log: () => {}, connections: 8, prepares: true })
  const ownerPool = new pg.Pool({ ...clientConfig(installation.owner), max: 3 })
  ownerPool.on('error', () => {})
  afterAll(async () => {
    await Promise.all([database.close(), ownerPool.end()])
    await connected(server.admin, client => client.query(`drop database ${name} with (force)`))
  })
  return { ...database, installation, ownerPool }
}
