/** What an arrangement says when it is read: what is shown of points, who deserves another look, and what differs from another one. */
import type { ArrangedPair, ArrangementChange, Look, Measure } from '../contract/arrangement.ts'
import type { Criterion } from '../contract/criteria.ts'

/** Under this a pair is looked at again. */
export const lowCompatibility = 65
/** A difference under this reads "about the same". */
export const aboutTheSame = 2

export const measureOf = (criteria: readonly Criterion[]): Measure =>
  criteria.some(({ kind }) => kind !== 'count') ? 'compatibility' : 'count'

/** What people see of points: compatibility in whole numbers that never promise more than there is; counts as they are. */
export const shownOf = (points: number, measure: Measure): number => (measure === 'count' ? points : Math.floor(points / 100))
/** A loss, as exact as it is. */
export const lossOf = (points: number, measure: Measure): number => (measure === 'count' ? points : points / 100)

/** Shown parts that add up to the shown whole: the largest remainders are rounded up. */
export function shownParts(points: readonly number[], measure: Measure): number[] {
  if (measure === 'count') return [...points]
  const whole = Math.floor(points.reduce((sum, one) => sum + one, 0) / 100)
  const floors = points.map(one => Math.floor(one / 100))
  const left = whole - floors.reduce((sum, one) => sum + one, 0)
  const byRemainder = points.map((one, at) => ({ at, remainder: one % 100 })).sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) floors[at] = (floors[at] ?? 0) + 1
  return floors
}

/** Why a pair is looked at again; null: it needs nobody. The gravest reason counts. */
export function lookOf(pair: Pick<ArrangedPair, 'points' | 'bent'>, measure: Measure, someoneLeft: boolean): Look | null {
  if (someoneLeft) return 'left'
  if (pair.bent.length > 0) return 'bent'
  const low = measure === 'count' ? pair.points === 0 : shownOf(pair.points, measure) < lowCompatibility
  return low ? 'low' : null
}

const gravity: Readonly<Record<Look, number>> = { left: 0, bent: 1, low: 2 }

/** Those to look at first, gravest first, then the rest; within each the weakest first. */
export function byNeed(
  a: { readonly look: Look | null; readonly shown: number },
  b: { readonly look: Look | null; readonly shown: number },
): number {
  const rank = (look: Look | null) => (look === null ? 3 : gravity[look])
  return rank(a.look) - rank(b.look) || a.shown - b.shown
}

/** To a tenth for counts, whole for compatibility; null: there is no pair. */
export function averageOf(total: number, pairs: number, measure: Measure): number | null {
  if (pairs === 0) return null
  return measure === 'count' ? Math.round((total / pairs) * 10) / 10 : Math.floor(total / pairs / 100)
}

/** What is told of some pairs in sum, wherever it is told. */
export function figuresOf({ pairs, total, lowest }: PairSums, measure: Measure) {
  return { pairs, average: averageOf(total, pairs, measure), lowest: lowest === null ? null : shownOf(lowest, measure) }
}
export interface PairSums {
  readonly pairs: number
  readonly total: number
  readonly lowest: number | null
}

export const sumsOf = (pairs: readonly Pick<ArrangedPair, 'points'>[]): PairSums => ({
  pairs: pairs.length,
  total: pairs.reduce((sum, { points }) => sum + points, 0),
  lowest: pairs.length === 0 ? null : pairs.reduce((least, { points }) => Math.min(least, points), Number.POSITIVE_INFINITY),
})

type Side = Pick<ArrangedPair, 'mentee' | 'mentor' | 'points'>
export interface MoveBetween<P> {
  readonly mentee: string
  readonly from: P | null
  readonly to: P | null
}

/** Whom mentees leave and whom they have instead, between two arrangements; by mentee, once for each mentor that differs. */
export function movesBetween<P extends Side>(from: readonly P[], to: readonly P[]): MoveBetween<P>[] {
  const keyOf = ({ mentee, mentor }: P) => `${mentee} ${mentor}`
  const [had, has] = [new Set(from.map(keyOf)), new Set(to.map(keyOf))]
  const left = Map.groupBy(
    from.filter(pair => !has.has(keyOf(pair))),
    ({ mentee }) => mentee,
  )
  const come = Map.groupBy(
    to.filter(pair => !had.has(keyOf(pair))),
    ({ mentee }) => mentee,
  )
  return [...new Set([...left.keys(), ...come.keys()])].sort().flatMap(mentee => {
    const [was, is] = [left.get(mentee) ?? [], come.get(mentee) ?? []]
    return Array.from({ length: Math.max(was.length, is.length) }, (_, at) => ({ mentee, from: was[at] ?? null, to: is[at] ?? null }))
  })
}

/** Whether a coordinator can put two people back: what they were kept apart for, or a topic that has been put right. */
export const isLiftable = (origin: 'coordinator' | 'reply' | 'topic' | 'closure'): boolean => origin === 'coordinator' || origin === 'topic'

/** Whether a coordinator can let go of two who are kept together: not of those who were asked, for they have been told. */
export const isLettable = (origin: 'coordinator' | 'proposal'): boolean => origin === 'coordinator'

/** The participants whom a change is about. */
export const pairOfChange = (change: ArrangementChange): { readonly menteeId: string; readonly mentorId: string } | null =>
  'menteeId' in change ? { menteeId: change.menteeId, mentorId: change.mentorId } : null
