import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { allow } from '../kit/wire/access.ts'
import { decide, refused } from '../kit/wire/refusal.ts'
import { programForSystem, programVisibleTo } from '../program/queries.ts'
import { cohortAccess } from './access.ts'
import { type CohortState, cohortChanged, cohortCreated, type GroupSizes } from './contract.ts'
import { type Cohort, cohortToChange } from './queries.ts'
import { moved, sizesAfter, sizesAtFirst, span } from './rules.ts'
import type { CohortTables } from './tables.ts'

interface NewCohort {
  readonly programId: string
  readonly name: string
  readonly startsOn: string
  readonly endsOn: string
  readonly mentorsPerMentee?: number | undefined
  readonly groups?: GroupSizes | undefined
}

/** The program has one more cohort, in preparation. */
export async function createCohort(ctx: Context, input: NewCohort): Promise<Cohort> {
  const program = await programVisibleTo(ctx, input.programId)
  allow(ctx.actor, cohortAccess.change, { programId: program.id })
  const { startsOn, endsOn } = decide(span(input.startsOn, input.endsOn))
  const sizes = decide(sizesAfter(sizesAtFirst(program.format), input, program.format))
  const cohort = await ctx.tx
    .withTables<CohortTables>()
    .insertInto('cohort')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      programId: program.id,
      name: input.name,
      state: 'preparing',
      startsOn,
      endsOn,
      ...sizes,
      createdAt: ctx.now,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(ctx, cohortCreated, { cohort: cohort.id }, program.id)
  return cohort
}

interface CohortChange {
  readonly cohortId: string
  readonly name?: string | undefined
  readonly startsOn?: string | undefined
  readonly endsOn?: string | undefined
  readonly state?: CohortState | undefined
  readonly mentorsPerMentee?: number | undefined
  readonly groups?: GroupSizes | undefined
}

/** The cohort has the given name, dates, state, number of mentors for a mentee and sizes of groups; a smaller number ends no pair. */
export async function changeCohort(ctx: Context, { cohortId, ...change }: CohortChange, ifMatch: number): Promise<Cohort> {
  const cohort = await cohortToChange(ctx, cohortId)
  allow(ctx.actor, cohortAccess.change, cohort)
  if (cohort.version !== ifMatch) throw refused('stale')
  const dates = decide(span(change.startsOn ?? cohort.startsOn, change.endsOn ?? cohort.endsOn))
  const state = decide(moved(cohort.state, change.state ?? cohort.state))
  const { format } = await programForSystem(ctx, cohort.programId)
  const sizes = decide(sizesAfter(cohort, change, format))
  const changed = await ctx.tx
    .withTables<CohortTables>()
    .updateTable('cohort')
    .set({
      name: change.name ?? cohort.name,
      ...dates,
      state,
      ...sizes,
      version: cohort.version + 1,
    })
    .where('organizationId', '=', cohort.organizationId)
    .where('id', '=', cohortId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(ctx, cohortChanged, { cohort: cohortId, changed: Object.keys(change) }, cohort.programId)
  return changed
}
