import { held, key, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'

export const messageTables = {
  thread: {
    organizationId: key(),
    id: key(),
    scopeId: key(),
    openedAt: plain<Date>('since when it is open'),
    closedAt: plain<Date | null>('since when nothing more is written'),
  },
  threadMember: {
    organizationId: key(),
    threadId: key(),
    personId: key(),
    joinedAt: plain<Date>('since when they are in it'),
    leftAt: plain<Date | null>('since when they are no longer in it'),
    seenUntil: held<Date | null>('S4', 'how many messages are new to them; told to nobody else', { retention: '12 months' }),
  },
  message: {
    organizationId: key(),
    id: key(),
    threadId: key(),
    authorPersonId: key(),
    sealed: held<Buffer | null>('S4', 'what they wrote to each other', {
      retention: '12 months',
      erase: 'keep: the other person’s too; shown as from a former participant',
    }),
    sentAt: plain<Date>('when it was sent'),
    takenBackAt: plain<Date | null>('when its author took it back'),
  },
} as const satisfies TableDeclarations
export type MessageTables = Rows<typeof messageTables>
