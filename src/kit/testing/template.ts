import { createHash } from 'node:crypto'
import { getConstructionPlans } from 'pg-boss'
import type { Access, Installation } from '../db/access.ts'
import { type MigrationFile, migrate } from '../db/migrate.ts'
import { installQueue } from '../db/queue.ts'
import { connected, makeRole, nameRoles } from '../db/roles.ts'

/** How a superuser reaches the test server, and the one password that all three roles have there. */
export type TestServer = { readonly admin: Access; readonly rolePassword: string; readonly template: string }

const queueTables = getConstructionPlans('queue')

export const rolePassword = 'only-for-tests'

/** The ways into one database of the test server. */
export function installationOn(server: TestServer, database: string): Installation {
  const as = (user: string): Access => ({ ...server.admin, database, user, password: server.rolePassword })
  return { owner: as('cairn_owner'), app: as('cairn_app'), signIn: as('cairn_sign_in') }
}

/** The roles exist, and the server's template is a database with every migration and the queue's tables, to which nobody is connected. */
export async function makeTemplate(server: TestServer, files: readonly MigrationFile[]): Promise<void> {
  await connected(server.admin, async client => {
    for (const role of ['cairn_owner', 'cairn_app', 'cairn_sign_in']) await makeRole(client, role, server.rolePassword)
    await client.query(`create database ${server.template} owner cairn_owner template template0 encoding 'UTF8'`)
  })
  const installation = installationOn(server, server.template)
  await nameRoles(installation)
  await migrate(installation.owner, files, () => {})
  await installQueue(installation, owner => connected(owner, async client => void (await client.query(queueTables))))
}

/** Another text of any migration, or other tables of the queue, is another template. */
export function hashOf(files: readonly MigrationFile[]): string {
  const text = files.map(file => `${file.name} ${file.sha256}`).join('\n')
  return createHash('sha256')
    .update(text + queueTables)
    .digest('hex')
    .slice(0, 12)
}
