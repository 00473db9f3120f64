import * as z from 'zod/mini'
import { day, email, endpoint, id, instant, line, list, may, text } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'

export const concernKinds = ['talk', 'change', 'not-right'] as const
export const concernKind = z.enum(concernKinds)
export type ConcernKind = z.infer<typeof concernKind>
export const concernStates = ['asked', 'read', 'underway', 'done', 'taken-back'] as const
export const concernState = z.enum(concernStates)
export type ConcernState = z.infer<typeof concernState>
export const wishes = ['know', 'talk', 'act'] as const
export const wish = z.enum(wishes)
export type Wish = z.infer<typeof wish>

const words = text(4000)
const position = z.union([z.literal(1), z.literal(2)])

export const safeContactView = z.strictObject({
  position,
  name: z.nullable(line(300)),
  phone: z.nullable(line(60)),
  line: line(300),
  isOutside: z.boolean(),
})
export type SafeContactView = z.infer<typeof safeContactView>

/** A request as its sender sees it. */
export const ownConcern = z.strictObject({
  id,
  programId: id,
  kind: concernKind,
  state: concernState,
  askedAt: instant,
  /** To whom it went. */
  to: z.nullable(line(300)),
  readAt: z.nullable(instant),
  readBy: z.nullable(line(300)),
  /** What is being done, in the words of whoever does it. */
  note: z.nullable(text(2000)),
  notedAt: z.nullable(instant),
  dueOn: day,
  /** Its day has passed unread: who has it now. */
  deputy: z.nullable(line(300)),
  endedAt: z.nullable(instant),
  words: z.nullable(words),
  may: z.strictObject({ add: may, takeBack: may }),
})
export type OwnConcern = z.infer<typeof ownConcern>

export const helpProgram = z.strictObject({
  programId: id,
  program: line(200),
  contact: z.nullable(z.strictObject({ personId: id, name: z.nullable(line(300)), phone: z.nullable(line(60)) })),
  safe: list(safeContactView, 2),
  mentorships: list(
    z.strictObject({
      id,
      partner: z.nullable(line(300)),
      state: z.enum(['active', 'paused', 'closing', 'closed']),
      pausedUntil: z.nullable(day),
      may: z.strictObject({ pause: may, resume: may, end: may }),
    }),
    50,
  ),
})
export type HelpProgram = z.infer<typeof helpProgram>

export const readHelp = endpoint({
  operationId: 'readHelp',
  method: 'GET',
  path: '/help',
  act: 'concern.help',
  summary: 'Whom the reader can turn to in each program, and where their earlier requests stand.',
  answer: z.strictObject({ programs: list(helpProgram, 50), requests: list(ownConcern, 50) }),
})

export const raiseInput = z.union([
  z.strictObject({
    programId: id,
    kind: z.enum(['talk', 'change']),
    mentorshipId: z.optional(z.nullable(id)),
    words: z.optional(z.nullable(words)),
  }),
  z.strictObject({
    programId: id,
    kind: z.literal('not-right'),
    mentorshipId: z.optional(z.nullable(id)),
    words: z.optional(z.nullable(words)),
    wish,
    to: position,
  }),
])
export type RaiseInput = z.infer<typeof raiseInput>

export const raiseConcern = endpoint({
  operationId: 'askForHelp',
  method: 'POST',
  path: '/help-requests',
  act: 'concern.raise',
  summary: 'Asks for a word, for a change, or says that something is not right. The partner never sees it.',
  body: raiseInput,
  answer: ownConcern,
  refusals: { no_safe_contact: 409, too_many_open: 409 },
})

const concernParams = z.strictObject({ concernId: id })

export const addToConcern = endpoint({
  operationId: 'addToRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/additions',
  act: 'concern.own',
  summary: 'Adds a line to an open request.',
  params: concernParams,
  body: z.strictObject({ words }),
  status: 200,
  answer: ownConcern,
  refusals: { concern_over: 409 },
})

export const takeBackConcern = endpoint({
  operationId: 'takeBackRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/taking-back',
  act: 'concern.own',
  summary: 'Takes an open request back; its words are deleted.',
  params: concernParams,
  body: z.strictObject({}),
  status: 200,
  answer: ownConcern,
  refusals: { concern_over: 409 },
})

/** A request as whoever looks after it sees it in the list: without its words, which are opened one at a time. */
export const concernRow = z.strictObject({
  id,
  kind: concernKind,
  wish: z.nullable(wish),
  person: z.strictObject({ id, name: z.nullable(line(300)), phone: z.nullable(line(60)) }),
  partner: z.nullable(line(300)),
  state: concernState,
  askedAt: instant,
  dueOn: day,
  isLate: z.boolean(),
  hasWords: z.boolean(),
  readAt: z.nullable(instant),
  readBy: z.nullable(line(300)),
  note: z.nullable(text(2000)),
  endedAt: z.nullable(instant),
  may: z.strictObject({ note: may, finish: may }),
})
export type ConcernRow = z.infer<typeof concernRow>

export const listConcerns = endpoint({
  operationId: 'listHelpRequests',
  method: 'GET',
  path: '/programs/{programId}/help-requests',
  act: 'concern.see',
  summary: 'Requests for help in a program, those that are due first.',
  params: z.strictObject({ programId: id }),
  query: z.strictObject({ state: z.optional(z.enum(['open', 'ended'])) }),
  answer: z.strictObject({ rows: list(concernRow, 200), counts: z.strictObject({ open: z.int(), late: z.int() }) }),
})

export const listGivenToMe = endpoint({
  operationId: 'listConcernsGivenToMe',
  method: 'GET',
  path: '/concerns-given-to-me',
  act: 'concern.see',
  summary: 'What was given to the reader alone, as a safe contact.',
  answer: z.strictObject({ rows: list(concernRow, 200) }),
})

export const openConcern = endpoint({
  operationId: 'openHelpRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/reading',
  act: 'concern.see',
  summary: 'Opens the words of a request; the sender sees who read it and when.',
  params: concernParams,
  body: z.strictObject({}),
  status: 200,
  answer: z.strictObject({ ...concernRow.shape, words: z.nullable(words) }),
})

export const noteConcern = endpoint({
  operationId: 'noteHelpRequest',
  method: 'PUT',
  path: '/help-requests/{concernId}/note',
  act: 'concern.see',
  summary: 'Says what is being done and by when they hear; the sender reads it.',
  params: concernParams,
  body: z.strictObject({ note: text(2000), dueOn: z.optional(day) }),
  answer: concernRow,
  refusals: { concern_over: 409 },
})

export const finishConcern = endpoint({
  operationId: 'finishHelpRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/finish',
  act: 'concern.see',
  summary: 'It is done.',
  params: concernParams,
  body: z.strictObject({}),
  status: 200,
  answer: concernRow,
  refusals: { concern_over: 409 },
})

export const nameSafeContacts = endpoint({
  operationId: 'nameSafeContacts',
  method: 'PUT',
  path: '/programs/{programId}/safe-contacts',
  act: 'concern.name-contacts',
  summary: 'Names the two people to whom “something is not right” can go; the second is for when the first is part of it.',
  params: z.strictObject({ programId: id }),
  body: z.strictObject({
    contacts: list(z.strictObject({ name: line(200), email, phone: z.nullable(line(60)), line: line(300), isOutside: z.boolean() }), 2),
  }),
  answer: z.strictObject({ safe: list(safeContactView, 2) }),
  refusals: { same_contact_twice: 422 },
})

export const readSafeContacts = endpoint({
  operationId: 'readSafeContacts',
  method: 'GET',
  path: '/programs/{programId}/safe-contacts',
  act: 'concern.name-contacts',
  summary: 'The safe contacts of a program.',
  params: z.strictObject({ programId: id }),
  answer: z.strictObject({ safe: list(z.strictObject({ ...safeContactView.shape, email: z.nullable(email) }), 2) }),
})

const about = { concern: z.uuid() }
/** Of the kinds that go to coordinators. What goes to one person alone leaves no trace that names it. */
export const concernRaised = fact('concern.raised', z.object({ ...about, kind: z.enum(['talk', 'change']) }))
export const givenAlone = fact('concern.given-alone', z.object(about))
export const concernRead = fact('concern.read', z.object(about))
export const concernNoted = fact('concern.noted', z.object(about))
export const concernFinished = fact('concern.finished', z.object(about))
export const concernTakenBack = fact('concern.taken-back', z.object(about))
export const safeContactsNamed = fact('concern.safe-contacts-named', z.object({ program: z.uuid(), count: z.int() }))
