import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { addDays, dayIn, instantIn } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { cameBack, mails } from '../queries.ts'
import type { MailNow } from '../rules/needs.ts'

export interface MailOfToday {
  /** What leaves before the day is over, and how many people get it, once each. */
  readonly tonight: { readonly mails: number; readonly people: number }
  /** By program; null: of none. */
  readonly scopes: readonly ({ readonly scopeId: string | null } & MailNow)[]
}

/** What leaves tonight and what has to be seen to, of the mails that the actor may see; one query. */
export async function mailOfToday(ctx: Context): Promise<MailOfToday> {
  const { zone } = await organizationOf(ctx)
  const midnight = instantIn(zone, addDays(dayIn(zone, ctx.now), 1), '00:00')
  const isTonight = sql`mail.state = 'due' and mail.due_at < ${midnight}`
  const dayOf = (column: 'finished_at' | 'created_at') => sql`(${sql.ref(`mail.${column}`)} at time zone ${zone})::date`
  const rows = await mails(ctx)
    .where('mail.state', 'in', ['due', 'failed', 'kept'])
    .select([
      'mail.scopeId',
      sql<number>`grouping(mail.scope_id)`.as('isSum'),
      sql<number>`count(*) filter (where ${isTonight})`.as('mails'),
      sql<number>`count(distinct coalesce(mail.person_id::text, mail.to_address)) filter (where ${isTonight})`.as('people'),
      sql<number>`count(*) filter (where ${cameBack})`.as('cameBack'),
      sql<string | null>`min(coalesce(${dayOf('finished_at')}, ${dayOf('created_at')})) filter (where ${cameBack})`.as('firstCameBackOn'),
      sql<number>`count(*) filter (where mail.state = 'kept')`.as('kept'),
      sql<string | null>`min(${dayOf('created_at')}) filter (where mail.state = 'kept')`.as('firstKeptOn'),
    ])
    .groupBy(sql`grouping sets ((mail.scope_id), ())`)
    .orderBy('mail.scopeId')
    .limit(1001)
    .execute()
  const sum = rows.find(row => Number(row.isSum) === 1)
  return {
    tonight: { mails: Number(sum?.mails ?? 0), people: Number(sum?.people ?? 0) },
    scopes: rows.flatMap(({ scopeId, isSum, firstCameBackOn, firstKeptOn, ...row }) =>
      Number(isSum) === 1 ? [] : [{ scopeId, cameBack: Number(row.cameBack), firstCameBackOn, kept: Number(row.kept), firstKeptOn }],
    ),
  }
}
