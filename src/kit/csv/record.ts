/**
 * One record of a text table, read without state: the caller keeps the text from the record's start on and asks again when more has come.
 * So a record can be read anew in another way, and the detector and the reader cut text by the very same function.
 *
 * Line ends are LF, CR LF and CR, in any mixture, counted inside quoted cells as well: `lines` makes line numbers true for every record.
 * A quote opens a cell only at its beginning (after blanks). Text behind a closing quote breaks the rules; when it happens within one
 * line, the cell is taken as it stands (`loose`), so the damage ends with the cell. A closing quote on a later line with text behind it
 * was almost certainly never an end, so the record is given up as `stray` and the caller decides where to go on.
 */
import type { Dialect } from './table.ts'

export interface RawRecord {
  readonly cells: readonly string[]
  /** Where the next record begins. */
  readonly next: number
  /** Line ends that the record takes up, its own included. */
  readonly lines: number
  readonly end: 'lf' | 'crlf' | 'cr' | 'none'
  /** `open`: the text ends inside a quoted cell. */
  readonly quotes: 'clean' | 'loose' | 'stray' | 'open'
  /** Where the cell with the quote in question begins, and its column. */
  readonly suspect: { readonly at: number; readonly column: number } | null
}

/** The record that begins at a place, or null when more text is needed to know it; `final`: no more will come. */
export function readRecord(text: string, from: number, dialect: Dialect, final: boolean): RawRecord | null {
  const delimiter = dialect.delimiter.charCodeAt(0)
  const cells: string[] = []
  let at = from
  let lines = 0
  let suspect: RawRecord['suspect'] = null
  for (;;) {
    const opening = openingQuote(text, at, dialect)
    const start = at
    if (opening < 0) at = plainEnd(text, at, delimiter)
    if (opening < 0) cells.push(text.slice(start, at))
    else {
      const closing = closingQuote(text, opening + 1, dialect)
      if (closing < 0 && !final) return null
      const content = text.slice(opening + 1, closing < 0 ? text.length : closing)
      const breaks = lineEndsIn(content)
      if (closing < 0) {
        const open = { at: start, column: cells.length }
        return { cells: [...cells, content], next: text.length, lines: lines + breaks, end: 'none', quotes: 'open', suspect: open }
      }
      at = afterBlanks(text, closing + 1, delimiter)
      // a quote at the very end may be the first of two: the record is not complete then in any case
      if (at >= text.length || isCellEnd(text.charCodeAt(at), delimiter)) {
        cells.push(unescaped(content, dialect))
        lines += breaks
      } else {
        suspect ??= { at: start, column: cells.length }
        if (breaks > 0)
          return { cells, next: at, lines: lines + breaks, end: 'none', quotes: 'stray', suspect: { at: start, column: cells.length } }
        at = plainEnd(text, at, delimiter)
        cells.push(withoutOuterQuotes(text.slice(start, at), text.charAt(opening)))
      }
    }
    if (at >= text.length) {
      if (!final) return null
      return { cells, next: text.length, lines, end: 'none', quotes: suspect ? 'loose' : 'clean', suspect }
    }
    if (text.charCodeAt(at) === delimiter) {
      at++
      continue
    }
    // a CR at the very end may be the first half of CR LF
    const isCarriageReturn = text.charCodeAt(at) === CR
    if (isCarriageReturn && at + 1 === text.length && !final) return null
    const end = !isCarriageReturn ? 'lf' : text.charCodeAt(at + 1) === LF ? 'crlf' : 'cr'
    return { cells, next: at + (end === 'crlf' ? 2 : 1), lines: lines + 1, end, quotes: suspect ? 'loose' : 'clean', suspect }
  }
}

/** The place behind the line in which a place lies. */
export function nextLineStart(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== LF && text.charCodeAt(at) !== CR) at++
  return Math.min(text.length, at + (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1))
}

/** How many line ends a text holds; CR LF is one. */
export function lineEndsIn(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++
  }
  return count
}

/** Whether a record holds nothing but blanks. */
export const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '')

const LF = 10
const CR = 13
const isCellEnd = (code: number, delimiter: number): boolean => code === delimiter || code === LF || code === CR

function plainEnd(text: string, from: number, delimiter: number): number {
  let at = from
  while (at < text.length && !isCellEnd(text.charCodeAt(at), delimiter)) at++
  return at
}

function afterBlanks(text: string, from: number, delimiter: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === delimiter || (code !== 32 && code !== 9)) break
  }
  return at
}

function openingQuote(text: string, from: number, dialect: Dialect): number {
  if (dialect.quote === null) return -1
  const at = afterBlanks(text, from, dialect.delimiter.charCodeAt(0))
  return text.charAt(at) === dialect.quote ? at : -1
}

/** The quote that ends the cell, -1 when it is not in the text. */
function closingQuote(text: string, from: number, dialect: Dialect): number {
  const quote = dialect.quote ?? '"'
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (dialect.escape === 'backslash' && isEscaped(text, at, from)) continue
    if (text.charAt(at + 1) !== quote) return at
    at++
  }
  return -1
}

function isEscaped(text: string, at: number, from: number): boolean {
  let before = at
  while (before > from && text.charAt(before - 1) === '\\') before--
  return (at - before) % 2 === 1
}

function unescaped(content: string, dialect: Dialect): string {
  const quote = dialect.quote ?? '"'
  if (dialect.escape === 'backslash' && content.includes('\\')) return content.replace(/\\([\\"'])/g, '$1').replaceAll(quote + quote, quote)
  return content.includes(quote) ? content.replaceAll(quote + quote, quote) : content
}

function withoutOuterQuotes(cell: string, quote: string): string {
  const bare = cell.trim()
  return bare.length > 1 && bare.endsWith(quote) ? bare.slice(1, -1) : cell
}
