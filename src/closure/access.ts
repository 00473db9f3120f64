import { acts } from '../kit/wire/access.ts'

const member = { who: 'among', column: 'memberIds' } as const

export const closureAccess = acts({
  choose: { who: [member] },
  read: { who: [member] },
  'take-back': { who: [{ who: 'self', column: 'chosenBy' }] },
  list: { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
  complete: { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
})
