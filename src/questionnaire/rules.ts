import { type Fault, type Refusal, refused } from '../kit/wire/refusal.ts'
import type { Answer, Answers, Question, QuestionKind } from './contract.ts'

type AnswerOf<K extends QuestionKind> = Extract<Answer, { kind: K }>
type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>

/** What is wrong with the answers, all at once. Runs in the browser while typing and on the server before storing. */
export function faultsIn(answers: Answers, questions: readonly Question[]): Fault[] {
  const unknown = Object.keys(answers).filter(key => !questions.some(question => question.key === key))
  return [
    ...unknown.map(key => ({ path: `answers.${key}`, code: 'question_unknown', facts: { question: key } })),
    ...questions.flatMap(question => {
      const fault = faultOf(answers[question.key], question)
      return fault ? [{ path: `answers.${question.key}`, ...fault }] : []
    }),
  ]
}

/** What is wrong with one answer to one question; null when it is fine or may stay empty. */
export function faultOf(answer: Answer | undefined, question: Question): Omit<Fault, 'path'> | null {
  if (answer === undefined || isSilent(answer))
    return question.required ? { code: 'answer_needed', facts: { question: question.label } } : null
  if (answer.kind !== question.kind) return { code: 'answer_kind', facts: { question: question.label } }
  const check = checks[question.kind] as (answer: Answer, question: Question) => Omit<Fault, 'path'> | null
  return check(answer, question)
}

/** Nothing was said: an empty list or text is silence, not an answer. */
export function isSilent(answer: Answer): boolean {
  switch (answer.kind) {
    case 'choices':
      return answer.choices.length === 0
    case 'ranked':
      return answer.ranked.length === 0
    case 'languages':
      return answer.languages.length === 0
    case 'availability':
      return answer.slots.length === 0
    case 'text':
      return answer.text.trim() === ''
    case 'choice':
    case 'number':
    case 'scale':
      return false
  }
}

const notOffered = (
  chosen: readonly string[],
  question: { readonly options: readonly { readonly key: string }[] },
): Omit<Fault, 'path'> | null => {
  const stranger = chosen.find(key => !question.options.some(option => option.key === key))
  return stranger === undefined ? null : { code: 'not_offered', facts: { choice: stranger } }
}
const tooMany = (count: number, most: number | undefined): Omit<Fault, 'path'> | null =>
  most !== undefined && count > most ? { code: 'too_many_choices', facts: { most, count } } : null
const outside = (number: number, least: number | undefined, most: number | undefined): Omit<Fault, 'path'> | null => {
  if (least !== undefined && number < least) return { code: 'number_too_small', facts: { least } }
  return most !== undefined && number > most ? { code: 'number_too_large', facts: { most } } : null
}

/** Each kind of question answers for itself; a new kind does not compile without its line. */
const checks: { readonly [K in QuestionKind]: (answer: AnswerOf<K>, question: QuestionOf<K>) => Omit<Fault, 'path'> | null } = {
  choices: (answer, question) =>
    tooMany(answer.choices.length, question.most) ?? (question.open ? null : notOffered(answer.choices, question)),
  choice: (answer, question) => (question.open ? null : notOffered([answer.choice], question)),
  number: (answer, question) => outside(answer.number, question.least, question.most),
  scale: (answer, question) => outside(answer.level, question.least, question.most),
  text: (answer, question) =>
    question.most !== undefined && answer.text.length > question.most ? { code: 'text_too_long', facts: { most: question.most } } : null,
  availability: answer => (answer.slots.some(slot => slot.to <= slot.from) ? { code: 'slot_backwards', facts: {} } : null),
  languages: () => null,
  ranked: (answer, question) => tooMany(answer.ranked.length, question.most) ?? notOffered(answer.ranked, question),
}

/** The next version, when no key changed its kind: whoever used a key can go on using it. */
export function nextVersion(before: readonly Question[], after: readonly Question[]): readonly Question[] | Refusal {
  const keys = after.map(question => question.key)
  const twice = keys.find((key, n) => keys.indexOf(key) !== n)
  if (twice !== undefined) return refused('question_twice', { question: twice })
  const changed = after.find(question => before.some(old => old.key === question.key && old.kind !== question.kind))
  return changed ? refused('question_kind_changed', { question: changed.label }) : after
}
