import * as z from 'zod/mini'
import { groupSizes } from '../../cohort/contract.ts'
import { endpoint, id, instant, line, list, may, version } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { question } from '../../questionnaire/contract.ts'
import { criterion, first, requirement } from './criteria.ts'

export const roundStates = ['queued', 'solving', 'ready', 'published', 'discarded', 'cancelled', 'failed'] as const
export const roundState = z.enum(roundStates)
export type RoundState = z.infer<typeof roundState>

/** How far the engine is, in its own counts. */
export const roundProgress = z.strictObject({
  phase: z.enum(['scoring', 'matching', 'proving']),
  done: z.number().check(z.gte(0)),
  of: z.number().check(z.gte(0)),
  pass: z.number().check(z.gte(0)),
})
export type RoundProgress = z.infer<typeof roundProgress>

/** Why a round gave no arrangement: a refusal code with its facts. */
export const roundFailure = z.strictObject({
  code: z.string().check(z.maxLength(80)),
  facts: z.record(z.string().check(z.maxLength(80)), z.unknown()),
})
export type RoundFailure = z.infer<typeof roundFailure>

const named = z.strictObject({ participantId: id, name: line(300) })

export const roundView = z.strictObject({
  id,
  cohortId: id,
  state: roundState,
  startedAt: instant,
  startedBy: z.nullable(line(200)),
  endedAt: z.nullable(instant),
  progress: z.nullable(roundProgress),
  /** It should be solving, but its worker has not been heard of: it is taken up again by itself. */
  waits: z.boolean(),
  failure: z.nullable(roundFailure),
  /** Its own copy of what it looked for, with the questions as they were. */
  lookedFor: z.strictObject({ criteria: list(criterion, 50), requirements: list(requirement, 50), first, questions: list(question, 500) }),
  /** The sizes of its groups; null: it makes pairs. */
  groups: z.nullable(groupSizes),
  mentees: z.int(),
  mentors: z.int(),
  places: z.int(),
  /** The arrangement that stands now; null before there is one. */
  arrangementId: z.nullable(id),
  engine: z.nullable(line(40)),
  problemSha256: z.nullable(line(64)),
  seed: line(100),
  /** What went out last before it, to look at beside it; null in a first wave. */
  lastWave: z.nullable(z.strictObject({ arrangementId: id, releasedAt: instant })),
  /** Who changed, left or came since it was started; the first hundred, and how many in all. */
  changedSince: z.strictObject({
    count: z.int(),
    rows: list(
      z.strictObject({
        ...named.shape,
        change: z.enum(['answers', 'capacity', 'paused', 'withdrawn', 'came']),
        role: z.enum(['mentor', 'mentee']),
      }),
      100,
    ),
  }),
  version,
  may: z.strictObject({ cancel: may, discard: may, act: may }),
})
export type RoundView = z.infer<typeof roundView>

const cohortParams = z.strictObject({ cohortId: id })
const roundParams = z.strictObject({ roundId: id })

export const listRounds = endpoint({
  operationId: 'listMatchRounds',
  method: 'GET',
  path: '/cohorts/{cohortId}/match-rounds',
  act: 'matching.see',
  summary: 'The rounds of a cohort, latest first.',
  params: cohortParams,
  answer: z.strictObject({
    rows: list(z.strictObject({ id, state: roundState, startedAt: instant, startedBy: z.nullable(line(200)), arrangements: z.int() }), 100),
    /** Who could be in a round that starts now. */
    mentees: z.int(),
    mentors: z.int(),
    places: z.int(),
    /** In a group program: the sizes, how many mentors may lead, and how many mentees can be in groups at most; null: pairs. */
    groups: z.nullable(z.strictObject({ ...groupSizes.shape, leaders: z.int(), most: z.int() })),
    may: z.strictObject({ start: may }),
  }),
})

export const startRound = endpoint({
  operationId: 'startMatchRound',
  method: 'POST',
  path: '/cohorts/{cohortId}/match-rounds',
  act: 'matching.start',
  summary: 'Starts a round over everybody who takes part and has a place; nothing is sent to anybody.',
  params: cohortParams,
  body: z.strictObject({}),
  status: 202,
  answer: roundView,
  refusals: {
    round_open: 409,
    no_mentees: 409,
    no_mentors: 409,
    no_criteria: 409,
    too_many_for_first: 409,
    too_few_for_a_group: 409,
    too_many_for_groups: 409,
  },
})

export const readRound = endpoint({
  operationId: 'readMatchRound',
  method: 'GET',
  path: '/match-rounds/{roundId}',
  act: 'matching.see',
  summary: 'One round: how far it is, or what came of it.',
  params: roundParams,
  answer: roundView,
})

export const cancelRound = endpoint({
  operationId: 'cancelMatchRound',
  method: 'POST',
  path: '/match-rounds/{roundId}/cancellation',
  act: 'matching.start',
  summary: 'Stops a round that is not ready yet.',
  params: roundParams,
  body: z.strictObject({}),
  status: 200,
  answer: roundView,
  refusals: { round_cannot_move: 409 },
})

export const discardRound = endpoint({
  operationId: 'discardMatchRound',
  method: 'POST',
  path: '/match-rounds/{roundId}/discarding',
  act: 'matching.start',
  summary: 'Lays a round aside, so that another can be started. Its arrangements stay readable.',
  params: roundParams,
  body: z.strictObject({}),
  status: 200,
  answer: roundView,
  refusals: { round_cannot_move: 409, publication_pending: 409 },
})

const round = { round: z.uuid(), cohort: z.uuid() }
export const roundStarted = fact('matching.round-started', z.object(round))
export const roundReady = fact('matching.round-ready', z.object({ ...round, arrangement: z.uuid() }))
export const roundFailed = fact('matching.round-failed', z.object({ ...round, code: z.string() }))
export const roundCancelled = fact('matching.round-cancelled', z.object(round))
export const roundDiscarded = fact('matching.round-discarded', z.object(round))
