/** What waits for whom: counts for whoever has requests, a new choice for a sender whose request nobody has, a letter where no mail goes. */
import * as z from 'zod/mini'
import { type Answer, endpoint, id, line, list, text } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { about, concernParams, ownConcern } from '../contract.ts'

export const chooseRecipient = endpoint({
  operationId: 'chooseWhoGetsRequest',
  method: 'PUT',
  path: '/help-requests/{concernId}/recipient',
  act: 'concern.own',
  summary: 'Gives a request that nobody has to somebody else, because whoever had it no longer looks after the program.',
  params: concernParams,
  body: z.strictObject({ to: id }),
  answer: ownConcern,
  refusals: { concern_over: 409, somebody_has_it: 409, no_safe_contact: 409 },
})

export const readWaiting = endpoint({
  operationId: 'readWaitingRequests',
  method: 'GET',
  path: '/help-requests-waiting',
  act: 'concern.help',
  summary: 'How many requests with the reader wait for an answer, by program; nothing of what they say or from whom they are.',
  answer: z.strictObject({
    programs: list(
      z.strictObject({
        programId: id,
        program: line(200),
        waiting: z.int(),
        unread: z.int(),
        late: z.int(),
        /** Whether the reader looks after the program; safe contacts find what is given to them on a page of their own. */
        isStaff: z.boolean(),
      }),
      500,
    ),
  }),
})
export type Waiting = Answer<typeof readWaiting>['programs'][number]

export const openNewsLetter = endpoint({
  operationId: 'openLetterToSender',
  method: 'POST',
  path: '/help-requests/{concernId}/letter',
  act: 'concern.see',
  summary: 'Shows the letter to hand over to a sender whom no mail reaches: that there is an answer, never its words.',
  params: concernParams,
  body: z.strictObject({}),
  status: 200,
  answer: z.strictObject({ subject: text(1000), text: text(50_000) }),
  refusals: { no_letter: 409 },
})

/** For what whoever has requests is needed: those of a program that they look after, or of one whose safe contact they are. */
export const concernNeeds = ['requests', 'given'] as const

export const concernLeft = fact('concern.left', z.object(about))
export const concernLetterOpened = fact('concern.letter-opened', z.object(about))
