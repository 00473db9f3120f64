/** A crash at a statement that the test chooses: the connection is cut there, and until the restart nothing reaches the database any more. */
import type pg from 'pg'
import type { Database } from '../db/database.ts'

export interface Crash {
  /** The process dies at its n-th statement from now on, counted from 1: before the server has it, or when it is done and nobody was told. */
  readonly at: (statement: number, when: 'before' | 'after') => void
  readonly happened: () => boolean
  /** The dead connections are gone, and everything reaches the database again. */
  readonly restart: () => Promise<void>
}

type Query = (...request: readonly unknown[]) => unknown

/** Call before the first statement. Statements that a pool sends by itself, such as the test's own, are not counted. */
export function crashable<D extends Database>(database: D): { readonly database: D; readonly crash: Crash } {
  let left = Number.POSITIVE_INFINITY
  let when: 'before' | 'after' = 'before'
  let isDown = false
  const dying: Promise<unknown>[] = []
  const cut = (client: pg.PoolClient): Error => {
    isDown = true
    dying.push(new Promise(resolve => client.once('end', resolve)))
    ;(client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy()
    return new Error('Connection terminated unexpectedly')
  }
  database.appPool.on('connect', client => {
    const query = client.query.bind(client) as Query
    const counted: Query = async (...request) => {
      if (isDown) throw cut(client)
      left -= 1
      if (left === 0 && when === 'before') throw cut(client)
      const isLast = left === 0
      const answer = await query(...request)
      if (isLast) throw cut(client)
      return answer
    }
    client.query = ((...request: readonly unknown[]) =>
      typeof request.at(-1) === 'function' ? query(...request) : counted(...request)) as typeof client.query
  })
  return {
    database,
    crash: {
      at(statement, whenever) {
        left = statement
        when = whenever
      },
      happened: () => isDown,
      async restart() {
        left = Number.POSITIVE_INFINITY
        await Promise.all(dying.splice(0))
        isDown = false
      },
    },
  }
}
