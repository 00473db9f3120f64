import { expect, test } from 'vitest'
import { mayPostpone, postponedUntil, postponementChoices } from './postponement.ts'

test('a need is put off until a day ahead, at most 31 days', () => {
  expect(postponedUntil('2027-02-01', '2027-02-02')).toBe('2027-02-02')
  expect(postponedUntil('2027-02-01', '2027-03-04')).toBe('2027-03-04')
  expect(postponedUntil('2027-02-01', '2027-02-01')).toMatchObject({ code: 'postponement_dates' })
  expect(postponedUntil('2027-02-01', '2027-03-05')).toMatchObject({ code: 'postponement_dates' })
})

test('who waits for an answer and what goes out are not put off', () => {
  for (const kind of ['requests', 'given', 'held', 'not-gone'] as const) expect(mayPostpone(kind)).toMatchObject({ code: 'need_stays' })
  for (const kind of ['talks', 'round-ready', 'letters'] as const) expect(mayPostpone(kind)).toBe(true)
})

test.each([
  ['on a Monday', '2027-02-01', ['2027-02-02', '2027-02-08', '2027-02-15']],
  ['on a Friday', '2027-02-05', ['2027-02-06', '2027-02-08', '2027-02-19']],
  ['on a Sunday tomorrow is Monday', '2027-02-07', ['2027-02-08', '2027-02-21']],
])('offered %s', (_, today, days) => {
  expect(postponementChoices(today).map(({ untilOn }) => untilOn)).toEqual(days)
})
