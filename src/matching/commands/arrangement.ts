import type { Lock, Pair } from '../../../matching-engine/index.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, notFound, Refusal, refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import { type Act, type ArrangedPair, type ArrangementChange, arrangementMade } from '../contract/arrangement.ts'
import {
  type Arrangement,
  arrangementForSystem,
  arrangementVisibleTo,
  goesOnFrom,
  type Studio,
  storedForSystem,
  studioOf,
} from '../queries/arrangement.ts'
import { membersOfForSystem, namesIn, questionsOfRound, type Round, roundToChange } from '../queries/round.ts'
import { askSolution, EngineRefusal, editSolution, type Solved } from '../queries/solver.ts'
import { standingExclusionsForSystem, standingLocksForSystem } from '../queries/standing.ts'
import { isLiftable, pairOfChange } from '../rules/arrangement.ts'
import { changesFor, type SolverChange } from '../rules/changes.ts'
import { conflict, conflictTold } from '../rules/conflict.ts'
import { concerns } from '../rules/own.ts'
import type { RoundTables } from '../tables/round.ts'
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
 * arrangement that stands can be gone on from, so the second of two people at once is told that it has moved on.
 */
export async function changeArrangement(ctx: Context, arrangementId: string, input: Act): Promise<Arrangement> {
  const arrangement = await arrangementVisibleTo(ctx, arrangementId)
  const round = await roundToChange(ctx, arrangement.roundId)
  allow(ctx.actor, matchingAccess.act, round)
  decide(await goesOnFrom(ctx, round, arrangement))
  const studio = await studioOf(ctx, arrangement)
  const next = input.act === 'undo' ? await undone(ctx, studio, input.reason ?? null) : await acted(ctx, studio, input)
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

async function acted(ctx: Context, studio: Studio, input: Exclude<Act, { act: 'undo' }>): Promise<Arrangement> {
  const { arrangement, round } = studio
  const [mentee, mentor] = [studio.members.get(input.menteeId), studio.members.get(input.mentorId)]
  if (mentee?.role !== 'mentee' || mentor?.role !== 'mentor' || concerns(ctx.actor, mentee, mentor)) throw notFound()
  const names = { mentee: mentee.stableId, mentor: mentor.stableId }
  const despite = input.act === 'take' ? (input.despite ?? []) : []
  const changes = decide(changesFor({ act: input.act, ...names, despite }, { ...arrangement, pairs: arrangement.result.pairs }))
  await keepsWhatWasAsked(ctx, studio, changes)
  await keepsWhatWasSaid(ctx, studio, changes)
  if (input.act === 'take') await bendsOnlyKnowingly(ctx, studio, names, despite)
  const id = uuidv7(ctx.now, ctx.random)
  const solved = await solvedAfter(ctx, studio, changes, id)
  const pair = { menteeId: mentee.participantId, mentorId: mentor.participantId }
  const change: ArrangementChange =
    input.act === 'lock' || input.act === 'take' ? { kind: input.act, ...pair, despite: [...despite] } : { kind: input.act, ...pair }
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

/** Two people who were asked, or have agreed, are not parted from the studio: they have been told. */
async function keepsWhatWasAsked(ctx: Context, studio: Studio, changes: readonly SolverChange[]): Promise<void> {
  const freed = changes.filter(({ kind }) => kind === 'unlock')
  if (freed.length === 0) return
  const asked = (await standingLocksForSystem(ctx, studio.round.cohortId)).filter(({ origin }) => origin === 'proposal')
  for (const { mentee, mentor } of freed) {
    const [a, b] = [studio.mentees.get(mentee), studio.mentors.get(mentor)]
    if (asked.some(lock => lock.menteeParticipantId === a?.participantId && lock.mentorParticipantId === b?.participantId))
      throw refused('pair_asked', { mentee: a?.name ?? '', mentor: b?.name ?? '' })
  }
}

/** What somebody said for good is not a coordinator's to lift: it can be talked over with them, and they may lift it themselves. */
async function keepsWhatWasSaid(ctx: Context, studio: Studio, changes: readonly SolverChange[]): Promise<void> {
  for (const { kind, mentee, mentor } of changes) {
    const [a, b] = [studio.mentees.get(mentee), studio.mentors.get(mentor)]
    if (kind !== 'readmit' || !a || !b) continue
    const standing = await standingExclusionsForSystem(ctx, [b.personId])
    const said = standing.find(one => one.menteePersonId === a.personId && one.mentorPersonId === b.personId)
    if (said && !isLiftable(said.origin)) throw refused('apart_by_person', { mentee: a.name, mentor: b.name })
  }
}

/** A rule is bent only by whoever names it: the refusal says which ones stand against the pair. */
async function bendsOnlyKnowingly(ctx: Context, studio: Studio, names: Pair, despite: readonly string[]): Promise<void> {
  const { arrangement, round, known } = studio
  const [explained] = await askSolution(arrangement.id, () => storedForSystem(ctx, arrangement), [{ kind: 'explain', ...names }])
  const unnamed = explained.forbiddenBy.filter(id => !despite.includes(id))
  if (unnamed.length === 0) return
  const told = namesIn(known, round, await questionsOfRound(ctx, round))
  if (unnamed.includes('distinct-person')) throw refused('locked_to_self', { mentee: told.mentee(names.mentee) })
  throw refused('requirement_bent', {
    mentee: told.mentee(names.mentee),
    mentor: told.mentor(names.mentor),
    questions: unnamed.map(told.requirement),
  })
}

async function solvedAfter(ctx: Context, studio: Studio, changes: readonly SolverChange[], newId: string): Promise<Solved> {
  const { arrangement, round, known } = studio
  try {
    return await editSolution(arrangement.id, () => storedForSystem(ctx, arrangement), changes, newId)
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error
    const read = conflict.safeParse(error.facts['conflict'])
    if (!read.success) throw refused('act_refused')
    const { code, facts } = conflictTold(read.data, namesIn(known, round, await questionsOfRound(ctx, round)))
    throw new Refusal(code, facts)
  }
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
): Pick<Arrangement, 'locks' | 'exclusions' | 'result' | 'pairs' | 'pairCount' | 'matched' | 'total' | 'lowest'> {
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
    result,
    pairs,
    pairCount: pairs.length,
    matched: result.matched,
    total: result.total,
    lowest: pairs.length === 0 ? null : pairs.reduce((least, { points }) => Math.min(least, points), Number.POSITIVE_INFINITY),
  }
}

async function insert(ctx: Context, arrangement: Arrangement): Promise<void> {
  const { change, locks, exclusions, result, pairs } = arrangement
  await tables(ctx)
    .insertInto('arrangement')
    .values({
      ...arrangement,
      change: json(change),
      locks: json(locks),
      exclusions: json(exclusions),
      result: json(result),
      pairs: json(pairs),
    })
    .execute()
}
