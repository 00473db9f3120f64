import type { PlacedRecord } from './records.ts'
import { rowReader } from './rows.ts'
import type { Column } from './table.ts'

/**
 * Whether the lines below a supposed header are sentences. Either they agree on no number of cells and every supposed cell begins with a
 * blank, as words behind a comma do; or a third of them would be lost for their number of cells (one in twenty where there is but one
 * column). A table that bad can be read by naming its delimiter.
 */
export function isProse(records: readonly PlacedRecord[], columns: readonly Column[], agreeingShare: number): boolean {
  const parts = records.flatMap(record => record.cells.slice(1))
  const afterBlank = parts.filter(part => part === '' || part.startsWith(' ')).length
  if (records.length > 4 && agreeingShare < 0.7 && afterBlank > parts.length * 0.8 && parts.length > 0) return true
  const given = records.flatMap(rowReader(columns))
  const misshapen = given.filter(each => each.kind === 'fault' && (each.code === 'too_many_cells' || each.code === 'too_few_cells')).length
  return misshapen > (columns.length > 1 ? Math.max(4, given.length / 3) : Math.max(1, given.length / 20))
}
