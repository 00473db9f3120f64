import { key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { formats } from './contract.ts'

export const programTables = {
  program: {
    organizationId: key(),
    id: key(),
    name: plain<string>('what it is called'),
    purpose: plain<string>('what it is for'),
    format: plain<(typeof formats)[number]>('how people meet'),
    contactPersonId: keyOrNull(),
    contactPhone: plain<string | null>('under which number the person to ask is reached'),
    createdAt: plain<Date>('since when it is offered'),
    version: plain<number>('tells a stale change'),
  },
} as const satisfies TableDeclarations
export type ProgramTables = Rows<typeof programTables>
