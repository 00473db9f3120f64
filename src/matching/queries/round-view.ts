/** A round as its screen shows it: how far it is or what came of it, what it looked for, and what has changed since. */
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { participantsNow } from '../../participant/queries.ts'
import { peopleByIdForSystem, peopleNames } from '../../person/queries/person.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { matchingAccess } from '../access.ts'
import type { RoundState, RoundView } from '../contract/round.ts'
import { failureTold } from '../rules/conflict.ts'
import { nameOf } from '../rules/names.ts'
import { movedRound, waits } from '../rules/round.ts'
import type { RoundTables } from '../tables/round.ts'
import { lastWaveBefore, pendingPublicationOf } from './publication.ts'
import { knownMembersForSystem, namesIn, questionsOfRound, type Round } from './round.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()

const changedShown = 100

type Changed = RoundView['changedSince']['rows'][number]

/** Who is not as they were when the round was started; two queries that read only those. */
async function changesSince(ctx: Context, round: Round): Promise<RoundView['changedSince']> {
  const changed = await tables(ctx)
    .selectFrom('matchRoundParticipant as member')
    .innerJoin(participantsNow(ctx.tx).as('now'), join =>
      join.onRef('now.organizationId', '=', 'member.organizationId').onRef('now.participantId', '=', 'member.participantId'),
    )
    .innerJoin(peopleNames(ctx.tx).as('person'), join =>
      join.onRef('person.organizationId', '=', 'member.organizationId').onRef('person.personId', '=', 'member.personId'),
    )
    .select(['member.participantId', 'member.role', 'member.stableId', 'now.state', 'person.name', 'person.externalId'])
    .select(sql<boolean>`now.response_id is distinct from member.response_id`.as('answeredAnew'))
    .where('member.organizationId', '=', ctx.actor.organizationId)
    .where('member.roundId', '=', round.id)
    .where(
      sql<boolean>`(now.state <> 'active' or now.response_id is distinct from member.response_id
        or (member.role = 'mentor' and now.changed_at > ${round.startedAt} and now.capacity <> member.capacity)
        or (member.role = 'mentee' and now.changed_at > ${round.startedAt}
          and (now.capacity < member.capacity or now.another_wished_at > ${round.startedAt})))`,
    )
    .orderBy('member.participantId')
    .execute()
  const came = await tables(ctx)
    .selectFrom(participantsNow(ctx.tx).as('now'))
    .innerJoin(peopleNames(ctx.tx).as('person'), join =>
      join.onRef('person.organizationId', '=', 'now.organizationId').onRef('person.personId', '=', 'now.personId'),
    )
    .select(['now.participantId', 'now.role', 'person.name', 'person.externalId'])
    .where('now.organizationId', '=', ctx.actor.organizationId)
    .where('now.cohortId', '=', round.cohortId)
    .where('now.state', '=', 'active')
    .where('now.joinedAt', '>', round.startedAt)
    .orderBy('now.participantId')
    .execute()
  const rows = [
    ...changed.map(
      ({ participantId, role, stableId, state, answeredAnew, ...person }): Changed => ({
        participantId,
        role,
        name: nameOf(person, stableId),
        change: state !== 'active' ? state : answeredAnew ? 'answers' : 'capacity',
      }),
    ),
    ...came.map(({ participantId, role, ...person }): Changed => ({ participantId, role, name: nameOf(person, ''), change: 'came' })),
  ]
  return { count: rows.length, rows: rows.slice(0, changedShown) }
}

export const none: RoundView['changedSince'] = { count: 0, rows: [] }

/** How many are in a round, counted where they lie: a screen asks several times a second while it is solved. */
async function countsOf(ctx: Context, roundId: string): Promise<Pick<RoundView, 'mentees' | 'mentors' | 'places'>> {
  const rows = await tables(ctx)
    .selectFrom('matchRoundParticipant')
    .select(['role', eb => eb.fn.countAll<number>().as('people'), eb => eb.fn.sum<number>('capacity').as('places')])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', '=', roundId)
    .groupBy('role')
    .execute()
  const of = (role: 'mentor' | 'mentee') => rows.find(row => row.role === role)
  return {
    mentees: Number(of('mentee')?.people ?? 0),
    mentors: Number(of('mentor')?.people ?? 0),
    places: Number(of('mentor')?.places ?? 0),
  }
}

/** Only the questions that are compared, for their names: their options are not needed where evidence is told already. */
function questionsCompared(round: Round, questions: readonly Question[]): Question[] {
  const keys = new Set([...round.criteria, ...round.requirements].flatMap(({ mentee, mentor }) => [mentee, mentor]))
  return questions.filter(({ key }) => keys.has(key)).map(question => ('options' in question ? { ...question, options: [] } : question))
}

export async function roundView(ctx: Context, round: Round): Promise<RoundView> {
  const questions = await questionsOfRound(ctx, round)
  const starter = round.startedBy ? (await peopleByIdForSystem(ctx, [round.startedBy])).get(round.startedBy) : undefined
  const lastWave = await lastWaveBefore(ctx, round.cohortId, round.startedAt)
  const isPending = (await pendingPublicationOf(ctx, round.id)) !== null
  const mayMove = (to: RoundState, act: 'start' | 'act'): May => {
    const allowed = mayOf(ctx.actor, matchingAccess[act], round)
    if (allowed !== true) return allowed
    if (isPending) return { code: 'publication_pending', facts: {} }
    const moved = movedRound(round.state, to)
    return typeof moved === 'string' ? true : { code: moved.code, facts: moved.facts }
  }
  return {
    id: round.id,
    cohortId: round.cohortId,
    state: round.state,
    startedAt: round.startedAt.toISOString(),
    startedBy: starter?.name ?? null,
    endedAt: round.endedAt?.toISOString() ?? null,
    progress: round.progress,
    waits: waits(round, ctx.now),
    failure: round.failure ? failureTold(round.failure, namesIn(await knownMembersForSystem(ctx, round), round, questions)) : null,
    lookedFor: {
      criteria: [...round.criteria],
      requirements: [...round.requirements],
      first: round.first,
      questions: questionsCompared(round, questions),
    },
    groups: round.groups,
    ...(await countsOf(ctx, round.id)),
    arrangementId: (await latestIdOf(ctx, round.id)) ?? null,
    engine: round.engine,
    problemSha256: round.problemSha256,
    seed: round.seed,
    lastWave: lastWave && { arrangementId: lastWave.arrangementId, releasedAt: (lastWave.endedAt ?? lastWave.publishesAt).toISOString() },
    changedSince: round.state === 'ready' ? await changesSince(ctx, round) : none,
    version: round.version,
    may: {
      cancel: mayMove('cancelled', 'start'),
      discard: mayMove('discarded', 'start'),
      act: round.state === 'ready' ? mayMove('published', 'act') : { code: 'round_not_ready', facts: { state: round.state } },
    },
  }
}

async function latestIdOf(ctx: Context, roundId: string): Promise<string | undefined> {
  const row = await tables(ctx)
    .selectFrom('arrangement')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', '=', roundId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
