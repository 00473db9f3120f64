/**
 * What a cohort probably looks for, read from what it asks: a list that mentees want and one that mentors offer, else the lists that both
 * sides answered; years of experience, a language in common, time in common. A beginning to change, never used unseen: the studio shows it
 * as proposed.
 */
import type { Format } from '../../program/contract.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion, First, Requirement } from '../contract/criteria.ts'
import { questionsFor } from './fit.ts'

export interface Proposed {
  readonly criteria: readonly Criterion[]
  readonly requirements: readonly Requirement[]
  readonly first: First
}

/** A mentor three years ahead has been where the mentee is, and still remembers it. */
const yearsAhead = 3
const enoughMinutes = 120
/** The weights add up to a hundred, so that what is typed is what counts. */
const hundred = 100
const forTime = 30

/** Where the junior side mentors the senior side, nobody mentors somebody who has less experience than they. */
export function proposedFrom(questions: readonly Question[], format: Format = 'one-to-one'): Proposed {
  const complements = complementsOf(questions)
  const skills = complements.length > 0 ? complements : sharedLists(questions)
  const mode = complements.length > 0 ? 'complementary' : 'similar'
  const times = sharedBy('weekly', questions).slice(0, 1)
  const forSkills = times.length > 0 ? hundred - forTime : hundred
  const criteria: Criterion[] = [
    ...skills.map(
      ([mentee, mentor], at): Criterion => ({
        id: at === 0 ? 'skills' : `skills-${at + 1}`,
        kind: 'set',
        mode,
        mentee: mentee.key,
        mentor: mentor.key,
        weightPoints: Math.round(forSkills / skills.length),
      }),
    ),
    ...times.map(
      ({ key }): Criterion => ({
        id: 'time',
        kind: 'availability',
        mentee: key,
        mentor: key,
        enoughMinutes,
        weightPoints: skills.length > 0 ? forTime : hundred,
      }),
    ),
  ]
  const requirements: Requirement[] = [
    ...sharedBy('number', questions)
      .filter(isExperience)
      .slice(0, 1)
      .map(
        ({ key }): Requirement => ({
          id: 'experience',
          ...(format === 'reverse' ? { kind: 'atMostMore', by: 0 } : { kind: 'atLeastMore', by: yearsAhead }),
          mentee: key,
          mentor: key,
          whenSilent: 'allow',
        }),
      ),
    ...sharedBy('levels', questions)
      .slice(0, 1)
      .map(({ key }): Requirement => ({ id: 'language', kind: 'languageInCommon', mentee: key, mentor: key, whenSilent: 'allow' })),
  ]
  return { criteria, requirements, first: 'matched' }
}

/** Questions that both sides were asked. */
const sharedBy = (kind: 'weekly' | 'number' | 'levels', questions: readonly Question[]): Question[] =>
  questionsFor(kind, 'mentee', questions).filter(question => question.role === undefined)

/** Lists that both sides were asked, each compared with itself. */
const sharedLists = (questions: readonly Question[]): [Question, Question][] =>
  questions.flatMap((one): [Question, Question][] => (one.kind === 'choices' && one.role === undefined ? [[one, one]] : []))

const isExperience = ({ key, label }: Question): boolean => /experience|years|seniority/i.test(`${key} ${label}`)

/** Pairs of lists of which one is what mentees want and the other what mentors offer: by their names, else by what can be chosen. */
function complementsOf(questions: readonly Question[]): [Question, Question][] {
  const wanted = questions.filter(
    ({ kind, role, key }) => kind === 'choices' && (role === 'mentee' || (role === undefined && asks.wanted.test(key))),
  )
  const offered = questions.filter(
    ({ kind, role, key }) => kind === 'choices' && (role === 'mentor' || (role === undefined && asks.offered.test(key))),
  )
  const taken = new Set<string>()
  return wanted.flatMap((mentee): [Question, Question][] => {
    const mentor = offered.find(
      one => !taken.has(one.key) && one.key !== mentee.key && (stem(one.key) === stem(mentee.key) || sameChoices(one, mentee)),
    )
    if (!mentor) return []
    taken.add(mentor.key)
    return [[mentee, mentor]]
  })
}

const asks = {
  wanted: /(^|_)(wanted|wants?|wish(es)?|grow|learn|sought|needs?|needed|interests?)(_|$)/,
  offered: /(^|_)(offered|offers?|teach|share|give|gives|expertise|has)(_|$)/,
} as const

/** `skills_wanted` and `skills_offered` speak of skills. */
const stem = (key: string): string =>
  key
    .split('_')
    .filter(word => word !== 'to' && !asks.wanted.test(word) && !asks.offered.test(word))
    .join('_')

function sameChoices(a: Question, b: Question): boolean {
  if (a.kind !== 'choices' || b.kind !== 'choices') return false
  const keys = new Set(a.options.map(option => option.key))
  return b.options.length > 0 && b.options.filter(option => keys.has(option.key)).length * 2 >= b.options.length
}
