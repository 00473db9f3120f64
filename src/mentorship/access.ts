import { acts } from '../kit/wire/access.ts'

const member = { who: 'among', column: 'memberIds' } as const

export const mentorshipAccess = acts({
  /** The page of the two. */
  read: { who: [member] },
  /** For whoever looks after the pairs of a program: state and dates, nothing that the two write. */
  list: { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
  /** Whoever looks after the pair has called both. */
  'note-call': { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
  pause: { who: [member] },
  'note-meeting': { who: [member] },
  absence: { who: [{ who: 'self', column: 'personId' }] },
})
