import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { ClosureState, Manner } from './contract.ts'

export const closureTables = {
  closure: {
    organizationId: key(),
    id: key(),
    mentorshipId: key(),
    programId: key(),
    chosenBy: key(),
    /** The member who leaves a group that goes on; null: the mentorship ends. */
    leaverPersonId: keyOrNull(),
    manner: plain<Manner>('with a last talk or without'),
    sealedReason: held<Buffer | null>('S4', 'why, for the coordinators alone', { retention: '24 months', erase: 'delete' }),
    chosenAt: plain<Date>('when it was chosen'),
    lastOn: plain<string>('the last day'),
    state: plain<ClosureState>('where it stands'),
    endedAt: plain<Date | null>('when it was taken back or complete'),
    endedBy: keyOrNull(),
  },
} as const satisfies TableDeclarations
export type ClosureTables = Rows<typeof closureTables>
