/** One person who is typed in: an import of one row that never was a file. */
import * as z from 'zod/mini'
import { mostMentors } from '../../cohort/contract.ts'
import { email, endpoint, id, line, list } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { role } from '../contract.ts'
import { personView } from './people.ts'

export const addPerson = endpoint({
  operationId: 'addPersonToCohort',
  method: 'POST',
  path: '/cohorts/{cohortId}/people',
  act: 'participant.add',
  summary:
    'Takes one person into the cohort, by hand. Somebody who is known here by this address or id is told, and taken in when the request says that it is them. Nobody is written to.',
  status: 201,
  params: z.strictObject({ cohortId: id }),
  body: z.strictObject({
    name: line(200),
    email: z.optional(z.nullable(email)),
    /** Left out: the address stands for it, or one is made. */
    externalId: z.optional(z.nullable(line(200))),
    roles: list(role, 2).check(z.minLength(1)),
    /** How many mentees a mentor takes on here. */
    capacity: z.optional(z.int().check(z.gte(0), z.lte(100))),
    /** How many mentors a mentee would like at most. */
    mentors: z.optional(z.int().check(z.gte(1), z.lte(mostMentors))),
    /** Whoever is known by this address or id is meant. */
    isSame: z.optional(z.boolean()),
  }),
  answer: z.strictObject({ ...personView.shape, additionId: id }),
  refusals: {
    already_takes_part: 409,
    has_withdrawn: 409,
    known_here: 409,
    known_elsewhere: 409,
    address_of_another: 409,
    adding_yourself: 409,
    capacity_over_ceiling: 409,
    import_running: 409,
    cohort_closed: 409,
  },
})

export const takeBackAddition = endpoint({
  operationId: 'takeBackAddition',
  method: 'POST',
  path: '/additions/{additionId}/reversal',
  act: 'participant.add',
  summary: 'Takes back that somebody was added by hand, for seven days and as long as nobody has changed or placed them since.',
  status: 204,
  params: z.strictObject({ additionId: id }),
  refusals: { import_not_now: 409, addition_final: 409, addition_touched: 409, import_running: 409 },
})

const ofAddition = z.object({ import: z.uuid(), cohort: z.uuid(), person: z.uuid() })
export const personAdded = fact('participant.added', ofAddition)
export const additionTakenBack = fact('participant.addition-taken-back', ofAddition)
