/** Who takes part in many cohorts, and which file of people waits there: one query for each, whatever their number. */
import { sql } from 'kysely'
import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { mayDo } from '../../kit/wire/access.ts'
import { organizationOf } from '../../organization/queries.ts'
import { participantAccess } from '../access.ts'
import type { ImportState } from '../contract/imports.ts'
import type { ImportNow } from '../rules/needs.ts'

export interface PeopleNow {
  /** Unique people over all the cohorts. */
  readonly all: number
  readonly byCohort: ReadonlyMap<string, number>
}

/** How many people take part, unique in each cohort and over all of them. */
export async function peopleNowVisibleTo(ctx: Context, cohorts: readonly Cohort[]): Promise<PeopleNow> {
  const ids = cohorts.filter(cohort => mayDo(ctx.actor, participantAccess.count, cohort)).map(({ id }) => id)
  if (ids.length === 0) return { all: 0, byCohort: new Map() }
  const { rows } = await sql<{ readonly cohortId: string | null; readonly people: number }>`
    select cohort_id, count(distinct person_id) as people
    from participant
    where organization_id = ${ctx.actor.organizationId} and cohort_id = any(${ids}::uuid[]) and state in ('active', 'paused')
    group by grouping sets ((cohort_id), ())`.execute(ctx.tx)
  return {
    all: rows.find(row => row.cohortId === null)?.people ?? 0,
    byCohort: new Map(rows.flatMap(row => (row.cohortId === null ? [] : [[row.cohortId, row.people] as const]))),
  }
}

interface ImportRow {
  readonly cohortId: string
  readonly id: string
  readonly state: ImportState
  readonly receivedOn: string
  readonly forgetOn: string
  readonly isKept: boolean
  readonly people: number | null
  readonly leftOut: number | null
}

/** The latest import of each cohort. */
export const importsQuery = ({ actor: { organizationId }, now }: Context, cohortIds: readonly string[], zone: string) => sql<ImportRow>`
  select wanted.cohort_id, latest.id, latest.state,
    (latest.received_at at time zone ${zone})::date as received_on, (latest.forget_at at time zone ${zone})::date as forget_on,
    latest.forgotten_at is null and latest.forget_at > ${now} as is_kept,
    (latest.tally ->> 'added')::int + (latest.tally ->> 'changed')::int as people, (latest.tally ->> 'leftOut')::int as left_out
  from unnest(${cohortIds}::uuid[]) as wanted(cohort_id)
  cross join lateral (
    select id, state, received_at, forget_at, forgotten_at, tally from participant_import
    where organization_id = ${organizationId} and cohort_id = wanted.cohort_id and state <> 'receiving'
    order by received_at desc limit 1) as latest`

export async function importsNowVisibleTo(ctx: Context, cohorts: readonly Cohort[]): Promise<Map<string, ImportNow>> {
  const ids = cohorts.filter(cohort => mayDo(ctx.actor, participantAccess.import, cohort)).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { zone } = await organizationOf(ctx)
  const { rows } = await importsQuery(ctx, ids, zone).execute(ctx.tx)
  return new Map(rows.map(({ cohortId, people, leftOut, ...row }) => [cohortId, { ...row, people: people ?? 0, leftOut: leftOut ?? 0 }]))
}
