import * as z from 'zod/mini'
import { endpoint, id, list, may, version } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { question, questionKey } from '../../questionnaire/contract.ts'

/** Stable name of a criterion or requirement within its cohort. */
const criterionId = z.string().check(z.maxLength(60), z.regex(/^[a-z][a-z0-9_-]{0,59}$/))
const modes = ['similar', 'complementary', 'different'] as const
const mode = z.enum(modes)
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

const compared = { id: criterionId, mentee: questionKey, mentor: questionKey }
/** Weights are relative: what each is worth of a whole pair follows from their sum. */
const weighted = { ...compared, weightPoints: whole(1, 10_000) }

/**
 * What speaks for a pair: one comparison of what a mentee and a mentor answered. The kinds are the engine's; a kind belongs here
 * when a question can give what it compares.
 */
export const criterion = z.discriminatedUnion('kind', [
  z.strictObject({ ...weighted, kind: z.literal('set'), mode }),
  z.strictObject({ ...compared, kind: z.literal('count'), pointsPerItem: whole(1, 1000) }),
  z.strictObject({ ...weighted, kind: z.literal('scale'), mode }),
  z.strictObject({ ...weighted, kind: z.literal('availability'), enoughMinutes: whole(15, 10_080) }),
  z.strictObject({ ...weighted, kind: z.literal('distance'), mode, reach: whole(1, 1000), gap: z.optional(whole(0, 1000)) }),
  z.strictObject({ ...weighted, kind: z.literal('rank'), by: z.enum(['mentee', 'mentor']), places: whole(1, 100) }),
  z.strictObject({ ...weighted, kind: z.literal('category'), mode: z.enum(['similar', 'different']) }),
  z.strictObject({ ...weighted, kind: z.literal('language') }),
])
export type Criterion = z.infer<typeof criterion>
export type CriterionKind = Criterion['kind']

/** What a missing answer does; when left out, what is usual for the kind. */
const gate = { ...compared, whenSilent: z.optional(z.enum(['allow', 'forbid'])) }

/** What a pair must meet. That nobody is matched with themself is always in force and needs no line. */
export const requirement = z.discriminatedUnion('kind', [
  z.strictObject({ ...gate, kind: z.literal('shares'), atLeast: z.optional(whole(1, 50)) }),
  z.strictObject({ ...gate, kind: z.literal('same') }),
  z.strictObject({ ...gate, kind: z.literal('notSame') }),
  z.strictObject({ ...gate, kind: z.literal('atLeastMore'), by: whole(0, 1000) }),
  z.strictObject({ ...gate, kind: z.literal('atMostMore'), by: whole(0, 1000) }),
  z.strictObject({ ...gate, kind: z.literal('overlapHours'), hours: z.number().check(z.gte(0.25), z.lte(168), z.multipleOf(0.25)) }),
  z.strictObject({ ...gate, kind: z.literal('languageInCommon') }),
  z.strictObject({ ...gate, kind: z.literal('listed'), by: z.enum(['mentee', 'mentor']) }),
])
export type Requirement = z.infer<typeof requirement>
export type RequirementKind = Requirement['kind']

/**
 * What can come first: as many mentees as possible, then the best total; the best total, however many that matches; as many as possible and
 * the pair that is served worst as well as it can be; or that no two would both rather have each other.
 */
export const firsts = ['matched', 'total', 'fairest', 'stable'] as const
export const first = z.enum(firsts)
export type First = z.infer<typeof first>

const lookedFor = { criteria: list(criterion, 50), requirements: list(requirement, 50), first }

export const criteriaView = z.strictObject({
  cohortId: id,
  ...lookedFor,
  /** Nobody has saved any: these are proposed from what the cohort asks. */
  proposed: z.boolean(),
  /** The cohort's questions, for the words and the choices of the sentences. */
  questions: list(question, 500),
  version,
  may: z.strictObject({ change: may, start: may }),
})
export type CriteriaView = z.infer<typeof criteriaView>

export const readCriteria = endpoint({
  operationId: 'readCriteria',
  method: 'GET',
  path: '/cohorts/{cohortId}/criteria',
  act: 'matching.see',
  summary: 'What pairs of a cohort must meet and what speaks for them.',
  params: z.strictObject({ cohortId: id }),
  answer: criteriaView,
})

export const changeCriteria = endpoint({
  operationId: 'changeCriteria',
  method: 'PUT',
  path: '/cohorts/{cohortId}/criteria',
  act: 'matching.change',
  summary: 'Replaces requirements and criteria of a cohort; a round that is open keeps its own copy.',
  versioned: true,
  params: z.strictObject({ cohortId: id }),
  body: z.strictObject(lookedFor),
  answer: criteriaView,
  refusals: { not_for_groups: 409 },
})

export const criteriaChanged = fact('matching.criteria-changed', z.object({ cohort: z.uuid(), version: z.int() }))
