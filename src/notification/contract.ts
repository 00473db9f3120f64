import * as z from 'zod/mini'
import { endpoint, id, instant, line, list, may, text, wholeInQuery } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'

/** Where a mail is looked for: tonight (due), came back, kept to be handed over, handed over, or everything that became of mails. */
export const mailTabs = ['tonight', 'came-back', 'kept', 'handed-over', 'log'] as const
/** For what of its mail whoever looks after a program is needed. */
export const mailNeeds = ['came-back', 'letters', 'mail-paused'] as const
export const mailTab = z.enum(mailTabs)
export type MailTab = z.infer<typeof mailTab>

const reason = text(80)
export const mailState = z.enum(['due', 'sent', 'kept', 'handed-over', 'stopped', 'dropped', 'failed'])

export const mailRow = z.strictObject({
  id,
  person: z.nullable(z.strictObject({ id, name: z.nullable(line(300)), phone: z.nullable(line(60)) })),
  hasAddress: z.boolean(),
  /** Where it goes, of somebody who is not known here yet: nothing else tells whose it is. */
  address: z.nullable(line(254)),
  reason,
  state: mailState,
  dueAt: instant,
  createdAt: instant,
  finishedAt: z.nullable(instant),
  attempts: z.int(),
  /** What the mail server said when it did not take it. */
  lastAnswer: z.nullable(text(2000)),
  /** Stopped, and can still be put back. */
  canReturn: z.boolean(),
  handedBy: z.nullable(line(300)),
})
export type MailRow = z.infer<typeof mailRow>

export const holdView = z.strictObject({
  id,
  reason,
  people: z.int(),
  leavesAt: instant,
  madeBy: z.nullable(line(300)),
  madeAt: instant,
  may: z.strictObject({ stop: may }),
})
export type HoldView = z.infer<typeof holdView>

const scope = { programId: z.optional(id) }

export const readMail = endpoint({
  operationId: 'readMail',
  method: 'GET',
  path: '/mail',
  act: 'notification.see',
  summary: 'What leaves tonight, grouped by reason, what is held and what came back; counts are of unique people.',
  query: z.strictObject(scope),
  answer: z.strictObject({
    /** Unique people who get mail tonight, and when the last of it leaves. */
    people: z.int(),
    lastAt: z.nullable(instant),
    /** Groups with several mails to one person add up to more than `people`: `several` people have more than one. */
    several: z.int(),
    groups: list(z.strictObject({ reason, people: z.int(), mails: z.int(), firstAt: instant }), 100),
    holds: list(holdView, 100),
    counts: z.strictObject({ tonight: z.int(), held: z.int(), cameBack: z.int(), kept: z.int(), handedOver: z.int() }),
    /** Without one nothing leaves: whatever falls due is kept to be handed over. */
    hasMailServer: z.boolean(),
    /** Since when nothing leaves, of all that the reader looks after or of a part of it, and by whom. */
    paused: z.nullable(z.strictObject({ since: instant, by: z.nullable(line(300)), may: z.strictObject({ resume: may }) })),
    may: z.strictObject({ stop: may }),
  }),
})

export const listMails = endpoint({
  operationId: 'listMails',
  method: 'GET',
  path: '/mails',
  act: 'notification.see',
  summary: 'Mails by what became of them, latest first; of one reason or one person if asked.',
  query: z.strictObject({
    ...scope,
    tab: mailTab,
    reason: z.optional(reason),
    person: z.optional(text(200)),
    after: z.optional(id),
    limit: z.optional(wholeInQuery(1, 100)),
  }),
  answer: z.strictObject({ rows: list(mailRow, 100), next: z.nullable(id) }),
})

const mailParams = z.strictObject({ mailId: id })

export const openMail = endpoint({
  operationId: 'openMail',
  method: 'POST',
  path: '/mails/{mailId}/opening',
  act: 'notification.open',
  summary: 'Shows the words of one mail; that it was opened is kept in the history. Links are shown only where it is to be handed over.',
  params: mailParams,
  body: z.strictObject({}),
  status: 200,
  answer: z.strictObject({ ...mailRow.shape, subject: text(1000), text: text(50_000) }),
  refusals: { mail_forgotten: 409 },
})

/** A link as a sheet of paper can carry it: the whole address for a camera, and what a hand can type. */
const paperLink = z.strictObject({
  label: text(1000),
  url: text(2000),
  /** An address with the code to enter there, the whole address, or where to sign in to find the page. */
  way: z.enum(['code', 'whole', 'sign-in']),
  typed: text(2000),
  code: z.nullable(text(20)),
})
export type PaperLinkView = z.infer<typeof paperLink>

const letter = z.strictObject({
  id,
  name: z.nullable(line(300)),
  reason,
  subject: text(1000),
  paragraphs: list(text(50_000), 200),
  links: list(paperLink, 50),
  footer: list(z.union([text(2000), paperLink]), 20),
})
export type LetterView = z.infer<typeof letter>

const whichLetters = { ...scope, person: z.optional(text(200)) }

export const openLetters = endpoint({
  operationId: 'openLetters',
  method: 'POST',
  path: '/mails/letters',
  act: 'notification.open',
  summary:
    'Shows the words of mails that are to be handed over, as paper says them, fifty at a time: all, those of one person, or one. That they were opened is kept in the history.',
  body: z.strictObject({ ...whichLetters, mailId: z.optional(id), after: z.optional(id) }),
  status: 200,
  answer: z.strictObject({ rows: list(letter, 50), next: z.nullable(id), total: z.int() }),
  refusals: { mails_gone: 409, mail_forgotten: 409 },
})

const someLetters = z.strictObject({ mailIds: z.array(id).check(z.minLength(1), z.maxLength(1000)) })

export const handOverLetters = endpoint({
  operationId: 'handOverLetters',
  method: 'POST',
  path: '/mails/handing-over',
  act: 'notification.hand-over',
  summary: 'Notes that these letters were handed over; who did it and when is kept with them, and it can be taken back.',
  body: someLetters,
  status: 200,
  answer: z.strictObject({ handedOver: z.int() }),
  refusals: { mails_gone: 409 },
})

export const takeBackLetters = endpoint({
  operationId: 'takeBackLetters',
  method: 'POST',
  path: '/mails/taking-back',
  act: 'notification.hand-over',
  summary: 'These letters were not handed over after all, or are to be printed again: they are to be handed over as before.',
  body: someLetters,
  status: 200,
  answer: z.strictObject({ back: z.int() }),
  refusals: { mails_gone: 409, mail_forgotten: 409 },
})

const someMails = z.union([
  z.strictObject({ mailIds: z.array(id).check(z.minLength(1), z.maxLength(100)) }),
  /** `since`: of those stopped, only what was stopped then or later. */
  z.strictObject({ reason, programId: z.optional(id), since: z.optional(instant) }),
])

export const stopMails = endpoint({
  operationId: 'stopMails',
  method: 'POST',
  path: '/mails/stopping',
  act: 'notification.stop',
  summary: 'Stops mails that have not left: these, or all of one reason. They can be put back.',
  body: someMails,
  status: 200,
  answer: z.strictObject({ stopped: z.int(), people: z.int(), at: instant }),
  refusals: { mails_gone: 409 },
})

export const putBackMails = endpoint({
  operationId: 'putBackMails',
  method: 'POST',
  path: '/mails/putting-back',
  act: 'notification.stop',
  summary: 'Puts stopped mails back; they leave at their time, or at once where it has passed.',
  body: someMails,
  status: 200,
  answer: z.strictObject({ back: z.int(), people: z.int() }),
  refusals: { mails_gone: 409 },
})

export const stopHold = endpoint({
  operationId: 'stopHold',
  method: 'POST',
  path: '/holds/{holdId}/stop',
  act: 'notification.stop',
  summary: 'Stops something that is held; nothing of it was sent.',
  params: z.strictObject({ holdId: id }),
  body: z.strictObject({}),
  status: 204,
  refusals: { hold_over: 409 },
})

export const pauseAllMail = endpoint({
  operationId: 'pauseAllMail',
  method: 'PUT',
  path: '/mail/pause',
  act: 'notification.pause',
  summary:
    'Nothing leaves any more of the programs that the caller looks after, until it goes on; what falls due waits. Sign-in links go on.',
  body: z.strictObject({}),
  status: 204,
})

export const resumeAllMail = endpoint({
  operationId: 'resumeAllMail',
  method: 'DELETE',
  path: '/mail/pause',
  act: 'notification.pause',
  summary: 'Mail goes on; what fell due meanwhile leaves now. What an administrator has paused, an administrator lets go on.',
  status: 204,
})

export const mailPaused = fact('notification.mail-paused', z.object({ scopes: z.array(z.uuid()) }))
export const mailResumed = fact('notification.mail-resumed', z.object({ scopes: z.array(z.uuid()) }))
export const mailOpened = fact('notification.mail-opened', z.object({ mail: z.uuid() }))
export const lettersOpened = fact('notification.letters-opened', z.object({ mails: z.array(z.uuid()) }))
export const lettersHandedOver = fact('notification.letters-handed-over', z.object({ mails: z.array(z.uuid()) }))
export const lettersTakenBack = fact('notification.letters-taken-back', z.object({ mails: z.array(z.uuid()) }))
export const mailsStopped = fact('notification.mails-stopped', z.object({ mails: z.array(z.uuid()), reason: z.nullable(z.string()) }))
export const mailsPutBack = fact('notification.mails-put-back', z.object({ mails: z.array(z.uuid()) }))
export const holdStopped = fact('notification.hold-stopped', z.object({ hold: z.uuid(), subject: z.uuid() }))
