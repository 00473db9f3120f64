/** A mentorship as one of its members sees it. */
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
import { commonTimes, firstDates, isAlone, lastDayOf, movedMentorship, nextStepFor, stateFor, weeklyOf } from '../rules.ts'
import { groupOf, type WithWhom } from './group-view.ts'
import {
  absencesForSystem,
  type Member,
  type MentorshipWithMembers,
  memberPausesForSystem,
  openPausesForSystem,
  type Pause,
} from './mentorship.ts'

/** A mentorship as one of its two members sees it. */
export async function mentorshipView(ctx: Context, mentorship: MentorshipWithMembers, personId: string): Promise<MentorshipView> {
  const own = mentorship.members.find(member => member.personId === personId)
  if (!own) throw notFound()
  const [program, calendar, participants, threads, pauses, alone, absences] = await Promise.all([
    programForSystem(ctx, mentorship.programId),
    organizationOf(ctx),
    participantsByIdForSystem(
      ctx,
      mentorship.members.map(member => member.participantId),
    ),
    threadsOfScopesForSystem(ctx, [mentorship.id]),
    openPausesForSystem(ctx, [mentorship.id]),
    mentorship.groupId ? memberPausesForSystem(ctx, mentorship.id) : new Map<string, Pause>(),
    absencesForSystem(ctx, mentorship.presentIds),
  ])
  const thread = threads.get(mentorship.id)
  if (!thread) throw new Error('a mentorship has a thread from its beginning')
  const state = stateFor(mentorship.state, own, alone.has(personId))
  const beforeMeeting = state === 'active' && mentorship.firstMetOn === null
  const [{ partner, reasons, group, leads }, unseen, contact, times] = await Promise.all([
    withWhom(ctx, mentorship, own, { participants, absences, pauses: alone }),
    unseenBy(ctx, [thread.id], personId),
    contactOf(ctx, program),
    beforeMeeting ? timesFor(ctx, mentorship, participants) : [],
  ])
  const opens = leads ?? opener[program.format] === own.side
  const next = nextStepFor(opens, { state, firstMetOn: mentorship.firstMetOn, hasWords: thread.messageCount > 0 })
  return {
    id: mentorship.id,
    programId: program.id,
    program: program.name,
    format: program.format,
    state,
    side: own.side,
    opens,
    partner,
    group,
    reasons,
    startsOn: mentorship.startsOn,
    endsOn: own.lastOn ?? lastDayOf(mentorship),
    lastTalk: own.lastTalk ?? mentorship.lastTalk,
    beganAt: mentorship.beganAt.toISOString(),
    firstMetOn: mentorship.firstMetOn,
    pausedUntil: (alone.get(personId) ?? pauses.get(mentorship.id))?.untilOn ?? null,
    next,
    dates: beforeMeeting ? datesNow(mentorship, ctx.now, calendar) : null,
    times,
    threadId: thread.id,
    unseen: unseen.get(thread.id) ?? 0,
    contact,
    may: maysOf(ctx, mentorship, {
      own,
      state,
      isThreadClosed: thread.closedAt !== null || own.leftAt !== null,
      pausesAlone: alone.has(personId),
    }),
  }
}

interface Around {
  readonly participants: ReadonlyMap<string, KnownParticipant>
  readonly absences: ReadonlyMap<string, string>
  readonly pauses: ReadonlyMap<string, Pause>
}

/** With whom the reader is, and what they share: the other of the two, or the group. */
async function withWhom(ctx: Context, mentorship: MentorshipWithMembers, own: Member, around: Around): Promise<WithWhom> {
  if (mentorship.groupId) return groupOf(ctx, mentorship, own, around)
  const other = mentorship.members.find(member => member.personId !== own.personId)
  if (!other || !mentorship.proposalId) throw notFound()
  const proposal = await proposalOfPersonForSystem(ctx, mentorship.proposalId, own.personId)
  const { partner, reasons } = await sharedOf(ctx, proposal, own.side, around.participants.get(other.participantId), 10)
  return { partner: { ...partner, awayUntil: around.absences.get(other.personId) ?? null }, reasons, group: null, leads: null }
}

/** The days of a pair that has not met, and whether the last of them has come: then no earlier one is told any more. */
function datesNow({ beganAt, calledOn }: MentorshipWithMembers, now: Date, calendar: WorkCalendar): MentorshipView['dates'] {
  const dates = firstDates(beganAt, calendar, calledOn)
  return { ...dates, isCallDue: dates.callOn <= dayIn(calendar.zone, now) }
}

interface Own {
  readonly own: Member
  readonly state: MentorshipState
  readonly isThreadClosed: boolean
  readonly pausesAlone: boolean
}

function maysOf(ctx: Context, mentorship: MentorshipWithMembers, { own, state, isThreadClosed, pausesAlone }: Own): MentorshipView['may'] {
  const moveTo = (to: MentorshipState): May => {
    const move = movedMentorship(state, to)
    return move instanceof Refusal ? { code: move.code, facts: { ...move.facts } } : mayOf(ctx.actor, mentorshipAccess.pause, mentorship)
  }
  const over: May = { code: 'mentorship_over', facts: {} }
  return {
    write: isThreadClosed ? { code: 'thread_closed', facts: {} } : mayOf(ctx.actor, mentorshipAccess.read, mentorship),
    pause: moveTo('paused'),
    resume:
      state === 'paused' && (pausesAlone || !isAlone(mentorship, own))
        ? moveTo('active')
        : { code: 'mentorship_cannot_move', facts: { from: state, to: 'active' } },
    noteMeeting: state === 'closed' ? over : mayOf(ctx.actor, mentorshipAccess['note-meeting'], mentorship),
    end: moveTo('closing'),
    promise: promiseNow(ctx, mentorship, own, state),
  }
}

function promiseNow(ctx: Context, mentorship: MentorshipWithMembers, own: Member, state: MentorshipState): May {
  if (mentorship.groupId === null || own.promisedAt !== null) return { code: 'no_group', facts: {} }
  return state === 'closed' ? { code: 'mentorship_over', facts: {} } : mayOf(ctx.actor, mentorshipAccess.promise, mentorship)
}

async function timesFor(
  ctx: Context,
  mentorship: MentorshipWithMembers,
  participants: ReadonlyMap<string, KnownParticipant>,
): Promise<MentorshipView['times']> {
  const asked = await latestVersionForSystem(ctx, mentorship.cohortId, 'profile')
  if (!asked) return []
  const present = mentorship.members.filter(({ leftAt }) => leftAt === null)
  const weeks = present.map(member => weeklyOf(participants.get(member.participantId)?.answers ?? {}, asked.questions))
  return commonTimes(weeks, ctx.now)
}
