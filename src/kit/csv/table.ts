import type { Facts } from '../wire/refusal.ts'
import { Refusal } from '../wire/refusal.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1251', 'macintosh'] as const
export type Encoding = (typeof encodings)[number]

/** How a quote is written inside a quoted cell: twice, or after a backslash. */
export type QuoteEscape = 'doubled' | 'backslash'

/** How text is cut into cells. `delimiter` is one character; without `quote` every character but delimiter and line end is text. */
export interface Dialect {
  readonly delimiter: string
  readonly quote: '"' | "'" | null
  readonly escape: QuoteEscape
}

export type LineEnds = 'lf' | 'crlf' | 'cr' | 'mixed' | 'none'

/** How a file was understood, with what a person needs to judge it. All lines are lines of the file, the first is 1. */
export interface Reading extends Dialect {
  readonly encoding: Encoding
  readonly byteOrderMark: boolean
  readonly lineEnds: LineEnds
  /** The file names its own delimiter in a first line such as `sep=;`. */
  readonly separatorLine: boolean
  /** Null: the file begins with its rows. */
  readonly headerLine: number | null
  /** What stood above the header and is not read, blank lines left out. */
  readonly before: readonly { readonly line: number; readonly text: string }[]
  readonly sure: { readonly encoding: boolean; readonly delimiter: boolean; readonly header: boolean }
  readonly evidence: {
    /** Words in which the encoding shows, such as Müller. */
    readonly encodingWords: readonly string[]
    /** The number of cells that most rows of the sample have, and the share of rows that have it. */
    readonly width: number
    readonly agreeingShare: number
  }
}

/** What a person may decide otherwise; what is left out is detected. */
export interface ReadingWish {
  readonly encoding?: Encoding
  readonly delimiter?: string
  readonly quote?: '"' | "'" | null
  readonly escape?: QuoteEscape
  readonly headerLine?: number | null
}

export interface Limits {
  readonly bytes: number
  readonly columns: number
  /** Of one row, however many lines it spans. */
  readonly rowCharacters: number
}

export const usualLimits: Limits = { bytes: 50 * 1024 * 1024, columns: 300, rowCharacters: 250_000 }

export interface Column {
  /** The heading in one line; empty when there is none. */
  readonly name: string
  readonly index: number
  /** The earlier column with the same heading. */
  readonly sameAs: number | null
  /** The first different filled cells, at most twenty. */
  readonly samples: readonly string[]
}

export interface Row {
  readonly kind: 'row'
  readonly line: number
  /** The line on which the row ends: another than `line` when a cell holds several. */
  readonly endLine: number
  /** One for each column, as written in the file. */
  readonly cells: readonly string[]
}

export type FaultCode =
  | 'too_many_cells'
  | 'too_few_cells'
  | 'bad_characters'
  | 'nul_character'
  | 'stray_quote'
  | 'quote_not_closed'
  | 'row_cut_off'
  | 'cells_missing'
  | 'header_repeated'
  | 'quote_taken_as_text'

/** One thing wrong with lines of the file. `lost`: the row is not given; otherwise it is, or there was none. */
export interface LineFault {
  readonly kind: 'fault'
  readonly line: number
  readonly endLine: number
  /** Index of the column. */
  readonly column: number | null
  readonly code: FaultCode
  readonly lost: boolean
  readonly facts: Facts
}

export interface Table {
  readonly reading: Reading
  readonly columns: readonly Column[]
  /** To be walked once. Blank rows are left out. Throws `Unreadable` when a limit is passed on the way. */
  readonly rows: AsyncIterable<Row | LineFault>
  /** How much of the file has been taken in so far. */
  readonly bytesRead: () => number
}

export type UnreadableCode =
  | 'file_empty'
  | 'file_not_a_table'
  | 'file_too_large'
  | 'too_many_columns'
  | 'line_too_long'
  | 'header_only'
  | 'header_not_found'
  | 'quotes_broken'

/** The whole file cannot be taken; the facts name the line or the limit. */
export class Unreadable extends Refusal {
  constructor(code: UnreadableCode, facts: Facts = {}) {
    super(code, facts)
    this.name = 'Unreadable'
  }
}
