/** The mentorships of many cohorts at once, for whoever looks after them; never those that the reader is in. */
import { type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import { addDays, dayIn } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { mentorshipAccess } from '../access.ts'
import type { MentorshipsNow } from '../rules/needs.ts'
import { callDueSince } from '../rules.ts'
import type { MentorshipTables } from '../tables.ts'
import { isMember } from './mentorship.ts'

/** Those that are not over. */
const live = (ctx: Context, cohortIds: readonly string[]) => {
  const rows = ctx.tx
    .withTables<MentorshipTables>()
    .selectFrom('mentorship')
    .where('mentorship.organizationId', '=', ctx.actor.organizationId)
    .where('mentorship.cohortId', '=', sql<string>`any(${cohortIds}::uuid[])`)
    .where('mentorship.state', 'in', ['active', 'paused', 'closing'])
    .where(allowedRows(ctx.actor, mentorshipAccess.list, { column: name => sql.ref(`mentorship.${name}`) }))
  return ctx.actor.personId ? rows.where(sql<SqlBool>`not ${isMember(ctx.actor.personId)}`) : rows
}

/** By cohort, how many stand where. */
export async function mentorshipsNowVisibleTo(ctx: Context, cohortIds: readonly string[]): Promise<Map<string, MentorshipsNow>> {
  const calendar = await organizationOf(ctx)
  const since = sql`coalesce(mentorship.called_on, (mentorship.began_at at time zone ${calendar.zone})::date)`
  const isToCall = sql`mentorship.state = 'active' and mentorship.first_met_on is null
    and ${since} <= ${callDueSince(dayIn(calendar.zone, ctx.now), calendar)}::date`
  const rows = await live(ctx, cohortIds)
    .select([
      'mentorship.cohortId',
      sql<number>`count(*) filter (where mentorship.state = 'active')`.as('active'),
      sql<number>`count(*) filter (where mentorship.state = 'paused')`.as('paused'),
      sql<number>`count(*) filter (where mentorship.state = 'closing')`.as('closing'),
      sql<number>`count(*) filter (where ${isToCall})`.as('toCall'),
      sql<string | null>`min(${since}) filter (where ${isToCall})`.as('firstSince'),
    ])
    .groupBy('mentorship.cohortId')
    .execute()
  return new Map(
    rows.map(({ cohortId, active, paused, closing, toCall, firstSince }) => [
      cohortId,
      { active: Number(active), paused: Number(paused), closing: Number(closing), toCall: Number(toCall), firstSince },
    ]),
  )
}

export interface MentorshipDate {
  readonly cohortId: string
  readonly kind: 'last-days' | 'pauses-end'
  readonly on: string
  readonly count: number
}

/** The last days and the ends of pauses from today on, within so many days. */
export async function mentorshipDatesVisibleTo(ctx: Context, cohortIds: readonly string[], withinDays: number): Promise<MentorshipDate[]> {
  const { zone } = await organizationOf(ctx)
  const today = dayIn(zone, ctx.now)
  const isNear = (on: ReturnType<typeof sql>) => sql<SqlBool>`${on} between ${today}::date and ${addDays(today, withinDays)}::date`
  const lastOn = sql<string>`coalesce(mentorship.last_on, mentorship.ends_on)`
  const ends = live(ctx, cohortIds)
    .where(isNear(lastOn))
    .select([
      'mentorship.cohortId',
      sql<MentorshipDate['kind']>`'last-days'`.as('kind'),
      lastOn.as('on'),
      sql<number>`count(*)`.as('count'),
    ])
    .groupBy(['mentorship.cohortId', lastOn])
  const pauses = live(ctx, cohortIds)
    .innerJoin('pause', join =>
      join.onRef('pause.organizationId', '=', 'mentorship.organizationId').onRef('pause.mentorshipId', '=', 'mentorship.id'),
    )
    .where('pause.endedAt', 'is', null)
    .where(isNear(sql`pause.until_on`))
    .select([
      'mentorship.cohortId',
      sql<MentorshipDate['kind']>`'pauses-end'`.as('kind'),
      'pause.untilOn as on',
      sql<number>`count(*)`.as('count'),
    ])
    .groupBy(['mentorship.cohortId', 'pause.untilOn'])
  const rows = await ends.unionAll(pauses).orderBy('on').limit(100).execute()
  return rows.map(row => ({ ...row, count: Number(row.count) }))
}
