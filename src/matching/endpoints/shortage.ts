import { serving } from '../../kit/http/served.ts'
import { matchingAccess } from '../access.ts'
import * as contract from '../contract/shortage.ts'
import { recruitingForSystem, shortageOf, wishesOf } from '../queries/shortage.ts'
import { matchedCohort } from './criteria.ts'

const { serve, serveLong } = serving('matching', matchingAccess)

export const shortageEndpoints = [
  serve(contract.readWishes, async (ctx, { cohortId }) => wishesOf(await recruitingForSystem(ctx, await matchedCohort(ctx, cohortId)))),
  serveLong(contract.readShortage, async (begin, { cohortId }) =>
    shortageOf(await begin(async ctx => recruitingForSystem(ctx, await matchedCohort(ctx, cohortId)))),
  ),
]
