import * as z from 'zod/mini'
import { day, endpoint, id, line, list, may, version } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'

export const cohortStates = ['preparing', 'open', 'running', 'closed'] as const
export const cohortState = z.enum(cohortStates)
export type CohortState = z.infer<typeof cohortState>

/** For what a cohort waits. */
export const cohortNeeds = ['cohort-over'] as const

/** How many mentors a mentee may have at most, in any cohort. */
export const mostMentors = 5
const mentorsPerMentee = z.int().check(z.gte(1), z.lte(mostMentors))

/** How many mentees a group has at least and at most, and how many mentors may join the one who leads it. */
export const groupSizes = z.strictObject({
  smallest: z.int().check(z.gte(2), z.lte(20)),
  largest: z.int().check(z.gte(2), z.lte(20)),
  coMentors: z.int().check(z.gte(0), z.lte(3)),
})
export type GroupSizes = z.infer<typeof groupSizes>

export const cohortView = z.strictObject({
  id,
  programId: id,
  name: line(200),
  state: cohortState,
  startsOn: day,
  endsOn: day,
  /** How many mentors a mentee may have. */
  mentorsPerMentee,
  /** Null: its program has no groups. */
  groups: z.nullable(groupSizes),
  version,
  may: z.strictObject({ change: may }),
})
export type CohortView = z.infer<typeof cohortView>

export const listCohorts = endpoint({
  operationId: 'listCohorts',
  method: 'GET',
  path: '/programs/{programId}/cohorts',
  act: 'cohort.see',
  summary: 'The cohorts of a program, latest first.',
  params: z.strictObject({ programId: id }),
  answer: z.strictObject({ rows: list(cohortView, 500), may: z.strictObject({ create: may }) }),
})

export const readCohort = endpoint({
  operationId: 'readCohort',
  method: 'GET',
  path: '/cohorts/{cohortId}',
  act: 'cohort.see',
  summary: 'One cohort.',
  params: z.strictObject({ cohortId: id }),
  answer: cohortView,
})

export const createCohort = endpoint({
  operationId: 'createCohort',
  method: 'POST',
  path: '/programs/{programId}/cohorts',
  act: 'cohort.change',
  summary: 'Makes a cohort that is being prepared.',
  params: z.strictObject({ programId: id }),
  body: z.strictObject({
    name: line(200),
    startsOn: day,
    endsOn: day,
    mentorsPerMentee: z.optional(mentorsPerMentee),
    groups: z.optional(groupSizes),
  }),
  answer: cohortView,
  refusals: { ends_before_start: 422, group_sizes_crossed: 422, groups_not_meant: 409, one_mentor_in_groups: 409 },
})

export const changeCohort = endpoint({
  operationId: 'changeCohort',
  method: 'PATCH',
  path: '/cohorts/{cohortId}',
  act: 'cohort.change',
  summary:
    'Changes name, dates or state of a cohort, or how many mentors a mentee may have or how large groups are from the next round on.',
  versioned: true,
  params: z.strictObject({ cohortId: id }),
  body: z.strictObject({
    name: z.optional(line(200)),
    startsOn: z.optional(day),
    endsOn: z.optional(day),
    state: z.optional(cohortState),
    mentorsPerMentee: z.optional(mentorsPerMentee),
    groups: z.optional(groupSizes),
  }),
  answer: cohortView,
  refusals: { ends_before_start: 422, cohort_cannot_move: 409, group_sizes_crossed: 422, groups_not_meant: 409, one_mentor_in_groups: 409 },
})

export const cohortCreated = fact('cohort.created', z.object({ cohort: z.uuid() }))
export const cohortChanged = fact('cohort.changed', z.object({ cohort: z.uuid(), changed: z.array(z.string()) }))
