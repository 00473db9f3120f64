import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { allow } from '../kit/wire/access.ts'
import { decide, refused } from '../kit/wire/refusal.ts'
import { organizationAccess } from './access.ts'
import { organizationChanged, organizationCreated } from './contract.ts'
import { organizationToChange } from './queries.ts'
import { knownZone, takenSlugs } from './rules.ts'
import type { OrganizationTables } from './tables.ts'

/** The organization exists under the id that the transaction is fenced to. Called at set-up, before anybody is in. */
export async function createOrganization(
  ctx: Context,
  input: {
    readonly name: string
    readonly slug: string
    readonly zone: string
    readonly isFirst: boolean
    /** Whoever set up went on although no mail would leave. */
    readonly isMailWaived?: boolean
  },
): Promise<void> {
  decide(takenSlugs.includes(input.slug) ? refused('slug_taken', { slug: input.slug }) : null, knownZone(input.zone))
  const written = await ctx.tx
    .withTables<OrganizationTables>()
    .insertInto('organization')
    .values({
      id: ctx.actor.organizationId,
      slug: input.slug,
      name: input.name,
      language: 'en',
      zone: input.zone,
      holidays: [],
      createdAt: ctx.now,
      isFirst: input.isFirst,
      version: 1,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) throw input.isFirst ? refused('already_set_up') : refused('slug_taken', { slug: input.slug })
  await record(ctx, organizationCreated, { organization: ctx.actor.organizationId, isMailWaived: input.isMailWaived ?? false })
}

interface Change {
  readonly name?: string | undefined
  readonly zone?: string | undefined
  readonly holidays?: readonly string[] | undefined
}

/** The organization has the given name, zone and holidays. Deadlines that are set already stay where they are. */
export async function changeOrganization(ctx: Context, input: Change, ifMatch: number): Promise<void> {
  const organization = await organizationToChange(ctx)
  allow(ctx.actor, organizationAccess.change, organization)
  if (organization.version !== ifMatch) throw refused('stale')
  const name = input.name ?? organization.name
  const zone = decide(knownZone(input.zone ?? organization.zone))
  const holidays = [...new Set(input.holidays ?? organization.holidays)].sort()
  await ctx.tx
    .withTables<OrganizationTables>()
    .updateTable('organization')
    .set({ name, zone, holidays, version: organization.version + 1 })
    .where('id', '=', organization.id)
    .execute()
  await record(ctx, organizationChanged, { organization: organization.id, changed: Object.keys(input) })
}
