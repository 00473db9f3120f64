/** Other ways to arrange the same people: by what, for how many, and what each costs beside the one that stands. */
import type { ArrangedPair, Measure } from '../contract/arrangement.ts'
import { figuresOf, lossOf, type MoveBetween, movesBetween, sumsOf } from './arrangement.ts'

/** With fewer than this on a side everybody knows everybody: the best few arrangements are looked at side by side. */
const smallSide = 15
export const isSmall = (mentees: number, mentors: number): boolean => mentees < smallSide || mentors < smallSide

/** So many possible pairs are arranged by something else while somebody waits: a few seconds. */
const mostPairs = 2_000_000
/** The largest round with as many on one side as on the other. */
export const mostOnASide = Math.floor(Math.sqrt(mostPairs) / 100) * 100
export const isArrangedAtOnce = (mentees: number, mentors: number): boolean => mentees * mentors <= mostPairs

type Side = Pick<ArrangedPair, 'mentee' | 'mentor' | 'points'>

/**
 * One arrangement beside another of the same people. Whoever is in a pair that is hidden, in either of the two, is in no figure of it: so
 * all of them add up, and none tells what is hidden. Who would lose most moves first.
 */
export function besideEachOther<P extends Side>(from: readonly P[], to: readonly P[], measure: Measure, isHidden: (pair: P) => boolean) {
  const left = new Set([...from, ...to].filter(isHidden).map(({ mentee }) => mentee))
  const [before, after] = [from, to].map(pairs => pairs.filter(({ mentee }) => !left.has(mentee))) as [P[], P[]]
  const placed = (pairs: readonly P[]) => new Set(pairs.map(({ mentee }) => mentee)).size
  const sums = sumsOf(after)
  return {
    figures: {
      ...figuresOf(sums, measure),
      menteesPlaced: placed(after),
      menteesLost: placed(before) - placed(after),
      lost: lossOf(sumsOf(before).total - sums.total, measure),
    },
    moves: movesBetween(before, after).sort((a, b) => gainOf(a) - gainOf(b)),
    left,
  }
}

/** Nobody at all is less than a pair without points. */
const gainOf = <P extends Side>({ from, to }: MoveBetween<P>): number => (to?.points ?? -1) - (from?.points ?? -1)
