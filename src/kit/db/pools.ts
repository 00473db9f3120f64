import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Access, clientConfig, type Log } from './access.ts'

const int8 = 20
const date = 1082

/** Days stay the text that they are in PostgreSQL, for a Date would give them a time and a zone; whole numbers are numbers as long as that is exact. */
const parsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === date) return (text: string) => text
    if (format !== 'binary' && oid === int8) return exactNumber
    return pg.types.getTypeParser(oid, format)
  }) as typeof pg.types.getTypeParser,
}

function exactNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large to be exact; select it as text`)
  return number
}

export type PoolSetting = {
  readonly name: string
  readonly connections: number
  readonly statementTimeoutMs: number
  /** Of the server, such as search_path. */
  readonly parameters?: Readonly<Record<string, string>>
}

/** A pool whose broken connections are replaced, never fatal: without a listener on every client the death of the database ends the process. */
export function poolOf(access: Access, setting: PoolSetting, log: Log): pg.Pool {
  const parameters = { lock_timeout: '5s', idle_in_transaction_session_timeout: '60s', ...setting.parameters }
  const pool = new pg.Pool({
    ...clientConfig(access),
    types: parsers,
    max: setting.connections,
    // what is asked together travels together (transaction.ts)
    pipeline: true,
    // waiting for a place and making a connection together; after it the answer is "busy"
    connectionTimeoutMillis: 4_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: setting.statementTimeoutMs,
    application_name: setting.name,
    options: Object.entries(parameters)
      .map(([name, text]) => `-c ${name}=${text}`)
      .join(' '),
  })
  pool.on('error', error => log('warn', `A database connection was lost (${error.message}); it is replaced when needed.`))
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/** Lets everybody go who waits for an answer on a connection of these pools: their queries fail as lost, and the connections are thrown away. */
export function releaser(pools: readonly pg.Pool[]): () => void {
  const busy = new Set<pg.PoolClient>()
  for (const pool of pools) {
    pool.on('acquire', client => busy.add(client))
    pool.on('release', (_error, client) => busy.delete(client))
  }
  return () => {
    for (const client of busy) client.connection.stream.destroy()
  }
}

/** Every connection of the pool is closed. Its own `end` only asks for that, and a server that stops right after would still find them there. */
export async function endPool(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount
  const closed = new Promise<void>(resolve => {
    if (open === 0) resolve()
    pool.on('remove', () => {
      open -= 1
      if (open === 0) resolve()
    })
  })
  await pool.end()
  // a server that hangs closes nothing; then the process does not wait for it
  await Promise.race([closed, pause(2_000, undefined, { ref: false })])
}
