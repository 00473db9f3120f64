import type { Transaction } from 'kysely'
import type { Random } from './ids/ids.ts'
import type { Actor } from './wire/access.ts'

/** A transaction that knows no table yet: each capability names its own, `ctx.tx.withTables<CohortTables>()`. */
export type Tx = Transaction<Record<never, never>>

/**
 * All that a command or query may reach: one transaction, fenced to the actor's organization; who asks; the time; chance.
 * Time and chance are given, never taken, so every test is exact.
 */
export interface Context {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  readonly random: Random
  /** Of the request or job that this is done for; goes into the history and the log. */
  readonly requestId: string
}
