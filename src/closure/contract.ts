import * as z from 'zod/mini'
import { day, endpoint, id, instant, line, list, may, text, words } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'

export const manners = ['last-talk', 'without'] as const
export const manner = z.enum(manners)
export type Manner = z.infer<typeof manner>
export const closureState = z.enum(['chosen', 'taken-back', 'complete'])
export type ClosureState = z.infer<typeof closureState>

/** What an ending ends. */
export const whoses = ['pair', 'own', 'group'] as const
export type Whose = (typeof whoses)[number]

/** An ending as one of the two sees it; why is in no part of it. */
export const closureView = z.strictObject({
  id,
  mentorshipId: id,
  manner,
  state: closureState,
  byYou: z.boolean(),
  chosenAt: instant,
  lastOn: day,
  may: z.strictObject({ takeBack: may }),
})
export type ClosureView = z.infer<typeof closureView>

const mentorshipParams = z.strictObject({ mentorshipId: id })

export const readClosure = endpoint({
  operationId: 'readClosure',
  method: 'GET',
  path: '/mentorships/{mentorshipId}/closure',
  act: 'closure.read',
  summary: 'How a mentorship ends, for its two members; nothing where no end was chosen.',
  params: mentorshipParams,
  /** What would end: the mentorship of two, the reader's own part in a group, or the group for everybody. */
  answer: z.strictObject({ closure: z.nullable(closureView), whose: z.enum(whoses) }),
})

export const chooseClosure = endpoint({
  operationId: 'chooseClosure',
  method: 'POST',
  path: '/mentorships/{mentorshipId}/closure',
  act: 'closure.choose',
  summary: 'Chooses to end, with a last talk or without. It can be taken back until the last day; no reason is needed.',
  params: mentorshipParams,
  body: z.strictObject({ manner, reason: z.optional(z.nullable(words(2000))) }),
  answer: closureView,
  refusals: { mentorship_cannot_move: 409 },
})

const closureParams = z.strictObject({ closureId: id })

export const endGroup = endpoint({
  operationId: 'endGroup',
  method: 'POST',
  path: '/mentorships/{mentorshipId}/group-ending',
  act: 'closure.end-group',
  summary: 'A coordinator ends a group for everybody in it, with a last meeting or without. It can be taken back until the last day.',
  params: mentorshipParams,
  body: z.strictObject({ manner, reason: z.optional(z.nullable(words(2000))) }),
  answer: closureView,
  refusals: { mentorship_cannot_move: 409, no_group: 409 },
})

export const takeBackClosure = endpoint({
  operationId: 'takeBackClosure',
  method: 'POST',
  path: '/closures/{closureId}/taking-back',
  act: 'closure.take-back',
  summary: 'Whoever chose the end takes it back; the mentorship goes on.',
  params: closureParams,
  body: z.strictObject({}),
  status: 200,
  answer: closureView,
  refusals: { closure_over: 409 },
})

const endingRow = z.strictObject({
  id,
  mentorshipId: id,
  mentor: z.nullable(line(300)),
  mentee: z.nullable(line(300)),
  whose: z.enum(whoses),
  chosenBy: z.nullable(line(300)),
  manner,
  reason: z.nullable(text(2000)),
  chosenAt: instant,
  lastOn: day,
  may: z.strictObject({ complete: may, takeBack: may }),
})
export type EndingRow = z.infer<typeof endingRow>

export const listClosures = endpoint({
  operationId: 'listClosures',
  method: 'GET',
  path: '/programs/{programId}/closures',
  act: 'closure.list',
  summary: 'Mentorships of a program that are coming to an end, for its coordinators.',
  params: z.strictObject({ programId: id }),
  answer: z.strictObject({ rows: list(endingRow, 200) }),
})

export const completeClosure = endpoint({
  operationId: 'completeClosure',
  method: 'POST',
  path: '/closures/{closureId}/completion',
  act: 'closure.complete',
  summary: 'Closes a mentorship before its last day, when everything is said.',
  params: closureParams,
  body: z.strictObject({}),
  status: 204,
  refusals: { closure_over: 409 },
})

const about = { closure: z.uuid(), mentorship: z.uuid() }
export const closureChosen = fact('closure.chosen', z.object({ ...about, manner }))
export const closureTakenBack = fact('closure.taken-back', z.object(about))
export const closureCompleted = fact('closure.completed', z.object(about))
