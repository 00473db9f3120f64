import * as z from 'zod/mini'
import { endpoint, id, list } from '../../kit/wire/contract.ts'
import { measure } from './arrangement.ts'
import { first } from './criteria.ts'
import { person } from './price.ts'

/** Moves that are listed of another way. */
export const movesListed = 500

/** All figures are of those who have nothing to do with the reader, before and after. */
export const otherWay = z.strictObject({
  pairs: z.int(),
  menteesPlaced: z.int(),
  average: z.nullable(z.number()),
  lowest: z.nullable(z.number()),
  menteesLost: z.int(),
  /** What all pairs together lose against the arrangement that is shown. */
  lost: z.number(),
  /** Mentees who would have somebody else, somebody for the first time, or nobody any more. */
  menteesMoved: z.int(),
  /** Who they are, those who would lose most first; nobody who shares a pair with the reader. */
  moves: list(
    z.strictObject({
      mentee: person,
      from: z.nullable(z.strictObject({ ...person.shape, shown: z.number() })),
      to: z.nullable(z.strictObject({ ...person.shape, shown: z.number() })),
    }),
    movesListed,
  ),
})
export type OtherWay = z.infer<typeof otherWay>

export const listAlternatives = endpoint({
  operationId: 'listAlternatives',
  method: 'GET',
  path: '/arrangements/{arrangementId}/alternatives',
  act: 'matching.see',
  summary: 'In a small round, the two best arrangements that differ from this one, best first; in a larger one none.',
  params: z.strictObject({ arrangementId: id }),
  answer: z.strictObject({ measure, rows: list(otherWay, 2) }),
})

export const readAlternative = endpoint({
  operationId: 'readAlternative',
  method: 'GET',
  path: '/arrangements/{arrangementId}/alternatives/{first}',
  act: 'matching.see',
  summary: 'What the same people would come to if something else came first, and what it would cost against this arrangement.',
  params: z.strictObject({ arrangementId: id, first }),
  answer: z.strictObject({
    measure,
    /** It comes first in this arrangement already, which is then beside itself. */
    isOwn: z.boolean(),
    way: otherWay,
    /** Mentees for whom somebody fits better, and whom they would fit better too. */
    ratherElsewhere: z.int(),
  }),
  refusals: { too_many_to_arrange: 409, not_for_groups: 409 },
})
