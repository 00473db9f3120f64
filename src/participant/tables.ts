import { key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'

export const participantTables = {
  participant: {
    organizationId: key(),
    id: key(),
    cohortId: key(),
    programId: key(),
    personId: key(),
    role: plain<'mentor' | 'mentee'>('as what they take part'),
    state: plain<'active' | 'paused' | 'withdrawn'>('whether they take part now'),
    capacity: plain<number>('how many mentees a mentor takes on here'),
    responseId: keyOrNull(),
    joinedAt: plain<Date>('since when they take part'),
    changedAt: plain<Date>('tells what changed since a round'),
    version: plain<number>('tells a stale change'),
  },
} as const satisfies TableDeclarations
export type ParticipantTables = Rows<typeof participantTables>
