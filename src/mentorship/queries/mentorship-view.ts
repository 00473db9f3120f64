/** A mentorship as one of its two sees it. */
import type { Context } from '../../kit/context.ts'
import { dayIn, type WorkCalendar } from '../../kit/time/time.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { sharedOf } from '../../matching/queries/own-proposal.ts'
import { proposalOfPersonForSystem } from '../../matching/queries/proposals.ts'
import { threadsOfScopesForSystem, unseenBy } from '../../message/queries.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type KnownParticipant, participantsByIdForSystem } from '../../participant/queries.ts'
import { contactOf, programForSystem } from '../../program/queries.ts'
import { opener } from '../../program/rules.ts'
import { latestVersionForSystem } from '../../questionnaire/queries.ts'
import { mentorshipAccess } from '../access.ts'
import type { MentorshipState, MentorshipView } from '../contract.ts'
import { commonTimes, firstDates, lastDayOf, movedMentorship, nextStepFor, weeklyOf } from '../rules.ts'
import { absencesForSystem, type MentorshipWithMembers, openPausesForSystem } from './mentorship.ts'

/** A mentorship as one of its two members sees it. */
export async function mentorshipView(ctx: Context, mentorship: MentorshipWithMembers, personId: string): Promise<MentorshipView> {
  const own = mentorship.members.find(member => member.personId === personId)
  const other = mentorship.members.find(member => member.personId !== personId)
  if (!own || !other) throw notFound()
  const [program, calendar, participants, proposal, threads, pauses, absences] = await Promise.all([
    programForSystem(ctx, mentorship.programId),
    organizationOf(ctx),
    participantsByIdForSystem(
      ctx,
      mentorship.members.map(member => member.participantId),
    ),
    proposalOfPersonForSystem(ctx, mentorship.proposalId, personId),
    threadsOfScopesForSystem(ctx, [mentorship.id]),
    openPausesForSystem(ctx, [mentorship.id]),
    absencesForSystem(ctx, [other.personId]),
  ])
  const thread = threads.get(mentorship.id)
  if (!thread) throw new Error('a mentorship has a thread from its beginning')
  const beforeMeeting = mentorship.state === 'active' && mentorship.firstMetOn === null
  const [{ partner, reasons }, unseen, contact, times] = await Promise.all([
    sharedOf(ctx, proposal, own.side, participants.get(other.participantId), 10),
    unseenBy(ctx, [thread.id], personId),
    contactOf(ctx, program),
    beforeMeeting ? timesFor(ctx, mentorship, participants) : [],
  ])
  const opens = opener[program.format] === own.side
  const next = nextStepFor(opens, { state: mentorship.state, firstMetOn: mentorship.firstMetOn, hasWords: thread.messageCount > 0 })
  return {
    id: mentorship.id,
    programId: program.id,
    program: program.name,
    format: program.format,
    state: mentorship.state,
    side: own.side,
    opens,
    partner: { ...partner, awayUntil: absences.get(other.personId) ?? null },
    reasons,
    startsOn: mentorship.startsOn,
    endsOn: lastDayOf(mentorship),
    lastTalk: mentorship.lastTalk,
    beganAt: mentorship.beganAt.toISOString(),
    firstMetOn: mentorship.firstMetOn,
    pausedUntil: pauses.get(mentorship.id)?.untilOn ?? null,
    next,
    dates: beforeMeeting ? datesNow(mentorship, ctx.now, calendar) : null,
    times,
    threadId: thread.id,
    unseen: unseen.get(thread.id) ?? 0,
    contact,
    may: maysOf(ctx, mentorship, thread.closedAt !== null),
  }
}

/** The days of a pair that has not met, and whether the last of them has come: then no earlier one is told any more. */
function datesNow({ beganAt, calledOn }: MentorshipWithMembers, now: Date, calendar: WorkCalendar): MentorshipView['dates'] {
  const dates = firstDates(beganAt, calendar, calledOn)
  return { ...dates, isCallDue: dates.callOn <= dayIn(calendar.zone, now) }
}

function maysOf(ctx: Context, mentorship: MentorshipWithMembers, isThreadClosed: boolean): MentorshipView['may'] {
  const moveTo = (to: MentorshipState): May => {
    const move = movedMentorship(mentorship.state, to)
    return move instanceof Refusal ? { code: move.code, facts: { ...move.facts } } : mayOf(ctx.actor, mentorshipAccess.pause, mentorship)
  }
  const over: May = { code: 'mentorship_over', facts: {} }
  return {
    write: isThreadClosed ? { code: 'thread_closed', facts: {} } : mayOf(ctx.actor, mentorshipAccess.read, mentorship),
    pause: moveTo('paused'),
    resume:
      mentorship.state === 'paused'
        ? moveTo('active')
        : { code: 'mentorship_cannot_move', facts: { from: mentorship.state, to: 'active' } },
    noteMeeting: mentorship.state === 'closed' ? over : mayOf(ctx.actor, mentorshipAccess['note-meeting'], mentorship),
    end: moveTo('closing'),
  }
}

async function timesFor(
  ctx: Context,
  mentorship: MentorshipWithMembers,
  participants: ReadonlyMap<string, KnownParticipant>,
): Promise<MentorshipView['times']> {
  const asked = await latestVersionForSystem(ctx, mentorship.cohortId, 'profile')
  if (!asked) return []
  const [one, other] = mentorship.members.map(member => weeklyOf(participants.get(member.participantId)?.answers ?? {}, asked.questions))
  return commonTimes(one ?? null, other ?? null, ctx.now)
}
