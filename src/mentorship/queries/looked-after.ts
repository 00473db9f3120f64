/** The mentorships of a cohort for whoever looks after them: state and dates, nothing that the two write. */
import { type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import { dayIn } from '../../kit/time/time.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { groupsByIdForSystem } from '../../matching/queries/group.ts'
import { organizationOf } from '../../organization/queries.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { mentorshipAccess } from '../access.ts'
import type { MentorshipRow, MentorshipState } from '../contract.ts'
import { callDueSince, firstDates, lastDayOf } from '../rules.ts'
import type { MentorshipTables } from '../tables.ts'
import { isMember, type Member, type Mentorship, membersOf, openPausesForSystem } from './mentorship.ts'

const tables = (ctx: Context) => ctx.tx.withTables<MentorshipTables>()

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
    .orderBy(sql`coalesce(mentorship.called_on, mentorship.began_at::date)`)
    .orderBy('mentorship.beganAt')
    .orderBy('mentorship.id')
    .limit(limit)
    .offset(offset)
    .execute()
}

export async function mentorshipCounts(ctx: Context, cohortId: string): Promise<Record<MentorshipState | 'notMet' | 'toCall', number>> {
  const calendar = await organizationOf(ctx)
  const since = callDueSince(dayIn(calendar.zone, ctx.now), calendar)
  const row = await staffRows(ctx, cohortId)
    .select([
      sql<string>`count(*) filter (where state = 'active')`.as('active'),
      sql<string>`count(*) filter (where state = 'paused')`.as('paused'),
      sql<string>`count(*) filter (where state = 'closing')`.as('closing'),
      sql<string>`count(*) filter (where state = 'closed')`.as('closed'),
      sql<string>`count(*) filter (where state = 'active' and first_met_on is null)`.as('notMet'),
      sql<string>`count(*) filter (
        where state = 'active' and first_met_on is null
          and coalesce(called_on, (began_at at time zone ${calendar.zone})::date) <= ${since}::date)`.as('toCall'),
    ])
    .executeTakeFirstOrThrow()
  return {
    active: Number(row.active),
    paused: Number(row.paused),
    closing: Number(row.closing),
    closed: Number(row.closed),
    notMet: Number(row.notMet),
    toCall: Number(row.toCall),
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
  const groups = await groupsByIdForSystem(
    ctx,
    found.flatMap(({ groupId }) => groupId ?? []),
  )
  const idsOf = (mentorship: Mentorship, side: Member['side']) => {
    const own = members.filter(member => member.mentorshipId === mentorship.id && member.side === side)
    // of a group that is over, who was in it to the end
    return own.filter(({ leftAt }) => leftAt === null).map(({ personId }) => personId)
  }
  const reached = (personId: string) => {
    const person = people.get(personId)
    return { personId, name: person?.name ?? person?.externalId ?? null, phone: person?.phone ?? null, email: person?.email ?? null }
  }
  return found.map(mentorship => {
    const isUnmet = mentorship.state === 'active' && mentorship.firstMetOn === null
    const group = groups.get(mentorship.groupId ?? '')
    const mentorIds = idsOf(mentorship, 'mentor')
    const menteeIds = idsOf(mentorship, 'mentee')
    const leaderId = group?.leaderPersonId ?? mentorIds[0] ?? ''
    const callOn = isUnmet ? firstDates(mentorship.beganAt, calendar, mentorship.calledOn).callOn : null
    return {
      id: mentorship.id,
      state: mentorship.state,
      mentor: reached(leaderId),
      mentee: group ? null : reached(menteeIds[0] ?? ''),
      group: group
        ? {
            mentees: menteeIds.map(reached).sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'und')),
            coMentors: mentorIds.filter(personId => personId !== leaderId).map(reached),
            smallest: group.smallest,
            isSmall: mentorship.state !== 'closed' && menteeIds.length < group.smallest,
          }
        : null,
      startsOn: mentorship.startsOn,
      endsOn: lastDayOf(mentorship),
      beganAt: mentorship.beganAt.toISOString(),
      firstMetOn: mentorship.firstMetOn,
      pausedUntil: pauses.get(mentorship.id)?.untilOn ?? null,
      toCall: callOn !== null && callOn <= today,
      callOn,
      calledOn: mentorship.calledOn,
      may: { noteCall: isUnmet ? mayOf(ctx.actor, mentorshipAccess['note-call'], mentorship) : { code: 'no_call_due', facts: {} } },
    }
  })
}
