import { sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { decide, noFaults } from '../kit/wire/refusal.ts'
import type { Answers, Question } from './contract.ts'
import { type AskedVersion, latestVersionForSystem } from './queries.ts'
import { faultsIn, nextVersion } from './rules.ts'
import type { QuestionnaireTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<QuestionnaireTables>()

/** The scope asks these questions from now on; the same questions again make no new version. Upper floors call it and have allowed it. */
export async function askQuestions(ctx: Context, scopeId: string, purpose: string, questions: readonly Question[]): Promise<AskedVersion> {
  const before = await latestVersionForSystem(ctx, scopeId, purpose)
  const asked = decide(nextVersion(before?.questions ?? [], questions))
  if (before && JSON.stringify(before.questions) === JSON.stringify(asked)) return before
  const questionnaireId = before?.questionnaireId ?? uuidv7(ctx.now, ctx.random)
  const own = { organizationId: ctx.actor.organizationId, createdAt: ctx.now }
  if (!before)
    await tables(ctx)
      .insertInto('questionnaire')
      .values({ ...own, id: questionnaireId, scopeId, purpose })
      .execute()
  const version = { id: uuidv7(ctx.now, ctx.random), questionnaireId, number: (before?.number ?? 0) + 1 }
  await tables(ctx)
    .insertInto('questionnaireVersion')
    .values({ ...own, ...version, questions: JSON.stringify(asked) as unknown as readonly Question[] })
    .execute()
  return { questionnaireId, versionId: version.id, number: version.number, questions: asked }
}

interface NewResponse {
  readonly version: AskedVersion
  readonly personId: string
  readonly answers: Answers
  readonly source: 'person' | 'coordinator' | 'import'
  readonly replacesId?: string | null
}

/** The answers are kept as they were given; refused with every fault when something is wrong. */
export async function saveResponse(ctx: Context, input: NewResponse): Promise<{ readonly id: string }> {
  noFaults(faultsIn(input.answers, input.version.questions))
  const id = uuidv7(ctx.now, ctx.random)
  await tables(ctx)
    .insertInto('response')
    .values({
      organizationId: ctx.actor.organizationId,
      id,
      questionnaireVersionId: input.version.versionId,
      personId: input.personId,
      answers: JSON.stringify(input.answers) as unknown as Answers,
      source: input.source,
      replacesId: input.replacesId ?? null,
      submittedAt: ctx.now,
    })
    .execute()
  return { id }
}

export interface NewResponseInBulk {
  readonly id: string
  readonly personId: string
  readonly answers: Answers
  readonly replacesId: string | null
}

/** Many responses to one version in one statement; refused with every fault when something is wrong in any of them. */
export async function saveResponses(
  ctx: Context,
  version: AskedVersion,
  source: NewResponse['source'],
  responses: readonly NewResponseInBulk[],
): Promise<void> {
  if (responses.length === 0) return
  noFaults(responses.flatMap(response => faultsIn(response.answers, version.questions)))
  await sql`
    insert into response (organization_id, id, questionnaire_version_id, person_id, answers, source, replaces_id, submitted_at)
    select ${ctx.actor.organizationId}, id, ${version.versionId}, "personId", answers, ${source}, "replacesId", ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(responses)}::jsonb) as given (id uuid, "personId" uuid, answers jsonb, "replacesId" uuid)
  `.execute(ctx.tx)
}

/** These responses are gone: only for taking back an import whose people nobody has touched. */
export async function removeResponsesOfPeople(ctx: Context, personIds: readonly string[]): Promise<void> {
  await sql`delete from response where organization_id = ${ctx.actor.organizationId} and person_id = any(${personIds}::uuid[])`.execute(
    ctx.tx,
  )
}
