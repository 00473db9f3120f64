/** The people of a cohort: as a list, counted, and one by one. */
import { sql } from 'kysely'
import { cohortVisibleTo } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { allow, mayDo, mayOf } from '../../kit/wire/access.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { peopleByIdForSystem, peopleNames, personForSystem } from '../../person/queries/person.ts'
import type { Answers, Question } from '../../questionnaire/contract.ts'
import { answersOfForSystem, latestVersionForSystem, responsesOfPersonForSystem } from '../../questionnaire/queries.ts'
import { participantAccess } from '../access.ts'
import type { PeopleCounts, PersonRow, PersonView } from '../contract/people.ts'
import type { Participant } from '../queries.ts'
import { changedLabels, glimpseOf } from '../rules/glimpse.ts'
import { mayTakeBack } from '../rules/import-states.ts'
import type { ParticipantTables } from '../tables.ts'
import { additionOfForSystem, profile } from './imports.ts'
import { responseOf } from './known.ts'
import { participantView } from './participant-view.ts'
import type { WantedPeople } from './people-conditions.ts'
import { type FoundPerson, pageOfPeople } from './people-page.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

/** The cohort, when this person may see who is in it by name. */
async function peopledCohort(ctx: Context, cohortId: string) {
  const cohort = await cohortVisibleTo(ctx, cohortId)
  if (!mayDo(ctx.actor, participantAccess.see, cohort)) throw notFound()
  return cohort
}

/** A page of the cohort's people who fit, each with what a reader sees at a glance. */
export async function peopleVisibleTo(ctx: Context, cohortId: string, wanted: WantedPeople) {
  const cohort = await peopledCohort(ctx, cohortId)
  const questions = await profileOf(ctx, cohort.id)
  const { found, next, total } = await pageOfPeople(
    ctx,
    cohort,
    wanted,
    questions.find(one => one.key === wanted.question),
  )
  return { rows: await asRows(ctx, found, questions), next, total }
}

async function asRows(ctx: Context, found: readonly FoundPerson[], questions: readonly Question[]): Promise<PersonRow[]> {
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

async function additionView(ctx: Context, participants: readonly Participant[]): Promise<PersonView['addition']> {
  const ids = participants.map(one => one.id)
  const one = await additionOfForSystem(ctx, ids)
  if (!one) return null
  const who = one.receivedBy === null ? undefined : (await peopleByIdForSystem(ctx, [one.receivedBy])).get(one.receivedBy)
  const standing = mayTakeBack(one, ctx.now)
  const takeBack = standing === true ? mayOf(ctx.actor, participantAccess.add, one) : { code: standing.code, facts: standing.facts }
  return {
    id: one.id,
    at: one.receivedAt.toISOString(),
    by: who?.name ?? null,
    until: one.forgetAt.toISOString(),
    may: { takeBack },
  }
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
    addition: await additionView(ctx, participants),
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
