import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { RoundState } from '../contract/round.ts'

const transitions: Readonly<Record<RoundState, readonly RoundState[]>> = {
  queued: ['solving', 'cancelled', 'failed'],
  solving: ['ready', 'cancelled', 'failed'],
  ready: ['published', 'discarded'],
  published: [],
  discarded: [],
  cancelled: [],
  failed: [],
}

/** The state after the move. */
export function movedRound(from: RoundState, to: RoundState): RoundState | Refusal {
  return transitions[from].includes(to) ? to : refused('round_cannot_move', { from, to })
}

/** Whether an arrangement can be gone on from: its round is ready, nothing of it waits to go out, and it is the one that stands. */
export function goesOn(
  state: RoundState,
  facts: { readonly isPending: boolean; readonly number: number; readonly latest: number },
): true | Refusal {
  if (state !== 'ready') return refused('round_not_ready', { state })
  if (facts.isPending) return refused('publication_pending')
  return facts.number === facts.latest || refused('arrangement_superseded', { number: facts.latest })
}

/** One round of a cohort is queued, solving or ready at a time. */
export const openStates: readonly RoundState[] = ['queued', 'solving', 'ready']
export const isOpen = (state: RoundState): boolean => openStates.includes(state)

/** A worker that was not heard of for this long is taken for dead; the queue gives its round to another. */
export const leaseSeconds = 60

/** Whether a round says that it is solving although nobody does: its worker died and another has not begun. */
export function waits(round: { readonly state: RoundState; readonly aliveAt: Date | null }, now: Date): boolean {
  return round.state === 'solving' && (round.aliveAt === null || now.getTime() - round.aliveAt.getTime() > leaseSeconds * 1000)
}
