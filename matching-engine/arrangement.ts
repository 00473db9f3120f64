/**
 * What the engine answers. A result is plain JSON like the problem; together they are all that is needed to check, explain,
 * price and edit it again. Rows of the certificate stand in the order of the problem's lists.
 */

export type Objective =
  /** As many mentees as possible first (the default), then the best total; or the best total, however many that matches. */
  { readonly kind: 'optimal'; readonly first?: 'matched' | 'total' }

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
  readonly certificate: Certificate
}

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
export type Certificate = {
  readonly kind: 'prices'
  readonly mentees: readonly number[]
  readonly mentors: readonly number[]
  /** The bound, in the objective's own measure: points, plus the bonus of every mentee that is matched (README, "The certificate"). */
  readonly bound: number
}

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
  readonly why: WhyUnmatched
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
  /** One more place with this mentor: the mentee (or, by moves, everybody concerned) is served; what the whole gains. */
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
