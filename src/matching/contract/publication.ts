import * as z from 'zod/mini'
import { endpoint, id, instant, line, list, may, text } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { first } from './criteria.ts'
import { side } from './proposal.ts'

export const publicationStates = ['held', 'released', 'stopped', 'refused'] as const
export const publicationState = z.enum(publicationStates)
export type PublicationState = z.infer<typeof publicationState>

/** Both at once, or the mentor first and the mentee once the mentor has said yes: for where mentors are scarce. */
export const asksKinds = ['both', 'mentor-first'] as const
export const asks = z.enum(asksKinds)
export type Asks = z.infer<typeof asks>

/** What must have been opened before something goes out to many. */
export const readingParts = ['unmatched', 'names', 'example'] as const
export const readingPart = z.enum(readingParts)
export type ReadingPart = z.infer<typeof readingPart>

/** Open points before going out, each waivable with a line. */
export const openPoints = ['unmatched_unread', 'names_unread', 'example_unread', 'rule_bent'] as const
export const openPoint = z.enum(openPoints)
export type OpenPoint = z.infer<typeof openPoint>

export const waiver = z.strictObject({ point: openPoint, line: line(500) })
export type Waiver = z.infer<typeof waiver>

export const publicationView = z.strictObject({
  id,
  roundId: id,
  arrangementId: id,
  /** What came first in it. */
  first,
  state: publicationState,
  publishesAt: instant,
  pairs: z.int(),
  people: z.int(),
  madeBy: z.nullable(line(300)),
  madeAt: instant,
  endedAt: z.nullable(instant),
  waivers: list(waiver, 10),
  /** Why it could not go out, in words. */
  failure: z.nullable(z.strictObject({ title: line(500), detail: z.nullable(line(2000)) })),
  /** Pairs that were asked and have not decided. */
  openPairs: z.int(),
  may: z.strictObject({ stop: may, recall: may }),
})
export type PublicationView = z.infer<typeof publicationView>

/** What would go out, to whom, and what is still open before it may. Counts are of unique people and of pairs, and say which. */
export const publicationCheck = z.strictObject({
  arrangementId: id,
  programId: id,
  roundId: id,
  /** The hold in minutes: the earliest time is now plus this. It is what the program chose, or what goes with so many pairs where that is longer. */
  holdMinutes: z.int(),
  /** The shortest hold that may be chosen for so many pairs, in minutes. */
  shortestHold: z.int(),
  asks,
  /** What comes first in it. */
  first,
  pairs: z.int(),
  mentees: z.int(),
  mentors: z.int(),
  /** Unique people who get a mail when it goes out: somebody with two hats gets one. */
  people: z.int(),
  withoutAddress: z.int(),
  notPlaced: z.int(),
  points: list(
    z.strictObject({ point: openPoint, open: z.boolean(), count: z.int(), readBy: z.nullable(line(300)), readAt: z.nullable(instant) }),
    10,
  ),
  /** Mentors who would be over their number, and mentees over theirs, with the words why; while there is one, nothing can go out. */
  conflicts: list(z.strictObject({ personId: id, name: z.nullable(line(300)), sentence: line(1000) }), 200),
  publication: z.nullable(publicationView),
  may: z.strictObject({ publish: may }),
})
export type PublicationCheck = z.infer<typeof publicationCheck>

const arrangementParams = z.strictObject({ arrangementId: id })

export const readPublicationCheck = endpoint({
  operationId: 'readPublicationCheck',
  method: 'GET',
  path: '/arrangements/{arrangementId}/publication-check',
  act: 'matching.see',
  summary: 'What would go out from an arrangement, to how many people, and what is still open before.',
  params: arrangementParams,
  answer: publicationCheck,
})

export const openReading = endpoint({
  operationId: 'openBeforePublication',
  method: 'POST',
  path: '/arrangements/{arrangementId}/readings',
  act: 'matching.publish',
  summary: 'Opens the names, one example or the list of who is not placed; who opened it is kept for the minutes.',
  params: arrangementParams,
  body: z.strictObject({ part: readingPart }),
  status: 200,
  answer: z.strictObject({
    part: readingPart,
    /** Who would get a mail, or who is not placed. */
    people: list(
      z.strictObject({ personId: id, name: z.nullable(line(300)), as: list(side, 2), with: list(line(300), 100), hasAddress: z.boolean() }),
      5000,
    ),
    /** One mail as it would be, to the first person of the list; no link in it works. */
    example: z.nullable(z.strictObject({ to: z.nullable(line(300)), subject: line(300), text: text(20_000) })),
  }),
})

export const publish = endpoint({
  operationId: 'publishArrangement',
  method: 'POST',
  path: '/arrangements/{arrangementId}/publication',
  act: 'matching.publish',
  summary: 'Asks everybody in an arrangement at a time, at least the hold ahead; it can be stopped until then. A round goes out once.',
  params: arrangementParams,
  body: z.strictObject({ publishesAt: z.optional(z.nullable(instant)), waivers: list(waiver, 10) }),
  answer: publicationView,
  refusals: {
    points_open: 409,
    too_soon: 422,
    already_held: 409,
    already_published: 409,
    not_latest: 409,
    nobody_to_ask: 409,
    mentor_full: 409,
    mentee_full: 409,
    somebody_left: 409,
    group_small: 409,
    group_waits: 409,
    co_mentor_asked: 409,
    round_not_ready: 409,
  },
})

export const stopPublication = endpoint({
  operationId: 'stopPublication',
  method: 'POST',
  path: '/publications/{publicationId}/stop',
  act: 'matching.publish',
  summary: 'Stops a publication while it is held; nothing was sent and the studio can be changed again.',
  params: z.strictObject({ publicationId: id }),
  body: z.strictObject({}),
  status: 200,
  answer: publicationView,
  refusals: { publication_over: 409 },
})

const publicationParams = z.strictObject({ publicationId: id })
const someone = z.strictObject({ personId: id, name: z.nullable(line(300)) })
const recallView = z.strictObject({
  /** Pairs that have not decided; what both have agreed stays. */
  pairs: z.int(),
  /** Whoever has a mail or has answered: they are told that it has changed. Names of the first thousand. */
  told: z.int(),
  toldPeople: list(someone, 1000),
  /** Whoever's mail has not left: it does not leave, and they hear nothing. */
  notTold: z.int(),
})
export type RecallView = z.infer<typeof recallView>

export const readRecall = endpoint({
  operationId: 'readRecall',
  method: 'GET',
  path: '/publications/{publicationId}/recall',
  act: 'matching.publish',
  summary: 'What taking a publication back would undo, and who has been told already.',
  params: publicationParams,
  answer: recallView,
  refusals: { publication_over: 409 },
})

export const recallPublication = endpoint({
  operationId: 'recallPublication',
  method: 'POST',
  path: '/publications/{publicationId}/recall',
  act: 'matching.publish',
  summary: 'Takes back every pair that has not decided: what has not left stops, and whoever was told gets one mail that it has changed.',
  params: publicationParams,
  body: z.strictObject({ reason: line(500) }),
  status: 200,
  answer: recallView,
  refusals: { publication_over: 409, nothing_to_recall: 409 },
})

export const listPublications = endpoint({
  operationId: 'listPublications',
  method: 'GET',
  path: '/cohorts/{cohortId}/publications',
  act: 'matching.see',
  summary: 'What went out in a cohort, what is held and what was stopped, latest first.',
  params: z.strictObject({ cohortId: id }),
  answer: z.strictObject({ rows: list(publicationView, 100) }),
})

export const changePublicationSetting = endpoint({
  operationId: 'changePublicationSetting',
  method: 'PATCH',
  path: '/programs/{programId}/publication-setting',
  act: 'matching.publish',
  summary: 'Sets how long publications of a program are held at least, and whom they ask first. What is held already goes as it is.',
  params: z.strictObject({ programId: id }),
  body: z.strictObject({ holdMinutes: z.optional(z.int().check(z.gte(0), z.lte(1440))), asks: z.optional(asks) }),
  status: 204,
})

const about = { publication: z.uuid(), cohort: z.uuid() }
export const publicationHeld = fact(
  'matching.publication-held',
  z.object({ ...about, people: z.int(), waived: z.array(openPoint), first: z.optional(first) }),
)
export const publicationStopped = fact('matching.publication-stopped', z.object(about))
export const publicationReleased = fact('matching.publication-released', z.object({ ...about, pairs: z.int(), people: z.int() }))
export const publicationRefused = fact('matching.publication-refused', z.object({ ...about, code: z.string() }))
export const publicationRecalled = fact(
  'matching.publication-recalled',
  z.object({ ...about, pairs: z.int(), told: z.int(), reason: z.string() }),
)
export const partRead = fact('matching.part-read', z.object({ arrangement: z.uuid(), part: readingPart }))
export const publicationSettingChanged = fact(
  'matching.publication-setting-changed',
  z.object({ program: z.uuid(), holdMinutes: z.int(), asks }),
)
