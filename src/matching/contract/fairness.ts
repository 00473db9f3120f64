import * as z from 'zod/mini'
import { endpoint, id, line, list, may, version } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { questionKey } from '../../questionnaire/contract.ts'
import { measure } from './arrangement.ts'

/** By so many questions fairness is looked at, at most. */
export const mostFairnessQuestions = 3
const questionKeys = list(questionKey, mostFairnessQuestions)

/**
 * Why fairness is not looked at by a question: it is not answered by one choice; only coordinators may know the answer; its words tell what
 * the law protects.
 */
export const notByWhys = ['kind', 'audience', 'protected'] as const
const notBy = z.enum(notByWhys)
export type NotBy = z.infer<typeof notBy>

export const fairnessQuestions = z.strictObject({
  cohortId: id,
  /** In the order in which they are told: where two together would tell too much, the first is told. */
  chosen: questionKeys,
  /** Every question with one choice. `compared`: matching goes by it anyhow. */
  questions: list(z.strictObject({ key: questionKey, label: line(300), not: z.nullable(notBy), compared: z.boolean() }), 500),
  version,
  may: z.strictObject({ change: may }),
})
export type FairnessQuestions = z.infer<typeof fairnessQuestions>

export const readFairnessQuestions = endpoint({
  operationId: 'readFairnessQuestions',
  method: 'GET',
  path: '/cohorts/{cohortId}/fairness-questions',
  act: 'matching.see',
  summary: 'The questions by whose answers fairness is looked at, and those by which it could be.',
  params: z.strictObject({ cohortId: id }),
  answer: fairnessQuestions,
})

export const changeFairnessQuestions = endpoint({
  operationId: 'changeFairnessQuestions',
  method: 'PUT',
  path: '/cohorts/{cohortId}/fairness-questions',
  act: 'matching.change',
  summary: 'From the next round on fairness is looked at by these questions. Matching goes by none of them because of it.',
  versioned: true,
  params: z.strictObject({ cohortId: id }),
  body: z.strictObject({ questions: questionKeys }),
  answer: fairnessQuestions,
})

/** `unclear`: chance explains it as well; `under`: a difference under this would not show. */
const beside = z.strictObject({ differs: z.enum(['lower', 'higher', 'unclear']), under: z.int() })

export const fairnessGroup = z.strictObject({
  /** `others`: those whose answer has too few for a group of its own; `silent`: who answered nothing. */
  of: z.enum(['answer', 'others', 'silent']),
  answer: z.nullable(line(300)),
  people: z.int(),
  /** How many have somebody, with the likely range in percent; null: not told by group. */
  placed: z.nullable(z.strictObject({ count: z.int(), low: z.int(), high: z.int(), beside: z.nullable(beside) })),
  /** Of those who have somebody; null: nobody has. */
  fit: z.nullable(z.strictObject({ lower: z.number(), median: z.number(), upper: z.number(), beside })),
})
export type FairnessGroup = z.infer<typeof fairnessGroup>

export const fairnessSplit = z.strictObject({
  question: questionKey,
  label: line(300),
  side: z.enum(['mentee', 'mentor']),
  people: z.int(),
  told: z.nullable(
    z.strictObject({
      /** Whose figures these are: an arrangement before this one, where too few have somebody else since. */
      arrangementId: id,
      roundId: id,
      number: z.int(),
      measure,
      /** Of everybody who has somebody. */
      median: z.nullable(z.number()),
      placing: z.enum(['told', 'all', 'hidden']),
      groups: list(fairnessGroup, 10),
    }),
  ),
  /** Why nothing is told: there are no two groups of enough people, or too little lies between this and what is told already. */
  untold: z.nullable(z.enum(['few', 'near'])),
})
export type FairnessSplit = z.infer<typeof fairnessSplit>

export const fairness = z.discriminatedUnion('state', [
  /** No question was chosen before the round was started; `chosenSince`: one is now. */
  z.strictObject({ state: z.literal('none'), chosenSince: z.boolean() }),
  /** The reader takes part: what is told follows from their own pair too. */
  z.strictObject({ state: z.literal('own') }),
  z.strictObject({ state: z.literal('told'), splits: list(fairnessSplit, 2 * mostFairnessQuestions) }),
])
export type Fairness = z.infer<typeof fairness>

export const readFairness = endpoint({
  operationId: 'readFairness',
  method: 'GET',
  path: '/arrangements/{arrangementId}/fairness',
  act: 'matching.see',
  summary: 'How an arrangement serves the groups by which fairness is looked at; of no fewer than ten people.',
  params: z.strictObject({ arrangementId: id }),
  answer: fairness,
})

export const fairnessQuestionsChanged = fact(
  'matching.fairness-questions-changed',
  z.object({ cohort: z.uuid(), questions: z.array(z.string()), version: z.int() }),
)
