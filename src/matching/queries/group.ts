/** Groups that are asked as one, and what their members were asked. */
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { leading, type Proposal, proposalsOfPersonForSystem } from './proposals.ts'

export type ProposalGroup = ProposalTables['proposalGroup']

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()
const rows = (ctx: Context) => tables(ctx).selectFrom('proposalGroup').selectAll().where('organizationId', '=', ctx.actor.organizationId)

export async function groupsByIdForSystem(ctx: Context, groupIds: readonly string[]): Promise<Map<string, ProposalGroup>> {
  if (groupIds.length === 0) return new Map()
  const found = await rows(ctx)
    .where('id', 'in', [...new Set(groupIds)])
    .execute()
  return new Map(found.map(group => [group.id, group]))
}

export async function groupForSystem(ctx: Context, groupId: string): Promise<ProposalGroup> {
  const group = (await groupsByIdForSystem(ctx, [groupId])).get(groupId)
  if (!group) throw notFound()
  return group
}

/** Locked before its proposals are: whatever changes what becomes of a group waits for its turn here. */
export async function groupToChangeForSystem(ctx: Context, groupId: string): Promise<ProposalGroup> {
  const group = await rows(ctx).where('id', '=', groupId).forUpdate().executeTakeFirst()
  if (!group) throw notFound()
  return group
}

/** The groups that these mentors lead in a cohort and that are asked, wait for a decision or go on after this day, by leader. */
export async function standingGroupsForSystem(
  ctx: Context,
  { cohortId, leaders, today }: { readonly cohortId: string; readonly leaders: readonly string[]; readonly today: string },
): Promise<Map<string, ProposalGroup>> {
  if (leaders.length === 0) return new Map()
  const found = await tables(ctx)
    .selectFrom('proposalGroup')
    .innerJoin('place', join =>
      join.onRef('place.organizationId', '=', 'proposalGroup.organizationId').onRef('place.groupId', '=', 'proposalGroup.id'),
    )
    .selectAll('proposalGroup')
    .where('proposalGroup.organizationId', '=', ctx.actor.organizationId)
    .where('proposalGroup.cohortId', '=', cohortId)
    .where('proposalGroup.leaderParticipantId', 'in', [...new Set(leaders)])
    .where('proposalGroup.state', '!=', 'dissolved')
    .where('place.endsOn', '>', today)
    .execute()
  return new Map(found.map(group => [group.leaderParticipantId, group]))
}

/** The groups of a cohort that were asked, those that wait for a decision first. */
export async function groupsOfCohortForSystem(ctx: Context, cohortId: string): Promise<ProposalGroup[]> {
  return rows(ctx).where('cohortId', '=', cohortId).orderBy(sql`state <> 'short'`).orderBy('askedAt').orderBy('id').limit(500).execute()
}

/** What a person was asked, as they know it: a group that they lead is one thing, whatever becomes of its single members. */
export async function askedOfForSystem(ctx: Context, personId: string): Promise<Proposal[]> {
  const all = await proposalsOfPersonForSystem(ctx, personId)
  const isLed = ({ groupId, mentorPersonId }: Proposal) => groupId !== null && mentorPersonId === personId
  const asked = new Set([...Map.groupBy(all.filter(isLed), ({ groupId }) => groupId).values()].map(leading))
  return all.filter(proposal => !isLed(proposal) || asked.has(proposal))
}

/** What the members of these groups were asked, each once. */
export async function proposalsOfGroupsForSystem(ctx: Context, groupIds: readonly string[]): Promise<Proposal[]> {
  if (groupIds.length === 0) return []
  return tables(ctx)
    .selectFrom('proposal')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('groupId', 'in', [...new Set(groupIds)])
    .orderBy('id')
    .execute()
}
