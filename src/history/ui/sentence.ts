import type { Say } from '../../kit/texts/texts.ts'
import type { HistoryRow } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** What an entry says: who did what. */
export const sentenceOf = (say: Say<typeof en>, row: HistoryRow): string =>
  say(`did.${row.kind}`, {
    name: nameOf(say, row.by),
    person: row.person?.name ?? say('name.somebody'),
    role: say(`role.${row.relation ?? 'coordinator'}`),
    count: row.count ?? 0,
  })

/** Whoever did it; the product itself is called by its name. */
export const nameOf = (say: Say<typeof en>, by: HistoryRow['by']): string =>
  by === null ? say('name.system') : (by.name ?? say('name.gone'))
