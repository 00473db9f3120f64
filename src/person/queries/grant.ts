/** Who is trusted with what, as administrators see and change it. */
import type { Context, Tx } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { personAccess } from '../access.ts'
import type { GrantView } from '../contract.ts'
import { mayTakeBack } from '../rules.ts'
import type { PersonTables } from '../tables.ts'

const tables = (ctx: { readonly tx: Tx }) => ctx.tx.withTables<PersonTables>()

export type StaffGrant = PersonTables['staffGrant']

const withPeople = (ctx: Context) =>
  tables(ctx)
    .selectFrom('staffGrant')
    .innerJoin('person', join =>
      join.onRef('person.organizationId', '=', 'staffGrant.organizationId').onRef('person.id', '=', 'staffGrant.personId'),
    )
    .where('staffGrant.organizationId', '=', ctx.actor.organizationId)

/** Everybody who holds a grant, administrators first, then by name. */
export async function grantViews(ctx: Context): Promise<GrantView[]> {
  const rows = await withPeople(ctx)
    .selectAll('staffGrant')
    .select(['person.name', 'person.email', 'person.disabledAt'])
    .orderBy('staffGrant.relation')
    .orderBy('person.name')
    .orderBy('staffGrant.id')
    .limit(500)
    .execute()
  const administrators = rows.flatMap(row => (row.relation === 'administrator' && !row.disabledAt ? row.personId : []))
  return rows.map(row => {
    const { id, personId, name, email, relation, scopeId, grantedAt } = row
    const possible = mayTakeBack(row, administrators)
    const may = possible instanceof Refusal ? { code: possible.code, facts: possible.facts } : mayOf(ctx.actor, personAccess.trust, row)
    return { id, personId, name, email, relation, scopeId, grantedAt: grantedAt.toISOString(), may: { takeBack: may } }
  })
}

export async function grantViewOf(ctx: Context, { personId, relation, scopeId }: Pick<StaffGrant, 'personId' | 'relation' | 'scopeId'>) {
  const found = (await grantViews(ctx)).find(one => one.personId === personId && one.relation === relation && one.scopeId === scopeId)
  if (!found) throw notFound()
  return found
}

/**
 * The grant, and who administers the organization and can sign in. All grants of administrators are locked in the order of their ids, so
 * that two who take each other's back wait for each other, and the second one sees what the first has left.
 */
export async function grantToChange(
  ctx: Context,
  grantId: string,
): Promise<{ readonly grant: StaffGrant; readonly administrators: string[] }> {
  const locked = await withPeople(ctx)
    .selectAll('staffGrant')
    .select('person.disabledAt')
    .where(eb => eb.or([eb('staffGrant.relation', '=', 'administrator'), eb('staffGrant.id', '=', grantId)]))
    .orderBy('staffGrant.id')
    .forUpdate('staffGrant')
    .execute()
  const grant = locked.find(one => one.id === grantId)
  if (!grant) throw notFound()
  return { grant, administrators: locked.flatMap(one => (one.relation === 'administrator' && !one.disabledAt ? one.personId : [])) }
}

/** By scope, who coordinates it and can sign in; a scope that nobody coordinates is not in it. */
export async function coordinatorsByScopeForSystem(ctx: Context, scopeIds: readonly string[]): Promise<Map<string, string[]>> {
  if (scopeIds.length === 0) return new Map()
  const rows = await withPeople(ctx)
    .select(['staffGrant.scopeId', 'staffGrant.personId'])
    .where('staffGrant.relation', '=', 'coordinator')
    .where('staffGrant.scopeId', 'in', [...new Set(scopeIds)])
    .where('person.disabledAt', 'is', null)
    .execute()
  return new Map([...Map.groupBy(rows, row => row.scopeId)].map(([scopeId, held]) => [scopeId, held.map(row => row.personId)]))
}
