import { sql } from 'kysely'
import type { Context, Tx } from '../kit/context.ts'
import { notFound } from '../kit/wire/refusal.ts'
import type { Answers, Question } from './contract.ts'
import type { QuestionnaireTables } from './tables.ts'

export interface AskedVersion {
  readonly questionnaireId: string
  readonly versionId: string
  readonly number: number
  readonly questions: readonly Question[]
}

const tables = (ctx: { readonly tx: Tx }) => ctx.tx.withTables<QuestionnaireTables>()

/** The latest version of what a scope asks for a purpose; null when it asks nothing yet. */
export async function latestVersionForSystem(ctx: Context, scopeId: string, purpose: string): Promise<AskedVersion | null> {
  const row = await tables(ctx)
    .selectFrom('questionnaire')
    .innerJoin('questionnaireVersion', join =>
      join
        .onRef('questionnaireVersion.organizationId', '=', 'questionnaire.organizationId')
        .onRef('questionnaireVersion.questionnaireId', '=', 'questionnaire.id'),
    )
    .select([
      'questionnaire.id as questionnaireId',
      'questionnaireVersion.id as versionId',
      'questionnaireVersion.number',
      'questionnaireVersion.questions',
    ])
    .where('questionnaire.organizationId', '=', ctx.actor.organizationId)
    .where('questionnaire.scopeId', '=', scopeId)
    .where('questionnaire.purpose', '=', purpose)
    .orderBy('questionnaireVersion.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function questionsOfVersionForSystem(ctx: Context, versionId: string): Promise<readonly Question[]> {
  const row = await tables(ctx)
    .selectFrom('questionnaireVersion')
    .select('questions')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row.questions
}

/** One version with its questions, by its id. */
export async function versionForSystem(ctx: Context, versionId: string): Promise<AskedVersion> {
  const row = await tables(ctx)
    .selectFrom('questionnaireVersion')
    .select(['questionnaireId', 'id as versionId', 'number', 'questions'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export interface GivenResponse {
  readonly id: string
  readonly answers: Answers
  readonly source: 'person' | 'coordinator' | 'import'
  readonly replacesId: string | null
  readonly submittedAt: Date
}

/** What a person answered to one questionnaire in all its versions, latest first, at most a hundred. */
export async function responsesOfPersonForSystem(ctx: Context, questionnaireId: string, personId: string): Promise<GivenResponse[]> {
  return tables(ctx)
    .selectFrom('response')
    .innerJoin('questionnaireVersion', join =>
      join
        .onRef('questionnaireVersion.organizationId', '=', 'response.organizationId')
        .onRef('questionnaireVersion.id', '=', 'response.questionnaireVersionId'),
    )
    .select(['response.id', 'response.answers', 'response.source', 'response.replacesId', 'response.submittedAt'])
    .where('response.organizationId', '=', ctx.actor.organizationId)
    .where('response.personId', '=', personId)
    .where('questionnaireVersion.questionnaireId', '=', questionnaireId)
    .orderBy('response.submittedAt', 'desc')
    .orderBy('response.id', 'desc')
    .limit(100)
    .execute()
}

/** Joinable: the answers of responses, for floors above. */
export const responseAnswers = (tx: Tx) =>
  tables({ tx }).selectFrom('response').select(['response.organizationId', 'response.id as responseId', 'response.answers'])

/** Joinable: all answers to what a scope asks, in whichever version, and the words in them: for floors above that filter and search. */
export const answersInScope = (ctx: Context, scopeId: string) =>
  tables(ctx)
    .selectFrom('response')
    .innerJoin('questionnaireVersion', join =>
      join
        .onRef('questionnaireVersion.organizationId', '=', 'response.organizationId')
        .onRef('questionnaireVersion.id', '=', 'response.questionnaireVersionId'),
    )
    .innerJoin('questionnaire', join =>
      join
        .onRef('questionnaire.organizationId', '=', 'questionnaireVersion.organizationId')
        .onRef('questionnaire.id', '=', 'questionnaireVersion.questionnaireId'),
    )
    .select(['response.id as responseId', 'response.answers', 'response.words'])
    .where('response.organizationId', '=', ctx.actor.organizationId)
    .where('questionnaire.scopeId', '=', scopeId)

/** The answers of many responses, by response id; one query. */
export async function answersOfForSystem(ctx: Context, responseIds: readonly string[]): Promise<Map<string, Answers>> {
  if (responseIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('response')
    .select(['id', 'answers'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', sql<string>`any(${[...new Set(responseIds)]}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, row.answers]))
}
