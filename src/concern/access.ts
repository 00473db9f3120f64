import { acts } from '../kit/wire/access.ts'

const administrator = { who: 'staff', relation: 'administrator', scope: 'organizationId' } as const
const coordinator = { who: 'staff', relation: 'coordinator', scope: 'programId' } as const

/** `openProgramId` is the program of a concern, or nothing where it was given to one person alone. */
export const concernAccess = acts({
  help: { who: [{ who: 'signed-in' }] },
  raise: { who: [{ who: 'signed-in' }] },
  own: { who: [{ who: 'self', column: 'personId' }] },
  see: {
    who: [
      { who: 'staff', relation: 'coordinator', scope: 'openProgramId', about: 'personId' },
      { who: 'self', column: 'recipientPersonId' },
    ],
  },
  'name-contacts': { who: [administrator, coordinator] },
})
