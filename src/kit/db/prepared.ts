/*
 * Statements that come again are prepared: PostgreSQL parses and plans them once for each connection instead of at each request, which is
 * a third of its work for a page. What comes once (an import's rows, a list as long as its request) stays as it is, for every prepared
 * statement costs memory in every connection.
 *
 * Only for a server that we keep ourselves: between us and another one may stand a pooler that hands each transaction to another connection.
 */
import type pg from 'pg'

/** A text is prepared from this appearance on. */
const appearances = 3
/** Bytes of a statement's text; what is longer carries many rows. */
const longest = 8_000
const mostPrepared = 400
const mostSeen = 4_000
/** feature_not_supported: "cached plan must not change result type", after a column was added to a table. */
const planIsStale = '0A000'

/** Which statements of a process are prepared, and under which name. */
export class Recurring {
  readonly #seen = new Map<string, number>()
  readonly #names = new Map<string, string>()
  #given = 0

  /** The name under which the statement is prepared; null as long as it has not come often enough, or when there are too many. */
  nameOf(text: string): string | null {
    const name = this.#names.get(text)
    if (name !== undefined) return name
    if (text.length > longest || this.#names.size >= mostPrepared) return null
    const times = (this.#seen.get(text) ?? 0) + 1
    if (times < appearances) {
      if (this.#seen.size >= mostSeen) this.#seen.clear()
      this.#seen.set(text, times)
      return null
    }
    this.#seen.delete(text)
    return this.renew(text)
  }

  /** The statement is prepared anew, under another name: its tables have changed. */
  renew(text: string): string {
    this.#given += 1
    const name = `cairn_${this.#given}`
    this.#names.set(text, name)
    return name
  }
}

type Queries = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>

/** From now on the pool's connections prepare what comes again. */
export function prepareRecurring(pool: pg.Pool): void {
  const recurring = new Recurring()
  pool.on('connect', client => {
    const plain = client.query.bind(client) as (...args: readonly unknown[]) => Promise<pg.QueryResult>
    const query: Queries = async (text, values) => {
      const name = recurring.nameOf(text)
      if (name === null) return plain(text, values)
      try {
        return await plain({ name, text, values })
      } catch (error) {
        if (isStale(error)) recurring.renew(text)
        throw error
      }
    }
    const isRepeatable = (args: readonly unknown[]) =>
      args.length === 2 && typeof args[0] === 'string' && Array.isArray(args[1]) && args[1].length > 0
    client.query = ((...args: unknown[]) =>
      isRepeatable(args) ? query(args[0] as string, args[1] as unknown[]) : plain(...args)) as typeof client.query
  })
}

/** A prepared statement no longer fits its tables; the same statement, prepared anew, would. */
export function isStale(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === planIsStale && error.message.startsWith('cached plan')
}
