import { sql } from 'kysely'
import type { Context, Tx } from '../kit/context.ts'
import type { Identity } from '../kit/http/identity.ts'
import { hashOf } from '../kit/vault/vault.ts'
import { type Actor, type Grant, mayOf } from '../kit/wire/access.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { organizationOf } from '../organization/queries.ts'
import { personAccess } from './access.ts'
import type { InvitationView, Viewer } from './contract.ts'
import { invitationState } from './rules.ts'
import type { PersonTables } from './tables.ts'

const tables = (ctx: { readonly tx: Tx }) => ctx.tx.withTables<PersonTables>()

export type Person = PersonTables['person']
export type Invitation = PersonTables['invitation']

/** Who a proven identity is inside the organization, with everything they are trusted with; one query. Null: nobody any more. */
export async function actorForSystem(tx: Tx, identity: Identity, now: Date): Promise<Actor | null> {
  const { organizationId, proof } = identity
  const found = await tables({ tx })
    .selectFrom('person')
    .select(eb => [
      'person.id',
      eb
        .selectFrom('staffGrant')
        .select(
          sql<
            { relation: string; scopeId: string }[]
          >`coalesce(json_agg(json_build_object('relation', relation, 'scopeId', scope_id)), '[]')`.as('grants'),
        )
        .whereRef('staffGrant.organizationId', '=', 'person.organizationId')
        .whereRef('staffGrant.personId', '=', 'person.id')
        .as('grants'),
    ])
    .where('person.organizationId', '=', organizationId)
    .where('person.disabledAt', 'is', null)
    .where(eb =>
      proof.kind === 'session'
        ? eb('person.accountId', '=', proof.accountId)
        : eb(
            'person.id',
            '=',
            eb
              .selectFrom('accessToken')
              .select('accessToken.personId')
              .where('accessToken.organizationId', '=', organizationId)
              .where('accessToken.tokenHash', '=', hashOf(proof.token))
              .where('accessToken.expiresAt', '>', now),
          ),
    )
    .executeTakeFirst()
  if (!found) return null
  return { organizationId, personId: found.id, grants: found.grants ?? [], assurance: proof.kind }
}

export async function viewerOf(ctx: Context): Promise<Viewer> {
  const organization = await organizationOf(ctx)
  const person = await personForSystem(ctx, ctx.actor.personId ?? '')
  const own = { organizationId: organization.id }
  return {
    person: { id: person.id, name: person.name, email: person.email },
    organization: { id: organization.id, slug: organization.slug, name: organization.name, zone: organization.zone, language: 'en' },
    grants: ctx.actor.grants.map(grant => ({
      relation: grant.relation === 'administrator' ? ('administrator' as const) : ('coordinator' as const),
      scopeId: grant.scopeId,
    })),
    may: { invite: mayOf(ctx.actor, personAccess.invite, own), seeMail: mayOf(ctx.actor, personAccess.invite, own) },
  }
}

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

/**
 * People by their external ids, and whose the addresses are; two queries, however many. Locked for change when asked, in the order of
 * their ids, so that two imports wait for each other instead of blocking each other.
 */
export async function peopleInBulkForSystem(
  ctx: Context,
  wanted: { readonly externalIds: readonly string[]; readonly emails: readonly string[] },
  lock: 'to-read' | 'to-change' = 'to-read',
): Promise<{ readonly byExternalId: Map<string, PersonInBulk>; readonly idByEmail: Map<string, string> }> {
  const query = tables(ctx)
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
    .where('person.externalId', '=', sql<string>`any(${wanted.externalIds}::text[])`)
    .orderBy('person.id')
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

/** What a person is trusted with. */
export async function grantsForSystem(ctx: Context, personId: string): Promise<Grant[]> {
  return tables(ctx)
    .selectFrom('staffGrant')
    .select(['relation', 'scopeId'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .execute()
}

/** Who holds a relation on a scope. */
export async function holdersForSystem(ctx: Context, relation: 'administrator' | 'coordinator', scopeId: string): Promise<Person[]> {
  return tables(ctx)
    .selectFrom('person')
    .innerJoin('staffGrant', join =>
      join.onRef('staffGrant.organizationId', '=', 'person.organizationId').onRef('staffGrant.personId', '=', 'person.id'),
    )
    .selectAll('person')
    .where('person.organizationId', '=', ctx.actor.organizationId)
    .where('staffGrant.relation', '=', relation)
    .where('staffGrant.scopeId', '=', scopeId)
    .orderBy('person.id')
    .execute()
}

export async function invitations(ctx: Context): Promise<InvitationView[]> {
  const rows = await tables(ctx)
    .selectFrom('invitation')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .orderBy('invitedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(row => invitationView(ctx, row))
}

export function invitationView(ctx: Context, row: Invitation): InvitationView {
  const state = invitationState(row, ctx.now)
  const may = state === 'waiting' ? mayOf(ctx.actor, personAccess.invite, row) : { code: 'invitation_closed', facts: { state } }
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    relation: row.relation,
    scopeId: row.scopeId,
    state,
    invitedAt: row.invitedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    may: { withdraw: may },
  }
}

export async function invitationToChange(ctx: Context, invitationId: string): Promise<Invitation> {
  const row = await tables(ctx)
    .selectFrom('invitation')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', invitationId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** The invitation that a link opens; locked, because accepting is the only thing that is done with it. Null: no such link. */
export async function invitationByTokenForSystem(ctx: Context, token: string): Promise<Invitation | null> {
  const row = await tables(ctx)
    .selectFrom('invitation')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('tokenHash', '=', hashOf(token))
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export interface OpenLink {
  readonly personId: string
  readonly act: string
  readonly subjectId: string | null
  readonly state: 'open' | 'used' | 'expired'
}

/** What a link of this act opens, whether or not it still works; null: there is no such link. Reading it changes nothing. */
export async function linkForSystem(ctx: Context, token: string, act: string): Promise<OpenLink | null> {
  const row = await tables(ctx)
    .selectFrom('link')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('tokenHash', '=', hashOf(token))
    .where('act', '=', act)
    .executeTakeFirst()
  if (!row) return null
  const state = row.usedAt ? 'used' : row.expiresAt.getTime() <= ctx.now.getTime() ? 'expired' : 'open'
  return { personId: row.personId, act: row.act, subjectId: row.subjectId, state }
}

/** The action link of this token, whatever its act; null: there is none here. A way to sign in is never an action link. */
export async function actionLinkForSystem(ctx: Context, token: string): Promise<OpenLink | null> {
  const row = await tables(ctx)
    .selectFrom('link')
    .select(['act'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('tokenHash', '=', hashOf(token))
    .where('act', '!=', 'sign-in')
    .executeTakeFirst()
  return row ? linkForSystem(ctx, token, row.act) : null
}

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
