import { serving } from '../kit/http/served.ts'
import { mayEver } from '../kit/wire/access.ts'
import { notificationAccess } from './access.ts'
import { handOverLetters, openLetters, takeBackLetters } from './commands/letters.ts'
import { openMail, pauseAllMail, putBackMails, resumeAllMail, stopHold, stopMails } from './commands.ts'
import * as contract from './contract.ts'
import { holdsVisibleTo, holdViews, mailRows, mailsVisibleTo, pauseVisibleTo, tonight } from './queries.ts'
import { severalIn } from './rules.ts'

const { serve } = serving('notification', notificationAccess)

/** `hasMailServer`: without one everything is kept to be handed over. */
export const notificationEndpoints = ({ hasMailServer }: { readonly hasMailServer: boolean }) => [
  serve(contract.readMail, async (ctx, { programId }) => {
    const due = await tonight(ctx, programId)
    const holds = await holdViews(ctx, await holdsVisibleTo(ctx, programId))
    const people = due.mailsByPerson.length
    return {
      people,
      lastAt: due.lastAt?.toISOString() ?? null,
      several: severalIn(due.mailsByPerson),
      groups: due.groups.map(group => ({ ...group, firstAt: group.firstAt.toISOString() })),
      holds,
      counts: { tonight: people, held: holds.length, cameBack: due.cameBack, kept: due.kept, handedOver: due.handedOver },
      hasMailServer,
      paused: await pauseVisibleTo(ctx),
      may: { stop: mayEver(ctx.actor, notificationAccess.stop) || { code: 'not_permitted', facts: {} } },
    }
  }),
  serve(contract.pauseAllMail, async ctx => {
    await pauseAllMail(ctx)
    return undefined
  }),
  serve(contract.resumeAllMail, async ctx => {
    await resumeAllMail(ctx)
    return undefined
  }),
  serve(contract.listMails, async (ctx, { limit = 50, ...filter }) => {
    const found = await mailsVisibleTo(ctx, { ...filter, limit: limit + 1 })
    const shown = found.slice(0, limit)
    return { rows: await mailRows(ctx, shown), next: found.length > limit ? (shown.at(-1)?.id ?? null) : null }
  }),
  serve(contract.openMail, (ctx, { mailId }) => openMail(ctx, mailId)),
  serve(contract.openLetters, (ctx, which) => openLetters(ctx, which)),
  serve(contract.handOverLetters, async (ctx, { mailIds }) => ({ handedOver: await handOverLetters(ctx, mailIds) })),
  serve(contract.takeBackLetters, async (ctx, { mailIds }) => ({ back: await takeBackLetters(ctx, mailIds) })),
  serve(contract.stopMails, (ctx, which) => stopMails(ctx, which)),
  serve(contract.putBackMails, (ctx, which) => putBackMails(ctx, which)),
  serve(contract.stopHold, async (ctx, { holdId }) => {
    await stopHold(ctx, holdId)
    return undefined
  }),
]
