import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { allowedRows } from '../../kit/db/conditions.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { peopleByIdForSystem } from '../../person/queries.ts'
import { matchingAccess } from '../access.ts'
import type { ArrangedPair, ArrangementRow, ArrangementView, Comparison, Measure, PairRow, RoundPerson } from '../contract/arrangement.ts'
import { averageOf, byNeed, lookOf, measureOf, movesBetween, pairOfChange, shownOf } from '../rules/arrangement.ts'
import { concerns } from '../rules/own.ts'
import { withFixed } from '../rules/problem.ts'
import type { RoundTables } from '../tables/round.ts'
import { type Known, knownMembersForSystem, problemOfForSystem, type Round, roundVisibleTo } from './round.ts'
import type { Stored } from './solver.ts'
import { standingExclusionsForSystem } from './standing.ts'

export type Arrangement = RoundTables['arrangement']

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()

const visible = (ctx: Context) =>
  tables(ctx)
    .selectFrom('arrangement')
    .where('arrangement.organizationId', '=', ctx.actor.organizationId)
    .where(allowedRows(ctx.actor, matchingAccess.see, { column: name => sql.ref(`arrangement.${name}`) }))

export async function arrangementVisibleTo(ctx: Context, arrangementId: string): Promise<Arrangement> {
  const row = await visible(ctx).selectAll('arrangement').where('id', '=', arrangementId).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** What a price needs of an arrangement: not its pairs with their explanations, which are the most of it. */
export type Priced = Pick<Arrangement, 'id' | 'roundId' | 'locks' | 'exclusions' | 'matched' | 'total'> & {
  readonly freePlaces: Arrangement['result']['freePlaces']
}

export async function pricedVisibleTo(ctx: Context, arrangementId: string): Promise<Priced> {
  const row = await visible(ctx)
    .select([
      'id',
      'roundId',
      'locks',
      'exclusions',
      'matched',
      'total',
      sql<Priced['freePlaces']>`result -> 'freePlaces'`.as('freePlaces'),
    ])
    .where('id', '=', arrangementId)
    .executeTakeFirst()
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

/** An arrangement with its round and everybody in it: what every reading of the studio begins with. */
export interface Studio<Of = Arrangement> {
  readonly arrangement: Of
  readonly round: Round
  readonly measure: Measure
  readonly known: readonly Known[]
  /** By participant id. */
  readonly members: ReadonlyMap<string, Known>
  /** By stable id. */
  readonly mentees: ReadonlyMap<string, Known>
  readonly mentors: ReadonlyMap<string, Known>
}

export async function studioOf<Of extends Priced | Arrangement>(ctx: Context, arrangement: Of): Promise<Studio<Of>> {
  const round = await roundVisibleTo(ctx, arrangement.roundId)
  const known = await knownMembersForSystem(ctx, round.id)
  const byStableId = (role: 'mentor' | 'mentee') =>
    new Map(known.filter(member => member.role === role).map(member => [member.stableId, member]))
  return {
    arrangement,
    round,
    measure: measureOf(round.criteria),
    known,
    members: new Map(known.map(member => [member.participantId, member])),
    mentees: byStableId('mentee'),
    mentors: byStableId('mentor'),
  }
}

const leftOf = (member: Known | undefined): RoundPerson['left'] => {
  const state = member?.now.state ?? 'withdrawn'
  return state === 'active' ? null : state
}

export async function arrangementView(ctx: Context, arrangement: Arrangement): Promise<ArrangementView> {
  const studio = await studioOf(ctx, arrangement)
  const { round, measure, members } = studio
  const shown = (member: Known | undefined) => member !== undefined && !concerns(ctx.actor, member)
  const pairs = arrangement.pairs.filter(pair => shown(members.get(pair.mentee)) && shown(members.get(pair.mentor)))
  const rows = pairs.map(pair => pairRow(pair, studio)).sort(byNeed)
  const people = studio.known.filter(shown)
  const mentees = people.filter(({ role }) => role === 'mentee')
  const mentors = people.filter(({ role }) => role === 'mentor')
  // of everybody, so that a reader's own pair does not show as "not placed" with the other
  const placed = new Set(arrangement.pairs.flatMap(pair => [pair.mentee, pair.mentor]))
  const free = new Map(arrangement.result.freePlaces.map(({ mentor, places }) => [studio.mentors.get(mentor)?.participantId, places]))
  const next = await nextOf(ctx, arrangement.id)
  const makers = await peopleByIdForSystem(ctx, arrangement.madeBy ? [arrangement.madeBy] : [])
  const total = pairs.reduce((sum, pair) => sum + pair.points, 0)
  const mentorsPlaced = mentors.filter(mentor => placed.has(mentor.participantId)).length
  const unplaced = mentees.filter(mentee => !placed.has(mentee.participantId))
  const change = arrangement.change
  const about = pairOfChange(change)
  const isOwn = about !== null && !(shown(members.get(about.menteeId)) && shown(members.get(about.mentorId)))
  return {
    id: arrangement.id,
    roundId: round.id,
    cohortId: round.cohortId,
    number: arrangement.number,
    isLatest: next === null && (await isLast(ctx, arrangement)),
    parentId: arrangement.parentId,
    nextId: next,
    made: {
      by: makers.get(arrangement.madeBy ?? '')?.name ?? null,
      at: arrangement.madeAt.toISOString(),
      change: isOwn ? { kind: 'first' } : change,
      reason: isOwn ? null : arrangement.reason,
    },
    measure,
    counts: {
      pairs: pairs.length,
      mentees: mentees.length,
      menteesPlaced: mentees.length - unplaced.length,
      menteesUnplaced: unplaced.length,
      mentors: mentors.length,
      mentorsWithSomebody: mentorsPlaced,
      mentorsWithNobody: mentors.length - mentorsPlaced,
      places: mentors.reduce((sum, { capacity }) => sum + capacity, 0),
      placesFree: mentors.reduce((sum, { participantId }) => sum + (free.get(participantId) ?? 0), 0),
      pairsToLookAt: rows.filter(({ look }) => look !== null).length,
      pairsLocked: rows.filter(({ locked }) => locked).length,
      average: averageOf(total, pairs.length, measure),
      lowest: pairs.length === 0 ? null : Math.min(...rows.map(row => row.shown)),
    },
    parts: round.criteria.map(({ id }) => ({ id, outOf: outOfPart(arrangement.pairs, id) })),
    people: {
      mentees: mentees.map(member => ({ ...roundPerson(member), comesFirst: member.comesFirst })),
      mentors: mentors.map(member => ({ ...roundPerson(member), places: member.capacity, free: free.get(member.participantId) ?? 0 })),
    },
    pairs: rows,
    unplaced: unplaced.sort((a, b) => Number(b.comesFirst) - Number(a.comesFirst)).map(({ participantId }) => participantId),
    apart: await apartIn(ctx, studio),
    ownLeftOut: people.length < studio.known.length,
    may: {
      act:
        round.state === 'ready' ? mayOf(ctx.actor, matchingAccess.act, round) : { code: 'round_not_ready', facts: { state: round.state } },
    },
  }
}

const roundPerson = (member: Known): RoundPerson => ({
  id: member.participantId,
  personId: member.personId,
  name: member.name,
  left: leftOf(member),
})

/** What a criterion can give at most is in every line of it. */
const outOfPart = (pairs: readonly ArrangedPair[], criterion: string): number | null =>
  pairs[0]?.lines.find(line => line.criterion === criterion)?.outOf ?? null

function pairRow(pair: ArrangedPair, { measure, members, round }: Studio): PairRow {
  const someoneLeft = [pair.mentee, pair.mentor].some(id => leftOf(members.get(id)) !== null)
  return {
    menteeId: pair.mentee,
    mentorId: pair.mentor,
    shown: shownOf(pair.points, measure),
    locked: pair.locked,
    bent: [...pair.bent],
    look: lookOf(pair, measure, someoneLeft),
    points: round.criteria.map(({ id }) => pair.lines.find(line => line.criterion === id)?.points ?? 0),
  }
}

async function apartIn(ctx: Context, studio: Studio): Promise<ArrangementView['apart']> {
  const pairs = studio.arrangement.exclusions.flatMap(({ mentee, mentor }) => {
    const [a, b] = [studio.mentees.get(mentee), studio.mentors.get(mentor)]
    return a && b && !concerns(ctx.actor, a, b) ? [{ mentee: a, mentor: b }] : []
  })
  if (pairs.length === 0) return []
  const standing = await standingExclusionsForSystem(
    ctx,
    pairs.map(({ mentor }) => mentor.personId),
  )
  const makers = await peopleByIdForSystem(
    ctx,
    standing.flatMap(row => row.madeBy ?? []),
  )
  return pairs.slice(0, 5000).map(({ mentee, mentor }) => {
    const row = standing.find(one => one.menteePersonId === mentee.personId && one.mentorPersonId === mentor.personId)
    return {
      menteeId: mentee.participantId,
      mentorId: mentor.participantId,
      madeBy: makers.get(row?.madeBy ?? '')?.name ?? null,
      // what somebody answered in private stays with those who read replies
      reason: row?.origin === 'coordinator' ? row.reason : null,
      standing: row?.origin ?? 'coordinator',
    }
  })
}

async function nextOf(ctx: Context, arrangementId: string): Promise<string | null> {
  const row = await tables(ctx)
    .selectFrom('arrangement')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('parentId', '=', arrangementId)
    .executeTakeFirst()
  return row?.id ?? null
}

async function isLast(ctx: Context, arrangement: Arrangement): Promise<boolean> {
  const row = await tables(ctx)
    .selectFrom('arrangement')
    .select('id')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('roundId', '=', arrangement.roundId)
    .where('number', '>', arrangement.number)
    .limit(1)
    .executeTakeFirst()
  return !row
}

const meta = ['id', 'number', 'parentId', 'change', 'reason', 'madeBy', 'madeAt', 'pairCount', 'matched', 'total', 'lowest'] as const
type Meta = Pick<Arrangement, (typeof meta)[number]>

const historyPage = 100

/** The arrangements of a round, latest first. */
export async function arrangementsOf(
  ctx: Context,
  round: Round,
  before: number | undefined,
): Promise<{ rows: ArrangementRow[]; measure: Measure; more: boolean }> {
  let query = visible(ctx)
    .select(meta)
    .where('roundId', '=', round.id)
    .orderBy('number', 'desc')
    .limit(historyPage + 1)
  if (before !== undefined) query = query.where('number', '<', before)
  const rows = await query.execute()
  const known = await knownMembersForSystem(ctx, round.id)
  const measure = measureOf(round.criteria)
  return { rows: await arrangementRows(ctx, rows.slice(0, historyPage), known, measure), measure, more: rows.length > historyPage }
}

export async function arrangementRows(
  ctx: Context,
  rows: readonly Meta[],
  known: readonly Known[],
  measure: Measure,
): Promise<ArrangementRow[]> {
  const members = new Map(known.map(member => [member.participantId, member]))
  const makers = await peopleByIdForSystem(
    ctx,
    rows.flatMap(row => row.madeBy ?? []),
  )
  return rows.map(row => {
    const about = pairOfChange(row.change)
    const [mentee, mentor] = about ? [members.get(about.menteeId), members.get(about.mentorId)] : []
    const isOwn = concerns(ctx.actor, mentee, mentor)
    return {
      id: row.id,
      number: row.number,
      parentId: row.parentId,
      madeBy: makers.get(row.madeBy ?? '')?.name ?? null,
      madeAt: row.madeAt.toISOString(),
      change: isOwn ? { kind: 'first' } : row.change,
      pair: mentee && mentor && !isOwn ? { mentee: mentee.name, mentor: mentor.name } : null,
      reason: isOwn ? null : row.reason,
      pairs: row.pairCount,
      menteesPlaced: row.matched,
      average: averageOf(row.total, row.pairCount, measure),
      lowest: row.lowest === null ? null : shownOf(row.lowest, measure),
    }
  })
}

/** Who moves between two arrangements of one cohort; of two rounds, everybody who was in either. */
export async function comparisonOf(ctx: Context, from: Arrangement, to: Arrangement): Promise<Comparison> {
  const { known: earlier } = await studioOf(ctx, from)
  const { known: later, measure } = await studioOf(ctx, to)
  const inLater = new Set(later.map(member => member.participantId))
  const members = new Map([...earlier, ...later].map(member => [member.participantId, member]))
  const known = [...members.values()]
  const [first, second] = await arrangementRows(ctx, [from, to], known, measure)
  if (!first || !second) throw notFound()
  const moves = movesBetween(from.pairs, to.pairs).filter(
    ({ mentee, from: was, to: is }) =>
      !concerns(ctx.actor, members.get(mentee), was ? members.get(was.mentor) : undefined, is ? members.get(is.mentor) : undefined),
  )
  const side = (pair: ArrangedPair | null) =>
    pair && { mentorId: pair.mentor, mentor: members.get(pair.mentor)?.name ?? '', shown: shownOf(pair.points, measure) }
  const kept = new Set(to.pairs.map(pair => `${pair.mentee} ${pair.mentor}`))
  return {
    from: first,
    to: second,
    measure,
    moves: moves.map(({ mentee, from: was, to: is }) => ({
      menteeId: mentee,
      mentee: members.get(mentee)?.name ?? '',
      isIn: inLater.has(mentee),
      from: side(was),
      to: side(is),
    })),
    same: from.pairs.filter(pair => kept.has(`${pair.mentee} ${pair.mentor}`)).length,
    ownLeftOut: known.some(member => concerns(ctx.actor, member)),
  }
}
