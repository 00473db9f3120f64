import type { Need } from '../kit/wire/need.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { CohortState, cohortNeeds } from './contract.ts'

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

/** A cohort asks to be closed once its last day has passed. */
export function needs({ state, endsOn }: { readonly state: CohortState; readonly endsOn: string }, today: string): Need<CohortNeed>[] {
  return state !== 'closed' && endsOn < today ? [{ kind: 'cohort-over', count: 1, since: endsOn }] : []
}
type CohortNeed = (typeof cohortNeeds)[number]
