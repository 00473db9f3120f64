/*
 * One transaction on one connection of the pool.
 *
 * What is asked together travels together: statements go out as they are asked, without waiting for the answer to the one before, and PostgreSQL
 * does them in that order. A statement that waits for another wakes both processes once more, which costs more than most statements do.
 * Kysely's own transaction lets one statement wait for the other, and offers no place for our words at the beginning.
 */
import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  type QueryResult,
  Transaction,
} from 'kysely'
import type pg from 'pg'
import { camelCaseRows, SnakeCaseCompiler } from './column-names.ts'

/** PostgreSQL with our names, behind a driver. */
export const dialectOver = (driver: Driver): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createQueryCompiler: () => new SnakeCaseCompiler(),
  createIntrospector: db => new PostgresIntrospector(db),
})

/** A transaction has its connection already and asks no driver for one. */
const driver = new DummyDriver()
const dialect = dialectOver(driver)

/** Whose rows are counted because they were changed. */
const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

class OneConnection implements DatabaseConnection, ConnectionProvider {
  readonly #client: pg.PoolClient
  #isOver = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    return consumer(this)
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isOver) throw new Error(`the transaction is over, and was asked: ${sql}`)
    const { command, rowCount, rows } = await this.#client.query(sql, [...parameters])
    return changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
  }

  // biome-ignore lint/correctness/useYield: it gives nothing
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are not streamed in a transaction')
  }

  /** Nothing more is asked in it, whoever still holds it. */
  end(): void {
    this.#isOver = true
  }
}

/**
 * What the work asked of the transaction is committed as a whole or not at all. `beginning`: the words that begin it. Throws what the work
 * throws, and what the database says.
 */
export async function transacted<Schema, T>(pool: pg.Pool, beginning: string, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const connection = new OneConnection(client)
  try {
    // nothing may be done before it has begun
    await client.query(beginning)
    const executor = new DefaultQueryExecutor(new SnakeCaseCompiler(), new PostgresAdapter(), connection, [camelCaseRows])
    const result = await work(new Transaction<Schema>({ config: { dialect }, dialect, driver, executor }))
    connection.end()
    // PostgreSQL answers so to the commit of what an error has ended, also when the work has swallowed that error
    if ((await client.query('commit')).command === 'ROLLBACK') throw new Error('a statement had failed, so nothing was committed')
    client.release()
    return result
  } catch (error) {
    connection.end()
    // where not even that can be said, the connection is thrown away, and PostgreSQL undoes what was begun
    client.release(
      await client.query('rollback').then(
        () => false,
        () => true,
      ),
    )
    throw error
  }
}
