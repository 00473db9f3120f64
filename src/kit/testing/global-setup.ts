import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { accessFrom } from '../db/given.ts'
import { type MigrationFile, migrationFiles } from '../db/migrate.ts'
import { connected } from '../db/roles.ts'
import { makeTemplate, rolePassword, type TestServer } from './template.ts'
import { startTestServer } from './test-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

/**
 * One server for all tests of a run: the one that Cairn brings, or with CAIRN_TEST_DATABASE_URL another, to which that address must lead as a superuser.
 * Databases made by the run are gone after it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const files = await migrationFiles()
  const given = process.env.CAIRN_TEST_DATABASE_URL
  const { server, end } = given ? await givenServer(given, files) : await startTestServer(files)
  project.provide('testServer', server)
  return end
}

async function givenServer(url: string, files: readonly MigrationFile[]): Promise<{ server: TestServer; end: () => Promise<void> }> {
  const template = `cairn_test_${randomBytes(4).toString('hex')}`
  const server: TestServer = { admin: accessFrom('CAIRN_TEST_DATABASE_URL', url), rolePassword, template }
  await makeTemplate(server, files)
  const end = () =>
    connected(server.admin, async client => {
      const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [template])
      for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
    })
  return { server, end }
}
