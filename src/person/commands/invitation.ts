/** Somebody is asked to help run mentoring, accepts, or the invitation is taken back. */
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { post } from '../../kit/mail/mail.ts'
import { codedToken } from '../../kit/vault/code.ts'
import { hashOf } from '../../kit/vault/vault.ts'
import { allow } from '../../kit/wire/access.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { personAccess } from '../access.ts'
import { type InvitationView, invitationRenewed, invitationWithdrawn, personInvited } from '../contract.ts'
import { invitationMail } from '../mails.ts'
import { type Invitation, invitationByTokenForSystem, invitationToChange, invitationView } from '../queries/invitation.ts'
import { type Person, personByEmailForSystem, personForSystem } from '../queries/person.ts'
import { invitationExpiry, invitationState, mayRenew } from '../rules.ts'
import type { PersonTables } from '../tables.ts'
import { addPerson, type GrantInput, giveGrant } from './person.ts'

const tables = (ctx: Context) => ctx.tx.withTables<PersonTables>()

export interface Invite {
  readonly name: string
  readonly email: string
  readonly relation: 'administrator' | 'coordinator'
  readonly scopeId: string
}

export interface SentInvitation {
  readonly view: InvitationView
  readonly url: string
  readonly mailId: string
}

/** The person is invited by mail to take on a role, of a program by its name; the link works once, for two weeks, for this address. Its address is for the mail and the operator. */
export async function invitePerson(ctx: Context, input: Invite, origin: string, program: string | null = null): Promise<SentInvitation> {
  allow(ctx.actor, personAccess.invite, { organizationId: ctx.actor.organizationId })
  if (input.relation === 'administrator' && input.scopeId !== ctx.actor.organizationId) throw refused('not_found')
  const known = await personByEmailForSystem(ctx, input.email)
  if (known && (await holds(ctx, known.id, input))) throw refused('already_granted', { name: known.name ?? input.name })
  await closeOpen(ctx, input, 'expired')
  const secret = codedToken(ctx.actor.organizationId, ctx.random)
  const row = await tables(ctx)
    .insertInto('invitation')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      ...input,
      tokenHash: hashOf(secret),
      invitedBy: ctx.actor.personId,
      invitedAt: ctx.now,
      expiresAt: invitationExpiry(ctx.now),
      acceptedAt: null,
      withdrawnAt: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refused('already_invited', { email: input.email })
  const { url, mailId } = await postInvitation(ctx, row, secret, origin, program)
  await record(ctx, personInvited, { invitation: row.id, relation: input.relation, scope: input.scopeId })
  return { view: invitationView(ctx, row), url, mailId }
}

/** An invitation that nobody has answered goes out again with a link of its own, for another two weeks; the earlier link is over. */
export async function renewInvitation(ctx: Context, invitationId: string, origin: string, nameOf: NameOfScope): Promise<SentInvitation> {
  const invitation = await invitationToChange(ctx, invitationId)
  allow(ctx.actor, personAccess.invite, invitation)
  const state = invitationState(invitation, ctx.now)
  if (!mayRenew(state)) throw refused('invitation_closed', { state })
  const known = await personByEmailForSystem(ctx, invitation.email)
  if (known && (await holds(ctx, known.id, invitation))) throw refused('already_granted', { name: known.name ?? invitation.name })
  const secret = codedToken(ctx.actor.organizationId, ctx.random)
  const row = await tables(ctx)
    .updateTable('invitation')
    .set({ tokenHash: hashOf(secret), invitedBy: ctx.actor.personId, invitedAt: ctx.now, expiresAt: invitationExpiry(ctx.now) })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', invitationId)
    .returningAll()
    .executeTakeFirstOrThrow()
  const { url, mailId } = await postInvitation(ctx, row, secret, origin, await nameOf(ctx, row))
  await record(ctx, invitationRenewed, { invitation: invitationId })
  return { view: invitationView(ctx, row), url, mailId }
}

/** What the program is called that an invitation is to; null: it is to the whole organization. */
export type NameOfScope = (ctx: Context, scope: Pick<Invite, 'relation' | 'scopeId'>) => Promise<string | null>

async function postInvitation(ctx: Context, row: Invitation, secret: string, origin: string, program: string | null) {
  const organization = await organizationOf(ctx)
  const inviter = ctx.actor.personId ? (await personForSystem(ctx, ctx.actor.personId)).name : null
  const known = await personByEmailForSystem(ctx, row.email)
  const url = `${origin}/${organization.slug}/invitation/${secret}`
  const { name, relation, email: address, expiresAt: until } = row
  const rendered = invitationMail({ organization: organization.name, name, inviter, relation, program, url, until })
  return { url, mailId: await post(ctx, { personId: known?.id ?? null, address, reason: 'person.invitation', rendered }) }
}

/** The person has one fresh invitation: an earlier one for the same that waits is taken back. */
export async function inviteAnew(ctx: Context, input: Invite, origin: string): ReturnType<typeof invitePerson> {
  allow(ctx.actor, personAccess.invite, { organizationId: ctx.actor.organizationId })
  for (const id of await closeOpen(ctx, input, 'waiting')) await record(ctx, invitationWithdrawn, { invitation: id })
  return invitePerson(ctx, input, origin)
}

/** Invitations for the same that wait, or have expired, are out of the way of a fresh one; their ids. */
async function closeOpen(ctx: Context, { email, relation, scopeId }: Invite, state: 'waiting' | 'expired'): Promise<string[]> {
  const closed = await tables(ctx)
    .updateTable('invitation')
    .set({ withdrawnAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('email', '=', email)
    .where('relation', '=', relation)
    .where('scopeId', '=', scopeId)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', state === 'expired' ? '<=' : '>', ctx.now)
    .returning('id')
    .execute()
  return closed.map(({ id }) => id)
}

export async function holds(ctx: Context, personId: string, { relation, scopeId }: Omit<GrantInput, 'personId'>): Promise<boolean> {
  const row = await tables(ctx)
    .selectFrom('staffGrant')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('personId', '=', personId)
    .where('relation', '=', relation)
    .where('scopeId', '=', scopeId)
    .executeTakeFirst()
  return row !== undefined
}

/** The invitation is accepted and the person holds what it offered; used by the button behind its link. */
export async function acceptInvitation(ctx: Context, secret: string): Promise<Person> {
  const invitation = await invitationByTokenForSystem(ctx, secret)
  if (!invitation || invitationState(invitation, ctx.now) !== 'waiting') throw refused('link_over')
  const person =
    (await personByEmailForSystem(ctx, invitation.email)) ?? (await addPerson(ctx, { name: invitation.name, email: invitation.email }))
  await tables(ctx)
    .updateTable('invitation')
    .set({ acceptedAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', invitation.id)
    .execute()
  await giveGrant(
    { ...ctx, actor: { ...ctx.actor, personId: invitation.invitedBy } },
    { personId: person.id, relation: invitation.relation, scopeId: invitation.scopeId },
  )
  return person
}

/** The invitation is taken back; its link is over. */
export async function withdrawInvitation(ctx: Context, invitationId: string): Promise<void> {
  const invitation = await invitationToChange(ctx, invitationId)
  allow(ctx.actor, personAccess.invite, invitation)
  const state = invitationState(invitation, ctx.now)
  if (state !== 'waiting') throw refused('invitation_closed', { state })
  await tables(ctx)
    .updateTable('invitation')
    .set({ withdrawnAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', invitationId)
    .execute()
  await record(ctx, invitationWithdrawn, { invitation: invitationId })
}

const keptMs = 183 * 86_400_000

/** Half a year after an invitation was accepted, taken back or over, nobody knows of it any more. */
export async function forgetOldInvitations(ctx: Context): Promise<void> {
  await ctx.tx
    .withTables<PersonTables>()
    .deleteFrom('invitation')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where(eb => eb(eb.fn.coalesce('acceptedAt', 'withdrawnAt', 'expiresAt'), '<', new Date(ctx.now.getTime() - keptMs)))
    .execute()
}
