import type { MentorshipState } from '../mentorship/contract.ts'
import type { Standing } from './contract.ts'

export interface HatFacts {
  readonly role: 'mentor' | 'mentee'
  readonly state: 'active' | 'paused' | 'withdrawn'
  readonly capacity: number
  /** Open proposals, each with this person's own answer. */
  readonly open: readonly { readonly answer: 'yes' | 'no' | null }[]
  readonly mentorships: readonly MentorshipState[]
  /** A talk is owed before anybody else is suggested. */
  readonly talk: boolean
}

/** Where somebody stands in one role. What asks something of them comes first; an answer that is given waits with the others. */
export function standingOf(standing: HatFacts): Standing {
  if (standing.state === 'withdrawn') return 'left'
  if (standing.open.some(proposal => proposal.answer === null)) return 'proposed'
  if (standing.open.length > 0) return 'answered'
  if (standing.mentorships.some(state => state !== 'closed')) return 'together'
  if (standing.talk) return 'to-talk'
  if (standing.state === 'paused' || (standing.role === 'mentor' && standing.capacity === 0)) return 'resting'
  return standing.mentorships.length > 0 ? 'ended' : 'waiting'
}

/** Whether somebody is mentor and mentee: then everything on their home says which of the two it is about. */
export const isBoth = ({ hats }: { readonly hats: readonly { readonly role: string; readonly standing: Standing }[] }): boolean =>
  new Set(hats.filter(({ standing }) => standing !== 'left').map(({ role }) => role)).size > 1

/** By which day somebody who waits hears: after a change by the day they were told, else before the cohort starts; then in person. */
export function hearBy(
  { changedHearBy, startsOn }: { readonly changedHearBy: string | null; readonly startsOn: string },
  today: string,
): string | null {
  if (changedHearBy !== null && changedHearBy >= today) return changedHearBy
  return startsOn > today ? startsOn : null
}
