/** Groups: what the engine is asked for, whether they can be, and what is told of them. */
import { gapOf, type Objective } from '../../../matching-engine/index.ts'
import type { GroupSizes } from '../../cohort/contract.ts'
import { type Facts, type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { CoMentor, GroupRow, Measure, PairRow } from '../contract/arrangement.ts'
import type { GroupWhy } from '../contract/price.ts'
import { averageOf, byNeed } from './arrangement.ts'

interface Sides {
  readonly mentees: number
  readonly mentors: number
}

/** So many possible pairs are arranged in groups while somebody waits: 1,000 mentees with 200 mentors take some 5 seconds on one core. */
const mostPairs = 250_000
/** The largest round with as many on one side as on the other. */
export const mostForGroups = Math.floor(Math.sqrt(mostPairs))

/** How many branches are looked at before the search stops unproven: by the sizes alone, so that the same people give the same groups on every machine. */
const nodesFor = ({ mentees, mentors }: Sides): number =>
  Math.min(4000, Math.max(50, Math.round(12_000_000 / Math.max(1, mentees * mentors))))

/** Groups of these sizes: as many mentees as possible, then the best total. */
export const groupsObjective = ({ smallest, largest, coMentors }: GroupSizes, sides: Sides): Objective => ({
  kind: 'groups',
  smallest,
  largest,
  coMentors,
  mostNodes: nodesFor(sides),
})

/** Whether a round of so many can make groups of these sizes at all. */
export function canBeGrouped({ smallest }: GroupSizes, { mentees, mentors }: Sides): true | Refusal {
  if (mentees < smallest) return refused('too_few_for_a_group', { count: mentees, smallest })
  return mentees * mentors <= mostPairs || refused('too_many_for_groups', { most: mostForGroups })
}

/** The engine's `impossible-sizes` as it is told: a group that has more members than it may, or one that cannot get as many as it must. */
export function sizesTold(
  facts: Readonly<Record<string, unknown>>,
  names: { readonly mentor: (stableId: string) => string },
): { readonly code: string; readonly facts: Facts } {
  const { mentor, locked, largest, smallest } = facts
  if (typeof mentor === 'string' && typeof locked === 'number' && typeof largest === 'number')
    return { code: 'group_over_largest', facts: { mentor: names.mentor(mentor), count: locked, largest } }
  return { code: 'groups_impossible', facts: { smallest: Number(smallest), largest: Number(largest) } }
}

/** How far from the best an arrangement of groups can be: nothing where the engine has looked at every way. */
export interface Proof {
  readonly proven: boolean
  /** At most so many more mentees could be placed. */
  readonly menteesMore: number
  /** At most so much more could there be in all, in points. */
  readonly pointsMore: number
}

export interface Bound {
  readonly reached: number
  readonly bound: number
  readonly proven: boolean
}

/** What a bound says. `comesFirst`: of each mentee, whether they are placed before others. */
export function proofOf({ reached, bound, proven }: Bound, comesFirst: readonly boolean[]): Proof {
  const someComeFirst = comesFirst.includes(true)
  const { placed, points } = gapOf(
    comesFirst.map(first => ({ priority: someComeFirst && !first ? 1 : 0 })),
    { reached, bound },
  )
  return { proven, menteesMore: placed, pointsMore: points }
}

interface FittingMentor {
  /** How many members a mentor's group has; 0: they lead none. */
  readonly members: number
}

/**
 * The nearest reason, from the mentors who fit: none does; those who could lead one more group would have too few members; every group that
 * fits is full. Where a group that fits has a place, the search was stopped before it found the way.
 */
export function groupWhy(fitting: readonly FittingMentor[], { largest }: GroupSizes): GroupWhy {
  if (fitting.length === 0) return 'nobody-fits'
  if (fitting.some(({ members }) => members > 0 && members < largest)) return 'not-found'
  return fitting.some(({ members }) => members === 0) ? 'too-few' : 'groups-full'
}

/** The groups of shown pairs, those to look at first. `free`: the places that a leader has left. */
export function groupRows(
  pairs: readonly PairRow[],
  coMentors: readonly CoMentor[],
  { measure, free }: { readonly measure: Measure; readonly free: (leaderId: string) => number },
): GroupRow[] {
  const joining = Map.groupBy(coMentors, ({ leader }) => leader)
  return [...Map.groupBy(pairs, ({ mentorId }) => mentorId)]
    .map(([leaderId, members]): GroupRow => {
      const looks = members.toSorted(byNeed)
      return {
        leaderId,
        coMentorIds: (joining.get(leaderId) ?? []).map(({ coMentor }) => coMentor),
        members: members.length,
        placesFree: free(leaderId),
        average: averageShown(members, measure),
        lowest: members.reduce((least, { shown }) => Math.min(least, shown), Number.POSITIVE_INFINITY),
        look: looks[0]?.look ?? null,
      }
    })
    .sort((a, b) => byNeed({ look: a.look, shown: a.lowest }, { look: b.look, shown: b.lowest }) || (a.leaderId < b.leaderId ? -1 : 1))
}

/** The mean of the exact points, as figures are shown. */
function averageShown(members: readonly PairRow[], measure: Measure): number {
  const total = members.reduce((sum, { points }) => sum + points.reduce((all, one) => all + one, 0), 0)
  return averageOf(total, members.length, measure) ?? 0
}
