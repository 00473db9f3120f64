import { type ExpressionBuilder, sql } from 'kysely'
import { askedOnce, type Context } from '../../kit/context.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import type { RoundTables } from '../tables/round.ts'

export type Proposal = ProposalTables['proposal']
export type Reply = ProposalTables['reply']
export type Talk = ProposalTables['talk']

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()
const nobody = '00000000-0000-0000-0000-000000000000'

/** A proposal as one of its two people: everybody else, staff included, does not find it here. */
export async function ownProposalVisibleTo(ctx: Context, proposalId: string): Promise<Proposal> {
  const proposal = await ownRows(ctx).where('id', '=', proposalId).executeTakeFirst()
  if (!proposal) throw notFound()
  return asAsked(ctx, proposal)
}

export async function ownProposalToChange(ctx: Context, proposalId: string): Promise<Proposal> {
  await lockGroupOf(ctx, proposalId)
  const proposal = await ownRows(ctx).where('id', '=', proposalId).forUpdate().executeTakeFirst()
  if (!proposal) throw notFound()
  return asAsked(ctx, proposal)
}

const rank = { accepted: 0, proposed: 1, withdrawn: 2, expired: 2, declined: 2 }

/** Of what a group was asked the one by which its leader answers for all of it: one that stands, before any that is over. */
export const leading = <P extends Pick<Proposal, 'id' | 'state'>>(proposals: readonly P[]): P | undefined =>
  [...proposals].sort((a, b) => rank[a.state] - rank[b.state] || (a.id < b.id ? -1 : 1))[0]

/** Whoever leads a group is asked about all of it, by whichever of its proposals they come to it. */
async function asAsked(ctx: Context, proposal: Proposal): Promise<Proposal> {
  if (!proposal.groupId || proposal.mentorPersonId !== ctx.actor.personId) return proposal
  return leading(await ownRows(ctx).where('groupId', '=', proposal.groupId).execute()) ?? proposal
}

const ownRows = (ctx: Context) =>
  tables(ctx)
    .selectFrom('proposal')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where(isAsked(ctx.actor.personId ?? nobody))

/** The person is one of the two, and knows of it: a mentee does not while the mentor is asked first. */
const isAsked = (personId: string) => (eb: ExpressionBuilder<ProposalTables, 'proposal'>) =>
  eb.or([eb('mentorPersonId', '=', personId), eb.and([eb('menteePersonId', '=', personId), eb('menteeAskedAt', 'is not', null)])])

/** The proposals of a person, latest first: for their own pages. */
export function proposalsOfPersonForSystem(ctx: Context, personId: string): Promise<Proposal[]> {
  return askedOnce(ctx, `proposals ${personId}`, () => proposalsOfPersonNow(ctx, personId))
}

async function proposalsOfPersonNow(ctx: Context, personId: string): Promise<Proposal[]> {
  return tables(ctx)
    .selectFrom('proposal')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where(isAsked(personId))
    .orderBy('proposedAt', 'desc')
    .limit(100)
    .execute()
}

export async function openProposalsOfForSystem(ctx: Context, participantId: string): Promise<Proposal[]> {
  return tables(ctx)
    .selectFrom('proposal')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('state', '=', 'proposed')
    .where(eb => eb.or([eb('mentorParticipantId', '=', participantId), eb('menteeParticipantId', '=', participantId)]))
    .limit(100)
    .execute()
}

/** A proposal of this person's, whether or not it is among those of their own pages. */
export async function proposalOfPersonForSystem(ctx: Context, proposalId: string, personId: string): Promise<Proposal> {
  const own = (await proposalsOfPersonForSystem(ctx, personId)).find(({ id }) => id === proposalId)
  return own ?? proposalForSystem(ctx, proposalId)
}

export async function proposalForSystem(ctx: Context, proposalId: string): Promise<Proposal> {
  const proposal = await tables(ctx)
    .selectFrom('proposal')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', proposalId)
    .executeTakeFirst()
  if (!proposal) throw notFound()
  return proposal
}

/** What belongs to a group waits for its turn at the group, so that no two of its members change it in different orders. */
async function lockGroupOf(ctx: Context, proposalId: string): Promise<void> {
  await tables(ctx)
    .selectFrom('proposalGroup')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', eb =>
      eb
        .selectFrom('proposal')
        .select('proposal.groupId')
        .where('proposal.organizationId', '=', ctx.actor.organizationId)
        .where('proposal.id', '=', proposalId),
    )
    .forUpdate()
    .execute()
}

export async function proposalToChangeForSystem(ctx: Context, proposalId: string): Promise<Proposal> {
  await lockGroupOf(ctx, proposalId)
  const proposal = await tables(ctx)
    .selectFrom('proposal')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', proposalId)
    .forUpdate()
    .executeTakeFirst()
  if (!proposal) throw notFound()
  return proposal
}

/** Pairs of a cohort that are asked or agreed: a wave leaves them as they are. */
export async function standingPairsForSystem(ctx: Context, cohortId: string): Promise<{ mentor: string; mentee: string }[]> {
  return tables(ctx)
    .selectFrom('proposal')
    .select(['mentorParticipantId as mentor', 'menteeParticipantId as mentee'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .where('state', 'in', ['proposed', 'accepted'])
    .execute()
}

/** Pairs whose proposal ended without an agreement after the round was started: it could not know, so nobody is asked again by it. */
export async function overSinceForSystem(ctx: Context, roundId: string): Promise<{ mentor: string; mentee: string }[]> {
  return ctx.tx
    .withTables<ProposalTables & RoundTables>()
    .selectFrom('proposal')
    .innerJoin('matchRound', join =>
      join.onRef('matchRound.organizationId', '=', 'proposal.organizationId').onRef('matchRound.cohortId', '=', 'proposal.cohortId'),
    )
    .select(['proposal.mentorParticipantId as mentor', 'proposal.menteeParticipantId as mentee'])
    .where('proposal.organizationId', '=', ctx.actor.organizationId)
    .where('matchRound.id', '=', roundId)
    .where('proposal.state', 'in', ['declined', 'expired', 'withdrawn'])
    .whereRef('proposal.endedAt', '>=', 'matchRound.startedAt')
    .execute()
}

export async function repliesOfForSystem(ctx: Context, proposalIds: readonly string[]): Promise<Reply[]> {
  if (proposalIds.length === 0) return []
  return tables(ctx)
    .selectFrom('reply')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('proposalId', 'in', proposalIds)
    .orderBy('repliedAt')
    .execute()
}

/** How often a participant said no since they last talked about it. */
export async function nosOfForSystem(ctx: Context, participantId: string, exceptProposalId: string): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('reply')
    .innerJoin('proposal', join =>
      join.onRef('proposal.organizationId', '=', 'reply.organizationId').onRef('proposal.id', '=', 'reply.proposalId'),
    )
    // whoever leads a group says one no to all of it
    .select(sql<string>`count(distinct coalesce(proposal.group_id, proposal.id))`.as('count'))
    .where('reply.organizationId', '=', ctx.actor.organizationId)
    .where('reply.participantId', '=', participantId)
    .where('reply.answer', '=', 'no')
    .where('reply.proposalId', '!=', exceptProposalId)
    .where(
      sql<boolean>`(proposal.group_id is null or proposal.group_id is distinct from (
        select about.group_id from proposal about where about.organization_id = proposal.organization_id and about.id = ${exceptProposalId}::uuid))`,
    )
    .where('reply.repliedAt', '>', eb =>
      eb
        .selectFrom('talk')
        .select(sql<Date>`coalesce(max(talk.done_at), '-infinity'::timestamptz)`.as('since'))
        .where('talk.organizationId', '=', ctx.actor.organizationId)
        .where('talk.participantId', '=', participantId)
        .where('talk.cause', '=', 'second-no'),
    )
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export async function openTalksOfForSystem(ctx: Context, participantIds: readonly string[]): Promise<Talk[]> {
  if (participantIds.length === 0) return []
  return tables(ctx)
    .selectFrom('talk')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('participantId', 'in', participantIds)
    .where('doneAt', 'is', null)
    .execute()
}

/** The talks that a cohort's coordinator owes, earliest first; never one about the reader. */
export async function talksVisibleTo(ctx: Context, cohortId: string): Promise<Talk[]> {
  return tables(ctx)
    .selectFrom('talk')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('cohortId', '=', cohortId)
    .where('doneAt', 'is', null)
    .where('personId', '!=', ctx.actor.personId ?? nobody)
    .orderBy('dueOn')
    .orderBy('id')
    .limit(200)
    .execute()
}

export async function talkToChangeForSystem(ctx: Context, talkId: string): Promise<Talk> {
  const talk = await tables(ctx)
    .selectFrom('talk')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', talkId)
    .forUpdate()
    .executeTakeFirst()
  if (!talk) throw notFound()
  return talk
}
