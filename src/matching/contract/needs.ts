/** For what of a cohort's matching whoever matches is needed. */
export const matchingNeeds = [
  'talks',
  'not-gone',
  'held',
  'silent',
  'promised',
  'round-failed',
  'round-ready',
  'not-placed',
  'to-match',
] as const
export type MatchingNeed = (typeof matchingNeeds)[number]
