import { isolated } from '../../kit/texts/direction.ts'
import type { Answer, Answers, Question } from '../../questionnaire/contract.ts'
import { isSilent } from '../../questionnaire/rules.ts'
import { told } from './import-plan.ts'

const shownItems = 3

/** The first things that somebody told us, for a row of a list: what they may be matched by before anything else. */
export function glimpseOf(answers: Answers, questions: readonly Question[]): { label: string; told: string; more: number }[] {
  const telling = (question: Question): boolean => ['choices', 'choice', 'ranked', 'text'].includes(question.kind)
  const answered = questions.filter(question => telling(question) && answers[question.key] && !isSilent(answers[question.key] as Answer))
  const inOrder = [
    ...answered.filter(question => question.audience === 'pair'),
    ...answered.filter(question => question.audience !== 'pair'),
  ]
  return inOrder.slice(0, 2).map(({ key, label }) => {
    const items = itemsOf(answers[key])
    const first = items.slice(0, shownItems).map(item => isolated(item, 'ltr'))
    return { label, told: first.join(', ').slice(0, 300).toWellFormed(), more: Math.max(0, items.length - shownItems) }
  })
}

function itemsOf(answer: Answer | undefined): readonly string[] {
  if (!answer) return []
  if (answer.kind === 'choices') return answer.choices
  if (answer.kind === 'ranked') return answer.ranked
  return [told(answer)]
}

/** Which questions are answered otherwise than before, by their labels. */
export function changedLabels(before: Answers, after: Answers, questions: readonly Question[]): string[] {
  const said = (answer: Answer | undefined) => (answer ? told(answer) : '')
  return questions.filter(({ key }) => said(before[key]) !== said(after[key])).map(question => question.label)
}
