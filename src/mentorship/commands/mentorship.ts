import * as z from 'zod/mini'
import { cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue, jobKind } from '../../kit/jobs/jobs.ts'
import { addDays, dayIn, instantIn } from '../../kit/time/time.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { endPlace } from '../../matching/commands/decision.ts'
import { proposalForSystem } from '../../matching/queries/proposals.ts'
import { closeThread, openThread, reopenThread } from '../../message/commands.ts'
import { organizationOf } from '../../organization/queries.ts'
import { mentorshipAccess } from '../access.ts'
import {
  absenceChanged,
  callNoted,
  firstMeetingNoted,
  type MentorshipState,
  mentorshipBegan,
  mentorshipClosed,
  mentorshipClosing,
  mentorshipPaused,
  mentorshipReopened,
  mentorshipResumed,
} from '../contract.ts'
import {
  type Mentorship,
  type MentorshipWithMembers,
  mentorshipForSystem,
  mentorshipToChange,
  mentorshipToLookAfter,
  openPausesForSystem,
} from '../queries/mentorship.ts'
import { absenceUntil, calledOn, metOn, movedMentorship, pauseUntil, spanFrom } from '../rules.ts'
import type { MentorshipTables } from '../tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<MentorshipTables>()
const today = async (ctx: Context): Promise<string> => dayIn((await organizationOf(ctx)).zone, ctx.now)

export const mailAgreedKind = jobKind({ name: 'mail-agreed', payload: z.object({ mentorshipId: z.uuid() }) })
export const mailMessageKind = jobKind({ name: 'mail-message-arrived', payload: z.object({ mentorshipId: z.uuid(), messageId: z.uuid() }) })
export const endPauseKind = jobKind({ name: 'end-pause', payload: z.object({ mentorshipId: z.uuid(), pauseId: z.uuid() }) })

/** The mentorship of an accepted proposal exists, with its thread and its mails; however often this runs, there is one. */
export async function beginMentorship(ctx: Context, proposalId: string): Promise<void> {
  const proposal = await proposalForSystem(ctx, proposalId)
  const cohort = await cohortForSystem(ctx, proposal.cohortId)
  const own = { organizationId: ctx.actor.organizationId }
  const begun = await tables(ctx)
    .insertInto('mentorship')
    .values({
      ...own,
      id: uuidv7(ctx.now, ctx.random),
      programId: proposal.programId,
      cohortId: proposal.cohortId,
      proposalId,
      state: 'active',
      ...spanFrom(cohort, await today(ctx)),
      beganAt: ctx.now,
      firstMetOn: null,
      lastOn: null,
      lastTalk: null,
      calledOn: null,
      closedAt: null,
      version: 1,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!begun) return
  await tables(ctx)
    .insertInto('mentorshipMember')
    .values([
      { ...own, mentorshipId: begun.id, personId: proposal.mentorPersonId, participantId: proposal.mentorParticipantId, side: 'mentor' },
      { ...own, mentorshipId: begun.id, personId: proposal.menteePersonId, participantId: proposal.menteeParticipantId, side: 'mentee' },
    ])
    .execute()
  await openThread(ctx, begun.id, [proposal.mentorPersonId, proposal.menteePersonId])
  await enqueue(ctx, mailAgreedKind, { mentorshipId: begun.id })
  await record(ctx, mentorshipBegan, { mentorship: begun.id, cohort: proposal.cohortId, proposal: proposalId }, proposal.programId)
}

type Ending = Partial<Pick<Mentorship, 'lastOn' | 'lastTalk'>>

async function move(ctx: Context, mentorship: Mentorship, state: MentorshipState, ending: Ending = {}): Promise<void> {
  decide(movedMentorship(mentorship.state, state))
  await tables(ctx)
    .updateTable('mentorship')
    .set({ state, ...ending, closedAt: state === 'closed' ? ctx.now : null, version: mentorship.version + 1 })
    .where('organizationId', '=', mentorship.organizationId)
    .where('id', '=', mentorship.id)
    .execute()
}

const about = (mentorship: Mentorship) => ({ mentorship: mentorship.id, cohort: mentorship.cohortId })

/** Nothing is asked of the two until the day; then it goes on by itself. */
export async function pauseMentorship(ctx: Context, mentorshipId: string, untilOn: string): Promise<MentorshipWithMembers> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  allow(ctx.actor, mentorshipAccess.pause, mentorship)
  const { zone } = await organizationOf(ctx)
  const fromOn = dayIn(zone, ctx.now)
  decide(movedMentorship(mentorship.state, 'paused'))
  const until = decide(pauseUntil(fromOn, untilOn))
  await move(ctx, mentorship, 'paused')
  const id = uuidv7(ctx.now, ctx.random)
  await tables(ctx)
    .insertInto('pause')
    .values({
      organizationId: mentorship.organizationId,
      id,
      mentorshipId,
      askedBy: ctx.actor.personId,
      fromOn,
      untilOn: until,
      endedAt: null,
    })
    .execute()
  await enqueue(ctx, endPauseKind, { mentorshipId, pauseId: id }, { at: instantIn(zone, until, '06:00') })
  await record(ctx, mentorshipPaused, { ...about(mentorship), untilOn: until }, mentorship.programId)
  return mentorshipForSystem(ctx, mentorshipId)
}

/** It goes on before the day that was said. */
export async function resumeMentorship(ctx: Context, mentorshipId: string): Promise<MentorshipWithMembers> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  allow(ctx.actor, mentorshipAccess.pause, mentorship)
  if (mentorship.state !== 'paused') throw refused('mentorship_cannot_move', { from: mentorship.state, to: 'active' })
  await resume(ctx, mentorship)
  return mentorshipForSystem(ctx, mentorshipId)
}

/** The day has come that was said. A pause that was ended or replaced meanwhile changes nothing. */
export async function endPause(ctx: Context, mentorshipId: string, pauseId: string): Promise<void> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  const pause = (await openPausesForSystem(ctx, [mentorshipId])).get(mentorshipId)
  if (pause?.id === pauseId && mentorship.state === 'paused' && pause.untilOn <= (await today(ctx))) await resume(ctx, mentorship)
}

async function resume(ctx: Context, mentorship: Mentorship): Promise<void> {
  await move(ctx, mentorship, 'active')
  await endOpenPause(ctx, mentorship)
  await record(ctx, mentorshipResumed, about(mentorship), mentorship.programId)
}

async function endOpenPause(ctx: Context, mentorship: Mentorship): Promise<void> {
  await tables(ctx)
    .updateTable('pause')
    .set({ endedAt: ctx.now })
    .where('organizationId', '=', mentorship.organizationId)
    .where('mentorshipId', '=', mentorship.id)
    .where('endedAt', 'is', null)
    .execute()
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

/** It is coming to its end, on this day. Without a last talk the thread is closed at once. Called by the floor that knows closures. */
export async function startClosing(
  ctx: Context,
  mentorship: Mentorship,
  { withLastTalk, lastOn }: { readonly withLastTalk: boolean; readonly lastOn: string },
): Promise<void> {
  await move(ctx, mentorship, 'closing', { lastOn, lastTalk: withLastTalk })
  await endOpenPause(ctx, mentorship)
  if (!withLastTalk) await closeThread(ctx, mentorship.id)
  await record(ctx, mentorshipClosing, about(mentorship), mentorship.programId)
}

/** The end was taken back, by whoever chose it, before it came: it goes on, and so does the thread. */
export async function reopenMentorship(ctx: Context, mentorship: Mentorship): Promise<void> {
  await move(ctx, mentorship, 'active', { lastOn: null, lastTalk: null })
  await reopenThread(ctx, mentorship.id)
  await record(ctx, mentorshipReopened, about(mentorship), mentorship.programId)
}

/** It is over: the thread is closed, the mentor's place is free from today, and nothing changes any more. */
export async function closeMentorship(ctx: Context, mentorship: Mentorship): Promise<void> {
  const on = await today(ctx)
  await move(ctx, mentorship, 'closed', { lastOn: mentorship.lastOn !== null && mentorship.lastOn < on ? mentorship.lastOn : on })
  await endOpenPause(ctx, mentorship)
  await closeThread(ctx, mentorship.id)
  await endPlace(ctx, mentorship.proposalId, on)
  await record(ctx, mentorshipClosed, about(mentorship), mentorship.programId)
}
