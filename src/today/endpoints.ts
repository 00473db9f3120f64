import { serving } from '../kit/http/served.ts'
import { participantsOfPersonForSystem } from '../participant/queries.ts'
import { answersInDays } from '../program/rules.ts'
import { todayAccess } from './access.ts'
import * as contract from './contract.ts'
import { contactFor, homeOf } from './queries.ts'

const { serve } = serving('today', todayAccess)

export const todayEndpoints = [
  serve(contract.readHome, ctx => homeOf(ctx, ctx.actor.personId ?? '')),
  serve(contract.readPersonToAsk, async ctx => ({
    contact: await contactFor(ctx, await participantsOfPersonForSystem(ctx, ctx.actor.personId ?? '')),
    answersInDays,
  })),
]
