/**
 * When mentees leave, nothing is compared anew: no kind of criterion or requirement looks at the other mentees. What was bound for
 * all of them goes on to answer for those who are left, by their position before.
 */
import type { BoundCriterion } from './criteria/bound.ts'
import type { BoundRequirement } from './requirements/kinds.ts'

/** What was bound once, and the position at which each of the mentees stood then; null where everybody is still there. */
export type Bound = {
  readonly criteria: readonly BoundCriterion[]
  readonly requirements: readonly BoundRequirement[]
  readonly at: Int32Array | null
}

/** For the mentees at these positions of before. */
export function boundFor(before: Bound, positions: Int32Array): Bound {
  return { ...before, at: before.at ? positions.map(position => before.at?.[position] ?? 0) : positions }
}

export function criteriaOf({ criteria, at }: Bound): readonly BoundCriterion[] {
  if (at === null) return criteria
  return criteria.map(criterion => ({
    ...criterion,
    points: (mentee, mentor) => criterion.points(at[mentee] ?? 0, mentor),
    line: (mentee, mentor) => criterion.line(at[mentee] ?? 0, mentor),
    addRow: (mentee, row) => criterion.addRow(at[mentee] ?? 0, row),
  }))
}

export function requirementsOf({ requirements, at }: Bound): readonly BoundRequirement[] {
  if (at === null) return requirements
  return requirements.map(requirement => ({
    ...requirement,
    allows: (mentee, mentor) => requirement.allows(at[mentee] ?? 0, mentor),
    mask: (mentee, row) => requirement.mask(at[mentee] ?? 0, row),
  }))
}

/** At which position of before each mentee stands, both by what was bound for both; null where that differs. */
export function positionsBefore(before: Bound, after: Bound, mentees: number): Int32Array | null {
  if (before.criteria !== after.criteria) return null
  const standing = new Map(Array.from(before.at ?? [], (base, position): [number, number] => [base, position]))
  return Int32Array.from({ length: mentees }, (_, position) => {
    const base = after.at?.[position] ?? position
    return before.at ? (standing.get(base) ?? -1) : base
  })
}
