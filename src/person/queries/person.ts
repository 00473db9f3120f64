/** People by id, by address and in bulk. */
import { sql } from 'kysely'
import type { Context, Tx } from '../../kit/context.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import type { PersonTables } from '../tables.ts'

const tables = (ctx: { readonly tx: Tx }) => ctx.tx.withTables<PersonTables>()

export type Person = PersonTables['person']

export async function personForSystem(ctx: Context, personId: string): Promise<Person> {
  const person = await tables(ctx)
    .selectFrom('person')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person) throw notFound()
  return person
}

export async function peopleByIdForSystem(ctx: Context, personIds: readonly string[]): Promise<Map<string, Person>> {
  if (personIds.length === 0) return new Map()
  const people = await tables(ctx)
    .selectFrom('person')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', sql<string>`any(${[...new Set(personIds)]}::uuid[])`)
    .execute()
  return new Map(people.map(person => [person.id, person]))
}

export async function personByEmailForSystem(ctx: Context, email: string): Promise<Person | null> {
  const person = await tables(ctx)
    .selectFrom('person')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('email', '=', email)
    .executeTakeFirst()
  return person ?? null
}

export interface PersonInBulk {
  readonly person: Person
  /** Holds a grant: their details are not for a file to change. */
  readonly isStaff: boolean
}

/** One of them by the own id, locked for change; null: nobody here. */
export async function personInBulkToChangeForSystem(ctx: Context, personId: string): Promise<PersonInBulk | null> {
  const row = await peopleInBulk(ctx).where('person.id', '=', personId).forUpdate('person').executeTakeFirst()
  if (!row) return null
  const { isStaff, ...person } = row
  return { person, isStaff: isStaff === true }
}

const peopleInBulk = (ctx: Context) =>
  tables(ctx)
    .selectFrom('person')
    .selectAll('person')
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('staffGrant')
            .select('staffGrant.id')
            .whereRef('staffGrant.organizationId', '=', 'person.organizationId')
            .whereRef('staffGrant.personId', '=', 'person.id'),
        )
        .as('isStaff'),
    )
    .where('person.organizationId', '=', ctx.actor.organizationId)

/**
 * People by their external ids, and whose the addresses are; two queries, however many. Locked for change when asked, in the order of
 * their ids, so that two imports wait for each other instead of blocking each other.
 */
export async function peopleInBulkForSystem(
  ctx: Context,
  wanted: { readonly externalIds: readonly string[]; readonly emails: readonly string[] },
  lock: 'to-read' | 'to-change' = 'to-read',
): Promise<{ readonly byExternalId: Map<string, PersonInBulk>; readonly idByEmail: Map<string, string> }> {
  const query = peopleInBulk(ctx).where('person.externalId', '=', sql<string>`any(${wanted.externalIds}::text[])`).orderBy('person.id')
  const rows = await (lock === 'to-change' ? query.forUpdate('person') : query).execute()
  const owners =
    wanted.emails.length === 0
      ? []
      : await tables(ctx)
          .selectFrom('person')
          .select(['id', 'email'])
          .where('organizationId', '=', ctx.actor.organizationId)
          .where('email', '=', sql<string>`any(${wanted.emails}::text[])`)
          .execute()
  return {
    byExternalId: new Map(rows.map(({ isStaff, ...person }) => [person.externalId ?? '', { person, isStaff: isStaff === true }])),
    idByEmail: new Map(owners.map(owner => [owner.email ?? '', owner.id])),
  }
}

/** Tells whether anybody was added or changed: two marks are equal only when nobody was. */
export async function peopleMarkForSystem(ctx: Context): Promise<string> {
  const row = await tables(ctx)
    .selectFrom('person')
    .select([sql<number>`count(*)`.as('people'), sql<number>`coalesce(sum(version), 0)`.as('versions')])
    .where('organizationId', '=', ctx.actor.organizationId)
    .executeTakeFirstOrThrow()
  return `${row.people}.${row.versions}`
}

export async function personToChangeForSystem(ctx: Context, personId: string): Promise<Person> {
  const person = await tables(ctx)
    .selectFrom('person')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (!person) throw notFound()
  return person
}

/** Joinable: names and addresses of people, for floors above. */
export const peopleNames = (tx: Tx) =>
  tables({ tx })
    .selectFrom('person')
    .select(['person.organizationId', 'person.id as personId', 'person.name', 'person.email', 'person.externalId'])

/** These people, locked in the order of their ids, so that two who need the same ones wait for each other instead of blocking. */
export async function peopleToChangeForSystem(ctx: Context, personIds: readonly string[]): Promise<Map<string, Person>> {
  if (personIds.length === 0) return new Map()
  const people = await tables(ctx)
    .selectFrom('person')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', [...new Set(personIds)])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(people.map(person => [person.id, person]))
}
