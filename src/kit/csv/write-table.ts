import { guarded } from './guard.ts'

export interface WriteTableOptions {
  readonly delimiter?: ',' | ';' | '\t'
  /** Spreadsheets need the mark to see that the text is UTF-8. */
  readonly byteOrderMark?: boolean
}

/**
 * A table as text that spreadsheets open without running anything in it, in pieces of some kilobytes: UTF-8, CR LF, each cell that could
 * be misread in quotes, each that could be run behind an apostrophe. `readTable` gives back the same cells.
 */
export async function* writeTable(
  columns: readonly string[],
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  options: WriteTableOptions = {},
): AsyncGenerator<string> {
  const delimiter = options.delimiter ?? ','
  const lineOf = (cells: readonly string[]): string => `${cells.map(written).join(delimiter)}\r\n`
  let piece = (options.byteOrderMark === false ? '' : '\ufeff') + lineOf(columns)
  for await (const row of rows) {
    piece += lineOf(row)
    if (piece.length < pieceCharacters) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

const pieceCharacters = 16 * 1024

/** What a cell looks like in the file. Every usual delimiter is quoted, whichever is used, so that the cell is not divided at another. */
function written(cell: string): string {
  const safe = guarded(cell.toWellFormed())
  const needsQuotes = safe !== cell || /[",;|\t\r\n]|^[\s']|\s$/.test(safe)
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe
}
