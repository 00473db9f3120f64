/** Groups that are asked as one: what the answers of the leader and of the members amount to, and what a coordinator decides. */
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, notFound } from '../../kit/wire/refusal.ts'
import { programVisibleTo } from '../../program/queries.ts'
import { matchingAccess } from '../access.ts'
import { type GroupDecision, type GroupState, groupBegan, groupDecided, groupDissolved, groupShort } from '../contract/group.ts'
import { proposalDeclined, proposalExpired } from '../contract/proposal.ts'
import { groupToChangeForSystem, type ProposalGroup, proposalsOfGroupsForSystem } from '../queries/group.ts'
import { openProposalsOfForSystem, type Proposal, proposalToChangeForSystem, type Reply, repliesOfForSystem } from '../queries/proposals.ts'
import { groupOutcome, mayDecide } from '../rules/asked-group.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import { askMentee } from './asking.ts'
import { settleKind } from './clocks.ts'
import {
  acceptProposal,
  expireProposal,
  freePlace,
  move,
  rest,
  takeBack,
  takeNo,
  tellChanged,
  tellGroupWaits,
  tellOver,
  withdrawProposal,
  withdrawProposalsOf,
} from './decision.ts'
import { renewMails } from './reminder.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()

interface Standing {
  readonly group: ProposalGroup
  readonly proposals: readonly Proposal[]
  readonly replies: readonly Reply[]
}

async function standingOf(ctx: Context, groupId: string): Promise<Standing> {
  const group = await groupToChangeForSystem(ctx, groupId)
  const proposals = await proposalsOfGroupsForSystem(ctx, [groupId])
  const replies = await repliesOfForSystem(
    ctx,
    proposals.map(({ id }) => id),
  )
  return { group, proposals, replies }
}

const ofMember = ({ replies }: Standing, { id }: Proposal): Reply | null =>
  replies.find(reply => reply.proposalId === id && reply.side === 'mentee') ?? null
const ofLeader = ({ replies }: Standing): Reply | null => replies.find(reply => reply.side === 'mentor') ?? null
const membersIn = (standing: Standing) =>
  standing.proposals.map(proposal => ({ state: proposal.state, answer: ofMember(standing, proposal)?.answer ?? null }))
const openOf = ({ proposals }: Standing): Proposal[] => proposals.filter(({ state }) => state === 'proposed')
const about = ({ id, cohortId }: ProposalGroup) => ({ group: id, cohort: cohortId })

async function moveGroup(ctx: Context, group: ProposalGroup, state: GroupState, reason?: string): Promise<void> {
  const isDecided = state === 'begun' || state === 'dissolved'
  await tables(ctx)
    .updateTable('proposalGroup')
    .set({
      state,
      ...(state === 'short' ? { shortAt: ctx.now } : {}),
      ...(isDecided ? { decidedAt: ctx.now, decidedBy: ctx.actor.personId } : {}),
      ...(reason === undefined ? {} : { reason }),
      version: group.version + 1,
    })
    .where('organizationId', '=', group.organizationId)
    .where('id', '=', group.id)
    .execute()
}

interface Settling {
  readonly origin: string
  /** The time of this one is over. */
  readonly late?: Proposal
}

/** What the answers of a group amount to takes place. Its leader has had one answer, and nobody hears of anybody else's. */
export async function settleGroup(ctx: Context, groupId: string, { origin, late }: Settling): Promise<void> {
  const standing = await standingOf(ctx, groupId)
  const { group } = standing
  if (group.state === 'dissolved') return
  const outcome = groupOutcome({ ...group, leader: ofLeader(standing), members: membersIn(standing) }, ctx.now, late !== undefined)
  if (outcome === 'begins') return begin(ctx, standing)
  if (outcome === 'short') return wait(ctx, standing, origin)
  if (outcome === 'leader-no' || outcome === 'leader-late') return endByLeader(ctx, standing, { how: outcome, origin })
  if (outcome === 'dissolved') return dissolve(ctx, standing, { reason: 'nobody', origin, tellsLeader: true })
  const [open] = openOf(standing)
  if (outcome.openUntil && open) await enqueue(ctx, settleKind, { proposalId: open.id }, { at: outcome.openUntil })
}

/** The leader, who was asked first, has said yes: every member is asked now. */
export async function askMembers(ctx: Context, groupId: string, origin: string): Promise<void> {
  for (const proposal of openOf(await standingOf(ctx, groupId))) if (!proposal.menteeAskedAt) await askMentee(ctx, proposal, origin)
}

/** Everybody who has said yes is in it; the others may still come. */
async function begin(ctx: Context, standing: Standing): Promise<void> {
  const { group } = standing
  const agreed = openOf(standing).filter(proposal => ofMember(standing, proposal)?.answer === 'yes')
  if (group.state !== 'begun') {
    await moveGroup(ctx, group, 'begun')
    await record(ctx, groupBegan, { ...about(group), members: agreed.length }, group.programId)
  }
  for (const proposal of agreed) await acceptProposal(ctx, proposal)
}

/** Too few have said yes: it waits for a coordinator, and those who said yes read by when they hear. */
async function wait(ctx: Context, standing: Standing, origin: string): Promise<void> {
  const { group } = standing
  if (group.state === 'short') return
  await moveGroup(ctx, group, 'short')
  const waiting = openOf(standing)
  await tables(ctx)
    .updateTable('proposal')
    .set({ stoppedAt: ctx.now })
    .where('organizationId', '=', group.organizationId)
    .where('groupId', '=', group.id)
    .where('state', '=', 'proposed')
    .execute()
  for (const [at, proposal] of waiting.entries()) {
    if (at === 0) await tellGroupWaits(ctx, proposal, 'mentor', origin)
    await tellGroupWaits(ctx, proposal, 'mentee', origin)
  }
  await record(ctx, groupShort, { ...about(group), yes: waiting.length }, group.programId)
}

/** Whoever leads said no, or nothing: the place of every member has changed, and none of them hears why. */
async function endByLeader(
  ctx: Context,
  standing: Standing,
  { how, origin }: { readonly how: 'leader-no' | 'leader-late'; readonly origin: string },
): Promise<void> {
  const { group } = standing
  const open = openOf(standing)
  const [first] = open
  await endGroup(ctx, group, 'leader')
  for (const proposal of open) {
    const isLate = ofMember(standing, proposal) === null && proposal.expiresAt.getTime() <= ctx.now.getTime() && !proposal.stoppedAt
    await move(ctx, proposal, how === 'leader-no' ? 'declined' : ofMember(standing, proposal) || isLate ? 'expired' : 'withdrawn')
    await freePlace(ctx, proposal)
    await renewMails(ctx, proposal, origin)
    if (how === 'leader-late' && isLate && proposal.menteeAskedAt) {
      await rest(ctx, proposal, 'mentee')
      await tellOver(ctx, proposal, 'mentee', origin)
    } else if (ofMember(standing, proposal)?.answer !== 'no') await tellChanged(ctx, proposal, 'mentee', origin)
    const fact = how === 'leader-no' ? proposalDeclined : proposalExpired
    await record(ctx, fact, { proposal: proposal.id, cohort: proposal.cohortId }, proposal.programId)
  }
  if (!first) return
  if (how === 'leader-late') {
    await rest(ctx, first, 'mentor')
    await tellOver(ctx, first, 'mentor', origin)
  } else {
    const reason = ofLeader(standing)?.reason
    if (reason) await takeNo(ctx, first, 'mentor', reason)
  }
}

interface Dissolving {
  readonly reason: string
  readonly origin: string
  readonly tellsLeader: boolean
}

/** Nobody begins: whoever was asked reads that the place has changed, and members come first in the next round. */
async function dissolve(ctx: Context, standing: Standing, { reason, origin, tellsLeader }: Dissolving): Promise<void> {
  const { group, proposals } = standing
  await endGroup(ctx, group, reason)
  for (const proposal of openOf(standing)) {
    await takeBack(ctx, proposal, reason, origin)
    await tellChanged(ctx, proposal, 'mentee', origin)
  }
  const [any] = proposals
  if (any && tellsLeader) await tellChanged(ctx, any, 'mentor', origin)
}

/** Its place is free. */
async function endGroup(ctx: Context, group: ProposalGroup, reason: string): Promise<void> {
  await moveGroup(ctx, group, 'dissolved', reason)
  await tables(ctx).deleteFrom('place').where('organizationId', '=', group.organizationId).where('groupId', '=', group.id).execute()
  await record(ctx, groupDissolved, about(group), group.programId)
}

/** What was asked in it is taken back already, by whoever may: with nobody left in it, it is over, and its leader hears of that elsewhere. */
export async function closeEmptyGroup(ctx: Context, groupId: string, reason: string): Promise<void> {
  const standing = await standingOf(ctx, groupId)
  const { state } = standing.group
  if ((state === 'asked' || state === 'short') && openOf(standing).length === 0) await endGroup(ctx, standing.group, reason)
}

/** The time of one is over; in a group it is looked at what that means for the others. */
export async function expireInTime(ctx: Context, proposalId: string, origin: string): Promise<void> {
  const late = await proposalToChangeForSystem(ctx, proposalId)
  const isLate = late.state === 'proposed' && !late.stoppedAt && late.expiresAt.getTime() <= ctx.now.getTime()
  await expireProposal(ctx, proposalId, origin)
  if (late.groupId && isLate) await settleGroup(ctx, late.groupId, { origin, late })
}

/** Taken back by a coordinator before it was decided; a group goes on without this member. */
export async function withdrawAsked(ctx: Context, proposalId: string, reason: string, origin: string): Promise<Proposal> {
  const withdrawn = await withdrawProposal(ctx, proposalId, reason, origin)
  if (withdrawn.groupId) await settleGroup(ctx, withdrawn.groupId, { origin })
  return withdrawn
}

/** Somebody takes no part any more: a group goes on without a member, and not without whoever leads it. */
export async function withdrawAskedOf(ctx: Context, participantId: string, origin: string): Promise<void> {
  const asked = await openProposalsOfForSystem(ctx, participantId)
  await withdrawProposalsOf(ctx, participantId, origin)
  const groupIds = new Set(asked.flatMap(({ groupId }) => groupId ?? []))
  for (const groupId of groupIds) {
    const { leaderParticipantId } = await groupToChangeForSystem(ctx, groupId)
    if (leaderParticipantId === participantId) await closeEmptyGroup(ctx, groupId, 'left')
    else await settleGroup(ctx, groupId, { origin })
  }
}

interface Decision {
  readonly groupId: string
  readonly decision: GroupDecision
  readonly reason: string
}

/** A coordinator decides about a group that is short: it begins with those who have said yes, or nobody begins and members come first. */
export async function decideGroup(ctx: Context, { groupId, decision, reason }: Decision, origin: string): Promise<void> {
  const standing = await standingOf(ctx, groupId)
  const { group, proposals } = standing
  await programVisibleTo(ctx, group.programId)
  const people = [group.leaderPersonId, ...proposals.map(({ menteePersonId }) => menteePersonId)]
  if (ctx.actor.personId && people.includes(ctx.actor.personId)) throw notFound()
  allow(ctx.actor, matchingAccess['decide-group'], group)
  decide(mayDecide(decision, { ...group, members: membersIn(standing) }))
  if (decision === 'go-on') {
    await begin(ctx, standing)
    await tables(ctx)
      .updateTable('proposalGroup')
      .set({ reason })
      .where('organizationId', '=', group.organizationId)
      .where('id', '=', groupId)
      .execute()
  } else await dissolve(ctx, standing, { reason, origin, tellsLeader: true })
  await record(ctx, groupDecided, { ...about(group), decision, reason }, group.programId)
}
