import type { Need } from '../kit/wire/need.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { Format } from '../program/contract.ts'
import type { CohortState, cohortNeeds, GroupSizes } from './contract.ts'

const transitions: Readonly<Record<CohortState, readonly CohortState[]>> = {
  preparing: ['open', 'running'],
  open: ['preparing', 'running'],
  running: ['closed'],
  closed: [],
}

/** The state after the move; staying is always allowed. */
export function moved(from: CohortState, to: CohortState): CohortState | Refusal {
  return from === to || transitions[from].includes(to) ? to : refused('cohort_cannot_move', { from, to })
}

/** The span, when its end lies after its start. Days compare as texts. */
export function span(startsOn: string, endsOn: string): { startsOn: string; endsOn: string } | Refusal {
  return endsOn > startsOn ? { startsOn, endsOn } : refused('ends_before_start', { startsOn, endsOn })
}

/** A cohort asks to be closed once its last day has passed. */
export function needs({ state, endsOn }: { readonly state: CohortState; readonly endsOn: string }, today: string): Need<CohortNeed>[] {
  return state !== 'closed' && endsOn < today ? [{ kind: 'cohort-over', count: 1, since: endsOn }] : []
}
type CohortNeed = (typeof cohortNeeds)[number]

const usualSizes = { groupSmallest: 3, groupLargest: 6, coMentors: 0 } as const

type Stored = { readonly groupSmallest: number | null; readonly groupLargest: number | null; readonly coMentors: number }

/** The sizes of groups in a cohort; null where its program has no groups. A cohort that never said any has the usual ones: 3 to 6. */
export function groupsOf(cohort: Stored, format: Format): GroupSizes | null {
  if (format !== 'group') return null
  const { groupSmallest, groupLargest } = cohort
  return {
    smallest: groupSmallest ?? usualSizes.groupSmallest,
    largest: groupLargest ?? usualSizes.groupLargest,
    coMentors: cohort.coMentors,
  }
}

/** What a cohort says of groups and of mentors for a mentee after a change, where its program can have it. */
export function sizesAfter(
  stands: Stored & { readonly mentorsPerMentee: number },
  wanted: { readonly groups?: GroupSizes | undefined; readonly mentorsPerMentee?: number | undefined },
  format: Format,
): (Stored & { readonly mentorsPerMentee: number }) | Refusal {
  const { groups } = wanted
  const mentorsPerMentee = wanted.mentorsPerMentee ?? stands.mentorsPerMentee
  if (format !== 'group') return groups ? refused('groups_not_meant') : { ...sizesIn(stands), mentorsPerMentee }
  if ((wanted.mentorsPerMentee ?? 1) > 1) return refused('one_mentor_in_groups')
  if (!groups) return { ...sizesIn(stands), mentorsPerMentee }
  const { smallest, largest, coMentors } = groups
  if (smallest > largest) return refused('group_sizes_crossed', { smallest, largest })
  return { groupSmallest: smallest, groupLargest: largest, coMentors, mentorsPerMentee }
}

const sizesIn = ({ groupSmallest, groupLargest, coMentors }: Stored): Stored => ({ groupSmallest, groupLargest, coMentors })

/** What a new cohort says before anybody chooses: one mentor for a mentee, and the usual sizes where there are groups. */
export const sizesAtFirst = (format: Format): Stored & { readonly mentorsPerMentee: number } => ({
  ...(format === 'group' ? usualSizes : { groupSmallest: null, groupLargest: null, coMentors: 0 }),
  mentorsPerMentee: 1,
})

/** How many of so many mentees can be in groups of these sizes at most, where each leader leads one or none. */
export function mostInGroups(mentees: number, leaders: number, { smallest, largest }: GroupSizes): number {
  const groups = Math.min(leaders, Math.floor(mentees / smallest))
  return Math.min(mentees, groups * largest)
}

/** Numbers of mentees, a whole group and more, that cannot be divided into groups of these sizes; null: there is no end to them. */
export function notDivided({ smallest, largest }: GroupSizes): readonly number[] | null {
  if (smallest === largest) return null
  const left: number[] = []
  // with so many groups the sizes of one more begin before those of so many end
  for (let groups = 1; (groups + 1) * smallest > groups * largest + 1; groups++)
    for (let number = groups * largest + 1; number < (groups + 1) * smallest; number++) left.push(number)
  return left
}
