import type { Need } from '../../kit/wire/need.ts'
import type { concernNeeds } from '../contract/waiting.ts'

export interface WaitingFor {
  /** Whether the reader looks after the program; otherwise they are one of its safe contacts. */
  readonly isStaff: boolean
  readonly waiting: number
  readonly late: number
  readonly firstAskedOn: string | null
  readonly firstDueOn: string | null
  /** One that says that something is not right, and was not read. */
  readonly isGrave: boolean
}

export interface ConcernNeed extends Need<(typeof concernNeeds)[number]> {
  /** Comes before everything. */
  readonly isGrave: boolean
}

/** That people wait for an answer, and how many are late: nothing of who they are, or of what it is about. */
export function needs({ isStaff, waiting, late, firstAskedOn, firstDueOn, isGrave }: WaitingFor): ConcernNeed[] {
  if (waiting === 0) return []
  return [
    {
      kind: isStaff ? 'requests' : 'given',
      count: waiting,
      also: late,
      since: firstAskedOn,
      by: firstDueOn,
      isLate: late > 0,
      isGrave,
    },
  ]
}
