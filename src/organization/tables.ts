import { key, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'

export const organizationTables = {
  organization: {
    id: key(),
    slug: plain<string>('names it in addresses'),
    name: plain<string>('what it is called'),
    language: plain<string>('of its pages and mails'),
    zone: plain<string>('in which its days begin'),
    holidays: plain<string[]>('days on which nobody works, so that no deadline falls there'),
    createdAt: plain<Date>('since when it is here'),
    isFirst: plain<boolean>('whether set-up made it'),
    version: plain<number>('tells a stale change'),
  },
} as const satisfies TableDeclarations
export type OrganizationTables = Rows<typeof organizationTables>
