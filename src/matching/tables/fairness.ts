import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../../kit/db/columns.ts'
import type { Kept } from '../rules/fairness-told.ts'

export const fairnessTables = {
  fairnessChoice: {
    organizationId: key(),
    cohortId: key(),
    programId: key(),
    version: plain<number>('the how-manieth choice'),
    questions: plain<readonly string[]>('by which questions fairness is looked at'),
    chosenBy: keyOrNull(),
    chosenAt: plain<Date>('since when, so that it shows what was chosen before a round'),
  },
  arrangementFairness: {
    organizationId: key(),
    arrangementId: key(),
    cohortId: key(),
    told: held<readonly Kept[]>('S2', 'how groups of no fewer than ten are served', {
      export: 'never',
      erase: 'keep: figures of groups that were told',
    }),
    isOwn: plain<boolean>('some of it is of this arrangement'),
    toldAt: plain<Date>('when it was told'),
  },
} as const satisfies TableDeclarations
export type FairnessTables = Rows<typeof fairnessTables>
