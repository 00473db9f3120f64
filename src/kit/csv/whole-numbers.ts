import { tidy } from './cells.ts'

export type WholeFault = 'not_a_number' | 'not_whole' | 'unclear_thousands' | 'too_large'

/**
 * The whole number that a cell says, in digits of any script. `3.0` and `3,0` are 3, as spreadsheets write it; `1 000` and `1'000` are
 * 1000; `1.000` and `1,000` may mean either and are a fault, as is everything with words or a formula.
 */
export function parseWhole(cell: string): { whole: number } | { fault: WholeFault } {
  const text = asciiDigits(tidy(cell))
  if (/^[+-]?\d{1,3}([.,]\d{3})+$/.test(text)) return { fault: 'unclear_thousands' }
  const grouped = /^[+-]?\d{1,3}([\s'’]\d{3})+$/.test(text) ? text.replace(/[\s'’]/g, '') : text
  const match = /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(grouped)
  if (!match) return { fault: 'not_a_number' }
  if (/[^0]/.test(match[3] ?? '')) return { fault: 'not_whole' }
  const whole = Number(`${match[1]}${match[2]}`)
  return Number.isSafeInteger(whole) ? { whole: whole === 0 ? 0 : whole } : { fault: 'too_large' }
}

/** The text with the decimal digits of every script written as 0 to 9: Unicode keeps each script's ten in a row. */
export function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(code - zero)
  })
}
