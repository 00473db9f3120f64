import { tidy } from '../../kit/csv/cells.ts'
import { asciiDigits, parseWhole } from '../../kit/csv/whole-numbers.ts'

/** The number that a cell says, whole or with decimals after a point or comma; null when it says none, or could mean two. */
export function numberIn(cell: string): number | null {
  const whole = parseWhole(cell)
  if ('whole' in whole) return whole.whole
  if (whole.fault !== 'not_whole') return null
  const match = /^([+-]?\d{1,15})[.,](\d{1,10})$/.exec(asciiDigits(tidy(cell)))
  return match ? Number(`${match[1]}.${match[2]}`) : null
}
