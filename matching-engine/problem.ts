/**
 * What the engine is asked. A problem is plain JSON: the caller may store it, hash it and hand it back years later.
 * Two sides, mentees and mentors, each person with traits; criteria compare traits and give points, requirements compare
 * traits and allow or forbid. Everything is named by stable ids; the order of the lists never matters to the answer.
 */

export type Problem = {
  readonly seed: string
  readonly mentees: readonly Candidate[]
  readonly mentors: readonly Candidate[]
  readonly criteria: readonly Criterion[]
  readonly requirements: readonly Requirement[]
  /** Pairs that must be in the arrangement. */
  readonly locks?: readonly Lock[]
  /** Pairs that must not be in it. */
  readonly exclusions?: readonly Pair[]
}

export type Candidate = {
  /** Stable id, unique on its side. Ties are broken by a seeded hash of it. */
  readonly id: string
  /** Who this is, when one person stands on both sides; the id if absent. Nobody is ever matched with themself. */
  readonly person?: string
  /** How many of the other side this one takes on; a whole number, 1 if absent. */
  readonly capacity?: number
  /** Mentees only: 0 is placed first, then 1, and so on; 0 if absent. Counts only where the objective looks at `matched` first. */
  readonly priority?: number
  readonly traits: Readonly<Record<string, Trait>>
}

export type Pair = { readonly mentee: string; readonly mentor: string }

/** A lock may knowingly bend requirements, named by id; it can never bend an exclusion, a capacity or that two people are distinct. */
export type Lock = Pair & { readonly despite?: readonly string[] }

/** What somebody said under one key. A missing key, an empty list or an empty table is silence. */
export type Trait =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  /** A whole level from 1 per key, such as a language or a skill. */
  | { readonly kind: 'levels'; readonly levels: Readonly<Record<string, number>> }
  | { readonly kind: 'number'; readonly number: number }
  /** A step from 0 on an ordered scale. */
  | { readonly kind: 'scale'; readonly step: number }
  /** Half-open ranges of minutes since Monday 00:00 UTC, in quarter hours; a range may run over the end of the week. */
  | { readonly kind: 'weekly'; readonly minutes: readonly (readonly [from: number, until: number])[] }
  /** Ids of the other side, best first; ids in one group are equally good. */
  | { readonly kind: 'ranks'; readonly ranks: readonly (readonly string[])[] }
  /** A whole number from 0 per id of the other side. */
  | { readonly kind: 'ratings'; readonly ratings: Readonly<Record<string, number>> }

export type TraitKind = Trait['kind']

/** `similar`: alike on both sides; `complementary`: what the mentee wants, the mentor has; `different`: the contrary of similar. */
export type Mode = 'similar' | 'complementary' | 'different'

type Compared = { readonly id: string; readonly mentee: string; readonly mentor: string }
/** Weights are relative; the engine splits 10,000 points over them by largest remainder (weights that sum to 10,000 stay as they are). */
type Weighted = Compared & { readonly weightPoints: number }

export type Criterion =
  /** Shared choices. Complementary: part of what the mentee chose; similar: half from each side's list; different: the contrary. */
  | (Weighted & { readonly kind: 'set'; readonly mode: Mode; readonly itemWeights?: Readonly<Record<string, number>> | 'rarity' })
  /** Whole points for every shared choice; no weight. */
  | (Compared & { readonly kind: 'count'; readonly pointsPerItem: number })
  /** Level per key. Complementary: offered at least wanted; similar and different: nearness over `steps` levels. */
  | (Weighted & { readonly kind: 'level'; readonly mode: Mode; readonly steps: number })
  /** One ordered scale of `steps` steps; `table[menteeStep][mentorStep]` in percent replaces the mode's straight line. */
  | (Weighted & { readonly kind: 'scale'; readonly mode: Mode; readonly steps: number; readonly table?: readonly (readonly number[])[] })
  /** Common time in the week, full at `enoughMinutes`. */
  | (Weighted & { readonly kind: 'availability'; readonly enoughMinutes: number })
  /** Numbers. Similar: near, none left at `reach`; different: far, full at `reach`; complementary: the mentor ahead by `gap`, none left `reach` away from it. */
  | (Weighted & { readonly kind: 'distance'; readonly mode: Mode; readonly reach: number; readonly gap?: number })
  /** A wish list of one side (the other side's key is not read); `shares` in percent per rank, else a straight line over `places` ranks. */
  | (Weighted & { readonly kind: 'rank'; readonly by: Side; readonly places: number; readonly shares?: readonly number[] })
  /** Any choice in common (similar) or none (different). */
  | (Weighted & { readonly kind: 'category'; readonly mode: 'similar' | 'different' })
  /** The best common language, full when both reach `enoughLevel`. */
  | (Weighted & { readonly kind: 'language'; readonly enoughLevel: number })
  /** Whole points for every step of a rating that one side gave the other; no weight. */
  | (Compared & { readonly kind: 'rating'; readonly by: Side; readonly pointsPerStep: number })

export type Side = 'mentee' | 'mentor'
export type CriterionKind = Criterion['kind']
export type CriterionOf<K extends CriterionKind> = Extract<Criterion, { kind: K }>

/** `whenSilent` says what a missing answer does; the default is written beside each kind. */
type Gate = Compared & { readonly whenSilent?: 'allow' | 'forbid' }

export type Requirement =
  /** At least `atLeast` (1) choices in common; silence forbids. */
  | (Gate & { readonly kind: 'shares'; readonly atLeast?: number })
  /** Any choice in common; silence forbids. */
  | (Gate & { readonly kind: 'same' })
  /** No choice in common; silence allows. */
  | (Gate & { readonly kind: 'notSame' })
  /** The mentor's number is at least `by` above the mentee's; silence forbids. */
  | (Gate & { readonly kind: 'atLeastMore'; readonly by: number })
  /** The mentor's number is at most `by` above the mentee's; silence forbids. */
  | (Gate & { readonly kind: 'atMostMore'; readonly by: number })
  /** At least `hours` in common each week (may be a fraction in quarters); silence forbids. */
  | (Gate & { readonly kind: 'overlapHours'; readonly hours: number })
  /** A language in which both reach `atLeastLevel` (1); silence forbids. */
  | (Gate & { readonly kind: 'languageInCommon'; readonly atLeastLevel?: number })
  /** One side listed the other in its ranks or ratings; silence forbids. */
  | (Gate & { readonly kind: 'listed'; readonly by: Side })
  /** Never oneself. Always in force, listed or not. */
  | { readonly id: string; readonly kind: 'distinctPerson' }

export type RequirementKind = Requirement['kind']
export type RequirementOf<K extends RequirementKind> = Extract<Requirement, { kind: K }>

/** Points of a pair end here, whatever the criteria. */
export const mostPoints = 10_000

/** The requirement that is in force even when a problem does not list it. */
export const distinctPersonId = 'distinct-person'
