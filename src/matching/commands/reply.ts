import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { seal } from '../../kit/vault/vault.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import type { Side } from '../contract/proposal.ts'
import { type ReplyInput, replied } from '../contract/reply.ts'
import { groupForSystem, proposalsOfGroupsForSystem } from '../queries/group.ts'
import {
  ownProposalToChange,
  type Proposal,
  proposalForSystem,
  proposalToChangeForSystem,
  type Reply,
  repliesOfForSystem,
} from '../queries/proposals.ts'
import { mayReply, outcome } from '../rules/reply.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { askMentee } from './asking.ts'
import { settleKind } from './clocks.ts'
import { acceptProposal, declineProposal } from './decision.ts'
import { askMembers, settleGroup } from './group.ts'
import { renewReminder } from './reminder.ts'
import { openTalk } from './talk.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()

export const sideOf = (proposal: Proposal, personId: string | null): Side => (proposal.mentorPersonId === personId ? 'mentor' : 'mentee')
const participantOf = (proposal: Proposal, side: Side): string =>
  side === 'mentor' ? proposal.mentorParticipantId : proposal.menteeParticipantId
const membersOf = (proposal: Proposal) => ({ memberIds: [proposal.mentorPersonId, proposal.menteePersonId] })
export const linePlace = (ctx: Context, replyId: string) => ({
  organizationId: ctx.actor.organizationId,
  table: 'reply',
  row: replyId,
  column: 'sealed_line',
})

/**
 * The person's answer is this one. Two yes make an agreement at once; a no counts as soon as both have answered, or when its half hour
 * is over. Until then an answer can be changed.
 */
export async function replyToProposal(ctx: Context, proposalId: string, input: ReplyInput, origin: string): Promise<Proposal> {
  const proposal = await ownProposalToChange(ctx, proposalId)
  allow(ctx.actor, matchingAccess.reply, membersOf(proposal))
  decide(mayReply(proposal, ctx.now))
  const side = sideOf(proposal, ctx.actor.personId)
  for (const one of await answeredBy(ctx, proposal, side)) await writeReply(ctx, one, side, input)
  await record(ctx, replied, { proposal: proposal.id, cohort: proposal.cohortId, side }, proposal.programId)
  await renewReminder(ctx, proposal, ctx.actor.personId ?? '', origin)
  return settle(ctx, proposal, origin)
}

/** Whoever leads a group answers once for all of it, until it has begun. */
async function answeredBy(ctx: Context, proposal: Proposal, side: Side): Promise<readonly Proposal[]> {
  if (!proposal.groupId || side === 'mentee') return [proposal]
  if ((await groupForSystem(ctx, proposal.groupId)).state === 'begun') throw refused('proposal_decided')
  return (await proposalsOfGroupsForSystem(ctx, [proposal.groupId])).filter(({ state }) => state === 'proposed')
}

async function writeReply(ctx: Context, proposal: Proposal, side: Side, input: ReplyInput): Promise<void> {
  await tables(ctx)
    .deleteFrom('reply')
    .where('organizationId', '=', proposal.organizationId)
    .where('proposalId', '=', proposal.id)
    .where('side', '=', side)
    .execute()
  const id = uuidv7(ctx.now, ctx.random)
  const line = input.answer === 'no' ? (input.line?.trim() ?? '') : ''
  const written: Reply = {
    organizationId: proposal.organizationId,
    id,
    proposalId: proposal.id,
    side,
    participantId: participantOf(proposal, side),
    personId: ctx.actor.personId ?? '',
    answer: input.answer,
    reason: input.answer === 'no' ? input.reason : null,
    sealedLine: line === '' ? null : await seal(ctx.tx, linePlace(ctx, id), line),
    repliedAt: ctx.now,
  }
  await tables(ctx).insertInto('reply').values(written).execute()
}

/** What the replies amount to takes place: agreed, declined, a look again when a lonely no will count, or the mentee is asked after the mentor. */
async function settle(ctx: Context, proposal: Proposal, origin: string): Promise<Proposal> {
  const replies = await repliesOfForSystem(ctx, [proposal.id])
  if (proposal.groupId) return settleInGroup(ctx, proposal, { replies, origin })
  const now = outcome(replies, ctx.now)
  if (now === 'accepted') return acceptProposal(ctx, proposal)
  if (now === 'declined') return declineProposal(ctx, proposal, replies, origin)
  if (now.openUntil) await enqueue(ctx, settleKind, { proposalId: proposal.id }, { at: now.openUntil })
  else if (!proposal.menteeAskedAt) return askMentee(ctx, proposal, origin)
  return proposal
}

/** A member's no counts as anywhere, for them alone; everything else is for the group to settle. */
async function settleInGroup(
  ctx: Context,
  proposal: Proposal,
  { replies, origin }: { readonly replies: readonly Reply[]; readonly origin: string },
): Promise<Proposal> {
  const groupId = proposal.groupId ?? ''
  const own = replies.find(({ side }) => side === 'mentee')
  const leader = replies.find(({ side }) => side === 'mentor')
  if (own?.answer === 'no') {
    const now = outcome(replies, ctx.now)
    if (now === 'declined') await declineProposal(ctx, proposal, [own], origin)
    else if (now !== 'accepted' && now.openUntil) await enqueue(ctx, settleKind, { proposalId: proposal.id }, { at: now.openUntil })
  }
  if (leader?.answer === 'yes') await askMembers(ctx, groupId, origin)
  await settleGroup(ctx, groupId, { origin })
  return proposalForSystem(ctx, proposal.id)
}

/** A lonely no whose half hour is over counts; anything else stays as it is. */
export async function settleProposal(ctx: Context, proposalId: string, origin: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  if (proposal.state !== 'proposed') return
  const replies = await repliesOfForSystem(ctx, [proposalId])
  if (proposal.groupId) await settleInGroup(ctx, proposal, { replies, origin })
  else if (outcome(replies, ctx.now) === 'declined') await declineProposal(ctx, proposal, replies, origin)
}

/** The coordinator calls before there is an answer; until then the clocks stand still. Asking twice changes nothing. */
export async function askToTalk(ctx: Context, proposalId: string, origin: string): Promise<Proposal> {
  const proposal = await ownProposalToChange(ctx, proposalId)
  allow(ctx.actor, matchingAccess.reply, membersOf(proposal))
  decide(mayReply(proposal, ctx.now))
  await openTalk(ctx, proposal, sideOf(proposal, ctx.actor.personId), 'asked')
  if (proposal.stoppedAt) return proposal
  // the talk of whoever leads a group holds up all of it
  const groupId = sideOf(proposal, ctx.actor.personId) === 'mentor' ? proposal.groupId : null
  await tables(ctx)
    .updateTable('proposal')
    .set(eb => ({ stoppedAt: ctx.now, version: eb('version', '+', 1) }))
    .where('organizationId', '=', proposal.organizationId)
    .where(eb => (groupId ? eb.and([eb('groupId', '=', groupId), eb('state', '=', 'proposed')]) : eb('id', '=', proposal.id)))
    .where('stoppedAt', 'is', null)
    .execute()
  const stopped = await proposalForSystem(ctx, proposal.id)
  for (const personId of membersOf(stopped).memberIds) await renewReminder(ctx, stopped, personId, origin)
  return stopped
}
