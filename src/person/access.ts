import { acts } from '../kit/wire/access.ts'

export const personAccess = acts({
  'see-self': { who: [{ who: 'signed-in' }] },
  'request-sign-in': { who: [{ who: 'anyone' }] },
  invite: { who: [{ who: 'staff', relation: 'administrator', scope: 'organizationId' }] },
})
