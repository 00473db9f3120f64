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
  /** What was asked once already; only in a request that reads, where nothing changes meanwhile. */
  readonly answered?: Map<string, Promise<unknown>>
}

/**
 * What `ask` finds. A request that only reads asks once under each name, however many parts of its page want it; one that may write asks every
 * time, for it may have changed in between.
 */
export function askedOnce<T>(ctx: Context, name: string, ask: () => Promise<T>): Promise<T> {
  if (!ctx.answered) return ask()
  const known = ctx.answered.get(name)
  if (known) return known as Promise<T>
  const answer = ask()
  ctx.answered.set(name, answer)
  return answer
}
