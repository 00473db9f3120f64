import * as z from 'zod/mini'
import type { Line, Lock, Pair } from '../../../matching-engine/index.ts'
import { groupSizes } from '../../cohort/contract.ts'
import { endpoint, id, instant, line, list, may, text, wholeInQuery } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { first } from './criteria.ts'

/** A lock and an exclusion as the engine knows them: by stable id. */
export type PairLock = Lock
export type Exclusion = Pair

/** One pair of an arrangement as it is kept: by participant, with its explanation as data. */
export interface ArrangedPair {
  readonly mentee: string
  readonly mentor: string
  /** 0 to 10,000. */
  readonly points: number
  readonly locked: boolean
  /** Ids of the requirements that its lock knowingly bends. */
  readonly bent: readonly string[]
  /** The parts of the points; they sum to them. */
  readonly lines: readonly Line[]
}

/** A mentor who joins the one who leads a group, both by participant. A group is all pairs with the same leading mentor. */
export interface CoMentor {
  readonly leader: string
  readonly coMentor: string
}

const pairIds = { menteeId: id, mentorId: id }

/** What made an arrangement out of the one before. */
export const arrangementChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('first') }),
  z.strictObject({ kind: z.literal('lock'), ...pairIds, despite: list(line(60), 50) }),
  z.strictObject({ kind: z.literal('take'), ...pairIds, despite: list(line(60), 50) }),
  z.strictObject({ kind: z.literal('exclude'), ...pairIds }),
  z.strictObject({ kind: z.literal('put-back'), ...pairIds }),
  /** Something else comes first from here on, with the same pairs kept and parted. */
  z.strictObject({ kind: z.literal('put-first'), first }),
  /** Back to what the arrangement with this number was made from. */
  z.strictObject({ kind: z.literal('undo'), number: z.int() }),
])
export type ArrangementChange = z.infer<typeof arrangementChange>

/** Somebody in the round, as a coordinator reads them. `left`: no longer takes part since. */
export const roundPerson = z.strictObject({ id, name: line(300), left: z.nullable(z.enum(['paused', 'withdrawn'])) })
export type RoundPerson = z.infer<typeof roundPerson>

/** Compatibility, 0 to 100; or, where criteria are counts, the count itself. */
export const measure = z.enum(['compatibility', 'count'])
export type Measure = z.infer<typeof measure>

const shown = z.number()

/** Why a pair deserves another look. */
export const look = z.enum(['bent', 'low', 'left'])
export type Look = z.infer<typeof look>

export const pairRow = z.strictObject({
  menteeId: id,
  mentorId: id,
  shown,
  locked: z.boolean(),
  bent: list(line(60), 50),
  look: z.nullable(look),
  /** Points of each criterion, in the order of `parts`. */
  points: list(z.int(), 50),
})
export type PairRow = z.infer<typeof pairRow>

/** A group: the mentor who leads it with everybody who is paired with them, and who joins them. */
export const groupRow = z.strictObject({
  leaderId: id,
  coMentorIds: list(id, 3),
  /** Of its members, without the reader: how many, how many more it may have, and their points. */
  members: z.int(),
  placesFree: z.int(),
  average: shown,
  lowest: shown,
  /** The gravest reason why one of its pairs deserves another look. */
  look: z.nullable(look),
})
export type GroupRow = z.infer<typeof groupRow>

export const groupsView = z.strictObject({
  sizes: groupSizes,
  /** Those to look at first, then by their weakest member. */
  rows: list(groupRow, 50_000),
  /** `proven`: there is no better arrangement. Otherwise at most so many more mentees could be placed, or at most so much more be reached in all. */
  proof: z.strictObject({ proven: z.boolean(), menteesMore: z.int(), more: shown }),
})
export type GroupsView = z.infer<typeof groupsView>

/** Who decided it, when and why; null where nobody may read it, or it no longer stands. */
const decided = { madeBy: z.nullable(line(200)), madeAt: z.nullable(instant), reason: z.nullable(text(500)) }

export const keptApart = z.strictObject({ ...pairIds, ...decided, standing: z.enum(['coordinator', 'reply', 'topic', 'closure']) })

/** `proposal`: they were asked, or have agreed. */
export const keptTogether = z.strictObject({ ...pairIds, ...decided, standing: z.enum(['coordinator', 'proposal']) })

export const arrangementView = z.strictObject({
  id,
  roundId: id,
  cohortId: id,
  number: z.int(),
  isLatest: z.boolean(),
  parentId: z.nullable(id),
  /** The one made from it, for moving on after looking back. */
  nextId: z.nullable(id),
  made: z.strictObject({ by: z.nullable(line(200)), at: instant, change: arrangementChange, reason: z.nullable(text(500)) }),
  measure,
  /** What comes first in it: what its round looked for, until somebody puts something else first. */
  first,
  /** Every count names its unit in its key, and adds up: mentees = placed + unplaced, mentors = with somebody + with nobody. */
  counts: z.strictObject({
    pairs: z.int(),
    mentees: z.int(),
    menteesPlaced: z.int(),
    menteesUnplaced: z.int(),
    /** Of those with somebody: who may have more mentors than they have. */
    menteesWithFewer: z.int(),
    mentors: z.int(),
    mentorsWithSomebody: z.int(),
    mentorsWithNobody: z.int(),
    places: z.int(),
    placesFree: z.int(),
    pairsToLookAt: z.int(),
    pairsLocked: z.int(),
    average: z.nullable(z.number()),
    lowest: z.nullable(z.number()),
  }),
  /** The criteria in the order of the pairs' points, with the most each can give (null: a count has no most). */
  parts: list(z.strictObject({ id: line(60), outOf: z.nullable(z.int()) }), 50),
  people: z.strictObject({
    /** `comesFirst`: lost a place through somebody else in an earlier wave, and is placed before others. `wanted`: how many mentors they may have in this round. */
    mentees: list(z.strictObject({ ...roundPerson.shape, comesFirst: z.boolean(), wanted: z.int() }), 50_000),
    mentors: list(z.strictObject({ ...roundPerson.shape, places: z.int(), free: z.int() }), 50_000),
  }),
  /** Those to look at first, then by compatibility from below. */
  pairs: list(pairRow, 50_000),
  /** Null: it is of pairs. */
  groups: z.nullable(groupsView),
  unplaced: list(id, 50_000),
  apart: list(keptApart, 5000),
  kept: list(keptTogether, 50_000),
  /** The reader takes part: what concerns them is in no list and no count here. */
  ownLeftOut: z.boolean(),
  may: z.strictObject({ act: may }),
})
export type ArrangementView = z.infer<typeof arrangementView>

const arrangementParams = z.strictObject({ arrangementId: id })

export const readArrangement = endpoint({
  operationId: 'readArrangement',
  method: 'GET',
  path: '/arrangements/{arrangementId}',
  act: 'matching.see',
  summary: 'One complete arrangement: pairs, those who are not placed, free places.',
  params: arrangementParams,
  answer: arrangementView,
})

export const arrangementRow = z.strictObject({
  id,
  number: z.int(),
  parentId: z.nullable(id),
  madeBy: z.nullable(line(200)),
  madeAt: instant,
  change: arrangementChange,
  /** The names in the change; null where the reader is one of them. */
  pair: z.nullable(z.strictObject({ mentee: line(300), mentor: line(300) })),
  reason: z.nullable(text(500)),
  pairs: z.int(),
  menteesPlaced: z.int(),
  average: z.nullable(z.number()),
  lowest: z.nullable(z.number()),
})
export type ArrangementRow = z.infer<typeof arrangementRow>

export const listArrangements = endpoint({
  operationId: 'listArrangements',
  method: 'GET',
  path: '/match-rounds/{roundId}/arrangements',
  act: 'matching.see',
  summary: 'The arrangements of a round, latest first: who made each, and why.',
  params: z.strictObject({ roundId: id }),
  query: z.strictObject({ before: z.optional(wholeInQuery(1, 1_000_000)) }),
  answer: z.strictObject({ rows: list(arrangementRow, 100), measure, more: z.boolean() }),
})

/** An act of a coordinator. Keeping, parting, taking and putting something else first need a line why; taking back does not. */
export const act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('lock'), ...pairIds, reason: line(500) }),
  z.strictObject({ act: z.literal('exclude'), ...pairIds, reason: line(500) }),
  z.strictObject({ act: z.literal('take'), ...pairIds, reason: line(500), despite: z.optional(list(line(60), 50)) }),
  z.strictObject({ act: z.literal('put-back'), ...pairIds, reason: z.optional(line(500)) }),
  z.strictObject({ act: z.literal('put-first'), first, reason: line(500) }),
  z.strictObject({ act: z.literal('undo'), reason: z.optional(line(500)) }),
])
export type Act = z.infer<typeof act>

export const changeArrangement = endpoint({
  operationId: 'changeArrangement',
  method: 'POST',
  path: '/arrangements/{arrangementId}/changes',
  act: 'matching.act',
  summary:
    'Keeps, parts or takes a pair, puts something else first, or takes that back: a new arrangement is made from this one, which stays as it is.',
  params: arrangementParams,
  body: act,
  answer: arrangementRow,
  refusals: {
    arrangement_superseded: 409,
    round_not_ready: 409,
    pair_not_together: 409,
    pair_together: 409,
    pair_not_fixed: 409,
    pair_apart: 409,
    apart_by_person: 409,
    requirement_bent: 409,
    pair_asked: 409,
    locked_and_apart: 409,
    locked_against_rule: 409,
    locked_to_self: 409,
    locked_over_places: 409,
    locked_twice: 409,
    act_refused: 409,
    nothing_to_undo: 409,
    first_already: 409,
    too_many_to_arrange: 409,
    not_for_groups: 409,
    group_over_largest: 409,
    groups_impossible: 409,
    publication_pending: 409,
  },
})

export const comparison = z.strictObject({
  from: arrangementRow,
  to: arrangementRow,
  measure,
  /** Mentees whose mentors differ, with names. */
  moves: list(
    z.strictObject({
      menteeId: id,
      mentee: line(300),
      /** They are in the round of the later one. */
      isIn: z.boolean(),
      from: z.nullable(z.strictObject({ mentorId: id, mentor: line(300), shown })),
      to: z.nullable(z.strictObject({ mentorId: id, mentor: line(300), shown })),
    }),
    50_000,
  ),
  same: z.int(),
  ownLeftOut: z.boolean(),
})
export type Comparison = z.infer<typeof comparison>

export const compareArrangements = endpoint({
  operationId: 'compareArrangements',
  method: 'GET',
  path: '/arrangements/{arrangementId}/comparison',
  act: 'matching.see',
  summary: 'Who moves between this arrangement and another of the same cohort: of the same round, or of an earlier wave.',
  params: arrangementParams,
  query: z.strictObject({ with: id }),
  answer: comparison,
  refusals: { other_cohort: 409 },
})

export const arrangementMade = fact(
  'matching.arrangement-made',
  z.object({ arrangement: z.uuid(), round: z.uuid(), kind: z.string(), mentee: z.nullable(z.uuid()), mentor: z.nullable(z.uuid()) }),
)
