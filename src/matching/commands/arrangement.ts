import type { Lock } from '../../../matching-engine/index.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import { type Act, type ArrangedPair, arrangementMade } from '../contract/arrangement.ts'
import { type Arrangement, arrangementForSystem, arrangementVisibleTo, goesOnFrom, type Studio, studioOf } from '../queries/arrangement.ts'
import { membersOfForSystem, type Round, roundToChange } from '../queries/round.ts'
import type { Solved } from '../queries/solver.ts'
import { pairOfChange } from '../rules/arrangement.ts'
import { firstIn } from '../rules/first.ts'
import { concerns } from '../rules/own.ts'
import type { RoundTables } from '../tables/round.ts'
import { keepFairness } from './fairness.ts'
import { engineAct, mayStand, type PreparedAct } from './prepared-act.ts'
import { followFixed } from './standing.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()
const json = <T>(value: T): T => JSON.stringify(value) as unknown as T

/** The round has its first arrangement: what the engine found, by the rules alone. */
export async function insertFirstArrangement(ctx: Context, round: Round, id: string, solved: Solved): Promise<void> {
  const members = await membersOfForSystem(ctx, round.id)
  const ids = (role: 'mentor' | 'mentee') => new Map(members.filter(one => one.role === role).map(one => [one.stableId, one.participantId]))
  const arrangement = madeOf(ctx, round, {
    id,
    number: 1,
    parentId: null,
    change: { kind: 'first' },
    reason: null,
    madeBy: round.startedBy,
  })
  await insert(ctx, { ...arrangement, ...contentOf(solved, ids('mentee'), ids('mentor')) })
}

/**
 * One act of a coordinator on an arrangement: the next one exists, made from it, with who and why; the one before stays as it is. Only the
 * arrangement that stands can be gone on from, so the second of two people at once is told that it has moved on. What the engine makes of
 * the act was worked out before (`prepared`; null: undoing needs nothing of it).
 */
export async function changeArrangement(
  ctx: Context,
  arrangementId: string,
  input: Act,
  prepared: PreparedAct | null,
): Promise<Arrangement> {
  const arrangement = await arrangementVisibleTo(ctx, arrangementId)
  const round = await roundToChange(ctx, arrangement.roundId)
  allow(ctx.actor, matchingAccess.act, round)
  decide(await goesOnFrom(ctx, round, arrangement))
  const studio = await studioOf(ctx, arrangement)
  const next =
    input.act === 'undo' || prepared === null ? await undone(ctx, studio, input.reason ?? null) : await acted(ctx, studio, input, prepared)
  await insert(ctx, next)
  await followFixed(ctx, studio, next, next.reason)
  const about = pairOfChange(next.change)
  await record(
    ctx,
    arrangementMade,
    { arrangement: next.id, round: round.id, kind: next.change.kind, mentee: about?.menteeId ?? null, mentor: about?.mentorId ?? null },
    round.programId,
  )
  return next
}

/** Back to what the arrangement was made from, as a new one: nothing is lost, and undoing can be undone. */
async function undone(ctx: Context, { arrangement, round, members }: Studio, reason: string | null): Promise<Arrangement> {
  const { change, parentId, number } = arrangement
  if (!parentId) throw refused('nothing_to_undo')
  const about = pairOfChange(change)
  if (about && concerns(ctx.actor, members.get(about.menteeId), members.get(about.mentorId))) throw refused('not_permitted')
  const before = await arrangementForSystem(ctx, parentId)
  const made = {
    number: number + 1,
    parentId: arrangement.id,
    change: { kind: 'undo' as const, number },
    reason,
    madeBy: ctx.actor.personId,
  }
  return { ...before, ...madeOf(ctx, round, made) }
}

async function acted(
  ctx: Context,
  studio: Studio,
  input: Exclude<Act, { act: 'undo' }>,
  { id, change, solved }: PreparedAct,
): Promise<Arrangement> {
  const { arrangement, round } = studio
  // somebody may have been asked, or have said something for good, while it was worked out
  await mayStand(ctx, studio, engineAct(ctx, studio, input))
  const made = {
    id,
    number: arrangement.number + 1,
    parentId: arrangement.id,
    change,
    reason: input.reason ?? null,
    madeBy: ctx.actor.personId,
  }
  const ids = (of: Studio['mentees']) => new Map([...of].map(([stableId, member]) => [stableId, member.participantId]))
  return { ...madeOf(ctx, round, made), ...contentOf(solved, ids(studio.mentees), ids(studio.mentors)) }
}

type Made = Pick<Arrangement, 'number' | 'parentId' | 'change' | 'reason' | 'madeBy'> & { readonly id?: string }

function madeOf(ctx: Context, round: Round, made: Made) {
  const { organizationId, id: roundId, cohortId, programId } = round
  return { organizationId, roundId, cohortId, programId, madeAt: ctx.now, ...made, id: made.id ?? uuidv7(ctx.now, ctx.random) }
}

/** What the engine found, by participant, each pair with its explanation. */
function contentOf(
  { result, problem, explanations }: Solved,
  mentees: ReadonlyMap<string, string>,
  mentors: ReadonlyMap<string, string>,
): Pick<Arrangement, 'locks' | 'exclusions' | 'first' | 'result' | 'pairs' | 'coMentors' | 'pairCount' | 'matched' | 'total' | 'lowest'> {
  const pairs = result.pairs.map((pair, at): ArrangedPair => {
    const explained = explanations[at]
    return {
      mentee: mentees.get(pair.mentee) ?? '',
      mentor: mentors.get(pair.mentor) ?? '',
      points: pair.points,
      locked: pair.locked,
      bent: explained?.forbiddenBy ?? [],
      lines: explained?.lines ?? [],
    }
  })
  return {
    locks: problem.locks ?? ([] as readonly Lock[]),
    exclusions: problem.exclusions ?? [],
    first: firstIn(result.objective),
    result,
    pairs,
    coMentors: (result.groups ?? []).flatMap(({ mentors: [leader = '', ...joining] }) =>
      joining.map(coMentor => ({ leader: mentors.get(leader) ?? '', coMentor: mentors.get(coMentor) ?? '' })),
    ),
    pairCount: pairs.length,
    matched: result.matched,
    total: result.total,
    lowest: pairs.length === 0 ? null : pairs.reduce((least, { points }) => Math.min(least, points), Number.POSITIVE_INFINITY),
  }
}

async function insert(ctx: Context, arrangement: Arrangement): Promise<void> {
  const { change, locks, exclusions, result, pairs, coMentors } = arrangement
  await tables(ctx)
    .insertInto('arrangement')
    .values({
      ...arrangement,
      change: json(change),
      locks: json(locks),
      exclusions: json(exclusions),
      result: json(result),
      pairs: json(pairs),
      coMentors: json(coMentors),
    })
    .execute()
  await keepFairness(ctx, arrangement)
}
