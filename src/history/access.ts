import { acts } from '../kit/wire/access.ts'

export const historyAccess = acts({
  /** `scopeId` is the program of an entry; an entry of none is for administrators. */
  see: {
    who: [
      { who: 'staff', relation: 'administrator', scope: 'organizationId' },
      { who: 'staff', relation: 'coordinator', scope: 'scopeId' },
    ],
    confidential: true,
  },
})
