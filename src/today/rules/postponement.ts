import { addDays } from '../../kit/time/time.ts'
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { NeedKind } from '../contract/today.ts'

/** Who waits for an answer waits, and what goes out goes: neither is put off. */
const stays: readonly NeedKind[] = ['requests', 'given', 'held', 'not-gone']
export const longestPostponementDays = 31

export const mayPostpone = (kind: NeedKind): true | Refusal => (stays.includes(kind) ? refused('need_stays') : true)

/** A day ahead, and near enough that nothing is forgotten. */
export function postponedUntil(today: string, untilOn: string): string | Refusal {
  return untilOn > today && untilOn <= addDays(today, longestPostponementDays)
    ? untilOn
    : refused('postponement_dates', { longestDays: longestPostponementDays })
}

/** What is offered: tomorrow, the next Monday where that is later, and two weeks from now. */
export function postponementChoices(
  today: string,
): readonly { readonly id: 'tomorrow' | 'monday' | 'fortnight'; readonly untilOn: string }[] {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const toMonday = (8 - weekday) % 7 || 7
  return [
    { id: 'tomorrow', untilOn: addDays(today, 1) },
    ...(toMonday > 1 ? [{ id: 'monday' as const, untilOn: addDays(today, toMonday) }] : []),
    { id: 'fortnight', untilOn: addDays(today, 14) },
  ]
}
