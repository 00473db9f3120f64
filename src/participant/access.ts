import { acts } from '../kit/wire/access.ts'

const administrator = { who: 'staff', relation: 'administrator', scope: 'organizationId' } as const
const coordinator = { who: 'staff', relation: 'coordinator', scope: 'programId' } as const

export const participantAccess = acts({
  /** Rows of participants, with names and answers. Administrators see counts only. */
  see: { who: [coordinator] },
  change: { who: [{ ...coordinator, about: 'personId' }] },
  import: { who: [coordinator] },
  /** One person by hand; never oneself, which the command refuses. */
  add: { who: [coordinator] },
  count: { who: [administrator, coordinator] },
})
