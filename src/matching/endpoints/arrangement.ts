import { serving } from '../../kit/http/served.ts'
import { notFound, refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import { changeArrangement } from '../commands/arrangement.ts'
import { preparedAct } from '../commands/prepared-act.ts'
import * as contract from '../contract/arrangement.ts'
import { arrangementVisibleTo, studioOf } from '../queries/arrangement.ts'
import { arrangementRows, arrangementsOf, comparisonOf } from '../queries/arrangement-history.ts'
import { arrangementView } from '../queries/arrangement-view.ts'
import { roundVisibleTo } from '../queries/round.ts'

const { serve, servePrepared } = serving('matching', matchingAccess)

export const arrangementEndpoints = [
  serve(contract.readArrangement, (ctx, { arrangementId }) => arrangementView(ctx, arrangementId)),
  serve(contract.listArrangements, async (ctx, { roundId, before }) => arrangementsOf(ctx, await roundVisibleTo(ctx, roundId), before)),
  servePrepared(
    contract.changeArrangement,
    (begin, { arrangementId, ...act }) => preparedAct(begin, arrangementId, act),
    async (ctx, { arrangementId, ...act }, prepared) => {
      const made = await changeArrangement(ctx, arrangementId, act, prepared)
      const studio = await studioOf(ctx, made)
      const [row] = await arrangementRows(ctx, [made], studio.known, studio.measure)
      if (!row) throw notFound()
      return row
    },
  ),
  serve(contract.compareArrangements, async (ctx, { arrangementId, with: otherId }) => {
    const [from, to] = [await arrangementVisibleTo(ctx, arrangementId), await arrangementVisibleTo(ctx, otherId)]
    if (from.cohortId !== to.cohortId) throw refused('other_cohort')
    return comparisonOf(ctx, from, to)
  }),
]
