import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { dayIn } from '../../kit/time/time.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { concernAccess } from '../access.ts'
import { concernFinished, concernNoted, concernRead, concernReplied } from '../contract.ts'
import { type Concern, concernToHandle } from '../queries/concern.ts'
import { dueAfter, mayHandle, movedConcern, promised } from '../rules.ts'
import { mailNewsKind, startClock } from './clock.ts'
import { changed, noteStep } from './step.ts'

async function toHandle(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await concernToHandle(ctx, concernId)
  allow(ctx.actor, concernAccess.see, concern)
  return concern
}

/** Whoever has it has read it; the sender sees by whom and when. Opening it again changes nothing. */
export async function openConcern(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await toHandle(ctx, concernId)
  if (concern.state !== 'asked') return concern
  await noteStep(ctx, concern, 'read')
  await record(ctx, concernRead, { concern: concernId })
  return changed(ctx, concern, { state: 'read' })
}

/** The answer stands on the sender's page, and the clock stops: they have heard. */
export async function replyToConcern(ctx: Context, concernId: string, words: string): Promise<Concern> {
  const concern = await openConcern(ctx, concernId)
  decide(mayHandle('reply', concern))
  const after = await changed(ctx, concern, { dueOn: null })
  await noteStep(ctx, concern, 'replied', { words })
  await enqueue(ctx, mailNewsKind, { concernId })
  await record(ctx, concernReplied, { concern: concernId })
  return after
}

interface Note {
  readonly note?: string | undefined
  readonly dueOn?: string | undefined
}

/** Somebody sees to it. The sender reads what is being done and by when they hear; on that day the clock runs out again. */
export async function noteConcern(ctx: Context, concernId: string, { note, dueOn }: Note): Promise<Concern> {
  const concern = await openConcern(ctx, concernId)
  decide(mayHandle('note', concern))
  const calendar = await organizationOf(ctx)
  const today = dayIn(calendar.zone, ctx.now)
  const after = await changed(ctx, concern, {
    state: decide(movedConcern(concern.state, 'underway')),
    dueOn: dueOn === undefined ? dueAfter('change', ctx.now, calendar) : decide(promised(today, dueOn)),
  })
  await noteStep(ctx, concern, 'noted', { words: note ?? '' })
  if (after.dueOn !== concern.dueOn) await startClock(ctx, after, calendar.zone)
  await enqueue(ctx, mailNewsKind, { concernId })
  await record(ctx, concernNoted, { concern: concernId })
  return after
}

/** It is done, and the sender sees it. */
export async function finishConcern(ctx: Context, concernId: string, words: string | undefined): Promise<Concern> {
  const concern = await openConcern(ctx, concernId)
  decide(mayHandle('finish', concern))
  const after = await changed(ctx, concern, { state: decide(movedConcern(concern.state, 'done')), endedAt: ctx.now, dueOn: null })
  await noteStep(ctx, concern, 'done', { words: words ?? '' })
  await enqueue(ctx, mailNewsKind, { concernId })
  await record(ctx, concernFinished, { concern: concernId })
  return after
}
