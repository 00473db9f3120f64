/** What the people of a round would come to if its criteria counted more or less: only looked at, and no transaction is open meanwhile. */
import type { Begin } from '../../kit/jobs/jobs.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { decide, refused } from '../../kit/wire/refusal.ts'
import type { OtherWay } from '../contract/alternatives.ts'
import { movesListed } from '../contract/alternatives.ts'
import type { readSensitivity, readWeighing } from '../contract/weighing.ts'
import { isArrangedAtOnce, mostOnASide } from '../rules/alternatives.ts'
import { shownOf } from '../rules/arrangement.ts'
import { concerns } from '../rules/own.ts'
import {
  askedWeights,
  isToldAtOnce,
  type JudgedPair,
  judgedBoth,
  samePairs,
  type Weighed,
  type Weights,
  weightedTimes,
  weightsOf,
} from '../rules/weighing.ts'
import { type Priced, pricedVisibleTo, type Studio, storedForSystem, studioOf } from './arrangement.ts'
import { person } from './price.ts'
import { askSolution, EngineRefusal } from './solver.ts'

const nothing: Weighed = { stands: [], way: [], anew: [] }

interface Looking {
  readonly studio: Studio<Priced>
  /** Nobody learns anything about a pair of their own. */
  readonly isHidden: (pair: { readonly mentee: string; readonly mentor: string }) => boolean
}

async function lookingAt(begin: Begin, arrangementId: string): Promise<Looking> {
  const { actor, studio } = await begin(async ctx => ({
    actor: ctx.actor,
    studio: await studioOf(ctx, await pricedVisibleTo(ctx, arrangementId)),
  }))
  const { mentees, mentors } = studio
  if (!isArrangedAtOnce(mentees.size, mentors.size)) throw refused('too_many_to_arrange', { most: mostOnASide })
  return { studio, isHidden: pair => concerns(actor, mentees.get(pair.mentee), mentors.get(pair.mentor)) }
}

/** The best arrangement by the tried weights beside the one that is shown, each judged by both. */
export async function weighingOf(
  begin: Begin,
  asked: { readonly arrangementId: string; readonly weights: readonly string[] },
  signal: AbortSignal,
): Promise<Answer<typeof readWeighing>> {
  const { studio, isHidden } = await lookingAt(begin, asked.arrangementId)
  const weights = decide(askedWeights(studio.round.criteria, asked.weights))
  const [reply] = await weighedBy(begin, studio, [weights], signal)
  const { measure, mentees, mentors } = studio
  const { figures, moves, ...rest } = judgedBoth(reply ?? nothing, measure, isHidden)
  const side = (pair: JudgedPair | null) => {
    const mentor = mentors.get(pair?.mentor ?? '')
    return pair && mentor ? { ...person(mentor), shown: shownOf(pair.tried, measure) } : null
  }
  const listed = moves.slice(0, movesListed).flatMap(({ mentee: id, from, to }): OtherWay['moves'] => {
    const mentee = mentees.get(id)
    return mentee ? [{ mentee: person(mentee), from: side(from), to: side(to) }] : []
  })
  return { measure, way: { ...figures, menteesMoved: moves.length, moves: listed }, ...rest }
}

/** How many pairs would be others if a criterion counted half or double; of all criteria only where that is soon done. */
export async function sensitivityOf(
  begin: Begin,
  asked: { readonly arrangementId: string; readonly criterion?: string | undefined },
  signal: AbortSignal,
): Promise<Answer<typeof readSensitivity>> {
  const { studio, isHidden } = await lookingAt(begin, asked.arrangementId)
  const { mentees, mentors, round } = studio
  const ids = round.criteria.map(({ id }) => id).filter(id => asked.criterion === undefined || id === asked.criterion)
  if (ids.length === 0) throw refused('weights_unknown')
  if (ids.length > 1 && !isToldAtOnce(mentees.size, mentors.size, ids.length)) throw refused('too_many_to_arrange', { most: mostOnASide })
  const own = weightsOf(round.criteria)
  const tried = ids.flatMap(id => [weightedTimes(own, id, 0.5), weightedTimes(own, id, 2)])
  const replies = await weighedBy(begin, studio, tried, signal)
  // one set of pairs for all rows, so that their counts are of the same whole: whoever is hidden anywhere is in none of them
  const hidden = new Set(replies.flatMap(({ stands, way }) => [...stands, ...way].filter(isHidden).map(({ mentee }) => mentee)))
  const shown = (pairs: readonly JudgedPair[]) => pairs.filter(({ mentee }) => !hidden.has(mentee))
  const pairs = shown(replies[0]?.stands ?? []).length
  const others = (at: number) => pairs - samePairs(shown(replies[at]?.stands ?? []), shown(replies[at]?.way ?? []))
  return { pairs, rows: ids.map((criterion, at) => ({ criterion, half: others(2 * at), double: others(2 * at + 1) })) }
}

/** What the engine will not weigh by is refused in words; whoever goes away ends it. */
async function weighedBy(
  begin: Begin,
  { arrangement }: Studio<Priced>,
  tried: readonly Weights[],
  signal: AbortSignal,
): Promise<Weighed[]> {
  if (signal.aborted) throw refused('busy')
  try {
    return await askSolution(
      arrangement.id,
      () => begin(ctx => storedForSystem(ctx, arrangement)),
      tried.map(weights => ({ kind: 'weighed' as const, weights: [...weights] })),
      signal,
    )
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error
    if (error.code === 'cancelled') throw refused('busy')
    if (tooLarge.has(error.code)) throw refused('weights_too_large')
    throw error
  }
}

/** A pair with too many points, numbers beyond exactness, or a weight that is no number anybody means. */
const tooLarge: ReadonlySet<string> = new Set(['too-many-points', 'beyond-exactness', 'faulty-problem'])
