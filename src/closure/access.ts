import { acts } from '../kit/wire/access.ts'

const member = { who: 'among', column: 'memberIds' } as const
const present = { who: 'among', column: 'presentIds' } as const

export const closureAccess = acts({
  choose: { who: [present] },
  read: { who: [member] },
  'take-back': { who: [{ who: 'self', column: 'chosenBy' }] },
  'end-group': { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
  list: { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
  complete: { who: [{ who: 'staff', relation: 'coordinator', scope: 'programId' }] },
})
