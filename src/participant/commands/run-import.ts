/**
 * The import itself. The file is read again; each batch is decided once more, against locked people, and written in one transaction
 * with the line up to which everything is in. A run that dies is taken up at that line; a row that is in already changes nothing, because
 * people are found again by their external id. Every effect keeps what was there before, so that it can be taken back.
 */
import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { readTable } from '../../kit/csv/read-table.ts'
import { record } from '../../kit/history/history.ts'
import { type Begin, jobKind } from '../../kit/jobs/jobs.ts'
import { mayDo } from '../../kit/wire/access.ts'
import { askerForSystem } from '../../person/queries/actor.ts'
import { personForSystem } from '../../person/queries/person.ts'
import { type AskedVersion, versionForSystem } from '../../questionnaire/queries.ts'
import { participantAccess } from '../access.ts'
import { participantsImported } from '../contract/imports.ts'
import { type Import, importForSystem, importToChangeForSystem } from '../queries/imports.ts'
import { batchForSystem } from '../queries/known.ts'
import { planFor, tallyOf } from '../rules/import-plan.ts'
import { noTally, plus } from '../rules/import-states.ts'
import type { ParticipantTables } from '../tables.ts'
import { planParts } from './check-import.ts'
import { asReadingWish, type FileRow, rowsInBatches, storedFile } from './import-file.ts'
import { json } from './json.ts'
import { type Done, writePeople } from './write-people.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()

export const runImportKind = jobKind({
  name: 'run-import',
  payload: z.object({ importId: z.uuid() }),
  retries: 10,
  retryDelaySeconds: 2,
  expireSeconds: 180,
})

/** Everybody whom the dry run showed is in, or the import was stopped and everybody up to a line is. */
export async function runImport(begin: Begin, importId: string, signal: AbortSignal): Promise<void> {
  const start = await begin(async ctx => {
    const one = await importForSystem(ctx, importId)
    if (one?.state !== 'importing' || !one.questionnaireVersionId) return null
    return { one, version: await versionForSystem(ctx, one.questionnaireVersionId) }
  })
  if (!start) return
  const { one, version } = start
  const table = await readTable(storedFile(begin, importId), { reading: asReadingWish(one.wish), signal })
  let doneLine = one.doneLine
  let counted = 0
  let nextCount = 500
  for await (const { rows } of rowsInBatches(table, { mapping: one.mapping, asked: version.questions, readings: one.readings })) {
    const last = rows.at(-1)?.line ?? 0
    if (last <= doneLine) continue
    const from = doneLine
    const isOurs = await begin(ctx => writeBatch(ctx, { importId, version, from, to: last }, rows))
    if (!isOurs) return
    doneLine = last
    // the database plans with its figures about the tables; without new ones its plans are those of empty tables
    counted += rows.length
    if (counted >= nextCount) {
      await begin(ctx => sql`select count_people_anew()`.execute(ctx.tx))
      nextCount = counted * 3
    }
  }
  await begin(ctx => finishImport(ctx, importId))
}

interface Step {
  readonly importId: string
  readonly version: AskedVersion
  /** Everything up to this line is written. */
  readonly from: number
  readonly to: number
}

/** False: somebody stopped the import, whoever confirmed it may import no longer, or another worker has taken it up. */
async function writeBatch(ctx: Context, { importId, version, from, to }: Step, rows: readonly FileRow[]): Promise<boolean> {
  const one = await importToChangeForSystem(ctx, importId)
  if (one?.state !== 'importing' || one.doneLine !== from) return false
  if (!(await mayStillImport(ctx, one))) {
    await stopForGood(ctx, one)
    return false
  }
  const fresh = rows.filter(row => row.line > from)
  const taken = fresh.flatMap(({ row, earlier }) => (row ? [{ row, earlier }] : []))
  const parts = planParts(one)
  let written = plus(one.written ?? noTally, outsideOf(fresh))
  // somebody's second row finds what the first of the same batch wrote
  const isSecondHere = ({ earlier }: (typeof taken)[number]) => (earlier.otherRow?.line ?? 0) > from
  for (const some of [taken.filter(each => !isSecondHere(each)), taken.filter(isSecondHere)]) {
    if (some.length === 0) continue
    const known = await batchForSystem(
      ctx,
      one,
      some.map(({ row }) => row),
      'to-change',
    )
    const done: Done[] = []
    for (const { row, earlier } of some) {
      const before = known.knownFor(row)
      const plan = planFor(row, before, earlier, parts)
      written = plus(written, tallyOf(plan))
      if (plan.kind === 'added' || plan.kind === 'changed') done.push({ row, plan, known: before })
    }
    await writePeople(ctx, one, version, done)
  }
  await tables(ctx)
    .updateTable('participantImport')
    .set({ doneLine: to, doneCount: written.rows, written: json(written) })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .execute()
  return true
}

/** People come in in the name of whoever confirmed it, who must still be trusted with that at each batch. */
const mayStillImport = async (ctx: Context, one: Import): Promise<boolean> =>
  one.confirmedBy === null || mayDo(await askerForSystem(ctx, one.confirmedBy), participantAccess.import, one)

/** What is in stays; who may import can go on with the rest, or take it back. */
async function stopForGood(ctx: Context, one: Import): Promise<void> {
  const { name } = await personForSystem(ctx, one.confirmedBy ?? '')
  await tables(ctx)
    .updateTable('participantImport')
    .set({ state: 'stopped', finishedAt: ctx.now, trouble: json({ code: 'importer_gone', facts: { name } }), version: one.version + 1 })
    .where('organizationId', '=', one.organizationId)
    .where('id', '=', one.id)
    .execute()
  await recordImported(ctx, one, true)
}

/** Rows that no batch decides about, because nobody can tell who they are. */
function outsideOf(rows: readonly FileRow[]) {
  const count = rows.filter(one => one.row === null && one.counts).length
  return { ...noTally, rows: count, leftOut: count }
}

async function finishImport(ctx: Context, importId: string): Promise<void> {
  const one = await importToChangeForSystem(ctx, importId)
  if (one?.state !== 'importing') return
  const written = one.written ?? noTally
  await tables(ctx)
    .updateTable('participantImport')
    .set({ state: 'imported', written: json(written), finishedAt: ctx.now, version: one.version + 1 })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .execute()
  await recordImported(ctx, one, false)
}

/** One entry in the history for all people of the file, in the name of whoever confirmed it. */
export async function recordImported(ctx: Context, one: Import, wasStopped: boolean): Promise<void> {
  const { added, changed } = one.written ?? noTally
  const inTheirName = { ...ctx, actor: { ...ctx.actor, personId: one.confirmedBy } }
  await record(inTheirName, participantsImported, { import: one.id, cohort: one.cohortId, added, changed, wasStopped }, one.programId)
}
