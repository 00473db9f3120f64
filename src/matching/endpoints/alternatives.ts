import { serving } from '../../kit/http/served.ts'
import { matchingAccess } from '../access.ts'
import * as contract from '../contract/alternatives.ts'
import { alternativeBy, alternativesOf } from '../queries/alternatives.ts'
import { pricedVisibleTo } from '../queries/arrangement.ts'

const { serve, serveLong } = serving('matching', matchingAccess)

export const alternativeEndpoints = [
  serve(contract.listAlternatives, async (ctx, { arrangementId }) => alternativesOf(ctx, await pricedVisibleTo(ctx, arrangementId))),
  serveLong(contract.readAlternative, (begin, { arrangementId, first }) => alternativeBy(begin, arrangementId, first)),
]
