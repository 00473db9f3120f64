import { serving } from '../../kit/http/served.ts'
import { matchingAccess } from '../access.ts'
import * as contract from '../contract/price.ts'
import { arrangementVisibleTo, pricedVisibleTo } from '../queries/arrangement.ts'
import { pairView, priceRows, sheetOf } from '../queries/price.ts'
import { secondLooks, unplacedRows } from '../queries/remedy.ts'

const { serve } = serving('matching', matchingAccess)

export const priceEndpoints = [
  serve(contract.readPair, async (ctx, { arrangementId, menteeId, mentorId }) =>
    pairView(ctx, await pricedVisibleTo(ctx, arrangementId), menteeId, mentorId),
  ),
  serve(contract.readPrices, async (ctx, { arrangementId, menteeId, ...page }) =>
    priceRows(ctx, await pricedVisibleTo(ctx, arrangementId), menteeId, page),
  ),
  serve(contract.readUnplaced, async (ctx, { arrangementId, mentees }) =>
    unplacedRows(ctx, await pricedVisibleTo(ctx, arrangementId), mentees),
  ),
  serve(contract.readSecondLooks, async (ctx, { arrangementId, mentees }) =>
    secondLooks(ctx, await arrangementVisibleTo(ctx, arrangementId), mentees),
  ),
  serve(contract.readSheet, async (ctx, { arrangementId }) => sheetOf(ctx, await arrangementVisibleTo(ctx, arrangementId))),
]
