import type { Context } from '../../kit/context.ts'
import { serving } from '../../kit/http/served.ts'
import { notFound, refused } from '../../kit/wire/refusal.ts'
import type { LinksGo } from '../../person/rules.ts'
import { programVisibleTo } from '../../program/queries.ts'
import { concernAccess } from '../access.ts'
import { addToConcern, chooseRecipient, raiseConcern, takeBackConcern } from '../commands/asking.ts'
import { finishConcern, noteConcern, openConcern, replyToConcern } from '../commands/handling.ts'
import { openNewsLetter } from '../commands/letters.ts'
import { nameContacts } from '../commands/safe-contacts.ts'
import * as waiting from '../contract/waiting.ts'
import * as contract from '../contract.ts'
import { type Concern, concernsWith, ownConcerns, waitingRequests } from '../queries/concern.ts'
import { helpView } from '../queries/help.ts'
import { safeContactViews } from '../queries/looking-after.ts'
import { concernRows, openedView, ownConcernViews, waitingViews } from '../queries/view.ts'

const { serve } = serving('concern', concernAccess)
const reader = (ctx: Context): string => ctx.actor.personId ?? ''
const rowsOnPage = 50

export const concernEndpoints = ({ links }: { readonly links: LinksGo }) => [
  serve(contract.readHelp, ctx => helpView(ctx, reader(ctx), null, links)),
  serve(contract.raiseConcern, async (ctx, input) => ownView(ctx, await raiseConcern(ctx, input))),
  serve(contract.listOwnConcerns, async (ctx, { after, limit = rowsOnPage }) => {
    const offset = offsetIn(after)
    const found = await ownConcerns(ctx, reader(ctx), { offset, limit: limit + 1 })
    return { rows: await ownConcernViews(ctx, found.slice(0, limit)), next: found.length > limit ? String(offset + limit) : null }
  }),
  serve(contract.addToConcern, async (ctx, { concernId, ...addition }) => ownView(ctx, await addToConcern(ctx, concernId, addition))),
  serve(contract.takeBackConcern, async (ctx, { concernId }) => ownView(ctx, await takeBackConcern(ctx, concernId))),
  serve(waiting.chooseRecipient, async (ctx, { concernId, to }) => ownView(ctx, await chooseRecipient(ctx, concernId, to))),
  serve(waiting.readWaiting, async ctx => ({ programs: await waitingViews(ctx) })),
  serve(contract.listConcerns, async (ctx, { programId, ...page }) => {
    await programVisibleTo(ctx, programId)
    return inbox(ctx, programId, page)
  }),
  serve(contract.listGivenToMe, (ctx, page) => inbox(ctx, null, page)),
  serve(contract.openConcern, async (ctx, { concernId }) => openedView(ctx, await openConcern(ctx, concernId), links)),
  serve(contract.replyToConcern, async (ctx, { concernId, words }) => openedView(ctx, await replyToConcern(ctx, concernId, words), links)),
  serve(contract.noteConcern, async (ctx, { concernId, ...note }) => openedView(ctx, await noteConcern(ctx, concernId, note), links)),
  serve(contract.finishConcern, async (ctx, { concernId, words }) => openedView(ctx, await finishConcern(ctx, concernId, words), links)),
  serve(waiting.openNewsLetter, (ctx, { concernId }) => openNewsLetter(ctx, concernId)),
  serve(contract.nameSafeContacts, async (ctx, { programId, contacts, ask }) => {
    await nameContacts(ctx, programId, contacts, ask)
    return { safe: await safeContactViews(ctx, programId) }
  }),
  serve(contract.readSafeContacts, async (ctx, { programId }) => {
    await programVisibleTo(ctx, programId)
    return { safe: await safeContactViews(ctx, programId) }
  }),
]

interface InboxQuery {
  readonly state?: 'open' | 'ended' | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

async function inbox(ctx: Context, programId: string | null, { state = 'open', after, limit = rowsOnPage }: InboxQuery) {
  const offset = offsetIn(after)
  const found = await concernsWith(ctx, { programId, state, offset, limit: limit + 1 })
  return {
    rows: await concernRows(ctx, found.slice(0, limit)),
    next: found.length > limit ? String(offset + limit) : null,
    counts: await waitingRequests(ctx, programId),
  }
}

async function ownView(ctx: Context, concern: Concern | null): Promise<contract.OwnConcern> {
  const [view] = concern ? await ownConcernViews(ctx, [concern]) : []
  if (!view) throw notFound()
  return view
}

function offsetIn(after: string | undefined): number {
  const offset = Number(after ?? '0')
  if (!Number.isInteger(offset) || offset < 0 || offset > 1_000_000) throw refused('unreadable')
  return offset
}
