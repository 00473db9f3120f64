import * as z from 'zod/mini'
import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { enqueue, jobKind } from '../kit/jobs/jobs.ts'
import { post } from '../kit/mail/mail.ts'
import { addDays, dayIn, instantIn } from '../kit/time/time.ts'
import { seal } from '../kit/vault/vault.ts'
import { allow } from '../kit/wire/access.ts'
import { decide, notFound } from '../kit/wire/refusal.ts'
import { calledByForSystem } from '../matching/queries/called.ts'
import { firstNameOf } from '../matching/rules/reply.ts'
import { closeMentorship, reopenMentorship, startClosing } from '../mentorship/commands/mentorship.ts'
import { mentorshipForSystem, mentorshipToChange, mentorshipToLookAfter } from '../mentorship/queries/mentorship.ts'
import { organizationOf } from '../organization/queries.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { participantFooter } from '../program/commands.ts'
import { programForSystem } from '../program/queries.ts'
import { closureAccess } from './access.ts'
import { closureChosen, closureCompleted, closureTakenBack, type Manner } from './contract.ts'
import { endingMail, whyEnding } from './mails.ts'
import { type Closure, closureToChangeForSystem, reasonPlace } from './queries.ts'
import { lastDayFor, movedClosure } from './rules.ts'
import type { ClosureTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ClosureTables>()

export const mailEndingKind = jobKind({ name: 'mail-ending', payload: z.object({ closureId: z.uuid() }) })
export const lastDayKind = jobKind({ name: 'complete-closure', payload: z.object({ closureId: z.uuid() }) })

interface Choice {
  readonly mentorshipId: string
  readonly manner: Manner
  readonly reason?: string | null | undefined
}

/** The mentorship is coming to its end; it is over after the last day unless it is taken back. The other hears how, never why. */
export async function chooseClosure(ctx: Context, { mentorshipId, manner, reason }: Choice): Promise<Closure> {
  const mentorship = await mentorshipToChange(ctx, mentorshipId)
  allow(ctx.actor, closureAccess.choose, mentorship)
  const calendar = await organizationOf(ctx)
  const id = uuidv7(ctx.now, ctx.random)
  const lastOn = lastDayFor(manner, ctx.now, calendar)
  await startClosing(ctx, mentorship, { withLastTalk: manner === 'last-talk', lastOn })
  const words = reason ?? ''
  const closure = await tables(ctx)
    .insertInto('closure')
    .values({
      organizationId: mentorship.organizationId,
      id,
      mentorshipId,
      programId: mentorship.programId,
      chosenBy: ctx.actor.personId ?? '',
      manner,
      sealedReason: words === '' ? null : await seal(ctx.tx, reasonPlace(ctx, id), words),
      chosenAt: ctx.now,
      lastOn,
      state: 'chosen',
      endedAt: null,
      endedBy: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueue(ctx, mailEndingKind, { closureId: id })
  await enqueue(ctx, lastDayKind, { closureId: id }, { at: instantIn(calendar.zone, addDays(lastOn, 1), '06:00') })
  await record(ctx, closureChosen, { closure: id, mentorship: mentorshipId, manner }, mentorship.programId)
  return closure
}

async function end(ctx: Context, closure: Closure, state: 'taken-back' | 'complete'): Promise<Closure> {
  decide(movedClosure(closure.state, state))
  return tables(ctx)
    .updateTable('closure')
    .set({ state, endedAt: ctx.now, endedBy: ctx.actor.personId })
    .where('organizationId', '=', closure.organizationId)
    .where('id', '=', closure.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** It goes on after all. */
export async function takeBackClosure(ctx: Context, closureId: string): Promise<Closure> {
  const closure = await closureToChangeForSystem(ctx, closureId)
  if (closure.chosenBy !== ctx.actor.personId) throw notFound()
  allow(ctx.actor, closureAccess['take-back'], closure)
  const mentorship = await mentorshipToChange(ctx, closure.mentorshipId)
  const back = await end(ctx, closure, 'taken-back')
  await reopenMentorship(ctx, mentorship)
  await record(ctx, closureTakenBack, { closure: closureId, mentorship: mentorship.id }, closure.programId)
  return back
}

/** It is over, by a coordinator who has talked to both. */
export async function completeClosure(ctx: Context, closureId: string): Promise<void> {
  const closure = await closureToChangeForSystem(ctx, closureId)
  const mentorship = await mentorshipToLookAfter(ctx, closure.mentorshipId)
  allow(ctx.actor, closureAccess.complete, closure)
  await complete(ctx, closure, mentorship)
}

/** The last day has passed: it is over. Does nothing where it was taken back or is complete. */
export async function completeByDay(ctx: Context, closureId: string): Promise<void> {
  const closure = await closureToChangeForSystem(ctx, closureId)
  const { zone } = await organizationOf(ctx)
  if (closure.state !== 'chosen' || closure.lastOn >= dayIn(zone, ctx.now)) return
  await complete(ctx, closure, await mentorshipToLookAfter(ctx, closure.mentorshipId))
}

async function complete(ctx: Context, closure: Closure, mentorship: Parameters<typeof closeMentorship>[1]): Promise<void> {
  await end(ctx, closure, 'complete')
  await closeMentorship(ctx, mentorship)
  await record(ctx, closureCompleted, { closure: closure.id, mentorship: mentorship.id }, closure.programId)
}

/** The other one hears that it ends and how, and whom they can talk to. */
export async function mailEnding(ctx: Context, closureId: string, origin: string): Promise<void> {
  const closure = await closureToChangeForSystem(ctx, closureId)
  if (closure.state !== 'chosen') return
  const mentorship = await mentorshipForSystem(ctx, closure.mentorshipId)
  const people = await peopleByIdForSystem(ctx, mentorship.memberIds)
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, closure.programId)
  for (const person of [...people.values()].filter(one => one.id !== closure.chosenBy)) {
    const rendered = endingMail({
      organization: organization.name,
      program: program.name,
      name: firstNameOf(person.name),
      partner: (await calledByForSystem(ctx, person.id)).get(closure.chosenBy) ?? null,
      manner: closure.manner,
      lastOn: closure.lastOn,
      url: `${origin}/${organization.slug}/mentorships/${mentorship.id}`,
      footer: await participantFooter(ctx, program, { personId: person.id, why: whyEnding(program.name), origin }),
    })
    const about = mentorship.memberIds.filter(personId => personId !== person.id)
    await post(ctx, { personId: person.id, address: person.email, scopeId: program.id, about, reason: 'closure.ending', rendered })
  }
}
