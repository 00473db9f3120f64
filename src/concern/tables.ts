import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { ConcernKind, ConcernState, Step, Wish } from './contract.ts'

const kept = { retention: '24 months', erase: 'delete' } as const

export const concernTables = {
  safeContact: {
    organizationId: key(),
    programId: key(),
    position: plain<1 | 2>('first or second choice'),
    personId: key(),
    phone: plain<string | null>('under which number they are reached for this'),
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
    kind: held<ConcernKind>('S3', 'what they ask for', kept),
    wish: held<Wish | null>('S3', 'how they want it treated', kept),
    untilOn: held<string | null>('S2', 'until when they would like to pause', kept),
    passesOn: held<boolean>('S3', 'whether somebody else gets it when its day is over', kept),
    recipientPersonId: keyOrNull(),
    state: plain<ConcernState>('where it stands'),
    askedAt: held<Date>('S3', 'when they asked', kept),
    dueOn: plain<string | null>('by when they hear'),
    endedAt: plain<Date | null>('when it was done or taken back'),
    version: plain<number>('tells a stale change'),
  },
  concernStep: {
    organizationId: key(),
    id: key(),
    concernId: key(),
    number: plain<number>('its place among the steps'),
    step: plain<Step>('what was done'),
    personId: key(),
    fromPersonId: keyOrNull(),
    at: held<Date>('S3', 'when it was done', kept),
    sealed: held<Buffer | null>('S4', 'what they and the person who helps wrote to each other', kept),
  },
} as const satisfies TableDeclarations
export type ConcernTables = Rows<typeof concernTables>
