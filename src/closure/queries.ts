import { sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import { mayOf } from '../kit/wire/access.ts'
import { notFound } from '../kit/wire/refusal.ts'
import { closureAccess } from './access.ts'
import type { ClosureView } from './contract.ts'
import type { ClosureTables } from './tables.ts'

export type Closure = ClosureTables['closure']

const tables = (ctx: Context) => ctx.tx.withTables<ClosureTables>()

export const reasonPlace = (ctx: Context, closureId: string) => ({
  organizationId: ctx.actor.organizationId,
  table: 'closure',
  row: closureId,
  column: 'sealed_reason',
})

/** The ending that was chosen for a mentorship or by this member of a group for themself, or took place; null where there is none. */
export async function closureOfForSystem(ctx: Context, mentorshipId: string, personId: string): Promise<Closure | null> {
  const found = await tables(ctx)
    .selectFrom('closure')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('mentorshipId', '=', mentorshipId)
    .where('state', 'in', ['chosen', 'complete'])
    .where(eb => eb.or([eb('leaverPersonId', 'is', null), eb('leaverPersonId', '=', personId)]))
    .execute()
  return found.find(({ leaverPersonId }) => leaverPersonId !== null) ?? found[0] ?? null
}

export async function closureToChangeForSystem(ctx: Context, closureId: string): Promise<Closure> {
  const closure = await tables(ctx)
    .selectFrom('closure')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', closureId)
    .forUpdate()
    .executeTakeFirst()
  if (!closure) throw notFound()
  return closure
}

/** Endings under way in a program, the next last day first. */
export async function closuresVisibleTo(ctx: Context, programId: string): Promise<Closure[]> {
  return tables(ctx)
    .selectFrom('closure')
    .selectAll('closure')
    .where('closure.organizationId', '=', ctx.actor.organizationId)
    .where('closure.programId', '=', programId)
    .where('closure.state', '=', 'chosen')
    .where(allowedRows(ctx.actor, closureAccess.list, { column: name => sql.ref(`closure.${name}`) }))
    .orderBy('closure.lastOn')
    .orderBy('closure.id')
    .limit(200)
    .execute()
}

export function closureView(ctx: Context, closure: Closure): ClosureView {
  const { id, mentorshipId, manner, state, chosenBy, chosenAt, lastOn } = closure
  return {
    id,
    mentorshipId,
    manner,
    state,
    byYou: chosenBy === ctx.actor.personId,
    chosenAt: chosenAt.toISOString(),
    lastOn,
    may: {
      takeBack: state === 'chosen' ? mayOf(ctx.actor, closureAccess['take-back'], closure) : { code: 'closure_over', facts: { state } },
    },
  }
}
