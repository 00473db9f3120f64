import * as z from 'zod/mini'
import { endpoint, id, list } from '../../kit/wire/contract.ts'
import { otherWay } from './alternatives.ts'
import { measure } from './arrangement.ts'

/**
 * What one criterion shall count, such as `skills:60`: of a share its part beside the others, of a count the points for each. 0: nothing.
 * The engine knows whole numbers up to far more than anybody weighs with.
 */
const asked = z.string().check(z.maxLength(70), z.regex(/^[a-z][a-z0-9_-]{0,59}:(?:0|[1-9][0-9]{0,4})$/))

const arrangementParams = z.strictObject({ arrangementId: id })

/** Some pairs judged by some weights; null: there is no pair. */
const judged = z.strictObject({ average: z.nullable(z.number()), lowest: z.nullable(z.number()) })

/** Both arrangements by the same weights. `lost`: what the other one has less in all than the one that is shown; below 0: more. */
const side = z.strictObject({ stands: judged, way: judged, lost: z.number() })

export const readWeighing = endpoint({
  operationId: 'readWeighing',
  method: 'GET',
  path: '/arrangements/{arrangementId}/weighing',
  act: 'matching.see',
  summary: 'What the same people would come to if the criteria counted more or less, who would move, and both judged by both weights.',
  params: arrangementParams,
  query: z.strictObject({ weights: list(asked, 50) }),
  answer: z.strictObject({
    measure,
    /** The best by the tried weights in which nobody moves who need not; figures and moves by these weights, those who would change most first. */
    way: otherWay,
    /** Pairs of the arrangement that is shown, and how many of them would stay. */
    pairs: z.int(),
    pairsSame: z.int(),
    /** Mentees who would have somebody else in a round that starts anew: it chooses anew where others fit just as well. */
    movedAnew: z.int(),
    /** By the weights of the round, and by the tried ones: figures of the two are not to be compared with each other. */
    judged: z.strictObject({ own: side, tried: side }),
  }),
  refusals: { too_many_to_arrange: 409, weights_unknown: 422, weights_all_zero: 422, weights_too_large: 422 },
})

export const readSensitivity = endpoint({
  operationId: 'readSensitivity',
  method: 'GET',
  path: '/arrangements/{arrangementId}/sensitivity',
  act: 'matching.see',
  summary:
    'How many pairs would be others if a criterion counted half or double; each is arranged anew. In a large round one criterion at a time.',
  params: arrangementParams,
  query: z.strictObject({ criterion: z.optional(z.string().check(z.maxLength(60))) }),
  answer: z.strictObject({
    pairs: z.int(),
    /** In the order of the round's criteria. */
    rows: list(z.strictObject({ criterion: z.string().check(z.maxLength(60)), half: z.int(), double: z.int() }), 50),
  }),
  refusals: { too_many_to_arrange: 409, weights_unknown: 422, weights_too_large: 422 },
})
