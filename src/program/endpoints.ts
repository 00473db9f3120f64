import { serving } from '../kit/http/served.ts'
import { mayOf } from '../kit/wire/access.ts'
import { holdersForSystem } from '../person/queries/actor.ts'
import { programAccess } from './access.ts'
import { changeProgram, createProgram } from './commands.ts'
import * as contract from './contract.ts'
import { programsVisibleTo, programView, programViews, programVisibleTo } from './queries.ts'

const { serve } = serving('program', programAccess)

export const programEndpoints = [
  serve(contract.listPrograms, async ctx => {
    const rows = await programViews(ctx, await programsVisibleTo(ctx))
    return { rows, may: { create: mayOf(ctx.actor, programAccess.create, { organizationId: ctx.actor.organizationId }) } }
  }),
  serve(contract.readProgram, async (ctx, { programId }) => programView(ctx, await programVisibleTo(ctx, programId))),
  serve(contract.listCoordinators, async (ctx, { programId }) => {
    await programVisibleTo(ctx, programId)
    const coordinators = await holdersForSystem(ctx, 'coordinator', programId)
    return { rows: coordinators.slice(0, 200).map(({ id, name }) => ({ personId: id, name })) }
  }),
  serve(contract.createProgram, async (ctx, input) => {
    const made = await createProgram(ctx, input)
    return programView(made.ctx, made.program)
  }),
  serve(contract.changeProgram, async (ctx, input, { ifMatch }) => programView(ctx, await changeProgram(ctx, input, ifMatch))),
]
