import * as z from 'zod/mini'
import type { Context } from '../context.ts'
import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../db/columns.ts'
import { uuidv7 } from '../ids/ids.ts'
import { enqueue, jobKind } from '../jobs/jobs.ts'
import { type Fact, type FactsOf, fact } from '../wire/facts.ts'

/** Append-only for the application's role. */
export const historyTables = {
  historyEntry: {
    organizationId: key(),
    id: key(),
    at: plain<Date>('when it happened'),
    /** Who did it; null: the system itself. */
    actorPersonId: held<string | null>('S2', 'who did it: the audit trail', { retention: '24 months', erase: 'keep: audit' }),
    name: plain<string>('what happened'),
    /** Ids and plain facts, never content. */
    facts: held<unknown>('S2', 'what it happened to', { retention: '24 months', erase: 'keep: audit' }),
    /** The program that it belongs to, whose coordinators find it on the page of the history; null: the organization. */
    scopeId: keyOrNull(),
    requestId: plain<string>('finds the request in the log'),
  },
} as const satisfies TableDeclarations
export type HistoryTables = Rows<typeof historyTables>

/** Somebody who is signed in asked for something confidential that is not theirs; `operation` is what they asked, never of which row. */
export const accessRefused = fact('access.refused', z.object({ operation: z.string(), code: z.enum(['not_permitted', 'not_found']) }))

export const reactKind = jobKind({ name: 'react', payload: z.object({ entryId: z.uuid() }), retries: 12 })

/** One entry in the history, in the same transaction, and one job that lets the floors above react to it. */
export async function record<F extends Fact>(ctx: Context, fact: F, facts: FactsOf<F>, scopeId: string | null = null): Promise<string> {
  const id = uuidv7(ctx.now, ctx.random)
  const entry = {
    organizationId: ctx.actor.organizationId,
    id,
    at: ctx.now,
    actorPersonId: ctx.actor.personId,
    name: fact.name,
    facts: JSON.stringify(fact.facts.parse(facts)),
    scopeId,
    requestId: ctx.requestId,
  }
  await Promise.all([
    ctx.tx.withTables<HistoryTables>().insertInto('historyEntry').values(entry).execute(),
    enqueue(ctx, reactKind, { entryId: id }),
  ])
  return id
}

/** What a capability does when something was recorded, here or on a lower floor. `name` is unique among all reactions. */
export interface Reaction<F extends Fact = Fact> {
  readonly to: F
  readonly name: string
  readonly react: (
    ctx: Context,
    facts: FactsOf<F>,
    entry: { readonly id: string; readonly actorPersonId: string | null },
  ) => Promise<unknown>
}

export const reaction = <F extends Fact>(to: F, name: string, react: Reaction<F>['react']): Reaction =>
  ({ to, name, react }) as unknown as Reaction
