import type { Candidate, Trait, TraitKind } from '../../../matching-engine/index.ts'
import { addDays, instantIn } from '../../kit/time/time.ts'
import type { Answer, Answers, Question, QuestionKind } from '../../questionnaire/contract.ts'
import { isSilent } from '../../questionnaire/rules.ts'

type AnswerOf<K extends QuestionKind> = Extract<Answer, { kind: K }>
type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>

/** Which kind of trait a kind of question gives the engine; null: only people read it. */
export const traitKinds = {
  choices: 'choices',
  choice: 'choices',
  number: 'number',
  scale: 'scale',
  text: null,
  availability: 'weekly',
  languages: 'levels',
  ranked: 'ranks',
} as const satisfies Readonly<Record<QuestionKind, TraitKind | null>>

/** Each kind of question says what its answer is to the engine. `week` is the Monday on which wall clocks are read. */
const traits: { readonly [K in QuestionKind]: (answer: AnswerOf<K>, question: QuestionOf<K>, week: string) => Trait | null } = {
  choices: ({ choices }) => ({ kind: 'choices', choices: [...new Set(choices)] }),
  choice: ({ choice }) => ({ kind: 'choices', choices: [choice] }),
  // the engine compares whole numbers: completed years, not begun ones
  number: ({ number }) => ({ kind: 'number', number: Math.floor(number) }),
  scale: ({ level }, { least }) => ({ kind: 'scale', step: level - least }),
  text: () => null,
  availability: ({ zone, slots }, _, week) => ({ kind: 'weekly', minutes: slots.flatMap(slot => minutesOf(zone, slot, week)) }),
  // said or not said; a regional form counts as its language
  languages: ({ languages }) => ({
    kind: 'levels',
    levels: Object.fromEntries(languages.map(tag => [tag.toLowerCase().replace(/[-_].*/, ''), 1])),
  }),
  ranked: ({ ranked }) => ({ kind: 'ranks', ranks: ranked.map(one => [one]) }),
}

/** Somebody's answers as the engine's traits, only those under `keys`; silence gives none. */
export function toCandidate(
  participant: { readonly stableId: string; readonly answers: Answers },
  questions: ReadonlyMap<string, Question>,
  keys: ReadonlySet<string>,
  week: string,
): Candidate {
  const said: Record<string, Trait> = {}
  for (const key of [...keys].sort()) {
    const answer = participant.answers[key]
    const question = questions.get(key)
    if (!answer || !question || answer.kind !== question.kind || isSilent(answer)) continue
    const trait = traitOf(answer, question, week)
    if (trait) said[key] = trait
  }
  return { id: participant.stableId, traits: said }
}

/** The answer's kind is its question's: the caller has seen to that. */
function traitOf<K extends QuestionKind>(answer: AnswerOf<K> & Answer, question: QuestionOf<K> & Question, week: string): Trait | null {
  const tell = traits[question.kind] as (answer: Answer, question: Question, week: string) => Trait | null
  return tell(answer, question, week)
}

const weekMinutes = 7 * 24 * 60
const quarter = 15

/** A weekly slot of somebody's wall clock in minutes since Monday 00:00 UTC, in whole quarters of an hour that lie inside it. */
function minutesOf(
  zone: string,
  slot: { readonly weekday: number; readonly from: string; readonly to: string },
  week: string,
): (readonly [number, number])[] {
  if (!isZone(zone)) return []
  const monday = Date.parse(`${week}T00:00:00Z`)
  const day = addDays(week, slot.weekday - 1)
  const minuteAt = (time: string) => (instantIn(zone, day, time).getTime() - monday) / 60_000
  const from = Math.ceil(minuteAt(slot.from) / quarter) * quarter
  const until = Math.floor(minuteAt(slot.to) / quarter) * quarter
  if (until <= from) return []
  const begins = ((from % weekMinutes) + weekMinutes) % weekMinutes
  return [[begins, begins + (until - from)]]
}

/** Whether the zone is one that this machine knows: an unknown one says nothing about anybody's time. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The first Monday on or after a day: the week in which wall clocks are read, so that summer time is the cohort's own. */
export function weekOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return weekday === 0 ? day : addDays(day, 7 - weekday)
}
