import { serving } from '../../kit/http/served.ts'
import { matchingAccess } from '../access.ts'
import * as contract from '../contract/alternatives.ts'
import { alternativeBy, alternativesOf } from '../queries/alternatives.ts'

const { serveLong } = serving('matching', matchingAccess)

export const alternativeEndpoints = [
  serveLong(contract.listAlternatives, (begin, { arrangementId }) => alternativesOf(begin, arrangementId)),
  serveLong(contract.readAlternative, (begin, { arrangementId, first }) => alternativeBy(begin, arrangementId, first)),
]
