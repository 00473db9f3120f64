import type { Need } from '../../kit/wire/need.ts'
import type { MatchingNeed } from '../contract/needs.ts'
import type { PublicationState } from '../contract/publication.ts'
import type { RoundState } from '../contract/round.ts'

/** Where the matching of a cohort stands, without anything about the reader. */
export interface MatchingNow {
  readonly startsOn: string
  readonly endsOn: string
  /** The latest. */
  readonly round: { readonly state: RoundState; readonly endedOn: string | null; readonly pairs: number } | null
  /** What of that round was last to go out. */
  readonly publication: {
    readonly id: string
    readonly state: PublicationState
    readonly publishesAt: Date
    readonly people: number
    readonly endedOn: string | null
  } | null
  /** Something has gone out in this cohort. */
  readonly hasGone: boolean
  readonly talks: { readonly count: number; readonly firstDueOn: string; readonly personIds: readonly string[] } | null
  /** Pairs of whom somebody has not answered for so long that a coordinator calls; the first day on which one of them is over. */
  readonly silent: { readonly count: number; readonly firstEndsOn: string } | null
  /** Those who take part now. `unplaced`: mentees who are asked about nobody and with nobody. */
  readonly people: { readonly mentors: number; readonly mentees: number; readonly unplaced: number }
  /** Of those, who was told by when they hear more. */
  readonly promised: { readonly count: number; readonly by: string } | null
}

/** What waits for whoever matches in this cohort. Nobody is counted twice: whoever was promised to hear is not also among the others. */
export function needs(now: MatchingNow, today: string): Need<MatchingNeed>[] {
  return [...needsOfPeople(now, today), ...needsOfRound(now), ...needsOfUnplaced(now, today)]
}

function needsOfPeople({ talks, silent, promised }: MatchingNow, today: string): Need<MatchingNeed>[] {
  const found: Need<MatchingNeed>[] = []
  if (talks)
    found.push({ kind: 'talks', count: talks.count, by: talks.firstDueOn, isLate: talks.firstDueOn < today, personIds: talks.personIds })
  if (silent) found.push({ kind: 'silent', count: silent.count, by: silent.firstEndsOn })
  if (promised) found.push({ kind: 'promised', count: promised.count, by: promised.by, isLate: promised.by < today })
  return found
}

function needsOfRound({ round, publication }: MatchingNow): Need<MatchingNeed>[] {
  if (round?.state === 'failed') return [{ kind: 'round-failed', count: 1, since: round.endedOn }]
  if (round?.state !== 'ready') return []
  if (publication?.state === 'held')
    return [{ kind: 'held', count: publication.people, at: publication.publishesAt.toISOString(), subjectId: publication.id }]
  if (publication?.state === 'refused') return [{ kind: 'not-gone', count: publication.people, since: publication.endedOn }]
  return [{ kind: 'round-ready', count: round.pairs, since: round.endedOn }]
}

/** A round that is under way, or waits to go out, is about them already. */
function needsOfUnplaced({ round, hasGone, people, promised, startsOn, endsOn }: MatchingNow, today: string): Need<MatchingNeed>[] {
  const isUnderWay = round !== null && ['queued', 'solving', 'ready'].includes(round.state)
  if (isUnderWay || round?.state === 'failed' || endsOn < today) return []
  if (!hasGone)
    return people.mentors > 0 && people.mentees > 0
      ? [{ kind: 'to-match', count: people.mentees, also: people.mentors, by: startsOn, isLate: startsOn < today }]
      : []
  const others = people.unplaced - (promised?.count ?? 0)
  return others > 0 ? [{ kind: 'not-placed', count: others }] : []
}
