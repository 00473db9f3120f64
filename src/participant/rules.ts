import { mostMentors } from '../cohort/contract.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { ParticipantState } from './contract.ts'

const transitions: Readonly<Record<ParticipantState, readonly ParticipantState[]>> = {
  active: ['paused', 'withdrawn'],
  paused: ['active', 'withdrawn'],
  withdrawn: [],
}

/** The state after the move; staying is always allowed, coming back after withdrawing is not. */
export function moved(from: ParticipantState, to: ParticipantState): ParticipantState | Refusal {
  return from === to || transitions[from].includes(to) ? to : refused('participant_cannot_move', { from, to })
}

/** A capacity here is at most the ceiling that the person set for all programs together; null: they have not said. */
export function withinCeiling(ceiling: number | null, capacity: number): number | Refusal {
  return ceiling !== null && capacity > ceiling ? refused('capacity_over_ceiling', { ceiling, capacity }) : capacity
}

/** A mentee wishes for one mentor at least, and for no more than any cohort gives. */
export function mentorsWished(count: number): number | Refusal {
  return count >= 1 && count <= mostMentors ? count : refused('mentors_out_of_range', { most: mostMentors })
}

/** Places that somebody fills from the first to the last day, both included; days compare as texts. */
export interface Load {
  readonly from: string
  readonly to: string
  readonly places: number
}

/**
 * The most places filled on any one day of the span. A new place fits when this and it together are at most the ceiling: the load may
 * only be compared day by day, since two mentorships that follow each other fill one place, not two.
 */
export function heaviestDay(loads: readonly Load[], span: { readonly from: string; readonly to: string }): number {
  const inside = loads.filter(load => load.from <= span.to && load.to >= span.from)
  // the load rises only on first days, so the heaviest day is the span's own first or one of those
  const days = [span.from, ...inside.map(load => load.from).filter(day => day > span.from)]
  return Math.max(...days.map(day => inside.filter(load => load.from <= day && load.to >= day).reduce((sum, load) => sum + load.places, 0)))
}

/** Places that are still free over the whole span; never below zero. */
export function freePlaces(capacity: number, loads: readonly Load[], span: { readonly from: string; readonly to: string }): number {
  return Math.max(0, capacity - heaviestDay(loads, span))
}
