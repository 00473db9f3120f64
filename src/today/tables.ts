import { held, key, type Rows, type TableDeclarations } from '../kit/db/columns.ts'

export const todayTables = {
  postponement: {
    organizationId: key(),
    personId: key(),
    need: held<string>('S2', 'which need of their page they put off', { erase: 'delete' }),
    untilOn: held<string>('S2', 'on which day it is back', { erase: 'delete' }),
    madeAt: held<Date>('S2', 'when they put it off', { erase: 'delete' }),
  },
} as const satisfies TableDeclarations
export type TodayTables = Rows<typeof todayTables>
