import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { held, key, plain, type Rows, type TableDeclarations } from '../db/columns.ts'
import { Refusal } from '../wire/refusal.ts'

/** Answers to creating calls that carried an `Idempotency-Key`, kept for a day. */
export const idempotencyTables = {
  idempotency: {
    organizationId: key(),
    personId: key(),
    key: key(),
    operationId: plain<string>('which operation'),
    requestHash: plain<string>('tells whether the same key comes with the same request'),
    answer: held<unknown>('S3', 'the answer to repeat', { retention: '24 hours', export: 'never', erase: 'delete' }),
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
  const personId = ctx.actor.personId ?? '00000000-0000-0000-0000-000000000000'
  const requestHash = createHash('sha256')
    .update(JSON.stringify([operationId, request]))
    .digest('base64url')
  const own = { organizationId: ctx.actor.organizationId, personId, key }
  const claimed = await db
    .insertInto('idempotency')
    .values({ ...own, operationId, requestHash, answer: null, at: ctx.now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 0n) {
    const first = await db
      .selectFrom('idempotency')
      .select(['requestHash', 'answer'])
      .where('organizationId', '=', own.organizationId)
      .where('personId', '=', personId)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (first.requestHash !== requestHash) throw new Refusal('idempotency_conflict')
    return (first.answer as { body: unknown }).body
  }
  const body = await work()
  await db
    .updateTable('idempotency')
    .set({ answer: JSON.stringify({ body: body ?? null }) })
    .where('organizationId', '=', own.organizationId)
    .where('personId', '=', personId)
    .where('key', '=', key)
    .execute()
  return body
}
