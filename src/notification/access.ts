import { acts } from '../kit/wire/access.ts'

const administrator = { who: 'staff', relation: 'administrator', scope: 'organizationId' } as const
const coordinator = { who: 'staff', relation: 'coordinator', scope: 'scopeId' } as const

export const notificationAccess = acts({
  see: { who: [administrator, coordinator] },
  open: { who: [administrator, coordinator], confidential: true },
  /** A letter that one person alone hands over. */
  keep: { who: [{ who: 'self', column: 'keeperPersonId' }], confidential: true },
  'hand-over': { who: [administrator, coordinator] },
  stop: { who: [administrator, coordinator] },
  pause: {
    who: [
      { who: 'staff-anywhere', relation: 'administrator' },
      { who: 'staff-anywhere', relation: 'coordinator' },
    ],
  },
})
