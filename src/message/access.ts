import { acts } from '../kit/wire/access.ts'

const member = { who: 'among', column: 'memberIds' } as const

/** Members only: staff have no act here. */
export const messageAccess = acts({
  read: { who: [member] },
  write: { who: [member] },
  'take-back': { who: [{ who: 'self', column: 'authorPersonId' }] },
})
