/**
 * The People list: people in the order of their names, of whom the cohort has a participation that fits. As it opens, a page walks the
 * index of names and stops when it is full (half a millisecond in a cohort of 20,000, against 75 for sorting them all). A search looks at
 * everybody of the cohort, and at nobody else, once; words of answers are looked up first, so that only ids are compared. A page is cut by the last row's place in the order and its id,
 * so that pages neither skip nor repeat anybody while people come and go.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { cohortVisibleTo } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { allow, mayDo } from '../../kit/wire/access.ts'
import type { Input } from '../../kit/wire/contract.ts'
import { notFound, refused } from '../../kit/wire/refusal.ts'
import { peopleNames, personForSystem } from '../../person/queries.ts'
import type { Answers, Question } from '../../questionnaire/contract.ts'
import { answersOfForSystem, latestVersionForSystem, responseAnswers, responsesOfPersonForSystem } from '../../questionnaire/queries.ts'
import { participantAccess } from '../access.ts'
import type { listPeople, PeopleCounts, PersonRow, PersonView } from '../contract/people.ts'
import { changedLabels, glimpseOf } from '../rules/glimpse.ts'
import type { ParticipantTables } from '../tables.ts'
import { profile } from './imports.ts'
import { responseOf } from './known.ts'
import { participantView } from './participant-view.ts'

type Wanted = Omit<Input<typeof listPeople>, 'cohortId'>

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

/** The cohort, when this person may see who is in it by name. */
async function peopledCohort(ctx: Context, cohortId: string) {
  const cohort = await cohortVisibleTo(ctx, cohortId)
  if (!mayDo(ctx.actor, participantAccess.see, cohort)) throw notFound()
  return cohort
}

export async function peopleVisibleTo(ctx: Context, cohortId: string, wanted: Wanted) {
  const cohort = await peopledCohort(ctx, cohortId)
  const question = wanted.question === undefined ? undefined : (await profileOf(ctx, cohort.id)).find(one => one.key === wanted.question)
  const limit = wanted.limit ?? 50
  const cursor = wanted.after === undefined ? null : readCursor(wanted.after)
  const descending = wanted.sort === '-name' || wanted.sort === 'joined'
  const theirs: Theirs = condition => sql`
    select participant.person_id from participant
    where participant.organization_id = ${cohort.organizationId} and participant.cohort_id = ${cohort.id} and ${condition}`
  const place =
    wanted.sort === 'joined'
      ? sql`to_char(known.joined_at at time zone 'utc', 'YYYYMMDDHH24MISSUS')`
      : sql`coalesce(known.name, known.external_id, '')`
  const beyond = cursor
    ? descending
      ? sql`where (place collate cairn_text, person_id) < (${cursor.place}::text collate cairn_text, ${cursor.personId}::uuid)`
      : sql`where (place collate cairn_text, person_id) > (${cursor.place}::text collate cairn_text, ${cursor.personId}::uuid)`
    : sql``
  const direction = descending ? sql`desc` : sql`asc`
  const present = sql.join([...presence(wanted, theirs)], sql` and `)
  const searched = [...personConditions(ctx, wanted, question, theirs)]
  const walked = searched.length === 0 && wanted.sort !== 'joined'
  const matched = walked
    ? sql`
      matched as not materialized (
        select known.person_id, ${place} as place from (${peopleNames(ctx.tx)}) as known
        where known.organization_id = ${cohort.organizationId} and ${present}
      )`
    : sql`
      known as materialized (
        select named.*, taking_part.joined_at
        from (
          select participant.person_id, min(participant.joined_at) as joined_at from participant
          where participant.organization_id = ${cohort.organizationId} and participant.cohort_id = ${cohort.id}
          group by participant.person_id
        ) as taking_part
        join (${peopleNames(ctx.tx)}) as named
          on named.organization_id = ${cohort.organizationId} and named.person_id = taking_part.person_id
      ),
      matched as materialized (select known.person_id, ${place} as place from known where ${sql.join([present, ...searched], sql` and `)})`
  const total = walked
    ? sql`select count(*) from (select distinct person_id from (${theirs(sql`true`)}) as participation) as known where ${present}`
    : sql`select count(*) from matched`
  const found = await sql<Found>`
    with ${matched},
    page as (select * from matched ${beyond} order by place collate cairn_text ${direction}, person_id ${direction} limit ${limit + 1})
    select page.person_id, page.place, known.name, known.external_id, known.email is not null as has_address,
      (${total}) as total,
      (
        select json_agg(json_build_object('participantId', own.id, 'role', own.role, 'state', own.state, 'capacity', own.capacity,
          'responseId', own.response_id) order by own.role desc)
        from participant own
        where own.organization_id = ${cohort.organizationId} and own.person_id = page.person_id and own.cohort_id = ${cohort.id}
      ) as roles
    from page
    join (${peopleNames(ctx.tx)}) as known on known.organization_id = ${cohort.organizationId} and known.person_id = page.person_id
    order by page.place collate cairn_text ${direction}, page.person_id ${direction}
  `.execute(ctx.tx)
  const page = found.rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await asRows(ctx, cohort.id, page),
    next: found.rows.length > limit && last ? cursorOf(last) : null,
    total: found.rows[0]?.total ?? 0,
  }
}

/** The people of the cohort who have a participation of which this is true. */
type Theirs = (condition: RawBuilder<unknown>) => RawBuilder<unknown>

interface Found {
  readonly personId: string
  readonly name: string | null
  readonly externalId: string | null
  readonly hasAddress: boolean
  readonly place: string
  readonly roles: readonly (PersonRow['roles'][number] & { readonly responseId: string | null })[]
  readonly total: number
}

const cursorOf = ({ place, personId }: Found): string =>
  Buffer.from(JSON.stringify([place, personId]))
    .toString('base64url')
    .slice(0, 500)

function readCursor(after: string): { readonly place: string; readonly personId: string } {
  try {
    const [place, personId] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown[]
    if (typeof place === 'string' && typeof personId === 'string' && /^[0-9a-f-]{36}$/.test(personId)) return { place, personId }
  } catch {
    // told below
  }
  throw refused('unreadable')
}

function* personConditions(ctx: Context, wanted: Wanted, question: Question | undefined, theirs: Theirs): Generator<RawBuilder<SqlBool>> {
  if (wanted.address === 'no') yield sql<SqlBool>`known.email is null`
  const search = wanted.search?.trim() ?? ''
  if (search !== '') yield matching(ctx, search, theirs)
  if (wanted.question !== undefined && wanted.answered !== undefined)
    yield question ? answered(ctx, question, wanted.answered, theirs) : sql<SqlBool>`false`
}

/** Each asks for one participation of the person, whichever, so that whoever is shown is shown with all of theirs. */
function* presence({ state, role, room }: Wanted, theirs: Theirs): Generator<RawBuilder<SqlBool>> {
  const has = (condition: RawBuilder<unknown>) =>
    sql<SqlBool>`exists (${theirs(sql`participant.person_id = known.person_id and ${condition}`)})`
  yield has(state === undefined ? sql`participant.state <> 'withdrawn'` : sql`participant.state = ${state}`)
  const still = state === 'withdrawn' ? sql`true` : sql`participant.state <> 'withdrawn'`
  for (const wantedRole of role === 'both' ? (['mentor', 'mentee'] as const) : role ? [role] : [])
    yield has(sql`participant.role = ${wantedRole} and ${still}`)
  if (room === 'yes') yield has(sql`participant.role = 'mentor' and participant.state = 'active' and participant.capacity > 0`)
}

/** In the name, id or address, or every word the beginning of a word in their answers. */
function matching(ctx: Context, search: string, theirs: Theirs): RawBuilder<SqlBool> {
  const within = `%${search.toLowerCase().replace(/[\\%_]/g, sign => `\\${sign}`)}%`
  // every address has a domain, which many share: only what begins so, or names a part of it with its sign, is meant
  const address = search.includes('@') ? within : within.slice(1)
  const words = search.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
  const inAnswers =
    words.length === 0
      ? sql<SqlBool>`false`
      : sql<SqlBool>`exists (${theirs(sql`participant.person_id = known.person_id and participant.response_id in (
          select told.response_id from (${responseAnswers(ctx.tx)}) as told
          where told.organization_id = ${ctx.actor.organizationId}
            and told.words @@ to_tsquery('simple', ${words.map(word => `${word}:*`).join(' & ')}))`)})`
  return sql<SqlBool>`(lower(known.name) like ${within} or lower(known.external_id) like ${within} or known.email like ${address} or ${inAnswers})`
}

/** Choices and languages hold it; a choice or number is it. A question that is not asked has no answer. */
function answered(ctx: Context, { key, kind }: Question, told: string, theirs: Theirs): RawBuilder<SqlBool> {
  const answer = answerSaying[kind](told)
  if (!answer) return sql<SqlBool>`false`
  return sql<SqlBool>`known.person_id in (${theirs(sql`participant.response_id in (
    select told.response_id from (${responseAnswers(ctx.tx)}) as told
    where told.organization_id = ${ctx.actor.organizationId}
      and told.answers @> ${JSON.stringify({ [key]: answer })}::jsonb)`)})`
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

async function asRows(ctx: Context, cohortId: string, found: readonly Found[]): Promise<PersonRow[]> {
  const questions = await profileOf(ctx, cohortId)
  const answers = await answersOfForSystem(
    ctx,
    found.flatMap(one => responseOf(one.roles) ?? []),
  )
  return found.map(({ personId, name, externalId, hasAddress, roles }) => ({
    personId,
    name,
    externalId,
    hasAddress,
    roles: roles.map(({ participantId, role, state, capacity }) => ({ participantId, role, state, capacity })),
    glimpse: glimpseOf(answers.get(responseOf(roles) ?? '') ?? {}, questions),
  }))
}

async function profileOf(ctx: Context, cohortId: string): Promise<readonly Question[]> {
  return (await latestVersionForSystem(ctx, cohortId, profile))?.questions ?? []
}

/** What the cohort asks, with the options that a filter offers. */
export async function profileVisibleTo(ctx: Context, cohortId: string) {
  const cohort = await peopledCohort(ctx, cohortId)
  const questions = await profileOf(ctx, cohort.id)
  return {
    questions: questions.map(question => ({
      key: question.key,
      label: question.label,
      kind: question.kind,
      audience: question.audience,
      options: 'options' in question ? question.options.slice(0, 50).map(({ key, label }) => ({ key, label })) : [],
    })),
  }
}

/** Also for administrators, who see numbers and nobody by name. */
export async function countsVisibleTo(ctx: Context, cohortId: string): Promise<PeopleCounts> {
  const cohort = await cohortVisibleTo(ctx, cohortId)
  allow(ctx.actor, participantAccess.count, cohort)
  const row = await sql<PeopleCounts>`
    with people as (
      select participant.person_id,
        bool_or(role = 'mentor') filter (where state <> 'withdrawn') as is_mentor,
        bool_or(role = 'mentee') filter (where state <> 'withdrawn') as is_mentee,
        bool_or(state = 'paused') as is_paused,
        bool_and(state = 'withdrawn') as is_withdrawn,
        coalesce(sum(capacity) filter (where role = 'mentor' and state = 'active'), 0) as places,
        bool_and(known.email is null) as has_no_address
      from participant
      join (${peopleNames(ctx.tx)}) as known
        on known.organization_id = participant.organization_id and known.person_id = participant.person_id
      where participant.organization_id = ${cohort.organizationId} and participant.cohort_id = ${cohort.id}
      group by participant.person_id
    )
    select count(*) filter (where not is_withdrawn) as people,
      count(*) filter (where is_mentor) as mentors,
      count(*) filter (where is_mentee) as mentees,
      count(*) filter (where is_mentor and is_mentee) as both,
      count(*) filter (where is_paused) as paused,
      count(*) filter (where is_withdrawn) as withdrawn,
      count(*) filter (where not is_withdrawn and has_no_address) as without_address,
      coalesce(sum(places), 0)::bigint as places
    from people
  `.execute(ctx.tx)
  const counts = row.rows[0]
  if (!counts) throw notFound()
  return counts
}

export async function personVisibleTo(ctx: Context, cohortId: string, personId: string): Promise<PersonView> {
  const cohort = await peopledCohort(ctx, cohortId)
  const participants = await tables(ctx)
    .selectFrom('participant')
    .selectAll()
    .where('organizationId', '=', cohort.organizationId)
    .where('cohortId', '=', cohort.id)
    .where('personId', '=', personId)
    .orderBy('role', 'desc')
    .execute()
  if (participants.length === 0) throw notFound()
  const person = await personForSystem(ctx, personId)
  const version = await latestVersionForSystem(ctx, cohort.id, profile)
  const questions = version?.questions ?? []
  const responses = version ? await responsesOfPersonForSystem(ctx, version.questionnaireId, personId) : []
  const currentId = responseOf(participants)
  const current: Answers = responses.find(one => one.id === currentId)?.answers ?? {}
  return {
    personId,
    cohortId: cohort.id,
    name: person.name,
    externalId: person.externalId,
    email: person.email,
    phone: person.phone,
    capacityMentees: person.capacityMentees,
    participants: participants.map(one => participantView(ctx, one)),
    answers: questions.map(({ key, label, why, audience }) => ({ key, label, why: why ?? null, audience, answer: current[key] ?? null })),
    responses: responses.map(({ id, submittedAt, source, replacesId, answers }) => ({
      id,
      at: submittedAt.toISOString(),
      source,
      counts: id === currentId,
      changed: changedLabels(responses.find(one => one.id === replacesId)?.answers ?? {}, answers, questions),
    })),
  }
}
