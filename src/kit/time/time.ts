/** Calendar and clock arithmetic. Days are `YYYY-MM-DD` texts, instants are `Date`; neither is ever read from the machine here. */

import { dateFormat } from './formats.ts'

const dayMs = 86_400_000

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
export const addMinutes = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

/** In which zone days begin, and on which days of the week's first five nobody works. */
export interface WorkCalendar {
  readonly zone: string
  readonly holidays: readonly string[]
}

/** The calendar day of an instant in a zone. */
export function dayIn(zone: string, at: Date): string {
  return dateFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}

/** The instant at which a wall clock in `zone` shows `time` (`09:00`) on `day`. In a gap the later, in a fold the earlier instant. */
export function instantIn(zone: string, day: string, time: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const offsetAt = (at: number): number => wallOf(zone, at) - at
  const first = wanted - offsetAt(wanted - dayMs / 2)
  const second = wanted - offsetAt(wanted + dayMs / 2)
  for (const candidate of [Math.min(first, second), Math.max(first, second)])
    if (wallOf(zone, candidate) === wanted) return new Date(candidate)
  return new Date(Math.max(first, second))
}

/** What a wall clock in the zone shows at an instant, as if it were UTC, to the minute. */
function wallOf(zone: string, at: number): number {
  const parts = dateFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(new Date(at))
  const of = (name: string): number => Number(parts.find(part => part.type === name)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
}

/** Monday to Friday and not among the holidays. */
export function isWorkingDay(day: string, holidays: readonly string[] = []): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day)
}

/** The day that lies `count` working days after `day`; the day itself does not count. */
export function addWorkingDays(day: string, count: number, holidays: readonly string[] = []): string {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached, holidays)) left -= 1
  }
  return reached
}
