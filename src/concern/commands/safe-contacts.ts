import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { allow } from '../../kit/wire/access.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { addPerson } from '../../person/commands/person.ts'
import { personByEmailForSystem } from '../../person/queries/person.ts'
import { changeProgram } from '../../program/commands.ts'
import { programVisibleTo } from '../../program/queries.ts'
import { concernAccess } from '../access.ts'
import { safeContactsNamed } from '../contract.ts'
import { safeContactsOf } from '../queries/looking-after.ts'
import type { ConcernTables } from '../tables.ts'
import { releaseConcerns } from './release.ts'

interface Asked {
  readonly personId: string
  readonly phone: string | null
  readonly version: number
}

interface NewContact {
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly line: string
  readonly isOutside: boolean
}

/** The program has this person to ask and these safe contacts; where one of them cannot be, everything is as before. */
export async function nameContacts(
  ctx: Context,
  programId: string,
  contacts: readonly NewContact[],
  ask: Asked | undefined,
): Promise<void> {
  const { contactPersonId, contactPhone } = await programVisibleTo(ctx, programId)
  if (ask && (ask.personId !== contactPersonId || ask.phone !== contactPhone))
    await changeProgram(ctx, { programId, contactPersonId: ask.personId, contactPhone: ask.phone }, ask.version)
  await nameSafeContacts(ctx, programId, contacts)
}

/** These are the program's safe contacts, in this order; people outside are known by name, address and number alone. */
async function nameSafeContacts(ctx: Context, programId: string, contacts: readonly NewContact[]): Promise<void> {
  const program = await programVisibleTo(ctx, programId)
  allow(ctx.actor, concernAccess['name-contacts'], { organizationId: program.organizationId, programId })
  if (new Set(contacts.map(contact => contact.email)).size < contacts.length) throw refused('same_contact_twice')
  const tables = ctx.tx.withTables<ConcernTables>()
  const own = { organizationId: ctx.actor.organizationId, programId }
  const before = await safeContactsOf(ctx, programId)
  await tables.deleteFrom('safeContact').where('organizationId', '=', own.organizationId).where('programId', '=', programId).execute()
  for (const [n, { name, email, phone, line, isOutside }] of contacts.entries()) {
    const person = (await personByEmailForSystem(ctx, email)) ?? (await addPerson(ctx, { name, email }))
    await tables
      .insertInto('safeContact')
      .values({ ...own, position: n === 0 ? 1 : 2, personId: person.id, phone, line, isOutside })
      .execute()
  }
  for (const { personId } of before) await releaseConcerns(ctx, personId, programId)
  await record(ctx, safeContactsNamed, { program: programId, count: contacts.length }, programId)
}
