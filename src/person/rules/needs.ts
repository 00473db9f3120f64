import type { Need } from '../../kit/wire/need.ts'
import type { invitationNeeds } from '../contract.ts'

export interface InvitationsNow {
  /** Nobody has answered for some days, and the link works. */
  readonly waiting: number
  readonly firstInvitedOn: string | null
  /** Nobody has answered, and the link works no longer. */
  readonly expired: number
}

/** Invitations of staff that nobody answered. */
export function needs({ waiting, firstInvitedOn, expired }: InvitationsNow): Need<(typeof invitationNeeds)[number]>[] {
  return [
    ...(waiting > 0 ? [{ kind: 'invitations' as const, count: waiting, since: firstInvitedOn }] : []),
    ...(expired > 0 ? [{ kind: 'invitations-over' as const, count: expired }] : []),
  ]
}
