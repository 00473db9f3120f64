/** People become known, change and are removed, and are given what they look after. */
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { post } from '../../kit/mail/mail.ts'
import { createOrganization } from '../../organization/commands.ts'
import { grantGiven } from '../contract.ts'
import { welcomeMail } from '../mails.ts'
import type { Person } from '../queries/person.ts'
import type { PersonTables } from '../tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<PersonTables>()

export interface SetUp {
  readonly organizationName: string
  readonly slug: string
  readonly zone: string
  readonly name: string
  readonly email: string
  /** Whoever set up went on although no mail would leave. */
  readonly isMailWaived: boolean
}

/** The first organization exists, this person administers it and gets the test mail. Refused once there is one. */
export async function setUp(ctx: Context, input: SetUp, origin: string): Promise<Person> {
  await createOrganization(ctx, {
    name: input.organizationName,
    slug: input.slug,
    zone: input.zone,
    isFirst: true,
    isMailWaived: input.isMailWaived,
  })
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

export interface GrantInput {
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
