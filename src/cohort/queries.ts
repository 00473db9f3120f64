import { sql } from 'kysely'
import { askedOnce, type Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { mayOf } from '../kit/wire/access.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { programForSystem } from '../program/queries.ts'
import { cohortAccess } from './access.ts'
import type { CohortView } from './contract.ts'
import { groupsOf } from './rules.ts'
import type { CohortTables } from './tables.ts'

export type Cohort = CohortTables['cohort']

const reachable = (ctx: Context) =>
  ctx.tx
    .withTables<CohortTables>()
    .selectFrom('cohort')
    .selectAll('cohort')
    .where('cohort.organizationId', '=', ctx.actor.organizationId)
    .where(allowedRows(ctx.actor, cohortAccess.see, { column: name => sql.ref(`cohort.${name}`) }))

export async function cohortVisibleTo(ctx: Context, cohortId: string): Promise<Cohort> {
  const cohort = await reachable(ctx).where('cohort.id', '=', cohortId).executeTakeFirst()
  if (!cohort) throw notFound()
  return cohort
}

export async function cohortToChange(ctx: Context, cohortId: string): Promise<Cohort> {
  const cohort = await reachable(ctx).where('cohort.id', '=', cohortId).forUpdate().executeTakeFirst()
  if (!cohort) throw notFound()
  return cohort
}

export async function cohortsOf(ctx: Context, programId: string): Promise<Cohort[]> {
  return reachable(ctx)
    .where('cohort.programId', '=', programId)
    .orderBy('cohort.startsOn', 'desc')
    .orderBy('cohort.id')
    .limit(500)
    .execute()
}

/** Those of all programs that the actor reaches, latest first. */
export async function cohortsVisibleTo(ctx: Context): Promise<Cohort[]> {
  return reachable(ctx).orderBy('cohort.startsOn', 'desc').orderBy('cohort.id').limit(1000).execute()
}

/** For jobs and for pages of people who take part: the cohort itself, whoever asks. */
export function cohortForSystem(ctx: Context, cohortId: string): Promise<Cohort> {
  return askedOnce(ctx, `cohort ${cohortId}`, () => cohortNow(ctx, cohortId))
}

async function cohortNow(ctx: Context, cohortId: string): Promise<Cohort> {
  const cohort = await ctx.tx
    .withTables<CohortTables>()
    .selectFrom('cohort')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', cohortId)
    .executeTakeFirst()
  if (!cohort) throw notFound()
  return cohort
}

export async function cohortView(ctx: Context, cohort: Cohort): Promise<CohortView> {
  const { id, programId, name, state, startsOn, endsOn, mentorsPerMentee, version } = cohort
  const may = { change: mayOf(ctx.actor, cohortAccess.change, cohort) }
  const { format } = await programForSystem(ctx, programId)
  const groups = groupsOf(cohort, format)
  return { id, programId, name, state, startsOn, endsOn, mentorsPerMentee: groups ? 1 : mentorsPerMentee, groups, version, may }
}
