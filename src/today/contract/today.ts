/** Today: what needs whoever runs programs, as numbers and days; nothing that anybody wrote. */
import * as z from 'zod/mini'
import { cohortNeeds } from '../../cohort/contract.ts'
import { concernNeeds } from '../../concern/contract/waiting.ts'
import { day, endpoint, id, instant, line, list, may } from '../../kit/wire/contract.ts'
import { matchingNeeds } from '../../matching/contract/needs.ts'
import { mentorshipNeeds } from '../../mentorship/contract.ts'
import { mailNeeds } from '../../notification/contract.ts'
import { importNeeds } from '../../participant/contract/imports.ts'
import { invitationNeeds } from '../../person/contract.ts'
import { programNeeds } from '../../program/contract.ts'

export const needKinds = [
  ...concernNeeds,
  ...matchingNeeds,
  ...mentorshipNeeds,
  ...importNeeds,
  ...cohortNeeds,
  ...programNeeds,
  ...mailNeeds,
  ...invitationNeeds,
] as const
export type NeedKind = (typeof needKinds)[number]

/** Its kind and whose it is: the same from day to day. */
const needId = z.string().check(z.maxLength(80), z.regex(/^[a-z-]{1,40}\.[0-9a-f-]{36}$/))

const name = z.nullable(line(300))
const place = { programId: z.nullable(id), program: z.nullable(line(200)), cohortId: z.nullable(id), cohort: z.nullable(line(200)) }

export const needView = z.strictObject({
  id: needId,
  kind: z.enum(needKinds),
  ...place,
  /** How many of what the kind counts, and a second number that its sentence tells. */
  count: z.int(),
  also: z.int(),
  since: z.nullable(day),
  by: z.nullable(day),
  /** When it happens by itself. */
  at: z.nullable(instant),
  isLate: z.boolean(),
  people: list(z.strictObject({ personId: id, name }), 3),
  subjectId: z.nullable(id),
  /** Put off by the reader until that day. */
  postponedUntil: z.nullable(day),
  may: z.strictObject({ postpone: may }),
})
export type NeedView = z.infer<typeof needView>

export const dateKinds = ['goes-out', 'answers-due', 'cohort-starts', 'cohort-ends', 'last-days', 'pauses-end'] as const
export const dateView = z.strictObject({ kind: z.enum(dateKinds), on: day, at: z.nullable(instant), count: z.int(), ...place })
export type DateView = z.infer<typeof dateView>

export const firstStepKinds = ['cohort', 'people', 'priorities', 'round'] as const
export const firstSteps = z.strictObject({
  programId: id,
  program: line(200),
  cohortId: z.nullable(id),
  done: list(z.enum(firstStepKinds), 4),
})
export type FirstSteps = z.infer<typeof firstSteps>

/** More than anybody has; what lies beyond is counted. */
export const mostNeeds = 100

export const readToday = endpoint({
  operationId: 'readToday',
  method: 'GET',
  path: '/today',
  act: 'today.see',
  summary:
    'What needs the reader over all that they run, most pressing first, what leaves tonight and which dates come; nothing about themself.',
  answer: z.strictObject({
    today: day,
    programs: z.int(),
    sums: z.strictObject({
      /** Unique people over all cohorts that are not over. */
      people: z.int(),
      /** Those that are not over, by state: they add up to all of them. */
      pairs: z.strictObject({ active: z.int(), paused: z.int(), closing: z.int() }),
      /** Pairs that were asked and have not decided. */
      asked: z.int(),
    }),
    tonight: z.strictObject({ mails: z.int(), people: z.int() }),
    needs: list(needView, mostNeeds),
    /** Of needs that are not put off. */
    total: z.int(),
    /** Those of the next seven days, else the first one after. */
    dates: list(dateView, 12),
    firstSteps: list(firstSteps, 3),
    /** They take part, too, and find that on a page of its own. */
    takesPart: z.boolean(),
    administers: z.boolean(),
    coordinates: z.boolean(),
  }),
})

export const changePostponement = endpoint({
  operationId: 'changePostponement',
  method: 'PUT',
  path: '/today/postponement',
  act: 'today.postpone',
  summary: 'Puts one need off until a day, for the reader alone, or takes that back. What waits for an answer is never put off.',
  body: z.strictObject({ need: needId, untilOn: z.nullable(day) }),
  status: 204,
  refusals: { need_gone: 409, need_stays: 409, postponement_dates: 422 },
})
