/**
 * Why the two, as sentences for one of them. Drawn only from what both may know (rules/explanation), in words that people ticked
 * themselves; nothing about points, ranks or what was missing.
 */
import type { Line } from '../../../matching-engine/index.ts'
import { english, type Language, sayIn } from '../../kit/texts/texts.ts'
import { namesOf } from '../../kit/time/formats.ts'
import type { Answer, Answers, Question } from '../../questionnaire/contract.ts'
import type { Criterion } from '../contract/criteria.ts'
import type { Side } from '../contract/proposal.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }
import { type Reason, reasonsFor } from './explanation.ts'

/** More than a handful of ticked words is a list, not a reason. */
const mostWords = 4

interface Viewed {
  readonly side: Side
  readonly partner: string | null
}

/** At most `most` sentences, the weightiest first. */
export function pairReasons(
  { side, partner }: Viewed,
  given: { readonly lines: readonly Line[]; readonly criteria: readonly Criterion[]; readonly questions: readonly Question[] },
  most: number,
  language: Language = english,
): string[] {
  return reasonsFor('pair', given.lines, given.criteria, given.questions)
    .flatMap(reason => {
      const criterion = given.criteria.find(one => one.id === reason.criterion)
      return criterion ? (sentence(reason, criterion, { side, partner }, language) ?? []) : []
    })
    .slice(0, most)
}

function sentence(reason: Reason, criterion: Criterion, { side, partner }: Viewed, language: Language): string | null {
  const say = sayIn(en, language)
  const { evidence } = reason
  const asked = side === 'mentee' ? reason.asked.mentee : reason.asked.mentor
  const who = partner ?? say('reason.somebody')
  switch (evidence.kind) {
    case 'choices': {
      if (evidence.shared.length === 0) return null
      const shared = evidence.shared.slice(0, mostWords)
      if (criterion.mentee === criterion.mentor) return say('reason.bothNamed', { shared })
      return say(side === 'mentee' ? 'reason.partnerOffers' : 'reason.partnerAsks', { shared, partner: who })
    }
    case 'time': {
      const hours = Math.floor(evidence.commonMinutes / 60)
      return hours < 1 ? say('reason.someTime') : say('reason.hours', { count: hours })
    }
    case 'language':
      return evidence.language === null
        ? say('reason.aLanguage')
        : say('reason.language', { language: languageName(evidence.language, language) })
    case 'scale':
    case 'numbers':
      return say(isAlike(criterion) ? 'reason.alike' : 'reason.apart', { asked })
    case 'none':
      return criterion.kind === 'category' ? say(isAlike(criterion) ? 'reason.sameAnswer' : 'reason.apart', { asked }) : null
    case 'rank':
      return null
  }
}

const isAlike = (criterion: Criterion): boolean => 'mode' in criterion && criterion.mode === 'similar'

function languageName(tag: string, language: Language): string {
  try {
    return namesOf(language.tag, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The short answers that say who somebody is, and what they wrote for the other side: only what was asked for the pair. */
export function cardOf(
  answers: Answers,
  questions: readonly Question[],
  side: Side,
): { readonly about: string[]; readonly words: string | null } {
  const mine = questions.filter(question => question.audience === 'pair' && (question.role === undefined || question.role === side))
  const about = mine.flatMap(question => {
    const answer = answers[question.key]
    return question.kind === 'choice' && answer?.kind === 'choice' ? [choiceLabel(answer.choice, question)] : []
  })
  const words = mine
    .map(question => answers[question.key])
    .find((answer): answer is Extract<Answer, { kind: 'text' }> => answer?.kind === 'text' && answer.text.trim() !== '')
  return { about: about.slice(0, 2), words: words?.text.trim() ?? null }
}

const choiceLabel = (choice: string, question: Extract<Question, { kind: 'choice' }>): string =>
  question.options.find(option => option.key === choice)?.label ?? choice
