/** Who is acting, and who holds which grant. */
import { sql } from 'kysely'
import { askedOnce, type Context, type Tx } from '../../kit/context.ts'
import type { Identity } from '../../kit/http/identity.ts'
import { hashOf } from '../../kit/vault/vault.ts'
import { type Actor, type Grant, mayOf } from '../../kit/wire/access.ts'
import { organizationOf } from '../../organization/queries.ts'
import { personAccess } from '../access.ts'
import type { Viewer } from '../contract/viewer.ts'
import { isStillSignedIn } from '../rules.ts'
import type { PersonTables } from '../tables.ts'
import { type Person, personForSystem } from './person.ts'

const tables = (ctx: { readonly tx: Tx }) => ctx.tx.withTables<PersonTables>()

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
  if (proof.kind === 'session' && !isStillSignedIn(proof, (found.grants ?? []).length > 0)) return null
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

/** What a person is trusted with: nothing once they cannot sign in any more. */
export async function grantsForSystem(ctx: Context, personId: string): Promise<Grant[]> {
  return tables(ctx)
    .selectFrom('staffGrant')
    .innerJoin('person', join =>
      join.onRef('person.organizationId', '=', 'staffGrant.organizationId').onRef('person.id', '=', 'staffGrant.personId'),
    )
    .select(['staffGrant.relation', 'staffGrant.scopeId'])
    .where('staffGrant.organizationId', '=', ctx.actor.organizationId)
    .where('staffGrant.personId', '=', personId)
    .where('person.disabledAt', 'is', null)
    .execute()
}

/** The person as they may act at this moment: for a job that goes on with what they began. */
export async function askerForSystem(ctx: Context, personId: string): Promise<Actor> {
  return { organizationId: ctx.actor.organizationId, personId, grants: await grantsForSystem(ctx, personId), assurance: 'none' }
}

/** Who holds a relation on a scope and can sign in. */
export function holdersForSystem(ctx: Context, relation: 'administrator' | 'coordinator', scopeId: string): Promise<Person[]> {
  return askedOnce(ctx, `holders ${relation} ${scopeId}`, () => holdersNow(ctx, relation, scopeId))
}

async function holdersNow(ctx: Context, relation: 'administrator' | 'coordinator', scopeId: string): Promise<Person[]> {
  return tables(ctx)
    .selectFrom('person')
    .innerJoin('staffGrant', join =>
      join.onRef('staffGrant.organizationId', '=', 'person.organizationId').onRef('staffGrant.personId', '=', 'person.id'),
    )
    .selectAll('person')
    .where('person.organizationId', '=', ctx.actor.organizationId)
    .where('staffGrant.relation', '=', relation)
    .where('staffGrant.scopeId', '=', scopeId)
    .where('person.disabledAt', 'is', null)
    .orderBy('person.id')
    .execute()
}
