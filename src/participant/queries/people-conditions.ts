/** What the People list asks of somebody: of one of their participations in the cohort, and of themself and their answers. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Input } from '../../kit/wire/contract.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { answersInScope } from '../../questionnaire/queries.ts'
import type { listPeople } from '../contract/people.ts'

export type WantedPeople = Omit<Input<typeof listPeople>, 'cohortId'>

/** The people of the cohort who have a participation of which this is true. */
export type Theirs = (condition: RawBuilder<unknown>) => RawBuilder<unknown>

/** Of the person, as `known`: how they are reached, what they are called, what they answered. */
export function* personConditions(
  ctx: Context,
  cohortId: string,
  wanted: WantedPeople,
  question: Question | undefined,
  theirs: Theirs,
): Generator<RawBuilder<SqlBool>> {
  if (wanted.address === 'no') yield sql<SqlBool>`known.email is null`
  const search = wanted.search?.trim() ?? ''
  if (search !== '') yield matching(ctx, cohortId, search, theirs)
  if (wanted.question !== undefined && wanted.answered !== undefined)
    yield question ? answered(ctx, cohortId, question, wanted.answered, theirs) : sql<SqlBool>`false`
}

/** Each asks for one participation of the person, whichever, so that whoever is shown is shown with all of theirs. */
export function* presence({ state, role, room }: WantedPeople, theirs: Theirs): Generator<RawBuilder<SqlBool>> {
  const has = (condition: RawBuilder<unknown>) =>
    sql<SqlBool>`exists (${theirs(sql`participant.person_id = known.person_id and ${condition}`)})`
  yield has(state === undefined ? sql`participant.state <> 'withdrawn'` : sql`participant.state = ${state}`)
  const still = state === 'withdrawn' ? sql`true` : sql`participant.state <> 'withdrawn'`
  for (const wantedRole of role === 'both' ? (['mentor', 'mentee'] as const) : role ? [role] : [])
    yield has(sql`participant.role = ${wantedRole} and ${still}`)
  if (room === 'yes') yield has(sql`participant.role = 'mentor' and participant.state = 'active' and participant.capacity > 0`)
}

/** In the name, id or address, or every word the beginning of a word in their answers. */
function matching(ctx: Context, cohortId: string, search: string, theirs: Theirs): RawBuilder<SqlBool> {
  const within = `%${search.toLowerCase().replace(/[\\%_]/g, sign => `\\${sign}`)}%`
  // every address has a domain, which many share: only what begins so, or names a part of it with its sign, is meant
  const address = search.includes('@') ? within : within.slice(1)
  const words = search.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
  const inAnswers =
    words.length === 0
      ? sql<SqlBool>`false`
      : sql<SqlBool>`known.person_id in (${theirs(sql`participant.response_id in (
          select told.response_id from (${answersInScope(ctx, cohortId)}) as told
          where told.words @@ to_tsquery('simple', ${words.map(word => `${word}:*`).join(' & ')}))`)})`
  return sql<SqlBool>`(lower(known.name) like ${within} or lower(known.external_id) like ${within} or known.email like ${address} or ${inAnswers})`
}

/** Choices and languages hold it; a choice or number is it. A question that is not asked has no answer. */
function answered(ctx: Context, cohortId: string, { key, kind }: Question, told: string, theirs: Theirs): RawBuilder<SqlBool> {
  const answer = answerSaying[kind](told)
  if (!answer) return sql<SqlBool>`false`
  return sql<SqlBool>`known.person_id in (${theirs(sql`participant.response_id in (
    select told.response_id from (${answersInScope(ctx, cohortId)}) as told
    where told.answers @> ${JSON.stringify({ [key]: answer })}::jsonb)`)})`
}

const numeric = (told: string, as: (number: number) => object) =>
  told.trim() !== '' && Number.isFinite(Number(told)) ? as(Number(told)) : null

/** What an answer of each kind contains when it says this; null: it cannot say it. */
const answerSaying: { readonly [K in Question['kind']]: (told: string) => object | null } = {
  choices: told => ({ choices: [told] }),
  choice: told => ({ choice: told }),
  ranked: told => ({ ranked: [told] }),
  languages: told => ({ languages: [told] }),
  number: told => numeric(told, number => ({ number })),
  scale: told => numeric(told, level => ({ level })),
  text: told => ({ text: told }),
  availability: () => null,
}
