/** What happens in a group while it goes on: who comes, pauses, leaves, and says that what is said there stays there. */
import { cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { endPart } from '../../matching/commands/decision.ts'
import { groupForSystem, proposalsOfGroupsForSystem } from '../../matching/queries/group.ts'
import { joinThread, leaveThread, openThread } from '../../message/commands.ts'
import { mentorshipAccess } from '../access.ts'
import {
  groupPromised,
  type MentorshipState,
  memberJoined,
  memberLeaving,
  memberLeft,
  memberResumed,
  memberStays,
  mentorshipBegan,
} from '../contract.ts'
import {
  type Member,
  type Mentorship,
  type MentorshipWithMembers,
  memberPausesForSystem,
  mentorshipForSystem,
  mentorshipToChange,
} from '../queries/mentorship.ts'
import { movedMentorship, stateFor } from '../rules.ts'
import type { MentorshipTables } from '../tables.ts'
import { mailAgreedKind } from './letters.ts'
import { about, closeMentorship, endOpenPause, newMember, startMentorship } from './state.ts'

const tables = (ctx: Context) => ctx.tx.withTables<MentorshipTables>()

/** The mentorship of a group that has begun exists, with everybody who has said yes so far; whoever says so later joins it by the same call. */
export async function gatherGroup(ctx: Context, groupId: string): Promise<void> {
  const group = await groupForSystem(ctx, groupId)
  const cohort = await cohortForSystem(ctx, group.cohortId)
  const begun = await startMentorship(ctx, cohort, { proposalId: null, groupId })
  const { id } = await tables(ctx)
    .selectFrom('mentorship')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('groupId', '=', groupId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const mentorship = await mentorshipForSystem(ctx, id)
  if (mentorship.state === 'closed') return
  const agreed = (await proposalsOfGroupsForSystem(ctx, [groupId])).filter(({ state }) => state === 'accepted')
  const comers = [
    { personId: group.leaderPersonId, participantId: group.leaderParticipantId, side: 'mentor' as const },
    ...agreed.map(one => ({ personId: one.menteePersonId, participantId: one.menteeParticipantId, side: 'mentee' as const })),
  ].filter(({ personId }) => !mentorship.memberIds.includes(personId))
  if (comers.length === 0) return
  const personIds = comers.map(({ personId }) => personId)
  await tables(ctx)
    .insertInto('mentorshipMember')
    .values(comers.map(who => newMember(ctx, id, who)))
    .execute()
  if (begun) await openThread(ctx, id, personIds)
  else await joinThread(ctx, id, personIds)
  await enqueue(ctx, mailAgreedKind, { mentorshipId: id, personIds })
  if (begun) await record(ctx, mentorshipBegan, { ...about(mentorship), group: groupId }, group.programId)
  else await record(ctx, memberJoined, { ...about(mentorship), members: comers.length }, group.programId)
}

/** How it stands for one of its members. */
export async function ownState(ctx: Context, mentorship: Mentorship, own: Member): Promise<MentorshipState> {
  return stateFor(mentorship.state, own, (await memberPausesForSystem(ctx, mentorship.id)).has(own.personId))
}

/** The member is with the others again. */
export async function resumeMember(ctx: Context, mentorship: Mentorship, personId: string): Promise<void> {
  await endOpenPause(ctx, mentorship, { personId })
  await record(ctx, memberResumed, about(mentorship), mentorship.programId)
}

async function changeMember(ctx: Context, mentorship: Mentorship, personId: string, change: Partial<Member>): Promise<void> {
  await tables(ctx)
    .updateTable('mentorshipMember')
    .set(change)
    .where('organizationId', '=', mentorship.organizationId)
    .where('mentorshipId', '=', mentorship.id)
    .where('personId', '=', personId)
    .execute()
}

/** One member leaves after this day while the group goes on. Called by the floor that knows closures. */
export async function startLeaving(
  ctx: Context,
  mentorship: MentorshipWithMembers,
  { own, withLastTalk, lastOn }: { readonly own: Member; readonly withLastTalk: boolean; readonly lastOn: string },
): Promise<void> {
  decide(movedMentorship(await ownState(ctx, mentorship, own), 'closing'))
  await endOpenPause(ctx, mentorship, { personId: own.personId })
  await changeMember(ctx, mentorship, own.personId, { lastOn, lastTalk: withLastTalk })
  await record(ctx, memberLeaving, about(mentorship), mentorship.programId)
}

/** The member stays after all. */
export async function stayInGroup(ctx: Context, mentorship: Mentorship, personId: string): Promise<void> {
  await changeMember(ctx, mentorship, personId, { lastOn: null, lastTalk: null })
  await record(ctx, memberStays, about(mentorship), mentorship.programId)
}

/** The member has left: they keep what they have read. With nobody left who is mentored, it is over for everybody. */
export async function leaveGroup(ctx: Context, mentorship: MentorshipWithMembers, personId: string): Promise<void> {
  const leaver = mentorship.members.find(member => member.personId === personId)
  if (!leaver || leaver.leftAt || mentorship.state === 'closed') return
  await endOpenPause(ctx, mentorship, { personId })
  await changeMember(ctx, mentorship, personId, { leftAt: ctx.now })
  await leaveThread(ctx, mentorship.id, personId)
  await endPart(ctx, mentorship, leaver.participantId)
  await record(ctx, memberLeft, about(mentorship), mentorship.programId)
  const remain = mentorship.members.some(member => member.side === 'mentee' && member.leftAt === null && member.personId !== personId)
  if (!remain) await closeMentorship(ctx, mentorship)
}

/** The member has said that what is said in the group stays there; saying it again changes nothing. */
export async function promiseGroup(ctx: Context, mentorshipId: string): Promise<MentorshipWithMembers> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  allow(ctx.actor, mentorshipAccess.promise, mentorship)
  if (mentorship.groupId === null) throw refused('no_group')
  if (mentorship.state === 'closed') throw refused('mentorship_over')
  const own = mentorship.members.find(({ personId }) => personId === ctx.actor.personId)
  if (!own || own.promisedAt) return mentorship
  await changeMember(ctx, mentorship, own.personId, { promisedAt: ctx.now })
  await record(ctx, groupPromised, about(mentorship), mentorship.programId)
  return mentorshipForSystem(ctx, mentorshipId)
}
