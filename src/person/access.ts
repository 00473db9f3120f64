import { acts } from '../kit/wire/access.ts'

const administrator = { who: 'staff', relation: 'administrator', scope: 'organizationId' } as const

export const personAccess = acts({
  'see-self': { who: [{ who: 'signed-in' }] },
  /** Their own alone: nobody names another account. */
  'end-sign-ins': { who: [{ who: 'signed-in' }] },
  'request-sign-in': { who: [{ who: 'anyone' }] },
  invite: { who: [administrator] },
  /** Saying who is trusted with what. */
  trust: { who: [administrator] },
})
