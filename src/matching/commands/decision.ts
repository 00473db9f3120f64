/**
 * What becomes of a proposal, once. An agreement keeps the place and lets the mentorship begin by a reaction above. Everything else
 * gives the place back, tells whoever waited that it has changed (never who or why), and lets the next round look again.
 */
import { mostMentors } from '../../cohort/contract.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { post } from '../../kit/mail/mail.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, notFound } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { adjustParticipant } from '../../participant/commands.ts'
import { participantsByIdForSystem } from '../../participant/queries.ts'
import { personForSystem } from '../../person/queries/person.ts'
import { participantFooter } from '../../program/commands.ts'
import { programForSystem, programVisibleTo } from '../../program/queries.ts'
import { matchingAccess } from '../access.ts'
import {
  type ProposalState,
  proposalAccepted,
  proposalDeclined,
  proposalExpired,
  proposalWithdrawn,
  type Side,
} from '../contract/proposal.ts'
import { rested } from '../contract/reply.ts'
import { groupWaitsMail, placeChangedMail, timeOverMail } from '../mails.ts'
import { proposalsOfGroupsForSystem } from '../queries/group.ts'
import { hasAnotherForSystem } from '../queries/own-proposal.ts'
import { type TakenPlace, takenPlacesForSystem } from '../queries/places.ts'
import {
  nosOfForSystem,
  openProposalsOfForSystem,
  type Proposal,
  proposalForSystem,
  proposalToChangeForSystem,
  type Reply,
  repliesOfForSystem,
} from '../queries/proposals.ts'
import { heldByMenteeForSystem } from '../queries/standing.ts'
import { afterNo, askedSides, firstNameOf, hearsBy, movedProposal, silentSides } from '../rules/reply.ts'
import { whyMail } from '../rules/words.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { renewMails } from './reminder.ts'
import { keepApart, letGo } from './standing.ts'
import { openTalk } from './talk.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()
const participantOf = (proposal: Proposal, side: Side): string =>
  side === 'mentor' ? proposal.mentorParticipantId : proposal.menteeParticipantId
const personOf = (proposal: Proposal, side: Side): string => (side === 'mentor' ? proposal.mentorPersonId : proposal.menteePersonId)

/** It stands otherwise; what is decided stays as it is. */
export async function move(ctx: Context, proposal: Proposal, state: ProposalState): Promise<Proposal> {
  decide(movedProposal(proposal.state, state))
  return tables(ctx)
    .updateTable('proposal')
    .set({ state, endedAt: ctx.now, stoppedAt: null, version: proposal.version + 1 })
    .where('organizationId', '=', proposal.organizationId)
    .where('id', '=', proposal.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Both said yes: the place stays theirs, and what begins now begins in a reaction to this. */
export async function acceptProposal(ctx: Context, proposal: Proposal): Promise<Proposal> {
  const accepted = await move(ctx, proposal, 'accepted')
  await record(
    ctx,
    proposalAccepted,
    {
      proposal: proposal.id,
      cohort: proposal.cohortId,
      mentorParticipant: proposal.mentorParticipantId,
      menteeParticipant: proposal.menteeParticipantId,
    },
    proposal.programId,
  )
  return accepted
}

/** A no counts: the place is free, whoever said it rests, talks or is looked for again, and the other hears that it has changed. */
export async function declineProposal(ctx: Context, proposal: Proposal, replies: readonly Reply[], origin: string): Promise<Proposal> {
  const declined = await move(ctx, proposal, 'declined')
  await freePlace(ctx, proposal)
  await renewMails(ctx, proposal, origin)
  for (const reply of replies) if (reply.answer === 'no' && reply.reason) await takeNo(ctx, proposal, reply.side, reply.reason)
  const saidNo = replies.filter(reply => reply.answer === 'no').map(reply => reply.side)
  for (const side of sidesToTell(proposal)) if (!saidNo.includes(side)) await tellChanged(ctx, proposal, side, origin)
  await record(ctx, proposalDeclined, { proposal: proposal.id, cohort: proposal.cohortId }, proposal.programId)
  return declined
}

/** In a group, one member's place changes nothing for whoever leads it: they do not hear of it. */
const sidesToTell = ({ groupId }: Proposal): readonly Side[] => (groupId ? ['mentee'] : ['mentor', 'mentee'])

/** What a no asks for: two are kept apart, somebody rests, or a coordinator talks with them. */
export async function takeNo(ctx: Context, proposal: Proposal, side: Side, reason: NonNullable<Reply['reason']>): Promise<void> {
  const { programId, menteePersonId, mentorPersonId } = proposal
  // whoever leads a group says no to all of it, and to nobody in it
  const isToOne = proposal.groupId === null || side === 'mentee'
  if (reason === 'not-this-person' && isToOne) await keepApart(ctx, { programId, menteePersonId, mentorPersonId, origin: 'reply' })
  // the same answers would bring the same proposal: a coordinator puts the topic right first, and then the two back
  if (reason === 'not-this-topic' && isToOne) await keepApart(ctx, { programId, menteePersonId, mentorPersonId, origin: 'topic' })
  const next = afterNo(reason, await nosOfForSystem(ctx, participantOf(proposal, side), proposal.id))
  if (next === 'talk') await openTalk(ctx, proposal, side, 'second-no')
  if (next !== 'look-again') await rest(ctx, proposal, side)
}

/** Nobody else is suggested to them until they say so: a mentor takes no more than they have now, and so does a mentee; with nobody they wait. */
export async function rest(ctx: Context, proposal: Proposal, side: Side): Promise<void> {
  const participantId = participantOf(proposal, side)
  if (side === 'mentee') {
    const held = (await heldByMenteeForSystem(ctx, [participantId], { isKnown: false, except: proposal.id })).get(participantId) ?? 0
    await adjustParticipant(
      ctx,
      participantId,
      held > 0 ? { capacity: Math.min(held, mostMentors), wishesAnother: false } : { state: 'paused' },
    )
  } else {
    const taken = await takenPlacesForSystem(ctx, [proposal.mentorPersonId], { from: '0001-01-01', to: '9999-12-31' })
    const isOf = (place: TakenPlace) => (proposal.groupId ? place.groupId === proposal.groupId : place.proposalId === proposal.id)
    const here = taken.filter(place => place.participantId === participantId && !isOf(place)).length
    const mentor = (await participantsByIdForSystem(ctx, [participantId])).get(participantId)
    if (mentor && mentor.capacity > here) await adjustParticipant(ctx, participantId, { capacity: here })
  }
  await record(ctx, rested, { participant: participantId, cohort: proposal.cohortId }, proposal.programId)
}

/** The time is over: who was silent rests until they say that they are still in; who said yes hears that the place has changed. */
export async function expireProposal(ctx: Context, proposalId: string, origin: string): Promise<void> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  if (proposal.state !== 'proposed' || proposal.stoppedAt || proposal.expiresAt.getTime() > ctx.now.getTime()) return
  const replies = await repliesOfForSystem(ctx, [proposalId])
  if (proposal.groupId) return expireInGroup(ctx, proposal, replies, origin)
  if (replies.some(reply => reply.answer === 'no')) {
    await declineProposal(ctx, proposal, replies, origin)
    return
  }
  const silent = silentSides(proposal, replies)
  await move(ctx, proposal, 'expired')
  await freePlace(ctx, proposal)
  await renewMails(ctx, proposal, origin)
  for (const side of ['mentor', 'mentee'] as const) {
    if (silent.includes(side)) {
      await rest(ctx, proposal, side)
      await tellOver(ctx, proposal, side, origin)
    } else await tellChanged(ctx, proposal, side, origin)
  }
  await record(ctx, proposalExpired, { proposal: proposalId, cohort: proposal.cohortId }, proposal.programId)
}

/** One member's time is over. Their silence ends it for them alone; whoever said yes waits for what the group comes to. */
async function expireInGroup(ctx: Context, proposal: Proposal, replies: readonly Reply[], origin: string): Promise<void> {
  const own = replies.find(({ side }) => side === 'mentee')
  const leader = replies.find(({ side }) => side === 'mentor')
  if (own?.answer === 'no') await declineProposal(ctx, proposal, [own], origin)
  else if (!own && leader) {
    await move(ctx, proposal, 'expired')
    await freePlace(ctx, proposal)
    await renewMails(ctx, proposal, origin)
    await rest(ctx, proposal, 'mentee')
    await tellOver(ctx, proposal, 'mentee', origin)
    await record(ctx, proposalExpired, { proposal: proposal.id, cohort: proposal.cohortId }, proposal.programId)
  }
}

/** Taken back by a coordinator before both agreed: both hear that the place has changed, and the reason stands in the minutes. */
export async function withdrawProposal(ctx: Context, proposalId: string, reason: string, origin: string): Promise<Proposal> {
  const proposal = await proposalToChangeForSystem(ctx, proposalId)
  await programVisibleTo(ctx, proposal.programId)
  if (ctx.actor.personId === proposal.mentorPersonId || ctx.actor.personId === proposal.menteePersonId) throw notFound()
  allow(ctx.actor, matchingAccess['withdraw-proposal'], proposal)
  const withdrawn = await takeBack(ctx, proposal, reason, origin)
  for (const side of sidesToTell(proposal)) await tellChanged(ctx, proposal, side, origin)
  return withdrawn
}

/** The proposal is withdrawn and its place free; who hears of it is the caller's to say, and so is whether it may be. */
export async function takeBack(ctx: Context, proposal: Proposal, reason: string, origin: string): Promise<Proposal> {
  const withdrawn = await move(ctx, proposal, 'withdrawn')
  await freePlace(ctx, proposal)
  await renewMails(ctx, proposal, origin)
  await record(ctx, proposalWithdrawn, { proposal: proposal.id, cohort: proposal.cohortId, reason }, proposal.programId)
  return withdrawn
}

/** The place of a pair is free; that of a group is as long as the group is not over. */
export async function freePlace(ctx: Context, proposal: Proposal): Promise<void> {
  await tables(ctx)
    .deleteFrom('place')
    .where('organizationId', '=', proposal.organizationId)
    .where('proposalId', '=', proposal.id)
    .execute()
  await letGo(ctx, {
    menteeParticipantId: proposal.menteeParticipantId,
    mentorParticipantId: proposal.mentorParticipantId,
    origin: 'proposal',
  })
}

/** What a mentorship came of: the agreement of a pair, or of a group. */
interface Agreed {
  readonly proposalId: string | null
  readonly groupId: string | null
}

/** The mentor's place ends with the mentorship: on this day it is free. Upper floors call it and have allowed it. */
export async function endPlace(ctx: Context, { proposalId, groupId }: Agreed, lastDay: string): Promise<void> {
  await tables(ctx)
    .updateTable('place')
    .set(eb => ({ endsOn: eb.fn<string>('greatest', ['startsOn', eb.cast<string>(eb.val(lastDay), 'date')]) }))
    .where('organizationId', '=', ctx.actor.organizationId)
    .where(eb => (groupId ? eb('groupId', '=', groupId) : eb('proposalId', '=', proposalId)))
    .execute()
  const ended = proposalId ? [await proposalForSystem(ctx, proposalId)] : []
  for (const proposal of groupId ? await proposalsOfGroupsForSystem(ctx, [groupId]) : ended) await letPartGo(ctx, proposal)
}

/** One member's part in a group is over while it goes on: they may be with somebody else. Upper floors call it and have allowed it. */
export async function endPart(ctx: Context, { groupId }: Agreed, menteeParticipantId: string): Promise<void> {
  const proposals = groupId ? await proposalsOfGroupsForSystem(ctx, [groupId]) : []
  for (const proposal of proposals) if (proposal.menteeParticipantId === menteeParticipantId) await letPartGo(ctx, proposal)
}

const letPartGo = (ctx: Context, { menteeParticipantId, mentorParticipantId }: Proposal): Promise<void> =>
  letGo(ctx, { menteeParticipantId, mentorParticipantId, origin: 'proposal' })

async function told(ctx: Context, proposal: Proposal, side: Side, what: 'changed' | 'over', origin: string) {
  const person = await personForSystem(ctx, personOf(proposal, side))
  const program = await programForSystem(ctx, proposal.programId)
  const organization = await organizationOf(ctx)
  const footer = await participantFooter(ctx, program, { personId: person.id, why: whyMail(what, program.name), origin })
  const hasAnother = side === 'mentee' && (await hasAnotherForSystem(ctx, proposal))
  return {
    calendar: organization,
    to: {
      personId: person.id,
      address: person.email,
      scopeId: program.id,
      about: [personOf(proposal, side === 'mentor' ? 'mentee' : 'mentor')],
    },
    words: { organization: organization.name, program: program.name, name: firstNameOf(person.name), side, hasAnother, footer },
  }
}

/** Whoever was not asked yet hears nothing: for them nothing has changed. `dueAt`: when the mail leaves; until then it can be stopped. */
export async function tellChanged(ctx: Context, proposal: Proposal, side: Side, origin: string, dueAt: Date = ctx.now): Promise<void> {
  if (!askedSides(proposal).includes(side)) return
  const { to, words, calendar } = await told(ctx, proposal, side, 'changed', origin)
  const rendered = placeChangedMail({ ...words, hearBy: hearsBy(ctx.now, calendar) })
  await post(ctx, { ...to, reason: 'matching.changed', rendered, dueAt })
}

/** The group is short of members: who said yes reads by when they hear, and that they need do nothing. */
export async function tellGroupWaits(ctx: Context, proposal: Proposal, side: Side, origin: string): Promise<void> {
  const { to, words, calendar } = await told(ctx, proposal, side, 'changed', origin)
  await post(ctx, { ...to, reason: 'matching.changed', rendered: groupWaitsMail({ ...words, hearBy: hearsBy(ctx.now, calendar) }) })
}

export async function tellOver(ctx: Context, proposal: Proposal, side: Side, origin: string): Promise<void> {
  const { to, words } = await told(ctx, proposal, side, 'over', origin)
  await post(ctx, { ...to, reason: 'matching.over', rendered: timeOverMail(words) })
}

/** Somebody takes no part any more: what they were asked is taken back, and the other side hears that the place has changed. */
export async function withdrawProposalsOf(ctx: Context, participantId: string, origin: string): Promise<void> {
  const participant = (await participantsByIdForSystem(ctx, [participantId])).get(participantId)
  if (participant?.state !== 'withdrawn') return
  for (const { id } of await openProposalsOfForSystem(ctx, participantId)) {
    const proposal = await proposalToChangeForSystem(ctx, id)
    if (proposal.state !== 'proposed') continue
    await takeBack(ctx, proposal, 'left', origin)
    const leads = proposal.mentorParticipantId === participantId
    if (leads || !proposal.groupId) await tellChanged(ctx, proposal, leads ? 'mentee' : 'mentor', origin)
  }
}
