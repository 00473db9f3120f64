/*
 * Three roles, none of which can pass row-level security: the owner (migrations, backup), the application (fenced, no DDL) and the sign-in library
 * (its own schema only). On the server that we bring, and wherever DATABASE_URL may make roles, they are made here. Their names are told to the
 * migrations by three small functions, because on a managed server the roles may have to be others than ours.
 */
import pg from 'pg'
import { type Access, clientConfig, type Installation, roleNamesOf, SetupFault } from './access.ts'

/** The role logs in with this password and has no power beyond its grants. */
export async function makeRole(client: pg.ClientBase, name: string, password: string): Promise<void> {
  const powers = 'login nosuperuser nocreatedb nocreaterole nobypassrls noreplication'
  const { rows } = await client.query('select from pg_roles where rolname = $1', [name])
  const verb = rows.length === 0 ? 'create' : 'alter'
  await client.query(`${verb} role ${pg.escapeIdentifier(name)} ${powers} password ${pg.escapeLiteral(password)}`)
}

/** The migrations can tell the roles' names, and app and sign-in may connect. A database that was set up for other roles is refused. */
export async function nameRoles(installation: Installation): Promise<void> {
  const names = roleNamesOf(installation)
  await asOwner(installation, async client => {
    await client.query('begin; select pg_advisory_xact_lock(6251949)')
    const { rows } = await client.query(`select from pg_proc where proname = 'app_role' and pronamespace = 'public'::regnamespace`)
    if (rows.length > 0) return assertSameRoles(client, names.app, names.signIn)
    const database = pg.escapeIdentifier(installation.owner.database)
    const [app, signIn] = [names.app, names.signIn].map(name => pg.escapeIdentifier(name))
    await client.query(`
      create function app_role() returns name language sql immutable return ${pg.escapeLiteral(names.app)}::name;
      create function sign_in_role() returns name language sql immutable return ${pg.escapeLiteral(names.signIn)}::name;
      grant connect on database ${database} to ${app}, ${signIn};
      commit`)
  })
}

async function assertSameRoles(client: pg.ClientBase, app: string, signIn: string): Promise<void> {
  const { rows } = await client.query<{ app: string; sign_in: string }>('select app_role() as app, sign_in_role() as sign_in')
  const known = rows[0]
  if (!known || (known.app === app && known.sign_in === signIn)) return
  throw new SetupFault(
    `The database was set up for the roles "${known.app}" and "${known.sign_in}", and the settings name "${app}" and "${signIn}". Put the former names into DATABASE_APP_URL and DATABASE_SIGN_IN_URL, or move by backup and restore.`,
  )
}

/** The three ways in really lead in, to the same database, and none of the two lower ones can pass the fence. */
export async function assertRoles(installation: Installation): Promise<void> {
  const names = roleNamesOf(installation)
  if (new Set(Object.values(names)).size < 3) {
    throw new SetupFault(
      'DATABASE_URL, DATABASE_APP_URL and DATABASE_SIGN_IN_URL must name three different roles: each can do less than the one before it.',
    )
  }
  for (const [setting, access] of [
    ['DATABASE_APP_URL', installation.app] as const,
    ['DATABASE_SIGN_IN_URL', installation.signIn] as const,
  ]) {
    const role = await connected(access, async client => {
      const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
        'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
      )
      return rows[0]
    })
    if (role?.rolsuper || role?.rolbypassrls) {
      throw new SetupFault(
        `The role "${access.user}" (${setting}) is a superuser or has BYPASSRLS: it would see the rows of every organization. Take that away with "alter role ${access.user} nosuperuser nobypassrls", or name another role.`,
      )
    }
  }
}

/** The work with one connection as the owner. */
export function asOwner<T>(installation: Installation, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return connected(installation.owner, work)
}

/** The work with one connection of its own. */
export async function connected<T>(access: Access, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...clientConfig(access), connectionTimeoutMillis: 10_000, application_name: 'cairn set-up' })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
