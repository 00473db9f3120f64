/** By which questions fairness is looked at, and what is told of an arrangement: read as it was written when the arrangement was made. */
import { sql } from 'kysely'
import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { responseAnswers } from '../../questionnaire/queries.ts'
import { matchingAccess } from '../access.ts'
import type { ArrangedPair } from '../contract/arrangement.ts'
import type { Fairness, FairnessQuestions } from '../contract/fairness.ts'
import { type Answering, isCompared, notBy } from '../rules/fairness.ts'
import type { Kept } from '../rules/fairness-told.ts'
import type { FairnessTables } from '../tables/fairness.ts'
import type { RoundTables } from '../tables/round.ts'
import { placeVisibleTo } from './arrangement.ts'
import { criteriaOfForSystem } from './criteria.ts'

const tables = (ctx: Context) => ctx.tx.withTables<FairnessTables & RoundTables>()

interface Chosen {
  readonly questions: readonly string[]
  /** 0 where nobody has chosen any yet. */
  readonly version: number
}

/** What was chosen last, or before a time: a round looks by what was chosen before it was started. */
export async function fairnessChoiceForSystem(ctx: Context, cohortId: string, until?: Date): Promise<Chosen> {
  let query = tables(ctx)
    .selectFrom('fairnessChoice')
    .select(['questions', 'version'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .orderBy('version', 'desc')
    .limit(1)
  if (until) query = query.where('chosenAt', '<=', until)
  return (await query.executeTakeFirst()) ?? { questions: [], version: 0 }
}

export async function fairnessQuestionsView(ctx: Context, cohort: Cohort): Promise<FairnessQuestions> {
  const lookedFor = await criteriaOfForSystem(ctx, cohort.id)
  const { questions, version } = await fairnessChoiceForSystem(ctx, cohort.id)
  const asked = (lookedFor.asked?.questions ?? []).filter(({ kind }) => kind === 'choice')
  return {
    cohortId: cohort.id,
    chosen: questions.filter(key => asked.some(question => question.key === key)),
    questions: asked.map(question => ({
      key: question.key,
      label: question.label,
      not: notBy(question),
      compared: isCompared(lookedFor, question.key),
    })),
    version: version + 1,
    may: { change: mayOf(ctx.actor, matchingAccess.change, cohort) },
  }
}

/** What is told of an arrangement; the rounds whose people it tells of are looked through for the reader. */
export async function fairnessView(ctx: Context, arrangementId: string): Promise<Fairness> {
  const { roundId, cohortId } = await placeVisibleTo(ctx, arrangementId)
  const told = (await keptSplitsForSystem(ctx, [arrangementId])).get(arrangementId) ?? []
  if (told.length === 0) {
    const { questions } = await fairnessChoiceForSystem(ctx, cohortId)
    return { state: 'none', chosenSince: questions.length > 0 }
  }
  const rounds = [roundId, ...told.flatMap(split => split.told?.roundId ?? [])]
  if (await isIn(ctx, rounds)) return { state: 'own' }
  return { state: 'told', splits: told.map(({ answers: _, ...split }) => split) }
}

async function isIn(ctx: Context, roundIds: readonly string[]): Promise<boolean> {
  if (ctx.actor.personId === null) return false
  const row = await tables(ctx)
    .selectFrom('matchRoundParticipant')
    .select('participantId')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', 'in', roundIds)
    .where('personId', '=', ctx.actor.personId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** By arrangement, what was told with it. */
export async function keptSplitsForSystem(ctx: Context, arrangementIds: readonly string[]): Promise<Map<string, readonly Kept[]>> {
  if (arrangementIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('arrangementFairness')
    .select(['arrangementId', 'told'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('arrangementId', 'in', arrangementIds)
    .execute()
  return new Map(rows.map(({ arrangementId, told }) => [arrangementId, told]))
}

/** Against so many tables of a cohort a new one is held: who reads an older one has seen people come and go since. */
const heldAgainst = 8

/** The last arrangements of a cohort of which something was told, latest first. */
export async function toldLastForSystem(ctx: Context, cohortId: string): Promise<{ arrangementId: string; told: readonly Kept[] }[]> {
  return tables(ctx)
    .selectFrom('arrangementFairness')
    .select(['arrangementId', 'told'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .where('isOwn', '=', true)
    .orderBy('toldAt', 'desc')
    .orderBy('arrangementId', 'desc')
    .limit(heldAgainst)
    .execute()
}

/** Everybody in a round, with what they answered to these questions then. */
export async function answeringForSystem(ctx: Context, roundId: string, keys: readonly string[]): Promise<Answering[]> {
  return tables(ctx)
    .selectFrom('matchRoundParticipant as member')
    .leftJoin(responseAnswers(ctx.tx).as('response'), join =>
      join.onRef('response.organizationId', '=', 'member.organizationId').onRef('response.responseId', '=', 'member.responseId'),
    )
    .select(['member.participantId as id', 'member.role'])
    .select(
      sql<Answering['answers']>`coalesce((select jsonb_object_agg(asked, response.answers -> asked)
        from unnest(${[...keys]}::text[]) as asked), '{}'::jsonb)`.as('answers'),
    )
    .where('member.organizationId', '=', ctx.actor.organizationId)
    .where('member.roundId', '=', roundId)
    .orderBy('member.participantId')
    .execute()
}

type Sides = Pick<ArrangedPair, 'mentee' | 'mentor' | 'points'>

/** The pairs of an arrangement without their explanations, which are the most of it. */
export async function sidesOfForSystem(ctx: Context, arrangementId: string): Promise<Sides[]> {
  const { rows } = await sql<Sides>`
    select pair ->> 'mentee' as mentee, pair ->> 'mentor' as mentor, (pair ->> 'points')::int as points
    from arrangement, jsonb_array_elements(arrangement.pairs) as pair
    where arrangement.organization_id = ${ctx.actor.organizationId} and arrangement.id = ${arrangementId}`.execute(ctx.tx)
  return rows
}
