import { acts } from '../kit/wire/access.ts'

export const organizationAccess = acts({
  see: { who: [{ who: 'signed-in' }] },
  change: { who: [{ who: 'staff', relation: 'administrator', scope: 'id' }] },
})
