/**
 * What the engine answers. A result is plain JSON like the problem; together they are all that is needed to check, explain,
 * price and edit it again. Rows of the certificate stand in the order of the problem's lists.
 */
import type { Pair, Side } from './problem.ts'

export type Objective =
  /** As many mentees as possible first (the default), then the best total; or the best total, however many that matches. */
  | { readonly kind: 'optimal'; readonly first?: 'matched' | 'total' }
  /** As many as possible, and those as evenly as possible; `bandPoints` (500) is how wide a band of points is. */
  | { readonly kind: 'fairest'; readonly by: Fairness; readonly bandPoints?: number }
  /** As many mentees as possible, then as many of the pairs in `keep` as possible, then the best total: after a break, disturb the fewest. */
  | { readonly kind: 'rematch'; readonly keep: readonly Pair[] }
  /** Nobody would rather swap, by the points of each side's own criteria (all if not given); the best for one side. */
  | {
      readonly kind: 'stable'
      readonly best: Side
      readonly menteeCriteria?: readonly string[]
      readonly mentorCriteria?: readonly string[]
    }
  /** Every mentor leads one group of `smallest` to `largest` mentees, or none. As many mentees as possible, then the best total. Then up to `coMentors` (0) mentors without a group join each: as many as possible, then the best mean of points with its members. */
  | {
      readonly kind: 'groups'
      readonly smallest: number
      readonly largest: number
      readonly coMentors?: number
      readonly mostNodes?: number
    }
  /** One side only (the mentees): everybody with one partner. As many as possible, then the best total. */
  | { readonly kind: 'peers'; readonly as: 'pairs' }
  /** One side only, in circles; nobody alone in a circle in their answer to `noLone`, at least two answers to `atLeastTwo`. */
  | Circles

export type Circles = {
  readonly kind: 'peers'
  readonly as: 'circles'
  readonly smallest: number
  readonly largest: number
  readonly noLone?: readonly string[]
  readonly atLeastTwo?: readonly string[]
}

export type Fairness =
  /** The points of the worst-served pair as high as possible, then the best total. */
  | 'worst'
  /** Fewest pairs in the lowest band of points, then in the next, and so on; then the best total. Also called generous. */
  | 'leximin'
  /** Most pairs in the highest band of points, then in the next, and so on; then the best total. Also called greedy. */
  | 'rankMaximal'

export type Result = {
  readonly engine: string
  readonly seed: string
  readonly objective: Objective
  /** By mentee id, then mentor id. */
  readonly pairs: readonly MatchedPair[]
  /** Mentees without any mentor, by id. */
  readonly unmatched: readonly UnmatchedMentee[]
  /** Mentors with places left, by id. */
  readonly freePlaces: readonly FreePlaces[]
  /** How many mentees have at least one mentor. */
  readonly matched: number
  /** Points of all pairs together. */
  readonly total: number
  /** Groups and circles, where the objective makes them: who is together. */
  readonly groups?: readonly Group[]
  readonly certificate: Certificate
}

/** In a group the mentors lead (the first one) or join, and the mentees are led; in a circle there are only mentees. */
export type Group = { readonly mentors: readonly string[]; readonly mentees: readonly string[]; readonly points: number }

export type MatchedPair = { readonly mentee: string; readonly mentor: string; readonly points: number; readonly locked: boolean }
export type UnmatchedMentee = { readonly mentee: string; readonly why: WhyUnmatched }
export type FreePlaces = { readonly mentor: string; readonly places: number }

export type WhyUnmatched =
  /** The mentee's own capacity is 0. */
  | 'takes-nobody'
  /** There is no mentor at all, or none with a place. */
  | 'no-places'
  /** A requirement or an exclusion rules out every mentor. */
  | 'nobody-allowed'
  /** Somebody is allowed, but serving this mentee would cost others more. */
  | 'places-taken'
  /** Only with `first: 'total'`: no allowed pair would add a point. */
  | 'adds-nothing'

/**
 * Prices that prove the total. Whoever adds up what every mentee and every place is worth at these prices, and what any
 * allowed pair is worth beyond them, gets an upper bound for every arrangement; here it equals what was reached.
 */
export type PriceCertificate = {
  readonly kind: 'prices'
  readonly mentees: readonly number[]
  readonly mentors: readonly number[]
  /** The bound, in the objective's own measure: points, plus the bonus of every mentee that is matched (README, "The certificate"). */
  readonly bound: number
}

export type Certificate =
  | PriceCertificate
  /** One proof after the other: each says that its goal cannot be met better among the arrangements that are best for all goals before. */
  | { readonly kind: 'levels'; readonly levels: readonly Level[] }
  /** Nobody and no place would rather have each other: a check of every pair finds none. */
  | { readonly kind: 'stable'; readonly blockingPairs: 0 }
  /** No arrangement is better than `bound` in the objective's own measure; `reached` is what this one has; proven when they meet or the search was exhausted. */
  | { readonly kind: 'bound'; readonly reached: number; readonly bound: number; readonly proven: boolean }
  /** Pairs of peers: prices of people and of odd sets of people (Edmonds' certificate). Everything is counted twice, so that it is whole. */
  | {
      readonly kind: 'odd-sets'
      readonly people: readonly number[]
      readonly sets: readonly { readonly people: readonly number[]; readonly price: number }[]
    }

/** Prices that prove one goal. `goal` says which. */
export type Level = { readonly goal: Goal; readonly mentees: readonly number[]; readonly mentors: readonly number[] }

export type Goal =
  | { readonly kind: 'matched' }
  /** With only pairs of more than this many points, fewer could be matched. */
  | { readonly kind: 'matched-above'; readonly points: number }
  /** Only pairs of at least this many points from here on. */
  | { readonly kind: 'at-least'; readonly points: number }
  /** Pairs with `from` to `until` (excluded) points: as few, or as many, as possible. */
  | { readonly kind: 'fewest' | 'most'; readonly from: number; readonly until: number }
  | { readonly kind: 'total' }

export type PairExplanation = {
  readonly mentee: string
  readonly mentor: string
  /** Null when the pair is forbidden; otherwise the sum of the lines. */
  readonly points: number | null
  readonly lines: readonly Line[]
  /** Ids of the requirements that forbid the pair, `distinct-person` included; and whether it is excluded by name. */
  readonly forbiddenBy: readonly string[]
  readonly excluded: boolean
  readonly state: 'matched' | 'locked' | 'open' | 'forbidden'
}

/** One criterion's part of the points. A silent line earned half (a count or rating: 0) because a side did not answer; it is no reason. */
export type Line = {
  readonly criterion: string
  readonly points: number
  /** The most this criterion could give; null for counts and ratings, which have no share. */
  readonly outOf: number | null
  readonly silent: boolean
  readonly evidence: Evidence | null
}

export type Evidence =
  | { readonly kind: 'choices'; readonly shared: readonly ItemPoints[]; readonly onlyMentee: number; readonly onlyMentor: number }
  | { readonly kind: 'levels'; readonly items: readonly LevelPoints[] }
  | { readonly kind: 'scale'; readonly mentee: number; readonly mentor: number }
  | { readonly kind: 'time'; readonly commonMinutes: number }
  | { readonly kind: 'numbers'; readonly mentee: number; readonly mentor: number }
  /** Rank from 1; null when not listed. */
  | { readonly kind: 'rank'; readonly by: 'mentee' | 'mentor'; readonly rank: number | null }
  | { readonly kind: 'rating'; readonly by: 'mentee' | 'mentor'; readonly rating: number | null }
  | { readonly kind: 'language'; readonly language: string | null; readonly level: number }

export type ItemPoints = { readonly choice: string; readonly points: number }
export type LevelPoints = { readonly key: string; readonly mentee: number; readonly mentor: number | null; readonly points: number }

export type UnmatchedExplanation = {
  readonly mentee: string
  /** Null when the mentee has somebody. */
  readonly why: WhyUnmatched | null
  /** Mentors with a place in the first place (capacity above 0). */
  readonly mentors: number
  readonly allowed: number
  /** Per requirement how many mentors it rules out, and how many that nothing else rules out; most first. */
  readonly ruledOut: readonly { readonly requirement: string; readonly mentors: number; readonly alone: number }[]
  readonly excluded: number
  /** Who holds the places with the best allowed mentors for this mentee, best first. */
  readonly heldBy: readonly { readonly mentor: string; readonly points: number; readonly mentees: readonly string[] }[]
  /** What would help, cheapest first. */
  readonly remedies: readonly Remedy[]
}

export type Remedy =
  /** One more place with this mentor, given to this mentee; nobody moves. */
  | { readonly kind: 'add-place'; readonly mentor: string; readonly matchedGained: number; readonly pointsGained: number }
  /** Lifting this one requirement for this pair; the mentor has a free place. */
  | { readonly kind: 'lift-requirement'; readonly requirement: string; readonly mentor: string; readonly points: number }
  /** Forcing this pair, at this price. */
  | { readonly kind: 'force'; readonly mentor: string; readonly matchedLost: number; readonly pointsLost: number }

export type Price = {
  readonly mentee: string
  readonly mentor: string
  /** What is priced: forcing a pair that is not matched, forbidding one that is. */
  readonly act: 'force' | 'forbid'
  /** False: the pair is forbidden, locked, or no arrangement can hold it; the numbers are 0 and there are no moves. */
  readonly possible: boolean
  /** Mentees (by priority: the sum over classes) that lose every mentor; negative is impossible where `matched` is first. */
  readonly matchedLost: number
  readonly pointsLost: number
  /** The chain of moves that leads to the best arrangement with this change, in order. */
  readonly moves: readonly Move[]
}

/** One mentee's step in a chain: leaves one mentor (or none: was waiting) for another (or none: waits now). */
export type Move = {
  readonly mentee: string
  readonly from: string | null
  readonly to: string | null
  readonly pointsBefore: number
  readonly pointsAfter: number
}

export type RowPrice = Omit<Price, 'moves'> & { readonly points: number | null }

/** Prices of all pairs: that of a mentee and a mentor lies at mentee · mentors + mentor, by their places in the problem's lists. */
export type PriceTable = {
  /** Of forcing the pair; of a matched one, of forbidding it. 0 where that is impossible. */
  readonly matchedLost: Int32Array
  /** Infinite where it is impossible. */
  readonly pointsLost: Float64Array
}
