import * as z from 'zod/mini'
import { endpoint, id, instant, line, list, may, version } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'
import { tally, warning } from './dry-run.ts'
import { heading, mapping, missing, readAs, reading, wish } from './import-file.ts'

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

/** For what of its people whoever looks after a cohort is needed. */
export const importNeeds = ['import-columns', 'import-ready', 'import-unreadable', 'import-stopped', 'nobody-in'] as const

export const importBytes = 50 * 1024 * 1024

const count = z.int().check(z.gte(0))

const trouble = z.strictObject({ code: z.string().check(z.maxLength(80)), facts: z.record(z.string().check(z.maxLength(80)), z.unknown()) })

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
  warnings: list(warning, 20),
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
    file_is_a_workbook: 422,
    file_is_no_text: 422,
    file_has_no_columns: 422,
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
  name_twice: 422,
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
