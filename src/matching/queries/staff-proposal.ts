import type { Context } from '../../kit/context.ts'
import { unseal } from '../../kit/vault/vault.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { matchingAccess } from '../access.ts'
import type { ProposalView, Side } from '../contract/proposal.ts'
import { askedSides } from '../rules/reply.ts'
import { openTalksOfForSystem, type Proposal, type Reply, repliesOfForSystem, type Talk } from './proposals.ts'

const linePlace = (ctx: Context, replyId: string) => ({
  organizationId: ctx.actor.organizationId,
  table: 'reply',
  row: replyId,
  column: 'sealed_line',
})

/** Proposals as a coordinator of the program sees them, with reasons and lines; four queries, whatever their number. */
export async function proposalViews(ctx: Context, proposals: readonly Proposal[]): Promise<ProposalView[]> {
  const replies = await repliesOfForSystem(
    ctx,
    proposals.map(proposal => proposal.id),
  )
  const people = await peopleByIdForSystem(
    ctx,
    proposals.flatMap(proposal => [proposal.mentorPersonId, proposal.menteePersonId]),
  )
  const talks = await openTalksOfForSystem(
    ctx,
    proposals.flatMap(proposal => [proposal.mentorParticipantId, proposal.menteeParticipantId]),
  )
  const member = async (proposal: Proposal, side: Side): Promise<ProposalView[Side]> => {
    const personId = side === 'mentor' ? proposal.mentorPersonId : proposal.menteePersonId
    const reply = replies.find(one => one.proposalId === proposal.id && one.side === side)
    const person = people.get(personId)
    return {
      personId,
      participantId: side === 'mentor' ? proposal.mentorParticipantId : proposal.menteeParticipantId,
      name: person?.name ?? person?.externalId ?? null,
      hasAddress: person?.email !== null && person?.email !== undefined,
      answer: reply?.answer ?? (askedSides(proposal).includes(side) ? 'silent' : 'not-asked'),
      repliedAt: reply?.repliedAt.toISOString() ?? null,
      reason: reply?.reason ?? null,
      line: await lineOf(ctx, reply),
    }
  }
  return Promise.all(
    proposals.map(async proposal => {
      const [mentor, mentee] = [await member(proposal, 'mentor'), await member(proposal, 'mentee')]
      const isSilent = mentor.answer === 'silent' || mentee.answer === 'silent'
      return {
        id: proposal.id,
        publicationId: proposal.publicationId,
        groupId: proposal.groupId,
        state: proposal.state,
        mentor,
        mentee,
        proposedAt: proposal.proposedAt.toISOString(),
        remindAt: proposal.remindAt.toISOString(),
        raiseAt: proposal.raiseAt.toISOString(),
        expiresAt: proposal.expiresAt.toISOString(),
        toCall: proposal.state === 'proposed' && !proposal.stoppedAt && isSilent && proposal.raiseAt.getTime() <= ctx.now.getTime(),
        waitsForTalk: talks.some((talk: Talk) => talk.proposalId === proposal.id && talk.cause === 'asked'),
        endedAt: proposal.endedAt?.toISOString() ?? null,
        may: {
          withdraw:
            proposal.state === 'proposed'
              ? mayOf(ctx.actor, matchingAccess['withdraw-proposal'], proposal)
              : { code: 'proposal_decided', facts: { state: proposal.state } },
        },
      }
    }),
  )
}

async function lineOf(ctx: Context, reply: Reply | undefined): Promise<string | null> {
  return reply?.sealedLine ? unseal(ctx.tx, linePlace(ctx, reply.id), reply.sealedLine) : null
}
