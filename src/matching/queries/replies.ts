/**
 * The pairs of a cohort that were asked, as a coordinator goes through them. What needs somebody is the same here and in the view of a
 * proposal: a talk was asked for, or who was asked is silent past the day on which somebody calls.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { peopleNames } from '../../person/queries/person.ts'
import type { ProposalState, ReplyCounts, ReplySort } from '../contract/proposal.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import type { Proposal } from './proposals.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** Asked and not decided, its clocks run, and fewer have answered than were asked. */
const silentPast = (now: Date) => sql<SqlBool>`(proposal.state = 'proposed' and proposal.stopped_at is null and proposal.raise_at <= ${now}
  and (select count(*) from reply where reply.organization_id = proposal.organization_id and reply.proposal_id = proposal.id)
    < case when proposal.mentee_asked_at is null then 1 else 2 end)`

const waitsForTalk = sql<SqlBool>`(proposal.state = 'proposed' and exists (select from talk where talk.organization_id = proposal.organization_id
  and talk.proposal_id = proposal.id and talk.cause = 'asked' and talk.done_at is null))`

const needs = (now: Date) => sql<SqlBool>`(${waitsForTalk} or ${silentPast(now)})`

/** The proposals of a cohort as staff see them, with what the two are called; those that the reader is in are left out. */
const staffRows = (ctx: Context, cohortId: string, search: string | undefined) =>
  ctx.tx
    .withTables<ProposalTables>()
    .selectFrom('proposal')
    .leftJoin(peopleNames(ctx.tx).as('mentor'), join =>
      join.onRef('mentor.organizationId', '=', 'proposal.organizationId').onRef('mentor.personId', '=', 'proposal.mentorPersonId'),
    )
    .leftJoin(peopleNames(ctx.tx).as('mentee'), join =>
      join.onRef('mentee.organizationId', '=', 'proposal.organizationId').onRef('mentee.personId', '=', 'proposal.menteePersonId'),
    )
    .where('proposal.organizationId', '=', ctx.actor.organizationId)
    .where('proposal.cohortId', '=', cohortId)
    .where('proposal.mentorPersonId', '!=', ctx.actor.personId ?? nobody)
    .where('proposal.menteePersonId', '!=', ctx.actor.personId ?? nobody)
    .where(isCalled(search))

/** Every word typed is in the name or the id of one of the two, whichever. */
function isCalled(search: string | undefined): RawBuilder<SqlBool> {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return sql<SqlBool>`true`
  const names = sql`lower(concat_ws(' ', mentor.name, mentor.external_id, mentee.name, mentee.external_id))`
  return sql<SqlBool>`${sql.join(
    words.map(word => sql`${names} like ${`%${word.replace(/[\\%_]/g, sign => `\\${sign}`)}%`}`),
    sql` and `,
  )}`
}

export interface WantedReplies {
  readonly state?: ProposalState | undefined
  readonly needs?: 'yes' | undefined
  readonly search?: string | undefined
  readonly sort?: ReplySort | undefined
  readonly offset: number
  readonly limit: number
}

/** Those that need somebody, then those that are open, then the others, each by name, unless another order is wanted. */
export async function repliesVisibleTo(ctx: Context, cohortId: string, wanted: WantedReplies): Promise<Proposal[]> {
  const { state, sort } = wanted
  return staffRows(ctx, cohortId, wanted.search)
    .selectAll('proposal')
    .$if(state !== undefined, query => query.where('proposal.state', '=', state ?? 'proposed'))
    .$if(wanted.needs === 'yes', query => query.where(needs(ctx.now)))
    .orderBy(order(ctx.now, sort))
    .limit(wanted.limit)
    .offset(wanted.offset)
    .execute()
}

/** Those for which a call is due, soonest over first. */
export async function repliesToCall(ctx: Context, cohortId: string, limit: number): Promise<Proposal[]> {
  return staffRows(ctx, cohortId, undefined)
    .selectAll('proposal')
    .where(silentPast(ctx.now))
    .orderBy(sql`proposal.expires_at, ${byName('mentee')}, proposal.id`)
    .limit(limit)
    .execute()
}

const byName = (side: 'mentor' | 'mentee') =>
  sql`coalesce(${sql.ref(`${side}.name`)}, ${sql.ref(`${side}.externalId`)}, '') collate cairn_text`

function order(now: Date, sort: ReplySort | undefined): RawBuilder<unknown> {
  const descending = sort?.startsWith('-') ?? false
  const [direction, back] = descending ? [sql`desc`, sql`asc`] : [sql`asc`, sql`desc`]
  const names = sql`${byName('mentee')}, ${byName('mentor')}, proposal.id`
  if (sort === undefined) return sql`${needs(now)} desc, proposal.state <> 'proposed', ${names}`
  if (sort === 'mentee' || sort === '-mentee') return sql`${byName('mentee')} ${direction}, ${names}`
  if (sort === 'mentor' || sort === '-mentor') return sql`${byName('mentor')} ${direction}, ${names}`
  // what is open by when it is over, then what is over, the latest first
  return sql`proposal.state <> 'proposed' ${direction}, case when proposal.state = 'proposed' then proposal.expires_at end ${direction},
    proposal.ended_at ${back}, ${names}`
}

/** Pairs of a cohort by what became of them, of these names where some are looked for; the five states add up to all. */
export async function replyCounts(ctx: Context, cohortId: string, search?: string): Promise<ReplyCounts> {
  const row = await staffRows(ctx, cohortId, search)
    .select([
      sql<string>`count(*)`.as('pairs'),
      sql<string>`count(*) filter (where state = 'accepted')`.as('accepted'),
      sql<string>`count(*) filter (where state = 'proposed')`.as('open'),
      sql<string>`count(*) filter (where state = 'proposed' and exists (
        select from reply where reply.organization_id = proposal.organization_id and reply.proposal_id = proposal.id and reply.answer = 'yes'))`.as(
        'halfYes',
      ),
      sql<string>`count(*) filter (where state = 'declined')`.as('declined'),
      sql<string>`count(*) filter (where state = 'expired')`.as('expired'),
      sql<string>`count(*) filter (where state = 'withdrawn')`.as('withdrawn'),
      sql<string>`count(*) filter (where ${needs(ctx.now)})`.as('needs'),
      sql<string>`count(*) filter (where ${silentPast(ctx.now)})`.as('toCall'),
    ])
    .executeTakeFirstOrThrow()
  return {
    pairs: Number(row.pairs),
    accepted: Number(row.accepted),
    open: Number(row.open),
    halfYes: Number(row.halfYes),
    declined: Number(row.declined),
    expired: Number(row.expired),
    withdrawn: Number(row.withdrawn),
    needs: Number(row.needs),
    toCall: Number(row.toCall),
  }
}
