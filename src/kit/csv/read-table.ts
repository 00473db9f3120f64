/**
 * Reads a table from bytes that come in pieces: the first quarter of a megabyte is kept to find out how to read, then everything passes
 * through once, so that memory does not grow with the file. Nothing here knows what the columns mean.
 */
import { type Decoder, decoderFor } from './decoder.ts'
import { dialectOf, type SampleText } from './dialect.ts'
import { type EncodingFound, encodingOf, tellingWords } from './encoding.ts'
import { columnsOf, type HeaderFound, headerAt, headerOf } from './header.ts'
import { intakeOf } from './intake.ts'
import { isProse } from './prose.ts'
import { isBlank } from './record.ts'
import { type PlacedRecord, recordReader } from './records.ts'
import { rowReader } from './rows.ts'
import { isMostlyControl, looksLike, looksLikeText } from './signature.ts'
import {
  type Column,
  type Limits,
  type LineFault,
  type Reading,
  type ReadingWish,
  type Row,
  type Table,
  Unreadable,
  usualLimits,
} from './table.ts'

export interface ReadTableOptions {
  readonly reading?: ReadingWish
  readonly limits?: Partial<Limits>
  readonly signal?: AbortSignal
}

/** The table in a file, with how it was understood. Throws `Unreadable` when there is none; the source is closed in every case. */
export async function readTable(source: AsyncIterable<Uint8Array>, options: ReadTableOptions = {}): Promise<Table> {
  const limits = { ...usualLimits, ...options.limits }
  const wish = options.reading ?? {}
  const intake = intakeOf(source, limits.bytes, options.signal)
  try {
    const { bytes, whole } = await intake.sample(sampleBytes)
    const found = encodingFor(bytes, whole, wish)
    const decoder = decoderFor(found.encoding)
    const text = decoder.push(bytes.subarray(found.markBytes)) + (whole ? decoder.end() : '')
    const understood = understand({ text, whole, rowCharacters: limits.rowCharacters }, found, wish, limits)
    const rest = whole ? null : { intake: intake.rest(), decoder }
    return {
      reading: understood.reading,
      columns: understood.columns,
      rows: rowsOf(understood, text, rest, limits),
      bytesRead: intake.bytesRead,
    }
  } catch (cause) {
    await intake.close()
    throw cause
  }
}

const sampleBytes = 256 * 1024

interface Understood {
  readonly reading: Reading
  readonly columns: readonly Column[]
  readonly firstRowLine: number
}

function encodingFor(bytes: Uint8Array, whole: boolean, wish: ReadingWish): EncodingFound {
  if (bytes.length === 0) throw new Unreadable('file_empty')
  const kind = looksLike(bytes)
  if (kind) throw new Unreadable('file_not_a_table', { looksLike: kind })
  const found = encodingOf(bytes, whole)
  if (wish.encoding === undefined || wish.encoding === found.encoding) return found
  return { encoding: wish.encoding, markBytes: 0, sure: true }
}

function understand(sample: SampleText, found: EncodingFound, wish: ReadingWish, limits: Limits): Understood {
  if (sample.text.trim() === '' && sample.whole) throw new Unreadable('file_empty')
  const kind = isMostlyControl(sample.text) ? 'binary' : looksLikeText(sample.text)
  if (kind) throw new Unreadable('file_not_a_table', { looksLike: kind })
  const { dialect, records, ...cut } = dialectOf(sample, wish)
  if (records.length === 0) throw new Unreadable('line_too_long', { line: 1, limit: limits.rowCharacters })
  const table = cut.separatorLine ? records.slice(1) : records
  const header = headerFor(table, wish)
  refuseTooManyColumns(1 + (header.header?.cells.findLastIndex(cell => cell.trim() !== '') ?? cut.width - 1), header, limits)
  // rows that agree on more cells than there are headings have columns without one
  const columns = columnsOf(header, table, header.header && cut.agreeingShare <= 0.5 ? 0 : cut.width)
  refuseTooManyColumns(columns.length, header, limits)
  if (sample.whole && header.header && !table.some(record => record.line >= header.firstRowLine && !isBlank(record.cells))) {
    throw new Unreadable('header_only', { line: header.header.line, columns: columns.map(column => column.name) })
  }
  const below = table.filter(record => record.line >= header.firstRowLine)
  if (wish.delimiter === undefined && isProse(below, columns, cut.agreeingShare))
    throw new Unreadable('file_not_a_table', { looksLike: 'text' })
  const reading: Reading = {
    ...dialect,
    encoding: found.encoding,
    byteOrderMark: found.markBytes > 0,
    lineEnds: cut.lineEnds,
    separatorLine: cut.separatorLine,
    headerLine: header.header?.line ?? null,
    before: header.above.slice(0, 20).map(record => ({ line: record.line, text: spoken(record) })),
    sure: { encoding: found.sure, delimiter: cut.sure, header: header.sure },
    evidence: { encodingWords: tellingWords(sample.text), width: cut.width, agreeingShare: cut.agreeingShare },
  }
  return { reading, columns, firstRowLine: header.firstRowLine }
}

function refuseTooManyColumns(columns: number, { header, firstRowLine }: HeaderFound, limits: Limits): void {
  if (columns > limits.columns)
    throw new Unreadable('too_many_columns', { line: header?.line ?? firstRowLine, columns, limit: limits.columns })
}

function headerFor(records: readonly PlacedRecord[], wish: ReadingWish): HeaderFound {
  const found = headerOf(records)
  if (!found) throw new Unreadable('file_empty')
  if (wish.headerLine === undefined) return found
  if (wish.headerLine === null)
    return { header: null, firstRowLine: found.header?.line ?? found.firstRowLine, sure: true, above: found.above }
  const named = headerAt(records, wish.headerLine)
  if (!named) throw new Unreadable('header_not_found', { line: wish.headerLine })
  return named
}

async function* rowsOf(
  { reading, columns, firstRowLine }: Understood,
  firstText: string,
  rest: { intake: AsyncIterable<Uint8Array>; decoder: Decoder } | null,
  limits: Limits,
): AsyncGenerator<Row | LineFault> {
  const records = recordReader(reading, limits.rowCharacters, columns.length)
  const rowsFrom = rowReader(columns)
  let given = 0

  function* taken(text: string, final: boolean): Generator<Row | LineFault> {
    for (const record of records.push(text, final)) {
      if (record.line < firstRowLine) continue
      const rows = rowsFrom(record)
      given += rows.length
      yield* rows
    }
  }

  yield* taken(firstText, rest === null)
  if (rest) {
    for await (const bytes of rest.intake) yield* taken(rest.decoder.push(bytes), false)
    yield* taken(rest.decoder.end(), true)
  }
  if (given === 0) throw new Unreadable('header_only', { line: reading.headerLine, columns: columns.map(column => column.name) })
}

const spoken = (record: PlacedRecord): string =>
  record.cells
    .map(cell => cell.trim())
    .filter(cell => cell !== '')
    .join(' ')
    .slice(0, 200)
    .toWellFormed()
