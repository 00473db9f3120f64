/** What a file would do, before anything is written: the sums, everything to be looked at, and old and new side by side. */
import * as z from 'zod/mini'
import { endpoint, id, line, list, text, wholeInQuery } from '../../kit/wire/contract.ts'

/** `left-out`: the row stays outside. `gap`: it comes in without this. `remark`: it comes in as it is written. */
export const effects = ['left-out', 'gap', 'remark'] as const
export const effect = z.enum(effects)
export type Effect = z.infer<typeof effect>

const count = z.int().check(z.gte(0))

export const tally = z.strictObject({
  rows: count,
  added: count,
  changed: count,
  unchanged: count,
  leftOut: count,
  /** Rows that say the second role of somebody who stands in an earlier row; left out: before files could say so. */
  secondRows: z.optional(count),
  /** Of these, those that write something. */
  secondChanges: z.optional(count),
  /** Of the rows that come in. */
  withGap: count,
  withRemark: count,
  /** Of the people added; somebody who is both counts in both. */
  addedMentors: count,
  addedMentees: count,
  addedBoth: count,
  /** Of the rows that come in: nobody can write to them. */
  withoutAddress: count,
  /** Mentors for whom the file names no capacity. */
  capacityAssumed: count,
})
export type Tally = z.infer<typeof tally>

/** Which dry run is asked about, for whoever keeps answers; left out: the latest one. */
const ofRun = { run: z.optional(wholeInQuery(1, 1_000_000_000)) }

const importParams = z.strictObject({ importId: id })

/** What should be looked at before an import, on the file as a whole; each has its sentences in the texts, under `warning.`. */
export const warningCodes = [
  'known_under_other_ids',
  'ids_repeat',
  'ids_missing',
  'roles_unknown',
  'mostly_left_out',
  'nothing_changes',
  'no_mentees',
  'no_mentors',
  'capacity_all_zero',
  'hardly_read',
  'all_different',
  'other_questions',
] as const
/** `facts.columns` are the places of the columns that it is about. It never stops an import. */
export const warning = z.strictObject({ code: z.enum(warningCodes), facts: z.record(z.string().check(z.maxLength(80)), z.unknown()) })
export type Warning = z.infer<typeof warning>

export const problemGroup = z.strictObject({
  code: z.string().check(z.maxLength(60)),
  effect,
  /** Null: the whole line. */
  column: z.nullable(z.int()),
  cell: text(300),
  facts: z.record(z.string().check(z.maxLength(80)), z.unknown()),
  /** What it probably means; applied only when somebody says so. */
  reading: z.nullable(text(300)),
  lines: list(z.int(), 50),
  lineCount: count,
  /** Whom the first of these lines are about, where the file says a name. */
  names: list(text(200), 5),
})
export type ProblemGroup = z.infer<typeof problemGroup>

export const listProblems = endpoint({
  operationId: 'listImportProblems',
  method: 'GET',
  path: '/imports/{importId}/problems',
  act: 'participant.import',
  summary: 'Everything to be looked at, by line and column; the same cell with the same problem is one row with all its lines.',
  params: importParams,
  query: z.strictObject({
    ...ofRun,
    effect: z.optional(effect),
    after: z.optional(wholeInQuery(0, 10_000_000)),
    limit: z.optional(wholeInQuery(1, 100)),
  }),
  answer: z.strictObject({
    rows: list(problemGroup, 100),
    next: z.nullable(z.int()),
    total: count,
    /** Lines, each once under its gravest problem. */
    lines: z.strictObject({ leftOut: count, gap: count, remark: count }),
  }),
})

export const change = z.strictObject({
  /** A field of the person or the label of a question. */
  field: text(300),
  before: z.nullable(text(300)),
  after: z.nullable(text(300)),
})
export type Change = z.infer<typeof change>

export const listChanges = endpoint({
  operationId: 'listImportChanges',
  method: 'GET',
  path: '/imports/{importId}/changes',
  act: 'participant.import',
  summary: 'What will change on people who are known here, old and new side by side.',
  params: importParams,
  query: z.strictObject({ ...ofRun, after: z.optional(wholeInQuery(0, 10_000_000)), limit: z.optional(wholeInQuery(1, 100)) }),
  answer: z.strictObject({
    rows: list(z.strictObject({ line: z.int(), externalId: line(200), changes: list(change, 320) }), 100),
    next: z.nullable(z.int()),
  }),
})

export const readErrorFile = endpoint({
  operationId: 'readImportErrorFile',
  method: 'GET',
  path: '/imports/{importId}/error-file',
  act: 'participant.import',
  summary: 'The rows to mend: the same file with two more columns, what is wrong and what would be right.',
  params: importParams,
  answer: z.string().check(z.maxLength(200_000_000)),
  answerType: 'text/csv; charset=utf-8',
  refusals: { file_forgotten: 409, import_not_now: 409 },
})
