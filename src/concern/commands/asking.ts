import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { dayIn } from '../../kit/time/time.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, notFound, refused } from '../../kit/wire/refusal.ts'
import { type MentorshipWithMembers, mentorshipsOfPersonForSystem } from '../../mentorship/queries/mentorship.ts'
import { pauseUntil } from '../../mentorship/rules.ts'
import { organizationOf } from '../../organization/queries.ts'
import { programForSystem } from '../../program/queries.ts'
import { concernAccess } from '../access.ts'
import { concernAdded, concernRaised, concernTakenBack, type RaiseInput, type Wish } from '../contract.ts'
import { type Concern, openCountForSystem, ownConcernToChange } from '../queries/concern.ts'
import { ownProgramForSystem } from '../queries/help.ts'
import { type Around, aroundForSystem, type Known } from '../queries/looking-after.ts'
import { dueAfter, mayAsk, mayChoose, mayHandle, movedConcern, nextAmong, wishOf } from '../rules.ts'
import type { ConcernTables } from '../tables.ts'
import { mailRequestKind, passTo, startClock } from './clock.ts'
import { dropNews } from './letters.ts'
import { changed, noteStep } from './step.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ConcernTables>()

/** Who asked for help is not in the history: the request itself says it, to those who may read it. */
const unnamed = (ctx: Context): Context => ({ ...ctx, actor: { ...ctx.actor, personId: null } })

export interface Asking extends RaiseInput {
  /** Given by a page that may be sent twice: the same id is the same request. */
  readonly id?: string
}

/** The request is with one person, who has a mail without a word of it. Null: the same form was sent before. */
export async function raiseConcern(ctx: Context, input: Asking): Promise<Concern | null> {
  const personId = ctx.actor.personId ?? ''
  allow(ctx.actor, concernAccess.raise, {})
  const program = await ownProgramForSystem(ctx, personId, input.programId)
  decide(mayAsk(await openCountForSystem(ctx, personId)))
  const recipient = recipientFor(input, await aroundForSystem(ctx, program, personId))
  const calendar = await organizationOf(ctx)
  const today = dayIn(calendar.zone, ctx.now)
  const mentorship = await mentorshipMeant(ctx, personId, input)
  const concern = await tables(ctx)
    .insertInto('concern')
    .values({
      organizationId: program.organizationId,
      id: input.id ?? uuidv7(ctx.now, ctx.random),
      programId: program.id,
      personId,
      mentorshipId: mentorship?.id ?? null,
      partnerPersonId: mentorship && partnerMeant(mentorship, personId, input.aboutPersonId ?? null),
      kind: input.kind,
      wish: wishOf(input.kind, input.wish ?? null),
      untilOn: input.kind === 'pause' ? decide(input.untilOn ? pauseUntil(today, input.untilOn) : refused('until_needed')) : null,
      passesOn: input.kind === 'not-right' ? input.passesOn === true : true,
      recipientPersonId: recipient.personId,
      state: 'asked',
      askedAt: ctx.now,
      dueOn: dueAfter(input.kind, ctx.now, calendar),
      endedAt: null,
      version: 1,
    })
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!concern) return null
  await noteStep(ctx, concern, 'asked', { words: input.words ?? '' })
  await enqueue(ctx, mailRequestKind, { concernId: concern.id, personId: recipient.personId, late: false })
  await startClock(ctx, concern, calendar.zone)
  await record(unnamed(ctx), concernRaised, { concern: concern.id })
  return concern
}

function recipientFor({ kind, to }: RaiseInput, { lookers, choices }: Around): Known {
  if (kind !== 'not-right') return nextAmong(lookers, []) ?? refuse('nobody_to_ask')
  return choices.find(choice => choice.personId === to && !choice.isPartner) ?? refuse('no_safe_contact')
}

function refuse(code: string): never {
  throw refused(code)
}

/** Which of the sender's own mentorships it is about: the one that was named, or the only one there is. */
async function mentorshipMeant(
  ctx: Context,
  personId: string,
  { programId, mentorshipId }: RaiseInput,
): Promise<MentorshipWithMembers | null> {
  const own = (await mentorshipsOfPersonForSystem(ctx, personId)).filter(one => one.programId === programId)
  const live = own.filter(one => one.state !== 'closed' && one.presentIds.includes(personId))
  if (!mentorshipId) return live.length === 1 ? (live[0] ?? null) : null
  const named = own.find(one => one.id === mentorshipId)
  if (!named) throw notFound()
  return named
}

/** Whom it is about: the other of two; of a group the one who was named, or nobody. */
function partnerMeant({ groupId, memberIds }: MentorshipWithMembers, personId: string, named: string | null): string | null {
  if (groupId === null) return memberIds.find(memberId => memberId !== personId) ?? null
  if (named !== null && (named === personId || !memberIds.includes(named))) throw notFound()
  return named
}

interface Addition {
  readonly words?: string | undefined
  readonly wish?: Wish | undefined
}

/** More words stand in the request, or how to treat it. Whoever has it hears, and the clock runs again if it had stopped. */
export async function addToConcern(ctx: Context, concernId: string, { words = '', wish }: Addition): Promise<Concern> {
  const concern = await ownConcernToChange(ctx, concernId)
  allow(ctx.actor, concernAccess.own, concern)
  decide(mayHandle('reply', concern))
  const wished = wishOf(concern.kind, wish ?? concern.wish)
  if (words === '' && wished === concern.wish) throw refused('nothing_added')
  const calendar = await organizationOf(ctx)
  const after = await changed(ctx, concern, { wish: wished, dueOn: concern.dueOn ?? dueAfter(concern.kind, ctx.now, calendar) })
  await noteStep(ctx, concern, 'added', { words })
  if (concern.recipientPersonId) await enqueue(ctx, mailRequestKind, { concernId, personId: concern.recipientPersonId, late: false })
  if (concern.dueOn === null) await startClock(ctx, after, calendar.zone)
  await dropNews(ctx, concern.personId)
  await record(unnamed(ctx), concernAdded, { concern: concernId })
  return after
}

/** The request that nobody has any more is with the one whom its sender chose. */
export async function chooseRecipient(ctx: Context, concernId: string, to: string): Promise<Concern> {
  const concern = await ownConcernToChange(ctx, concernId)
  allow(ctx.actor, concernAccess.own, concern)
  decide(mayChoose(concern))
  const program = await programForSystem(ctx, concern.programId)
  const chosen = (await aroundForSystem(ctx, program, concern.personId)).choices.find(one => one.personId === to && !one.isPartner)
  if (!chosen) throw refused('no_safe_contact')
  return passTo(unnamed(ctx), concern, chosen.personId, ctx.now)
}

/** It is taken back: every word of it is gone, and whoever had it no longer sees it. That there was something stays for its sender. */
export async function takeBackConcern(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await ownConcernToChange(ctx, concernId)
  allow(ctx.actor, concernAccess.own, concern)
  const state = decide(movedConcern(concern.state, 'taken-back'))
  const back = await changed(ctx, concern, { state, endedAt: ctx.now, dueOn: null })
  await tables(ctx)
    .updateTable('concernStep')
    .set({ sealed: null })
    .where('organizationId', '=', concern.organizationId)
    .where('concernId', '=', concernId)
    .execute()
  await noteStep(ctx, concern, 'taken-back')
  await dropNews(ctx, concern.personId)
  await record(unnamed(ctx), concernTakenBack, { concern: concernId })
  return back
}
