import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { ConcernKind, ConcernState, Wish } from './contract.ts'

export const concernTables = {
  safeContact: {
    organizationId: key(),
    programId: key(),
    position: plain<1 | 2>('first or second choice'),
    personId: key(),
    line: plain<string>('what they do, as senders read it'),
    isOutside: plain<boolean>('whether they are outside the organization'),
  },
  concern: {
    organizationId: key(),
    id: key(),
    programId: key(),
    personId: key(),
    mentorshipId: keyOrNull(),
    partnerPersonId: keyOrNull(),
    kind: held<ConcernKind>('S3', 'what they ask for', { retention: '24 months', erase: 'delete' }),
    wish: held<Wish | null>('S3', 'what they would like now', { retention: '24 months', erase: 'delete' }),
    recipientPersonId: keyOrNull(),
    sealedWords: held<Buffer | null>('S4', 'what they said, for whom they said it to', { retention: '24 months', erase: 'delete' }),
    state: plain<ConcernState>('where it stands'),
    askedAt: plain<Date>('when it was asked'),
    dueOn: plain<string>('by when they hear'),
    readAt: plain<Date | null>('when it was read'),
    readBy: keyOrNull(),
    sealedNote: held<Buffer | null>('S4', 'what is being done, as the sender reads it', { retention: '24 months', erase: 'delete' }),
    notedAt: plain<Date | null>('since when that is so'),
    endedAt: plain<Date | null>('when it was done or taken back'),
    version: plain<number>('tells a stale change'),
  },
} as const satisfies TableDeclarations
export type ConcernTables = Rows<typeof concernTables>
