import type { Need } from '../../kit/wire/need.ts'
import type { mentorshipNeeds } from '../contract.ts'

/** The mentorships of a cohort that are not over, by state; they add up to all of them. */
export interface MentorshipsNow {
  readonly active: number
  readonly paused: number
  readonly closing: number
  /** Active, and both are to be called because nothing came of it yet. */
  readonly toCall: number
  /** Since when the first of them are together, or were called last. */
  readonly firstSince: string | null
}

/** Pairs that agreed and have not met wait for a call. */
export function needs({ toCall, firstSince }: MentorshipsNow): Need<(typeof mentorshipNeeds)[number]>[] {
  return toCall > 0 ? [{ kind: 'to-call', count: toCall, since: firstSince }] : []
}
