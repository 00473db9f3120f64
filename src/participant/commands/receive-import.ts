/**
 * A file on its way in. It is sealed and stored piece by piece while it arrives, so that no process ever holds it whole; then its head is
 * read to find out how it is written and where its columns go. Whatever goes wrong on the way leaves nothing behind.
 */
import { createHash } from 'node:crypto'
import { cohortVisibleTo } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { tidy } from '../../kit/csv/cells.ts'
import { readTable } from '../../kit/csv/read-table.ts'
import { type Table, Unreadable } from '../../kit/csv/table.ts'
import { record } from '../../kit/history/history.ts'
import { type Begin, enqueue } from '../../kit/jobs/jobs.ts'
import { sealBytes } from '../../kit/vault/vault.ts'
import { allow } from '../../kit/wire/access.ts'
import { refused } from '../../kit/wire/refusal.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { latestVersionForSystem } from '../../questionnaire/queries.ts'
import { participantAccess } from '../access.ts'
import type { ReadAs, Wish } from '../contract/import-file.ts'
import { importReceived } from '../contract/imports.ts'
import { type Import, keptMappingForSystem, placeOf, profile } from '../queries/imports.ts'
import { type SampledColumn, suggestedHeading, suggestedMapping, tellingHeadings } from '../rules/import-columns.ts'
import { refusalFor } from '../rules/import-file-kind.ts'
import { checkedMapping } from '../rules/import-mapping.ts'
import { missingIn } from '../rules/import-states.ts'
import type { ParticipantTables } from '../tables.ts'
import { checkImportKind } from './check-import.ts'
import { asReadingWish, storedFile } from './import-file.ts'
import { json } from './json.ts'
import { newImport } from './new-import.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ParticipantTables>()
const pieceBytes = 256 * 1024
const lookedAtRows = 2000

interface Arriving {
  readonly cohortId: string
  readonly fileName: string | null
  readonly stream: AsyncIterable<Uint8Array>
}

/** The file is stored and its dry run is on the way, or it waits for somebody to say where its columns go; the answer is its id. */
export async function receiveImport(begin: Begin, arriving: Arriving): Promise<string> {
  const importId = await begin(ctx => expectFile(ctx, arriving))
  try {
    const stored = await storePieces(begin, importId, arriving.stream)
    const head = await headOf(storedFile(begin, importId), {})
    await begin(ctx => understandFile(ctx, importId, head, {}, stored))
    return importId
  } catch (error) {
    await begin(ctx => dropFile(ctx, importId))
    throw error
  }
}

async function expectFile(ctx: Context, { cohortId, fileName }: Arriving): Promise<string> {
  const cohort = await cohortVisibleTo(ctx, cohortId)
  allow(ctx.actor, participantAccess.import, cohort)
  if (cohort.state === 'closed') throw refused('cohort_closed')
  const { id } = await newImport(ctx, cohort, { origin: 'file', fileName: fileName?.trim() || 'people.csv', state: 'receiving' })
  return id
}

interface Stored {
  readonly byteCount: number
  readonly hash: string
}

async function storePieces(begin: Begin, importId: string, stream: AsyncIterable<Uint8Array>): Promise<Stored> {
  const hash = createHash('sha256')
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let byteCount = 0
  let number = 0
  const flush = async () => {
    const bytes = Buffer.concat(waiting)
    waiting = []
    waitingBytes = 0
    const own = number
    number += 1
    await begin(async ctx => {
      const sealed = await sealBytes(ctx.tx, placeOf(ctx, importId, own), bytes)
      await tables(ctx)
        .insertInto('participantImportPiece')
        .values({ organizationId: ctx.actor.organizationId, importId, number: own, sealed })
        .execute()
    })
  }
  for await (const piece of stream) {
    hash.update(piece)
    waiting.push(piece)
    waitingBytes += piece.byteLength
    byteCount += piece.byteLength
    if (waitingBytes >= pieceBytes) await flush()
  }
  if (waitingBytes > 0) await flush()
  return { byteCount, hash: hash.digest('base64url') }
}

export interface Head {
  readonly readAs: ReadAs
  readonly columns: readonly SampledColumn[]
}

/** How the file is written, and what stands in its first rows. Refused when there is no table in it. */
export async function headOf(file: AsyncIterable<Uint8Array>, wish: Wish): Promise<Head> {
  try {
    return await firstRowsOf(await readTable(file, { reading: asReadingWish(wish) }))
  } catch (error) {
    throw error instanceof Unreadable ? refusalFor(error) : error
  }
}

async function firstRowsOf(table: Table): Promise<Head> {
  const seen = table.columns.map(() => ({ filled: 0, different: new Set<string>() }))
  let rows = 0
  for await (const row of table.rows) {
    if (row.kind !== 'row') continue
    rows += 1
    for (const [n, column] of seen.entries()) {
      const cell = tidy(row.cells[n] ?? '')
      if (cell === '') continue
      column.filled += 1
      if (column.different.size < lookedAtRows) column.different.add(cell)
    }
    if (rows >= lookedAtRows) break
  }
  const columns = table.columns.map((column, n) => ({
    index: column.index,
    name: column.name,
    samples: column.samples.map(tidy),
    filled: seen[n]?.filled ?? 0,
    different: seen[n]?.different.size ?? 0,
    rows,
  }))
  return { readAs: readAsOf(table), columns }
}

const readAsOf = ({ reading }: Table): ReadAs => ({
  encoding: reading.encoding,
  delimiter: reading.delimiter,
  quote: reading.quote,
  headerLine: reading.headerLine,
  sure: { ...reading.sure },
  encodingWords: reading.evidence.encodingWords.slice(0, 10).map(word => word.slice(0, 80).toWellFormed()),
  width: reading.evidence.width,
  agreeingShare: reading.evidence.agreeingShare,
  before: reading.before.slice(0, 20).map(({ line, text }) => ({ line, text: text.slice(0, 200).toWellFormed() })),
})

/** It is known how the file is written and where its columns go; the dry run begins when nothing is missing. */
export async function understandFile(ctx: Context, importId: string, head: Head, wish: Wish, stored: Stored | null): Promise<void> {
  const one = await tables(ctx)
    .selectFrom('participantImport')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const asked = (await latestVersionForSystem(ctx, one.cohortId, profile))?.questions ?? []
  const headingsHash = hashOfHeadings(head.columns)
  const mapping = await mappingFor(ctx, one, head, headingsHash, asked)
  const isReady = missingIn(mapping).length === 0
  const version = one.version + 1
  await tables(ctx)
    .updateTable('participantImport')
    .set({
      ...(stored && { byteCount: stored.byteCount, fileHash: stored.hash }),
      wish: json(wish),
      reading: json(head.readAs),
      headings: json(head.columns.map(suggestedHeading)),
      headingsHash,
      mapping: json(mapping),
      readings: json([]),
      trouble: null,
      run: 0,
      tally: null,
      doneCount: 0,
      totalCount: stored?.byteCount ?? one.byteCount,
      state: isReady ? 'checking' : 'unmapped',
      version,
    })
    .where('organizationId', '=', one.organizationId)
    .where('id', '=', importId)
    .execute()
  if (stored) await record(ctx, importReceived, { import: importId, cohort: one.cohortId }, one.programId)
  if (isReady) await enqueue(ctx, checkImportKind, { importId, attempt: version })
}

/** What somebody chose for the last file with these headings, if it still fits; else what the columns look like. */
async function mappingFor(ctx: Context, one: Import, head: Head, headingsHash: string, asked: readonly Question[]) {
  const suggested = suggestedMapping(head.columns, asked)
  const kept = await keptMappingForSystem(ctx, one.programId, headingsHash)
  if (!kept) return suggested
  // the columns of our own error file come and go: the kept choice is for the others, in their order
  const ours = new Set(head.columns.filter(column => suggestedHeading(column).note === 'report').map(column => column.index))
  const targets = [...kept.columns]
  const columns = suggested.columns.map((own, n) => (ours.has(n) ? own : (targets.shift() ?? own)))
  const mapping = { ...kept, columns }
  return 'columns' in checkedMapping(mapping, head.columns.length, asked) ? mapping : suggested
}

const hashOfHeadings = (columns: readonly SampledColumn[]): string =>
  createHash('sha256')
    .update(JSON.stringify(tellingHeadings(columns)))
    .digest('base64url')

/** Nothing of the file is left. */
async function dropFile(ctx: Context, importId: string): Promise<void> {
  await tables(ctx)
    .deleteFrom('participantImport')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', importId)
    .execute()
}
