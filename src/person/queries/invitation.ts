/** Invitations and where they stand. */
import type { Context, Tx } from '../../kit/context.ts'
import { hashOf } from '../../kit/vault/vault.ts'
import { mayDo, mayOf } from '../../kit/wire/access.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { personAccess } from '../access.ts'
import type { InvitationView } from '../contract.ts'
import { invitationState, mayRenew } from '../rules.ts'
import type { PersonTables } from '../tables.ts'

const tables = (ctx: { readonly tx: Tx }) => ctx.tx.withTables<PersonTables>()

export type Invitation = PersonTables['invitation']

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

/** Whom these invitations greet, by invitation; of none that the reader could not make, and none that was forgotten. */
export async function invitedNamesVisibleTo(ctx: Context, invitationIds: readonly string[]): Promise<Map<string, string>> {
  if (invitationIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('invitation')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', 'in', [...new Set(invitationIds)])
    .execute()
  return new Map(rows.filter(row => mayDo(ctx.actor, personAccess.invite, row)).map(row => [row.id, row.name]))
}

export function invitationView(ctx: Context, row: Invitation): InvitationView {
  const state = invitationState(row, ctx.now)
  const allowed = mayOf(ctx.actor, personAccess.invite, row)
  const closed = { code: 'invitation_closed', facts: { state } }
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    relation: row.relation,
    scopeId: row.scopeId,
    state,
    invitedAt: row.invitedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    may: { withdraw: state === 'waiting' ? allowed : closed, renew: mayRenew(state) ? allowed : closed },
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
