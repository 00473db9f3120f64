import * as z from 'zod/mini'
import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { enqueue, jobKind } from '../kit/jobs/jobs.ts'
import { post } from '../kit/mail/mail.ts'
import { addDays, dayIn, instantIn } from '../kit/time/time.ts'
import { seal } from '../kit/vault/vault.ts'
import { allow } from '../kit/wire/access.ts'
import { decide, notFound, refused } from '../kit/wire/refusal.ts'
import { calledByForSystem } from '../matching/queries/called.ts'
import { calledApart } from '../matching/rules/called.ts'
import { firstNameOf } from '../matching/rules/reply.ts'
import { leaveGroup, startLeaving, stayInGroup } from '../mentorship/commands/group.ts'
import { closeMentorship, reopenMentorship, startClosing } from '../mentorship/commands/state.ts'
import {
  type MentorshipWithMembers,
  mentorshipForSystem,
  mentorshipToChange,
  mentorshipToLookAfter,
} from '../mentorship/queries/mentorship.ts'
import { isAlone } from '../mentorship/rules.ts'
import { organizationOf } from '../organization/queries.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { participantFooter } from '../program/commands.ts'
import { programForSystem } from '../program/queries.ts'
import { closureAccess } from './access.ts'
import { closureChosen, closureCompleted, closureTakenBack, type Manner } from './contract.ts'
import { endingMail, groupEndingMail, whyEnding } from './mails.ts'
import { type Closure, closureToChangeForSystem, reasonPlace } from './queries.ts'
import { lastDayFor, movedClosure } from './rules.ts'
import type { ClosureTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ClosureTables>()

export const mailEndingKind = jobKind({ name: 'mail-ending', payload: z.object({ closureId: z.uuid() }) })
export const mailSmallerKind = jobKind({ name: 'mail-group-smaller', payload: z.object({ closureId: z.uuid() }) })
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
  return choose(ctx, mentorship, { manner, reason })
}

/** A coordinator ends a group for everybody in it; it is over after the last day unless they take it back. */
export async function endGroup(ctx: Context, { mentorshipId, manner, reason }: Choice): Promise<Closure> {
  const mentorship = await mentorshipToLookAfter(ctx, mentorshipId)
  allow(ctx.actor, closureAccess['end-group'], mentorship)
  if (mentorship.groupId === null) throw refused('no_group')
  return choose(ctx, mentorship, { manner, reason })
}

async function choose(ctx: Context, mentorship: MentorshipWithMembers, { manner, reason }: Omit<Choice, 'mentorshipId'>): Promise<Closure> {
  const own = mentorship.members.find(({ personId }) => personId === ctx.actor.personId)
  const leaver = own && isAlone(mentorship, own) ? own : null
  const calendar = await organizationOf(ctx)
  const id = uuidv7(ctx.now, ctx.random)
  const lastOn = lastDayFor(manner, ctx.now, calendar)
  const ending = { withLastTalk: manner === 'last-talk', lastOn }
  if (leaver) await startLeaving(ctx, mentorship, { own: leaver, ...ending })
  else await startClosing(ctx, mentorship, ending)
  const words = reason ?? ''
  const closure = await tables(ctx)
    .insertInto('closure')
    .values({
      organizationId: mentorship.organizationId,
      id,
      mentorshipId: mentorship.id,
      programId: mentorship.programId,
      chosenBy: ctx.actor.personId ?? '',
      leaverPersonId: leaver?.personId ?? null,
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
  await record(ctx, closureChosen, { closure: id, mentorship: mentorship.id, manner }, mentorship.programId)
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
  const before = await mentorshipForSystem(ctx, closure.mentorshipId)
  const isOwn = before.presentIds.includes(closure.chosenBy)
  const mentorship = await (isOwn ? mentorshipToChange : mentorshipToLookAfter)(ctx, closure.mentorshipId)
  const back = await end(ctx, closure, 'taken-back')
  if (closure.leaverPersonId) await stayInGroup(ctx, mentorship, closure.leaverPersonId)
  else await reopenMentorship(ctx, mentorship)
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

async function complete(ctx: Context, closure: Closure, mentorship: MentorshipWithMembers): Promise<void> {
  await end(ctx, closure, 'complete')
  if (closure.leaverPersonId) {
    await leaveGroup(ctx, mentorship, closure.leaverPersonId)
    await enqueue(ctx, mailSmallerKind, { closureId: closure.id })
  } else if (mentorship.state !== 'closed') await closeMentorship(ctx, mentorship)
  await record(ctx, closureCompleted, { closure: closure.id, mentorship: mentorship.id }, closure.programId)
}

/** The other one hears that it ends and how, and whom they can talk to. */
export async function mailEnding(ctx: Context, closureId: string, origin: string): Promise<void> {
  const closure = await closureToChangeForSystem(ctx, closureId)
  if (closure.state !== 'chosen') return
  const mentorship = await mentorshipForSystem(ctx, closure.mentorshipId)
  if (mentorship.groupId) return mailGroup(ctx, closure, mentorship, { what: closure.leaverPersonId ? 'leaving' : 'ending', origin })
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

/** Whoever is still in it reads that the group is smaller; why somebody left is in no part of it. */
export async function mailSmaller(ctx: Context, closureId: string, origin: string): Promise<void> {
  const closure = await closureToChangeForSystem(ctx, closureId)
  const mentorship = await mentorshipForSystem(ctx, closure.mentorshipId)
  if (mentorship.state !== 'closed') await mailGroup(ctx, closure, mentorship, { what: 'smaller', origin })
}

/** Everybody in the group but whoever chose it. That somebody leaves is told before only where they wish to say goodbye. */
async function mailGroup(
  ctx: Context,
  closure: Closure,
  mentorship: MentorshipWithMembers,
  { what, origin }: { readonly what: 'ending' | 'leaving' | 'smaller'; readonly origin: string },
): Promise<void> {
  if (what === 'leaving' && closure.manner === 'without') return
  const people = await peopleByIdForSystem(ctx, [...mentorship.presentIds, closure.chosenBy])
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, closure.programId)
  for (const personId of mentorship.presentIds) {
    const person = people.get(personId)
    if (!person || personId === closure.chosenBy) continue
    const called = calledApart([...people.values()].filter(({ id }) => id !== personId))
    const rendered = groupEndingMail({
      organization: organization.name,
      program: program.name,
      name: firstNameOf(person.name),
      who: called.get(closure.chosenBy) ?? null,
      what,
      manner: closure.manner,
      lastOn: closure.lastOn,
      url: `${origin}/${organization.slug}/mentorships/${mentorship.id}`,
      footer: await participantFooter(ctx, program, { personId, why: whyEnding(program.name), origin }),
    })
    const about = mentorship.presentIds.filter(other => other !== personId)
    await post(ctx, { personId, address: person.email, scopeId: program.id, about, reason: 'closure.ending', rendered })
  }
}
