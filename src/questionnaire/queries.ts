import type { Context } from '../kit/context.ts'
import { notFound } from '../kit/wire/refusal.ts'
import type { Answers, Question } from './contract.ts'
import type { QuestionnaireTables } from './tables.ts'

export interface AskedVersion {
  readonly questionnaireId: string
  readonly versionId: string
  readonly number: number
  readonly questions: readonly Question[]
}

const tables = (ctx: Context) => ctx.tx.withTables<QuestionnaireTables>()

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

/** The answers of many responses, by response id; one query. */
export async function answersOfForSystem(ctx: Context, responseIds: readonly string[]): Promise<Map<string, Answers>> {
  if (responseIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('response')
    .select(['id', 'answers'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', responseIds)
    .execute()
  return new Map(rows.map(row => [row.id, row.answers]))
}
