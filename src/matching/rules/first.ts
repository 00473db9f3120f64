/** What comes first: as the engine is asked for it, and what can be told of an arrangement by it. */
import type { Objective, Problem } from '../../../matching-engine/index.ts'
import type { GroupSizes } from '../../cohort/contract.ts'
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { First } from '../contract/criteria.ts'
import { isArrangedAtOnce, mostOnASide } from './alternatives.ts'
import { canBeGrouped, groupsObjective } from './groups.ts'

export const objectives = {
  matched: { kind: 'optimal', first: 'matched' },
  total: { kind: 'optimal', first: 'total' },
  fairest: { kind: 'fairest', by: 'worst' },
  stable: { kind: 'stable', best: 'mentee' },
} as const satisfies { readonly [F in First]: Objective }

/** What a round or an arrangement is made for. */
export interface Purpose {
  readonly first: First
  /** Null: it makes pairs. */
  readonly groups: GroupSizes | null
}

/** What the engine is asked for. In groups as many as possible come first, whatever was chosen for pairs. */
export const objectiveFor = ({ first, groups }: Purpose, { mentees, mentors }: Pick<Problem, 'mentees' | 'mentors'>): Objective =>
  groups ? groupsObjective(groups, { mentees: mentees.length, mentors: mentors.length }) : objectives[first]

/** What an objective of ours puts first. */
export const firstIn = (objective: Objective): First =>
  objective.kind === 'optimal'
    ? (objective.first ?? 'matched')
    : objective.kind === 'groups'
      ? 'matched'
      : objective.kind === 'stable'
        ? 'stable'
        : 'fairest'

/**
 * Whether the prices of a whole list follow from the arrangement's own proof. Where not, each price is an arrangement of its own: exact as
 * well, and worked out for the pair that is asked about (1,000 on a side: 1.5 seconds for the worst served, 0.2 for stability, a pair).
 */
export const hasPrices = (first: First): boolean => first === 'matched' || first === 'total'

/** The same for what may be made in groups: there each price is an arrangement of its own. */
export const hasListPrices = ({ first, groups }: Purpose): boolean => groups === null && hasPrices(first)

type Sizes = { readonly mentees: number; readonly mentors: number }

/** What comes first from here on, where an arrangement that puts `stands` first is gone on from. */
export function putsFirst({ first: stands, groups }: Purpose, next: First, { mentees, mentors }: Sizes): First | Refusal {
  if (groups) return refused('not_for_groups')
  if (next === stands) return refused('first_already')
  return isArrangedAtOnce(mentees, mentors) ? next : refused('too_many_to_arrange', { most: mostOnASide })
}

/** Whether a round of so many can be made for this: each change to it is worked out while somebody waits. */
export const canBeMade = ({ first, groups }: Purpose, sizes: Sizes): true | Refusal =>
  groups ? canBeGrouped(groups, sizes) : canComeFirst(first, sizes)

const canComeFirst = (first: First, { mentees, mentors }: Sizes): true | Refusal =>
  hasPrices(first) || isArrangedAtOnce(mentees, mentors) || refused('too_many_for_first', { first, most: mostOnASide })
