import * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue, jobKind } from '../../kit/jobs/jobs.ts'
import { addDays, instantIn } from '../../kit/time/time.ts'
import { seal, unseal } from '../../kit/vault/vault.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, notFound, refused } from '../../kit/wire/refusal.ts'
import { mentorshipsOfPersonForSystem } from '../../mentorship/queries.ts'
import { organizationOf } from '../../organization/queries.ts'
import { participantsOfPersonForSystem } from '../../participant/queries.ts'
import { addPerson } from '../../person/commands.ts'
import { personByEmailForSystem } from '../../person/queries.ts'
import { programVisibleTo } from '../../program/queries.ts'
import { concernAccess } from '../access.ts'
import {
  type ConcernState,
  concernFinished,
  concernNoted,
  concernRaised,
  concernRead,
  concernTakenBack,
  givenAlone,
  type RaiseInput,
  safeContactsNamed,
} from '../contract.ts'
import {
  accessRow,
  type Concern,
  concernPlace,
  concernToChange,
  openCountForSystem,
  ownConcernToChange,
  safeContactsOf,
} from '../queries.ts'
import { dueOn, mayAsk, movedConcern, withAddition } from '../rules.ts'
import type { ConcernTables } from '../tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ConcernTables>()

export const mailConcernKind = jobKind({ name: 'mail-concern', payload: z.object({ concernId: z.uuid() }) })
export const deputyKind = jobKind({ name: 'hand-concern-to-deputy', payload: z.object({ concernId: z.uuid() }) })

/** The request is where it belongs: with the coordinators, or at once and alone with the safe contact whom the sender chose. */
export async function raiseConcern(ctx: Context, input: RaiseInput): Promise<Concern> {
  const personId = ctx.actor.personId ?? ''
  allow(ctx.actor, concernAccess.raise, {})
  await takesPart(ctx, personId, input.programId)
  decide(mayAsk(await openCountForSystem(ctx, personId)))
  const { mentorshipId, partnerPersonId } = await mentorshipOf(ctx, personId, input)
  const recipientPersonId = input.kind === 'not-right' ? await safeContactFor(ctx, input, [personId, partnerPersonId]) : null
  const { zone } = await organizationOf(ctx)
  const id = uuidv7(ctx.now, ctx.random)
  const words = input.words?.trim() ?? ''
  const due = dueOn(input.kind, ctx.now, zone)
  const concern = await tables(ctx)
    .insertInto('concern')
    .values({
      organizationId: ctx.actor.organizationId,
      id,
      programId: input.programId,
      personId,
      mentorshipId,
      partnerPersonId,
      kind: input.kind,
      wish: input.kind === 'not-right' ? input.wish : null,
      recipientPersonId,
      sealedWords: words === '' ? null : await seal(ctx.tx, concernPlace(ctx, id, 'sealed_words'), words),
      state: 'asked',
      askedAt: ctx.now,
      dueOn: due,
      readAt: null,
      readBy: null,
      sealedNote: null,
      notedAt: null,
      endedAt: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueue(ctx, mailConcernKind, { concernId: id })
  if (input.kind === 'not-right') {
    await record(withoutName(ctx), givenAlone, { concern: id })
    return concern
  }
  await enqueue(ctx, deputyKind, { concernId: id }, { at: instantIn(zone, addDays(due, 1), '08:00') })
  await record(ctx, concernRaised, { concern: id, kind: input.kind }, input.programId)
  return concern
}

/** Who turned to a safe contact is not in the history either. */
const withoutName = (ctx: Context): Context => ({ ...ctx, actor: { ...ctx.actor, personId: null } })

async function takesPart(ctx: Context, personId: string, programId: string): Promise<void> {
  const participants = await participantsOfPersonForSystem(ctx, personId)
  if (!participants.some(participant => participant.programId === programId)) throw notFound()
}

async function mentorshipOf(ctx: Context, personId: string, { programId, mentorshipId }: RaiseInput) {
  const own = (await mentorshipsOfPersonForSystem(ctx, personId)).filter(one => one.programId === programId)
  const named = mentorshipId ? own.find(one => one.id === mentorshipId) : undefined
  if (mentorshipId && !named) throw notFound()
  // with one live mentorship it is about that one, also when it is not named: its partner shall never read it
  const live = own.filter(one => one.state !== 'closed')
  const meant = named ?? (live.length === 1 ? live[0] : undefined)
  return {
    mentorshipId: meant?.id ?? null,
    partnerPersonId: meant?.memberIds.find(memberId => memberId !== personId) ?? null,
  }
}

async function safeContactFor(
  ctx: Context,
  input: Extract<RaiseInput, { kind: 'not-right' }>,
  without: readonly (string | null)[],
): Promise<string> {
  const contact = (await safeContactsOf(ctx, input.programId)).find(one => one.position === input.to && !without.includes(one.personId))
  if (!contact) throw refused('no_safe_contact')
  return contact.personId
}

async function change(ctx: Context, concern: Concern, values: Partial<Concern>): Promise<Concern> {
  return tables(ctx)
    .updateTable('concern')
    .set({ ...values, version: concern.version + 1 })
    .where('organizationId', '=', concern.organizationId)
    .where('id', '=', concern.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

const scopeOf = (concern: Concern): string | null => (concern.kind === 'not-right' ? null : concern.programId)
const told = (ctx: Context, concern: Concern): Context => (concern.kind === 'not-right' ? withoutName(ctx) : ctx)

/** A line more stands in the request; whoever looks after it finds it unread again. */
export async function addToConcern(ctx: Context, concernId: string, words: string): Promise<Concern> {
  const concern = await ownConcernToChange(ctx, concernId)
  allow(ctx.actor, concernAccess.own, concern)
  decide(movedConcern(concern.state, 'taken-back'))
  const place = concernPlace(ctx, concernId, 'sealed_words')
  const before = concern.sealedWords && (await unseal(ctx.tx, place, concern.sealedWords))
  return change(ctx, concern, { sealedWords: await seal(ctx.tx, place, withAddition(before, words.trim())) })
}

/** It is taken back: the words are gone, that there was something stays for its sender. */
export async function takeBackConcern(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await ownConcernToChange(ctx, concernId)
  allow(ctx.actor, concernAccess.own, concern)
  const state = decide(movedConcern(concern.state, 'taken-back'))
  const back = await change(ctx, concern, { state, sealedWords: null, endedAt: ctx.now })
  await record(told(ctx, concern), concernTakenBack, { concern: concernId }, scopeOf(concern))
  return back
}

/** The words are read; the sender sees by whom and when. Reading again changes nothing. */
export async function readConcern(ctx: Context, concernId: string): Promise<{ readonly concern: Concern; readonly words: string | null }> {
  const concern = await concernToChange(ctx, concernId)
  allow(ctx.actor, concernAccess.see, accessRow(concern))
  const words = concern.sealedWords && (await unseal(ctx.tx, concernPlace(ctx, concernId, 'sealed_words'), concern.sealedWords))
  if (concern.readAt) return { concern, words }
  const state: ConcernState = concern.state === 'asked' ? 'read' : concern.state
  const read = await change(ctx, concern, { state, readAt: ctx.now, readBy: ctx.actor.personId })
  await record(told(ctx, concern), concernRead, { concern: concernId }, scopeOf(concern))
  return { concern: read, words }
}

/** The sender reads what is being done and by when they hear. */
export async function noteConcern(
  ctx: Context,
  input: { readonly concernId: string; readonly note: string; readonly dueOn?: string | undefined },
): Promise<Concern> {
  const concern = await concernToChange(ctx, input.concernId)
  allow(ctx.actor, concernAccess.see, accessRow(concern))
  const state = decide(movedConcern(concern.state, 'underway'))
  const noted = await change(ctx, concern, {
    state,
    sealedNote: await seal(ctx.tx, concernPlace(ctx, concern.id, 'sealed_note'), input.note.trim()),
    notedAt: ctx.now,
    dueOn: input.dueOn ?? concern.dueOn,
    readAt: concern.readAt ?? ctx.now,
    readBy: concern.readBy ?? ctx.actor.personId,
  })
  await record(told(ctx, concern), concernNoted, { concern: concern.id }, scopeOf(concern))
  return noted
}

/** It is done. */
export async function finishConcern(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await concernToChange(ctx, concernId)
  allow(ctx.actor, concernAccess.see, accessRow(concern))
  const state = decide(movedConcern(concern.state, 'done'))
  const read = { readAt: concern.readAt ?? ctx.now, readBy: concern.readBy ?? ctx.actor.personId }
  const done = await change(ctx, concern, { state, endedAt: ctx.now, ...read })
  await record(told(ctx, concern), concernFinished, { concern: concernId }, scopeOf(concern))
  return done
}

interface NewContact {
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly line: string
  readonly isOutside: boolean
}

/** These are the program's safe contacts, in this order; people outside are known by name, address and number alone. */
export async function nameSafeContacts(ctx: Context, programId: string, contacts: readonly NewContact[]): Promise<void> {
  const program = await programVisibleTo(ctx, programId)
  allow(ctx.actor, concernAccess['name-contacts'], { organizationId: program.organizationId, programId })
  if (new Set(contacts.map(contact => contact.email)).size < contacts.length) throw refused('same_contact_twice')
  const own = { organizationId: ctx.actor.organizationId, programId }
  await tables(ctx).deleteFrom('safeContact').where('organizationId', '=', own.organizationId).where('programId', '=', programId).execute()
  for (const [n, { name, email, phone, line, isOutside }] of contacts.entries()) {
    const person = (await personByEmailForSystem(ctx, email)) ?? (await addPerson(ctx, { name, email, phone }))
    await tables(ctx)
      .insertInto('safeContact')
      .values({ ...own, position: n === 0 ? 1 : 2, personId: person.id, line, isOutside })
      .execute()
  }
  await record(ctx, safeContactsNamed, { program: programId, count: contacts.length }, programId)
}
