import * as z from 'zod/mini'
import { endpoint, id, text } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { ownProposal } from './proposal.ts'

export const replyReasons = ['not-now', 'not-this-person', 'not-this-topic'] as const
export const replyReason = z.enum(replyReasons)
export type ReplyReason = z.infer<typeof replyReason>

export const replyLine = text(1000)

export const replyInput = z.union([
  z.strictObject({ answer: z.literal('yes') }),
  z.strictObject({ answer: z.literal('no'), reason: replyReason, line: z.optional(z.nullable(replyLine)) }),
])
export type ReplyInput = z.infer<typeof replyInput>

export const reply = endpoint({
  operationId: 'replyToProposal',
  method: 'PUT',
  path: '/proposals/{proposalId}/reply',
  act: 'matching.reply',
  summary: 'Answers a proposal, or changes the answer while it can be changed. A no takes a private reason.',
  params: z.strictObject({ proposalId: id }),
  body: replyInput,
  answer: ownProposal,
  refusals: { proposal_decided: 409 },
})

export const askTalk = endpoint({
  operationId: 'askToTalkFirst',
  method: 'POST',
  path: '/proposals/{proposalId}/talk',
  act: 'matching.reply',
  summary: 'Asks for a word with the coordinator before answering; the time to answer waits for it.',
  params: z.strictObject({ proposalId: id }),
  body: z.strictObject({}),
  answer: ownProposal,
  refusals: { proposal_decided: 409 },
})

export const takeUpAgain = endpoint({
  operationId: 'takeUpAgain',
  method: 'POST',
  path: '/participants/{participantId}/return',
  act: 'matching.return',
  summary:
    'Somebody who rested says that they can be suggested again; a mentor says for how many people, a mentee how many mentors they would like.',
  params: z.strictObject({ participantId: id }),
  body: z.strictObject({ capacity: z.optional(z.int().check(z.gte(0), z.lte(100))) }),
  status: 204,
  refusals: { capacity_over_ceiling: 409, mentors_out_of_range: 422, talk_first: 409 },
})

export const replied = fact('matching.replied', z.object({ proposal: z.uuid(), cohort: z.uuid(), side: z.enum(['mentor', 'mentee']) }))
export const talkAsked = fact('matching.talk-asked', z.object({ talk: z.uuid(), cohort: z.uuid() }))
export const talkClosed = fact('matching.talk-closed', z.object({ talk: z.uuid(), cohort: z.uuid() }))
export const rested = fact('matching.rested', z.object({ participant: z.uuid(), cohort: z.uuid() }))
export const returned = fact('matching.returned', z.object({ participant: z.uuid(), cohort: z.uuid() }))
