import { sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import type { Answers } from '../questionnaire/contract.ts'
import { answersOfForSystem } from '../questionnaire/queries.ts'
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

/** Everybody who takes part in a cohort, whoever asks: for rounds and mails. Three queries, whatever the size. */
export async function participantsOfForSystem(
  ctx: Context,
  cohortId: string,
  states: readonly Participant['state'][] = ['active'],
): Promise<KnownParticipant[]> {
  const rows = await tables(ctx)
    .selectFrom('participant')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .where('state', 'in', states)
    .orderBy('id')
    .execute()
  return known(ctx, rows)
}

export async function participantsByIdForSystem(ctx: Context, participantIds: readonly string[]): Promise<Map<string, KnownParticipant>> {
  if (participantIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('participant')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', sql<string>`any(${[...new Set(participantIds)]}::uuid[])`)
    .execute()
  return new Map((await known(ctx, rows)).map(participant => [participant.id, participant]))
}

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

async function known(ctx: Context, rows: readonly Participant[]): Promise<KnownParticipant[]> {
  const people = await peopleByIdForSystem(
    ctx,
    rows.map(row => row.personId),
  )
  const answers = await answersOfForSystem(
    ctx,
    rows.flatMap(row => row.responseId ?? []),
  )
  return rows.map(row => {
    const person = people.get(row.personId)
    return {
      ...row,
      externalId: person?.externalId ?? null,
      name: person?.name ?? null,
      email: person?.email ?? null,
      answers: answers.get(row.responseId ?? '') ?? {},
    }
  })
}
