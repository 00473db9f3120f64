import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOrderOf, parseDay } from './days.ts'

test.each([
  ['2026-02-28', 'year-month-day', '2026-02-28'],
  ['2026/2/8', 'year-month-day', '2026-02-08'],
  ['2026-02-28T23:59:59', 'year-month-day', '2026-02-28'],
  ['28.2.2026', 'day-month-year', '2026-02-28'],
  ['28. 2. 2026', 'day-month-year', '2026-02-28'],
  ['03/04/2026', 'day-month-year', '2026-04-03'],
  ['03/04/2026', 'month-day-year', '2026-03-04'],
  ['2/28/2026 14:05:06', 'month-day-year', '2026-02-28'],
  ['2/28/2026, 2:05 PM', 'month-day-year', '2026-02-28'],
  [' 29/02/2028 ', 'day-month-year', '2028-02-29'],
  ['٢٨/٠٢/٢٠٢٦', 'day-month-year', '2026-02-28'],
] as const)('%j read as %s is %s', (cell, order, day) => {
  expect(parseDay(cell, order)).toEqual({ day })
})

test.each([
  ['31/04/2026', 'day-month-year', 'no_such_day'],
  ['29/02/2026', 'day-month-year', 'no_such_day'],
  ['29/02/2100', 'day-month-year', 'no_such_day'],
  ['00/01/2026', 'day-month-year', 'no_such_day'],
  ['2026-13-01', 'year-month-day', 'no_such_day'],
  ['13/13/2026', 'day-month-year', 'no_such_day'],
  ['02/28/2026', 'day-month-year', 'other_date_order'],
  ['28/02/2026', 'month-day-year', 'other_date_order'],
  ['28/02/2026', 'year-month-day', 'other_date_order'],
  ['2026-02-28', 'day-month-year', 'other_date_order'],
  ['28.02.26', 'day-month-year', 'year_in_two_digits'],
  ['28.02.0026', 'day-month-year', 'year_out_of_range'],
  ['2026-02-28T23:00Z', 'year-month-day', 'not_a_day'],
  ['1.2/2026', 'day-month-year', 'not_a_day'],
  ['45363', 'day-month-year', 'not_a_day'],
  ['soon', 'day-month-year', 'not_a_day'],
  ['', 'day-month-year', 'not_a_day'],
] as const)('%j read as %s is refused: %s', (cell, order, fault) => {
  expect(parseDay(cell, order)).toEqual({ fault })
})

test.each([
  [['2026-02-28', '2026-03-01'], 'year-month-day', true],
  [['03/04/2026', '28/02/2026', ''], 'day-month-year', true],
  [['03/04/2026', '02/28/2026'], 'month-day-year', true],
  [['03.04.2026', '05.06.2026'], 'day-month-year', false],
  [['03/04/2026', '05/06/2026'], null, false],
  [['28/02/2026', '02/28/2026'], null, false],
  [['2026-02-28', '28/02/2026'], null, false],
  [['soon', 'later', '2026-02-28'], null, false],
  [[], null, false],
] as const)('%j is in the order %s, sure: %s', (samples, order, sure) => {
  expect(dateOrderOf(samples)).toMatchObject({ order, sure })
})

test('the evidence is what leaves no other order, or what leaves it open', () => {
  expect(dateOrderOf(['03/04/2026', '28/02/2026'])).toMatchObject({ evidence: ['28/02/2026'], possible: ['day-month-year'] })
  expect(dateOrderOf(['03/04/2026'])).toMatchObject({ evidence: ['03/04/2026'], possible: ['day-month-year', 'month-day-year'] })
})

test('every day of two centuries is read back from every order', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), date => {
      const day = date.toISOString().slice(0, 10)
      const [year, month, dayOfMonth] = day.split('-')

      expect(parseDay(day, 'year-month-day')).toEqual({ day })
      expect(parseDay(`${dayOfMonth}.${month}.${year}`, 'day-month-year')).toEqual({ day })
      expect(parseDay(`${month}/${dayOfMonth}/${year}`, 'month-day-year')).toEqual({ day })
    }),
  )
})
