import { cohortToChange } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { allow } from '../../kit/wire/access.ts'
import { noFaults, refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import { fairnessQuestionsChanged } from '../contract/fairness.ts'
import type { Arrangement } from '../queries/arrangement.ts'
import { criteriaOfForSystem } from '../queries/criteria.ts'
import {
  answeringForSystem,
  fairnessChoiceForSystem,
  keptSplitsForSystem,
  sidesOfForSystem,
  toldLastForSystem,
} from '../queries/fairness.ts'
import { questionsOfRound } from '../queries/round.ts'
import { measureOf } from '../rules/arrangement.ts'
import { fairnessFaults, membersBy, notBy } from '../rules/fairness.ts'
import { type Kept, type ToldTable, toldWith } from '../rules/fairness-told.ts'
import type { FairnessTables } from '../tables/fairness.ts'
import type { RoundTables } from '../tables/round.ts'

const tables = (ctx: Context) => ctx.tx.withTables<FairnessTables & RoundTables>()
const json = <T>(value: T): T => JSON.stringify(value) as unknown as T

/** Fairness is looked at by these from the next round on; what was chosen before stays readable, for it tells what was chosen before a round. */
export async function changeFairnessQuestions(
  ctx: Context,
  { cohortId, questions }: { readonly cohortId: string; readonly questions: readonly string[] },
  ifMatch: number,
): Promise<void> {
  const cohort = await cohortToChange(ctx, cohortId)
  allow(ctx.actor, matchingAccess.change, cohort)
  const [before, { asked }] = [await fairnessChoiceForSystem(ctx, cohortId), await criteriaOfForSystem(ctx, cohortId)]
  if (before.version + 1 !== ifMatch) throw refused('stale')
  noFaults(fairnessFaults(questions, asked?.questions ?? []))
  const version = before.version + 1
  await tables(ctx)
    .insertInto('fairnessChoice')
    .values({
      organizationId: ctx.actor.organizationId,
      cohortId,
      programId: cohort.programId,
      version,
      questions: json(questions),
      chosenBy: ctx.actor.personId,
      chosenAt: ctx.now,
    })
    .execute()
  await record(ctx, fairnessQuestionsChanged, { cohort: cohortId, questions: [...questions], version }, cohort.programId)
}

type Made = Pick<Arrangement, 'id' | 'roundId' | 'cohortId' | 'number' | 'parentId' | 'pairs'>

/** What is told of groups with an arrangement that has just been made is kept beside it; nothing where its round looks by no question. */
export async function keepFairness(ctx: Context, made: Made): Promise<void> {
  const round = await tables(ctx)
    .selectFrom('matchRound')
    .select(['startedAt', 'criteria', 'questionnaireVersionId'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', made.roundId)
    .executeTakeFirstOrThrow()
  const { questions: keys } = await fairnessChoiceForSystem(ctx, made.cohortId, round.startedAt)
  if (keys.length === 0) return
  const asked = await questionsOfRound(ctx, round)
  const questions = keys.flatMap(key => asked.filter(question => question.key === key && notBy(question) === null))
  if (questions.length === 0) return
  const last = await toldLastForSystem(ctx, made.cohortId)
  const parent = made.parentId ? (await keptSplitsForSystem(ctx, [made.parentId])).get(made.parentId) : undefined
  const told = toldWith({
    of: { arrangementId: made.id, roundId: made.roundId, number: made.number },
    people: await answeringForSystem(ctx, made.roundId, keys),
    pairs: made.pairs,
    questions,
    measure: measureOf(round.criteria),
    before: parent ?? last[0]?.told ?? [],
    earlier: await tablesOf(ctx, [...last.map(one => one.told), parent ?? []].flat()),
  })
  await tables(ctx)
    .insertInto('arrangementFairness')
    .values({
      organizationId: ctx.actor.organizationId,
      arrangementId: made.id,
      cohortId: made.cohortId,
      told: json(told),
      isOwn: told.some(split => split.told?.arrangementId === made.id),
      toldAt: ctx.now,
    })
    .execute()
}

/** The tables that were told, each once, with who is in their groups. */
async function tablesOf(ctx: Context, splits: readonly Kept[]): Promise<ToldTable[]> {
  const each = new Map(
    splits.flatMap(split => (split.told ? [[`${split.told.arrangementId} ${split.question} ${split.side}`, split]] : [])),
  )
  const found: ToldTable[] = []
  for (const [arrangementId, of] of Map.groupBy(each.values(), ({ told }) => told?.arrangementId ?? '')) {
    const [roundId = ''] = of.flatMap(({ told }) => told?.roundId ?? [])
    const people = await answeringForSystem(ctx, roundId, [...new Set(of.map(({ question }) => question))])
    const pairs = await sidesOfForSystem(ctx, arrangementId)
    for (const { side, question, answers, told } of of)
      found.push({ side, answers, placing: told?.placing ?? 'hidden', members: membersBy(people, side, question, pairs) })
  }
  return found
}
