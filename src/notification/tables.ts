import { key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'

export const notificationTables = {
  hold: {
    organizationId: key(),
    id: key(),
    scopeId: key(),
    subjectId: key(),
    reason: plain<string>('what it is'),
    people: plain<number>('how many people it reaches'),
    leavesAt: plain<Date>('when it goes'),
    state: plain<'held' | 'gone' | 'stopped'>('what became of it'),
    madeBy: keyOrNull(),
    madeAt: plain<Date>('since when it is held'),
    endedBy: keyOrNull(),
    endedAt: plain<Date | null>('when it went or was stopped'),
  },
} as const satisfies TableDeclarations
export type NotificationTables = Rows<typeof notificationTables>
