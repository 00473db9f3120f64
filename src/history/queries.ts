import { sql } from 'kysely'
import type { Context } from '../kit/context.ts'
import { allowedRows } from '../kit/db/conditions.ts'
import type { HistoryTables } from '../kit/history/history.ts'
import { firstIdAt } from '../kit/ids/ids.ts'
import { addDays, instantIn } from '../kit/time/time.ts'
import { scopesOf } from '../kit/wire/access.ts'
import { pairChangesVisibleTo } from '../matching/queries/pair-changes.ts'
import { organizationOf } from '../organization/queries.ts'
import { invitedNamesVisibleTo } from '../person/queries/invitation.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { programsVisibleTo } from '../program/queries.ts'
import { historyAccess } from './access.ts'
import type { HistoryRow } from './contract.ts'
import { factsToTell, type HistoryGroup, isTold, kindsIn } from './rules.ts'

export type HistoryEntry = Pick<HistoryTables['historyEntry'], 'id' | 'at' | 'actorPersonId' | 'name' | 'facts' | 'scopeId'>

export interface HistoryFilter {
  readonly programId?: string | undefined
  readonly personId?: string | undefined
  readonly group?: HistoryGroup | undefined
  readonly day?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/**
 * The latest entries that are told. Of each kind, and for coordinators of each program, at most a page is taken from the end of an index on
 * just that, and of those the latest: what is not told costs nothing, however much of it lies between. Ids are in the order of time, so
 * a day is a range of them.
 */
export function historyQuery(ctx: Context, filter: HistoryFilter, range: { readonly from: string; readonly before: string } | null) {
  const { organizationId } = ctx.actor
  const { personId, after, limit } = filter
  const scopes = scopesAsked(ctx, filter.programId)
  const entry = sql`history_entry`
  const conditions = [
    sql`${entry}.organization_id = ${organizationId}::uuid`,
    sql`${entry}.name = kind.name`,
    allowedRows(ctx.actor, historyAccess.see, { column: name => sql.ref(`history_entry.${name}`) }),
    ...(scopes ? [sql`${entry}.scope_id = scope.id`] : []),
    ...(personId ? [sql`${entry}.actor_person_id = ${personId}::uuid`] : []),
    ...(after ? [sql`${entry}.id < ${after}::uuid`] : []),
    ...(range ? [sql`${entry}.id >= ${range.from}::uuid`, sql`${entry}.id < ${range.before}::uuid`] : []),
  ]
  return sql<HistoryEntry>`
    select latest.id, latest.at, latest.actor_person_id, latest.name, latest.facts, latest.scope_id
    from unnest(${kindsIn(filter.group)}::text[]) as kind (name)
    ${scopes ? sql`cross join unnest(${scopes}::uuid[]) as scope (id)` : sql``}
    cross join lateral (
      select * from history_entry where ${sql.join(conditions, sql` and `)} order by history_entry.id desc limit ${limit}
    ) as latest
    order by latest.id desc
    limit ${limit}
  `
}

/** The programs to look in; null: everything of the organization. */
function scopesAsked({ actor }: Context, programId: string | undefined): string[] | null {
  if (programId !== undefined) return [programId]
  const isAdministrator = scopesOf(actor, 'administrator').includes(actor.organizationId)
  return isAdministrator ? null : [...new Set(scopesOf(actor, 'coordinator'))]
}

export async function historyVisibleTo(ctx: Context, filter: HistoryFilter): Promise<HistoryEntry[]> {
  const range = filter.day === undefined ? null : await rangeOf(ctx, filter.day)
  return (await historyQuery(ctx, filter, range).execute(ctx.tx)).rows
}

async function rangeOf(ctx: Context, day: string): Promise<{ from: string; before: string }> {
  const { zone } = await organizationOf(ctx)
  const midnight = (of: string) => firstIdAt(instantIn(zone, of, '00:00'))
  return { from: midnight(day), before: midnight(addDays(day, 1)) }
}

/** Entries with the names of people and programs. A program that its reader may not see has no name here. */
export async function historyRows(ctx: Context, entries: readonly HistoryEntry[]): Promise<HistoryRow[]> {
  const found = entries.flatMap(entry =>
    isTold(entry.name)
      ? [{ entry, kind: entry.name, facts: factsToTell(entry.name, entry.facts as Readonly<Record<string, unknown>>) }]
      : [],
  )
  const people = await peopleByIdForSystem(
    ctx,
    found.flatMap(({ entry, facts }) => [entry.actorPersonId ?? [], facts.personId ?? []].flat()),
  )
  const invited = await invitedNamesVisibleTo(
    ctx,
    found.flatMap(({ facts }) => facts.invitationId ?? []),
  )
  const pairs = await pairChangesVisibleTo(
    ctx,
    found.flatMap(({ facts }) => facts.arrangementId ?? []),
  )
  const programs = new Map((await programsVisibleTo(ctx)).map(({ id, name }) => [id, { id, name }]))
  const named = (id: string | null) => (id === null ? null : { id, name: people.get(id)?.name ?? null })
  return found.map(({ entry, kind, facts }) => ({
    id: entry.id,
    at: entry.at.toISOString(),
    kind,
    by: named(entry.actorPersonId),
    person: named(facts.personId),
    relation: facts.relation,
    program: programs.get(facts.programId ?? entry.scopeId ?? '') ?? null,
    invited: invited.get(facts.invitationId ?? '') ?? null,
    change: facts.change,
    pair: pairs.get(facts.arrangementId ?? '') ?? null,
    count: facts.count,
    mailId: facts.mailId,
  }))
}
