/**
 * Whom a cohort looks for before a round: what its mentees wish beside what is offered, and what a mentor who would help most would answer.
 * Everything is counted over those who have nobody yet and the places that are still free, in the engine's own problem, so that these figures
 * and those of a round rest on the same people. Nobody is named, and no answer is told that can only be somebody's name: a list of people, or
 * what two must not have in common.
 */
import type { Candidate, Newcomer, Problem, Trait } from '../../../matching-engine/index.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { UntoldWhy, WantedAnswer, WantedMentor, WishedQuestion, WishRow } from '../contract/shortage.ts'
import { choiceLabel } from './explanation.ts'
import { fitFaults, type LookedFor } from './fit.ts'

/** Who has nobody yet, and who has room for somebody. */
export interface Seeking {
  readonly mentees: readonly Candidate[]
  readonly mentors: readonly { readonly mentor: Candidate; readonly places: number }[]
}

/** Whoever is kept with somebody has them, and the mentor's place is taken. */
export function seekingIn({ mentees, mentors, locks = [] }: Problem): Seeking {
  const placed = new Set(locks.map(({ mentee }) => mentee))
  const held = Map.groupBy(locks, ({ mentor }) => mentor)
  return {
    mentees: mentees.filter(({ id }) => !placed.has(id)),
    mentors: mentors
      .map(mentor => ({ mentor, places: (mentor.capacity ?? 1) - (held.get(mentor.id)?.length ?? 0) }))
      .filter(({ places }) => places > 0),
  }
}

/** Why there is nothing to tell; null: there is. */
export function untoldBecause(problem: Problem, lookedFor: LookedFor, questions: readonly Question[]): UntoldWhy | null {
  if (problem.mentees.length + problem.mentors.length === 0) return 'nobody'
  if (lookedFor.criteria.length === 0) return 'no-criteria'
  if (fitFaults(lookedFor, questions).length > 0) return 'unfit'
  if (problem.mentees.length === 0) return 'no-mentees'
  return seekingIn(problem).mentees.length === 0 ? 'everybody-has' : null
}

interface Compared {
  readonly mentee: string
  readonly mentor: string
}

/** The comparisons in which mentors should have chosen what mentees chose, each once, in the order in which they are looked for. */
function wishesIn({ criteria, requirements }: LookedFor): Compared[] {
  const all: Compared[] = [
    ...criteria.filter(one => one.kind === 'count' || ((one.kind === 'set' || one.kind === 'category') && one.mode !== 'different')),
    ...requirements.filter(({ kind }) => kind === 'shares' || kind === 'same'),
  ]
  return [...new Map(all.map(one => [`${one.mentee} ${one.mentor}`, one])).values()]
}

const choicesIn = ({ traits }: Candidate, key: string): readonly string[] => {
  const trait = traits[key]
  return trait?.kind === 'choices' ? trait.choices : []
}

const mostRows = 200

/** For each comparison and each answer that somebody wishes: who wishes it, and who has room for them. Worst first. */
export function wishedQuestions(seeking: Seeking, lookedFor: LookedFor, questions: readonly Question[]): WishedQuestion[] {
  const byKey = new Map(questions.map(question => [question.key, question]))
  return wishesIn(lookedFor).map(compared => {
    const wished = tally(seeking.mentees.map(mentee => ({ choices: choicesIn(mentee, compared.mentee), places: 1 })))
    const offered = tally(seeking.mentors.map(({ mentor, places }) => ({ choices: choicesIn(mentor, compared.mentor), places })))
    const rows = [...wished].map(([choice, { people }]): WishRow => {
      const { people: mentors, places } = offered.get(choice) ?? { people: 0, places: 0 }
      return { answer: choiceLabel(choice, compared, byKey), mentees: people, mentors, places, short: Math.max(0, people - places) }
    })
    return {
      mentee: byKey.get(compared.mentee)?.label ?? compared.mentee,
      mentor: byKey.get(compared.mentor)?.label ?? compared.mentor,
      offered: compared.mentee !== compared.mentor,
      rows: rows.sort(worstFirst).slice(0, mostRows),
    }
  })
}

const worstFirst = (a: WishRow, b: WishRow) =>
  b.short - a.short || b.mentees - a.mentees || a.places - b.places || (a.answer < b.answer ? -1 : a.answer > b.answer ? 1 : 0)

function tally(said: readonly { readonly choices: readonly string[]; readonly places: number }[]) {
  const counted = new Map<string, { people: number; places: number }>()
  for (const { choices, places } of said)
    for (const choice of new Set(choices)) {
      const one = counted.get(choice) ?? { people: 0, places: 0 }
      counted.set(choice, { people: one.people + 1, places: one.places + places })
    }
  return counted
}

/**
 * What a newcomer would answer, as far as it speaks for the mentees who would be with them. A number that is only required is told as the
 * least or the most that these mentees need: whoever has it may be with all of them, so it helps as much as the number that was tried.
 */
export function wantedAnswers(
  { traits, serves }: Pick<Newcomer, 'traits' | 'serves'>,
  problem: Pick<Problem, 'mentees'>,
  lookedFor: LookedFor,
  questions: readonly Question[],
): WantedAnswer[] {
  const served = new Set(serves)
  const mentees = problem.mentees.filter(({ id }) => served.has(id))
  const byKey = new Map(questions.map(question => [question.key, question]))
  return soughtKeys(lookedFor).flatMap((key): WantedAnswer[] => {
    const trait = traits[key]
    const question = byKey.get(key)
    if (!trait || !question) return []
    const compared = [...lookedFor.criteria, ...lookedFor.requirements].filter(({ mentor }) => mentor === key)
    const said = (tell[trait.kind] as Tell<Trait['kind']>)(trait, { compared, question, mentees, lookedFor, byKey })
    return said ? [{ question: question.label, said }] : []
  })
}

/** The mentor's questions of which an answer is looked for: not those about what two must not share, nor lists of people. */
function soughtKeys({ criteria, requirements }: LookedFor): string[] {
  const sought = [
    ...criteria.filter(one => one.kind !== 'rank' && !('mode' in one && one.mode === 'different')),
    ...requirements.filter(({ kind }) => kind !== 'notSame' && kind !== 'listed'),
  ]
  return [...new Set(sought.map(({ mentor }) => mentor))]
}

interface Telling {
  readonly compared: readonly Compared[]
  readonly question: Question
  readonly mentees: readonly Candidate[]
  readonly lookedFor: LookedFor
  readonly byKey: ReadonlyMap<string, Question>
}
type Tell<K extends Trait['kind']> = (trait: Extract<Trait, { kind: K }>, telling: Telling) => WantedAnswer['said'] | null

/** Each kind of trait in words that people gave; those that tell of people tell nothing. */
const tell: { readonly [K in Trait['kind']]: Tell<K> } = {
  choices: ({ choices }, { compared, mentees, byKey }) => {
    const wished = tally(mentees.flatMap(mentee => compared.map(one => ({ choices: choicesIn(mentee, one.mentee), places: 1 }))))
    const [first] = compared
    if (!first) return null
    const told = choices
      .filter(choice => wished.has(choice))
      .sort((a, b) => (wished.get(b)?.people ?? 0) - (wished.get(a)?.people ?? 0) || (a < b ? -1 : 1))
      .map(choice => choiceLabel(choice, first, byKey))
    return told.length > 0 ? { kind: 'choices', choices: told } : null
  },
  levels: ({ levels }, { compared, mentees }) => {
    const spoken = new Set(mentees.flatMap(({ traits }) => compared.flatMap(({ mentee }) => levelsIn(traits[mentee]))))
    const languages = Object.keys(levels).filter(language => spoken.has(language))
    return languages.length > 0 ? { kind: 'languages', languages } : null
  },
  number: ({ number }, { question, mentees, lookedFor }) => {
    const unit = question.kind === 'number' ? (question.unit ?? null) : null
    const weighed = lookedFor.criteria.some(one => one.kind === 'distance' && one.mentor === question.key)
    if (weighed) return { kind: 'number', number, unit }
    const bound = (kind: 'atLeastMore' | 'atMostMore') =>
      lookedFor.requirements.flatMap(one =>
        one.kind === kind && one.mentor === question.key
          ? mentees.flatMap(({ traits }) => {
              const trait = traits[one.mentee]
              return trait?.kind === 'number' ? [trait.number + one.by] : []
            })
          : [],
      )
    const [least, most] = [bound('atLeastMore'), bound('atMostMore')]
    if (least.length > 0) return { kind: 'least', number: Math.max(...least), unit }
    return most.length > 0 ? { kind: 'most', number: Math.min(...most), unit } : null
  },
  scale: ({ step }, { question }) => ({ kind: 'number', number: step + (question.kind === 'scale' ? question.least : 0), unit: null }),
  weekly: ({ minutes }) => ({ kind: 'time', hours: minutes.reduce((sum, [from, until]) => sum + until - from, 0) / 60 }),
  ranks: () => null,
  ratings: () => null,
}

const levelsIn = (trait: Trait | undefined): string[] => (trait?.kind === 'levels' ? Object.keys(trait.levels) : [])

const mostCalled = 5

/** What a call for mentors asks for: of each comparison the answers that are short, worst first. */
export const calledFor = (asked: readonly WishedQuestion[]): { readonly question: WishedQuestion; readonly answers: readonly string[] }[] =>
  asked.flatMap(question => {
    const answers = question.rows.filter(({ short }) => short > 0).slice(0, mostCalled)
    return answers.length > 0 ? [{ question, answers: answers.map(({ answer }) => answer) }] : []
  })

/** The languages by which new mentors would find somebody for those whom languages keep from most mentors; by their tags. */
export const languagesCalledFor = (
  ruledOutBy: readonly { readonly question: string | null }[],
  wanted: readonly Pick<WantedMentor, 'answers' | 'placed'>[],
): string[] => {
  const barring = new Set(ruledOutBy.map(({ question }) => question))
  const languages = wanted.flatMap(({ answers, placed }) =>
    answers.flatMap(({ question, said }) => (placed > 0 && said.kind === 'languages' && barring.has(question) ? said.languages : [])),
  )
  return [...new Set(languages)].slice(0, mostCalled)
}
