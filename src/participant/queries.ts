import { sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { peopleNames } from '../person/queries/person.ts'
import type { Answers } from '../questionnaire/contract.ts'
import { responseAnswers } from '../questionnaire/queries.ts'
import { participantAccess } from './access.ts'
import type { ParticipantTables } from './tables.ts'

export type Participant = ParticipantTables['participant']

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

/** A participant with what matching and mails need of the person. */
export interface KnownParticipant extends Participant {
  readonly externalId: string | null
  readonly name: string | null
  readonly email: string | null
  readonly answers: Answers
}

/** Everybody who takes part in a cohort, whoever asks: for rounds and mails. */
export async function participantsOfForSystem(
  ctx: Context,
  cohortId: string,
  states: readonly Participant['state'][] = ['active'],
): Promise<KnownParticipant[]> {
  const rows = await knownRows(ctx)
    .where('participant.cohortId', '=', cohortId)
    .where('participant.state', 'in', states)
    .orderBy('participant.id')
    .execute()
  return rows.map(knownOf)
}

export async function participantsByIdForSystem(ctx: Context, participantIds: readonly string[]): Promise<Map<string, KnownParticipant>> {
  if (participantIds.length === 0) return new Map()
  const rows = await knownRows(ctx)
    .where('participant.id', '=', sql<string>`any(${[...new Set(participantIds)]}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, knownOf(row)]))
}

/** Participants with what is known of the person, and what they answered; one query. */
const knownRows = (ctx: Context) =>
  tables(ctx)
    .selectFrom('participant')
    .innerJoin(peopleNames(ctx.tx).as('known'), join =>
      join.onRef('known.organizationId', '=', 'participant.organizationId').onRef('known.personId', '=', 'participant.personId'),
    )
    .leftJoin(responseAnswers(ctx.tx).as('told'), join =>
      join.onRef('told.organizationId', '=', 'participant.organizationId').onRef('told.responseId', '=', 'participant.responseId'),
    )
    .selectAll('participant')
    .select(['known.externalId', 'known.name', 'known.email', 'told.answers'])
    .where('participant.organizationId', '=', ctx.actor.organizationId)

const knownOf = ({ answers, ...row }: Omit<KnownParticipant, 'answers'> & { readonly answers: Answers | null }): KnownParticipant => ({
  ...row,
  answers: answers ?? {},
})

/** Joinable: where participants stand now, for floors above. */
export const participantsNow = (tx: Context['tx']) =>
  tx
    .withTables<ParticipantTables>()
    .selectFrom('participant')
    .select([
      'participant.organizationId',
      'participant.id as participantId',
      'participant.cohortId',
      'participant.personId',
      'participant.role',
      'participant.joinedAt',
      'participant.state',
      'participant.capacity',
      'participant.anotherWishedAt',
      'participant.responseId',
      'participant.changedAt',
    ])

/** The participants that one person is, in every cohort: for their own pages. */
export async function participantsOfPersonForSystem(ctx: Context, personId: string): Promise<Participant[]> {
  return tables(ctx)
    .selectFrom('participant')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .orderBy('joinedAt', 'desc')
    .limit(100)
    .execute()
}

export async function participantToChange(ctx: Context, participantId: string): Promise<Participant> {
  const row = await tables(ctx)
    .selectFrom('participant')
    .selectAll('participant')
    .where('participant.organizationId', '=', ctx.actor.organizationId)
    .where('participant.id', '=', participantId)
    .where(allowedRows(ctx.actor, participantAccess.see, { column: name => sql.ref(`participant.${name}`) }))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function participantToChangeForSystem(ctx: Context, participantId: string): Promise<Participant> {
  const row = await tables(ctx)
    .selectFrom('participant')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', participantId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
