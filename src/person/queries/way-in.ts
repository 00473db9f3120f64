/** Who opened letters that sign a person in, from the history: nobody can take an entry out of it. */
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { HistoryTables } from '../../kit/history/history.ts'
import { wayInOpened } from '../contract.ts'
import { peopleByIdForSystem } from './person.ts'

export interface WayInOpened {
  readonly at: Date
  /** The name of whoever opened it; null: they are known no more. */
  readonly by: string | null
}

const shownDays = 30
const mostShown = 5

/** The latest of the last thirty days, newest first. Also those that the reader has seen: whoever used the letter would have seen them, too. */
export async function waysInOpenedForSystem(ctx: Context, personId: string): Promise<WayInOpened[]> {
  const rows = await ctx.tx
    .withTables<HistoryTables>()
    .selectFrom('historyEntry')
    .select(['at', 'actorPersonId'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('name', '=', wayInOpened.name)
    .where(sql<string>`facts ->> 'person'`, '=', personId)
    .where('at', '>', new Date(ctx.now.getTime() - shownDays * 86_400_000))
    .orderBy('id', 'desc')
    .limit(mostShown)
    .execute()
  const people = await peopleByIdForSystem(
    ctx,
    rows.flatMap(row => row.actorPersonId ?? []),
  )
  return rows.map(({ at, actorPersonId }) => ({ at, by: people.get(actorPersonId ?? '')?.name ?? null }))
}
