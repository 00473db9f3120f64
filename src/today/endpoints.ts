import { serving } from '../kit/http/served.ts'
import { participantsOfPersonForSystem } from '../participant/queries.ts'
import { answersInDays } from '../program/rules.ts'
import { todayAccess } from './access.ts'
import { postpone } from './commands.ts'
import { changePostponement, readToday } from './contract/today.ts'
import * as contract from './contract.ts'
import { todayOf } from './queries/today.ts'
import { contactFor, homeOf } from './queries.ts'

const { serve } = serving('today', todayAccess)

export const todayEndpoints = [
  serve(contract.readHome, ctx => homeOf(ctx, ctx.actor.personId ?? '')),
  serve(contract.readPersonToAsk, async ctx => ({
    contact: await contactFor(ctx, await participantsOfPersonForSystem(ctx, ctx.actor.personId ?? '')),
    answersInDays,
  })),
  serve(readToday, todayOf),
  serve(changePostponement, async (ctx, input) => {
    await postpone(ctx, input)
    return undefined
  }),
]
