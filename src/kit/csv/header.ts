/**
 * Which record of the sample holds the headings, and the columns they make.
 *
 * Titles, dates of export and blank lines above a table fill one or two cells; the first record that fills at least half of what a row
 * usually fills is either the header or, in a file without one, the first row. It is a row when its cells are all numbers, dates or
 * blanks-in-words, when one is an e-mail address, or when what it says is said again below in the same columns: headings hardly ever are.
 */
import { tidy } from './cells.ts'
import { probablyMeant } from './decoder.ts'
import { unguarded } from './guard.ts'
import { isBlank } from './record.ts'
import type { PlacedRecord } from './records.ts'
import type { Column } from './table.ts'

export interface HeaderFound {
  /** Null: the table begins with a row. */
  readonly header: PlacedRecord | null
  readonly firstRowLine: number
  readonly sure: boolean
  readonly above: readonly PlacedRecord[]
}

/** The header among the records of a sample; null when every record is blank. */
export function headerOf(records: readonly PlacedRecord[]): HeaderFound | null {
  const filled = records.filter(record => !isBlank(record.cells))
  const usual = median(filled.filter(record => record.lost === null).map(fillOf))
  const enough = Math.max(Math.min(2, usual), Math.ceil(usual / 2))
  const candidate = filled.slice(0, 60).find(record => record.lost === null && fillOf(record) >= enough) ?? filled[0]
  if (!candidate) return null
  const above = filled.slice(0, filled.indexOf(candidate))
  const doubt = doubtOf(candidate, filled.slice(filled.indexOf(candidate) + 1))
  if (doubt > 0.5) return { header: null, firstRowLine: candidate.line, sure: doubt === 1, above }
  return { header: candidate, firstRowLine: candidate.endLine + 1, sure: doubt === 0, above }
}

/** The same when a person names the line; undefined when no record begins there. */
export function headerAt(records: readonly PlacedRecord[], line: number): HeaderFound | undefined {
  const header = records.find(record => record.line <= line && line <= record.endLine && !isBlank(record.cells))
  const above = records.filter(record => record.line < line && !isBlank(record.cells))
  return header && { header, firstRowLine: header.endLine + 1, sure: true, above: above.filter(record => record !== header) }
}

/** The columns: those with a heading, and those without in which something stands; empty ones at the end are left out. */
export function columnsOf(found: HeaderFound, records: readonly PlacedRecord[], usualWidth: number): Column[] {
  const rows = records.filter(record => record.line >= found.firstRowLine && record.lost === null)
  const named = found.header?.cells.map(heading) ?? []
  const names = [...named, ...Array.from({ length: Math.max(0, usualWidth - named.length) }, () => '')]
  const samples = names.map((_, index) => samplesOf(rows, index))
  const width = 1 + names.findLastIndex((name, index) => name !== '' || (samples[index]?.length ?? 0) > 0)
  return names.slice(0, width).map((name, index) => {
    const earlier = name === '' ? -1 : names.findIndex(other => other.toLowerCase() === name.toLowerCase())
    return { name, index, sameAs: earlier >= 0 && earlier < index ? earlier : null, samples: samples[index] ?? [] }
  })
}

/** A heading in one line. */
export const heading = (cell: string): string => shown(cell).replace(/\s+/g, ' ')

/** A cell as it can be shown and kept anywhere: bad bytes as what was probably meant, no control characters but line ends and tabs. */
const shown = (cell: string): string => tidy(probablyMeant(unguarded(cell)).replace(/(?![\t\n\v\f\r])\p{Cc}/gu, ''))

/** From 0, certainly headings, to 1, certainly a row. */
function doubtOf(candidate: PlacedRecord, below: readonly PlacedRecord[]): number {
  const cells = candidate.cells.map(tidy)
  const told = cells.flatMap((cell, index) => (cell === '' ? [] : [{ cell, index }])).slice(0, 100)
  if (told.some(({ cell }) => email.test(cell)) || told.every(({ cell }) => isPlainValue(cell))) return 1
  const same = below.filter(record => record.cells.every((cell, index) => tidy(cell) === (cells[index] ?? '')))
  if (below.length > 0 && same.length >= 2 && same.length * 5 > below.length) return 0.8
  const others = below.filter(record => !same.includes(record))
  const saidAgain = told.filter(({ cell, index }) => others.some(record => tidy(record.cells[index] ?? '') === cell)).length
  // two or three rows may repeat a heading by chance
  if (others.length > 3 && saidAgain >= 2 && saidAgain / told.length >= 0.3) return 0.9
  return saidAgain > 0 ? 0.2 : 0
}

const email = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{2,63}$/
const isPlainValue = (cell: string): boolean =>
  /^[-+]?[\d.,\s/:%-]+$/.test(cell) || /^\d{4}-\d\d-\d\d[T ]/.test(cell) || /^(null|none|nan|n\/a|na|true|false|yes|no)$/i.test(cell)

const fillOf = (record: PlacedRecord): number => record.cells.filter(cell => cell.trim() !== '').length

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((one, other) => one - other)
  return sorted[sorted.length >> 1] ?? 0
}

function samplesOf(rows: readonly PlacedRecord[], index: number): string[] {
  const samples = new Set<string>()
  for (const row of rows) {
    const cell = shown(row.cells[index] ?? '')
    if (cell !== '') samples.add(cell)
    if (samples.size >= 20) break
  }
  return [...samples]
}
