import * as z from 'zod/mini'
import { day, endpoint, id, instant, line, list, may, text } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { format } from '../../program/contract.ts'

export const sides = ['mentor', 'mentee'] as const
export const side = z.enum(sides)
export type Side = z.infer<typeof side>

export const proposalStates = ['proposed', 'accepted', 'declined', 'expired', 'withdrawn'] as const
export const proposalState = z.enum(proposalStates)
export type ProposalState = z.infer<typeof proposalState>

/** The other person as somebody who was asked sees them: only what was answered for the pair. */
export const partnerCard = z.strictObject({
  personId: id,
  name: z.nullable(line(300)),
  /** The word that mails use too: the first name, and more where the reader has somebody else of that name. */
  firstName: z.nullable(line(300)),
  /** Short answers that say who they are, such as their work and place. */
  about: list(line(300), 3),
  /** What they wrote for the other side, in their words. */
  words: z.nullable(text(5000)),
})
export type PartnerCard = z.infer<typeof partnerCard>

/** A proposal as one of its two sees it. The other's reply is in no part of it, nor whether there is one. */
/** As one of the two learns it: `declined` and `lapsed` are their own doing, and all else that ended it is only a change. */
export const ownStates = ['proposed', 'accepted', 'declined', 'lapsed', 'changed'] as const
export type OwnState = (typeof ownStates)[number]

/** A group as one of those who were asked about it sees it: its members for whoever would lead it, and nobody's answer. */
export const askedGroup = z.strictObject({
  leads: z.boolean(),
  /** How many must say yes. */
  smallest: z.int(),
  /** The time was over with too few, and a coordinator decides. */
  isShort: z.boolean(),
  members: list(z.strictObject({ ...partnerCard.shape, reasons: list(text(1000), 3) }), 24),
})
export type AskedGroup = z.infer<typeof askedGroup>

export const ownProposal = z.strictObject({
  id,
  format,
  side,
  /** Whether the reader writes first once both have agreed. */
  opens: z.boolean(),
  /** The reader, as mentee, is with another mentor too, or was asked about one: that stays as it is whatever becomes of this. */
  hasAnother: z.boolean(),
  state: z.enum(ownStates),
  /** The other of the two; of a group whoever leads it, and for them the first of its members. */
  partner: partnerCard,
  /** Null: it is about two. */
  group: z.nullable(askedGroup),
  /** Sentences, drawn only from what both may know; no points, no ranks. */
  reasons: list(text(1000), 20),
  startsOn: day,
  endsOn: day,
  proposedAt: instant,
  answerBy: instant,
  /** The clock waits for a talk with the coordinator. */
  waitsForTalk: z.boolean(),
  /** By when they hear more if it does not come about. */
  hearBy: day,
  own: z.nullable(z.strictObject({ answer: z.enum(['yes', 'no']), repliedAt: instant })),
  /** The second no of this person: a talk is offered instead of a third proposal. */
  secondNo: z.boolean(),
  may: z.strictObject({ reply: may, askTalk: may }),
})
export type OwnProposal = z.infer<typeof ownProposal>

export const readProposal = endpoint({
  operationId: 'readProposal',
  method: 'GET',
  path: '/proposals/{proposalId}',
  act: 'matching.read-own-proposal',
  summary: 'A proposal as one of its two people sees it.',
  params: z.strictObject({ proposalId: id }),
  answer: ownProposal,
})

const member = z.strictObject({
  personId: id,
  participantId: id,
  name: z.nullable(line(300)),
  hasAddress: z.boolean(),
  answer: z.enum(['yes', 'no', 'silent', 'not-asked']),
  repliedAt: z.nullable(instant),
  /** For the coordinators of the program only. */
  reason: z.nullable(z.enum(['not-now', 'not-this-person', 'not-this-topic'])),
  line: z.nullable(text(1000)),
})

/** A proposal as a coordinator sees it: who is asked, what they answered, and what is due. */
export const proposalView = z.strictObject({
  id,
  publicationId: id,
  /** The group that is asked as one; null: it is about two. */
  groupId: z.nullable(id),
  state: proposalState,
  mentor: member,
  mentee: member,
  proposedAt: instant,
  remindAt: instant,
  raiseAt: instant,
  expiresAt: instant,
  /** Somebody is silent and it is time to call. */
  toCall: z.boolean(),
  waitsForTalk: z.boolean(),
  endedAt: z.nullable(instant),
  may: z.strictObject({ withdraw: may }),
})
export type ProposalView = z.infer<typeof proposalView>

export const longestReplySearch = 100
/** Of the calls that are due, at most so many are told one by one. */
export const mostCalls = 100
/** By the name of the mentee or the mentor, or by when it is over; backwards with a minus. Without one: those that need somebody first. */
export const replySorts = ['mentee', '-mentee', 'mentor', '-mentor', 'due', '-due'] as const
export type ReplySort = (typeof replySorts)[number]

const replyCounts = z.strictObject({
  pairs: z.int(),
  accepted: z.int(),
  open: z.int(),
  halfYes: z.int(),
  declined: z.int(),
  expired: z.int(),
  withdrawn: z.int(),
  /** Open ones for which a talk or a call is due, and those of them for which it is a call. */
  needs: z.int(),
  toCall: z.int(),
})
export type ReplyCounts = z.infer<typeof replyCounts>

export const listProposals = endpoint({
  operationId: 'listProposals',
  method: 'GET',
  path: '/cohorts/{cohortId}/proposals',
  act: 'matching.see-replies',
  summary: 'Who was asked in a cohort, what they answered and what is due; those that need somebody first, then by name.',
  params: z.strictObject({ cohortId: id }),
  query: z.strictObject({
    state: z.optional(proposalState),
    /** Only those for which a talk or a call is due. */
    needs: z.optional(z.enum(['yes'])),
    /** In the name or the id of one of the two. */
    search: z.optional(text(longestReplySearch)),
    sort: z.optional(z.enum(replySorts)),
    after: z.optional(text(200)),
  }),
  answer: z.strictObject({
    rows: list(proposalView, 100),
    next: z.nullable(line(200)),
    /** Of the whole cohort, and of those among them who are searched for. */
    counts: replyCounts,
    found: replyCounts,
    /** Pairs for which a call is due, on whichever page; soonest over first. */
    calls: list(proposalView, mostCalls),
    /** Mentees who lost a place, were told by when they hear more and have nobody yet; the earliest of those days. */
    promised: z.nullable(z.strictObject({ mentees: z.int(), by: day })),
    talks: list(
      z.strictObject({
        id,
        personId: id,
        name: z.nullable(line(300)),
        phone: z.nullable(line(60)),
        cause: z.enum(['asked', 'second-no']),
        askedAt: instant,
        dueOn: day,
        proposalId: z.nullable(id),
        may: z.strictObject({ close: may }),
      }),
      200,
    ),
  }),
})

export const withdrawProposal = endpoint({
  operationId: 'withdrawProposal',
  method: 'POST',
  path: '/proposals/{proposalId}/withdrawal',
  act: 'matching.withdraw-proposal',
  summary: 'Takes a proposal back before both agreed; both hear that this place has changed. A reason for the minutes is needed.',
  params: z.strictObject({ proposalId: id }),
  body: z.strictObject({ reason: line(500) }),
  status: 200,
  answer: proposalView,
  refusals: { proposal_decided: 409 },
})

export const closeTalk = endpoint({
  operationId: 'closeTalk',
  method: 'POST',
  path: '/talks/{talkId}/closing',
  act: 'matching.close-talk',
  summary: 'The talk took place: a clock that waited goes on, and who said no twice can be suggested again.',
  params: z.strictObject({ talkId: id }),
  body: z.strictObject({}),
  status: 204,
  refusals: { talk_closed: 409 },
})

const about = { proposal: z.uuid(), cohort: z.uuid() }
export const proposalAccepted = fact(
  'matching.proposal-accepted',
  z.object({ ...about, mentorParticipant: z.uuid(), menteeParticipant: z.uuid() }),
)
export const proposalDeclined = fact('matching.proposal-declined', z.object(about))
export const proposalExpired = fact('matching.proposal-expired', z.object(about))
export const proposalWithdrawn = fact('matching.proposal-withdrawn', z.object({ ...about, reason: z.string() }))
export const proposalReminded = fact('matching.proposal-reminded', z.object({ ...about, people: z.int() }))
export const proposalRaised = fact('matching.proposal-raised', z.object({ ...about, silent: z.array(side) }))
