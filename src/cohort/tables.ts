import { key, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { CohortState } from './contract.ts'

export const cohortTables = {
  cohort: {
    organizationId: key(),
    id: key(),
    programId: key(),
    name: plain<string>('what it is called'),
    state: plain<CohortState>('where it stands'),
    startsOn: plain<string>('first day of its mentorships'),
    endsOn: plain<string>('last day of its mentorships'),
    mentorsPerMentee: plain<number>('how many mentors a mentee may have'),
    groupSmallest: plain<number | null>('how many mentees a group has at least; null: the usual number'),
    groupLargest: plain<number | null>('how many mentees a group has at most; null: the usual number'),
    coMentors: plain<number>('how many mentors may join the one who leads a group'),
    createdAt: plain<Date>('since when it is planned'),
    version: plain<number>('tells a stale change'),
  },
} as const satisfies TableDeclarations
export type CohortTables = Rows<typeof cohortTables>
