import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { engineVersion, type Problem } from '../../../matching-engine/index.ts'
import { cohortToChange } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { type Begin, enqueue, jobKind } from '../../kit/jobs/jobs.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, noFaults, refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import type { Criterion, Requirement } from '../contract/criteria.ts'
import {
  type RoundFailure,
  type RoundProgress,
  type RoundState,
  roundCancelled,
  roundDiscarded,
  roundFailed,
  roundReady,
  roundStarted,
} from '../contract/round.ts'
import { criteriaOfForSystem } from '../queries/criteria.ts'
import { problemNowForSystem } from '../queries/problem.ts'
import { pendingPublicationOf } from '../queries/publication.ts'
import { openRoundOf, type Round, roundForSystem, roundToChange } from '../queries/round.ts'
import { EngineDefect, EngineRefusal, solveInThread } from '../queries/solver.ts'
import { matchesNobody } from '../rules/conflict.ts'
import type { InRound } from '../rules/entrants.ts'
import { canBeMade, objectiveFor, type Purpose } from '../rules/first.ts'
import { fitFaults } from '../rules/fit.ts'
import { canonical } from '../rules/problem.ts'
import { movedRound } from '../rules/round.ts'
import type { RoundTables } from '../tables/round.ts'
import { insertFirstArrangement } from './arrangement.ts'

const tables = (ctx: Context) => ctx.tx.withTables<RoundTables>()
const json = <T>(value: T): T => JSON.stringify(value) as unknown as T

/** Long enough for the largest cohort on a slow machine. */
export const solveRoundKind = jobKind({
  name: 'solve-match-round',
  payload: z.object({ roundId: z.uuid() }),
  expireSeconds: 900,
  retries: 6,
  longestDelaySeconds: 60,
})

/** A round over everybody who takes part now is queued, with its own copy of what it looks for and of who they are. */
export async function startRound(ctx: Context, cohortId: string): Promise<Round> {
  const cohort = await cohortToChange(ctx, cohortId)
  allow(ctx.actor, matchingAccess.start, cohort)
  if (await openRoundOf(ctx, cohortId)) throw refused('round_open')
  const lookedFor = await criteriaOfForSystem(ctx, cohortId)
  const { criteria, requirements, asked } = lookedFor
  if (criteria.length === 0) throw refused('no_criteria')
  noFaults(fitFaults(lookedFor, asked?.questions ?? []))
  const { entrants, groups, ...input } = await problemNowForSystem(ctx, cohort, lookedFor)
  const first = groups ? 'matched' : lookedFor.first
  for (const role of ['mentee', 'mentor'] as const)
    if (!entrants.some(entrant => entrant.role === role)) throw refused(role === 'mentee' ? 'no_mentees' : 'no_mentors')
  decide(canBeMade({ first, groups }, { mentees: input.problem.mentees.length, mentors: input.problem.mentors.length }))
  const problem = canonical(input.problem)
  const round = {
    organizationId: ctx.actor.organizationId,
    id: uuidv7(ctx.now, ctx.random),
    cohortId,
    programId: cohort.programId,
    state: 'queued' as const,
    criteria: json<readonly Criterion[]>(criteria),
    requirements: json<readonly Requirement[]>(requirements),
    first,
    groups: groups && json(groups),
    questionnaireVersionId: asked?.versionId ?? null,
    startedBy: ctx.actor.personId,
    startedAt: ctx.now,
    progress: null,
    aliveAt: null,
    endedAt: null,
    failure: null,
    problem,
    problemSha256: createHash('sha256').update(problem).digest('hex'),
    engine: engineVersion,
    seed: input.problem.seed,
    version: 1,
  }
  await tables(ctx).insertInto('matchRound').values(round).execute()
  await insertMembers(ctx, round.id, entrants)
  await enqueue(ctx, solveRoundKind, { roundId: round.id })
  await record(ctx, roundStarted, { round: round.id, cohort: cohortId }, cohort.programId)
  return { ...round, criteria, requirements, groups }
}

const membersAtOnce = 2000

async function insertMembers(ctx: Context, roundId: string, entrants: readonly InRound[]): Promise<void> {
  const rows = entrants.map(({ participantId, personId, role, stableId, capacity, comesFirst, responseId }) => ({
    organizationId: ctx.actor.organizationId,
    roundId,
    participantId,
    personId,
    role,
    stableId,
    capacity,
    comesFirst: comesFirst ?? false,
    responseId,
  }))
  for (let at = 0; at < rows.length; at += membersAtOnce)
    await tables(ctx)
      .insertInto('matchRoundParticipant')
      .values(rows.slice(at, at + membersAtOnce))
      .execute()
}

const heartbeatMs = 1000

/**
 * The round is ready with its first arrangement, or has failed and says why. Done once: whoever comes second finds it moved on. While it
 * solves, no transaction is open; each second the round hears how far it is, and the engine whether it was cancelled.
 */
export async function solveRound(begin: Begin, roundId: string, stopping: AbortSignal): Promise<void> {
  const started = await begin(ctx => beginSolving(ctx, roundId))
  if (!started) return
  const cancelling = new AbortController()
  const stop = () => cancelling.abort()
  stopping.addEventListener('abort', stop)
  let progress: RoundProgress | null = null
  const beat = setInterval(
    () =>
      void begin(ctx => heartbeat(ctx, roundId, progress)).then(
        goesOn => goesOn || stop(),
        () => undefined,
      ),
    heartbeatMs,
  )
  try {
    const solved = await solveInThread(started.arrangementId, started.problem, objectiveFor(started, started.problem), {
      signal: cancelling.signal,
      onProgress: told => (progress = told),
    })
    clearInterval(beat)
    await begin(async ctx => {
      const round = await stillSolving(ctx, roundId)
      if (!round) return
      if (matchesNobody(solved.result)) return failRound(ctx, round, { code: 'nobody_allowed', facts: nobodyBecause(started.problem) })
      await insertFirstArrangement(ctx, round, started.arrangementId, solved)
      await moveRound(ctx, round, 'ready')
      await record(ctx, roundReady, { round: round.id, cohort: round.cohortId, arrangement: started.arrangementId }, round.programId)
    })
  } catch (error) {
    clearInterval(beat)
    const failure = failureFor(error)
    // an outage: the queue tries again. A stop of the process: the next one goes on
    if (!failure || (failure === 'cancelled' && stopping.aborted)) throw error
    // cancelled by a person: the round says so already
    if (failure === 'cancelled') return
    await begin(async ctx => {
      const round = await stillSolving(ctx, roundId)
      if (round) await failRound(ctx, round, failure)
    })
    if (error instanceof EngineDefect) throw error
  } finally {
    clearInterval(beat)
    stopping.removeEventListener('abort', stop)
  }
}

interface Started extends Purpose {
  readonly problem: Problem
  readonly arrangementId: string
}

/** The round is solving, whoever left it so; null: it is not to be solved any more. */
async function beginSolving(ctx: Context, roundId: string): Promise<Started | null> {
  const round = await roundForSystem(ctx, roundId)
  if (!round || (round.state !== 'queued' && round.state !== 'solving')) return null
  const { problem } = await tables(ctx)
    .updateTable('matchRound')
    .set({ state: 'solving', aliveAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', roundId)
    .returning('problem')
    .executeTakeFirstOrThrow()
  if (!problem) return null
  return { problem: JSON.parse(problem) as Problem, first: round.first, groups: round.groups, arrangementId: uuidv7(ctx.now, ctx.random) }
}

/** Whether the round still wants to be solved; it hears how far it is. */
async function heartbeat(ctx: Context, roundId: string, progress: RoundProgress | null): Promise<boolean> {
  const beaten = await tables(ctx)
    .updateTable('matchRound')
    .set({ aliveAt: ctx.now, progress: progress && json(progress) })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', roundId)
    .where('state', '=', 'solving')
    .executeTakeFirst()
  return beaten.numUpdatedRows === 1n
}

async function stillSolving(ctx: Context, roundId: string): Promise<Round | null> {
  const round = await roundForSystem(ctx, roundId)
  return round?.state === 'solving' ? round : null
}

async function moveRound(ctx: Context, round: Round, to: RoundState, failure: RoundFailure | null = null): Promise<void> {
  const state = decide(movedRound(round.state, to))
  await tables(ctx)
    .updateTable('matchRound')
    .set({ state, failure: failure && json(failure), progress: null, endedAt: ctx.now, version: round.version + 1 })
    .where('organizationId', '=', round.organizationId)
    .where('id', '=', round.id)
    .execute()
}

async function failRound(ctx: Context, round: Round, failure: RoundFailure): Promise<void> {
  await moveRound(ctx, round, 'failed', failure)
  await record(ctx, roundFailed, { round: round.id, cohort: round.cohortId, code: failure.code }, round.programId)
}

/** The work was cut off too often to try once more: the round says so, and another can be started. */
export async function giveUpRound(ctx: Context, roundId: string): Promise<void> {
  const round = await roundForSystem(ctx, roundId)
  if (round?.state === 'queued' || round?.state === 'solving') await failRound(ctx, round, { code: 'round_given_up', facts: {} })
}

/** Locks that cannot all hold are told with the smallest set, groups that cannot be with their sizes; what else the engine refuses, and every defect of ours, by a code to quote. */
function failureFor(error: unknown): RoundFailure | 'cancelled' | null {
  if (error instanceof EngineDefect) return { code: 'round_refused', facts: { code: 'defect' } }
  if (!(error instanceof EngineRefusal)) return null
  if (error.code === 'cancelled') return 'cancelled'
  if (error.code === 'conflicting-locks') return { code: 'locks_conflict', facts: error.facts }
  if (error.code === 'impossible-sizes') return { code: 'sizes_impossible', facts: error.facts }
  return { code: 'round_refused', facts: { code: error.code } }
}

/** The one requirement, where there is only one to blame. */
const nobodyBecause = ({ requirements }: Problem): RoundFailure['facts'] =>
  requirements.length === 1 ? { requirement: requirements[0]?.id ?? null } : {}

/** The round stops before it is ready; its worker hears within a second. */
export async function cancelRound(ctx: Context, roundId: string): Promise<Round> {
  return endRound(ctx, roundId, 'cancelled')
}

/** A ready round is laid aside, so that another can be started. */
export async function discardRound(ctx: Context, roundId: string): Promise<Round> {
  if (await pendingPublicationOf(ctx, roundId)) throw refused('publication_pending')
  return endRound(ctx, roundId, 'discarded')
}

async function endRound(ctx: Context, roundId: string, to: 'cancelled' | 'discarded'): Promise<Round> {
  const round = await roundToChange(ctx, roundId)
  allow(ctx.actor, matchingAccess.start, round)
  await moveRound(ctx, round, to)
  await record(ctx, to === 'cancelled' ? roundCancelled : roundDiscarded, { round: round.id, cohort: round.cohortId }, round.programId)
  return { ...round, state: to, progress: null, endedAt: ctx.now, version: round.version + 1 }
}

/** A ready round is published: the cohort is free for the next one. The caller publishes, has locked the round and records it. */
export async function markRoundPublished(ctx: Context, round: Round): Promise<void> {
  await moveRound(ctx, round, 'published')
}
