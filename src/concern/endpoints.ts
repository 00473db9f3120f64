import type { Context } from '../kit/context.ts'
import { serving } from '../kit/http/served.ts'
import { dayIn } from '../kit/time/time.ts'
import { organizationOf } from '../organization/queries.ts'
import { peopleByIdForSystem } from '../person/queries.ts'
import { programVisibleTo } from '../program/queries.ts'
import { concernAccess } from './access.ts'
import {
  addToConcern,
  finishConcern,
  nameSafeContacts,
  noteConcern,
  raiseConcern,
  readConcern,
  takeBackConcern,
} from './commands/concern.ts'
import * as contract from './contract.ts'
import {
  type Concern,
  concernRows,
  concernsGivenTo,
  concernsVisibleTo,
  helpPrograms,
  ownConcerns,
  ownConcernViews,
  safeContactsOf,
  safeViews,
} from './queries.ts'
import { isLate } from './rules.ts'

const { serve } = serving('concern', concernAccess)
const reader = (ctx: Context): string => ctx.actor.personId ?? ''

export const concernEndpoints = [
  serve(contract.readHelp, async ctx => ({
    programs: await helpPrograms(ctx, reader(ctx)),
    requests: await ownConcernViews(ctx, await ownConcerns(ctx, reader(ctx))),
  })),
  serve(contract.raiseConcern, async (ctx, input) => ownView(ctx, await raiseConcern(ctx, input))),
  serve(contract.addToConcern, async (ctx, { concernId, words }) => ownView(ctx, await addToConcern(ctx, concernId, words))),
  serve(contract.takeBackConcern, async (ctx, { concernId }) => ownView(ctx, await takeBackConcern(ctx, concernId))),
  serve(contract.listConcerns, async (ctx, { programId, state = 'open' }) => {
    await programVisibleTo(ctx, programId)
    const open = await concernsVisibleTo(ctx, programId, 'open')
    const { zone } = await organizationOf(ctx)
    const today = dayIn(zone, ctx.now)
    return {
      rows: await concernRows(ctx, state === 'open' ? open : await concernsVisibleTo(ctx, programId, 'ended')),
      counts: { open: open.length, late: open.filter(concern => isLate(concern, today)).length },
    }
  }),
  serve(contract.listGivenToMe, async ctx => ({ rows: await concernRows(ctx, await concernsGivenTo(ctx)) })),
  serve(contract.openConcern, async (ctx, { concernId }) => {
    const { concern, words } = await readConcern(ctx, concernId)
    return { ...(await rowOf(ctx, concern)), words }
  }),
  serve(contract.noteConcern, async (ctx, input) => rowOf(ctx, await noteConcern(ctx, input))),
  serve(contract.finishConcern, async (ctx, { concernId }) => rowOf(ctx, await finishConcern(ctx, concernId))),
  serve(contract.nameSafeContacts, async (ctx, { programId, contacts }) => {
    await nameSafeContacts(ctx, programId, contacts)
    return { safe: await safeViews(ctx, programId, []) }
  }),
  serve(contract.readSafeContacts, async (ctx, { programId }) => {
    await programVisibleTo(ctx, programId)
    const contacts = await safeContactsOf(ctx, programId)
    const people = await peopleByIdForSystem(
      ctx,
      contacts.map(contact => contact.personId),
    )
    return {
      safe: (await safeViews(ctx, programId, [])).map((view, n) => ({
        ...view,
        email: people.get(contacts[n]?.personId ?? '')?.email ?? null,
      })),
    }
  }),
]

async function ownView(ctx: Context, concern: Concern): Promise<contract.OwnConcern> {
  const [view] = await ownConcernViews(ctx, [concern])
  if (!view) throw new Error('the request that was just written is gone')
  return view
}

async function rowOf(ctx: Context, concern: Concern): Promise<contract.ConcernRow> {
  const [row] = await concernRows(ctx, [concern])
  if (!row) throw new Error('the request that was just read is gone')
  return row
}
