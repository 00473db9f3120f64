import { serving } from '../kit/http/served.ts'
import { mayOf } from '../kit/wire/access.ts'
import { programVisibleTo } from '../program/queries.ts'
import { cohortAccess } from './access.ts'
import { changeCohort, createCohort } from './commands.ts'
import * as contract from './contract.ts'
import { cohortsOf, cohortView, cohortVisibleTo } from './queries.ts'

const { serve } = serving('cohort', cohortAccess)

export const cohortEndpoints = [
  serve(contract.listCohorts, async (ctx, { programId }) => {
    const program = await programVisibleTo(ctx, programId)
    const rows = await Promise.all((await cohortsOf(ctx, program.id)).map(cohort => cohortView(ctx, cohort)))
    return { rows, may: { create: mayOf(ctx.actor, cohortAccess.change, { programId }) } }
  }),
  serve(contract.readCohort, async (ctx, { cohortId }) => cohortView(ctx, await cohortVisibleTo(ctx, cohortId))),
  serve(contract.createCohort, async (ctx, input) => cohortView(ctx, await createCohort(ctx, input))),
  serve(contract.changeCohort, async (ctx, input, { ifMatch }) => cohortView(ctx, await changeCohort(ctx, input, ifMatch))),
]
