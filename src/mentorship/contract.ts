import * as z from 'zod/mini'
import { day, email, endpoint, id, instant, line, list, may, pageQuery, text } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'
import { partnerCard, side } from '../matching/contract/proposal.ts'
import { format } from '../program/contract.ts'

/** For what whoever looks after mentorships is needed. */
export const mentorshipNeeds = ['to-call'] as const
export const mentorshipStates = ['active', 'paused', 'closing', 'closed'] as const
export const mentorshipState = z.enum(mentorshipStates)
export type MentorshipState = z.infer<typeof mentorshipState>

/** What comes next for this reader. It never says what the other read, or did not do. */
export const nextSteps = ['write-first', 'hear-first', 'find-a-time', 'meet', 'paused', 'closing', 'closed'] as const
export const nextStep = z.enum(nextSteps)
export type NextStep = z.infer<typeof nextStep>

/** One of a group as another member sees them: nothing that they answered for somebody else, and never why they pause or have left. */
export const groupMember = z.strictObject({
  personId: id,
  name: z.nullable(line(300)),
  firstName: z.nullable(line(300)),
  side,
  isYou: z.boolean(),
  /** Short answers, what they would like in their words, and what the two share: between whoever leads and each member, never among members. */
  about: list(line(300), 3),
  words: z.nullable(text(5000)),
  reasons: list(text(1000), 3),
  awayUntil: z.nullable(day),
  pausedUntil: z.nullable(day),
  /** They leave after this day, and wanted the others to know. */
  leavesOn: z.nullable(day),
})
export type GroupMember = z.infer<typeof groupMember>

export const groupView = z.strictObject({
  /** Who leads it. */
  leader: z.nullable(line(300)),
  members: list(groupMember, 24),
  /** The reader alone pauses, or is leaving, while the others go on. */
  alone: z.boolean(),
  /** How many have left since it began. */
  left: z.int().check(z.gte(0)),
  /** What is said in the group stays there: how many of those who are in it have said so, and whether the reader has. */
  promise: z.strictObject({ given: z.int().check(z.gte(0)), byYou: z.boolean() }),
})
export type GroupView = z.infer<typeof groupView>

/** An hour in which all said that they are free. */
export const commonTime = z.strictObject({ startsAt: instant, endsAt: instant })
export type CommonTime = z.infer<typeof commonTime>

export const mentorshipView = z.strictObject({
  id,
  programId: id,
  program: line(200),
  format,
  /** As it stands for the reader: a member of a group pauses and leaves for themself. */
  state: mentorshipState,
  side,
  /** Whether the reader writes first. */
  opens: z.boolean(),
  /** The other of the two; of a group, who leads it. Null: the reader leads a group. */
  partner: z.nullable(z.strictObject({ ...partnerCard.shape, awayUntil: z.nullable(day) })),
  /** Null: it is of two. */
  group: z.nullable(groupView),
  /** What the two share, from what both may know. */
  reasons: list(text(1000), 20),
  startsOn: day,
  /** Its last day: the one that was chosen with its end, else that of its season. */
  endsOn: day,
  /** Whether it ends with a last talk; null while no end was chosen. */
  lastTalk: z.nullable(z.boolean()),
  beganAt: instant,
  firstMetOn: z.nullable(day),
  pausedUntil: z.nullable(day),
  next: nextStep,
  /** Whoever opens writes by this day; somebody else acts on the last one. Null once they have met. */
  dates: z.nullable(z.strictObject({ writeBy: day, askFrom: day, callOn: day, isCallDue: z.boolean() })),
  times: list(commonTime, 3),
  threadId: id,
  unseen: z.int().check(z.gte(0)),
  contact: z.nullable(z.strictObject({ personId: id, name: z.nullable(line(200)), phone: z.nullable(line(60)) })),
  may: z.strictObject({ write: may, pause: may, resume: may, noteMeeting: may, end: may, promise: may }),
})
export type MentorshipView = z.infer<typeof mentorshipView>

const mentorshipParams = z.strictObject({ mentorshipId: id })

export const readMentorship = endpoint({
  operationId: 'readMentorship',
  method: 'GET',
  path: '/mentorships/{mentorshipId}',
  act: 'mentorship.read',
  summary: 'A mentorship as one of its members sees it.',
  params: mentorshipParams,
  answer: mentorshipView,
})

/** One of the two, with how to reach them for a call. */
const reached = z.strictObject({ personId: id, name: z.nullable(line(300)), phone: z.nullable(line(60)), email: z.nullable(email) })

export const mentorshipRow = z.strictObject({
  id,
  state: mentorshipState,
  mentor: reached,
  /** Null: it is a group. */
  mentee: z.nullable(reached),
  group: z.nullable(z.strictObject({ mentees: list(reached, 24), coMentors: list(reached, 3), smallest: z.int(), isSmall: z.boolean() })),
  startsOn: day,
  endsOn: day,
  beganAt: instant,
  firstMetOn: z.nullable(day),
  pausedUntil: z.nullable(day),
  /** They have not met yet, and the day has come on which a coordinator calls both. */
  toCall: z.boolean(),
  callOn: z.nullable(day),
  /** When somebody called both last. */
  calledOn: z.nullable(day),
  may: z.strictObject({ noteCall: may }),
})
export type MentorshipRow = z.infer<typeof mentorshipRow>

export const listMentorships = endpoint({
  operationId: 'listMentorships',
  method: 'GET',
  path: '/cohorts/{cohortId}/mentorships',
  act: 'mentorship.list',
  summary: 'The mentorships of a cohort with state and dates, those to call first.',
  params: z.strictObject({ cohortId: id }),
  query: z.strictObject({ ...pageQuery, state: z.optional(mentorshipState) }),
  answer: z.strictObject({
    rows: list(mentorshipRow, 100),
    next: z.nullable(line(200)),
    total: z.int(),
    counts: z.strictObject({ active: z.int(), paused: z.int(), closing: z.int(), closed: z.int(), notMet: z.int(), toCall: z.int() }),
  }),
})

export const pauseMentorship = endpoint({
  operationId: 'pauseMentorship',
  method: 'POST',
  path: '/mentorships/{mentorshipId}/pause',
  act: 'mentorship.pause',
  summary: 'Pauses until a day. Nothing is asked of the two meanwhile; the other sees the dates, never why.',
  params: mentorshipParams,
  body: z.strictObject({ untilOn: day }),
  answer: mentorshipView,
  refusals: { mentorship_cannot_move: 409, pause_dates: 422 },
})

export const resumeMentorship = endpoint({
  operationId: 'resumeMentorship',
  method: 'DELETE',
  path: '/mentorships/{mentorshipId}/pause',
  act: 'mentorship.pause',
  summary: 'Goes on before the day that was said.',
  params: mentorshipParams,
  status: 200,
  answer: mentorshipView,
  refusals: { mentorship_cannot_move: 409 },
})

export const noteFirstMeeting = endpoint({
  operationId: 'noteFirstMeeting',
  method: 'PUT',
  path: '/mentorships/{mentorshipId}/first-meeting',
  act: 'mentorship.note-meeting',
  summary: 'One of the two says on which day they first met.',
  params: mentorshipParams,
  body: z.strictObject({ metOn: day }),
  answer: mentorshipView,
  refusals: { met_in_future: 422, mentorship_over: 409 },
})

export const promiseGroup = endpoint({
  operationId: 'promiseGroup',
  method: 'PUT',
  path: '/mentorships/{mentorshipId}/promise',
  act: 'mentorship.promise',
  summary: 'A member of a group says that what is said in it stays there.',
  params: mentorshipParams,
  body: z.strictObject({}),
  answer: mentorshipView,
  refusals: { mentorship_over: 409, no_group: 409 },
})

export const noteCall = endpoint({
  operationId: 'noteCall',
  method: 'PUT',
  path: '/mentorships/{mentorshipId}/call',
  act: 'mentorship.note-call',
  summary: 'A coordinator says on which day they called both for a first date; they call again when there is still none a while later.',
  params: mentorshipParams,
  body: z.strictObject({ calledOn: day }),
  answer: mentorshipRow,
  refusals: { called_in_future: 422, no_call_due: 409 },
})

export const changeAbsence = endpoint({
  operationId: 'changeAbsence',
  method: 'PUT',
  path: '/absence',
  act: 'mentorship.absence',
  summary: 'Says until about when one is away, or that one is back. The people one is with see the day, never why.',
  body: z.strictObject({ untilOn: z.nullable(day) }),
  answer: z.strictObject({ untilOn: z.nullable(day) }),
  refusals: { absence_dates: 422 },
})

const about = { mentorship: z.uuid(), cohort: z.uuid() }
export const mentorshipBegan = fact('mentorship.began', z.object({ ...about, proposal: z.optional(z.uuid()), group: z.optional(z.uuid()) }))
export const mentorshipPaused = fact('mentorship.paused', z.object({ ...about, untilOn: z.string() }))
export const mentorshipResumed = fact('mentorship.resumed', z.object(about))
export const mentorshipClosing = fact('mentorship.closing', z.object(about))
export const mentorshipReopened = fact('mentorship.reopened', z.object(about))
export const mentorshipClosed = fact('mentorship.closed', z.object(about))
export const memberJoined = fact('mentorship.member-joined', z.object({ ...about, members: z.int() }))
export const memberPaused = fact('mentorship.member-paused', z.object({ ...about, untilOn: z.string() }))
export const memberResumed = fact('mentorship.member-resumed', z.object(about))
export const memberLeaving = fact('mentorship.member-leaving', z.object(about))
export const memberStays = fact('mentorship.member-stays', z.object(about))
export const memberLeft = fact('mentorship.member-left', z.object(about))
export const groupPromised = fact('mentorship.promised', z.object(about))
export const firstMeetingNoted = fact('mentorship.first-meeting-noted', z.object({ ...about, metOn: z.string() }))
export const callNoted = fact('mentorship.call-noted', z.object({ ...about, calledOn: z.string() }))
export const absenceChanged = fact('mentorship.absence-changed', z.object({ untilOn: z.nullable(z.string()) }))
