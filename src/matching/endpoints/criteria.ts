import { cohortVisibleTo } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { serving } from '../../kit/http/served.ts'
import { allow } from '../../kit/wire/access.ts'
import { matchingAccess } from '../access.ts'
import { changeCriteria } from '../commands/criteria.ts'
import * as contract from '../contract/criteria.ts'
import { criteriaView } from '../queries/criteria.ts'

const { serve } = serving('matching', matchingAccess)

export const criteriaEndpoints = [
  serve(contract.readCriteria, async (ctx, { cohortId }) => criteriaView(ctx, await matchedCohort(ctx, cohortId))),
  serve(contract.changeCriteria, async (ctx, input, { ifMatch }) => {
    await changeCriteria(ctx, input, ifMatch)
    return criteriaView(ctx, await matchedCohort(ctx, input.cohortId))
  }),
]

/** Administrators know that a cohort exists; what it looks for is its coordinators' alone. */
export async function matchedCohort(ctx: Context, cohortId: string) {
  const cohort = await cohortVisibleTo(ctx, cohortId)
  allow(ctx.actor, matchingAccess.see, cohort)
  return cohort
}
