import type { Context } from '../kit/context.ts'
import { dayIn } from '../kit/time/time.ts'
import { allow } from '../kit/wire/access.ts'
import type { Input } from '../kit/wire/contract.ts'
import { decide, refused } from '../kit/wire/refusal.ts'
import { organizationOf } from '../organization/queries.ts'
import { todayAccess } from './access.ts'
import type { changePostponement } from './contract/today.ts'
import { needOf } from './queries/today.ts'
import { mayPostpone, postponedUntil } from './rules/postponement.ts'
import type { TodayTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<TodayTables>()

/**
 * A need is off the actor's page until that day, or back on it; nobody else's page changes, so it stands in no history. What was put off
 * until a day that has come is forgotten.
 */
export async function postpone(ctx: Context, { need: id, untilOn }: Input<typeof changePostponement>): Promise<void> {
  const { organizationId } = ctx.actor
  const personId = ctx.actor.personId ?? ''
  allow(ctx.actor, todayAccess.postpone, { personId })
  const need = await needOf(ctx, id)
  if (!need) throw refused('need_gone')
  const today = dayIn((await organizationOf(ctx)).zone, ctx.now)
  decide(mayPostpone(need.kind))
  const until = untilOn === null ? null : decide(postponedUntil(today, untilOn))
  await tables(ctx)
    .deleteFrom('postponement')
    .where('organizationId', '=', organizationId)
    .where('personId', '=', personId)
    .where(eb => eb.or([eb('untilOn', '<=', today), eb('need', '=', id)]))
    .execute()
  if (until !== null)
    await tables(ctx)
      .insertInto('postponement')
      .values({ organizationId, personId, need: id, untilOn: until, madeAt: ctx.now })
      .onConflict(conflict => conflict.columns(['organizationId', 'personId', 'need']).doUpdateSet({ untilOn: until, madeAt: ctx.now }))
      .execute()
}
