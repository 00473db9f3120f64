import { sql } from 'kysely'
import { askedOnce, type Context } from '../kit/context.ts'
import type { Database } from '../kit/db/database.ts'
import { mayOf } from '../kit/wire/access.ts'
import { slug as slugSchema } from '../kit/wire/contract.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { organizationAccess } from './access.ts'
import type { OrganizationView } from './contract.ts'
import type { OrganizationTables } from './tables.ts'

type Organization = OrganizationTables['organization']

/** The actor's own organization; there is no way to name another. */
export function organizationOf(ctx: Context): Promise<Organization> {
  return askedOnce(ctx, 'organization', () => organizationNow(ctx))
}

async function organizationNow(ctx: Context): Promise<Organization> {
  const row = await ctx.tx
    .withTables<OrganizationTables>()
    .selectFrom('organization')
    .selectAll()
    .where('id', '=', ctx.actor.organizationId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function organizationToChange(ctx: Context): Promise<Organization> {
  const row = await ctx.tx
    .withTables<OrganizationTables>()
    .selectFrom('organization')
    .selectAll()
    .where('id', '=', ctx.actor.organizationId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function organizationView(ctx: Context): Promise<OrganizationView> {
  const { id, slug, name, zone, holidays, version } = await organizationOf(ctx)
  return { id, slug, name, zone, holidays, version, language: 'en', may: { change: mayOf(ctx.actor, organizationAccess.change, { id }) } }
}

/** Which organization an address names: asked before any fence can be set, so through the one function that may answer it. */
export async function organizationBySlugForSystem(db: Database, slug: string): Promise<string | null> {
  if (!slugSchema.safeParse(slug).success) return null
  const { rows } = await sql<{ id: string | null }>`select organization_by_slug(${slug}) as id`.execute(db.app)
  return rows[0]?.id ?? null
}

export async function organizationsForSystem(db: Database): Promise<{ readonly id: string; readonly slug: string }[]> {
  const { rows } = await sql<{ id: string; slug: string }>`select id, slug from organizations_here()`.execute(db.app)
  return rows
}
