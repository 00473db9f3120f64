import * as z from 'zod/mini'
import { endpoint, id, instant, line, list, may, pageQuery, text } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'

export const messageText = text(5000).check(z.trim(), z.minLength(1))

export const messageView = z.strictObject({
  id,
  author: z.strictObject({ personId: id, name: z.nullable(line(200)), isYou: z.boolean() }),
  /** null: its author took it back. */
  text: z.nullable(text(5000)),
  sentAt: instant,
  may: z.strictObject({ takeBack: may }),
})
export type MessageView = z.infer<typeof messageView>

export const readThread = endpoint({
  operationId: 'readThread',
  method: 'GET',
  path: '/threads/{threadId}/messages',
  act: 'message.read',
  summary: 'The messages of a thread, latest first. Only its members can read it; reading it counts them as seen by the reader alone.',
  params: z.strictObject({ threadId: id }),
  query: z.strictObject(pageQuery),
  answer: z.strictObject({
    rows: list(messageView, 100),
    next: z.nullable(z.string().check(z.maxLength(500))),
    /** How many the reader had not seen before. */
    unseen: z.int().check(z.gte(0)),
    may: z.strictObject({ write: may }),
  }),
})

export const sendMessage = endpoint({
  operationId: 'sendMessage',
  method: 'POST',
  path: '/threads/{threadId}/messages',
  act: 'message.write',
  summary: 'Writes to the other members of the thread.',
  params: z.strictObject({ threadId: id }),
  body: z.strictObject({ text: messageText }),
  answer: messageView,
  refusals: { thread_closed: 409, too_many_messages: 409 },
})

export const markSeen = endpoint({
  operationId: 'markThreadSeen',
  method: 'PUT',
  path: '/threads/{threadId}/seen',
  act: 'message.read',
  summary: 'The reader has seen everything up to now; told to nobody else.',
  params: z.strictObject({ threadId: id }),
})

export const takeBackMessage = endpoint({
  operationId: 'takeBackMessage',
  method: 'DELETE',
  path: '/messages/{messageId}',
  act: 'message.take-back',
  summary: 'The author takes a message back; its words are deleted.',
  params: z.strictObject({ messageId: id }),
})

export const messageSent = fact(
  'message.sent',
  z.object({ message: z.uuid(), thread: z.uuid(), scope: z.uuid(), firstUnseen: z.boolean() }),
)
export const messageTakenBack = fact('message.taken-back', z.object({ message: z.uuid(), thread: z.uuid() }))
