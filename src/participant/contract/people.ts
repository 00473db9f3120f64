import * as z from 'zod/mini'
import { email, endpoint, id, instant, line, list, may, pageOf, pageQuery, text, version } from '../../kit/wire/contract.ts'
import { answer, audience, questionKey } from '../../questionnaire/contract.ts'
import { participantState, role } from '../contract.ts'

const count = z.int().check(z.gte(0))
const capacity = z.int().check(z.gte(0), z.lte(100))

/** Somebody in one role in the cohort, as coordinators see it. */
export const participantView = z.strictObject({
  id,
  role,
  state: participantState,
  capacity,
  joinedAt: instant,
  version,
  may: z.strictObject({ pause: may, return: may, withdraw: may, changeCapacity: may }),
})
export type ParticipantView = z.infer<typeof participantView>

/** One person, however many roles they have. Neither address nor phone: lists are not for harvesting. */
export const personRow = z.strictObject({
  personId: id,
  name: z.nullable(line(200)),
  externalId: z.nullable(line(200)),
  hasAddress: z.boolean(),
  roles: list(z.strictObject({ participantId: id, role, state: participantState, capacity }), 2),
  /** The first things that they told us. */
  glimpse: list(z.strictObject({ label: line(300), told: text(300), more: count }), 2),
})
export type PersonRow = z.infer<typeof personRow>

export const sorts = ['name', '-name', 'joined'] as const
export const roleFilters = ['mentor', 'mentee', 'both'] as const

export const longestSearch = 100

export const listPeople = endpoint({
  operationId: 'listPeople',
  method: 'GET',
  path: '/cohorts/{cohortId}/people',
  act: 'participant.see',
  summary: 'The people of a cohort, each once. Whoever has withdrawn is left out unless asked for.',
  params: z.strictObject({ cohortId: id }),
  query: z.strictObject({
    ...pageQuery,
    search: z.optional(text(longestSearch)),
    role: z.optional(z.enum(roleFilters)),
    state: z.optional(participantState),
    /** `yes`: mentors who take part and take on at least one mentee. */
    room: z.optional(z.enum(['yes'])),
    /** `no`: nobody can write to them. */
    address: z.optional(z.enum(['no'])),
    question: z.optional(questionKey),
    /** With `question`: those who answered this, among whatever else. */
    answered: z.optional(line(300)),
    sort: z.optional(z.enum(sorts)),
  }),
  answer: pageOf(personRow),
})

/** Units are people, each once, unless they say otherwise. */
export const peopleCounts = z.strictObject({
  people: count,
  mentors: count,
  mentees: count,
  both: count,
  paused: count,
  withdrawn: count,
  withoutAddress: count,
  /** Mentees that all mentors together take on. */
  places: count,
})
export type PeopleCounts = z.infer<typeof peopleCounts>

export const countPeople = endpoint({
  operationId: 'countPeople',
  method: 'GET',
  path: '/cohorts/{cohortId}/people-counts',
  act: 'participant.count',
  summary: 'How many people take part in a cohort, by role and state. People who withdrew are counted only as that.',
  params: z.strictObject({ cohortId: id }),
  answer: z.strictObject({ ...peopleCounts.shape, may: z.strictObject({ see: may, import: may, add: may }) }),
})

export const readProfile = endpoint({
  operationId: 'readProfile',
  method: 'GET',
  path: '/cohorts/{cohortId}/profile',
  act: 'participant.see',
  summary: 'What the cohort asks its people about themselves: for filters and headings. The most frequent options come first.',
  params: z.strictObject({ cohortId: id }),
  answer: z.strictObject({
    questions: list(
      z.strictObject({
        key: questionKey,
        label: line(300),
        kind: z.enum(['choices', 'choice', 'number', 'scale', 'text', 'availability', 'languages', 'ranked']),
        audience,
        options: list(z.strictObject({ key: line(200), label: line(200) }), 50),
      }),
      500,
    ),
  }),
})

export const personView = z.strictObject({
  personId: id,
  cohortId: id,
  name: z.nullable(line(200)),
  externalId: z.nullable(line(200)),
  email: z.nullable(email),
  phone: z.nullable(line(60)),
  /** How many mentees they take on over all programs; null: they have not said. */
  capacityMentees: z.nullable(capacity),
  participants: list(participantView, 2),
  /** They were added by hand and can still be taken back, until that instant; null: neither. */
  addition: z.nullable(
    z.strictObject({ id, at: instant, by: z.nullable(line(200)), until: instant, may: z.strictObject({ takeBack: may }) }),
  ),
  answers: list(
    z.strictObject({ key: questionKey, label: line(300), why: z.nullable(text(500)), audience, answer: z.nullable(answer) }),
    500,
  ),
  /** Latest first: when they or somebody for them answered, and which questions changed with it. */
  responses: list(
    z.strictObject({
      id,
      at: instant,
      source: z.enum(['person', 'coordinator', 'import']),
      counts: z.boolean(),
      changed: list(line(300), 500),
    }),
    100,
  ),
})
export type PersonView = z.infer<typeof personView>

export const readPerson = endpoint({
  operationId: 'readPersonOfCohort',
  method: 'GET',
  path: '/cohorts/{cohortId}/people/{personId}',
  act: 'participant.see',
  summary: 'One person of a cohort with their roles, what they answered, and who may know it.',
  params: z.strictObject({ cohortId: id, personId: id }),
  answer: personView,
})

export const changeParticipant = endpoint({
  operationId: 'changeParticipant',
  method: 'PATCH',
  path: '/participants/{participantId}',
  act: 'participant.change',
  summary:
    'Changes how many mentees somebody takes on here or how many mentors they would like, or pauses, brings back or withdraws them from this role.',
  versioned: true,
  params: z.strictObject({ participantId: id }),
  body: z.strictObject({ capacity: z.optional(capacity), state: z.optional(participantState) }),
  answer: participantView,
  refusals: { participant_cannot_move: 409, capacity_over_ceiling: 409, mentors_out_of_range: 422 },
})
