import * as z from 'zod/mini'
import { endpoint, id, list } from '../../kit/wire/contract.ts'
import { measure } from './arrangement.ts'
import { person } from './price.ts'

export const otherWay = z.strictObject({
  pairs: z.int(),
  menteesPlaced: z.int(),
  average: z.nullable(z.number()),
  lowest: z.nullable(z.number()),
  menteesLost: z.int(),
  /** What all pairs together lose against the arrangement that is shown. */
  lost: z.number(),
  /** Who would be with somebody else; nobody who shares a pair with the reader. */
  moves: list(
    z.strictObject({
      mentee: person,
      from: z.nullable(z.strictObject({ ...person.shape, shown: z.number() })),
      to: z.nullable(z.strictObject({ ...person.shape, shown: z.number() })),
    }),
    500,
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
