import * as z from 'zod/mini'
import { cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue, jobKind } from '../../kit/jobs/jobs.ts'
import { addDays, dayIn, instantIn } from '../../kit/time/time.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { proposalForSystem } from '../../matching/queries/proposals.ts'
import { openThread } from '../../message/commands.ts'
import { organizationOf } from '../../organization/queries.ts'
import { mentorshipAccess } from '../access.ts'
import {
  absenceChanged,
  callNoted,
  firstMeetingNoted,
  memberPaused,
  mentorshipBegan,
  mentorshipPaused,
  mentorshipResumed,
} from '../contract.ts'
import {
  type Mentorship,
  type MentorshipWithMembers,
  memberPausesForSystem,
  mentorshipForSystem,
  mentorshipToChange,
  mentorshipToLookAfter,
  openPausesForSystem,
} from '../queries/mentorship.ts'
import { absenceUntil, calledOn, isAlone, metOn, movedMentorship, pauseUntil } from '../rules.ts'
import type { MentorshipTables } from '../tables.ts'
import { gatherGroup, ownState, resumeMember } from './group.ts'
import { mailAgreedKind } from './letters.ts'
import { about, endOpenPause, move, newMember, startMentorship, today } from './state.ts'

const tables = (ctx: Context) => ctx.tx.withTables<MentorshipTables>()

export const mailMessageKind = jobKind({ name: 'mail-message-arrived', payload: z.object({ mentorshipId: z.uuid(), messageId: z.uuid() }) })
export const endPauseKind = jobKind({ name: 'end-pause', payload: z.object({ mentorshipId: z.uuid(), pauseId: z.uuid() }) })

/** The mentorship of an accepted proposal exists, with its thread and its mails; however often this runs, there is one. */
export async function beginMentorship(ctx: Context, proposalId: string): Promise<void> {
  const proposal = await proposalForSystem(ctx, proposalId)
  if (proposal.groupId) return gatherGroup(ctx, proposal.groupId)
  const cohort = await cohortForSystem(ctx, proposal.cohortId)
  const begun = await startMentorship(ctx, cohort, { proposalId, groupId: null })
  if (!begun) return
  await tables(ctx)
    .insertInto('mentorshipMember')
    .values([
      newMember(ctx, begun.id, { personId: proposal.mentorPersonId, participantId: proposal.mentorParticipantId, side: 'mentor' }),
      newMember(ctx, begun.id, { personId: proposal.menteePersonId, participantId: proposal.menteeParticipantId, side: 'mentee' }),
    ])
    .execute()
  await openThread(ctx, begun.id, [proposal.mentorPersonId, proposal.menteePersonId])
  await enqueue(ctx, mailAgreedKind, { mentorshipId: begun.id })
  await record(ctx, mentorshipBegan, { mentorship: begun.id, cohort: proposal.cohortId, proposal: proposalId }, proposal.programId)
}

/** Nothing is asked of the two until the day; then it goes on by itself. */
export async function pauseMentorship(ctx: Context, mentorshipId: string, untilOn: string): Promise<MentorshipWithMembers> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  allow(ctx.actor, mentorshipAccess.pause, mentorship)
  const { zone } = await organizationOf(ctx)
  const fromOn = dayIn(zone, ctx.now)
  const own = mentorship.members.find(({ personId }) => personId === ctx.actor.personId)
  const alone = own !== undefined && isAlone(mentorship, own)
  decide(movedMentorship(alone ? await ownState(ctx, mentorship, own) : mentorship.state, 'paused'))
  const until = decide(pauseUntil(fromOn, untilOn))
  if (!alone) await move(ctx, mentorship, 'paused')
  const id = uuidv7(ctx.now, ctx.random)
  await tables(ctx)
    .insertInto('pause')
    .values({
      organizationId: mentorship.organizationId,
      id,
      mentorshipId,
      askedBy: ctx.actor.personId,
      personId: alone ? own.personId : null,
      fromOn,
      untilOn: until,
      endedAt: null,
    })
    .execute()
  await enqueue(ctx, endPauseKind, { mentorshipId, pauseId: id }, { at: instantIn(zone, until, '06:00') })
  await record(ctx, alone ? memberPaused : mentorshipPaused, { ...about(mentorship), untilOn: until }, mentorship.programId)
  return mentorshipForSystem(ctx, mentorshipId)
}

/** It goes on before the day that was said. */
export async function resumeMentorship(ctx: Context, mentorshipId: string): Promise<MentorshipWithMembers> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  allow(ctx.actor, mentorshipAccess.pause, mentorship)
  const own = mentorship.members.find(({ personId }) => personId === ctx.actor.personId)
  if (own && isAlone(mentorship, own)) {
    const state = await ownState(ctx, mentorship, own)
    if (!(await memberPausesForSystem(ctx, mentorshipId)).has(own.personId))
      throw refused('mentorship_cannot_move', { from: state, to: 'active' })
    await resumeMember(ctx, mentorship, own.personId)
    return mentorshipForSystem(ctx, mentorshipId)
  }
  if (mentorship.state !== 'paused') throw refused('mentorship_cannot_move', { from: mentorship.state, to: 'active' })
  await resume(ctx, mentorship)
  return mentorshipForSystem(ctx, mentorshipId)
}

/** The day has come that was said. A pause that was ended or replaced meanwhile changes nothing. */
export async function endPause(ctx: Context, mentorshipId: string, pauseId: string): Promise<void> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  const alone = [...(await memberPausesForSystem(ctx, mentorshipId)).values()].find(({ id }) => id === pauseId)
  if (alone?.personId && alone.untilOn <= (await today(ctx))) return resumeMember(ctx, mentorship, alone.personId)
  const pause = (await openPausesForSystem(ctx, [mentorshipId])).get(mentorshipId)
  if (pause?.id === pauseId && mentorship.state === 'paused' && pause.untilOn <= (await today(ctx))) await resume(ctx, mentorship)
}

async function resume(ctx: Context, mentorship: Mentorship): Promise<void> {
  await move(ctx, mentorship, 'active')
  await endOpenPause(ctx, mentorship, 'whole')
  await record(ctx, mentorshipResumed, about(mentorship), mentorship.programId)
}

/** The two have met; whoever says it later corrects the day. */
export async function noteFirstMeeting(ctx: Context, mentorshipId: string, day: string): Promise<MentorshipWithMembers> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  allow(ctx.actor, mentorshipAccess['note-meeting'], mentorship)
  if (mentorship.state === 'closed') throw refused('mentorship_over')
  const firstMetOn = decide(metOn(await today(ctx), day))
  await tables(ctx)
    .updateTable('mentorship')
    .set({ firstMetOn, version: mentorship.version + 1 })
    .where('organizationId', '=', mentorship.organizationId)
    .where('id', '=', mentorshipId)
    .execute()
  await record(ctx, firstMeetingNoted, { ...about(mentorship), metOn: firstMetOn }, mentorship.programId)
  return mentorshipForSystem(ctx, mentorshipId)
}

/** Whoever looks after the pair has called both; until the next day on which they are to be called, nothing waits. */
export async function noteCall(ctx: Context, mentorshipId: string, day: string): Promise<Mentorship> {
  const mentorship = await mentorshipToLookAfter(ctx, mentorshipId)
  allow(ctx.actor, mentorshipAccess['note-call'], mentorship)
  if (mentorship.state !== 'active' || mentorship.firstMetOn !== null) throw refused('no_call_due')
  const called = decide(calledOn(await today(ctx), day))
  const noted = await tables(ctx)
    .updateTable('mentorship')
    .set({ calledOn: called, version: mentorship.version + 1 })
    .where('organizationId', '=', mentorship.organizationId)
    .where('id', '=', mentorshipId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(ctx, callNoted, { ...about(mentorship), calledOn: called }, mentorship.programId)
  return noted
}

/** The person is away until about a day, or is back. */
export async function changeAbsence(ctx: Context, untilOn: string | null): Promise<void> {
  const personId = ctx.actor.personId ?? ''
  allow(ctx.actor, mentorshipAccess.absence, { personId })
  const until = untilOn === null ? null : decide(absenceUntil(await today(ctx), untilOn))
  const own = { organizationId: ctx.actor.organizationId, personId }
  if (until === null)
    await tables(ctx).deleteFrom('absence').where('organizationId', '=', own.organizationId).where('personId', '=', personId).execute()
  else
    await tables(ctx)
      .insertInto('absence')
      .values({ ...own, untilOn: until, toldAt: ctx.now })
      .onConflict(conflict => conflict.columns(['organizationId', 'personId']).doUpdateSet({ untilOn: until, toldAt: ctx.now }))
      .execute()
  await record(ctx, absenceChanged, { untilOn: until })
}

/** Half a year later nobody knows any more that somebody was away. */
export async function forgetOldAbsences(ctx: Context): Promise<void> {
  await tables(ctx)
    .deleteFrom('absence')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('untilOn', '<', addDays(await today(ctx), -183))
    .execute()
}
