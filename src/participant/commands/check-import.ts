/**
 * The dry run: the whole file is read and every row is decided against the people of this minute; nothing is written but what is to be
 * looked at. Rows pass through in batches, so memory holds one batch, the ids and addresses of the file, and the words of its choices.
 *
 * A run works under the version that the import had when it began. Whoever changes the mapping meanwhile begins another run, and this
 * one finds out at its next batch and stops; what it found is thrown away by the run that ends.
 */
import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { readTable } from '../../kit/csv/read-table.ts'
import { Unreadable } from '../../kit/csv/table.ts'
import { type Begin, jobKind } from '../../kit/jobs/jobs.ts'
import { latestVersionForSystem } from '../../questionnaire/queries.ts'
import type { Tally, Warning } from '../contract/dry-run.ts'
import { type Import, importForSystem, marksForSystem, profile } from '../queries/imports.ts'
import { batchForSystem, everybodyHereForSystem } from '../queries/known.ts'
import { type CountedRow, figureCounter } from '../rules/import-figures.ts'
import { type Plan, planFor, tallyOf } from '../rules/import-plan.ts'
import { type OptionCounter, optionCounter, profileAfter } from '../rules/import-profile.ts'
import type { ImportedRow, Problem } from '../rules/import-rows.ts'
import { noTally, plus } from '../rules/import-states.ts'
import { warningsOn } from '../rules/import-warnings.ts'
import type { ParticipantTables } from '../tables.ts'
import { asReadingWish, type FileRow, rowsInBatches, storedFile } from './import-file.ts'
import { json } from './json.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

export const checkImportKind = jobKind({
  name: 'check-import',
  payload: z.object({ importId: z.uuid(), attempt: z.int() }),
  retries: 5,
  expireSeconds: 180,
})

interface Attempt {
  readonly importId: string
  readonly attempt: number
}

/** Everything about the file is known that can be known before it is written; or it is known on which line it cannot be read. */
export async function workOutImport(begin: Begin, { importId, attempt }: Attempt, signal: AbortSignal): Promise<void> {
  const start = await begin(async ctx => {
    const one = await importForSystem(ctx, importId)
    if (!one || !isOf(one, attempt)) return null
    await forgetRun(ctx, importId, attempt)
    const asked = (await latestVersionForSystem(ctx, one.cohortId, profile))?.questions ?? []
    // marked before the first look, so that a change during the run shows as one
    const marks = await marksForSystem(ctx, one.cohortId)
    return { one, asked, marks, here: await everybodyHereForSystem(ctx, one.cohortId) }
  })
  if (!start) return
  const { one, asked, marks, here } = start
  try {
    const table = await readTable(storedFile(begin, importId), { reading: asReadingWish(one.wish), signal })
    const options = optionCounter(one.mapping)
    const figures = figureCounter(one.mapping, here)
    let tally = noTally
    let number = 0
    for await (const batch of rowsInBatches(table, { mapping: one.mapping, asked, readings: one.readings })) {
      const done = await begin(async ctx => {
        if (!(await markProgress(ctx, { importId, attempt }, table.bytesRead()))) return null
        const found = await decideBatch(ctx, one, batch.rows)
        await keepFindings(ctx, { importId, attempt }, number, found)
        return found
      })
      if (!done) return
      number += done.problems.length
      tally = plus(tally, done.tally)
      for (const { row } of done.taken) options.count(row)
      for (const counted of done.counted) figures.count(counted)
    }
    const warnings = warningsOn({ tally, figures: figures.figures(), mapping: one.mapping, asked, here })
    await begin(ctx => finishRun(ctx, { importId, attempt }, { tally, options, marks, warnings }))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    await begin(ctx => giveUp(ctx, { importId, attempt }, error))
  }
}

const isOf = (one: Import, attempt: number): boolean => one.state === 'checking' && one.version === attempt

/** What is wrong on a line, with the name that it says. */
type LineProblem = Problem & { readonly line: number; readonly name: string | null }

interface Found {
  readonly tally: Tally
  readonly problems: readonly LineProblem[]
  readonly taken: readonly { readonly row: ImportedRow; readonly plan: Plan }[]
  /** Every row of the batch, whatever becomes of it. */
  readonly counted: readonly CountedRow[]
}

/** What the rows of a batch would do to the people as they are now. */
async function decideBatch(ctx: Context, one: Import, rows: readonly FileRow[]): Promise<Found> {
  const known = await batchForSystem(
    ctx,
    one,
    rows.flatMap(({ row }) => row ?? []),
  )
  let tally = noTally
  const problems: LineProblem[] = []
  const taken: { row: ImportedRow; plan: Plan }[] = []
  const counted: CountedRow[] = []
  const parts = planParts(one)
  for (const { row, name, line, counts, earlier, cells, problems: own } of rows) {
    const here = (problem: Problem): LineProblem => ({ ...problem, line, name })
    if (!row) {
      problems.push(...own.map(here))
      if (!counts) continue
      tally = plus(tally, { ...noTally, rows: 1, leftOut: 1 })
      counted.push({ cells, row, plan: null, problems: own })
      continue
    }
    const plan = planFor(row, known.knownFor(row), earlier, parts)
    problems.push(...plan.problems.map(here), ...own.map(here))
    tally = plus(tally, tallyOf({ ...plan, problems: [...plan.problems, ...own] }))
    counted.push({ cells, row, plan, problems: plan.problems })
    if (plan.kind !== 'left-out') taken.push({ row, plan })
  }
  return { tally, problems, taken, counted }
}

export const planParts = (one: Import) => {
  const column = (goes: string): number | null => {
    const found = one.mapping.columns.findIndex(target => target.goes === goes)
    return found < 0 ? null : found
  }
  return {
    actorPersonId: one.confirmedBy ?? one.receivedBy,
    column: (goes: 'external-id' | 'email' | 'role' | 'capacity') =>
      goes === 'external-id' && one.mapping.idFromEmail ? column('email') : column(goes),
    questions: one.mapping.columns.filter(target => target.goes === 'question'),
  }
}

/** False: another run has begun, or somebody stopped this one. */
async function markProgress(ctx: Context, { importId, attempt }: Attempt, doneCount: number): Promise<boolean> {
  const marked = await tables(ctx)
    .updateTable('participantImport')
    .set({ doneCount })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .where('state', '=', 'checking')
    .where('version', '=', attempt)
    .executeTakeFirst()
  return marked.numUpdatedRows === 1n
}

async function keepFindings(ctx: Context, { importId, attempt }: Attempt, from: number, { problems, taken }: Found): Promise<void> {
  const { organizationId } = ctx.actor
  if (problems.length > 0) {
    const rows = problems.map((problem, n) => ({ ...problem, number: from + n, facts: problem.facts }))
    await sql`
      insert into participant_import_problem (organization_id, import_id, run, number, line, name, column_index, code, effect, cell, facts, reading)
      select ${organizationId}, ${importId}, ${attempt}, number, line, name, "column", code, effect, cell, facts, reading
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as found (number integer, line integer, name text, "column" integer, code text, effect text, cell text, facts jsonb, reading text)
    `.execute(ctx.tx)
  }
  const changed = taken.filter(({ plan }) => plan.kind === 'changed')
  if (changed.length > 0) {
    const rows = changed.map(({ row, plan }) => ({ line: row.line, externalId: row.externalId, changes: plan.changes }))
    await sql`
      insert into participant_import_change (organization_id, import_id, run, line, external_id, changes)
      select ${organizationId}, ${importId}, ${attempt}, line, "externalId", changes
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as found (line integer, "externalId" text, changes jsonb)
    `.execute(ctx.tx)
  }
}

interface Outcome {
  readonly tally: Tally
  readonly options: OptionCounter
  readonly marks: string
  readonly warnings: readonly Warning[]
}

/**
 * The version stays: the end of a run is nothing that whoever changes the columns meanwhile must have seen. Whoever confirms names the run.
 */
async function finishRun(ctx: Context, { importId, attempt }: Attempt, { tally, options, marks, warnings }: Outcome): Promise<void> {
  const one = await importForSystem(ctx, importId)
  if (!one || !isOf(one, attempt)) return
  const asked = (await latestVersionForSystem(ctx, one.cohortId, profile))?.questions ?? []
  await tables(ctx)
    .updateTable('participantImport')
    .set({
      state: 'checked',
      run: attempt,
      tally: json(tally),
      warnings: json(warnings),
      questions: json(profileAfter(asked, one.mapping, options)),
      workedOutAgainst: marks,
      doneCount: one.byteCount,
      checkedAt: ctx.now,
    })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .where('version', '=', attempt)
    .execute()
  for (const table of ['participantImportProblem', 'participantImportChange'] as const)
    await tables(ctx)
      .deleteFrom(table)
      .where('organizationId', '=', ctx.actor.organizationId)
      .where('importId', '=', importId)
      .where('run', '!=', attempt)
      .execute()
}

/** The file cannot be read to its end; nothing of it is offered. */
async function giveUp(ctx: Context, { importId, attempt }: Attempt, { code, facts }: Unreadable): Promise<void> {
  await tables(ctx)
    .updateTable('participantImport')
    .set({ state: 'unreadable', trouble: json({ code, facts }), tally: null, version: attempt + 1 })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .where('state', '=', 'checking')
    .where('version', '=', attempt)
    .execute()
  await forgetRun(ctx, importId, attempt)
}

async function forgetRun(ctx: Context, importId: string, run: number): Promise<void> {
  for (const table of ['participantImportProblem', 'participantImportChange'] as const)
    await tables(ctx)
      .deleteFrom(table)
      .where('organizationId', '=', ctx.actor.organizationId)
      .where('importId', '=', importId)
      .where('run', '=', run)
      .execute()
}
