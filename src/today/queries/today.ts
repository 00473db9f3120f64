import { type Cohort, cohortsVisibleTo } from '../../cohort/queries.ts'
import { needs as cohortNeeds } from '../../cohort/rules.ts'
import { waitingFor } from '../../concern/queries/needs.ts'
import { needs as concernNeeds } from '../../concern/rules/needs.ts'
import type { Context } from '../../kit/context.ts'
import { dayIn, daysBetween } from '../../kit/time/time.ts'
import { scopesOf } from '../../kit/wire/access.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { Refusal } from '../../kit/wire/refusal.ts'
import { type MatchingStanding, matchingNowVisibleTo } from '../../matching/queries/needs.ts'
import { needs as matchingNeeds } from '../../matching/rules/needs.ts'
import { mentorshipsNowVisibleTo } from '../../mentorship/queries/needs.ts'
import { needs as mentorshipNeeds } from '../../mentorship/rules/needs.ts'
import { mailOfToday } from '../../notification/queries/needs.ts'
import { pauseVisibleTo } from '../../notification/queries.ts'
import { needs as mailNeeds, needsOfPause } from '../../notification/rules/needs.ts'
import { organizationOf } from '../../organization/queries.ts'
import { importsNowVisibleTo, peopleNowVisibleTo } from '../../participant/queries/needs.ts'
import { participantsOfPersonForSystem } from '../../participant/queries.ts'
import { needs as peopleNeeds } from '../../participant/rules/needs.ts'
import { coordinatorsByScopeForSystem } from '../../person/queries/grant.ts'
import { invitationsNowVisibleTo } from '../../person/queries/needs.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { needs as invitationNeeds } from '../../person/rules/needs.ts'
import { type Program, programNamesForSystem, programsVisibleTo } from '../../program/queries.ts'
import { needs as programNeeds } from '../../program/rules.ts'
import { mostNeeds, type NeedView, type readToday } from '../contract/today.ts'
import { mayPostpone } from '../rules/postponement.ts'
import { datesAhead, firstStepsOf, inOrder, isOfFirstSteps, type NeedOf } from '../rules/today.ts'
import type { TodayTables } from '../tables.ts'
import { type BareDate, datesOf } from './dates.ts'

type Today = Answer<typeof readToday>

/** What is known before anything is put into an order; the number of queries does not depend on how much there is. */
interface Known {
  readonly today: string
  readonly programs: readonly Program[]
  /** Those that are not closed. */
  readonly cohorts: readonly Cohort[]
  readonly firstSteps: Today['firstSteps']
  readonly sums: Today['sums']
  readonly tonight: Today['tonight']
  readonly needs: readonly NeedOf[]
  readonly dates: readonly BareDate[]
}

/** What needs the actor, over all that they run. */
export async function todayOf(ctx: Context): Promise<Today> {
  const known = await knownOf(ctx)
  const personId = ctx.actor.personId ?? ''
  const postponed = await postponementsOf(ctx, known.today)
  const ordered = inOrder(known.needs)
  const isOff = (need: NeedOf) => postponed.has(needIdOf(ctx, need))
  const needs = [...ordered.filter(need => !isOff(need)).slice(0, mostNeeds), ...ordered.filter(isOff)].slice(0, mostNeeds)
  const names = await namesFor(ctx, known, needs)
  const people = await peopleByIdForSystem(
    ctx,
    needs.flatMap(need => need.personIds ?? []),
  )
  return {
    today: known.today,
    programs: known.programs.length,
    sums: known.sums,
    tonight: known.tonight,
    needs: needs.map((need): NeedView => {
      const id = needIdOf(ctx, need)
      const may = mayPostpone(need.kind)
      return {
        id,
        kind: need.kind,
        ...names(need),
        count: need.count,
        also: need.also ?? 0,
        since: need.since ?? null,
        by: need.by ?? null,
        at: need.at ?? null,
        isLate: need.isLate ?? false,
        people: (need.personIds ?? []).map(one => ({ personId: one, name: people.get(one)?.name ?? people.get(one)?.externalId ?? null })),
        subjectId: need.subjectId ?? null,
        postponedUntil: postponed.get(id) ?? null,
        may: { postpone: may instanceof Refusal ? { code: may.code, facts: may.facts } : true },
      }
    }),
    total: ordered.filter(need => !isOff(need)).length,
    dates: known.dates.map(date => ({ ...date, ...names(date) })),
    firstSteps: known.firstSteps,
    takesPart: (await participantsOfPersonForSystem(ctx, personId)).some(({ state }) => state !== 'withdrawn'),
    administers: scopesOf(ctx.actor, 'administrator').includes(ctx.actor.organizationId),
    coordinates: scopesOf(ctx.actor, 'coordinator').length > 0,
  }
}

/** The need of the actor with this id, as it is now; null: there is none. */
export async function needOf(ctx: Context, id: string): Promise<NeedOf | null> {
  return (await knownOf(ctx)).needs.find(need => needIdOf(ctx, need) === id) ?? null
}

const needIdOf = (ctx: Context, { kind, cohortId, programId }: NeedOf): string =>
  `${kind}.${cohortId ?? programId ?? ctx.actor.organizationId}`

async function knownOf(ctx: Context): Promise<Known> {
  const { zone } = await organizationOf(ctx)
  const today = dayIn(zone, ctx.now)
  const programs = await programsVisibleTo(ctx)
  const all = await cohortsVisibleTo(ctx)
  const cohorts = all.filter(({ state }) => state !== 'closed')
  const ids = cohorts.map(({ id }) => id)
  const matching = await matchingNowVisibleTo(ctx, cohorts)
  const mentorships = await mentorshipsNowVisibleTo(ctx, ids)
  const people = await peopleNowVisibleTo(ctx, cohorts)
  const imports = await importsNowVisibleTo(ctx, cohorts)
  const mail = await mailOfToday(ctx)
  const firstSteps = ownPrograms(ctx, programs)
    .flatMap(({ id, name }) => firstStepsOf(soFar(id, name, all, matching, people.byCohort)) ?? [])
    .slice(0, 3)
  const needs: NeedOf[] = [
    ...(await waitingFor(ctx)).flatMap(one => concernNeeds(one).map(need => ({ ...need, programId: one.programId, cohortId: null }))),
    ...cohorts.flatMap(cohort => {
      const here = matching.get(cohort.id)
      const pairs = mentorships.get(cohort.id)
      const who = { people: people.byCohort.get(cohort.id) ?? 0, startsOn: cohort.startsOn, import: imports.get(cohort.id) ?? null }
      return [
        ...(here ? matchingNeeds(here, today) : []),
        ...(pairs ? mentorshipNeeds(pairs) : []),
        // whoever does not coordinate it can bring nobody in and close nothing
        ...(here ? [...peopleNeeds(who, daysBetween(today, cohort.startsOn)), ...cohortNeeds(cohort, today)] : []),
      ].map(need => ({ ...need, programId: cohort.programId, cohortId: cohort.id }))
    }),
    ...(await needsOfPrograms(ctx, programs)),
    ...[...mailByProgram(mail.scopes, programs)].flatMap(([programId, mails]) =>
      mailNeeds(mails).map(need => ({ ...need, programId, cohortId: null })),
    ),
    ...needsOfPause(pausedOn(await pauseVisibleTo(ctx), zone)).map(ofOrganization),
    ...invitationNeeds((await invitationsNowVisibleTo(ctx, zone)) ?? { waiting: 0, firstInvitedOn: null, expired: 0 }).map(ofOrganization),
  ]
  return {
    today,
    programs,
    cohorts,
    firstSteps,
    sums: sumsOf(people.all, mentorships.values(), matching.values()),
    tonight: mail.tonight,
    needs: needs.filter(need => !isOfFirstSteps(need, firstSteps)),
    dates: datesAhead(await datesOf(ctx, cohorts, matching, zone), today),
  }
}

/** What belongs to no program that is there is the organization's. */
const mailByProgram = <S extends { readonly scopeId: string | null }>(scopes: readonly S[], programs: readonly Program[]) =>
  Map.groupBy(scopes, ({ scopeId }) => (programs.some(({ id }) => id === scopeId) ? scopeId : null))

const ofOrganization = <N extends object>(need: N) => ({ ...need, programId: null, cohortId: null })
const pausedOn = (pause: Awaited<ReturnType<typeof pauseVisibleTo>>, zone: string) => pause && dayIn(zone, new Date(pause.since))
const ownPrograms = (ctx: Context, programs: readonly Program[]): Program[] => {
  const own = new Set(scopesOf(ctx.actor, 'coordinator'))
  return programs.filter(({ id }) => own.has(id))
}

function soFar(
  programId: string,
  program: string,
  all: readonly Cohort[],
  matching: ReadonlyMap<string, MatchingStanding>,
  people: ReadonlyMap<string, number>,
) {
  const cohorts = all.filter(cohort => cohort.programId === programId)
  return {
    programId,
    program,
    hadCohort: cohorts.some(({ state }) => state === 'closed'),
    cohorts: cohorts.map(({ id }) => ({
      id,
      people: people.get(id) ?? 0,
      hasPriorities: matching.get(id)?.hasPriorities ?? false,
      hasRound: (matching.get(id)?.round ?? null) !== null,
    })),
  }
}

/** Who is to name somebody, is told: administrators a coordinator, coordinators a contact. */
async function needsOfPrograms(ctx: Context, programs: readonly Program[]): Promise<NeedOf[]> {
  const staffed = await coordinatorsByScopeForSystem(
    ctx,
    programs.map(({ id }) => id),
  )
  const isOwn = new Set(scopesOf(ctx.actor, 'coordinator'))
  return programs.flatMap(({ id, contactPersonId }) =>
    programNeeds({ contactPersonId, coordinators: staffed.get(id) ?? [] }).flatMap(kind =>
      kind === 'contact' && !isOwn.has(id) ? [] : [{ kind, count: 1, programId: id, cohortId: null }],
    ),
  )
}

function sumsOf(
  people: number,
  mentorships: Iterable<{ readonly active: number; readonly paused: number; readonly closing: number }>,
  matching: Iterable<MatchingStanding>,
): Today['sums'] {
  const pairs = { active: 0, paused: 0, closing: 0 }
  for (const { active, paused, closing } of mentorships) {
    pairs.active += active
    pairs.paused += paused
    pairs.closing += closing
  }
  return { people, pairs, asked: [...matching].reduce((sum, { open }) => sum + open, 0) }
}

/** Names of programs and cohorts; of a program that the actor does not run, but is a safe contact of, too. */
async function namesFor(ctx: Context, { programs, cohorts }: Known, needs: readonly NeedOf[]) {
  const names = new Map(programs.map(({ id, name }) => [id, name]))
  const others = needs.flatMap(({ programId }) => (programId && !names.has(programId) ? [programId] : []))
  for (const [id, name] of await programNamesForSystem(ctx, others)) names.set(id, name)
  const cohortNames = new Map(cohorts.map(({ id, name }) => [id, name]))
  return ({ programId, cohortId }: Pick<NeedOf, 'programId' | 'cohortId'>) => ({
    programId,
    program: names.get(programId ?? '') ?? null,
    cohortId,
    cohort: cohortNames.get(cohortId ?? '') ?? null,
  })
}

/** What the actor has put off, by need, with the day on which it is back. */
async function postponementsOf(ctx: Context, today: string): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .withTables<TodayTables>()
    .selectFrom('postponement')
    .select(['need', 'untilOn'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', ctx.actor.personId ?? ctx.actor.organizationId)
    .where('untilOn', '>', today)
    .limit(500)
    .execute()
  return new Map(rows.map(({ need, untilOn }) => [need, untilOn]))
}
