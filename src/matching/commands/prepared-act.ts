/**
 * What an act of a coordinator comes to, worked out by the engine before anything is locked: where the worst served or stability comes first
 * that takes seconds. The act itself (commands/arrangement.ts) looks once more whether it may be, and writes.
 */
import type { Pair } from '../../../matching-engine/index.ts'
import type { Context } from '../../kit/context.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import type { Begin } from '../../kit/jobs/jobs.ts'
import { allow } from '../../kit/wire/access.ts'
import { decide, notFound, Refusal, refused } from '../../kit/wire/refusal.ts'
import { matchingAccess } from '../access.ts'
import type { Act, ArrangementChange } from '../contract/arrangement.ts'
import type { First } from '../contract/criteria.ts'
import { arrangementVisibleTo, goesOnFrom, type Studio, storedForSystem, studioOf } from '../queries/arrangement.ts'
import { namesIn, questionsOfRound, roundVisibleTo } from '../queries/round.ts'
import { askSolution, EngineRefusal, editSolution, rearrangeSolution, type Solved, type Stored } from '../queries/solver.ts'
import { standingExclusionsForSystem, standingLocksForSystem } from '../queries/standing.ts'
import { isLiftable } from '../rules/arrangement.ts'
import { changesFor, type SolverChange } from '../rules/changes.ts'
import { conflict, conflictTold, type Names } from '../rules/conflict.ts'
import { objectives, putsFirst } from '../rules/first.ts'
import { sizesTold } from '../rules/groups.ts'
import { concerns } from '../rules/own.ts'

type EngineInput = Exclude<Act, { act: 'undo' }>

/** What an act is to the engine: changes of what is fixed, or another objective. */
export type EngineAct =
  | { readonly kind: 'changes'; readonly pair: Pair; readonly despite: readonly string[]; readonly changes: readonly SolverChange[] }
  | { readonly kind: 'put-first'; readonly first: First }

/** The next arrangement as the engine made it, and the change that it is. */
export interface PreparedAct {
  readonly id: string
  readonly change: ArrangementChange
  readonly solved: Solved
}

/** The engine has done the act, outside of any transaction; null: undoing asks nothing of it. */
export async function preparedAct(begin: Begin, arrangementId: string, input: Act): Promise<PreparedAct | null> {
  if (input.act === 'undo') return null
  const { studio, act, told, id } = await begin(ctx => readForAct(ctx, arrangementId, input))
  const load = () => begin(ctx => storedForSystem(ctx, studio.arrangement))
  if (act.kind === 'changes' && input.act === 'take') await bendsOnlyKnowingly(act, { load, told, id: studio.arrangement.id })
  const solved = await solvedAfter(studio.arrangement.id, act, { load, told, newId: id })
  return { id, change: changeOf(input), solved }
}

async function readForAct(ctx: Context, arrangementId: string, input: EngineInput) {
  const arrangement = await arrangementVisibleTo(ctx, arrangementId)
  const round = await roundVisibleTo(ctx, arrangement.roundId)
  allow(ctx.actor, matchingAccess.act, round)
  decide(await goesOnFrom(ctx, round, arrangement))
  const studio = await studioOf(ctx, arrangement)
  const act = engineAct(ctx, studio, input)
  await mayStand(ctx, studio, act)
  const told = namesIn(studio.known, round, await questionsOfRound(ctx, round))
  return { studio, act, told, id: uuidv7(ctx.now, ctx.random) }
}

/** What the act is to the engine; refused where the arrangement is not as it supposes, or it concerns the reader. */
export function engineAct(ctx: Pick<Context, 'actor'>, studio: Studio, input: EngineInput): EngineAct {
  const { arrangement } = studio
  if (input.act === 'put-first') {
    const sizes = { mentees: studio.mentees.size, mentors: studio.mentors.size }
    return { kind: 'put-first', first: decide(putsFirst(studio, input.first, sizes)) }
  }
  const [mentee, mentor] = [studio.members.get(input.menteeId), studio.members.get(input.mentorId)]
  if (mentee?.role !== 'mentee' || mentor?.role !== 'mentor' || concerns(ctx.actor, mentee, mentor)) throw notFound()
  const pair = { mentee: mentee.stableId, mentor: mentor.stableId }
  const despite = input.act === 'take' ? (input.despite ?? []) : []
  const changes = decide(
    changesFor({ act: input.act, ...pair, despite }, { ...arrangement, pairs: arrangement.result.pairs, mentors: mentee.capacity }),
  )
  return { kind: 'changes', pair, despite, changes }
}

function changeOf(input: EngineInput): ArrangementChange {
  if (input.act === 'put-first') return { kind: 'put-first', first: input.first }
  const pair = { menteeId: input.menteeId, mentorId: input.mentorId }
  if (input.act === 'take') return { kind: 'take', ...pair, despite: input.despite ?? [] }
  return input.act === 'lock' ? { kind: 'lock', ...pair, despite: [] } : { kind: input.act, ...pair }
}

/** Nothing that people were told, or have said for good, is undone by it. */
export async function mayStand(ctx: Context, studio: Studio, act: EngineAct): Promise<void> {
  if (act.kind !== 'changes') return
  await keepsWhatWasAsked(ctx, studio, act.changes)
  await keepsWhatWasSaid(ctx, studio, act.changes)
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

interface Asking {
  readonly load: () => Promise<Stored>
  readonly told: Names
}

/** A rule is bent only by whoever names it: the refusal says which ones stand against the pair. */
async function bendsOnlyKnowingly(
  { pair, despite }: Extract<EngineAct, { kind: 'changes' }>,
  { id, load, told }: Asking & { readonly id: string },
): Promise<void> {
  const [explained] = await askSolution(id, load, [{ kind: 'explain', ...pair }])
  const unnamed = explained.forbiddenBy.filter(rule => !despite.includes(rule))
  if (unnamed.length === 0) return
  if (unnamed.includes('distinct-person')) throw refused('locked_to_self', { mentee: told.mentee(pair.mentee) })
  throw refused('requirement_bent', {
    mentee: told.mentee(pair.mentee),
    mentor: told.mentor(pair.mentor),
    questions: unnamed.map(told.requirement),
  })
}

async function solvedAfter(
  arrangementId: string,
  act: EngineAct,
  { load, told, newId }: Asking & { readonly newId: string },
): Promise<Solved> {
  try {
    return act.kind === 'changes'
      ? await editSolution(arrangementId, load, act.changes, newId)
      : await rearrangeSolution(arrangementId, load, objectives[act.first], newId)
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error
    const read = conflict.safeParse(error.facts['conflict'])
    if (!read.success && error.code !== 'impossible-sizes') throw refused('act_refused')
    const { code, facts } = read.success ? conflictTold(read.data, told) : sizesTold(error.facts, told)
    throw new Refusal(code, facts)
  }
}
