import { acts } from '../kit/wire/access.ts'

const coordinator = { who: 'staff', relation: 'coordinator', scope: 'programId' } as const

const member = { who: 'among', column: 'memberIds' } as const

/** Pairs about the coordinator themself are taken out of every answer and act: rules/own.ts. */
export const matchingAccess = acts({
  see: { who: [coordinator] },
  change: { who: [coordinator] },
  start: { who: [coordinator] },
  act: { who: [coordinator] },
  publish: { who: [coordinator] },
  'see-replies': { who: [coordinator] },
  'withdraw-proposal': { who: [coordinator] },
  'close-talk': { who: [coordinator] },
  'decide-group': { who: [coordinator] },
  /** The two people of a proposal; no role of staff answers for anybody. */
  'read-own-proposal': { who: [member] },
  reply: { who: [member] },
  /** The participant themself. */
  return: { who: [{ who: 'self', column: 'personId' }] },
})
