/** Mentorships with their members, for whoever may see or change them, and the pauses and absences around them. */
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import { dayIn } from '../../kit/time/time.ts'
import type { Act } from '../../kit/wire/access.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { mentorshipAccess } from '../access.ts'
import type { MentorshipTables } from '../tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<MentorshipTables>()

export type Mentorship = MentorshipTables['mentorship']

export type Member = MentorshipTables['mentorshipMember']

export type MentorshipWithMembers = Mentorship & {
  readonly members: readonly Member[]
  /** Everybody who is or was in it: they read its page. */
  readonly memberIds: readonly string[]
  /** Who is in it now: they act. */
  readonly presentIds: readonly string[]
}

export const isMember = (personId: string): Expression<SqlBool> =>
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
  return together(mentorship, await membersOf(ctx, [mentorship.id]))
}

function together(mentorship: Mentorship, among: readonly Member[]): MentorshipWithMembers {
  const members = among.filter(member => member.mentorshipId === mentorship.id)
  return {
    ...mentorship,
    members,
    memberIds: members.map(member => member.personId),
    presentIds: members.filter(({ leftAt }) => leftAt === null).map(member => member.personId),
  }
}

export async function membersOf(ctx: Context, mentorshipIds: readonly string[]): Promise<Member[]> {
  if (mentorshipIds.length === 0) return []
  return tables(ctx)
    .selectFrom('mentorshipMember')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('mentorshipId', 'in', mentorshipIds)
    .orderBy('side', 'desc')
    .orderBy('joinedAt')
    .orderBy('personId')
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
  return rows.map(row => together(row, members))
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
  return new Map(rows.map(row => [row.id, together(row, members)]))
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

export type Pause = MentorshipTables['pause']

/** The open pauses of whole mentorships. */
export async function openPausesForSystem(ctx: Context, mentorshipIds: readonly string[]): Promise<Map<string, Pause>> {
  const rows = await pausesOf(ctx, mentorshipIds)
  return new Map(rows.filter(({ personId }) => personId === null).map(row => [row.mentorshipId, row]))
}

/** The open pauses of single members of a group, by person. */
export async function memberPausesForSystem(ctx: Context, mentorshipId: string): Promise<Map<string, Pause>> {
  const rows = await pausesOf(ctx, [mentorshipId])
  return new Map(rows.flatMap(row => (row.personId === null ? [] : [[row.personId, row] as const])))
}

async function pausesOf(ctx: Context, mentorshipIds: readonly string[]): Promise<Pause[]> {
  if (mentorshipIds.length === 0) return []
  return tables(ctx)
    .selectFrom('pause')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('mentorshipId', 'in', mentorshipIds)
    .where('endedAt', 'is', null)
    .execute()
}
