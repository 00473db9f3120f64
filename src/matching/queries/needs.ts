/** Where the matching of many cohorts stands, for whoever matches them: one query for each part, whatever their number. */
import { sql } from 'kysely'
import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { addDays, dayIn } from '../../kit/time/time.ts'
import { mayDo } from '../../kit/wire/access.ts'
import { organizationOf } from '../../organization/queries.ts'
import { participantsNow } from '../../participant/queries.ts'
import { matchingAccess } from '../access.ts'
import type { PublicationState } from '../contract/publication.ts'
import type { RoundState } from '../contract/round.ts'
import type { MatchingNow } from '../rules/needs.ts'
import { hearsBy } from '../rules/reply.ts'
import { lostPlacesInForSystem } from './standing.ts'

/** By cohort, as far as the actor matches there. */
export async function matchingNowVisibleTo(ctx: Context, cohorts: readonly Cohort[]): Promise<Map<string, MatchingStanding>> {
  const own = cohorts.filter(cohort => mayDo(ctx.actor, matchingAccess.see, cohort))
  if (own.length === 0) return new Map()
  const ids = own.map(({ id }) => id)
  const rounds = await roundsOf(ctx, ids)
  const talks = await talksOf(ctx, ids)
  const asked = await askedOf(ctx, ids)
  const people = await peopleOf(ctx, ids)
  const promised = await promisedOf(ctx, ids)
  return new Map(
    own.map(({ id, startsOn, endsOn }) => {
      const { open = 0, silent = null } = asked.get(id) ?? {}
      const now = {
        startsOn,
        endsOn,
        ...(rounds.get(id) ?? { round: null, publication: null, hasGone: false, hasPriorities: false }),
        talks: talks.get(id) ?? null,
        open,
        silent,
        people: people.get(id) ?? { mentors: 0, mentees: 0, unplaced: 0 },
        promised: promised.get(id) ?? null,
      }
      return [id, now]
    }),
  )
}

export interface MatchingStanding extends MatchingNow {
  /** Pairs that were asked and have not decided. */
  readonly open: number
  readonly hasPriorities: boolean
}

interface RoundRow {
  readonly cohortId: string
  readonly state: RoundState | null
  readonly endedOn: string | null
  readonly pairCount: number | null
  readonly publicationId: string | null
  readonly publicationState: PublicationState
  readonly publishesAt: Date
  readonly personCount: number
  readonly publicationEndedOn: string | null
  readonly hasGone: boolean
  readonly hasPriorities: boolean
}

type Rounds = Pick<MatchingStanding, 'round' | 'publication' | 'hasGone' | 'hasPriorities'>

/** The latest round of each cohort, its latest arrangement, and what of it was last to go out. */
export const roundsQuery = ({ actor: { organizationId } }: Context, cohortIds: readonly string[], zone: string) => sql<RoundRow>`
  select wanted.cohort_id, round.state, (round.ended_at at time zone ${zone})::date as ended_on, made.pair_count,
    going.id as publication_id, going.state as publication_state, going.publishes_at, going.person_count,
    (going.ended_at at time zone ${zone})::date as publication_ended_on,
    exists (select from publication as gone
      where gone.organization_id = ${organizationId} and gone.cohort_id = wanted.cohort_id and gone.state = 'released') as has_gone,
    exists (select from cohort_criteria
      where cohort_criteria.organization_id = ${organizationId} and cohort_criteria.cohort_id = wanted.cohort_id) as has_priorities
  from unnest(${cohortIds}::uuid[]) as wanted(cohort_id)
  left join lateral (
    select id, state, ended_at from match_round
    where organization_id = ${organizationId} and cohort_id = wanted.cohort_id
    order by started_at desc, id limit 1) as round on true
  left join lateral (
    select pair_count from arrangement
    where organization_id = ${organizationId} and round_id = round.id
    order by number desc limit 1) as made on true
  left join lateral (
    select id, state, publishes_at, person_count, ended_at from publication
    where organization_id = ${organizationId} and cohort_id = wanted.cohort_id and round_id = round.id
    order by made_at desc limit 1) as going on true`

async function roundsOf(ctx: Context, cohortIds: readonly string[]): Promise<Map<string, Rounds>> {
  const { zone } = await organizationOf(ctx)
  const { rows } = await roundsQuery(ctx, cohortIds, zone).execute(ctx.tx)
  return new Map(
    rows.map(row => [
      row.cohortId,
      {
        round: row.state && { state: row.state, endedOn: row.endedOn, pairs: row.pairCount ?? 0 },
        publication: row.publicationId
          ? {
              id: row.publicationId,
              state: row.publicationState,
              publishesAt: row.publishesAt,
              people: row.personCount,
              endedOn: row.publicationEndedOn,
            }
          : null,
        hasGone: row.hasGone,
        hasPriorities: row.hasPriorities,
      },
    ]),
  )
}

/** Talks that are owed; never one about the reader. */
export const talksQuery = ({ actor: { organizationId, personId } }: Context, cohortIds: readonly string[]) => sql<{
  readonly cohortId: string
  readonly count: number
  readonly firstDueOn: string
  readonly personIds: readonly string[]
}>`
  select cohort_id, count(distinct person_id) as count, min(due_on) as first_due_on,
    (array_agg(person_id::text order by due_on, id))[1:3] as person_ids
  from talk
  where organization_id = ${organizationId} and cohort_id = any(${cohortIds}::uuid[]) and done_at is null
    and person_id is distinct from ${personId}::uuid
  group by cohort_id`

async function talksOf(ctx: Context, cohortIds: readonly string[]): Promise<Map<string, NonNullable<MatchingNow['talks']>>> {
  const { rows } = await talksQuery(ctx, cohortIds).execute(ctx.tx)
  return new Map(rows.map(({ cohortId, personIds, ...row }) => [cohortId, { ...row, personIds: [...new Set(personIds)] }]))
}

/** Pairs that have not decided, and those of them that a coordinator calls; never one that the reader is in. */
export const askedQuery = ({ actor: { organizationId, personId }, now }: Context, cohortIds: readonly string[], zone: string) => sql<{
  readonly cohortId: string
  readonly open: number
  readonly silent: number
  readonly firstEndsOn: string | null
}>`
  with asked as (
    select cohort_id, (expires_at at time zone ${zone})::date as ends_on,
      stopped_at is null and raise_at <= ${now} and (
        select count(*) from reply where reply.organization_id = proposal.organization_id and reply.proposal_id = proposal.id
      ) < case when mentee_asked_at is null then 1 else 2 end as is_silent
    from proposal
    where organization_id = ${organizationId} and cohort_id = any(${cohortIds}::uuid[]) and state = 'proposed'
      and mentor_person_id is distinct from ${personId}::uuid and mentee_person_id is distinct from ${personId}::uuid)
  select cohort_id, count(*) as open, count(*) filter (where is_silent) as silent,
    min(ends_on) filter (where is_silent) as first_ends_on
  from asked group by cohort_id`

async function askedOf(ctx: Context, cohortIds: readonly string[]): Promise<Map<string, Pick<MatchingStanding, 'open' | 'silent'>>> {
  const { zone } = await organizationOf(ctx)
  const { rows } = await askedQuery(ctx, cohortIds, zone).execute(ctx.tx)
  return new Map(
    rows.map(({ cohortId, open, silent, firstEndsOn }) => [
      cohortId,
      { open, silent: firstEndsOn === null ? null : { count: silent, firstEndsOn } },
    ]),
  )
}

/** Who takes part, and which mentees are asked about nobody and with nobody; the reader is not counted. */
export const peopleQuery = ({ tx, actor: { organizationId, personId } }: Context, cohortIds: readonly string[]) => sql<{
  readonly cohortId: string
  readonly mentors: number
  readonly mentees: number
  readonly unplaced: number
}>`
  select cohort_id, count(*) filter (where role = 'mentor') as mentors, count(*) filter (where role = 'mentee') as mentees,
    count(*) filter (where role = 'mentee' and not exists (
      select from proposal
      where proposal.organization_id = ${organizationId} and proposal.mentee_participant_id = here.participant_id
        and proposal.state in ('proposed', 'accepted'))) as unplaced
  from (${participantsNow(tx)}) as here
  where organization_id = ${organizationId} and cohort_id = any(${cohortIds}::uuid[]) and state = 'active'
    and person_id is distinct from ${personId}::uuid
  group by cohort_id`

async function peopleOf(ctx: Context, cohortIds: readonly string[]): Promise<Map<string, MatchingNow['people']>> {
  const { rows } = await peopleQuery(ctx, cohortIds).execute(ctx.tx)
  return new Map(rows.map(({ cohortId, ...people }) => [cohortId, people]))
}

/** Mentees who lost a place, take part still and were told by when they hear more; the earliest of those days. */
async function promisedOf(ctx: Context, cohortIds: readonly string[]): Promise<Map<string, NonNullable<MatchingNow['promised']>>> {
  const calendar = await organizationOf(ctx)
  const lost = (await lostPlacesInForSystem(ctx, cohortIds)).filter(one => one.wasAsked && one.menteePersonId !== ctx.actor.personId)
  if (lost.length === 0) return new Map()
  const here = await participantsNow(ctx.tx)
    .where('participant.organizationId', '=', ctx.actor.organizationId)
    .where('participant.id', '=', sql<string>`any(${lost.map(one => one.menteeParticipantId)}::uuid[])`)
    .where('participant.state', '=', 'active')
    .execute()
  const cohortOf = new Map(here.map(({ participantId, cohortId }) => [participantId, cohortId]))
  const waiting = lost.flatMap(({ menteeParticipantId, endedAt }) => {
    const cohortId = cohortOf.get(menteeParticipantId)
    return cohortId === undefined ? [] : [{ cohortId, by: hearsBy(endedAt, calendar) }]
  })
  return new Map(
    [...Map.groupBy(waiting, one => one.cohortId)].map(([cohortId, all]) => {
      const [by = ''] = all.map(one => one.by).sort()
      return [cohortId, { count: all.length, by }]
    }),
  )
}

export interface AnswersDue {
  readonly cohortId: string
  readonly on: string
  readonly count: number
}

/** On which days pairs have their last day to answer, from today on, within so many days; never one that the reader is in. */
export async function answersDueVisibleTo(ctx: Context, cohorts: readonly Cohort[], withinDays: number): Promise<AnswersDue[]> {
  const own = cohorts.filter(cohort => mayDo(ctx.actor, matchingAccess.see, cohort)).map(({ id }) => id)
  if (own.length === 0) return []
  const { organizationId, personId } = ctx.actor
  const { zone } = await organizationOf(ctx)
  const today = dayIn(zone, ctx.now)
  const { rows } = await sql<AnswersDue>`
    select cohort_id, (expires_at at time zone ${zone})::date as on, count(*) as count
    from proposal
    where organization_id = ${organizationId} and cohort_id = any(${own}::uuid[]) and state = 'proposed' and stopped_at is null
      and (expires_at at time zone ${zone})::date between ${today}::date and ${addDays(today, withinDays)}::date
      and mentor_person_id is distinct from ${personId}::uuid and mentee_person_id is distinct from ${personId}::uuid
    group by 1, 2 order by 2 limit 100`.execute(ctx.tx)
  return rows
}
