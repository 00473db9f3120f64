import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import { addDays, addWorkingDays, dayIn, instantIn, type WorkCalendar } from '../kit/time/time.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { Answer, Answers, Question } from '../questionnaire/contract.ts'
import type { CommonTime, MentorshipState, NextStep } from './contract.ts'
import en from './texts/en.json' with { type: 'json' }
import group from './texts/group.en.json' with { type: 'json' }

const transitions: Readonly<Record<MentorshipState, readonly MentorshipState[]>> = {
  active: ['paused', 'closing', 'closed'],
  paused: ['active', 'closing', 'closed'],
  closing: ['active', 'closed'],
  closed: [],
}

/** The state after the move. Closing can be taken back until it is closed; nothing comes back after that. */
export function movedMentorship(from: MentorshipState, to: MentorshipState): MentorshipState | Refusal {
  return transitions[from].includes(to) ? to : refused('mentorship_cannot_move', { from, to })
}

/** In working days after both said yes: one writes, the other may say that nothing came, a coordinator calls both. */
export const firstSteps = { write: 3, ask: 5, call: 12 }
/** A short pause keeps everything; longer ones are talked over. */
export const longestPauseDays = 183
const meetingMinutes = 45

export interface FirstDates {
  readonly writeBy: string
  readonly askFrom: string
  readonly callOn: string
}

/** After a call that led to no meeting, both are called again as long after it as the first time after they had said yes. */
export function firstDates(beganAt: Date, { zone, holidays }: WorkCalendar, calledOn: string | null = null): FirstDates {
  const beganOn = dayIn(zone, beganAt)
  return {
    writeBy: addWorkingDays(beganOn, firstSteps.write, holidays),
    askFrom: addWorkingDays(beganOn, firstSteps.ask, holidays),
    callOn: addWorkingDays(calledOn ?? beganOn, firstSteps.call, holidays),
  }
}

/** Whoever began, or was called, on this day or before is to be called today. */
export function callDueSince(today: string, { holidays }: Pick<WorkCalendar, 'holidays'>): string {
  let day = today
  while (addWorkingDays(day, firstSteps.call, holidays) > today) day = addDays(day, -1)
  return day
}

/** A call lies behind, or is today. */
export function calledOn(today: string, day: string): string | Refusal {
  return day <= today ? day : refused('called_in_future')
}

/** Its own dates: those of the cohort, from the day both agreed at the earliest. */
export function spanFrom(
  cohort: { readonly startsOn: string; readonly endsOn: string },
  agreedOn: string,
): { startsOn: string; endsOn: string } {
  const startsOn = agreedOn > cohort.startsOn ? agreedOn : cohort.startsOn
  return { startsOn, endsOn: cohort.endsOn > startsOn ? cohort.endsOn : startsOn }
}

/** Its last day: the one that was chosen with its end, else that of its season. */
export const lastDayOf = ({ lastOn, endsOn }: { readonly lastOn: string | null; readonly endsOn: string }): string => lastOn ?? endsOn

interface Standing {
  readonly state: MentorshipState
  readonly firstMetOn: string | null
  /** Whether anybody has written in the thread yet. */
  readonly hasWords: boolean
}

/** Whether somebody pauses, and ends, for themself while the others go on: a mentee in a group. */
export const isAlone = ({ groupId }: { readonly groupId: string | null }, { side }: { readonly side: 'mentor' | 'mentee' }): boolean =>
  groupId !== null && side === 'mentee'

/** How it stands for one of its members: who has left, is leaving or pauses for themself does so whatever the others do. */
export function stateFor(
  state: MentorshipState,
  member: { readonly leftAt: Date | null; readonly lastOn: string | null },
  pausesAlone: boolean,
): MentorshipState {
  if (state === 'closed' || member.leftAt !== null) return 'closed'
  if (state === 'closing' || member.lastOn !== null) return 'closing'
  return pausesAlone ? 'paused' : state
}

/** Those whom a member knows in a group: whoever is in it, or for somebody who has left, whoever was when they did. */
export const knownTo = <M extends { readonly joinedAt: Date; readonly leftAt: Date | null }>(own: M, members: readonly M[]): M[] =>
  members.filter(other =>
    own.leftAt === null ? other.leftAt === null : other.joinedAt <= own.leftAt && (other.leftAt === null || other.leftAt >= own.leftAt),
  )

/** What comes next for one of the two: whoever opens, or the other. */
export function nextStepFor(opens: boolean, { state, firstMetOn, hasWords }: Standing): NextStep {
  if (state !== 'active') return state
  if (firstMetOn !== null) return 'meet'
  if (hasWords) return 'find-a-time'
  return opens ? 'write-first' : 'hear-first'
}

/** A pause ends after today and not later than half a year from now, which is when one talks about it instead. */
export function pauseUntil(today: string, untilOn: string): string | Refusal {
  return untilOn > today && untilOn <= addDays(today, longestPauseDays)
    ? untilOn
    : refused('pause_dates', { longestDays: longestPauseDays })
}

/** The day one was away until lies ahead, within a year. */
export function absenceUntil(today: string, untilOn: string): string | Refusal {
  return untilOn > today && untilOn <= addDays(today, 366) ? untilOn : refused('absence_dates')
}

/** A first meeting lies behind, or is today. */
export function metOn(today: string, day: string): string | Refusal {
  return day <= today ? day : refused('met_in_future')
}

type Weekly = Extract<Answer, { kind: 'availability' }>

/** What a person said about their week, where the other one may know it. */
export function weeklyOf(answers: Answers, questions: readonly Question[]): Weekly | null {
  for (const question of questions) {
    const answer = answers[question.key]
    if (question.audience === 'pair' && answer?.kind === 'availability') return answer
  }
  return null
}

/** The next times, on different days, in which all are free for a first talk; none where one did not say or their clocks differ. */
export function commonTimes(weeks: readonly (Weekly | null)[], now: Date, most = 3): CommonTime[] {
  const all = weeks.flatMap(week => week ?? [])
  const [one] = all
  if (!one || all.length < Math.max(weeks.length, 2) || all.some(({ zone }) => zone !== one.zone)) return []
  const today = dayIn(one.zone, now)
  const found: CommonTime[] = []
  for (let ahead = 2; ahead <= 21 && found.length < most; ahead += 1) {
    const day = addDays(today, ahead)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
    const from = earliestTogether(all, weekday)
    if (from === null) continue
    const startsAt = instantIn(one.zone, day, from)
    found.push({ startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + meetingMinutes * 60_000).toISOString() })
  }
  return found
}

interface Minutes {
  readonly from: number
  readonly to: number
}

function earliestTogether(weeks: readonly Weekly[], weekday: number): string | null {
  const [one = [], ...others] = weeks.map(({ slots }) =>
    slots.filter(slot => slot.weekday === weekday).map((slot): Minutes => ({ from: minutesIn(slot.from), to: minutesIn(slot.to) })),
  )
  const starts = others.reduce(together, one).map(({ from }) => from)
  if (starts.length === 0) return null
  const first = Math.min(...starts)
  return `${String(Math.floor(first / 60)).padStart(2, '0')}:${String(first % 60).padStart(2, '0')}`
}

const together = (mine: readonly Minutes[], theirs: readonly Minutes[]): Minutes[] =>
  mine.flatMap(one =>
    theirs.flatMap(other => {
      const both = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }
      return both.to - both.from >= meetingMinutes ? [both] : []
    }),
  )

const minutesIn = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Why somebody gets a mail, as its last line says it. */
export const whyMail = (what: 'agreed' | 'message', program: string, language: Language = english): string =>
  sayIn(en, language)(`mail.why.${what}`, { program })

/** The same to a member of a group. */
export const whyGroupMail = (what: 'agreed' | 'message', program: string, language: Language = english): string =>
  sayIn(group, language)(`mail.why.${what}`, { program })
