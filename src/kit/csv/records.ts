/**
 * The records of a text that comes in pieces, each with its true line, in bounded memory, with quotes gone wrong contained.
 *
 * A quote that opens a cell and is never properly closed would swallow the rows below it. Whenever a record turns out that way (text
 * behind a closing quote on a later line; end of file or the limit reached inside quotes), only the lines up to the quote's own are
 * given up, and reading goes on with the line after it, if what follows has the shape of the table's rows. If not, the file is cut off
 * inside a cell. When the quote on the later line did not stand where cells begin, the quotes of one cell were not doubled: then rows
 * below that still hold quotes are given up as well, for they may be the inside of the cell. A file is refused when a quote runs into
 * the limit more than a hundred times: that bounds the work.
 */
import { lineEndsIn, nextLineStart, type RawRecord, readRecord } from './record.ts'
import { type Dialect, type FaultCode, Unreadable } from './table.ts'

export interface PlacedRecord {
  readonly line: number
  readonly endLine: number
  readonly cells: readonly string[]
  readonly end: RawRecord['end']
  /** Why it cannot be trusted: the cells are then not those of a row. */
  readonly lost: (FaultCode & ('stray_quote' | 'quote_not_closed' | 'row_cut_off')) | null
  /** The column of the quote in question. */
  readonly column: number | null
}

export interface RecordReader {
  /** The records that are complete by now; `final` with the last piece. */
  readonly push: (piece: string, final: boolean) => Generator<PlacedRecord>
}

/** Reads records as a dialect says. `width`, if known, is what rows of this table look like. */
export function recordReader(dialect: Dialect, rowCharacters: number, width: number | null): RecordReader {
  let text = ''
  let at = 0
  let line = 1
  // after a stray quote, as far as the inside of its cell may reach
  let doubtfulUntil = 0
  let isDoubtful = false
  let rescues = 0

  function* push(piece: string, final: boolean): Generator<PlacedRecord> {
    text = text.slice(at) + piece
    doubtfulUntil = Math.max(0, doubtfulUntil - at)
    at = 0
    while (at < text.length) {
      const isTooMuch = text.length - at > rowCharacters
      const raw = readRecord(text, at, dialect, final || isTooMuch)
      if (!raw) return
      if (raw.next - at > rowCharacters) refuseUnlessStray(raw)
      yield placed(raw)
    }
  }

  function refuseUnlessStray(raw: RawRecord): void {
    if (raw.quotes === 'stray') return
    if (raw.quotes !== 'open' || !raw.suspect || !rowsFollow(nextLineStart(text, raw.suspect.at)))
      throw new Unreadable('line_too_long', { line, limit: rowCharacters })
    rescues++
    if (rescues > 100) throw new Unreadable('quotes_broken', { line })
  }

  function placed(raw: RawRecord): PlacedRecord {
    if (raw.suspect && (raw.quotes === 'stray' || raw.quotes === 'open')) {
      const resume = nextLineStart(text, raw.suspect.at)
      if (raw.quotes === 'stray' || rowsFollow(resume)) {
        isDoubtful = raw.quotes === 'stray' && !opensCell(raw.next)
        doubtfulUntil = raw.next
        return step(raw, resume, lineEndsIn(text.slice(at, resume)), raw.quotes === 'stray' ? 'stray_quote' : 'quote_not_closed')
      }
      return step(raw, raw.next, raw.lines, 'row_cut_off')
    }
    isDoubtful = isDoubtful && (at < doubtfulUntil || holdsQuote(raw.cells.join()))
    const isInside = isDoubtful && holdsQuote(text.slice(at, raw.next))
    return step(raw, raw.next, raw.lines, isInside ? 'stray_quote' : null)
  }

  const holdsQuote = (part: string): boolean => dialect.quote !== null && part.includes(dialect.quote)

  /** Whether the last quote before a place stands where cells begin, and so opened one: then it was the quote above that was wrong. */
  function opensCell(before: number): boolean {
    const quote = text.lastIndexOf(dialect.quote ?? '"', before - 1)
    return [dialect.delimiter, '\n', '\r'].includes(text.charAt(quote - 1))
  }

  function step(raw: RawRecord, next: number, lines: number, lost: PlacedRecord['lost']): PlacedRecord {
    const first = line
    line += lines
    at = next
    const endsWithLine = /[\r\n]/.test(text.charAt(next - 1))
    return {
      line: first,
      endLine: Math.max(first, endsWithLine ? line - 1 : line),
      cells: raw.cells,
      end: raw.end,
      lost,
      column: raw.suspect?.column ?? null,
    }
  }

  /** Whether most of the next records have as many cells as a row of this table. */
  function rowsFollow(from: number): boolean {
    if (width === null || width < 2 || from >= text.length) return false
    let seen = 0
    let alike = 0
    for (let next = from; next < text.length && seen < 20; seen++) {
      const raw = readRecord(text, next, dialect, true)
      if (!raw || raw.quotes === 'open') break
      if (raw.cells.length === width) alike++
      next = raw.next
    }
    return alike > 0 && alike * 2 >= seen
  }

  return { push }
}
