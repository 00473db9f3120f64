import type { Installation } from '../access.ts'
import { connected, makeRole } from '../roles.ts'
import type { Passwords } from './passwords.ts'
import type { Place } from './postmaster.ts'
import type { BundledServer } from './server.ts'

/** The name of Cairn's database on the server that it brings. */
export const bundledDatabase = 'cairn'

/** The roles and the database exist on the server; only our roles may connect to it, and ours to nothing else. Harmless when repeated. */
export async function bundledInstallation(server: BundledServer, database = bundledDatabase): Promise<Installation> {
  await connected(server.superuser('postgres'), async client => {
    // two processes may come here at once at the very first start, and rights of one database changed by both at once are an error; the lock is
    // the connection's, because no database can be made inside a transaction
    await client.query('select pg_advisory_lock(6251951)')
    const { rows: roles } = await client.query(`select from pg_roles where rolname in ('cairn_owner', 'cairn_app', 'cairn_sign_in')`)
    if (roles.length < 3) {
      await makeRole(client, 'cairn_owner', server.passwords.owner)
      await makeRole(client, 'cairn_app', server.passwords.app)
      await makeRole(client, 'cairn_sign_in', server.passwords.signIn)
    }
    await client.query('revoke connect on database postgres from public; revoke connect on database template1 from public')
    const { rows: databases } = await client.query('select from pg_database where datname = $1', [database])
    if (databases.length === 0) await client.query(`create database ${database} owner cairn_owner template template0`)
    await client.query(
      `revoke connect on database ${database} from public; grant connect on database ${database} to cairn_owner, cairn_app, cairn_sign_in`,
    )
  })
  return bundledAccess(server.place, server.passwords, database)
}

/** The ways into Cairn's database on the server at this place. */
export function bundledAccess({ host, port }: Place, passwords: Passwords, database = bundledDatabase): Installation {
  const as = (user: string, password: string) => ({ host, port, database, user, password })
  return { owner: as('cairn_owner', passwords.owner), app: as('cairn_app', passwords.app), signIn: as('cairn_sign_in', passwords.signIn) }
}
