import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { dayIn } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import type { WaitingFor } from '../rules/needs.ts'
import { reachable } from './concern.ts'

/** By program, what with the actor waits for an answer. */
export async function waitingFor(ctx: Context): Promise<({ readonly programId: string } & WaitingFor)[]> {
  const { zone } = await organizationOf(ctx)
  const rows = await (await reachable(ctx))
    .where('concern.endedAt', 'is', null)
    .where('concern.dueOn', 'is not', null)
    .select([
      'concern.programId',
      sql<number>`count(*)`.as('waiting'),
      sql<number>`count(*) filter (where concern.due_on < ${dayIn(zone, ctx.now)}::date)`.as('late'),
      sql<string | null>`min((concern.asked_at at time zone ${zone})::date)`.as('firstAskedOn'),
      sql<string | null>`min(concern.due_on)`.as('firstDueOn'),
      sql<boolean>`bool_or(concern.kind = 'not-right' and concern.state = 'asked')`.as('isGrave'),
    ])
    .groupBy('concern.programId')
    .orderBy('concern.programId')
    .limit(500)
    .execute()
  const scopes = new Set(ctx.actor.grants.map(grant => grant.scopeId))
  return rows.map(row => ({
    ...row,
    waiting: Number(row.waiting),
    late: Number(row.late),
    isStaff: scopes.has(row.programId) || scopes.has(ctx.actor.organizationId),
  }))
}
