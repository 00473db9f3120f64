import { expect, test } from 'vitest'
import { addDays, addWorkingDays, dayIn, daysBetween, instantIn, isWorkingDay } from './time.ts'

test.each([
  ['Europe/Berlin', '2026-03-28', '09:00', '2026-03-28T08:00:00.000Z', 'winter'],
  ['Europe/Berlin', '2026-03-29', '09:00', '2026-03-29T07:00:00.000Z', 'the morning after the clock went forward'],
  ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z', 'in the hour that does not exist: the later instant'],
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z', 'in the hour that exists twice: the earlier instant'],
  ['Europe/Berlin', '2026-10-25', '09:00', '2026-10-25T08:00:00.000Z', 'the morning after the clock went back'],
  ['America/Sao_Paulo', '2026-03-29', '09:00', '2026-03-29T12:00:00.000Z', 'no summer time'],
  ['Australia/Lord_Howe', '2026-10-04', '09:00', '2026-10-03T22:00:00.000Z', 'a clock that moves by half an hour'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00.000Z', 'in its missing half hour'],
  ['Asia/Kathmandu', '2026-05-01', '00:00', '2026-04-30T18:15:00.000Z', 'an offset of quarters'],
  ['Pacific/Apia', '2026-01-01', '00:30', '2025-12-31T11:30:00.000Z', 'the far side of the date line'],
])('in %s on %s at %s it is %s (%s)', (zone, day, time, instant) => {
  expect(instantIn(zone, day, time).toISOString()).toBe(instant)
})

test('times all over a year go to an instant and come back', () => {
  const wrong: string[] = []
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 17))
      for (const time of ['00:00', '03:15', '12:00', '23:45'])
        if (dayIn(zone, instantIn(zone, day, time)) !== day) wrong.push(`${zone} ${day} ${time}`)
  expect(wrong).toEqual([])
})

test('a day is the day of the place', () => {
  const at = new Date('2026-12-31T23:30:00Z')
  expect([dayIn('UTC', at), dayIn('Europe/Oslo', at), dayIn('America/New_York', at)]).toEqual(['2026-12-31', '2027-01-01', '2026-12-31'])
})

test.each([
  ['2028-02-28', 1, '2028-02-29'],
  ['2027-02-28', 1, '2027-03-01'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2027-01-01', -1, '2026-12-31'],
])('%s and %i days is %s', (day, days, then) => {
  expect(addDays(day, days)).toBe(then)
  expect(daysBetween(day, then)).toBe(days)
})

test.each([
  ['2027-03-05', 1, '2027-03-08', 'over a weekend'],
  ['2027-03-06', 1, '2027-03-08', 'from a Saturday'],
  ['2027-03-01', 10, '2027-03-15', 'two weeks'],
  ['2027-03-01', 0, '2027-03-01', 'none'],
])('%s and %i working days is %s (%s)', (day, count, then) => {
  expect(addWorkingDays(day, count)).toBe(then)
})

test('a holiday is no working day', () => {
  expect(addWorkingDays('2027-03-25', 1, ['2027-03-26', '2027-03-29'])).toBe('2027-03-30')
  expect([isWorkingDay('2027-03-26'), isWorkingDay('2027-03-26', ['2027-03-26']), isWorkingDay('2027-03-27')]).toEqual([true, false, false])
})
