import pg from 'pg'
import type { Access, Installation } from './access.ts'
import { asOwner } from './roles.ts'

/**
 * The queue's tables exist in the schema `queue`, belong to the owner, and the app may read and write their rows but not change their shape.
 * `install` is the queue library's own set-up, as the owner; processes that start at once wait for each other.
 */
export async function installQueue(installation: Installation, install: (owner: Access) => Promise<void>): Promise<void> {
  const app = pg.escapeIdentifier(installation.app.user)
  await asOwner(installation, async client => {
    await client.query('begin; select pg_advisory_xact_lock(6251948)')
    await install(installation.owner)
    await client.query(`
      grant usage on schema queue to ${app};
      grant select, insert, update, delete on all tables in schema queue to ${app};
      grant usage, select on all sequences in schema queue to ${app};
      grant execute on all functions in schema queue to ${app};
      commit`)
  })
}
