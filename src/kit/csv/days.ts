import { tidy } from './cells.ts'
import { asciiDigits } from './whole-numbers.ts'

export type DateOrder = 'year-month-day' | 'day-month-year' | 'month-day-year'
export type DayFault = 'not_a_day' | 'no_such_day' | 'other_date_order' | 'year_in_two_digits' | 'year_out_of_range'

export interface DateOrderFound {
  /** Null: the cells are no days, contradict each other, or leave the order open. */
  readonly order: DateOrder | null
  readonly sure: boolean
  /** Cells that show the order, or that leave it open or contradict. */
  readonly evidence: readonly string[]
  /** Every order in which all cells that are days can be read. */
  readonly possible: readonly DateOrder[]
}

export const dateOrders: readonly DateOrder[] = ['year-month-day', 'day-month-year', 'month-day-year']

/** In which order the days of a column are written, from some of its cells. Only a day after the 12th, or dots between, tells day from month. */
export function dateOrderOf(samples: readonly string[]): DateOrderFound {
  const days = samples.filter(sample => partsOf(sample) !== null)
  const readable = (order: DateOrder): boolean => days.length > 0 && days.every(day => 'day' in parseDay(day, order))
  const possible = dateOrders.filter(readable)
  const [order] = possible
  if (days.length * 2 <= samples.filter(sample => tidy(sample) !== '').length || order === undefined)
    return { order: null, sure: false, evidence: days.slice(0, 3), possible }
  if (possible.length > 1) {
    const isDotted = days.every(day => partsOf(day)?.separator === '.')
    return { order: isDotted ? 'day-month-year' : null, sure: false, evidence: days.slice(0, 3), possible }
  }
  const telling = days.filter(day => dateOrders.every(other => other === order || !('day' in parseDay(day, other))))
  return { order, sure: true, evidence: telling.slice(0, 3), possible }
}

/** The calendar day that a cell says in a known order, as YYYY-MM-DD; a time behind it is left out. A day that does not exist is a fault. */
export function parseDay(cell: string, order: DateOrder): { day: string } | { fault: DayFault } {
  const parts = partsOf(cell)
  if (!parts) return { fault: 'not_a_day' }
  const [one, two, three] = parts.numbers
  const isYearFirst = one.length === 4
  if (!isYearFirst && three.length !== 4) return { fault: 'year_in_two_digits' }
  if (isYearFirst !== (order === 'year-month-day')) return { fault: 'other_date_order' }
  const [year, month, day] = isYearFirst ? [one, two, three] : order === 'day-month-year' ? [three, two, one] : [three, one, two]
  if (Number(month) > 12 && Number(day) <= 12 && !isYearFirst) return { fault: 'other_date_order' }
  if (Number(year) < 1900 || Number(year) > 2199) return { fault: 'year_out_of_range' }
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month)))
    return { fault: 'no_such_day' }
  return { day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` }
}

interface DayParts {
  readonly numbers: readonly [string, string, string]
  readonly separator: string
}

/** Three numbers with the same sign between; a time of day may follow, but no time zone, which could move the day. */
function partsOf(cell: string): DayParts | null {
  const match =
    /^(\d{1,4})(\s?([./-])\s?)(\d{1,2})\s?\3\s?(\d{1,4})(?:(?:[T ]|, )\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?)?$/.exec(
      asciiDigits(tidy(cell)),
    )
  if (!match) return null
  const [, one = '', , separator = '', two = '', three = ''] = match
  const isDay = (one.length === 4 && three.length <= 2) || (one.length <= 2 && (three.length === 4 || three.length === 2))
  return isDay ? { numbers: [one, two, three], separator } : null
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
