import * as z from 'zod/mini'
import { endpoint, id, instant, line, list, may, text, version, wholeInQuery } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { audience, questionKey } from '../../questionnaire/contract.ts'
import { role } from '../contract.ts'

/** Where a file of people stands, from its first byte to its being taken back. */
export const importStates = [
  'receiving',
  'unmapped',
  'checking',
  'checked',
  'unreadable',
  'cancelled',
  'importing',
  'imported',
  'stopped',
  'undoing',
  'undone',
] as const
export const importState = z.enum(importStates)
export type ImportState = z.infer<typeof importState>

export const importBytes = 50 * 1024 * 1024

/** The kinds of question that a column can become. */
export const importedKinds = ['choices', 'choice', 'number', 'scale', 'languages', 'ranked', 'text'] as const
const importedKind = z.enum(importedKinds)
export const separators = [';', '|', ',', '\n'] as const

/** Where one column of a file goes. */
export const target = z.discriminatedUnion('goes', [
  z.strictObject({ goes: z.enum(['external-id', 'name', 'email', 'role', 'capacity', 'phone', 'nothing']) }),
  z.strictObject({
    goes: z.literal('question'),
    key: questionKey,
    label: line(300),
    kind: importedKind,
    separator: z.nullable(z.enum(separators)),
    audience,
  }),
])
export type Target = z.infer<typeof target>
export type QuestionTarget = Extract<Target, { goes: 'question' }>

/** `columns[n]` is for column n of the file. */
export const mapping = z.strictObject({
  columns: list(target, 300),
  /** The e-mail address tells people apart, because the file has no id of its own: somebody chose that. */
  idFromEmail: z.boolean(),
  /** The file does not say who is what: everybody in it is this. */
  roleForAll: z.nullable(role),
})
export type Mapping = z.infer<typeof mapping>

/** What somebody decided about a cell: all lines that say `cell` in this column mean `reading`. */
export const reading = z.strictObject({ column: z.int().check(z.gte(0), z.lt(300)), cell: text(5000), reading: text(300) })
export type AppliedReading = z.infer<typeof reading>

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

const trouble = z.strictObject({ code: z.string().check(z.maxLength(80)), facts: z.record(z.string().check(z.maxLength(80)), z.unknown()) })

export const heading = z.strictObject({
  name: text(300),
  /** Different filled cells from the top; gone when the file is forgotten. */
  samples: list(text(200), 6),
  filledShare: z.number().check(z.gte(0), z.lte(1)),
  /** Why it goes nowhere unless somebody decides otherwise. */
  note: z.nullable(z.enum(['sensitive', 'empty', 'report', 'no-heading'])),
})
export type Heading = z.infer<typeof heading>

export const readAs = z.strictObject({
  encoding: z.string().check(z.maxLength(20)),
  delimiter: z.string().check(z.maxLength(1)),
  quote: z.nullable(z.enum(['"', "'"])),
  headerLine: z.nullable(z.int()),
  sure: z.strictObject({ encoding: z.boolean(), delimiter: z.boolean(), header: z.boolean() }),
  encodingWords: list(text(80), 10),
  width: count,
  agreeingShare: z.number(),
  before: list(z.strictObject({ line: z.int(), text: text(200) }), 20),
})
export type ReadAs = z.infer<typeof readAs>

/** What somebody decides about the way a file is read; what is left out is found out. */
export const wish = z.strictObject({
  encoding: z.optional(z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1251', 'macintosh'])),
  delimiter: z.optional(z.string().check(z.minLength(1), z.maxLength(1))),
  quote: z.optional(z.nullable(z.enum(['"', "'"]))),
  headerLine: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(1000)))),
})
export type Wish = z.infer<typeof wish>

export const missing = z.enum(['external-id', 'email-for-id', 'role'])

export const importView = z.strictObject({
  id,
  cohortId: id,
  programId: id,
  fileName: line(200),
  byteCount: count,
  state: importState,
  readAs: z.nullable(readAs),
  headings: list(heading, 300),
  mapping,
  /** What the mapping still lacks before anything can be worked out. */
  missing: list(missing, 3),
  readings: list(reading, 1000),
  /** Of the work under way, in bytes for a dry run and in rows for an import. */
  progress: z.strictObject({ done: count, total: count }),
  /** Which dry run the sums are from, for the confirmation to name; 0: there is none of the columns and the reading of now. */
  run: count,
  tally: z.nullable(tally),
  /** What is written so far; null until somebody confirmed. */
  written: z.nullable(tally),
  /** Why rows are left out, each reason once. */
  leftOutKinds: count,
  /** Questions that the cohort will ask from then on and does not ask yet. */
  newQuestions: list(line(300), 300),
  /** People, or what the cohort asks them, changed since the dry run: it has to be run again. */
  outdated: z.boolean(),
  /** The same file came in before. */
  sameAs: z.nullable(z.strictObject({ importId: id, at: instant })),
  trouble: z.nullable(trouble),
  undone: z.nullable(z.strictObject({ takenBack: count, kept: count })),
  receivedBy: z.nullable(line(200)),
  receivedAt: instant,
  checkedAt: z.nullable(instant),
  confirmedAt: z.nullable(instant),
  finishedAt: z.nullable(instant),
  /** Until then the file is kept and the import can be taken back. */
  forgetAt: instant,
  forgotten: z.boolean(),
  version,
  may: z.strictObject({ map: may, check: may, confirm: may, cancel: may, undo: may }),
})
export type ImportView = z.infer<typeof importView>

const importParams = z.strictObject({ importId: id })

export const startImport = endpoint({
  operationId: 'startImport',
  method: 'POST',
  path: '/cohorts/{cohortId}/imports',
  act: 'participant.import',
  summary: 'Takes in a file of people and works out, in the background, what it would change. Nothing is written to anybody yet.',
  params: z.strictObject({ cohortId: id }),
  stream: {
    contentTypes: ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/vnd.ms-excel', 'application/octet-stream'],
    maxBytes: importBytes,
  },
  answer: importView,
  refusals: {
    file_empty: 422,
    file_not_a_table: 422,
    file_too_large: 422,
    too_many_columns: 422,
    line_too_long: 422,
    header_only: 422,
    header_not_found: 422,
    quotes_broken: 422,
    cohort_closed: 409,
  },
})

export const listImports = endpoint({
  operationId: 'listImports',
  method: 'GET',
  path: '/cohorts/{cohortId}/imports',
  act: 'participant.import',
  summary: 'The latest imports of a cohort, newest first.',
  params: z.strictObject({ cohortId: id }),
  answer: z.strictObject({
    rows: list(
      z.strictObject({
        id,
        fileName: line(200),
        state: importState,
        receivedAt: instant,
        receivedBy: z.nullable(line(200)),
        tally: z.nullable(tally),
        forgetAt: instant,
      }),
      50,
    ),
    may: z.strictObject({ start: may }),
  }),
})

export const readImport = endpoint({
  operationId: 'readImport',
  method: 'GET',
  path: '/imports/{importId}',
  act: 'participant.import',
  summary: 'One import: how the file was read, where its columns go, what will happen or what happened.',
  params: importParams,
  answer: importView,
})

const mappingRefusals = {
  import_not_now: 409,
  column_unknown: 422,
  target_twice: 422,
  question_kind_changed: 422,
  question_twice: 422,
  question_kind_needs_question: 422,
  file_forgotten: 409,
} as const

export const mapImport = endpoint({
  operationId: 'mapImport',
  method: 'PUT',
  path: '/imports/{importId}/mapping',
  act: 'participant.import',
  summary: 'Says where each column goes and works everything out again.',
  versioned: true,
  params: importParams,
  body: mapping,
  answer: importView,
  refusals: mappingRefusals,
})

export const reReadImport = endpoint({
  operationId: 'rereadImport',
  method: 'PUT',
  path: '/imports/{importId}/wish',
  act: 'participant.import',
  summary: 'Has the file read another way: its characters, what stands between cells, the line of the headings.',
  versioned: true,
  params: importParams,
  body: wish,
  answer: importView,
  refusals: { ...startImport.refusals, import_not_now: 409, file_forgotten: 409 },
})

export const applyReadings = endpoint({
  operationId: 'applyReadings',
  method: 'PUT',
  path: '/imports/{importId}/readings',
  act: 'participant.import',
  summary: 'Says what certain cells mean, on all their lines, and works everything out again.',
  versioned: true,
  params: importParams,
  body: z.strictObject({ readings: list(reading, 1000) }),
  answer: importView,
  refusals: { import_not_now: 409, file_forgotten: 409 },
})

export const checkImport = endpoint({
  operationId: 'checkImport',
  method: 'POST',
  path: '/imports/{importId}/checks',
  act: 'participant.import',
  summary: 'Runs the dry run again, against the people of this minute.',
  status: 202,
  params: importParams,
  answer: importView,
  refusals: { import_not_now: 409, file_forgotten: 409, mapping_incomplete: 409 },
})

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
  query: z.strictObject({ after: z.optional(wholeInQuery(0, 10_000_000)), limit: z.optional(wholeInQuery(1, 100)) }),
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

export const confirmImport = endpoint({
  operationId: 'confirmImport',
  method: 'POST',
  path: '/imports/{importId}/confirmation',
  act: 'participant.import',
  summary: 'Writes what this dry run showed, in the background. Refused when another one took its place, or people changed since.',
  versioned: true,
  status: 202,
  params: importParams,
  body: z.strictObject({ run: z.int().check(z.gte(1)) }),
  answer: importView,
  refusals: {
    import_not_now: 409,
    dry_run_replaced: 409,
    import_outdated: 409,
    import_running: 409,
    nothing_to_import: 409,
    file_forgotten: 409,
    cohort_closed: 409,
  },
})

export const cancelImport = endpoint({
  operationId: 'cancelImport',
  method: 'POST',
  path: '/imports/{importId}/cancellation',
  act: 'participant.import',
  summary: 'Stops the work under way. What an import has written by then stays and can be taken back.',
  status: 200,
  params: importParams,
  answer: importView,
  refusals: { import_not_now: 409 },
})

export const undoImport = endpoint({
  operationId: 'undoImport',
  method: 'POST',
  path: '/imports/{importId}/reversal',
  act: 'participant.import',
  summary: 'Takes back what the import did to people whom nobody has touched since.',
  status: 202,
  params: importParams,
  answer: importView,
  refusals: { import_not_now: 409, undo_over: 409, import_running: 409 },
})

const importFacts = z.object({ import: z.uuid(), cohort: z.uuid() })
export const importReceived = fact('participant.import-received', importFacts)
export const importConfirmed = fact('participant.import-confirmed', importFacts)
/** One fact for all people of a file; also when it was stopped half-way. */
export const participantsImported = fact(
  'participant.imported',
  z.object({ import: z.uuid(), cohort: z.uuid(), added: z.int(), changed: z.int(), wasStopped: z.boolean() }),
)
export const importUndone = fact(
  'participant.import-undone',
  z.object({ import: z.uuid(), cohort: z.uuid(), takenBack: z.int(), kept: z.int() }),
)
export const importDropped = fact('participant.import-cancelled', importFacts)
