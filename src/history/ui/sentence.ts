import type { Say } from '../../kit/texts/texts.ts'
import type { HistoryRow } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** What an entry says: who did what, and to whom as far as its reader may know. */
export function sentenceOf(say: Say<typeof en>, row: HistoryRow): string {
  const name = nameOf(say, row.by)
  if (row.change === 'undo' || row.change === 'put-first') return say(`change.${row.change}`, { name })
  if (row.change !== null) {
    if (row.pair === null) return say(`change.${row.change}.hidden`, { name })
    const { mentee, mentor } = row.pair
    return say(`change.${row.change}`, { name, mentee: mentee ?? say('name.somebody'), mentor: mentor ?? say('name.somebody') })
  }
  return say(`did.${row.kind}`, {
    name,
    person: row.person?.name ?? say('name.somebody'),
    invited: row.invited ?? say('name.invited'),
    role: say(`role.${row.relation ?? 'coordinator'}`),
    count: row.count ?? 0,
  })
}

/** Whoever did it; the product itself is called by its name. */
export const nameOf = (say: Say<typeof en>, by: HistoryRow['by']): string =>
  by === null ? say('name.system') : (by.name ?? say('name.gone'))
