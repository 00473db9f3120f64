import { acts } from '../kit/wire/access.ts'

const administrator = { who: 'staff', relation: 'administrator', scope: 'organizationId' } as const
const coordinator = { who: 'staff', relation: 'coordinator', scope: 'id' } as const

export const programAccess = acts({
  list: {
    who: [
      { who: 'staff-anywhere', relation: 'administrator' },
      { who: 'staff-anywhere', relation: 'coordinator' },
    ],
  },
  see: { who: [administrator, coordinator] },
  create: { who: [administrator] },
  change: { who: [coordinator] },
})
