import { acts } from '../kit/wire/access.ts'

export const cohortAccess = acts({
  see: {
    who: [
      { who: 'staff', relation: 'administrator', scope: 'organizationId' },
      { who: 'staff', relation: 'coordinator', scope: 'programId' },
    ],
  },
  change: { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
})
