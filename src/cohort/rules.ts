import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { CohortState } from './contract.ts'

const transitions: Readonly<Record<CohortState, readonly CohortState[]>> = {
  preparing: ['open', 'running'],
  open: ['preparing', 'running'],
  running: ['closed'],
  closed: [],
}

/** The state after the move; staying is always allowed. */
export function moved(from: CohortState, to: CohortState): CohortState | Refusal {
  return from === to || transitions[from].includes(to) ? to : refused('cohort_cannot_move', { from, to })
}

/** The span, when its end lies after its start. Days compare as texts. */
export function span(startsOn: string, endsOn: string): { startsOn: string; endsOn: string } | Refusal {
  return endsOn > startsOn ? { startsOn, endsOn } : refused('ends_before_start', { startsOn, endsOn })
}
