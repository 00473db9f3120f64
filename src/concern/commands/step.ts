import type { Context } from '../../kit/context.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { seal } from '../../kit/vault/vault.ts'
import type { Step } from '../contract.ts'
import { type Concern, stepPlace, stepsOf } from '../queries/concern.ts'
import type { ConcernTables } from '../tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ConcernTables>()

interface StepParts {
  readonly words?: string
  /** Of a handing over: who has it since, and who had it before. */
  readonly to?: string
  readonly from?: string | null
}

/** The step stands after those that were there; its words are sealed. The caller has locked the request. */
export async function noteStep(ctx: Context, concern: Concern, step: Step, { words = '', to, from }: StepParts = {}): Promise<void> {
  const id = uuidv7(ctx.now, ctx.random)
  const before = (await stepsOf(ctx, [concern])).get(concern.id) ?? []
  await tables(ctx)
    .insertInto('concernStep')
    .values({
      organizationId: concern.organizationId,
      id,
      concernId: concern.id,
      number: before.length + 1,
      step,
      personId: to ?? ctx.actor.personId ?? concern.recipientPersonId ?? concern.personId,
      fromPersonId: from ?? null,
      at: ctx.now,
      sealed: words === '' ? null : await seal(ctx.tx, stepPlace(ctx, id), words),
    })
    .execute()
}

/** The request with its change; the caller has locked it. */
export async function changed(ctx: Context, concern: Concern, change: Partial<Concern>): Promise<Concern> {
  return tables(ctx)
    .updateTable('concern')
    .set({ ...change, version: concern.version + 1 })
    .where('organizationId', '=', concern.organizationId)
    .where('id', '=', concern.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
