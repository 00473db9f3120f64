import { sql } from 'kysely'
import { type Cohort, cohortForSystem } from '../../cohort/queries.ts'
import { groupsOf } from '../../cohort/rules.ts'
import type { Context } from '../../kit/context.ts'
import type { KnownParticipant } from '../../participant/queries.ts'
import { heaviestDay } from '../../participant/rules.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { programForSystem } from '../../program/queries.ts'
import type { Standing } from '../rules/entrants.ts'
import { lostAllOf, lostPlace } from '../rules/reply.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import type { RoundTables } from '../tables/round.ts'

export type StandingLockRow = RoundTables['standingLock']
export type StandingExclusionRow = RoundTables['standingExclusion']

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables & ProposalTables>()

/** What stands between the people of a cohort from earlier decisions, and how much room they have left elsewhere. */
export async function standingForSystem(ctx: Context, cohort: Cohort, comers: readonly KnownParticipant[]): Promise<Standing> {
  const mentorPersonIds = comers.filter(({ role }) => role === 'mentor').map(({ personId }) => personId)
  const people = await peopleByIdForSystem(ctx, mentorPersonIds)
  const ceilings = new Map(
    [...people.values()].flatMap(person => (person.capacityMentees === null ? [] : [[person.id, person.capacityMentees] as const])),
  )
  return {
    locks: await standingLocksForSystem(ctx, cohort.id),
    exclusions: await standingExclusionsForSystem(ctx, mentorPersonIds),
    ceilings,
    heldElsewhere: await heldElsewhere(ctx, cohort, [...ceilings.keys()]),
    mentorsPerMentee: cohort.mentorsPerMentee,
    groups: groupsOf(cohort, (await programForSystem(ctx, cohort.programId)).format),
    first: await menteesWhoComeFirst(ctx, cohort.id),
  }
}

async function menteesWhoComeFirst(ctx: Context, cohortId: string): Promise<Set<string>> {
  return new Set((await lostPlacesForSystem(ctx, cohortId)).map(one => one.menteeParticipantId))
}

export interface LostPlace {
  readonly menteeParticipantId: string
  readonly menteePersonId: string
  readonly endedAt: Date
  readonly wasAsked: boolean
}

/**
 * Mentees of the cohort who were asked, are with nobody and wait for nobody, and of what they were asked last lost somebody through somebody
 * else, with when that was.
 */
export const lostPlacesForSystem = (ctx: Context, cohortId: string): Promise<LostPlace[]> => lostPlacesInForSystem(ctx, [cohortId])

/** The same of several cohorts at once. */
export async function lostPlacesInForSystem(ctx: Context, cohortIds: readonly string[]): Promise<LostPlace[]> {
  const latest = await tables(ctx)
    .with('last', db =>
      db
        .selectFrom('proposal')
        .select(['menteeParticipantId', eb => eb.fn.max('proposedAt').as('proposedAt')])
        .where('organizationId', '=', ctx.actor.organizationId)
        .where('cohortId', '=', sql<string>`any(${cohortIds}::uuid[])`)
        .groupBy('menteeParticipantId'),
    )
    .selectFrom('proposal')
    .innerJoin('last', join =>
      join.onRef('last.menteeParticipantId', '=', 'proposal.menteeParticipantId').onRef('last.proposedAt', '=', 'proposal.proposedAt'),
    )
    .leftJoin('reply', join =>
      join
        .onRef('reply.organizationId', '=', 'proposal.organizationId')
        .onRef('reply.proposalId', '=', 'proposal.id')
        .on('reply.side', '=', 'mentee'),
    )
    .select([
      'proposal.menteeParticipantId',
      'proposal.menteePersonId',
      'proposal.state',
      'proposal.menteeAskedAt',
      'proposal.endedAt',
      'reply.answer',
    ])
    .where('proposal.organizationId', '=', ctx.actor.organizationId)
    .where('proposal.cohortId', '=', sql<string>`any(${cohortIds}::uuid[])`)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('standingLock')
            .select('standingLock.id')
            .whereRef('standingLock.organizationId', '=', 'proposal.organizationId')
            .whereRef('standingLock.menteeParticipantId', '=', 'proposal.menteeParticipantId')
            .where('standingLock.origin', '=', 'proposal')
            .where('standingLock.liftedAt', 'is', null),
        ),
      ),
    )
    .orderBy('proposal.menteeParticipantId')
    .orderBy('proposal.endedAt')
    .execute()
  return [...Map.groupBy(latest, ({ menteeParticipantId }) => menteeParticipantId).values()].flatMap(asked => {
    const lost = asked.filter(({ answer, ...one }) => one.endedAt !== null && lostPlace(one, answer))
    const [first] = lost
    if (!first?.endedAt || !lostAllOf(asked)) return []
    const { menteeParticipantId, menteePersonId, endedAt } = first
    return [{ menteeParticipantId, menteePersonId, endedAt, wasAsked: lost.some(({ menteeAskedAt }) => menteeAskedAt !== null) }]
  })
}

/** With how many mentors, by mentee: those who were asked with them or have agreed, as far as `isKnown` to the mentee. */
export async function heldByMenteeForSystem(
  ctx: Context,
  menteeParticipantIds: readonly string[],
  { isKnown, except }: { readonly isKnown: boolean; readonly except?: string },
): Promise<Map<string, number>> {
  if (menteeParticipantIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('standingLock')
    .innerJoin('proposal', join =>
      join
        .onRef('proposal.organizationId', '=', 'standingLock.organizationId')
        .onRef('proposal.menteeParticipantId', '=', 'standingLock.menteeParticipantId')
        .onRef('proposal.mentorParticipantId', '=', 'standingLock.mentorParticipantId')
        .on('proposal.state', 'in', ['proposed', 'accepted']),
    )
    .select(['standingLock.menteeParticipantId', eb => eb.fn.count<string>('standingLock.id').distinct().as('held')])
    .where('standingLock.organizationId', '=', ctx.actor.organizationId)
    .where('standingLock.menteeParticipantId', '=', sql<string>`any(${[...new Set(menteeParticipantIds)]}::uuid[])`)
    .where('standingLock.origin', '=', 'proposal')
    .where('standingLock.liftedAt', 'is', null)
    .$if(isKnown, query => query.where('proposal.menteeAskedAt', 'is not', null))
    .$if(except !== undefined, query => query.where('proposal.id', '!=', except ?? ''))
    .groupBy('standingLock.menteeParticipantId')
    .execute()
  return new Map(rows.map(({ menteeParticipantId, held }) => [menteeParticipantId, Number(held)]))
}

export async function standingLocksForSystem(ctx: Context, cohortId: string): Promise<StandingLockRow[]> {
  return tables(ctx)
    .selectFrom('standingLock')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .where('liftedAt', 'is', null)
    .orderBy('id')
    .execute()
}

/** Those that name one of these mentors, whoever the mentee is. */
export async function standingExclusionsForSystem(ctx: Context, mentorPersonIds: readonly string[]): Promise<StandingExclusionRow[]> {
  if (mentorPersonIds.length === 0) return []
  return tables(ctx)
    .selectFrom('standingExclusion')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('mentorPersonId', 'in', [...new Set(mentorPersonIds)])
    .where('liftedAt', 'is', null)
    .orderBy('id')
    .execute()
}

/** By person, the places that they fill in other cohorts on the fullest day of this one. */
async function heldElsewhere(ctx: Context, cohort: Cohort, personIds: readonly string[]): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map()
  const places = await tables(ctx)
    .selectFrom('place')
    .select(['personId', 'startsOn', 'endsOn'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', 'in', personIds)
    .where('cohortId', '!=', cohort.id)
    .where('startsOn', '<=', cohort.endsOn)
    .where('endsOn', '>=', cohort.startsOn)
    .execute()
  const span = { from: cohort.startsOn, to: cohort.endsOn }
  const byPerson = Map.groupBy(places, place => place.personId)
  return new Map(
    [...byPerson].map(([personId, taken]) => [
      personId,
      heaviestDay(
        taken.map(({ startsOn, endsOn }) => ({ from: startsOn, to: endsOn, places: 1 })),
        span,
      ),
    ]),
  )
}

/** How many places a person fills in other cohorts while this one runs. */
export async function placesElsewhereForSystem(ctx: Context, cohortId: string, personId: string): Promise<number> {
  const cohort = await cohortForSystem(ctx, cohortId)
  return (await heldElsewhere(ctx, cohort, [personId])).get(personId) ?? 0
}
