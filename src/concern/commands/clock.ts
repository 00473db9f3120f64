import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { enqueue, jobKind } from '../../kit/jobs/jobs.ts'
import { addMinutes, instantIn } from '../../kit/time/time.ts'
import { organizationOf } from '../../organization/queries.ts'
import { programForSystem } from '../../program/queries.ts'
import { concernPassed } from '../contract.ts'
import { type Concern, concernToChangeForSystem } from '../queries/concern.ts'
import { deputyForSystem } from '../queries/looking-after.ts'
import { dueAfter, isOpen } from '../rules.ts'
import { changed, noteStep } from './step.ts'

export const mailRequestKind = jobKind({
  name: 'mail-concern',
  payload: z.object({ concernId: z.uuid(), personId: z.uuid(), late: z.boolean() }),
})
export const mailNewsKind = jobKind({ name: 'mail-concern-news', payload: z.object({ concernId: z.uuid() }) })
export const passConcernKind = jobKind({ name: 'hand-concern-to-deputy', payload: z.object({ concernId: z.uuid(), dueOn: z.string() }) })

/** The night after the day: whoever was to answer has had it whole, and the deputy finds it in the morning. */
const nextMorning = '23:30'

/** When its day is over somebody else has the request, unless something happened to it before. */
export async function startClock(ctx: Context, concern: Concern, zone: string): Promise<void> {
  if (concern.dueOn === null) return
  await enqueue(ctx, passConcernKind, { concernId: concern.id, dueOn: concern.dueOn }, { at: instantIn(zone, concern.dueOn, nextMorning) })
}

/**
 * The day of a request is over and its sender has heard nothing: the deputy has it, and the sender finds the name on their page. Where it
 * may not go to anybody else, whoever has it is reminded and the sender asked to look. A clock that was set anew meanwhile does nothing.
 */
export async function passConcern(ctx: Context, concernId: string, dueOn: string): Promise<void> {
  const concern = await concernToChangeForSystem(ctx, concernId)
  if (!isOpen(concern.state) || concern.dueOn !== dueOn) return
  const deputy = await deputyForSystem(ctx, concern, await programForSystem(ctx, concern.programId))
  await enqueue(ctx, mailNewsKind, { concernId })
  if (deputy) return void (await passTo(ctx, concern, deputy.personId, addMinutes(ctx.now, 60)))
  if (concern.recipientPersonId) await enqueue(ctx, mailRequestKind, { concernId, personId: concern.recipientPersonId, late: true })
}

/** Somebody else has it, as if it had been given to them at that moment, and hears of it. */
export async function passTo(ctx: Context, concern: Concern, personId: string, at: Date): Promise<Concern> {
  const calendar = await organizationOf(ctx)
  const after = await changed(ctx, concern, { recipientPersonId: personId, state: 'asked', dueOn: dueAfter(concern.kind, at, calendar) })
  await noteStep(ctx, concern, 'passed', { to: personId, from: concern.recipientPersonId })
  await enqueue(ctx, mailRequestKind, { concernId: concern.id, personId, late: false })
  await startClock(ctx, after, calendar.zone)
  await record(ctx, concernPassed, { concern: concern.id })
  return after
}
