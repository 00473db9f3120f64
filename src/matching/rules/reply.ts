/**
 * Both sides are asked at once, or the mentor first, and answer without seeing each other. Two yes make an agreement at once. A no can be taken back for half
 * an hour while the other is silent, so that nobody else moves by a slip of the thumb; then, or as soon as both have answered, it
 * counts. Clocks run in the organization's working days: reminder on day 3, task for the coordinator on day 7, end on day 10.
 */
import { dateFormat } from '../../kit/time/formats.ts'
import { addDays, addMinutes, addWorkingDays, dayIn, instantIn, isWorkingDay, type WorkCalendar } from '../../kit/time/time.ts'
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { OwnState, ProposalState, Side } from '../contract/proposal.ts'
import type { ReplyReason } from '../contract/reply.ts'

export const clockDays = { remind: 3, raise: 7, expire: 10 }
export const noGraceMinutes = 30
/** After a place has changed, whoever waits hears by this many working days. */
export const lookAgainDays = 5
export const talkDays = 2
/** A second no by one person leads to a conversation, not to a third proposal. */
export const mostNos = 2

const transitions: Readonly<Record<ProposalState, readonly ProposalState[]>> = {
  proposed: ['accepted', 'declined', 'expired', 'withdrawn'],
  accepted: [],
  declined: [],
  expired: [],
  withdrawn: [],
}

/** The state after the move; a decided proposal stays as it is. */
export function movedProposal(from: ProposalState, to: ProposalState): ProposalState | Refusal {
  return transitions[from].includes(to) ? to : refused('proposal_decided', { state: from })
}

export interface Clock {
  readonly remindAt: Date
  readonly raiseAt: Date
  readonly expiresAt: Date
}

/** When somebody is reminded (in the evening, with the other mails), when a coordinator is asked to call, and when it ends. */
export function clockFrom(at: Date, { zone, holidays }: WorkCalendar): Clock {
  const day = dayIn(zone, at)
  return {
    remindAt: instantIn(zone, addWorkingDays(day, clockDays.remind, holidays), '08:00'),
    raiseAt: instantIn(zone, addWorkingDays(day, clockDays.raise, holidays), '08:00'),
    expiresAt: instantIn(zone, addWorkingDays(day, clockDays.expire, holidays), '21:00'),
  }
}

/** The same clock after it stood still: each part keeps the working days that were left of it. What had passed stays passed. */
export function clockAfterStop(clock: Clock, stoppedAt: Date, now: Date, { zone, holidays }: WorkCalendar): Clock {
  const moved = (due: Date): Date => {
    if (due.getTime() <= stoppedAt.getTime()) return due
    const left = workingDaysBetween(dayIn(zone, stoppedAt), dayIn(zone, due), holidays)
    return instantIn(zone, addWorkingDays(dayIn(zone, now), Math.max(left, 1), holidays), timeIn(zone, due))
  }
  return { remindAt: moved(clock.remindAt), raiseAt: moved(clock.raiseAt), expiresAt: moved(clock.expiresAt) }
}

/** How many working days lie after `from`, up to and including `to`. */
export function workingDaysBetween(from: string, to: string, holidays: readonly string[]): number {
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays)) count += 1
  }
  return count
}

function timeIn(zone: string, at: Date): string {
  return dateFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** By when somebody hears more after a place has changed. */
export const hearsBy = (at: Date, { zone, holidays }: WorkCalendar): string => addWorkingDays(dayIn(zone, at), lookAgainDays, holidays)

/** By when a talk takes place that somebody asked for. */
export const talkDueOn = (at: Date, { zone, holidays }: WorkCalendar): string => addWorkingDays(dayIn(zone, at), talkDays, holidays)

export interface Given {
  readonly side: Side
  readonly answer: 'yes' | 'no'
  readonly repliedAt: Date
}

/** What the replies amount to now: agreed, declined, or still open with the instant at which a lonely no counts. */
export function outcome(replies: readonly Given[], now: Date): 'accepted' | 'declined' | { readonly openUntil: Date | null } {
  const no = replies.find(reply => reply.answer === 'no')
  if (!no) return replies.length === 2 ? 'accepted' : { openUntil: null }
  const counts = addMinutes(no.repliedAt, noGraceMinutes)
  return replies.length === 2 || counts.getTime() <= now.getTime() ? 'declined' : { openUntil: counts }
}

/** Whether somebody can answer, or change their answer, at this moment. */
export function mayReply(
  proposal: { readonly state: ProposalState; readonly expiresAt: Date; readonly stoppedAt: Date | null },
  now: Date,
): true | Refusal {
  if (proposal.state !== 'proposed') return refused('proposal_decided')
  const over = proposal.stoppedAt === null && proposal.expiresAt.getTime() <= now.getTime()
  return over ? refused('proposal_decided') : true
}

/** The sides that know of the proposal: where the mentor is asked first, the mentee learns of it by the mentor's yes. */
export const askedSides = ({ menteeAskedAt }: { readonly menteeAskedAt: Date | null }): Side[] =>
  menteeAskedAt ? ['mentor', 'mentee'] : ['mentor']

/** The sides that were asked and have not answered. */
export const silentSides = (proposal: { readonly menteeAskedAt: Date | null }, replies: readonly Given[]): Side[] =>
  askedSides(proposal).filter(side => !replies.some(reply => reply.side === side))

/** What one of the two learns of a proposal that stands so, by their own answer: never what the other one did. */
export function ownState(state: ProposalState, answer: 'yes' | 'no' | null): OwnState {
  if (state === 'proposed' || state === 'accepted') return state
  if (answer === 'no') return 'declined'
  return state === 'expired' && answer === null ? 'lapsed' : 'changed'
}

/** A place went through somebody else: this mentee comes first when it is looked again, as they were told. `answer`: their own. */
export function lostPlace(
  { state, menteeAskedAt }: { readonly state: ProposalState; readonly menteeAskedAt: Date | null },
  answer: 'yes' | 'no' | null,
): boolean {
  if (state === 'declined') return answer !== 'no'
  if (state === 'expired') return answer === 'yes' || menteeAskedAt === null
  return state === 'withdrawn'
}

interface Ended {
  readonly state: ProposalState
  readonly menteeAskedAt: Date | null
  /** The mentee's own. */
  readonly answer: 'yes' | 'no' | null
}

/** Of what a mentee was asked at once: whether they ended with nobody, and lost somebody through somebody else. */
export const lostAllOf = (asked: readonly Ended[]): boolean =>
  asked.every(({ state }) => state !== 'proposed' && state !== 'accepted') && asked.some(one => lostPlace(one, one.answer))

/** What a no means for whoever gave it: rest until they say otherwise, a talk before anything else, or looking again at once. */
export function afterNo(reason: ReplyReason, nosBefore: number): 'rest' | 'talk' | 'look-again' {
  if (nosBefore + 1 >= mostNos) return 'talk'
  return reason === 'not-now' ? 'rest' : 'look-again'
}

/** The word a mail uses: the first of their names, as they wrote it. */
export function firstNameOf(name: string | null): string | null {
  return name?.trim().split(/\s+/)[0] ?? null
}
