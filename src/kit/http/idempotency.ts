import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { held, key, plain, type Rows, type TableDeclarations } from '../db/columns.ts'
import { seal, unseal } from '../vault/vault.ts'
import { Refusal, refused } from '../wire/refusal.ts'

/** Answers to creating calls that carried an `Idempotency-Key`, kept for a day. */
export const idempotencyTables = {
  idempotency: {
    organizationId: key(),
    personId: key(),
    key: key(),
    operationId: plain<string>('which operation'),
    requestHash: plain<string>('tells whether the same key comes with the same request'),
    sealed: held<Buffer | null>('S4', 'the answer to repeat', { retention: '24 hours', export: 'never', erase: 'delete' }),
    at: plain<Date>('when it was first asked'),
  },
} as const satisfies TableDeclarations
export type IdempotencyTables = Rows<typeof idempotencyTables>

interface Once {
  readonly key: string
  readonly operationId: string
  readonly request: unknown
}

/**
 * The answer of the first call with this key; the work is done at most once. The row is written in the work's own transaction, so a
 * second call waits for the first and then finds its answer. The same key with another request is refused.
 */
export async function once(ctx: Context, { key, operationId, request }: Once, work: () => Promise<unknown>): Promise<unknown> {
  const db = ctx.tx.withTables<IdempotencyTables>()
  if (key.length > 200) throw refused('unreadable')
  const personId = ctx.actor.personId ?? '00000000-0000-0000-0000-000000000000'
  const requestHash = createHash('sha256')
    .update(JSON.stringify([operationId, request]))
    .digest('base64url')
  const own = { organizationId: ctx.actor.organizationId, personId, key }
  const claimed = await db
    .insertInto('idempotency')
    .values({ ...own, operationId, requestHash, sealed: null, at: ctx.now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 0n) {
    const first = await db
      .selectFrom('idempotency')
      .select(['requestHash', 'sealed'])
      .where('organizationId', '=', own.organizationId)
      .where('personId', '=', personId)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (first.requestHash !== requestHash) throw new Refusal('idempotency_conflict')
    if (!first.sealed) throw new Refusal('answer_forgotten')
    return (JSON.parse(await unseal(ctx.tx, placeOf(own), first.sealed)) as { body: unknown }).body
  }
  const body = await work()
  await db
    .updateTable('idempotency')
    .set({ sealed: await seal(ctx.tx, placeOf(own), JSON.stringify({ body: body ?? null })) })
    .where('organizationId', '=', own.organizationId)
    .where('personId', '=', personId)
    .where('key', '=', key)
    .execute()
  return body
}

const placeOf = ({
  organizationId,
  personId,
  key,
}: {
  readonly organizationId: string
  readonly personId: string
  readonly key: string
}) => ({
  organizationId,
  table: 'idempotency',
  row: `${personId} ${key}`,
  column: 'sealed',
})

/** What the actor was answered by this operation is repeated to nobody any more; that it was done is still known. */
export async function forgetAnswers(ctx: Context, operationId: string): Promise<void> {
  await ctx.tx
    .withTables<IdempotencyTables>()
    .updateTable('idempotency')
    .set({ sealed: null })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', ctx.actor.personId)
    .where('operationId', '=', operationId)
    .execute()
}

const keptMs = 24 * 3_600_000

/** A call that comes again after a day is a new one. */
export async function forgetOldAnswers(ctx: Context): Promise<void> {
  await ctx.tx
    .withTables<IdempotencyTables>()
    .deleteFrom('idempotency')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('at', '<', new Date(ctx.now.getTime() - keptMs))
    .execute()
}
