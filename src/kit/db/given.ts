/** The way to a PostgreSQL that somebody else runs: DATABASE_URL names its owner. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { type Config, type DatabaseSetting, isLoopback } from '../config/config.ts'
import { type Access, type Installation, SetupFault } from './access.ts'
import { ownFolder } from './bundled/folders.ts'
import { passwordsIn } from './bundled/passwords.ts'
import { connected, makeRole } from './roles.ts'

type GivenSetting = Extract<DatabaseSetting, { kind: 'given' }>

export const oldestMajor = 15

/** The three ways into a given database, each of which was tried; else a sentence that says what is missing. */
export async function givenInstallation(config: Config, setting: GivenSetting): Promise<Installation> {
  const owner = accessFrom('DATABASE_URL', setting.ownerUrl)
  const mayMakeRoles = await inWords(owner, 'DATABASE_URL', () => connected(owner, fitness))
  const installation = givenAccesses(config, setting)
  const { app, signIn } = installation
  if (setting.appUrl === null) await makeOwnRoles(installation, mayMakeRoles)
  await inWords(app, 'DATABASE_APP_URL', () => connected(app, async () => {}))
  await inWords(signIn, 'DATABASE_SIGN_IN_URL', () => connected(signIn, async () => {}))
  return installation
}

/** Whether the owner may make roles. Throws when the database does not fit at all. */
async function fitness(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ version: number; encoding: string; may_create: boolean; may_roles: boolean; has_icu: boolean }>(`
    select current_setting('server_version_num')::int as version,
      current_setting('server_encoding') as encoding,
      has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as may_create,
      (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may_roles,
      exists (select from pg_collation where collprovider = 'i') as has_icu`)
  const found = rows[0]
  if (!found) throw new Error('PostgreSQL answered nothing')
  const faults: string[] = []
  const major = Math.floor(found.version / 10_000)
  if (major < oldestMajor) faults.push(`it is PostgreSQL ${major}, and Cairn needs ${oldestMajor} or newer`)
  if (found.encoding !== 'UTF8') faults.push(`its encoding is ${found.encoding}, and names from all over the world need UTF8`)
  if (!found.has_icu) faults.push('it was built without ICU, by which Cairn sorts names')
  if (!found.may_create)
    faults.push(
      `its role "${client.user}" may not create tables there (as an administrator: grant create on database ${client.database} to ${client.user}; grant create on schema public to ${client.user})`,
    )
  if (faults.length > 0) throw new SetupFault(`The database in DATABASE_URL cannot be used: ${faults.join('; ')}.`)
  return found.may_roles
}

/** The three ways in as the settings say, or with the roles and passwords that this installation made itself. */
export function givenAccesses(config: Config, setting: GivenSetting): Installation {
  const owner = accessFrom('DATABASE_URL', setting.ownerUrl)
  if (setting.appUrl !== null && setting.signInUrl !== null) {
    return { owner, app: accessFrom('DATABASE_APP_URL', setting.appUrl), signIn: accessFrom('DATABASE_SIGN_IN_URL', setting.signInUrl) }
  }
  ownFolder(config.dataFolder)
  const passwords = passwordsIn(ownPasswordsFile(config))
  return {
    owner,
    app: { ...owner, user: 'cairn_app', password: passwords.app },
    signIn: { ...owner, user: 'cairn_sign_in', password: passwords.signIn },
  }
}

/** Where the passwords of roles that we made on a given server lie. */
export function ownPasswordsFile(config: Config): string {
  return join(config.dataFolder, 'database-passwords.json')
}

/** The roles cairn_app and cairn_sign_in exist with the passwords of this installation. */
async function makeOwnRoles({ owner, app, signIn }: Installation, mayMakeRoles: boolean): Promise<void> {
  await connected(owner, async client => {
    await client.query('begin; select pg_advisory_xact_lock(6251950)')
    for (const role of [app, signIn]) {
      const { rows } = await client.query('select from pg_roles where rolname = $1', [role.user])
      if (rows.length > 0) await assertOurs(role)
      else if (mayMakeRoles) await makeRole(client, role.user, role.password)
      else throw mayNotMakeRoles(owner)
    }
    await client.query('commit')
  })
}

async function assertOurs(role: Access): Promise<void> {
  const isOurs = await connected(role, async () => true).catch(error => {
    // may not connect to this database yet: the password was right
    if (codeOf(error) === '42501') return true
    if (codeOf(error).startsWith('28')) return false
    throw error
  })
  if (isOurs) return
  throw new SetupFault(
    `The server of DATABASE_URL has a role "${role.user}" already, with a password that this installation does not know: it belongs to another Cairn, or to another process of this one. Set DATABASE_APP_URL and DATABASE_SIGN_IN_URL to roles of this installation, or use the same CAIRN_DATA as the process that made them.`,
  )
}

function mayNotMakeRoles(owner: Access): SetupFault {
  return new SetupFault(
    `The role "${owner.user}" of DATABASE_URL may not make roles, and Cairn needs two more that can do less. Have them made ("create role cairn_app login password '…'; create role cairn_sign_in login password '…'") and set DATABASE_APP_URL and DATABASE_SIGN_IN_URL, or allow it once ("alter role ${owner.user} createrole").`,
  )
}

/** An address in the driver's terms. To another machine the connection is encrypted and its certificate checked, unless it says sslmode=disable. */
export function accessFrom(setting: string, text: string): Access {
  const url = new URL(text)
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname)
  const user = decodeURIComponent(url.username)
  if (user === '') throw new SetupFault(`${setting} names no role. It looks like postgres://name:password@host:5432/database.`)
  return {
    host: host || '127.0.0.1',
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    user,
    password: decodeURIComponent(url.password),
    ssl: encryption(setting, host, url.searchParams),
  }
}

function encryption(setting: string, host: string, parameters: URLSearchParams): NonNullable<Access['ssl']> {
  const mode = parameters.get('sslmode')
  const isHere = host === '' || host.startsWith('/') || isLoopback(host)
  if (mode === 'disable' || (mode === null && isHere)) return false
  if (mode === 'prefer' || mode === 'allow') {
    throw new SetupFault(
      `${setting} says sslmode=${mode}, which anybody on the way can turn into no encryption. Say sslmode=verify-full, or sslmode=disable inside a network of your own.`,
    )
  }
  const authority = parameters.get('sslrootcert')
  return authority ? { rejectUnauthorized: true, ca: readFileSync(authority, 'utf8') } : { rejectUnauthorized: true }
}

/** What went wrong on the way to the database, said with the setting to look at; never with the password. */
async function inWords<T>(access: Access, setting: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SetupFault) throw error
    throw new SetupFault(`The database in ${setting} cannot be used: ${reason(access, error)}`, error)
  }
}

function reason(access: Access, error: unknown): string {
  const place = access.host.startsWith('/') ? access.host : `${access.host}:${access.port}`
  const said = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return `nothing answers at ${place}. Is PostgreSQL running there, and is the address right?`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `there is no machine called ${access.host}.`
  if (code === 'ETIMEDOUT' || said.includes('timeout')) return `${place} did not answer in time. Is a firewall in between?`
  if (code.startsWith('28')) return `PostgreSQL at ${place} does not accept the role "${access.user}" with this password (${said}).`
  if (code === '3D000')
    return `PostgreSQL at ${place} has no database "${access.database}". Make it with "create database ${access.database} owner ${access.user} encoding 'UTF8' template template0".`
  if (said.includes('does not support SSL'))
    return `PostgreSQL at ${place} offers no encryption. Turn it on there, or add ?sslmode=disable to the address if the network between is yours alone.`
  if (/certificate|self.signed/i.test(said))
    return `the certificate of ${place} could not be verified (${said}). Name the authority that signed it by adding ?sslrootcert=/path/to/ca.pem.`
  return `${said}.`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
