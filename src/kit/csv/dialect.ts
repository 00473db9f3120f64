/**
 * How a text is cut into cells, found on a sample.
 *
 * The idea: read the sample with each delimiter by the very function that reads the file, and see which reading makes a table. A table
 * is recognized by its rows agreeing on a number of cells (at least two). Delimiters inside cells, as in lists, agree less, because lists
 * differ in length; a wrong delimiter also leaves text behind closing quotes, and each such record speaks against it. Many columns that
 * agree are better evidence than two. Between equals the rarer sign in prose wins: tab, bar, semicolon, comma. If no delimiter makes
 * more than one column for most rows, the table has one column, and comma is as good as any.
 * A first line `sep=;` is the file's own word and decides.
 *
 * Known limits: a file of one column whose cells all hold a list of the same length is taken for a table of several columns, and a
 * handful of rows may agree by chance. Therefore the result says whether it is sure, shows its evidence, and may be overridden.
 */
import { isBlank } from './record.ts'
import { type PlacedRecord, recordReader } from './records.ts'
import type { Dialect, LineEnds } from './table.ts'

export interface DialectFound {
  readonly dialect: Dialect
  readonly separatorLine: boolean
  readonly sure: boolean
  readonly width: number
  readonly agreeingShare: number
  readonly lineEnds: LineEnds
  /** The complete records of the sample, blank ones included. */
  readonly records: readonly PlacedRecord[]
}

export interface SampleText {
  readonly text: string
  /** The sample is the entire file. */
  readonly whole: boolean
  readonly rowCharacters: number
}

/** The dialect in which the sample makes the best table; what is wished is taken as given. */
export function dialectOf(sample: SampleText, wish: Partial<Dialect>): DialectFound {
  const named = /^\ufeff?[ \t]*"?sep=(.)"?[,;|\t ]*(?:\r|\n|$)/i.exec(sample.text)?.[1]
  const delimiter = wish.delimiter ?? named
  const quote = wish.quote === undefined ? '"' : wish.quote
  const quoteEscape = wish.escape ?? 'doubled'
  const tried = (delimiter === undefined ? usualDelimiters : [delimiter]).map(each =>
    attempt(sample, { delimiter: each, quote, escape: quoteEscape }, named !== undefined),
  )
  const ranked = tried.toSorted((one, other) => other.score - one.score)
  const best = ranked[0]?.score
    ? ranked[0]
    : attempt(sample, { delimiter: delimiter ?? ',', quote, escape: quoteEscape }, named !== undefined)
  const refined = refinements(sample.text, best.dialect, wish)
    .map(dialect => attempt(sample, dialect, named !== undefined))
    .reduce((kept, next) => (next.score > kept.score + 0.01 ? next : kept), best)
  const lead = refined.score - (ranked[1]?.score ?? 0)
  return {
    dialect: refined.dialect,
    separatorLine: named !== undefined,
    sure: delimiter !== undefined || (lead > 0.2 && refined.agreeingShare >= 0.8),
    width: refined.width,
    agreeingShare: refined.agreeingShare,
    lineEnds: lineEndsOf(refined.records),
    records: refined.records,
  }
}

interface Attempt {
  readonly dialect: Dialect
  readonly records: readonly PlacedRecord[]
  readonly width: number
  readonly agreeingShare: number
  readonly score: number
}

const usualDelimiters = ['\t', '|', ';', ',']
const sampleRecords = 1000

function attempt(sample: SampleText, dialect: Dialect, skipFirst: boolean): Attempt {
  const records: PlacedRecord[] = []
  for (const record of recordReader(dialect, Math.max(sample.rowCharacters, sample.text.length), null).push(sample.text, sample.whole)) {
    if (records.push(record) >= sampleRecords) break
  }
  const rows = records.slice(skipFirst ? 1 : 0).filter(record => record.lost === null && !isBlank(record.cells))
  const { width, agreeing } = mostFrequent(rows.map(record => record.cells.length))
  const agreeingShare = rows.length === 0 ? 0 : agreeing / rows.length
  const broken = records.filter(record => record.lost === 'stray_quote' || record.column !== null).length
  const score = width < 2 ? 0 : agreeingShare * (1 - broken / records.length) + 0.015 * Math.min(width, 12)
  return { dialect, records, width, agreeingShare, score }
}

/** Other ways of quoting that the text gives a reason to try. */
function refinements(text: string, dialect: Dialect, wish: Partial<Dialect>): Dialect[] {
  const tries: Dialect[] = []
  if (wish.escape === undefined && text.includes('\\"')) tries.push({ ...dialect, escape: 'backslash' })
  const enclosed = text.split(`${dialect.delimiter}'`).length
  if (wish.quote === undefined && enclosed > 3) tries.push({ ...dialect, quote: "'" })
  return tries
}

function mostFrequent(widths: readonly number[]): { width: number; agreeing: number } {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  let best = { width: 1, agreeing: 0 }
  for (const [width, agreeing] of counts)
    if (agreeing > best.agreeing || (agreeing === best.agreeing && width > best.width)) best = { width, agreeing }
  return best
}

function lineEndsOf(records: readonly PlacedRecord[]): LineEnds {
  const kinds = new Set(records.map(record => record.end).filter(end => end !== 'none'))
  return kinds.size > 1 ? 'mixed' : (kinds.values().next().value ?? 'none')
}
