/**
 * Going out. A publication is planned at least the hold ahead and can be stopped until then; nothing is sent before. What goes out is
 * the difference to what is already asked or agreed, so a wave asks only the pairs that are new in it.
 */
import { addMinutes } from '../../kit/time/time.ts'
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import { freePlaces, type Load } from '../../participant/rules.ts'
import type { OpenPoint, PublicationState, ReadingPart, Waiver } from '../contract/publication.ts'

export const usualHoldMinutes = 30

/** Below so many pairs whoever publishes can call everybody who was told too soon, so a shorter hold is enough (PRACTICE.md §1, 8 and 9). */
export const fewPairs = 15
const shortestHolds = { few: 5, many: usualHoldMinutes }

/** The shortest hold in minutes that may be chosen for so many pairs. */
export const shortestHold = (pairs: number): number => (pairs < fewPairs ? shortestHolds.few : shortestHolds.many)

/**
 * For how many minutes so many pairs are held: as the program chose, but never shorter than goes with their number. A program that was set
 * to go without a hold does.
 */
export const holdFor = (chosenMinutes: number, pairs: number): number =>
  chosenMinutes === 0 ? 0 : Math.max(chosenMinutes, shortestHold(pairs))

/** Larger than this, the names and one example must have been opened: 50 people, or a quarter of the cohort. */
export const mostUnread = { people: 50, share: 0.25 }

const transitions: Readonly<Record<PublicationState, readonly PublicationState[]>> = {
  held: ['released', 'stopped', 'refused'],
  released: [],
  stopped: [],
  refused: [],
}

/** The state after the move; a publication that has ended says so. */
export function movedPublication(from: PublicationState, to: PublicationState): PublicationState | Refusal {
  return transitions[from].includes(to) ? to : refused('publication_over', { state: from })
}

export interface PairToAsk {
  readonly mentor: string
  readonly mentee: string
}

/** The pairs that are neither asked nor agreed yet. */
export function pairsToAsk<P extends PairToAsk>(pairs: readonly P[], standing: readonly PairToAsk[]): P[] {
  const known = new Set(standing.map(pair => `${pair.mentor} ${pair.mentee}`))
  return pairs.filter(pair => !known.has(`${pair.mentor} ${pair.mentee}`))
}

export interface CheckFacts {
  readonly notPlaced: number
  readonly bent: number
  /** Unique people who get a mail, and all who take part in the cohort. */
  readonly people: number
  readonly cohortPeople: number
  readonly read: readonly ReadingPart[]
}

/** Each point of the checklist with whether it is open; points that do not apply are not in it. */
export function checklist(facts: CheckFacts): { readonly point: OpenPoint; readonly open: boolean; readonly count: number }[] {
  const many = facts.people > mostUnread.people || facts.people > facts.cohortPeople * mostUnread.share
  const reading = (part: ReadingPart, point: OpenPoint, count: number) => ({ point, open: !facts.read.includes(part), count })
  return [
    ...(facts.notPlaced > 0 ? [reading('unmatched', 'unmatched_unread', facts.notPlaced)] : []),
    ...(facts.bent > 0 ? [{ point: 'rule_bent' as const, open: true, count: facts.bent }] : []),
    ...(many ? [reading('names', 'names_unread', facts.people), reading('example', 'example_unread', 1)] : []),
  ]
}

/** Whether it may go out with these waivers: every open point is waived with a line of its own. */
export function waived(points: ReturnType<typeof checklist>, waivers: readonly Waiver[]): readonly Waiver[] | Refusal {
  const left = points.filter(({ point, open }) => open && !waivers.some(waiver => waiver.point === point))
  if (left.length > 0) return refused('points_open', { points: left.map(({ point }) => point), count: left.length })
  return waivers.filter(waiver => points.some(({ point, open }) => open && point === waiver.point))
}

/** When it goes out: as wished, but never before the hold has passed. */
export function publishTime(wished: Date | null, now: Date, holdMinutes: number): Date | Refusal {
  const earliest = addMinutes(now, holdMinutes)
  if (wished === null) return earliest
  return wished.getTime() < earliest.getTime() ? refused('too_soon', { minutes: holdMinutes, earliest: earliest.toISOString() }) : wished
}

export interface MentorRoom {
  readonly personId: string
  readonly name: string | null
  /** What they take on in this cohort, and over all programs; null: they set no ceiling. */
  readonly capacity: number
  readonly ceiling: number | null
  /** Places already taken in this cohort, and in all programs. */
  readonly here: readonly Load[]
  readonly everywhere: readonly Load[]
  readonly wanted: number
}

export interface Overbooked {
  readonly mentor: MentorRoom
  readonly by: 'cohort' | 'person'
  readonly free: number
}

/** The mentors for whom the new places are too many on some day of the span, and which of their numbers says so. */
export function overbooked(mentors: readonly MentorRoom[], span: { readonly from: string; readonly to: string }): Overbooked[] {
  return mentors.flatMap((mentor): Overbooked[] => {
    const here = freePlaces(mentor.capacity, mentor.here, span)
    if (mentor.wanted > here) return [{ mentor, by: 'cohort' as const, free: here }]
    const everywhere = mentor.ceiling === null ? mentor.wanted : freePlaces(mentor.ceiling, mentor.everywhere, span)
    return mentor.wanted > everywhere ? [{ mentor, by: 'person' as const, free: everywhere }] : []
  })
}

export interface MenteeWish {
  readonly personId: string
  readonly name: string | null
  /** How many mentors they would like at most. */
  readonly wished: number
  /** Mentors whom they have or were asked about. */
  readonly held: number
  readonly wanted: number
}

export interface Overasked {
  readonly mentee: MenteeWish
  /** How many more they may have. */
  readonly free: number
}

/** The mentees who would have more mentors than they would like, or than a mentee of the cohort may have: somebody said fewer since the round. */
export function overasked(mentees: readonly MenteeWish[], mentorsPerMentee: number): Overasked[] {
  return mentees.flatMap(mentee => {
    const free = Math.max(0, Math.min(mentee.wished, mentorsPerMentee) - mentee.held)
    return mentee.wanted > free ? [{ mentee, free }] : []
  })
}
