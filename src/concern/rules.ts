import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import { addWorkingDays, dayIn, isWorkingDay } from '../kit/time/time.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { ConcernKind, ConcernState } from './contract.ts'
import en from './texts/en.json' with { type: 'json' }

const transitions: Readonly<Record<ConcernState, readonly ConcernState[]>> = {
  asked: ['read', 'underway', 'done', 'taken-back'],
  read: ['underway', 'done', 'taken-back'],
  underway: ['underway', 'done', 'taken-back'],
  done: [],
  'taken-back': [],
}

/** The state after the move. */
export function movedConcern(from: ConcernState, to: ConcernState): ConcernState | Refusal {
  return transitions[from].includes(to) ? to : refused('concern_over', { state: from })
}

export const isOpen = (state: ConcernState): boolean => transitions[state].length > 0

/** Answered within two working days; what is not right on the same working day. */
export const answerDays = 2

export function dueOn(kind: ConcernKind, at: Date, zone: string, holidays: readonly string[] = []): string {
  const day = dayIn(zone, at)
  if (kind === 'not-right') return isWorkingDay(day, holidays) ? day : addWorkingDays(day, 1, holidays)
  return addWorkingDays(day, answerDays, holidays)
}

/** Nobody has looked and the day has passed: the deputy has it. */
export const isLate = (concern: { readonly state: ConcernState; readonly dueOn: string }, today: string): boolean =>
  isOpen(concern.state) && concern.dueOn < today

/** So many open requests of one person at a time; more is a conversation. */
export const mostOpen = 10
export function mayAsk(open: number): true | Refusal {
  return open >= mostOpen ? refused('too_many_open', { most: mostOpen }) : true
}

/** Words that were added later, below what was there. */
export const withAddition = (before: string | null, added: string): string => (before ? `${before}\n\n${added}` : added).slice(0, 4000)

/** The line under a mail about requests. */
export const whyMail = (what: 'asked' | 'safe' | 'deputy', program: string, language: Language = english): string =>
  sayIn(en, language)(`mail.why.${what}`, { program })
