import { hasBadCharacter, probablyMeant } from './decoder.ts'
import { unguarded } from './guard.ts'
import { heading } from './header.ts'
import { isBlank } from './record.ts'
import type { PlacedRecord } from './records.ts'
import type { Column, FaultCode, LineFault, Row } from './table.ts'

/** What a record gives: a row, a remark and a row, or the fault for which it gives none; nothing for a blank record. */
export function rowReader(columns: readonly Column[]): (record: PlacedRecord) => (Row | LineFault)[] {
  const width = columns.length
  const names = columns.map(column => column.name)
  let hasShortRows = false

  return record => {
    const { line, endLine, cells } = record
    const fault = (code: FaultCode, lost: boolean, column: number | null, facts: LineFault['facts']): LineFault => ({
      kind: 'fault',
      line,
      endLine,
      column,
      code,
      lost,
      facts,
    })
    if (record.lost) return [fault(record.lost, true, record.column, { cells: cells.length, columns: width })]
    if (isBlank(cells)) return []
    const bad = cells.findIndex(hasBadCharacter)
    if (bad >= 0) return [fault('bad_characters', true, within(bad), { meant: excerpt(probablyMeant(cells[bad] ?? '')) })]
    const nul = cells.findIndex(cell => cell.includes('\0'))
    if (nul >= 0) return [fault('nul_character', true, within(nul), {})]
    if (repeatsHeader(cells)) return [fault('header_repeated', false, null, {})]
    const beyond = cells.findIndex((cell, index) => index >= width && cell.trim() !== '')
    if (beyond >= 0)
      return [fault('too_many_cells', true, null, { cells: cells.length, columns: width, text: excerpt(cells[beyond] ?? '') })]
    const missing = width - cells.length
    // a spreadsheet leaves out empty cells at the end of a row; a single cell where three or more belong is a note or a broken line
    if (missing > 0 && cells.length === 1 && width > 2)
      return [fault('too_few_cells', true, null, { cells: 1, columns: width, text: excerpt(cells[0] ?? '') })]
    if (missing > 0 && record.end === 'none' && !hasShortRows)
      return [fault('row_cut_off', true, cells.length - 1, { cells: cells.length, columns: width })]
    if (missing > 0 && record.column !== null) return [fault('stray_quote', true, record.column, { cells: cells.length, columns: width })]
    const remarks: LineFault[] = []
    if (missing > 0) {
      hasShortRows = true
      remarks.push(fault('cells_missing', false, null, { cells: cells.length, columns: width }))
    }
    if (record.column !== null)
      remarks.push(fault('quote_taken_as_text', false, within(record.column), { text: excerpt(cells[record.column] ?? '') }))
    return [...remarks, { kind: 'row', line, endLine, cells: columns.map(column => unguarded(cells[column.index] ?? '')) }]
  }

  function within(column: number): number | null {
    return column < width ? column : null
  }

  function repeatsHeader(cells: readonly string[]): boolean {
    if (width < 2 || names.every(name => name === '')) return false
    return names.every((name, index) => heading(cells[index] ?? '').toLowerCase() === name.toLowerCase())
  }
}

const excerpt = (text: string): string => text.trim().slice(0, 60).toWellFormed()
