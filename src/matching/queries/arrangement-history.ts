/** Arrangements one after another: who made each and why, and who moves between two. */
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import type { ArrangedPair, ArrangementRow, Comparison, Measure } from '../contract/arrangement.ts'
import { figuresOf, measureOf, movesBetween, type PairSums, pairOfChange, shownOf } from '../rules/arrangement.ts'
import { concerns } from '../rules/own.ts'
import { type Arrangement, studioOf, visible } from './arrangement.ts'
import { type Known, knownMembersForSystem, type Round } from './round.ts'

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
  const known = await knownMembersForSystem(ctx, round, {
    participantIds: rows.flatMap(row => Object.values(pairOfChange(row.change) ?? {})),
    orPersonId: ctx.actor.personId,
  })
  const measure = measureOf(round.criteria)
  return { rows: await arrangementRows(ctx, rows.slice(0, historyPage), known, measure), measure, more: rows.length > historyPage }
}

/** `known` holds at least whom the changes are about and whoever of the round the reader is. */
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
  const sums = await sumsSeen(ctx, rows, known)
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
      ...figuresOf(sums(row), measure),
      menteesPlaced: sums(row).mentees,
    }
  })
}

type Sums = PairSums & { readonly mentees: number }

/** What an arrangement sums up to for this reader: over the pairs that they see in its list, and no other. */
async function sumsSeen(ctx: Context, rows: readonly Meta[], known: readonly Known[]): Promise<(row: Meta) => Sums> {
  const own = known.filter(member => concerns(ctx.actor, member)).map(({ participantId }) => participantId)
  if (own.length === 0) return row => ({ pairs: row.pairCount, total: row.total, lowest: row.lowest, mentees: row.matched })
  const { rows: seen } = await sql<Sums & { readonly id: string }>`
    select arrangement.id, count(*)::int as pairs, sum((pair ->> 'points')::int)::int as total,
      min((pair ->> 'points')::int) as lowest, count(distinct pair ->> 'mentee')::int as mentees
    from arrangement, jsonb_array_elements(arrangement.pairs) as pair
    where arrangement.organization_id = ${ctx.actor.organizationId} and arrangement.id = any(${rows.map(({ id }) => id)}::uuid[])
      and not (pair ->> 'mentee' = any(${own}::text[])) and not (pair ->> 'mentor' = any(${own}::text[]))
    group by arrangement.id`.execute(ctx.tx)
  const byId = new Map(seen.map(row => [row.id, row]))
  return ({ id }) => byId.get(id) ?? { pairs: 0, total: 0, lowest: null, mentees: 0 }
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
