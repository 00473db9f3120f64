/** The same people and criteria with other weights: what may be asked, what the engine is asked, and how the two arrangements stand beside each other. */
import type { Problem } from '../../../matching-engine/index.ts'
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { ArrangedPair, Measure } from '../contract/arrangement.ts'
import type { Criterion } from '../contract/criteria.ts'
import { besideEachOther } from './alternatives.ts'
import { figuresOf, lossOf, movesBetween, type PairSums, sumsOf } from './arrangement.ts'
import { sharesOf } from './sentences.ts'

/** By criterion: its part beside the others, or points for each where it counts. */
export type Weights = ReadonlyMap<string, number>

type Weighted = { readonly id: string } & ({ readonly weightPoints: number } | { readonly pointsPerItem: number } | object)

const weightIn = (criterion: Weighted): number =>
  'weightPoints' in criterion ? criterion.weightPoints : 'pointsPerItem' in criterion ? criterion.pointsPerItem : 0

const withWeight = <C extends Weighted>(criterion: C, weight: number): C =>
  'weightPoints' in criterion
    ? { ...criterion, weightPoints: weight }
    : 'pointsPerItem' in criterion
      ? { ...criterion, pointsPerItem: weight }
      : criterion

export const weightsOf = (criteria: readonly Weighted[]): Weights => new Map(criteria.map(criterion => [criterion.id, weightIn(criterion)]))

/** As they stand in an address: `skills:60`. */
export const weightTexts = (weights: Weights): string[] => [...weights].map(([id, weight]) => `${id}:${weight}`)

/** The weights that are asked for, one for each criterion of the round and for nothing else; or why they cannot be tried. */
export function askedWeights(criteria: readonly Weighted[], texts: readonly string[]): Weights | Refusal {
  const asked = new Map(texts.map(text => [text.slice(0, text.lastIndexOf(':')), Number(text.slice(text.lastIndexOf(':') + 1))]))
  const isWhole = [...asked.values()].every(weight => Number.isInteger(weight) && weight >= 0)
  if (!isWhole || asked.size !== texts.length || asked.size !== criteria.length || !criteria.every(({ id }) => asked.has(id)))
    return refused('weights_unknown')
  if ([...asked.values()].every(weight => weight === 0)) return refused('weights_all_zero')
  return new Map(criteria.map(({ id }) => [id, asked.get(id) ?? 0]))
}

/** One of them counts `times` as much beside the others, in whole numbers. */
export const weightedTimes = (weights: Weights, criterion: string, times: 0.5 | 2): Weights =>
  new Map([...weights].map(([id, weight]) => [id, weight * (times === 2 ? (id === criterion ? 2 : 1) : id === criterion ? 1 : 2)]))

/** The problem with these weights; whoever is kept together or apart in it stays so. */
export const problemWith = (problem: Problem, weights: Weights): Problem => ({
  ...problem,
  criteria: problem.criteria.map(criterion => withWeight(criterion, weights.get(criterion.id) ?? 0)),
})

/** Criteria to be saved with these weights. What counts nothing is looked for no more: a saved criterion counts something. */
export const criteriaWith = (criteria: readonly Criterion[], weights: Weights): Criterion[] =>
  criteria.flatMap(criterion => {
    const weight = weights.get(criterion.id) ?? weightIn(criterion)
    return weight === 0 ? [] : [withWeight(criterion, weight)]
  })

/** What is set for each criterion: its share of 100, or the points of a count. */
export function settings(criteria: readonly Criterion[], weights: Weights = weightsOf(criteria)): number[] {
  const shares = sharesOf(criteria.map(criterion => withWeight(criterion, weights.get(criterion.id) ?? 0)))
  return criteria.map(({ id }, at) => shares[at] ?? weights.get(id) ?? 0)
}

/** The weights behind what is set: the round's own, to the last part of them, where nothing was changed. */
export function weightsSet(criteria: readonly Criterion[], set: readonly number[]): Weights {
  const own = settings(criteria)
  return own.every((one, at) => one === set[at]) ? weightsOf(criteria) : new Map(criteria.map(({ id }, at) => [id, set[at] ?? 0]))
}

/**
 * Where the tried weights stand to what the cohort looks for now: it weighs by them already; it compares something else than the round did,
 * so that they say nothing about it; or it can take them over.
 */
export function standingOf(now: readonly Criterion[], round: readonly Criterion[], weights: Weights): 'used' | 'changed' | 'usable' {
  const isOf = (criteria: readonly Criterion[]) =>
    criteria.length === now.length && criteria.every(({ id, kind }) => now.some(one => one.id === id && one.kind === kind))
  const counting = round.filter(({ id }) => weights.get(id) !== 0)
  const isSame = () => settings(now).join() === settings(now, weights).join()
  return isOf(counting) && isSame() ? 'used' : isOf(round) ? 'usable' : 'changed'
}

/**
 * One share is set to `to` and the others make room, or fill up, in the ratio in which they stood (equally, where they stood at nothing): all
 * of them are whole and make a hundred. A count stands alone.
 */
export function shifted(set: readonly number[], at: number, to: number, isShare: boolean): number[] {
  if (!isShare) return set.map((one, other) => (other === at ? to : one))
  const others = set.map((one, other) => (other === at ? 0 : one))
  const standing = others.reduce((sum, one) => sum + one, 0)
  const ratio = standing > 0 ? others : set.map((_, other) => (other === at ? 0 : 1))
  const sum = ratio.reduce((all, one) => all + one, 0)
  if (sum === 0) return set.map(() => 100)
  const exact = ratio.map(one => (one * (100 - to)) / sum)
  const whole = exact.map(Math.floor)
  const left = 100 - to - whole.reduce((all, one) => all + one, 0)
  const byRest = exact.map((one, other) => ({ other, rest: one - Math.floor(one) })).sort((a, b) => b.rest - a.rest || a.other - b.other)
  for (const { other } of byRest.slice(0, left)) whole[other] = (whole[other] ?? 0) + 1
  return whole.map((one, other) => (other === at ? to : one))
}

/**
 * What is worked out for every criterion at once while somebody looks: two arrangements for each. A million possible pairs take about
 * a second to arrange with as few moves as can be, so this is about four seconds on one core.
 */
const mostPairsTogether = 4_000_000
export const isToldAtOnce = (mentees: number, mentors: number, criteria: number): boolean =>
  mentees * mentors * criteria * 2 <= mostPairsTogether

/** A pair by the weights of the round and by the tried ones. */
export interface JudgedPair extends Pick<ArrangedPair, 'mentee' | 'mentor' | 'points'> {
  readonly tried: number
}

/** What stands; the best by the tried weights in which nobody moves who need not; and the one that a round with them would find. */
export interface Weighed<P extends JudgedPair = JudgedPair> {
  readonly stands: readonly P[]
  readonly way: readonly P[]
  readonly anew: readonly P[]
}

/**
 * Two arrangements of the same people, each judged by both weights, and how many would move in a third one that is as good as the second.
 * Whoever is hidden in one of them is in no figure, as in every comparison.
 */
export function judgedBoth<P extends JudgedPair>(
  { stands, way, anew }: Weighed<P>,
  measure: Measure,
  isHidden: (pair: JudgedPair) => boolean,
) {
  const byTried = (pairs: readonly P[]) => pairs.map(pair => ({ ...pair, points: pair.tried }))
  const hidden = new Set(anew.filter(isHidden).map(({ mentee }) => mentee))
  const isOut = (pair: JudgedPair) => hidden.has(pair.mentee) || isHidden(pair)
  const { figures, moves, left } = besideEachOther(byTried(stands), byTried(way), measure, isOut)
  const [before, after] = [stands, way].map(pairs => pairs.filter(({ mentee }) => !left.has(mentee))) as [P[], P[]]
  const sums = (of: (pairs: readonly P[]) => readonly Pick<ArrangedPair, 'points'>[]) =>
    sideBySide(sumsOf(of(before)), sumsOf(of(after)), measure)
  return {
    figures,
    moves: moves.sort((a, b) => changeOf(b) - changeOf(a)),
    pairs: before.length,
    pairsSame: samePairs(before, after),
    movedAnew: movesBetween(
      before,
      anew.filter(({ mentee }) => !left.has(mentee)),
    ).length,
    judged: { own: sums(pairs => pairs), tried: sums(byTried) },
  }
}

function sideBySide(stands: PairSums, way: PairSums, measure: Measure) {
  const told = (sums: PairSums) => {
    const { average, lowest } = figuresOf(sums, measure)
    return { average, lowest }
  }
  return { stands: told(stands), way: told(way), lost: lossOf(stands.total - way.total, measure) }
}

/** How much it is for a mentee; somebody instead of nobody is more than a pair without points. */
const changeOf = ({ from, to }: { readonly from: JudgedPair | null; readonly to: JudgedPair | null }): number =>
  Math.abs((to?.tried ?? -1) - (from?.tried ?? -1))

/** How many pairs of one are in the other, too. */
export function samePairs<P extends Pick<ArrangedPair, 'mentee' | 'mentor'>>(one: readonly P[], other: readonly P[]): number {
  const pairs = new Set(other.map(({ mentee, mentor }) => JSON.stringify([mentee, mentor])))
  return one.filter(({ mentee, mentor }) => pairs.has(JSON.stringify([mentee, mentor]))).length
}
