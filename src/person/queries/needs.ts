import { type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { addDays, dayIn } from '../../kit/time/time.ts'
import { scopesOf } from '../../kit/wire/access.ts'
import type { InvitationsNow } from '../rules/needs.ts'
import type { PersonTables } from '../tables.ts'

/** One looks after an invitation when it waits this long, and as long after its link has ended. */
const patienceDays = 5
const rememberedDays = 30

/** The invitations that nobody answered, for administrators; null for everybody else. `zone`: whose days are told. */
export async function invitationsNowVisibleTo(ctx: Context, zone: string): Promise<InvitationsNow | null> {
  const { organizationId } = ctx.actor
  if (!scopesOf(ctx.actor, 'administrator').includes(organizationId)) return null
  const today = dayIn(zone, ctx.now)
  const invitedOn = sql`(invitation.invited_at at time zone ${zone})::date`
  const isWaiting = sql<SqlBool>`invitation.expires_at > ${ctx.now} and ${invitedOn} <= ${addDays(today, -patienceDays)}::date`
  const isExpired = sql<SqlBool>`invitation.expires_at <= ${ctx.now}
    and (invitation.expires_at at time zone ${zone})::date >= ${addDays(today, -rememberedDays)}::date`
  const row = await ctx.tx
    .withTables<PersonTables>()
    .selectFrom('invitation')
    .where('organizationId', '=', organizationId)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .select([
      sql<number>`count(*) filter (where ${isWaiting})`.as('waiting'),
      sql<string | null>`min(${invitedOn}) filter (where ${isWaiting})`.as('firstInvitedOn'),
      sql<number>`count(*) filter (where ${isExpired})`.as('expired'),
    ])
    .executeTakeFirst()
  return { waiting: Number(row?.waiting ?? 0), firstInvitedOn: row?.firstInvitedOn ?? null, expired: Number(row?.expired ?? 0) }
}
