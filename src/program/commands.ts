import type { Context } from '../kit/context.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { addMinutes } from '../kit/time/time.ts'
import { allow } from '../kit/wire/access.ts'
import { decide, refused } from '../kit/wire/refusal.ts'
import { organizationOf } from '../organization/queries.ts'
import { makeLink } from '../person/commands/link.ts'
import { giveGrant } from '../person/commands/person.ts'
import { holdersForSystem } from '../person/queries/actor.ts'
import { programAccess } from './access.ts'
import { type Format, programChanged, programCreated } from './contract.ts'
import { contactOf, type Program, programToChange } from './queries.ts'
import { type FooterLines, footerLines, formatAfter } from './rules.ts'
import type { ProgramTables } from './tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ProgramTables>()

interface NewProgram {
  readonly name: string
  readonly purpose: string
  readonly format: Format
}

/** The program exists; whoever made it coordinates it and is its contact. The answer carries the grants as they are now. */
export async function createProgram(ctx: Context, input: NewProgram): Promise<{ readonly program: Program; readonly ctx: Context }> {
  allow(ctx.actor, programAccess.create, { organizationId: ctx.actor.organizationId })
  const program = await tables(ctx)
    .insertInto('program')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      ...input,
      contactPersonId: ctx.actor.personId,
      formatSettledAt: null,
      contactPhone: null,
      createdAt: ctx.now,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(ctx, programCreated, { program: program.id }, program.id)
  if (!ctx.actor.personId) return { program, ctx }
  const grant = { relation: 'coordinator' as const, scopeId: program.id }
  await giveGrant(ctx, { personId: ctx.actor.personId, ...grant })
  return { program, ctx: { ...ctx, actor: { ...ctx.actor, grants: [...ctx.actor.grants, grant] } } }
}

/** The link behind *Help and changes* in a mail: works without signing in, for this person, as long as mails of a season are looked up again. */
export const helpAct = 'help'
export const helpLinkDays = 120

/** The foot of every mail to somebody who takes part: the person to ask, the way out, why they get it. */
export async function participantFooter(
  ctx: Context,
  program: Program,
  { personId, why, origin }: { readonly personId: string; readonly why: string; readonly origin: string },
): Promise<FooterLines> {
  const organization = await organizationOf(ctx)
  const secret = await makeLink(ctx, {
    personId,
    act: helpAct,
    subjectId: program.id,
    expiresAt: addMinutes(ctx.now, helpLinkDays * 24 * 60),
  })
  return footerLines({ contact: await contactOf(ctx, program), helpUrl: `${origin}/${organization.slug}/a/${secret}`, why })
}

interface ProgramChange {
  readonly programId: string
  readonly name?: string | undefined
  readonly purpose?: string | undefined
  readonly format?: Format | undefined
  readonly contactPersonId?: string | undefined
  readonly contactPhone?: string | null | undefined
}

/** The program has the given name, purpose, format, contact and number; the contact is one of its coordinators. */
export async function changeProgram(ctx: Context, { programId, ...change }: ProgramChange, ifMatch: number): Promise<Program> {
  const program = await programToChange(ctx, programId)
  allow(ctx.actor, programAccess.change, program)
  if (program.version !== ifMatch) throw refused('stale')
  const contactPersonId = change.contactPersonId ?? program.contactPersonId
  if (
    change.contactPersonId !== undefined &&
    !(await holdersForSystem(ctx, 'coordinator', programId)).some(person => person.id === contactPersonId)
  )
    throw refused('contact_not_staff')
  const changed = await tables(ctx)
    .updateTable('program')
    .set({
      name: change.name ?? program.name,
      purpose: change.purpose ?? program.purpose,
      format: decide(formatAfter(program, change.format)),
      contactPersonId,
      contactPhone: change.contactPhone === undefined ? program.contactPhone : change.contactPhone,
      version: program.version + 1,
    })
    .where('organizationId', '=', program.organizationId)
    .where('id', '=', programId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(ctx, programChanged, { program: programId, changed: Object.keys(change) }, programId)
  return changed
}

/** How people meet stays as it is from now on: somebody is proposed to somebody. Saying it again changes nothing. */
export async function settleFormat(ctx: Context, programId: string): Promise<void> {
  await tables(ctx)
    .updateTable('program')
    .set({ formatSettledAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', programId)
    .where('formatSettledAt', 'is', null)
    .execute()
}
