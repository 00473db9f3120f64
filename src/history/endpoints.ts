import { serving } from '../kit/http/served.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { programVisibleTo } from '../program/queries.ts'
import { historyAccess } from './access.ts'
import * as contract from './contract.ts'
import { historyRows, historyVisibleTo } from './queries.ts'

const { serve } = serving('history', historyAccess)

export const historyEndpoints = [
  serve(contract.listHistory, async (ctx, { limit = 50, ...filter }) => {
    const { programId, personId } = filter
    if (programId) await programVisibleTo(ctx, programId)
    const found = await historyVisibleTo(ctx, { ...filter, limit: limit + 1 })
    const shown = found.slice(0, limit)
    const rows = await historyRows(ctx, shown)
    // a name is told to whoever finds something by it
    const person = personId && shown.length > 0 ? (await peopleByIdForSystem(ctx, [personId])).get(personId) : undefined
    return {
      rows,
      next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
      person: person ? { id: person.id, name: person.name } : null,
    }
  }),
]
