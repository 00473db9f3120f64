import { acts } from '../kit/wire/access.ts'

const administrator = { who: 'staff', relation: 'administrator', scope: 'organizationId' } as const
const coordinator = { who: 'staff', relation: 'coordinator', scope: 'programId' } as const

/** Staff as such see no request: one person has each, and queries leave out whoever shares a mentorship with its sender. */
export const concernAccess = acts({
  help: { who: [{ who: 'signed-in' }] },
  raise: { who: [{ who: 'signed-in' }] },
  own: { who: [{ who: 'self', column: 'personId' }] },
  see: { who: [{ who: 'self', column: 'recipientPersonId' }], confidential: true },
  inbox: { who: [administrator, coordinator], confidential: true },
  'name-contacts': { who: [administrator, coordinator] },
})
