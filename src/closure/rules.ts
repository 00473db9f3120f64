import { addDays, addWorkingDays, dayIn, type WorkCalendar } from '../kit/time/time.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { ClosureState, Manner } from './contract.ts'

const transitions: Readonly<Record<ClosureState, readonly ClosureState[]>> = {
  chosen: ['taken-back', 'complete'],
  'taken-back': [],
  complete: [],
}

/** The state after the move. */
export function movedClosure(from: ClosureState, to: ClosureState): ClosureState | Refusal {
  return transitions[from].includes(to) ? to : refused('closure_over', { state: from })
}

/** Two weeks for a last talk; otherwise two working days in which it can be taken back. */
export function lastDayFor(manner: Manner, at: Date, { zone, holidays }: WorkCalendar): string {
  const today = dayIn(zone, at)
  return manner === 'last-talk' ? addDays(today, 14) : addWorkingDays(today, 2, holidays)
}
