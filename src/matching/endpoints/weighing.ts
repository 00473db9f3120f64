import { serving } from '../../kit/http/served.ts'
import { matchingAccess } from '../access.ts'
import * as contract from '../contract/weighing.ts'
import { sensitivityOf, weighingOf } from '../queries/weighing.ts'

const { serveLong } = serving('matching', matchingAccess)

export const weighingEndpoints = [
  serveLong(contract.readWeighing, (begin, asked, { signal }) => weighingOf(begin, asked, signal)),
  serveLong(contract.readSensitivity, (begin, asked, { signal }) => sensitivityOf(begin, asked, signal)),
]
