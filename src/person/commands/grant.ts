/** Somebody who is known is trusted with a role of staff, or no longer. */
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { personAccess } from '../access.ts'
import { type GrantView, grantTakenBack } from '../contract.ts'
import { grantToChange, grantViewOf } from '../queries/grant.ts'
import { personForSystem } from '../queries/person.ts'
import { mayTakeBack } from '../rules.ts'
import type { PersonTables } from '../tables.ts'
import { holds } from './invitation.ts'
import { type GrantInput, giveGrant } from './person.ts'

/** The person holds the grant, without a mail: for somebody who is known here, above all when it was taken back by mistake. */
export async function grantToKnown(ctx: Context, input: GrantInput): Promise<GrantView> {
  const person = await personForSystem(ctx, input.personId)
  allow(ctx.actor, personAccess.trust, person)
  if (person.disabledAt || (input.relation === 'administrator' && input.scopeId !== ctx.actor.organizationId)) throw refused('not_found')
  if (await holds(ctx, person.id, input)) throw refused('already_granted', { name: person.name ?? person.email ?? '' })
  await giveGrant(ctx, input)
  return grantViewOf(ctx, input)
}

/**
 * The person holds it no longer: their next request is made without it. Whoever has just lost their own say, while they waited for the
 * lock, takes nothing back from others.
 */
export async function takeBackGrant(ctx: Context, grantId: string): Promise<void> {
  const { grant, administrators } = await grantToChange(ctx, grantId)
  allow(ctx.actor, personAccess.trust, grant)
  decide(mayTakeBack(grant, administrators))
  if (ctx.actor.personId && !administrators.includes(ctx.actor.personId)) throw refused('not_permitted')
  await ctx.tx
    .withTables<PersonTables>()
    .deleteFrom('staffGrant')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', grantId)
    .execute()
  await record(ctx, grantTakenBack, { person: grant.personId, relation: grant.relation, scope: grant.scopeId })
}
