/**
 * The order of what needs somebody: safety first, then somebody who waits, then a day that comes, then upkeep. Within each what is late comes
 * first, then what is due first, then what waits longest.
 */
import { daysBetween } from '../../kit/time/time.ts'
import type { Need } from '../../kit/wire/need.ts'
import { type DateView, type FirstSteps, firstStepKinds, type NeedKind, needKinds } from '../contract/today.ts'
import { daysAhead } from './week.ts'

export interface NeedOf extends Need<NeedKind> {
  readonly isGrave?: boolean
  readonly programId: string | null
  readonly cohortId: string | null
}

const waits = 1
const comes = 2
const upkeep = 3
const pressing: Readonly<Record<NeedKind, number>> = {
  requests: waits,
  given: waits,
  talks: waits,
  'not-gone': waits,
  held: waits,
  silent: waits,
  promised: waits,
  'to-call': waits,
  'round-failed': waits,
  'mail-paused': comes,
  coordinator: comes,
  'round-ready': comes,
  'import-columns': comes,
  'import-ready': comes,
  'import-unreadable': comes,
  'import-stopped': comes,
  'not-placed': comes,
  'to-match': comes,
  'nobody-in': comes,
  'invitations-over': comes,
  'came-back': upkeep,
  letters: upkeep,
  contact: upkeep,
  invitations: upkeep,
  'cohort-over': upkeep,
}

const never = '9999-12-31'

/** Most pressing first; the same needs are always in the same order. */
export function inOrder<N extends NeedOf>(needs: readonly N[]): N[] {
  const keyOf = ({ kind, isGrave, isLate, by, at, since, programId, cohortId }: N): string =>
    [
      isGrave ? 0 : pressing[kind],
      isLate ? 0 : 1,
      by ?? at?.slice(0, 10) ?? never,
      since ?? never,
      String(needKinds.indexOf(kind)).padStart(2, '0'),
      programId,
      cohortId,
    ].join(' ')
  return needs
    .map(need => ({ need, key: keyOf(need) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ need }) => need)
}

const mostDates = 12

/** The dates of the next seven days in their order; where there is none, the first one after. What ends with its cohort is told once. */
export function datesAhead<D extends Pick<DateView, 'kind' | 'on' | 'cohortId' | 'at'>>(dates: readonly D[], today: string): D[] {
  const ends = new Set(dates.filter(({ kind }) => kind === 'cohort-ends').map(({ cohortId, on }) => `${cohortId} ${on}`))
  const told = dates
    .filter(({ kind, on, cohortId }) => on >= today && !(kind === 'last-days' && ends.has(`${cohortId} ${on}`)))
    .toSorted((a, b) => a.on.localeCompare(b.on) || (a.at ?? '').localeCompare(b.at ?? ''))
  const near = told.filter(({ on }) => daysBetween(today, on) <= daysAhead)
  return near.length > 0 ? near.slice(0, mostDates) : told.slice(0, 1)
}

export interface NewCohort {
  readonly id: string
  readonly people: number
  readonly hasPriorities: boolean
  readonly hasRound: boolean
}

export interface ProgramSoFar {
  readonly programId: string
  readonly program: string
  /** Those that are not over, and whether there was one before. */
  readonly cohorts: readonly NewCohort[]
  readonly hadCohort: boolean
}

/** What is done of the first steps of a program; null once anything was matched in it. The cohort that has come furthest is told. */
export function firstStepsOf({ programId, program, cohorts, hadCohort }: ProgramSoFar): FirstSteps | null {
  if (hadCohort || cohorts.some(({ hasRound }) => hasRound)) return null
  const doneIn = (cohort: NewCohort | undefined): FirstSteps['done'] =>
    firstStepKinds.filter(
      step => cohort && (step === 'cohort' || (step === 'people' && cohort.people > 0) || (step === 'priorities' && cohort.hasPriorities)),
    )
  const furthest = cohorts.toSorted((a, b) => doneIn(b).length - doneIn(a).length)[0]
  return { programId, program, cohortId: furthest?.id ?? null, done: doneIn(furthest) }
}

/** What the first steps say already is not said again as a need. */
export const isOfFirstSteps = ({ kind, programId }: NeedOf, steps: readonly FirstSteps[]): boolean =>
  (kind === 'to-match' || kind === 'nobody-in') && steps.some(one => one.programId === programId)
