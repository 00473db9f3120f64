import { type SqlBool, sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { dayIn } from '../kit/time/time.ts'
import { unseal } from '../kit/vault/vault.ts'
import { mayOf } from '../kit/wire/access.ts'
import type { May } from '../kit/wire/contract.ts'
import { notFound, Refusal } from '../kit/wire/refusal.ts'
import { mentorshipAccess } from '../mentorship/access.ts'
import { type MentorshipWithMembers, mentorshipsOfPersonForSystem, openPausesForSystem } from '../mentorship/queries.ts'
import { movedMentorship } from '../mentorship/rules.ts'
import { organizationOf } from '../organization/queries.ts'
import { participantsOfPersonForSystem } from '../participant/queries.ts'
import { holdersForSystem, type Person, peopleByIdForSystem } from '../person/queries.ts'
import { contactOf, type Program, programForSystem } from '../program/queries.ts'
import { concernAccess } from './access.ts'
import type { ConcernRow, HelpProgram, OwnConcern, SafeContactView } from './contract.ts'
import { isLate, movedConcern } from './rules.ts'
import type { ConcernTables } from './tables.ts'

export type Concern = ConcernTables['concern']
type SafeContact = ConcernTables['safeContact']

const tables = (ctx: Context) => ctx.tx.withTables<ConcernTables>()
const nobody = '00000000-0000-0000-0000-000000000000'

export const concernPlace = (ctx: Context, concernId: string, column: 'sealed_words' | 'sealed_note') => ({
  organizationId: ctx.actor.organizationId,
  table: 'concern',
  row: concernId,
  column,
})

/** What the actor looks after: never what is about their own mentorship, whatever their role. */
const reachable = (ctx: Context) =>
  tables(ctx)
    .selectFrom('concern')
    .selectAll('concern')
    .where('concern.organizationId', '=', ctx.actor.organizationId)
    .where(sql<SqlBool>`concern.partner_person_id is distinct from ${ctx.actor.personId ?? nobody}::uuid`)
    .where(
      allowedRows(ctx.actor, concernAccess.see, {
        column: name =>
          name === 'openProgramId' ? sql`case when concern.kind <> 'not-right' then concern.program_id end` : sql.ref(`concern.${name}`),
      }),
    )

export const accessRow = (concern: Concern) => ({ ...concern, openProgramId: concern.kind === 'not-right' ? null : concern.programId })

export async function concernToChange(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await reachable(ctx).where('concern.id', '=', concernId).forUpdate().executeTakeFirst()
  if (!concern) throw notFound()
  return concern
}

export async function ownConcernToChange(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await tables(ctx)
    .selectFrom('concern')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', concernId)
    .where('personId', '=', ctx.actor.personId ?? nobody)
    .forUpdate()
    .executeTakeFirst()
  if (!concern) throw notFound()
  return concern
}

export async function concernForSystem(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await tables(ctx)
    .selectFrom('concern')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', concernId)
    .executeTakeFirst()
  if (!concern) throw notFound()
  return concern
}

const open = ['asked', 'read', 'underway'] as const
const ended = ['done', 'taken-back'] as const

/** The open ones (those due first) or the ended ones (latest first) of a program; without what was given to one person alone. */
export async function concernsVisibleTo(ctx: Context, programId: string, state: 'open' | 'ended'): Promise<Concern[]> {
  const rows = reachable(ctx).where('concern.programId', '=', programId).where('concern.kind', '!=', 'not-right').limit(200)
  return state === 'open'
    ? rows.where('concern.state', 'in', open).orderBy('concern.dueOn').orderBy('concern.id').execute()
    : rows.where('concern.state', 'in', ended).orderBy('concern.endedAt', 'desc').execute()
}

export async function concernsGivenTo(ctx: Context): Promise<Concern[]> {
  return reachable(ctx)
    .where('concern.recipientPersonId', '=', ctx.actor.personId ?? nobody)
    .orderBy('concern.askedAt', 'desc')
    .limit(200)
    .execute()
}

export async function openCountForSystem(ctx: Context, personId: string): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('concern')
    .select(eb => eb.fn.countAll<string>().as('count'))
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .where('state', 'in', open)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export async function ownConcerns(ctx: Context, personId: string): Promise<Concern[]> {
  return tables(ctx)
    .selectFrom('concern')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .orderBy(sql`ended_at is null`, 'desc')
    .orderBy('askedAt', 'desc')
    .limit(20)
    .execute()
}

export async function safeContactsOf(ctx: Context, programId: string): Promise<SafeContact[]> {
  return tables(ctx)
    .selectFrom('safeContact')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('programId', '=', programId)
    .orderBy('position')
    .execute()
}

/** Those whom somebody can turn to: without anybody who is themself or their partner. */
export async function safeViews(ctx: Context, programId: string, without: readonly string[]): Promise<SafeContactView[]> {
  const contacts = (await safeContactsOf(ctx, programId)).filter(contact => !without.includes(contact.personId))
  const people = await peopleByIdForSystem(
    ctx,
    contacts.map(contact => contact.personId),
  )
  return contacts.map(({ position, personId, line, isOutside }) => ({
    position,
    name: people.get(personId)?.name ?? null,
    phone: people.get(personId)?.phone ?? null,
    line,
    isOutside,
  }))
}

/** Who looks after a request: the coordinators of the program without anybody whom it is about, the contact first. */
export async function lookersAfterForSystem(ctx: Context, program: Program, without: readonly (string | null)[]): Promise<Person[]> {
  const holders = (await holdersForSystem(ctx, 'coordinator', program.id)).filter(person => !without.includes(person.id))
  const first = holders.filter(person => person.id === program.contactPersonId)
  return [...first, ...holders.filter(person => person.id !== program.contactPersonId)]
}

/** Every program in which the person takes part, with whom they can turn to and their mentorships. */
export async function helpPrograms(ctx: Context, personId: string): Promise<HelpProgram[]> {
  const mentorships = await mentorshipsOfPersonForSystem(ctx, personId)
  const participants = await participantsOfPersonForSystem(ctx, personId)
  const programIds = [...new Set([...mentorships.map(one => one.programId), ...participants.map(one => one.programId)])]
  const partners = await peopleByIdForSystem(
    ctx,
    mentorships.flatMap(one => one.memberIds),
  )
  const pauses = await openPausesForSystem(
    ctx,
    mentorships.map(one => one.id),
  )
  return Promise.all(
    programIds.map(async programId => {
      const program = await programForSystem(ctx, programId)
      const own = mentorships.filter(one => one.programId === programId)
      const partnerIds = own.filter(one => one.state !== 'closed').flatMap(one => one.memberIds)
      return {
        programId,
        program: program.name,
        contact: await contactOf(ctx, program),
        safe: await safeViews(ctx, programId, [...partnerIds, personId]),
        mentorships: own.slice(0, 50).map(one => ({
          id: one.id,
          partner: partners.get(one.memberIds.find(memberId => memberId !== personId) ?? '')?.name ?? null,
          state: one.state,
          pausedUntil: pauses.get(one.id)?.untilOn ?? null,
          may: { pause: mayMove(ctx, one, 'paused'), resume: mayResume(ctx, one), end: mayMove(ctx, one, 'closing') },
        })),
      }
    }),
  )
}

function mayMove(ctx: Context, mentorship: MentorshipWithMembers, to: 'paused' | 'closing' | 'active'): May {
  const move = movedMentorship(mentorship.state, to)
  return move instanceof Refusal ? { code: move.code, facts: { ...move.facts } } : mayOf(ctx.actor, mentorshipAccess.pause, mentorship)
}

const mayResume = (ctx: Context, mentorship: MentorshipWithMembers): May =>
  mentorship.state === 'paused'
    ? mayMove(ctx, mentorship, 'active')
    : { code: 'mentorship_cannot_move', facts: { from: mentorship.state, to: 'active' } }

/** Requests as their sender sees them. */
export async function ownConcernViews(ctx: Context, concerns: readonly Concern[]): Promise<OwnConcern[]> {
  const people = await peopleByIdForSystem(
    ctx,
    concerns.flatMap(concern => [concern.readBy ?? [], concern.recipientPersonId ?? []].flat()),
  )
  const { zone } = await organizationOf(ctx)
  const today = dayIn(zone, ctx.now)
  return Promise.all(
    concerns.map(async concern => {
      const program = await programForSystem(ctx, concern.programId)
      const lookers =
        concern.kind === 'not-right' ? [] : await lookersAfterForSystem(ctx, program, [concern.personId, concern.partnerPersonId])
      const to = concern.recipientPersonId ? people.get(concern.recipientPersonId) : lookers[0]
      const change: May =
        movedConcern(concern.state, 'taken-back') instanceof Refusal
          ? { code: 'concern_over', facts: { state: concern.state } }
          : mayOf(ctx.actor, concernAccess.own, concern)
      return {
        id: concern.id,
        programId: concern.programId,
        kind: concern.kind,
        state: concern.state,
        askedAt: concern.askedAt.toISOString(),
        to: to?.name ?? null,
        readAt: concern.readAt?.toISOString() ?? null,
        readBy: people.get(concern.readBy ?? '')?.name ?? null,
        note: concern.sealedNote && (await unseal(ctx.tx, concernPlace(ctx, concern.id, 'sealed_note'), concern.sealedNote)),
        notedAt: concern.notedAt?.toISOString() ?? null,
        dueOn: concern.dueOn,
        deputy: isLate(concern, today) && concern.readAt === null ? (lookers[1]?.name ?? null) : null,
        endedAt: concern.endedAt?.toISOString() ?? null,
        words: concern.sealedWords && (await unseal(ctx.tx, concernPlace(ctx, concern.id, 'sealed_words'), concern.sealedWords)),
        may: { add: change, takeBack: change },
      }
    }),
  )
}

/** Requests as whoever looks after them sees them in a list. */
export async function concernRows(ctx: Context, concerns: readonly Concern[]): Promise<ConcernRow[]> {
  const people = await peopleByIdForSystem(
    ctx,
    concerns.flatMap(concern => [concern.personId, concern.partnerPersonId ?? [], concern.readBy ?? []].flat()),
  )
  const { zone } = await organizationOf(ctx)
  const today = dayIn(zone, ctx.now)
  return Promise.all(
    concerns.map(async concern => {
      const change: May =
        movedConcern(concern.state, 'done') instanceof Refusal
          ? { code: 'concern_over', facts: { state: concern.state } }
          : mayOf(ctx.actor, concernAccess.see, accessRow(concern))
      const person = people.get(concern.personId)
      return {
        id: concern.id,
        kind: concern.kind,
        wish: concern.wish,
        person: { id: concern.personId, name: person?.name ?? person?.externalId ?? null, phone: person?.phone ?? null },
        partner: people.get(concern.partnerPersonId ?? '')?.name ?? null,
        state: concern.state,
        askedAt: concern.askedAt.toISOString(),
        dueOn: concern.dueOn,
        isLate: isLate(concern, today),
        hasWords: concern.sealedWords !== null,
        readAt: concern.readAt?.toISOString() ?? null,
        readBy: people.get(concern.readBy ?? '')?.name ?? null,
        note: concern.sealedNote && (await unseal(ctx.tx, concernPlace(ctx, concern.id, 'sealed_note'), concern.sealedNote)),
        endedAt: concern.endedAt?.toISOString() ?? null,
        may: { note: change, finish: change },
      }
    }),
  )
}
