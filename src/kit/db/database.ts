/*
 * The application's door to the database.
 *
 * A transaction says for which organization it works, and row-level security shows it nothing else. `begin` and that setting travel in
 * one message: with a round trip each, every request would pay one more.
 */
import { Kysely, PostgresDriver, type Transaction } from 'kysely'
import type pg from 'pg'
import { isUuid } from '../ids/ids.ts'
import type { Access, Installation, Log } from './access.ts'
import { camelCaseRows } from './column-names.ts'
import { Outage, type OutageCode, outageOf } from './outage.ts'
import { endPool, poolOf, releaser } from './pools.ts'
import { isStale, prepareRecurring } from './prepared.ts'
import { feelPulse } from './pulse.ts'
import { dialectOver, transacted } from './transaction.ts'

/** `Schema` names the tables; without it a capability names its own by `withTables`. */
export type Database<Schema = Record<never, never>> = {
  /** As the role cairn_app. Outside a transaction fenced tables show no row. */
  readonly app: Kysely<Schema>
  readonly appPool: pg.Pool
  /** As the role cairn_sign_in, in the schema sign_in. */
  readonly signInPool: pg.Pool
  readonly appAccess: Access
  readonly state: () => 'ready' | OutageCode
  readonly close: () => Promise<void>
}

/** Whose rows the work sees; null: only what belongs to no organization. */
export type Scope = { readonly organizationId: string | null; readonly readOnly?: boolean }

const triesInAll = 4
/** serialization_failure and deadlock_detected: PostgreSQL has undone the transaction and says that a repetition may succeed. */
const worthAnotherTry: ReadonlySet<string> = new Set(['40001', '40P01'])
const writeInReadOnly = '25006'

export type ConnectOptions = {
  readonly log: Log
  readonly connections?: number
  /** Statements that come again are prepared; not where a pooler may stand between us and the server. */
  readonly prepares?: boolean
  /** On the disk that the database fills, where that is ours; below the reserve nothing is written any more. */
  readonly folder?: string
  readonly reserveBytes?: number
}

const newsOf: Readonly<Record<'ready' | OutageCode, string>> = {
  ready: 'The database answers, and everything is taken in again.',
  database_away: 'The database does not answer. Requests get "try again in a moment" until it is back.',
  storage_full:
    'The disk of the database is nearly full. Nothing is written until there is more space, so that nothing is lost; reading goes on.',
  busy: 'The database is busy.',
}

/** The pools are open; the database is watched until `close`. */
export function connectDatabase<Schema = Record<never, never>>(installation: Installation, options: ConnectOptions): Database<Schema> {
  const { log, connections = 20 } = options
  const appPool = poolOf(installation.app, { name: 'cairn', connections, statementTimeoutMs: 30_000 }, log)
  const signInPool = poolOf(
    installation.signIn,
    { name: 'cairn sign-in', connections: 6, statementTimeoutMs: 10_000, parameters: { search_path: 'sign_in' } },
    log,
  )
  if (options.prepares) {
    prepareRecurring(appPool)
    prepareRecurring(signInPool)
  }
  const release = releaser([appPool, signInPool])
  const pulse = feelPulse(installation.app, {
    folder: options.folder ?? null,
    ...(options.reserveBytes !== undefined && { reserveBytes: options.reserveBytes }),
    onChange: state => {
      log(state === 'ready' ? 'info' : 'error', newsOf[state])
      if (state === 'database_away') release()
    },
  })
  return {
    app: new Kysely<Schema>({ dialect: dialectOver(new PostgresDriver({ pool: appPool })), plugins: [camelCaseRows] }),
    appPool,
    signInPool,
    appAccess: installation.app,
    state: pulse.state,
    close: async () => {
      await pulse.stop()
      await Promise.all([endPool(appPool), endPool(signInPool)])
    },
  }
}

/**
 * The work is committed as a whole or not at all, and saw only the rows of its organization. It runs again when PostgreSQL asks for that
 * (serialization failure, deadlock, a plan that is stale), so what it does outside the database must bear repetition. An outage is thrown as `Outage`.
 */
export async function inTransaction<Schema, T>(
  db: Database<Schema>,
  scope: Scope,
  work: (tx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const state = db.state()
    if (state === 'database_away') throw new Outage(state)
    try {
      return await transacted<Schema, T>(db.appPool, beginning(scope, state === 'storage_full'), work)
    } catch (error) {
      if (state === 'storage_full' && !scope.readOnly && codeOf(error) === writeInReadOnly) throw new Outage(state, error)
      if (!(worthAnotherTry.has(codeOf(error)) || isStale(error)) || tried === triesInAll) throw outageOf(error) ?? error
      await pause(2 ** tried * 5 * (1 + Math.random()))
    }
  }
}

/** The words that begin a transaction. With a full disk it may only read: a write would otherwise end PostgreSQL instead of the request. */
function beginning(scope: Scope, isDiskFull: boolean): string {
  const begin = scope.readOnly || isDiskFull ? 'begin read only' : 'begin'
  if (scope.organizationId === null) return begin
  // part of the statement's text, so nothing but a UUID may get here
  if (!isUuid(scope.organizationId)) throw new TypeError('the organization of a transaction is a UUID in lower case')
  return `${begin}; select set_config('app.organization', '${scope.organizationId}', true)`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
