/** What people do to an import between its file and its end; the long work is in the files beside this one. */
import { cohortForSystem } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { type Begin, enqueue } from '../../kit/jobs/jobs.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { askQuestions } from '../../questionnaire/commands.ts'
import { latestVersionForSystem } from '../../questionnaire/queries.ts'
import { participantAccess } from '../access.ts'
import type { AppliedReading, Mapping, Wish } from '../contract/import-file.ts'
import { importConfirmed, importDropped } from '../contract/imports.ts'
import { type Import, importToChange, importToChangeForSystem, importVisibleTo, marksForSystem, profile } from '../queries/imports.ts'
import { checkedMapping } from '../rules/import-mapping.ts'
import { changesAnything, type ImportAct, mayBegin, missingIn } from '../rules/import-states.ts'
import type { ParticipantTables } from '../tables.ts'
import { checkImportKind } from './check-import.ts'
import { storedFile } from './import-file.ts'
import { json } from './json.ts'
import { headOf, understandFile } from './receive-import.ts'
import { recordImported, runImportKind } from './run-import.ts'
import { undoImportKind } from './undo-import.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

/** The import, locked, when this person may do the act to it now and has seen it as it is. */
async function forAct(ctx: Context, importId: string, act: ImportAct, ifMatch: number | null, run?: number): Promise<Import> {
  const one = await importToChange(ctx, importId)
  allow(ctx.actor, participantAccess.import, one)
  if (run !== undefined && one.run !== run) throw refused('dry_run_replaced')
  if (ifMatch !== null && one.version !== ifMatch) throw refused('stale')
  decide(mayBegin(act, one, ctx.now))
  return one
}

type Setting = Partial<ParticipantTables['participantImport']>

async function set(ctx: Context, one: Import, setting: Setting): Promise<Import> {
  return tables(ctx)
    .updateTable('participantImport')
    .set({ ...setting, version: one.version + 1 })
    .where('organizationId', '=', one.organizationId)
    .where('id', '=', one.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The dry run begins anew under the version that the import has now. */
async function workOutAnew(ctx: Context, one: Import, setting: Setting = {}): Promise<Import> {
  const missing = missingIn(setting.mapping ? JSON.parse(String(setting.mapping)) : one.mapping)
  const state = missing.length > 0 ? 'unmapped' : 'checking'
  const changed = await set(ctx, one, { ...setting, state, run: 0, tally: null, trouble: null, doneCount: 0, totalCount: one.byteCount })
  if (state === 'checking') await enqueue(ctx, checkImportKind, { importId: one.id, attempt: changed.version })
  return changed
}

/** Columns go where this mapping says, in this file and in the next one with the same headings. */
export async function mapColumns(ctx: Context, importId: string, wanted: Mapping, ifMatch: number): Promise<Import> {
  const one = await forAct(ctx, importId, 'map', ifMatch)
  const asked = (await latestVersionForSystem(ctx, one.cohortId, profile))?.questions ?? []
  const mapping = decide(checkedMapping(wanted, one.headings.length, asked))
  await keepMapping(ctx, one, mapping)
  return workOutAnew(ctx, one, { mapping: json(mapping) })
}

/** Without what belongs to the columns of our own error file, which come and go. */
async function keepMapping(ctx: Context, one: Import, mapping: Mapping): Promise<void> {
  const columns = mapping.columns.filter((_, n) => one.headings[n]?.note !== 'report')
  const kept = { mapping: json({ ...mapping, columns }), keptAt: ctx.now }
  await tables(ctx)
    .insertInto('participantImportMapping')
    .values({ organizationId: one.organizationId, programId: one.programId, headingsHash: one.headingsHash, ...kept })
    .onConflict(conflict => conflict.columns(['organizationId', 'programId', 'headingsHash']).doUpdateSet(kept))
    .execute()
}

/** The file is read another way from its beginning; the mapping starts anew, because its columns may be others. */
export async function readAnotherWay(ctx: Context, importId: string, wish: Wish, ifMatch: number): Promise<Import> {
  await forAct(ctx, importId, 'map', ifMatch)
  const here: Begin = work => work(ctx)
  await understandFile(ctx, importId, await headOf(storedFile(here, importId), wish), wish, null)
  return importVisibleTo(ctx, importId)
}

/** The cells mean what these readings say, on all their lines. */
export async function applyReadings(ctx: Context, importId: string, readings: readonly AppliedReading[], ifMatch: number): Promise<Import> {
  const one = await forAct(ctx, importId, 'map', ifMatch)
  return workOutAnew(ctx, one, { readings: json(readings) })
}

export async function checkAgain(ctx: Context, importId: string): Promise<Import> {
  const one = await forAct(ctx, importId, 'check', null)
  if (missingIn(one.mapping).length > 0) throw refused('mapping_incomplete')
  return workOutAnew(ctx, one)
}

/** The cohort asks the file's questions, and its people come in by a job. Refused when the dry run is not what would be written now. */
export async function confirmImport(ctx: Context, importId: string, run: number, ifMatch: number): Promise<Import> {
  const one = await forAct(ctx, importId, 'confirm', ifMatch, run)
  const cohort = await cohortForSystem(ctx, one.cohortId)
  if (cohort.state === 'closed') throw refused('cohort_closed')
  if (!one.tally || !changesAnything(one.tally)) throw refused('nothing_to_import')
  if (one.workedOutAgainst !== (await marksForSystem(ctx, one.cohortId))) throw refused('import_outdated')
  await noneUnderWay(ctx, one)
  await keepMapping(ctx, one, one.mapping)
  const version = await askQuestions(ctx, one.cohortId, profile, one.questions)
  const confirmed = await set(ctx, one, {
    state: 'importing',
    questionnaireVersionId: version.versionId,
    confirmedBy: ctx.actor.personId,
    confirmedAt: ctx.now,
    written: null,
    undone: null,
    doneLine: 0,
    doneCount: 0,
    totalCount: one.tally?.rows ?? 0,
  })
  await record(ctx, importConfirmed, { import: importId, cohort: one.cohortId }, one.programId)
  await enqueue(ctx, runImportKind, { importId })
  return confirmed
}

/** Two imports into one cohort follow each other: so that each is what its dry run showed. */
export async function noneUnderWay(ctx: Context, one: Pick<Import, 'organizationId' | 'cohortId'>): Promise<void> {
  const other = await tables(ctx)
    .selectFrom('participantImport')
    .select('id')
    .where('organizationId', '=', one.organizationId)
    .where('cohortId', '=', one.cohortId)
    .where('state', 'in', ['importing', 'undoing'])
    .executeTakeFirst()
  if (other) throw refused('import_running')
}

/** The work under way stops at its next batch. What is written stays and can be taken back. */
export async function cancelImport(ctx: Context, importId: string): Promise<Import> {
  const one = await forAct(ctx, importId, 'cancel', null)
  const wasImporting = one.state === 'importing'
  const stopped = await set(ctx, one, { state: wasImporting ? 'stopped' : 'cancelled', ...(wasImporting && { finishedAt: ctx.now }) })
  await record(ctx, importDropped, { import: importId, cohort: one.cohortId }, one.programId)
  if (wasImporting) await recordImported(ctx, one, true)
  return stopped
}

/**
 * The work was cut off too often to try once more: a dry run can be begun again, and what an import has written so far, or an undo has not
 * taken back yet, stays and can still be taken back.
 */
export async function giveUpImport(ctx: Context, importId: string): Promise<void> {
  const one = await importToChangeForSystem(ctx, importId)
  if (one?.state === 'checking') await set(ctx, one, { state: 'unreadable', trouble: json({ code: 'check_given_up', facts: {} }) })
  if (one?.state !== 'importing' && one?.state !== 'undoing') return
  await set(ctx, one, { state: 'stopped', finishedAt: ctx.now })
  if (one.state === 'importing') await recordImported(ctx, one, true)
}

/** What the import did is taken back by a job, for everybody whom nobody has touched since. */
export async function undoImport(ctx: Context, importId: string): Promise<Import> {
  const one = await forAct(ctx, importId, 'undo', null)
  await noneUnderWay(ctx, one)
  const undoing = await set(ctx, one, { state: 'undoing', undone: json({ takenBack: 0, kept: 0 }), doneCount: 0 })
  await enqueue(ctx, undoImportKind, { importId })
  return undoing
}

/** The file, and everything that repeats its cells, is gone; the sums and who did it stay. */
export async function forgetFile(ctx: Context, importId: string): Promise<void> {
  const one = await tables(ctx)
    .updateTable('participantImport')
    .set({ headings: json([]), readings: json([]), warnings: json([]), forgottenAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .where('forgottenAt', 'is', null)
    .returning(['id', 'state'])
    .executeTakeFirst()
  if (!one) return
  for (const table of ['participantImportPiece', 'participantImportProblem', 'participantImportChange', 'participantImportEffect'] as const)
    await tables(ctx).deleteFrom(table).where('organizationId', '=', ctx.actor.organizationId).where('importId', '=', importId).execute()
  // never confirmed, so nothing is left that it could tell about
  if (['receiving', 'unmapped', 'checking', 'checked', 'unreadable', 'cancelled'].includes(one.state))
    await tables(ctx)
      .deleteFrom('participantImport')
      .where('organizationId', '=', ctx.actor.organizationId)
      .where('id', '=', importId)
      .where('confirmedAt', 'is', null)
      .execute()
}
