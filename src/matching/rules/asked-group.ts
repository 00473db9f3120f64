/**
 * What becomes of a group that is asked as one. Its leader answers once for it; each member answers for themself. It begins as soon as the
 * leader and enough members have said yes, and whoever says yes later joins it. A member's no, or silence, closes nothing for the others.
 */
import { addMinutes } from '../../kit/time/time.ts'
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { GroupDecision, GroupState } from '../contract/group.ts'
import type { ProposalState } from '../contract/proposal.ts'
import { type Given, noGraceMinutes } from './reply.ts'

/** With fewer it is no group: it is dissolved, and the one who is left may be suggested to somebody. */
export const fewestInGroup = 2

interface Member {
  readonly state: ProposalState
  /** Their own answer. */
  readonly answer: 'yes' | 'no' | null
}

export interface GroupStanding {
  readonly state: GroupState
  readonly smallest: number
  readonly leader: Pick<Given, 'answer' | 'repliedAt'> | null
  readonly members: readonly Member[]
}

/** Members who have said yes, and members who may still do so. */
export const yesIn = (members: readonly Member[]): number =>
  members.filter(({ state, answer }) => (state === 'proposed' || state === 'accepted') && answer === 'yes').length
export const openIn = (members: readonly Member[]): number =>
  members.filter(({ state, answer }) => state === 'proposed' && answer === null).length

/** What it comes to now; `leaderIsLate`: the time for the leader's answer is over. */
export type GroupOutcome = 'begins' | 'short' | 'dissolved' | 'leader-no' | 'leader-late' | { readonly openUntil: Date | null }

export function groupOutcome({ state, smallest, leader, members }: GroupStanding, now: Date, leaderIsLate: boolean): GroupOutcome {
  if (state === 'begun') return 'begins'
  if (leader?.answer === 'no') {
    const counts = addMinutes(leader.repliedAt, noGraceMinutes)
    return counts.getTime() <= now.getTime() ? 'leader-no' : { openUntil: counts }
  }
  if (!leader && leaderIsLate) return 'leader-late'
  const [yes, open] = [yesIn(members), openIn(members)]
  // a no within its half hour is still open
  const pending = members.some(one => one.state === 'proposed' && one.answer === 'no')
  if (yes === 0 && open === 0 && !pending) return 'dissolved'
  if (!leader) return { openUntil: null }
  if (yes >= smallest) return 'begins'
  return open === 0 && !pending ? 'short' : { openUntil: null }
}

/** Whether a coordinator may decide so about a group: only about one that is short, and none goes on that is no group any more. */
export function mayDecide(decision: GroupDecision, { state, members }: Pick<GroupStanding, 'state' | 'members'>): true | Refusal {
  if (state !== 'short') return refused('group_not_short', { state })
  return decision === 'go-on' && yesIn(members) < fewestInGroup ? refused('group_too_small', { fewest: fewestInGroup }) : true
}
