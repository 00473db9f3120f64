import { sql } from 'kysely'
import type { GroupSizes } from '../../cohort/contract.ts'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import type { Begin } from '../../kit/jobs/jobs.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import type { Measure } from '../contract/arrangement.ts'
import type { First } from '../contract/criteria.ts'
import { measureOf } from '../rules/arrangement.ts'
import type { Bound } from '../rules/groups.ts'
import { withFixed } from '../rules/problem.ts'
import { goesOn } from '../rules/round.ts'
import type { RoundTables } from '../tables/round.ts'
import { pendingPublicationOf } from './publication.ts'
import { type Known, knownMembersForSystem, problemOfForSystem, type Round, roundVisibleTo } from './round.ts'
import type { Stored } from './solver.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()

export type Arrangement = RoundTables['arrangement']

export const visible = (ctx: Context) =>
  tables(ctx)
    .selectFrom('arrangement')
    .where('arrangement.organizationId', '=', ctx.actor.organizationId)
    .where(allowedRows(ctx.actor, matchingAccess.see, { column: name => sql.ref(`arrangement.${name}`) }))

export async function arrangementVisibleTo(ctx: Context, arrangementId: string): Promise<Arrangement> {
  const row = await visible(ctx).selectAll('arrangement').where('id', '=', arrangementId).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

interface WithPlaces {
  readonly freePlaces: Arrangement['result']['freePlaces']
}
/** Of the result only these: its proof is the most of it, and is for the engine. */
const freePlaces = sql<WithPlaces['freePlaces']>`result -> 'freePlaces'`.as('freePlaces')

const pricedColumns = ['id', 'roundId', 'locks', 'exclusions', 'first', 'matched', 'total'] as const

/** What a price needs of an arrangement: not its pairs with their explanations either. */
export type Priced = Pick<Arrangement, (typeof pricedColumns)[number]> & WithPlaces

export async function pricedVisibleTo(ctx: Context, arrangementId: string): Promise<Priced> {
  const row = await visible(ctx).select(pricedColumns).select(freePlaces).where('id', '=', arrangementId).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Of the proof of groups its few numbers; prices are as many as people, and stay where they are. */
const bound = sql<Bound | null>`case when result -> 'certificate' ->> 'kind' = 'bound' then result -> 'certificate' end`.as('bound')

const shownColumns = [...pricedColumns, 'number', 'parentId', 'change', 'reason', 'madeBy', 'madeAt', 'pairs', 'coMentors'] as const

/** What is shown of an arrangement. */
export type ShownArrangement = Pick<Arrangement, (typeof shownColumns)[number]> & WithPlaces & { readonly bound: Bound | null }

export async function shownVisibleTo(ctx: Context, arrangementId: string): Promise<ShownArrangement> {
  const row = await visible(ctx).select(shownColumns).select([freePlaces, bound]).where('id', '=', arrangementId).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** What it belongs to, for whoever may see it. */
export async function placeVisibleTo(ctx: Context, arrangementId: string): Promise<Pick<Arrangement, 'roundId' | 'cohortId'>> {
  const row = await visible(ctx).select(['roundId', 'cohortId']).where('id', '=', arrangementId).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function arrangementForSystem(ctx: Context, arrangementId: string): Promise<Arrangement> {
  const row = await tables(ctx)
    .selectFrom('arrangement')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', arrangementId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** The one that stands: made last. Null before the round is ready. */
export async function latestArrangementForSystem(ctx: Context, roundId: string): Promise<Arrangement | null> {
  const row = await tables(ctx)
    .selectFrom('arrangement')
    .selectAll()
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', '=', roundId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Whether an act on this arrangement is possible now, by where its round stands. */
export async function goesOnFrom(ctx: Context, round: Pick<Round, 'id' | 'state'>, { number }: Pick<Arrangement, 'number'>) {
  const [latest, pending] = await Promise.all([latestNumberOf(ctx, round.id), pendingPublicationOf(ctx, round.id)])
  return goesOn(round.state, { isPending: pending !== null, number, latest })
}

/** The number of the arrangement that was made last; 0 before the first. */
export async function latestNumberOf(ctx: Context, roundId: string): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('arrangement')
    .select(eb => eb.fn.max<number>('number').as('latest'))
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', '=', roundId)
    .executeTakeFirst()
  return row?.latest ?? 0
}

/** What the solver needs to go on from an arrangement. */
export async function storedForSystem(ctx: Context, { id, roundId, locks, exclusions }: Priced | Arrangement): Promise<Stored> {
  const problem = await problemOfForSystem(ctx, roundId)
  const { result } = await tables(ctx)
    .selectFrom('arrangement')
    .select('result')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { problem: withFixed(problem, locks, exclusions), result }
}

/** An arrangement with its round and its people: what every reading of the studio begins with. */
export interface Studio<Of = Arrangement> {
  readonly arrangement: Of
  readonly round: Round
  /** What comes first in the arrangement. */
  readonly first: First
  /** The sizes of its groups; null: it is of pairs. */
  readonly groups: GroupSizes | null
  readonly measure: Measure
  readonly known: readonly Known[]
  /** By participant id. */
  readonly members: ReadonlyMap<string, Known>
  /** By stable id. */
  readonly mentees: ReadonlyMap<string, Known>
  readonly mentors: ReadonlyMap<string, Known>
}

/** With everybody in it. */
export async function studioOf<Of extends Pick<Arrangement, 'roundId' | 'first'>>(ctx: Context, arrangement: Of): Promise<Studio<Of>> {
  const round = await roundVisibleTo(ctx, arrangement.roundId)
  return studioWith(arrangement, round, await knownMembersForSystem(ctx, round))
}

/** Who reads, where no transaction is open any more. */
export type Reader = Pick<Context, 'actor'>

/** Everything that a question to the engine needs of the database, read in a transaction that is over before the engine is asked. */
export const readStudio = <Of extends Pick<Arrangement, 'roundId' | 'first'>>(
  begin: Begin,
  arrangementOf: (ctx: Context) => Promise<Of>,
): Promise<{ readonly reader: Reader; readonly studio: Studio<Of> }> =>
  begin(async ctx => ({ reader: { actor: ctx.actor }, studio: await studioOf(ctx, await arrangementOf(ctx)) }))

/** With those who are known, where others are of no concern. */
export function studioWith<Of extends Pick<Arrangement, 'first'>>(arrangement: Of, round: Round, known: readonly Known[]): Studio<Of> {
  const byStableId = (role: 'mentor' | 'mentee') =>
    new Map(known.filter(member => member.role === role).map(member => [member.stableId, member]))
  return {
    arrangement,
    round,
    first: arrangement.first ?? round.first,
    groups: round.groups,
    measure: measureOf(round.criteria),
    known,
    members: new Map(known.map(member => [member.participantId, member])),
    mentees: byStableId('mentee'),
    mentors: byStableId('mentor'),
  }
}
