import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { MentorshipState } from './contract.ts'

export const mentorshipTables = {
  mentorship: {
    organizationId: key(),
    id: key(),
    programId: key(),
    cohortId: key(),
    /** The agreement that it came of: of a pair, or of a group. */
    proposalId: keyOrNull(),
    groupId: keyOrNull(),
    state: plain<MentorshipState>('where it stands'),
    startsOn: plain<string>('its own first day'),
    endsOn: plain<string>('its own last day'),
    beganAt: plain<Date>('when both had said yes'),
    firstMetOn: held<string | null>('S2', 'when they first met', { export: 'self', erase: 'keep: figures of the program' }),
    lastOn: plain<string | null>('its last day, once an end was chosen'),
    lastTalk: plain<boolean | null>('whether it ends with a last talk'),
    calledOn: plain<string | null>('when whoever looks after it called both for a first date'),
    closedAt: plain<Date | null>('when it was closed'),
    version: plain<number>('tells a stale change'),
  },
  mentorshipMember: {
    organizationId: key(),
    mentorshipId: key(),
    personId: key(),
    participantId: key(),
    side: plain<'mentor' | 'mentee'>('as what they are in it'),
    joinedAt: plain<Date>('since when they are in it'),
    leftAt: plain<Date | null>('since when they are no longer in a group that goes on'),
    lastOn: plain<string | null>('their last day in it, once they chose to leave'),
    lastTalk: plain<boolean | null>('whether they say goodbye to the group'),
    promisedAt: held<Date | null>('S2', 'when they said that what is said in the group stays there'),
  },
  pause: {
    organizationId: key(),
    id: key(),
    mentorshipId: key(),
    askedBy: keyOrNull(),
    /** The member of a group who pauses; null: all of it does. */
    personId: keyOrNull(),
    fromOn: plain<string>('from which day'),
    untilOn: plain<string>('until which day'),
    endedAt: plain<Date | null>('when it was over'),
  },
  absence: {
    organizationId: key(),
    personId: key(),
    untilOn: held<string>('S2', 'tells the people they are with until when they are away', { retention: '6 months', erase: 'delete' }),
    toldAt: plain<Date>('when they said so'),
  },
} as const satisfies TableDeclarations
export type MentorshipTables = Rows<typeof mentorshipTables>
