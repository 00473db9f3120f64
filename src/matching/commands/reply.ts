import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { seal } from '../../kit/vault/vault.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import type { Side } from '../contract/proposal.ts'
import { type ReplyInput, replied } from '../contract/reply.ts'
import { ownProposalToChange, type Proposal, proposalToChangeForSystem, type Reply, repliesOfForSystem } from '../queries/proposals.ts'
import { mayReply, outcome } from '../rules/reply.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { askMentee } from './asking.ts'
import { settleKind } from './clocks.ts'
import { acceptProposal, declineProposal } from './decision.ts'
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
  await writeReply(ctx, proposal, side, input)
  await record(ctx, replied, { proposal: proposal.id, cohort: proposal.cohortId, side }, proposal.programId)
  await renewReminder(ctx, proposal, ctx.actor.personId ?? '', origin)
  return settle(ctx, proposal, origin)
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
  const now = outcome(replies, ctx.now)
  if (now === 'accepted') return acceptProposal(ctx, proposal)
  if (now === 'declined') return declineProposal(ctx, proposal, replies, origin)
  if (now.openUntil) await enqueue(ctx, settleKind, { proposalId: proposal.id }, { at: now.openUntil })
  else if (!proposal.menteeAskedAt) return askMentee(ctx, proposal, origin)
  return proposal
}

/** A lonely no whose half hour is over counts; anything else stays as it is. */
export async function settleProposal(ctx: Context, proposalId: string, origin: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  if (proposal.state !== 'proposed') return
  const replies = await repliesOfForSystem(ctx, [proposalId])
  if (outcome(replies, ctx.now) === 'declined') await declineProposal(ctx, proposal, replies, origin)
}

/** The coordinator calls before there is an answer; until then the clocks stand still. Asking twice changes nothing. */
export async function askToTalk(ctx: Context, proposalId: string, origin: string): Promise<Proposal> {
  const proposal = await ownProposalToChange(ctx, proposalId)
  allow(ctx.actor, matchingAccess.reply, membersOf(proposal))
  decide(mayReply(proposal, ctx.now))
  await openTalk(ctx, proposal, sideOf(proposal, ctx.actor.personId), 'asked')
  if (proposal.stoppedAt) return proposal
  const stopped = await tables(ctx)
    .updateTable('proposal')
    .set({ stoppedAt: ctx.now, version: proposal.version + 1 })
    .where('organizationId', '=', proposal.organizationId)
    .where('id', '=', proposal.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  for (const personId of membersOf(stopped).memberIds) await renewReminder(ctx, stopped, personId, origin)
  return stopped
}
