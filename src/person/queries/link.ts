/** What a link stands for, while it is good. */
import type { Context, Tx } from '../../kit/context.ts'
import { hashOf } from '../../kit/vault/vault.ts'
import type { PersonTables } from '../tables.ts'

const tables = (ctx: { readonly tx: Tx }) => ctx.tx.withTables<PersonTables>()

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
