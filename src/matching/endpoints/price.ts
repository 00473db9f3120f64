import { serving } from '../../kit/http/served.ts'
import { matchingAccess } from '../access.ts'
import * as contract from '../contract/price.ts'
import { arrangementVisibleTo } from '../queries/arrangement.ts'
import { pairView, priceRows, sheetOf } from '../queries/price.ts'
import { secondLooks, unplacedRows } from '../queries/remedy.ts'

const { serve, serveLong } = serving('matching', matchingAccess)

export const priceEndpoints = [
  serveLong(contract.readPair, (begin, asked, { signal }) => pairView(begin, asked, signal)),
  serveLong(contract.readPrices, (begin, asked) => priceRows(begin, asked)),
  serveLong(contract.readUnplaced, (begin, { arrangementId, mentees }) => unplacedRows(begin, arrangementId, mentees)),
  serveLong(contract.readSecondLooks, (begin, { arrangementId, mentees }) => secondLooks(begin, arrangementId, mentees)),
  serve(contract.readSheet, async (ctx, { arrangementId }) => sheetOf(ctx, await arrangementVisibleTo(ctx, arrangementId))),
]
