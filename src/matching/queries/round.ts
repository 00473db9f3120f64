import { sql } from 'kysely'
import type { Problem } from '../../../matching-engine/index.ts'
import type { Cohort } from '../../cohort/queries.ts'
import { groupsOf, mostInGroups } from '../../cohort/rules.ts'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { type KnownParticipant, participantsNow } from '../../participant/queries.ts'
import { peopleNames } from '../../person/queries/person.ts'
import { programForSystem } from '../../program/queries.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { questionsOfVersionForSystem } from '../../questionnaire/queries.ts'
import { matchingAccess } from '../access.ts'
import type { listRounds } from '../contract/round.ts'
import { type Names, namesOfRequirements } from '../rules/conflict.ts'
import { nameOf } from '../rules/names.ts'
import { openStates } from '../rules/round.ts'
import type { RoundTables } from '../tables/round.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()

export type MatchRound = RoundTables['matchRound']

export type Member = RoundTables['matchRoundParticipant']

/** The engine's input is large and read only where it is needed. */
const columns = [
  'organizationId',
  'id',
  'cohortId',
  'programId',
  'state',
  'criteria',
  'requirements',
  'first',
  'groups',
  'questionnaireVersionId',
  'startedBy',
  'startedAt',
  'progress',
  'aliveAt',
  'endedAt',
  'failure',
  'problemSha256',
  'engine',
  'seed',
  'version',
] as const

export type Round = Omit<MatchRound, 'problem'>

const reachable = (ctx: Context) =>
  tables(ctx)
    .selectFrom('matchRound')
    .select(columns)
    .where('matchRound.organizationId', '=', ctx.actor.organizationId)
    .where(allowedRows(ctx.actor, matchingAccess.see, { column: name => sql.ref(`matchRound.${name}`) }))

export async function roundVisibleTo(ctx: Context, roundId: string): Promise<Round> {
  const round = await reachable(ctx).where('id', '=', roundId).executeTakeFirst()
  if (!round) throw notFound()
  return round
}

export async function roundToChange(ctx: Context, roundId: string): Promise<Round> {
  const round = await reachable(ctx).where('id', '=', roundId).forUpdate().executeTakeFirst()
  if (!round) throw notFound()
  return round
}

/** For the job that solves it; null: it is gone. */
export async function roundForSystem(ctx: Context, roundId: string): Promise<Round | null> {
  const round = await tables(ctx)
    .selectFrom('matchRound')
    .select(columns)
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', roundId)
    .forUpdate()
    .executeTakeFirst()
  return round ?? null
}

/** The cohort's round that is queued, solving or ready. */
export async function openRoundOf(ctx: Context, cohortId: string): Promise<Round | null> {
  const round = await reachable(ctx).where('cohortId', '=', cohortId).where('state', 'in', openStates).executeTakeFirst()
  return round ?? null
}

export interface RoundSummary extends Pick<MatchRound, 'id' | 'state' | 'startedAt' | 'startedBy'> {
  readonly arrangements: number
}

export async function roundsOf(ctx: Context, cohortId: string): Promise<RoundSummary[]> {
  return reachable(ctx)
    .select(eb =>
      eb
        .selectFrom('arrangement')
        .select(count => count.fn.countAll<number>().as('made'))
        .whereRef('arrangement.organizationId', '=', 'matchRound.organizationId')
        .whereRef('arrangement.roundId', '=', 'matchRound.id')
        .as('arrangements'),
    )
    .where('cohortId', '=', cohortId)
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
    .then(rows => rows.map(row => ({ ...row, arrangements: Number(row.arrangements ?? 0) })))
}

/** The engine's input as it was stored. */
export async function problemOfForSystem(ctx: Context, roundId: string): Promise<Problem> {
  const row = await tables(ctx)
    .selectFrom('matchRound')
    .select('problem')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', roundId)
    .executeTakeFirst()
  if (!row?.problem) throw notFound()
  return JSON.parse(row.problem) as Problem
}

export async function membersOfForSystem(ctx: Context, roundId: string): Promise<Member[]> {
  return tables(ctx)
    .selectFrom('matchRoundParticipant')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', '=', roundId)
    .orderBy('participantId')
    .execute()
}

/** What a reader of rounds needs of somebody: a round has thousands, so no column is read that nobody asks for. */
const knownColumns = ['participantId', 'personId', 'role', 'stableId', 'capacity', 'comesFirst'] as const

export interface Known extends Pick<Member, (typeof knownColumns)[number]> {
  readonly name: string
  /** Where they stand now. */
  readonly stateNow: KnownParticipant['state']
}

/** Some of a round, by one of their names in it; `orPersonId`: and whoever of it this person is. */
export type Few =
  | { readonly participantIds: readonly string[]; readonly orPersonId?: string | null }
  | { readonly stableIds: readonly string[] }

/** Everybody in a round, or a few of them, with names and as they are now; one query, whatever the size, and none of their answers. */
export async function knownMembersForSystem(ctx: Context, round: Pick<Round, 'id' | 'cohortId'>, few?: Few): Promise<Known[]> {
  let query = tables(ctx)
    .selectFrom('matchRoundParticipant as member')
    .innerJoin(participantsNow(ctx.tx).as('now'), join =>
      join.onRef('now.organizationId', '=', 'member.organizationId').onRef('now.participantId', '=', 'member.participantId'),
    )
    .innerJoin(peopleNames(ctx.tx).as('person'), join =>
      join.onRef('person.organizationId', '=', 'member.organizationId').onRef('person.personId', '=', 'member.personId'),
    )
    .select(knownColumns.map(column => `member.${column}` as const))
    .select(['now.state as stateNow', 'person.name', 'person.externalId'])
    .where('member.organizationId', '=', ctx.actor.organizationId)
    .where('member.roundId', '=', round.id)
    // all of them are the cohort's: PostgreSQL need not look through everybody else's
    .where('now.cohortId', '=', round.cohortId)
    .orderBy('member.participantId')
  if (few && 'stableIds' in few) query = query.where('member.stableId', '=', sql<string>`any(${few.stableIds}::text[])`)
  else if (few)
    query = query.where(eb =>
      eb.or([
        eb('member.participantId', '=', sql<string>`any(${few.participantIds}::uuid[])`),
        ...(few.orPersonId ? [eb('member.personId', '=', few.orPersonId)] : []),
      ]),
    )
  const rows = await query.execute()
  return rows.map(({ name, externalId, ...member }) => ({ ...member, name: nameOf({ name, externalId }, member.stableId) }))
}

/** The questions as they were when the round was started. */
export async function questionsOfRound(ctx: Context, round: Pick<Round, 'questionnaireVersionId'>): Promise<readonly Question[]> {
  return round.questionnaireVersionId ? questionsOfVersionForSystem(ctx, round.questionnaireVersionId) : []
}

/** Names by stable id and side, as coordinators read them. */
export function namesIn(known: readonly Known[], round: Pick<Round, 'requirements'>, questions: readonly Question[]): Names {
  const names = (role: 'mentor' | 'mentee') => {
    const byId = new Map(known.filter(member => member.role === role).map(member => [member.stableId, member.name]))
    return (stableId: string) => byId.get(stableId) ?? stableId
  }
  return { mentee: names('mentee'), mentor: names('mentor'), requirement: namesOfRequirements(round.requirements, questions) }
}

/** Who could be in a round that starts now. */
export async function readyOf(
  ctx: Context,
  cohort: Cohort,
): Promise<Pick<Answer<typeof listRounds>, 'mentees' | 'mentors' | 'places' | 'groups'>> {
  const rows = await tables(ctx)
    .selectFrom(participantsNow(ctx.tx).as('now'))
    .select(['now.role', eb => eb.fn.countAll<number>().as('people'), eb => eb.fn.sum<number>('now.capacity').as('places')])
    .select(sql<string>`count(*) filter (where now.capacity > 0)`.as('withPlace'))
    .where('now.organizationId', '=', ctx.actor.organizationId)
    .where('now.cohortId', '=', cohort.id)
    .where('now.state', '=', 'active')
    .groupBy('now.role')
    .execute()
  const of = (role: 'mentor' | 'mentee') => rows.find(row => row.role === role)
  const mentees = Number(of('mentee')?.people ?? 0)
  const leaders = Number(of('mentor')?.withPlace ?? 0)
  const groups = groupsOf(cohort, (await programForSystem(ctx, cohort.programId)).format)
  return {
    mentees,
    mentors: Number(of('mentor')?.people ?? 0),
    places: groups ? leaders * groups.largest : Number(of('mentor')?.places ?? 0),
    groups: groups && { ...groups, leaders, most: mostInGroups(mentees, leaders, groups) },
  }
}
