import * as z from 'zod/mini'
import { endpoint, id, line, list, wholeInQuery } from '../../kit/wire/contract.ts'
import { measure } from './arrangement.ts'

/** What an answer says for or against a pair, as far as the viewer may know: the label and what it rests on. */
export const reasonEvidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choices'), shared: list(line(300), 200), missing: z.int() }),
  z.strictObject({ kind: z.literal('scale'), mentee: z.int(), mentor: z.int() }),
  z.strictObject({ kind: z.literal('time'), commonMinutes: z.int() }),
  z.strictObject({ kind: z.literal('numbers'), mentee: z.number(), mentor: z.number(), unit: z.nullable(line(40)) }),
  z.strictObject({ kind: z.literal('rank'), by: z.enum(['mentee', 'mentor']), rank: z.nullable(z.int()) }),
  z.strictObject({ kind: z.literal('language'), language: z.nullable(line(40)) }),
  z.strictObject({ kind: z.literal('none') }),
])
export type ReasonEvidence = z.infer<typeof reasonEvidence>

export const linePart = z.strictObject({
  criterion: line(60),
  points: z.int(),
  outOf: z.nullable(z.int()),
  /** A side did not answer: it counts half and is no reason. */
  silent: z.boolean(),
  evidence: reasonEvidence,
})
export type LinePart = z.infer<typeof linePart>

export const person = z.strictObject({ id, name: line(300) })

export const priceMove = z.strictObject({
  /** Null: the reader, who does not see moves about themself. */
  mentee: z.nullable(person),
  from: z.nullable(person),
  to: z.nullable(person),
  shownBefore: z.number(),
  shownAfter: z.number(),
})
export type PriceMove = z.infer<typeof priceMove>

/** What the best arrangement with this change loses against the one that is, exactly. */
export const priceView = z.strictObject({
  act: z.enum(['force', 'forbid']),
  possible: z.boolean(),
  /** False: of groups too many for every way to be looked at, so that it is the difference of the best two that were found. */
  exact: z.boolean(),
  /** How many mentees lose every mentor; below 0: gain one. */
  menteesLost: z.int(),
  /** In the measure of the round. */
  lost: z.number(),
  moves: list(priceMove, 5000),
  /** Others than the pair itself who end lower than they were. */
  othersLosing: z.int(),
  /** Requirements that would have to be bent knowingly first; the price is then of the pair without them. */
  bends: list(line(60), 50),
})
export type PriceView = z.infer<typeof priceView>

export const pairView = z.strictObject({
  mentee: person,
  mentor: person,
  measure,
  state: z.enum(['matched', 'locked', 'open', 'forbidden']),
  /** Null when a requirement or exclusion forbids them. */
  shown: z.nullable(z.number()),
  lines: list(linePart, 50),
  forbiddenBy: list(line(60), 50),
  /** They are one person. */
  sameHuman: z.boolean(),
  apart: z.boolean(),
  bent: list(line(60), 50),
  /** Of the mentor in this arrangement, over all their programs as far as they are known here. */
  places: z.int(),
  free: z.int(),
  elsewhere: z.int(),
  price: priceView,
})
export type PairView = z.infer<typeof pairView>

const pairParams = z.strictObject({ arrangementId: id, menteeId: id, mentorId: id })

export const readPair = endpoint({
  operationId: 'readPair',
  method: 'GET',
  path: '/arrangements/{arrangementId}/mentees/{menteeId}/mentors/{mentorId}',
  act: 'matching.see',
  summary: 'Why these two, or why not; and what putting them together or apart would cost, exactly, with who moves.',
  params: pairParams,
  answer: pairView,
})

export const priceRow = z.strictObject({
  mentor: person,
  shown: z.nullable(z.number()),
  act: z.enum(['force', 'forbid']),
  possible: z.boolean(),
  /** Null: it is not worked out for a whole list; of a pair that is asked about it is told. */
  menteesLost: z.nullable(z.int()),
  lost: z.nullable(z.number()),
  free: z.int(),
  forbiddenBy: list(line(60), 50),
  apart: z.boolean(),
})
export type PriceRow = z.infer<typeof priceRow>

/** Mentors on a page of prices. */
export const pricesShown = 24

export const readPrices = endpoint({
  operationId: 'readPrices',
  method: 'GET',
  path: '/arrangements/{arrangementId}/mentees/{menteeId}/prices',
  act: 'matching.see',
  summary:
    'What every other mentor would cost for one mentee: cheapest first, impossible ones last; found by name, a page at a time. Where the worst served or stability comes first, by the points of the pair and without prices.',
  params: z.strictObject({ arrangementId: id, menteeId: id }),
  query: z.strictObject({ search: z.optional(line(100)), from: z.optional(wholeInQuery(0, 50_000)) }),
  answer: z.strictObject({
    mentee: person,
    measure,
    /** The prices of the whole list are told; otherwise it is in the order of the pairs' own points. */
    priced: z.boolean(),
    rows: list(priceRow, pricesShown),
    /** How many the search finds, and where the next page begins; null: this is the last. */
    found: z.int(),
    next: z.nullable(z.int()),
    mentors: z.int(),
    possible: z.int(),
  }),
})

export const remedy = z.discriminatedUnion('kind', [
  /** One more place with this mentor. */
  z.strictObject({ kind: z.literal('add-place'), mentor: person, lost: z.number() }),
  z.strictObject({ kind: z.literal('lift-requirement'), requirement: line(60), mentor: person, shown: z.number() }),
  z.strictObject({ kind: z.literal('force'), mentor: person, menteesLost: z.int(), lost: z.number(), shown: z.number() }),
  z.strictObject({ kind: z.literal('none') }),
])
export type RemedyView = z.infer<typeof remedy>

/** Why somebody is in no group: nobody fits; all that fit are full; whoever could lead one more would have too few; or the search ended first. */
export const groupWhys = ['nobody-fits', 'groups-full', 'too-few', 'not-found'] as const
export type GroupWhy = (typeof groupWhys)[number]

export const unplacedRow = z.strictObject({
  mentee: person,
  why: z.enum(['takes-nobody', 'no-places', 'nobody-allowed', 'places-taken', 'adds-nothing']),
  mentors: z.int(),
  allowed: z.int(),
  /** The requirements that rule out most mentors for this person, most first. */
  ruledOut: list(z.strictObject({ requirement: line(60), mentors: z.int(), alone: z.int() }), 10),
  apart: z.int(),
  /** Who holds the place that would have suited best. */
  heldBy: list(z.strictObject({ mentor: person, shown: z.number(), mentees: list(line(300), 20) }), 3),
  remedy,
  /** In groups: the nearest reason, and mentors who fit and lead no group, best suited first; null: pairs. */
  groups: z.nullable(z.strictObject({ why: z.enum(groupWhys), leading: z.int(), couldLead: list(person, 3) })),
})
export type UnplacedRow = z.infer<typeof unplacedRow>

const batch = z.strictObject({ mentees: list(id, 20) })

export const readUnplaced = endpoint({
  operationId: 'readUnplaced',
  method: 'GET',
  path: '/arrangements/{arrangementId}/unplaced',
  act: 'matching.see',
  summary: 'Why some of those without a mentor have none, and the cheapest remedy; at most twenty at a time.',
  params: z.strictObject({ arrangementId: id }),
  query: batch,
  answer: z.strictObject({ rows: list(unplacedRow, 20), measure }),
})

export const secondLook = z.strictObject({
  mentee: person,
  mentor: person,
  /** The cheapest other mentor who clears what is wrong; null: nothing better without costing somebody much. */
  instead: z.nullable(z.strictObject({ mentor: person, shown: z.number(), lost: z.number(), menteesLost: z.int() })),
})
export type SecondLook = z.infer<typeof secondLook>

export const readSecondLooks = endpoint({
  operationId: 'readSecondLooks',
  method: 'GET',
  path: '/arrangements/{arrangementId}/second-looks',
  act: 'matching.see',
  summary: 'For some mentees whose pairs deserve another look, the cheapest alternative to each; at most twenty mentees at a time.',
  params: z.strictObject({ arrangementId: id }),
  query: batch,
  /** Not `priced`: what comes first in it has no prices for whole lists, so there is no cheapest one, and no rows. */
  answer: z.strictObject({ rows: list(secondLook, 100), measure, priced: z.boolean() }),
})

export const readSheet = endpoint({
  operationId: 'readArrangementSheet',
  method: 'GET',
  path: '/arrangements/{arrangementId}/sheet',
  act: 'matching.see',
  summary: 'Every pair with its reasons, for paper.',
  params: z.strictObject({ arrangementId: id }),
  answer: z.strictObject({
    measure,
    rows: list(
      z.strictObject({
        mentee: line(300),
        mentorId: id,
        mentor: line(300),
        coMentors: list(line(300), 3),
        shown: z.number(),
        locked: z.boolean(),
        lines: list(linePart, 50),
      }),
      50_000,
    ),
    unplaced: list(line(300), 50_000),
    mentorsWithNobody: list(line(300), 50_000),
  }),
})
