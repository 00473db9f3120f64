/** Every kind of criterion, one entry each: how it is bound, and what can be wrong with it. The compiler demands that none is missing. */
import { largestRemainder } from '../largest-remainder.ts'
import { type Criterion, type CriterionKind, type CriterionOf, type Mode, mostPoints, type TraitKind } from '../problem.ts'
import type { BoundCriterion, People } from './bound.ts'
import { boundAvailability, boundCategory, boundDistance, boundLanguage, boundScale } from './comparisons.ts'
import { boundCount, boundLevel, boundSet } from './sets.ts'
import { boundRank, boundRating } from './wishes.ts'

type Entry<K extends CriterionKind> = {
  /** The kind of trait this kind reads. */
  readonly reads: TraitKind
  bind(criterion: CriterionOf<K>, outOf: number, people: People): BoundCriterion
  /** Whether a pair's points depend on who the other mentors are; they never depend on the other mentees. No, if not given. */
  looksAround?(criterion: CriterionOf<K>): boolean
  /** Names of the fields that cannot be used as they are. */
  faults(criterion: CriterionOf<K>): string[]
}

const modes: readonly Mode[] = ['similar', 'complementary', 'different']
const whole = (number: number, least: number, most = 1_000_000): boolean => Number.isInteger(number) && number >= least && number <= most
const unless = (fine: boolean, field: string): string[] => (fine ? [] : [field])
const percents = (shares: readonly number[]): boolean => shares.every(share => whole(share, 0, 100))

export const criterionKinds: { readonly [K in CriterionKind]: Entry<K> } = {
  set: {
    reads: 'choices',
    bind: boundSet,
    looksAround: ({ itemWeights }) => itemWeights === 'rarity',
    faults: ({ mode, itemWeights }) => [
      ...unless(modes.includes(mode), 'mode'),
      ...unless(
        itemWeights === undefined || itemWeights === 'rarity' || Object.values(itemWeights).every(weight => whole(weight, 0)),
        'itemWeights',
      ),
    ],
  },
  count: {
    reads: 'choices',
    bind: (criterion, _, people) => boundCount(criterion, people),
    faults: ({ pointsPerItem }) => unless(whole(pointsPerItem, 0, mostPoints), 'pointsPerItem'),
  },
  level: {
    reads: 'levels',
    bind: boundLevel,
    faults: ({ mode, steps }) => [...unless(modes.includes(mode), 'mode'), ...unless(whole(steps, 1), 'steps')],
  },
  scale: {
    reads: 'scale',
    bind: boundScale,
    faults: ({ mode, steps, table }) => [
      ...unless(modes.includes(mode), 'mode'),
      ...unless(whole(steps, 2, 1000), 'steps'),
      ...unless(table === undefined || (table.length === steps && table.every(row => row.length === steps && percents(row))), 'table'),
    ],
  },
  availability: {
    reads: 'weekly',
    bind: boundAvailability,
    faults: ({ enoughMinutes }) => unless(whole(enoughMinutes, 1), 'enoughMinutes'),
  },
  distance: {
    reads: 'number',
    bind: boundDistance,
    faults: ({ mode, reach, gap = 0 }) => [
      ...unless(modes.includes(mode), 'mode'),
      ...unless(whole(reach, 1), 'reach'),
      ...unless(whole(gap, -1_000_000), 'gap'),
    ],
  },
  rank: {
    reads: 'ranks',
    bind: boundRank,
    faults: ({ places, shares, by }) => [
      ...unless(by === 'mentee' || by === 'mentor', 'by'),
      ...unless(whole(places, 1), 'places'),
      ...unless(shares === undefined || percents(shares), 'shares'),
    ],
  },
  category: {
    reads: 'choices',
    bind: boundCategory,
    faults: ({ mode }) => unless(mode === 'similar' || mode === 'different', 'mode'),
  },
  language: {
    reads: 'levels',
    bind: boundLanguage,
    faults: ({ enoughLevel }) => unless(whole(enoughLevel, 1), 'enoughLevel'),
  },
  rating: {
    reads: 'ratings',
    bind: (criterion, _, people) => boundRating(criterion, people),
    faults: ({ pointsPerStep, by }) => [
      ...unless(by === 'mentee' || by === 'mentor', 'by'),
      ...unless(whole(pointsPerStep, 0, mostPoints), 'pointsPerStep'),
    ],
  },
}

/** The criterion with its people, by the entry of its own kind. */
function bindOne<K extends CriterionKind>(criterion: CriterionOf<K>, kind: K, outOf: number, people: People): BoundCriterion {
  return criterionKinds[kind].bind(criterion, outOf, people)
}

export function criterionFaults<K extends CriterionKind>(criterion: CriterionOf<K>, kind: K): string[] {
  return criterionKinds[kind].faults(criterion)
}

/** Whether the points of a pair depend on who the other mentors are. */
export function looksAround(criterion: Criterion): boolean {
  return looksAroundBy(criterion, criterion.kind)
}

function looksAroundBy<K extends CriterionKind>(criterion: CriterionOf<K>, kind: K): boolean {
  return criterionKinds[kind].looksAround?.(criterion) ?? false
}

/** The most each criterion can give, in the order of the list: 10,000 points split by weight; 0 for counts and ratings. */
export function sharesOf(criteria: readonly Criterion[]): number[] {
  return largestRemainder(
    mostPoints,
    criteria.map(criterion => ('weightPoints' in criterion ? criterion.weightPoints : 0)),
  )
}

export function bindCriteria(criteria: readonly Criterion[], people: People): BoundCriterion[] {
  const shares = sharesOf(criteria)
  return criteria.map((criterion, index) => bindOne(criterion, criterion.kind, shares[index] ?? 0, people))
}
