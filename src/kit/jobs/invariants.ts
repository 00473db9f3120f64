import type { Invariant } from '../db/invariants.ts'

export const jobInvariants: readonly Invariant[] = [
  {
    sentence: 'No job was given up.',
    broken: `select id from queue.job where state = 'failed'`,
  },
]
