import { acts } from '../kit/wire/access.ts'

const member = { who: 'among', column: 'memberIds' } as const
/** Whoever has left a group reads what they read, and does nothing in it any more. */
const present = { who: 'among', column: 'presentIds' } as const

export const mentorshipAccess = acts({
  /** The page of the two, or of the group. */
  read: { who: [member] },
  /** For whoever looks after the pairs of a program: state and dates, nothing that the two write. */
  list: { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
  /** Whoever looks after the pair has called both. */
  'note-call': { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
  pause: { who: [present] },
  'note-meeting': { who: [present] },
  promise: { who: [present] },
  absence: { who: [{ who: 'self', column: 'personId' }] },
})
