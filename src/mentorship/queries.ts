import { type Expression, type SqlBool, sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { dayIn, type WorkCalendar } from '../kit/time/time.ts'
import { type Act, mayOf } from '../kit/wire/access.ts'
import type { May } from '../kit/wire/contract.ts'
import { notFound, Refusal } from '../kit/wire/refusal.ts'
import { sharedOf } from '../matching/queries/own-proposal.ts'
import { proposalForSystem } from '../matching/queries/proposals.ts'
import { threadsOfScopesForSystem, unseenBy } from '../message/queries.ts'
import { organizationOf } from '../organization/queries.ts'
import { participantsByIdForSystem } from '../participant/queries.ts'
import { peopleByIdForSystem } from '../person/queries.ts'
import { contactOf, programForSystem } from '../program/queries.ts'
import { latestVersionForSystem } from '../questionnaire/queries.ts'
import { mentorshipAccess } from './access.ts'
import type { MentorshipRow, MentorshipState, MentorshipView } from './contract.ts'
import { commonTimes, firstDates, movedMentorship, nextStepFor, weeklyOf } from './rules.ts'
import type { MentorshipTables } from './tables.ts'

export type Mentorship = MentorshipTables['mentorship']
export type Member = MentorshipTables['mentorshipMember']
export type MentorshipWithMembers = Mentorship & {
  readonly members: readonly Member[]
  readonly memberIds: readonly string[]
}

const tables = (ctx: Context) => ctx.tx.withTables<MentorshipTables>()

const isMember = (personId: string): Expression<SqlBool> =>
  sql<SqlBool>`exists (select from mentorship_member where mentorship_member.organization_id = mentorship.organization_id and mentorship_member.mentorship_id = mentorship.id and mentorship_member.person_id = ${personId}::uuid)`

const reachable = (ctx: Context, act: Act) =>
  tables(ctx)
    .selectFrom('mentorship')
    .selectAll('mentorship')
    .where('mentorship.organizationId', '=', ctx.actor.organizationId)
    .where(allowedRows(ctx.actor, act, { column: name => sql.ref(`mentorship.${name}`), among: (_, personId) => isMember(personId) }))

export async function mentorshipVisibleTo(ctx: Context, mentorshipId: string): Promise<MentorshipWithMembers> {
  const found = await reachable(ctx, mentorshipAccess.read).where('mentorship.id', '=', mentorshipId).executeTakeFirst()
  return withMembers(ctx, found)
}

export async function mentorshipToChange(ctx: Context, mentorshipId: string): Promise<MentorshipWithMembers> {
  const found = await reachable(ctx, mentorshipAccess.read).where('mentorship.id', '=', mentorshipId).forUpdate().executeTakeFirst()
  return withMembers(ctx, found)
}

/** For acts of coordinators above, and for jobs: locked, and never one that the actor is in. */
export async function mentorshipToLookAfter(ctx: Context, mentorshipId: string): Promise<MentorshipWithMembers> {
  const found = await reachable(ctx, mentorshipAccess.list).where('mentorship.id', '=', mentorshipId).forUpdate().executeTakeFirst()
  const mentorship = await withMembers(ctx, found)
  if (ctx.actor.personId && mentorship.memberIds.includes(ctx.actor.personId)) throw notFound()
  return mentorship
}

export async function mentorshipForSystem(ctx: Context, mentorshipId: string): Promise<MentorshipWithMembers> {
  const found = await tables(ctx)
    .selectFrom('mentorship')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', mentorshipId)
    .executeTakeFirst()
  return withMembers(ctx, found)
}

async function withMembers(ctx: Context, mentorship: Mentorship | undefined): Promise<MentorshipWithMembers> {
  if (!mentorship) throw notFound()
  const members = await membersOf(ctx, [mentorship.id])
  return { ...mentorship, members, memberIds: members.map(member => member.personId) }
}

async function membersOf(ctx: Context, mentorshipIds: readonly string[]): Promise<Member[]> {
  if (mentorshipIds.length === 0) return []
  return tables(ctx)
    .selectFrom('mentorshipMember')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('mentorshipId', 'in', mentorshipIds)
    .orderBy('side', 'desc')
    .execute()
}

/** The mentorships of one person, latest first: for their own pages. */
export async function mentorshipsOfPersonForSystem(ctx: Context, personId: string): Promise<MentorshipWithMembers[]> {
  const rows = await tables(ctx)
    .selectFrom('mentorshipMember')
    .innerJoin('mentorship', join =>
      join
        .onRef('mentorship.organizationId', '=', 'mentorshipMember.organizationId')
        .onRef('mentorship.id', '=', 'mentorshipMember.mentorshipId'),
    )
    .selectAll('mentorship')
    .where('mentorshipMember.organizationId', '=', ctx.actor.organizationId)
    .where('mentorshipMember.personId', '=', personId)
    .orderBy('mentorship.beganAt', 'desc')
    .limit(100)
    .execute()
  const members = await membersOf(
    ctx,
    rows.map(row => row.id),
  )
  return rows.map(row => {
    const own = members.filter(member => member.mentorshipId === row.id)
    return { ...row, members: own, memberIds: own.map(member => member.personId) }
  })
}

export async function mentorshipsByIdForSystem(
  ctx: Context,
  mentorshipIds: readonly string[],
): Promise<Map<string, MentorshipWithMembers>> {
  if (mentorshipIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('mentorship')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', mentorshipIds)
    .execute()
  const members = await membersOf(ctx, mentorshipIds)
  return new Map(
    rows.map(row => {
      const own = members.filter(member => member.mentorshipId === row.id)
      return [row.id, { ...row, members: own, memberIds: own.map(member => member.personId) }]
    }),
  )
}

export async function absencesForSystem(ctx: Context, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const { zone } = await organizationOf(ctx)
  const rows = await tables(ctx)
    .selectFrom('absence')
    .select(['personId', 'untilOn'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', 'in', personIds)
    .where('untilOn', '>', dayIn(zone, ctx.now))
    .execute()
  return new Map(rows.map(row => [row.personId, row.untilOn]))
}

export async function openPausesForSystem(ctx: Context, mentorshipIds: readonly string[]): Promise<Map<string, MentorshipTables['pause']>> {
  if (mentorshipIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('pause')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('mentorshipId', 'in', mentorshipIds)
    .where('endedAt', 'is', null)
    .execute()
  return new Map(rows.map(row => [row.mentorshipId, row]))
}

/** A mentorship as one of its two members sees it. */
export async function mentorshipView(ctx: Context, mentorship: MentorshipWithMembers, personId: string): Promise<MentorshipView> {
  const own = mentorship.members.find(member => member.personId === personId)
  const other = mentorship.members.find(member => member.personId !== personId)
  if (!own || !other) throw notFound()
  const program = await programForSystem(ctx, mentorship.programId)
  const calendar = await organizationOf(ctx)
  const { partner, reasons } = await sharedOf(ctx, await proposalForSystem(ctx, mentorship.proposalId), own.side, 10)
  const thread = (await threadsOfScopesForSystem(ctx, [mentorship.id])).get(mentorship.id)
  if (!thread) throw new Error('a mentorship has a thread from its beginning')
  const pause = (await openPausesForSystem(ctx, [mentorship.id])).get(mentorship.id)
  const next = nextStepFor(own.side, { state: mentorship.state, firstMetOn: mentorship.firstMetOn, hasWords: thread.messageCount > 0 })
  const beforeMeeting = mentorship.state === 'active' && mentorship.firstMetOn === null
  return {
    id: mentorship.id,
    programId: program.id,
    program: program.name,
    state: mentorship.state,
    side: own.side,
    partner: { ...partner, awayUntil: (await absencesForSystem(ctx, [other.personId])).get(other.personId) ?? null },
    reasons,
    startsOn: mentorship.startsOn,
    endsOn: mentorship.endsOn,
    beganAt: mentorship.beganAt.toISOString(),
    firstMetOn: mentorship.firstMetOn,
    pausedUntil: pause?.untilOn ?? null,
    next,
    dates: beforeMeeting ? datesNow(mentorship.beganAt, ctx.now, calendar) : null,
    times: beforeMeeting ? await timesFor(ctx, mentorship) : [],
    threadId: thread.id,
    unseen: (await unseenBy(ctx, [thread.id], personId)).get(thread.id) ?? 0,
    contact: await contactOf(ctx, program),
    may: maysOf(ctx, mentorship, thread.closedAt !== null),
  }
}

/** The days of a pair that has not met, and whether the last of them has come: then no earlier one is told any more. */
function datesNow(beganAt: Date, now: Date, calendar: WorkCalendar): MentorshipView['dates'] {
  const dates = firstDates(beganAt, calendar)
  return { ...dates, isCallDue: dates.callOn <= dayIn(calendar.zone, now) }
}

function maysOf(ctx: Context, mentorship: MentorshipWithMembers, isThreadClosed: boolean): MentorshipView['may'] {
  const moveTo = (to: MentorshipState): May => {
    const move = movedMentorship(mentorship.state, to)
    return move instanceof Refusal ? { code: move.code, facts: { ...move.facts } } : mayOf(ctx.actor, mentorshipAccess.pause, mentorship)
  }
  const over: May = { code: 'mentorship_over', facts: {} }
  return {
    write: isThreadClosed ? { code: 'thread_closed', facts: {} } : mayOf(ctx.actor, mentorshipAccess.read, mentorship),
    pause: moveTo('paused'),
    resume:
      mentorship.state === 'paused'
        ? moveTo('active')
        : { code: 'mentorship_cannot_move', facts: { from: mentorship.state, to: 'active' } },
    noteMeeting: mentorship.state === 'closed' ? over : mayOf(ctx.actor, mentorshipAccess['note-meeting'], mentorship),
    end: moveTo('closing'),
  }
}

async function timesFor(ctx: Context, mentorship: MentorshipWithMembers): Promise<MentorshipView['times']> {
  const asked = await latestVersionForSystem(ctx, mentorship.cohortId, 'profile')
  if (!asked) return []
  const known = await participantsByIdForSystem(
    ctx,
    mentorship.members.map(member => member.participantId),
  )
  const [one, other] = mentorship.members.map(member => weeklyOf(known.get(member.participantId)?.answers ?? {}, asked.questions))
  return commonTimes(one ?? null, other ?? null, ctx.now)
}

export interface MentorshipFilter {
  readonly state: MentorshipState | undefined
  readonly offset: number
  readonly limit: number
}

const staffRows = (ctx: Context, cohortId: string) => {
  const rows = tables(ctx)
    .selectFrom('mentorship')
    .where('mentorship.organizationId', '=', ctx.actor.organizationId)
    .where('mentorship.cohortId', '=', cohortId)
    .where(allowedRows(ctx.actor, mentorshipAccess.list, { column: name => sql.ref(`mentorship.${name}`) }))
  return ctx.actor.personId ? rows.where(sql<SqlBool>`not ${isMember(ctx.actor.personId)}`) : rows
}

/** The mentorships of a cohort for its coordinators: those without a first meeting first, then by when they began. */
export async function mentorshipsVisibleTo(
  ctx: Context,
  cohortId: string,
  { state, offset, limit }: MentorshipFilter,
): Promise<Mentorship[]> {
  return staffRows(ctx, cohortId)
    .selectAll('mentorship')
    .$if(state !== undefined, query => query.where('mentorship.state', '=', state ?? 'active'))
    .orderBy(sql`mentorship.state = 'active' and mentorship.first_met_on is null`, 'desc')
    .orderBy('mentorship.beganAt')
    .orderBy('mentorship.id')
    .limit(limit)
    .offset(offset)
    .execute()
}

export async function mentorshipCounts(ctx: Context, cohortId: string): Promise<Record<MentorshipState | 'notMet', number>> {
  const row = await staffRows(ctx, cohortId)
    .select([
      sql<string>`count(*) filter (where state = 'active')`.as('active'),
      sql<string>`count(*) filter (where state = 'paused')`.as('paused'),
      sql<string>`count(*) filter (where state = 'closing')`.as('closing'),
      sql<string>`count(*) filter (where state = 'closed')`.as('closed'),
      sql<string>`count(*) filter (where state = 'active' and first_met_on is null)`.as('notMet'),
    ])
    .executeTakeFirstOrThrow()
  return {
    active: Number(row.active),
    paused: Number(row.paused),
    closing: Number(row.closing),
    closed: Number(row.closed),
    notMet: Number(row.notMet),
  }
}

export async function mentorshipRows(ctx: Context, found: readonly Mentorship[]): Promise<MentorshipRow[]> {
  const ids = found.map(mentorship => mentorship.id)
  const members = await membersOf(ctx, ids)
  const people = await peopleByIdForSystem(
    ctx,
    members.map(member => member.personId),
  )
  const pauses = await openPausesForSystem(ctx, ids)
  const calendar = await organizationOf(ctx)
  const today = dayIn(calendar.zone, ctx.now)
  const named = (mentorshipId: string, side: Member['side']) => {
    const personId = members.find(member => member.mentorshipId === mentorshipId && member.side === side)?.personId ?? ''
    return { personId, name: people.get(personId)?.name ?? people.get(personId)?.externalId ?? null }
  }
  return found.map(mentorship => {
    const callOn = mentorship.state === 'active' && mentorship.firstMetOn === null ? firstDates(mentorship.beganAt, calendar).callOn : null
    return {
      id: mentorship.id,
      state: mentorship.state,
      mentor: named(mentorship.id, 'mentor'),
      mentee: named(mentorship.id, 'mentee'),
      startsOn: mentorship.startsOn,
      endsOn: mentorship.endsOn,
      beganAt: mentorship.beganAt.toISOString(),
      firstMetOn: mentorship.firstMetOn,
      pausedUntil: pauses.get(mentorship.id)?.untilOn ?? null,
      toCall: callOn !== null && callOn <= today,
      callOn,
    }
  })
}
