import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { token, uuidv7 } from '../kit/ids/ids.ts'
import { enqueue, jobKind } from '../kit/jobs/jobs.ts'
import { post } from '../kit/mail/mail.ts'
import { hashOf } from '../kit/vault/vault.ts'
import { allow } from '../kit/wire/access.ts'
import { refused } from '../kit/wire/refusal.ts'
import { createOrganization } from '../organization/commands.ts'
import { organizationOf } from '../organization/queries.ts'
import { personAccess } from './access.ts'
import { grantGiven, type InvitationView, invitationWithdrawn, personInvited, signedIn } from './contract.ts'
import { invitationMail, signInMail, welcomeMail } from './mails.ts'
import {
  invitationByTokenForSystem,
  invitationToChange,
  invitationView,
  type Person,
  personByEmailForSystem,
  personForSystem,
} from './queries.ts'
import { invitationExpiry, invitationState, signInLinkExpiry } from './rules.ts'
import type { PersonTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<PersonTables>()

export const signInMailKind = jobKind({ name: 'mail-sign-in-link', payload: z.object({ personId: z.nullable(z.uuid()) }) })

export interface SetUp {
  readonly organizationName: string
  readonly slug: string
  readonly zone: string
  readonly name: string
  readonly email: string
}

/** The first organization exists, this person administers it and gets the test mail. Refused once there is one. */
export async function setUp(ctx: Context, input: SetUp, origin: string): Promise<Person> {
  await createOrganization(ctx, { name: input.organizationName, slug: input.slug, zone: input.zone, isFirst: true })
  const person = await addPerson(ctx, { name: input.name, email: input.email })
  await giveGrant(ctx, { personId: person.id, relation: 'administrator', scopeId: ctx.actor.organizationId })
  const rendered = welcomeMail({ organization: input.organizationName, name: input.name, url: `${origin}/${input.slug}/` })
  await post(ctx, { personId: person.id, address: input.email, reason: 'person.welcome', rendered })
  return person
}

export interface NewPerson {
  readonly name: string | null
  readonly email: string | null
  readonly externalId?: string | null
  readonly capacityMentees?: number | null
}

/** The person is known to the organization. Called by upper floors too, which have allowed it. */
export async function addPerson(ctx: Context, input: NewPerson): Promise<Person> {
  return tables(ctx)
    .insertInto('person')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      externalId: input.externalId ?? null,
      name: input.name,
      email: input.email,
      accountId: null,
      zone: null,
      language: null,
      phone: null,
      capacityMentees: input.capacityMentees ?? null,
      disabledAt: null,
      createdAt: ctx.now,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export interface PersonInFile {
  readonly id: string
  readonly externalId: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly capacityMentees: number | null
}

/** All of them are known to the organization: one statement. Called by floors above, which have allowed it. */
export async function addPeople(ctx: Context, people: readonly PersonInFile[]): Promise<void> {
  if (people.length === 0) return
  await sql`
    insert into person (organization_id, id, external_id, name, email, phone, capacity_mentees, created_at, version)
    select ${ctx.actor.organizationId}, id, "externalId", name, email, phone, "capacityMentees", ${ctx.now}, 1
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
      as file (id uuid, "externalId" text, name text, email text, phone text, "capacityMentees" integer)
  `.execute(ctx.tx)
}

/** They have these details now, each one version further: one statement. The caller has locked them. */
export async function changePeople(ctx: Context, people: readonly Omit<PersonInFile, 'externalId'>[]): Promise<void> {
  if (people.length === 0) return
  await sql`
    update person
    set name = file.name, email = file.email, phone = file.phone, capacity_mentees = file."capacityMentees", version = person.version + 1
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
      as file (id uuid, name text, email text, phone text, "capacityMentees" integer)
    where person.organization_id = ${ctx.actor.organizationId} and person.id = file.id
  `.execute(ctx.tx)
}

/** They are not known any more; refused by the database when anything still refers to one of them. */
export async function removePeople(ctx: Context, personIds: readonly string[]): Promise<void> {
  await sql`delete from person where organization_id = ${ctx.actor.organizationId} and id = any(${personIds}::uuid[])`.execute(ctx.tx)
}

interface GrantInput {
  readonly personId: string
  readonly relation: 'administrator' | 'coordinator'
  readonly scopeId: string
}

/** The person holds the relation on the scope; giving it twice changes nothing. */
export async function giveGrant(ctx: Context, { personId, relation, scopeId }: GrantInput): Promise<void> {
  const written = await tables(ctx)
    .insertInto('staffGrant')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      personId,
      relation,
      scopeId,
      grantedAt: ctx.now,
      grantedBy: ctx.actor.personId,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 1n) await record(ctx, grantGiven, { person: personId, relation, scope: scopeId })
}

/** A link goes to the address if it is known; whether it is cannot be told from the answer or its time, because a job looks. */
export async function requestSignIn(ctx: Context, email: string): Promise<void> {
  const person = await personByEmailForSystem(ctx, email)
  await enqueue(ctx, signInMailKind, { personId: person && !person.disabledAt ? person.id : null })
}

/** The mail with the sign-in link is on its way. */
export async function mailSignInLink(ctx: Context, personId: string, origin: string): Promise<void> {
  const person = await personForSystem(ctx, personId)
  const organization = await organizationOf(ctx)
  const secret = await makeLink(ctx, { personId, act: 'sign-in', subjectId: null, expiresAt: signInLinkExpiry(ctx.now) })
  const rendered = signInMail({
    organization: organization.name,
    name: person.name,
    url: `${origin}/${organization.slug}/sign-in/${secret}`,
  })
  await post(ctx, { personId, address: person.email, reason: 'person.sign-in', rendered })
}

interface NewLink {
  readonly personId: string
  readonly act: string
  readonly subjectId: string | null
  readonly expiresAt: Date
}

/** A bearer token that speaks for the person until it expires; the answer is the token, which is stored nowhere. */
export async function giveAccessToken(ctx: Context, personId: string, name: string, expiresAt: Date): Promise<string> {
  const secret = `${ctx.actor.organizationId}.${token(ctx.random)}`
  await tables(ctx)
    .insertInto('accessToken')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      personId,
      tokenHash: hashOf(secret),
      name,
      madeAt: ctx.now,
      expiresAt,
    })
    .execute()
  return secret
}

/** A link that does one act for one person; the answer is its token, which is stored nowhere. */
export async function makeLink(ctx: Context, link: NewLink): Promise<string> {
  const [secret] = await makeLinks(ctx, [link])
  if (secret === undefined) throw new Error('a link was asked for and none was made')
  return secret
}

/** The tokens of many links, in the order in which they were asked for; a few statements, however many. */
export async function makeLinks(ctx: Context, links: readonly NewLink[]): Promise<string[]> {
  const secrets = links.map(() => token(ctx.random))
  const rows = links.map((link, n) => ({
    organizationId: ctx.actor.organizationId,
    tokenHash: hashOf(secrets[n] ?? ''),
    ...link,
    madeAt: ctx.now,
    usedAt: null,
  }))
  for (let from = 0; from < rows.length; from += 1000)
    await tables(ctx)
      .insertInto('link')
      .values(rows.slice(from, from + 1000))
      .execute()
  return secrets
}

/** The link is used up by this transaction and by no other; refused when it was used, has expired, or never was. */
export async function useLink(
  ctx: Context,
  secret: string,
  act: string,
): Promise<{ readonly personId: string; readonly subjectId: string | null }> {
  const used = await tables(ctx)
    .updateTable('link')
    .set({ usedAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('tokenHash', '=', hashOf(secret))
    .where('act', '=', act)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .returning(['personId', 'subjectId'])
    .executeTakeFirst()
  if (!used) throw refused('link_over')
  return used
}

/** The person's account is the one that just proved their address; later sessions of it open this person. */
export async function tieAccount(ctx: Context, personId: string, accountId: string): Promise<void> {
  await tables(ctx)
    .updateTable('person')
    .set({ accountId })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', personId)
    .execute()
  await record({ ...ctx, actor: { ...ctx.actor, personId } }, signedIn, { person: personId })
}

export interface Invite {
  readonly name: string
  readonly email: string
  readonly relation: 'administrator' | 'coordinator'
  readonly scopeId: string
}

/** The person is invited by mail to take on a role; the link works once, for two weeks, for this address. Its address is for the mail and the operator. */
export async function invitePerson(
  ctx: Context,
  input: Invite,
  origin: string,
): Promise<{ readonly view: InvitationView; readonly url: string }> {
  allow(ctx.actor, personAccess.invite, { organizationId: ctx.actor.organizationId })
  if (input.relation === 'administrator' && input.scopeId !== ctx.actor.organizationId) throw refused('not_found')
  const known = await personByEmailForSystem(ctx, input.email)
  if (known && (await holds(ctx, known.id, input))) throw refused('already_granted', { name: known.name ?? input.name })
  const secret = token(ctx.random)
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
  const organization = await organizationOf(ctx)
  const inviter = ctx.actor.personId ? (await personForSystem(ctx, ctx.actor.personId)).name : null
  const url = `${origin}/${organization.slug}/invitation/${secret}`
  const rendered = invitationMail({
    organization: organization.name,
    name: input.name,
    inviter,
    relation: input.relation,
    url,
    until: row.expiresAt,
  })
  await post(ctx, { personId: known?.id ?? null, address: input.email, reason: 'person.invitation', rendered })
  await record(ctx, personInvited, { invitation: row.id, relation: input.relation, scope: input.scopeId })
  return { view: invitationView(ctx, row), url }
}

async function holds(ctx: Context, personId: string, { relation, scopeId }: Omit<GrantInput, 'personId'>): Promise<boolean> {
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
