import { serving } from '../../kit/http/served.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { matchingAccess } from '../access.ts'
import { cancelRound, discardRound, startRound } from '../commands/round.ts'
import * as contract from '../contract/round.ts'
import { openRoundOf, readyOf, roundsOf, roundVisibleTo } from '../queries/round.ts'
import { roundView } from '../queries/round-view.ts'
import { startSolver } from '../queries/solver.ts'
import { matchedCohort } from './criteria.ts'

const { serve } = serving('matching', matchingAccess)

export const roundEndpoints = [
  serve(contract.listRounds, async (ctx, { cohortId }) => {
    const cohort = await matchedCohort(ctx, cohortId)
    startSolver()
    const rows = await roundsOf(ctx, cohortId)
    const starters = await peopleByIdForSystem(
      ctx,
      rows.flatMap(row => row.startedBy ?? []),
    )
    const open = await openRoundOf(ctx, cohortId)
    return {
      rows: rows.map(({ id, state, startedAt, startedBy, arrangements }) => ({
        id,
        state,
        startedAt: startedAt.toISOString(),
        startedBy: starters.get(startedBy ?? '')?.name ?? null,
        arrangements,
      })),
      ...(await readyOf(ctx, cohort)),
      may: { start: open ? { code: 'round_open', facts: {} } : mayOf(ctx.actor, matchingAccess.start, cohort) },
    }
  }),
  serve(contract.startRound, async (ctx, { cohortId }) => roundView(ctx, await startRound(ctx, cohortId))),
  serve(contract.readRound, async (ctx, { roundId }) => roundView(ctx, await roundVisibleTo(ctx, roundId))),
  serve(contract.cancelRound, async (ctx, { roundId }) => roundView(ctx, await cancelRound(ctx, roundId))),
  serve(contract.discardRound, async (ctx, { roundId }) => roundView(ctx, await discardRound(ctx, roundId))),
]
