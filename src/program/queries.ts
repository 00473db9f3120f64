import { sql } from 'kysely'
import { askedOnce, type Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { type Act, mayOf } from '../kit/wire/access.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { holdersForSystem } from '../person/queries/actor.ts'
import { coordinatorsByScopeForSystem } from '../person/queries/grant.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { programAccess } from './access.ts'
import type { ProgramView } from './contract.ts'
import { needs } from './rules.ts'
import type { ProgramTables } from './tables.ts'

export type Program = ProgramTables['program']

const reachable = (ctx: Context, act: Act = programAccess.see) =>
  ctx.tx
    .withTables<ProgramTables>()
    .selectFrom('program')
    .where('program.organizationId', '=', ctx.actor.organizationId)
    .where(allowedRows(ctx.actor, act, { column: name => sql.ref(`program.${name}`) }))

export async function programVisibleTo(ctx: Context, programId: string): Promise<Program> {
  const program = await reachable(ctx).selectAll('program').where('program.id', '=', programId).executeTakeFirst()
  if (!program) throw notFound()
  return program
}

export async function programToChange(ctx: Context, programId: string): Promise<Program> {
  const program = await reachable(ctx).selectAll('program').where('program.id', '=', programId).forUpdate().executeTakeFirst()
  if (!program) throw notFound()
  return program
}

export async function programsVisibleTo(ctx: Context): Promise<Program[]> {
  return reachable(ctx).selectAll('program').orderBy('program.name').orderBy('program.id').limit(500).execute()
}

/** Names by id, whoever asks: of programs whose rows the actor has for another reason. */
export async function programNamesForSystem(ctx: Context, programIds: readonly string[]): Promise<Map<string, string>> {
  if (programIds.length === 0) return new Map()
  const rows = await ctx.tx
    .withTables<ProgramTables>()
    .selectFrom('program')
    .select(['id', 'name'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', sql<string>`any(${[...new Set(programIds)]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** For jobs and for pages of people who take part: the program itself, whoever asks. */
export function programForSystem(ctx: Context, programId: string): Promise<Program> {
  return askedOnce(ctx, `program ${programId}`, () => programNow(ctx, programId))
}

async function programNow(ctx: Context, programId: string): Promise<Program> {
  const program = await ctx.tx
    .withTables<ProgramTables>()
    .selectFrom('program')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', programId)
    .executeTakeFirst()
  if (!program) throw notFound()
  return program
}

export interface ContactPerson {
  readonly personId: string
  readonly name: string | null
  readonly phone: string | null
}

/** The person to ask: named on every page and mail of people who take part. Nobody, once they coordinate the program no longer. */
export async function contactOf(ctx: Context, program: Program): Promise<ContactPerson | null> {
  if (!program.contactPersonId) return null
  const person = (await holdersForSystem(ctx, 'coordinator', program.id)).find(one => one.id === program.contactPersonId)
  return person ? { personId: person.id, name: person.name, phone: program.contactPhone } : null
}

export async function programViews(ctx: Context, programs: readonly Program[]): Promise<ProgramView[]> {
  const contacts = await peopleByIdForSystem(
    ctx,
    programs.flatMap(program => program.contactPersonId ?? []),
  )
  const staffed = await coordinatorsByScopeForSystem(
    ctx,
    programs.map(({ id }) => id),
  )
  return programs.map(({ id, name, purpose, format, formatSettledAt, version, organizationId, contactPersonId, contactPhone }) => {
    const coordinators = staffed.get(id) ?? []
    const contact = contactPersonId && coordinators.includes(contactPersonId) ? contacts.get(contactPersonId) : undefined
    return {
      id,
      name,
      purpose,
      format,
      version,
      needs: needs({ contactPersonId, coordinators }),
      contact: contact ? { personId: contact.id, name: contact.name, phone: contactPhone } : null,
      may: {
        change: mayOf(ctx.actor, programAccess.change, { id, organizationId }),
        changeFormat: formatSettledAt
          ? { code: 'format_settled', facts: {} }
          : mayOf(ctx.actor, programAccess.change, { id, organizationId }),
      },
    }
  })
}

export async function programView(ctx: Context, program: Program): Promise<ProgramView> {
  const [view] = await programViews(ctx, [program])
  if (!view) throw notFound()
  return view
}
