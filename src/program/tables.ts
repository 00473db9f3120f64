import { key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { Format } from './contract.ts'

export const programTables = {
  program: {
    organizationId: key(),
    id: key(),
    name: plain<string>('what it is called'),
    purpose: plain<string>('what it is for'),
    format: plain<Format>('how people meet'),
    formatSettledAt: plain<Date | null>('since when somebody was proposed, so that it stays'),
    contactPersonId: keyOrNull(),
    contactPhone: plain<string | null>('under which number the person to ask is reached'),
    createdAt: plain<Date>('since when it is offered'),
    version: plain<number>('tells a stale change'),
  },
} as const satisfies TableDeclarations
export type ProgramTables = Rows<typeof programTables>
