import { daysBetween } from '../../kit/time/time.ts'

/** How far Today looks ahead. */
export const daysAhead = 7

/** Whether these dates, in their order, are of the days that Today looks ahead, and not the first one after. */
export const isWithinWeek = ([first]: readonly { readonly on: string }[], today: string): boolean =>
  first !== undefined && daysBetween(today, first.on) <= daysAhead
