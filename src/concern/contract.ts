import * as z from 'zod/mini'
import { day, email, endpoint, id, instant, line, list, may, pageQuery, text, version } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'
import { mentorshipState } from '../mentorship/contract.ts'

export const concernKinds = ['talk', 'pause', 'change', 'not-right', 'end'] as const
export const concernKind = z.enum(concernKinds)
export type ConcernKind = z.infer<typeof concernKind>
export const concernStates = ['asked', 'read', 'underway', 'done', 'taken-back'] as const
export const concernState = z.enum(concernStates)
export type ConcernState = z.infer<typeof concernState>
/** How it shall be treated: just so you know, talk to me first, please act. */
export const wishes = ['know', 'talk', 'act'] as const
export const wish = z.enum(wishes)
export type Wish = z.infer<typeof wish>
export const steps = ['asked', 'added', 'read', 'noted', 'passed', 'left', 'replied', 'done', 'taken-back'] as const
export const step = z.enum(steps)
export type Step = z.infer<typeof step>

export const longestWords = 4000
const words = text(longestWords).check(z.trim())
const name = z.nullable(line(300))
const phone = z.nullable(line(60))

/** One step of a request, with the words that were written in it. `on` is its day in the organization's zone. */
const stepView = z.strictObject({ step, on: day, at: instant, name, isYou: z.boolean(), words: z.nullable(words) })
export type StepView = z.infer<typeof stepView>

/** A request as its sender sees it. */
export const ownConcern = z.strictObject({
  id,
  programId: id,
  program: line(200),
  kind: concernKind,
  state: concernState,
  wish: z.nullable(wish),
  untilOn: z.nullable(day),
  /** Who has it now; null also where nobody has it. */
  to: name,
  /** By when the sender hears; null: they have heard. */
  dueOn: z.nullable(day),
  isLate: z.boolean(),
  /** Who has it after that day. */
  deputy: name,
  steps: list(stepView, 100),
  /** `choose`: nobody has it, because whoever had it no longer looks after the program; the sender says who gets it. */
  may: z.strictObject({ add: may, takeBack: may, choose: may }),
})
export type OwnConcern = z.infer<typeof ownConcern>

/** One of those to whom what is not right can go. */
export const safeChoice = z.strictObject({
  personId: id,
  name,
  phone,
  as: z.enum(['safe', 'contact', 'coordinator', 'administrator']),
  line: z.nullable(line(300)),
  isOutside: z.boolean(),
  /** Whoever shares a mentorship with the reader is named, and cannot be chosen. */
  may,
})
export type SafeChoice = z.infer<typeof safeChoice>

export const helpProgram = z.strictObject({
  programId: id,
  program: line(200),
  /** Whom requests go to. */
  contact: z.nullable(z.strictObject({ personId: id, name, phone })),
  /** The program's contact, where that person is part of the reader's mentorship and requests go to somebody else. */
  insteadOf: name,
  deputy: name,
  answersInDays: z.int().check(z.gte(1), z.lte(30)),
  /** Whether whoever is asked, and the reader, hear by mail. Without, they find it on their page, and the reader gets a letter. */
  mail: z.strictObject({ toThem: z.boolean(), toYou: z.boolean() }),
  hearBy: day,
  hearBySafe: day,
  /** The first and the last day on which a pause may end. */
  pause: z.strictObject({ from: day, to: day }),
  safe: list(safeChoice, 50),
  mentorships: list(
    z.strictObject({
      id,
      partner: name,
      /** Null: it is of two. `leavesAlone`: the reader pauses and leaves for themself; otherwise they lead it, and it pauses and ends for everybody. */
      group: z.nullable(z.strictObject({ leavesAlone: z.boolean(), others: list(z.strictObject({ personId: id, name }), 24) })),
      state: mentorshipState,
      pausedUntil: z.nullable(day),
      /** The reader chose its end, which can be taken back until this day. */
      ending: z.nullable(z.strictObject({ closureId: id, lastOn: day })),
      may: z.strictObject({ pause: may, resume: may, end: may }),
    }),
    50,
  ),
})
export type HelpProgram = z.infer<typeof helpProgram>

const helpView = z.strictObject({ organization: line(200), programs: list(helpProgram, 50), requests: list(ownConcern, 50) })
export type HelpView = z.infer<typeof helpView>

export const readHelp = endpoint({
  operationId: 'readHelp',
  method: 'GET',
  path: '/help',
  act: 'concern.help',
  summary: 'Whom the reader can turn to in each program, and where their earlier requests stand.',
  answer: helpView,
})

export const raiseInput = z.strictObject({
  programId: id,
  kind: concernKind,
  /** Needed where the sender is in several mentorships and it is about one of them. */
  mentorshipId: z.optional(z.nullable(id)),
  /** In a group: the one whom it is about, where the sender names somebody. */
  aboutPersonId: z.optional(z.nullable(id)),
  words: z.optional(z.nullable(words)),
  wish: z.optional(z.nullable(wish)),
  /** Of what is not right: to whom. Everything else goes to the contact. */
  to: z.optional(z.nullable(id)),
  /** Of what is not right: somebody else of the choices may get it when its day is over. */
  passesOn: z.optional(z.boolean()),
  /** Of a pause: until which day. */
  untilOn: z.optional(z.nullable(day)),
})
export type RaiseInput = z.infer<typeof raiseInput>

export const raiseConcern = endpoint({
  operationId: 'askForHelp',
  method: 'POST',
  path: '/help-requests',
  act: 'concern.raise',
  summary: 'Asks for a word, a pause, a change or the end, or says that something is not right. The partner never sees it.',
  body: raiseInput,
  answer: ownConcern,
  refusals: { no_safe_contact: 409, too_many_open: 409, nobody_to_ask: 409, until_needed: 422, pause_dates: 422 },
})

export const listOwnConcerns = endpoint({
  operationId: 'listOwnRequests',
  method: 'GET',
  path: '/help-requests',
  act: 'concern.help',
  summary: 'The reader’s own requests in all programs: open ones first, then the latest.',
  query: z.strictObject(pageQuery),
  answer: z.strictObject({ rows: list(ownConcern, 100), next: z.nullable(line(200)) }),
})

export const concernParams = z.strictObject({ concernId: id })

export const addToConcern = endpoint({
  operationId: 'addToRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/additions',
  act: 'concern.own',
  summary: 'Adds words to an open request, or says how it shall be treated.',
  params: concernParams,
  body: z.strictObject({ words: z.optional(words), wish: z.optional(wish) }),
  status: 200,
  answer: ownConcern,
  refusals: { concern_over: 409, nothing_added: 422 },
})

export const takeBackConcern = endpoint({
  operationId: 'takeBackRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/taking-back',
  act: 'concern.own',
  summary: 'Takes a request back as long as nobody has acted on it; its words are deleted.',
  params: concernParams,
  body: z.strictObject({}),
  status: 200,
  answer: ownConcern,
  refusals: { concern_over: 409, concern_underway: 409 },
})

/** A request as whoever has it sees it in the list: without its words, which are opened one at a time. */
export const concernRow = z.strictObject({
  id,
  programId: id,
  program: line(200),
  kind: concernKind,
  wish: z.nullable(wish),
  person: z.strictObject({ id, name, phone }),
  partner: name,
  state: concernState,
  askedOn: day,
  dueOn: z.nullable(day),
  isLate: z.boolean(),
  wasPassed: z.boolean(),
})
export type ConcernRow = z.infer<typeof concernRow>

export const openedConcern = z.strictObject({
  ...concernRow.shape,
  untilOn: z.nullable(day),
  steps: list(stepView, 100),
  /** How the sender hears that there is an answer: by mail, or by a letter that the reader hands over. */
  toSender: z.enum(['mail', 'letter']),
  /** Everything but answering waits until the sender has said how to treat it. */
  may: z.strictObject({ reply: may, note: may, finish: may }),
})
export type OpenedConcern = z.infer<typeof openedConcern>

const inbox = z.strictObject({
  rows: list(concernRow, 100),
  next: z.nullable(line(200)),
  counts: z.strictObject({ open: z.int(), late: z.int(), ended: z.int() }),
})
const inboxQuery = z.strictObject({ ...pageQuery, state: z.optional(z.enum(['open', 'ended'])) })

export const listConcerns = endpoint({
  operationId: 'listHelpRequests',
  method: 'GET',
  path: '/programs/{programId}/help-requests',
  act: 'concern.inbox',
  summary: 'The requests in a program that are with the reader, those due first.',
  params: z.strictObject({ programId: id }),
  query: inboxQuery,
  answer: inbox,
})

export const listGivenToMe = endpoint({
  operationId: 'listConcernsGivenToMe',
  method: 'GET',
  path: '/concerns-given-to-me',
  act: 'concern.help',
  summary: 'What is with the reader in all programs, as staff or as a safe contact.',
  query: inboxQuery,
  answer: inbox,
})

export const openConcern = endpoint({
  operationId: 'openHelpRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/reading',
  act: 'concern.see',
  summary: 'Opens a request; the sender sees who read it and when.',
  params: concernParams,
  body: z.strictObject({}),
  status: 200,
  answer: openedConcern,
})

export const replyToConcern = endpoint({
  operationId: 'replyToHelpRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/replies',
  act: 'concern.see',
  summary: 'Answers the sender; the words stand on their help page, the mail says only that there is an answer.',
  params: concernParams,
  body: z.strictObject({ words: words.check(z.minLength(1)) }),
  status: 200,
  answer: openedConcern,
  refusals: { concern_over: 409 },
})

export const noteConcern = endpoint({
  operationId: 'noteHelpRequest',
  method: 'PUT',
  path: '/help-requests/{concernId}/note',
  act: 'concern.see',
  summary: 'Sees to it: says what is being done and by when the sender hears.',
  params: concernParams,
  body: z.strictObject({ note: z.optional(words), dueOn: z.optional(day) }),
  answer: openedConcern,
  refusals: { concern_over: 409, reply_only: 409, only_to_know: 409, hear_by_dates: 422 },
})

export const finishConcern = endpoint({
  operationId: 'finishHelpRequest',
  method: 'POST',
  path: '/help-requests/{concernId}/finish',
  act: 'concern.see',
  summary: 'It is done; the sender sees it.',
  params: concernParams,
  body: z.strictObject({ words: z.optional(words) }),
  status: 200,
  answer: openedConcern,
  refusals: { concern_over: 409, reply_only: 409 },
})

const position = z.union([z.literal(1), z.literal(2)])
const safeContactView = z.strictObject({ position, name, phone, line: line(300), isOutside: z.boolean(), email: z.nullable(email) })
export type SafeContactView = z.infer<typeof safeContactView>

export const nameSafeContacts = endpoint({
  operationId: 'nameSafeContacts',
  method: 'PUT',
  path: '/programs/{programId}/safe-contacts',
  act: 'concern.name-contacts',
  summary:
    'Names the two people to whom “something is not right” can go; the second is for when the first is part of it. A coordinator of the program names with them whom everybody asks, all or nothing.',
  params: z.strictObject({ programId: id }),
  body: z.strictObject({
    contacts: list(z.strictObject({ name: line(200), email, phone, line: line(300), isOutside: z.boolean() }), 2),
    /** The person to ask, with the version of the program that was read. */
    ask: z.optional(z.strictObject({ personId: id, phone, version })),
  }),
  answer: z.strictObject({ safe: list(safeContactView, 2) }),
  refusals: { same_contact_twice: 422, contact_not_staff: 422 },
})

export const readSafeContacts = endpoint({
  operationId: 'readSafeContacts',
  method: 'GET',
  path: '/programs/{programId}/safe-contacts',
  act: 'concern.name-contacts',
  summary: 'The safe contacts of a program.',
  params: z.strictObject({ programId: id }),
  answer: z.strictObject({ safe: list(safeContactView, 2) }),
})

/** Ids alone: neither kind nor sender nor program is in the history, so that no reader of it learns who asked for help. */
export const about = { concern: z.uuid() }
export const concernRaised = fact('concern.raised', z.object(about))
export const concernAdded = fact('concern.added', z.object(about))
export const concernRead = fact('concern.read', z.object(about))
export const concernReplied = fact('concern.replied', z.object(about))
export const concernNoted = fact('concern.noted', z.object(about))
export const concernPassed = fact('concern.passed', z.object(about))
export const concernFinished = fact('concern.finished', z.object(about))
export const concernTakenBack = fact('concern.taken-back', z.object(about))
export const safeContactsNamed = fact('concern.safe-contacts-named', z.object({ program: z.uuid(), count: z.int() }))
