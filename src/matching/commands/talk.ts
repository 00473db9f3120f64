import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { allow } from '../../kit/wire/access.ts'
import { notFound, refused } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { adjustParticipant } from '../../participant/commands.ts'
import { participantToChangeForSystem } from '../../participant/queries.ts'
import { programVisibleTo } from '../../program/queries.ts'
import { matchingAccess } from '../access.ts'
import type { Side } from '../contract/proposal.ts'
import { returned, talkAsked, talkClosed } from '../contract/reply.ts'
import { groupForSystem, proposalsOfGroupsForSystem } from '../queries/group.ts'
import { takenPlacesForSystem } from '../queries/places.ts'
import { openTalksOfForSystem, type Proposal, proposalToChangeForSystem, type Talk, talkToChangeForSystem } from '../queries/proposals.ts'
import { clockAfterStop, talkDueOn } from '../rules/reply.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { setClocks } from './asking.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()

/** The talk took place: the clocks go on with what was left of them; who said no twice can be suggested again. */
export async function closeTalk(ctx: Context, talkId: string): Promise<void> {
  const talk = await talkToChangeForSystem(ctx, talkId)
  await programVisibleTo(ctx, talk.programId)
  if (talk.personId === ctx.actor.personId) throw notFound()
  allow(ctx.actor, matchingAccess['close-talk'], talk)
  if (talk.doneAt) throw refused('talk_closed')
  await tables(ctx)
    .updateTable('talk')
    .set({ doneAt: ctx.now, doneBy: ctx.actor.personId })
    .where('organizationId', '=', talk.organizationId)
    .where('id', '=', talkId)
    .execute()
  await record(ctx, talkClosed, { talk: talkId, cohort: talk.cohortId }, talk.programId)
  if (talk.cause === 'second-no') await comeBack(ctx, talk.participantId)
  else if (talk.proposalId) await goOn(ctx, talk.proposalId)
}

/** The clocks of the proposal go on, unless the other side waits for a talk as well. */
async function goOn(ctx: Context, proposalId: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  const { groupId } = proposal
  if (groupId && (await groupForSystem(ctx, groupId)).state === 'short') return
  for (const one of groupId ? await proposalsOfGroupsForSystem(ctx, [groupId]) : [proposal]) await goOnWith(ctx, one)
}

async function goOnWith(ctx: Context, proposal: Proposal): Promise<void> {
  if (proposal.state !== 'proposed' || !proposal.stoppedAt) return
  const waiting = await openTalksOfForSystem(ctx, [proposal.mentorParticipantId, proposal.menteeParticipantId])
  const isAbout = (talk: Talk) =>
    talk.proposalId === proposal.id || (proposal.groupId !== null && talk.participantId === proposal.mentorParticipantId)
  if (waiting.some(talk => isAbout(talk) && talk.cause === 'asked')) return
  const clock = clockAfterStop(proposal, proposal.stoppedAt, ctx.now, await organizationOf(ctx))
  await tables(ctx)
    .updateTable('proposal')
    .set({ ...clock, stoppedAt: null, version: proposal.version + 1 })
    .where('organizationId', '=', proposal.organizationId)
    .where('id', '=', proposal.id)
    .execute()
  await setClocks(ctx, [proposal.id], clock)
}

async function comeBack(ctx: Context, participantId: string): Promise<void> {
  const participant = await participantToChangeForSystem(ctx, participantId)
  if (participant.role === 'mentee' && participant.state === 'paused') await adjustParticipant(ctx, participantId, { state: 'active' })
}

/** Whoever rested can be suggested again; a mentor says for how many people, a mentee may say how many mentors they would like.
 * Not before a talk that they are waiting for. */
export async function takeUpAgain(
  ctx: Context,
  input: { readonly participantId: string; readonly capacity?: number | undefined },
): Promise<void> {
  const participant = await participantToChangeForSystem(ctx, input.participantId)
  if (participant.personId !== ctx.actor.personId) throw notFound()
  allow(ctx.actor, matchingAccess.return, participant)
  if ((await openTalksOfForSystem(ctx, [participant.id])).some(talk => talk.cause === 'second-no')) throw refused('talk_first')
  if (participant.role === 'mentee') await adjustParticipant(ctx, participant.id, { state: 'active', capacity: input.capacity })
  else {
    const taken = await takenPlacesForSystem(ctx, [participant.personId], { from: '0001-01-01', to: '9999-12-31' })
    const here = taken.filter(place => place.participantId === participant.id).length
    await adjustParticipant(ctx, participant.id, { state: 'active', capacity: Math.max(input.capacity ?? here + 1, here) })
  }
  await record(ctx, returned, { participant: participant.id, cohort: participant.cohortId }, participant.programId)
}

/** The coordinator owes this side a talk, by a day; one that is open already stays the one. */
export async function openTalk(ctx: Context, proposal: Proposal, side: Side, cause: 'asked' | 'second-no'): Promise<void> {
  const calendar = await organizationOf(ctx)
  const id = uuidv7(ctx.now, ctx.random)
  const opened = await tables(ctx)
    .insertInto('talk')
    .values({
      organizationId: proposal.organizationId,
      id,
      programId: proposal.programId,
      cohortId: proposal.cohortId,
      participantId: side === 'mentor' ? proposal.mentorParticipantId : proposal.menteeParticipantId,
      personId: side === 'mentor' ? proposal.mentorPersonId : proposal.menteePersonId,
      proposalId: proposal.id,
      cause,
      askedAt: ctx.now,
      dueOn: talkDueOn(ctx.now, calendar),
      doneAt: null,
      doneBy: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (opened.numInsertedOrUpdatedRows === 1n) await record(ctx, talkAsked, { talk: id, cohort: proposal.cohortId }, proposal.programId)
}
