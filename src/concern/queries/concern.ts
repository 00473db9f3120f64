import { type Expression, type SqlBool, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import { dayIn } from '../../kit/time/time.ts'
import { scopesOf } from '../../kit/wire/access.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { mentorshipsOfPersonForSystem } from '../../mentorship/queries/mentorship.ts'
import { organizationOf } from '../../organization/queries.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { concernAccess } from '../access.ts'
import type { ConcernKind, ConcernState } from '../contract.ts'
import type { ConcernTables } from '../tables.ts'

export type Concern = ConcernTables['concern']
export type ConcernStep = ConcernTables['concernStep']

const tables = (ctx: Context) => ctx.tx.withTables<ConcernTables>()
const nobody = '00000000-0000-0000-0000-000000000000'
const reader = (ctx: Context): string => ctx.actor.personId ?? nobody

export const stepPlace = (ctx: Context, stepId: string) => ({
  organizationId: ctx.actor.organizationId,
  table: 'concern_step',
  row: stepId,
  column: 'sealed',
})

/** Everybody with whom a person shares or shared a mentorship: never theirs to turn to, whatever else they are. */
export async function partnersOfForSystem(ctx: Context, personId: string): Promise<string[]> {
  const mentorships = await mentorshipsOfPersonForSystem(ctx, personId)
  return [...new Set(mentorships.flatMap(one => one.memberIds))].filter(memberId => memberId !== personId)
}

/** Whether the actor looks after the request's program, or is a safe contact of it. Whoever no longer does, reads none of its requests. */
function ofOwnPrograms(ctx: Context): Expression<SqlBool> {
  if (ctx.actor.assurance === 'system' || scopesOf(ctx.actor, 'administrator').includes(ctx.actor.organizationId)) return sql<SqlBool>`true`
  return sql<SqlBool>`(
    concern.program_id = any(${scopesOf(ctx.actor, 'coordinator')}::uuid[])
    or exists (
      select from safe_contact
      where safe_contact.organization_id = concern.organization_id and safe_contact.program_id = concern.program_id
        and safe_contact.person_id = ${reader(ctx)}::uuid
    ))`
}

/**
 * What is with the actor and was not taken back, of programs that they still look after; never what comes from somebody with whom they
 * share a mentorship.
 */
export async function reachable(ctx: Context) {
  const partners = await partnersOfForSystem(ctx, reader(ctx))
  return tables(ctx)
    .selectFrom('concern')
    .where('concern.organizationId', '=', ctx.actor.organizationId)
    .where('concern.state', '!=', 'taken-back')
    .where(allowedRows(ctx.actor, concernAccess.see, { column: name => sql.ref(`concern.${name}`) }))
    .where(ofOwnPrograms(ctx))
    .$if(partners.length > 0, query => query.where('concern.personId', 'not in', partners))
}

export async function concernToHandle(ctx: Context, concernId: string): Promise<Concern> {
  const rows = await reachable(ctx)
  const concern = await rows.selectAll('concern').where('concern.id', '=', concernId).forUpdate().executeTakeFirst()
  if (!concern) throw notFound()
  return concern
}

export async function ownConcernToChange(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await tables(ctx)
    .selectFrom('concern')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', concernId)
    .where('personId', '=', reader(ctx))
    .forUpdate()
    .executeTakeFirst()
  if (!concern) throw notFound()
  return concern
}

/** For jobs: locked, because the clock may run out while somebody acts. */
export async function concernToChangeForSystem(ctx: Context, concernId: string): Promise<Concern> {
  const concern = await tables(ctx)
    .selectFrom('concern')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', concernId)
    .forUpdate()
    .executeTakeFirst()
  if (!concern) throw notFound()
  return concern
}

/** For reactions: what is open with somebody, in one program or in all, locked in the order of the ids. */
export async function openWithToChangeForSystem(ctx: Context, personId: string, programId: string | null): Promise<Concern[]> {
  return tables(ctx)
    .selectFrom('concern')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('recipientPersonId', '=', personId)
    .where('endedAt', 'is', null)
    .$if(programId !== null, query => query.where('programId', '=', programId ?? nobody))
    .orderBy('id')
    .forUpdate()
    .execute()
}

export interface InboxPage {
  /** null: in all programs. */
  readonly programId: string | null
  readonly state: 'open' | 'ended'
  readonly offset: number
  readonly limit: number
}

/** The open ones, those due first, or the ended ones, latest first. What is not right and unread comes before everything. */
export async function concernsWith(ctx: Context, { programId, state, offset, limit }: InboxPage): Promise<Concern[]> {
  const rows = (await reachable(ctx))
    .selectAll('concern')
    .$if(programId !== null, query => query.where('concern.programId', '=', programId ?? nobody))
    .limit(limit)
    .offset(offset)
  return state === 'open'
    ? rows
        .where('concern.endedAt', 'is', null)
        .orderBy(sql`concern.kind = 'not-right' and concern.state = 'asked'`, 'desc')
        .orderBy(sql`concern.due_on asc nulls last`)
        .orderBy('concern.id')
        .execute()
    : rows.where('concern.endedAt', 'is not', null).orderBy('concern.endedAt', 'desc').orderBy('concern.id').execute()
}

export interface Counts {
  readonly open: number
  readonly late: number
  readonly ended: number
}

/** How many are with the actor, in one program or in all. */
export async function waitingRequests(ctx: Context, programId: string | null): Promise<Counts> {
  const { zone } = await organizationOf(ctx)
  const row = await (await reachable(ctx))
    .$if(programId !== null, query => query.where('concern.programId', '=', programId ?? nobody))
    .select([
      sql<string>`count(*) filter (where concern.ended_at is null)`.as('open'),
      sql<string>`count(*) filter (where concern.ended_at is null and concern.due_on < ${dayIn(zone, ctx.now)}::date)`.as('late'),
      sql<string>`count(*) filter (where concern.ended_at is not null)`.as('ended'),
    ])
    .executeTakeFirstOrThrow()
  return { open: Number(row.open), late: Number(row.late), ended: Number(row.ended) }
}

export interface WaitingIn {
  readonly programId: string
  readonly waiting: number
  readonly unread: number
  readonly late: number
}

/** By program, how many with the actor wait for an answer: for the first screens of whoever has requests. */
export async function waitingByProgram(ctx: Context): Promise<WaitingIn[]> {
  const { zone } = await organizationOf(ctx)
  const rows = await (await reachable(ctx))
    .where('concern.endedAt', 'is', null)
    .where('concern.dueOn', 'is not', null)
    .select([
      'concern.programId',
      sql<string>`count(*)`.as('waiting'),
      sql<string>`count(*) filter (where concern.state = 'asked')`.as('unread'),
      sql<string>`count(*) filter (where concern.due_on < ${dayIn(zone, ctx.now)}::date)`.as('late'),
    ])
    .groupBy('concern.programId')
    .orderBy('concern.programId')
    .execute()
  return rows.map(({ programId, waiting, unread, late }) => ({
    programId,
    waiting: Number(waiting),
    unread: Number(unread),
    late: Number(late),
  }))
}

/** Own requests: open ones first, then the latest. */
export async function ownConcerns(
  ctx: Context,
  personId: string,
  { offset = 0, limit = 20 }: { readonly offset?: number; readonly limit?: number } = {},
): Promise<Concern[]> {
  return tables(ctx)
    .selectFrom('concern')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .orderBy(sql`ended_at is null`, 'desc')
    .orderBy('askedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
}

export async function openCountForSystem(ctx: Context, personId: string): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('concern')
    .select(eb => eb.fn.countAll<string>().as('count'))
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** The steps of many requests, each in their order. */
export async function stepsOf(ctx: Context, concerns: readonly Concern[]): Promise<ReadonlyMap<string, readonly ConcernStep[]>> {
  const steps = new Map<string, ConcernStep[]>()
  if (concerns.length === 0) return steps
  const rows = await tables(ctx)
    .selectFrom('concernStep')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where(
      'concernId',
      'in',
      concerns.map(concern => concern.id),
    )
    .orderBy('concernId')
    .orderBy('number')
    .limit(5000)
    .execute()
  for (const row of rows) steps.set(row.concernId, [...(steps.get(row.concernId) ?? []), row])
  return steps
}

export interface OpenRequest {
  readonly id: string
  readonly programId: string
  readonly kind: Exclude<ConcernKind, 'not-right'>
  readonly state: ConcernState
  readonly askedOn: string
  readonly dueOn: string | null
  /** Who has it. */
  readonly to: string | null
}

/** The open requests of a person for their own home. What is not right stands on the help page alone: a home is looked at by others. */
export async function openRequestsOfForSystem(ctx: Context, personId: string): Promise<OpenRequest[]> {
  const { zone } = await organizationOf(ctx)
  const rows = (await ownConcerns(ctx, personId)).filter(concern => concern.endedAt === null)
  const people = await peopleByIdForSystem(
    ctx,
    rows.flatMap(row => row.recipientPersonId ?? []),
  )
  return rows.flatMap(({ id, programId, kind, state, askedAt, dueOn, recipientPersonId }) =>
    kind === 'not-right'
      ? []
      : [{ id, programId, kind, state, askedOn: dayIn(zone, askedAt), dueOn, to: people.get(recipientPersonId ?? '')?.name ?? null }],
  )
}
