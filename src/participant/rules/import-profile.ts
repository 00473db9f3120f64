import type { Question } from '../../questionnaire/contract.ts'
import type { Mapping, QuestionTarget } from '../contract/import-file.ts'
import type { ImportedRow } from './import-rows.ts'

const mostOptions = 2000
const mostDifferent = 20_000

/** Counts what people of a file say to its choice questions, so that the profile can offer it. Bounded, whatever the file holds. */
export function optionCounter(mapping: Mapping) {
  const counted = new Map<string, Map<string, number>>()
  for (const target of mapping.columns) if (target.goes === 'question' && hasOptions(target)) counted.set(target.key, new Map())
  return {
    count(row: ImportedRow): void {
      for (const [key, counts] of counted) {
        const answer = row.answers[key]
        const chosen = answer?.kind === 'choices' ? answer.choices : answer?.kind === 'choice' ? [answer.choice] : []
        for (const choice of chosen) {
          const before = counts.get(choice)
          if (before !== undefined || counts.size < mostDifferent) counts.set(choice, (before ?? 0) + 1)
        }
      }
    },
    /** Most frequent first. */
    of: (key: string): string[] =>
      [...(counted.get(key) ?? [])].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([choice]) => choice),
  }
}
export type OptionCounter = ReturnType<typeof optionCounter>

const hasOptions = (target: QuestionTarget): boolean => target.kind === 'choices' || target.kind === 'choice'

/**
 * What the cohort asks once the file is in: everything that it asks already, each with the options that people of the file added where
 * it takes words of their own, then a question for each new column.
 */
export function profileAfter(asked: readonly Question[], mapping: Mapping, options: OptionCounter): Question[] {
  const targets = mapping.columns.filter(target => target.goes === 'question')
  const kept = asked.map(question => {
    if ((question.kind !== 'choices' && question.kind !== 'choice') || !question.open) return question
    return { ...question, options: withOptions(question.options, options.of(question.key)) }
  })
  const added = targets.filter(target => !asked.some(question => question.key === target.key)).map(target => questionOf(target, options))
  return [...kept, ...added]
}

function questionOf({ key, label, kind, audience }: QuestionTarget, options: OptionCounter): Question {
  const basis = { key, label, audience }
  switch (kind) {
    case 'choices':
    case 'choice':
      return { ...basis, kind, options: withOptions([], options.of(key)), open: true }
    case 'scale':
      return { ...basis, kind, least: 1, most: 5 }
    case 'ranked':
      return { ...basis, kind, options: [] }
    case 'number':
    case 'languages':
    case 'text':
      return { ...basis, kind }
  }
}

interface Option {
  readonly key: string
  readonly label: string
}

function withOptions(options: readonly Option[], said: readonly string[]): Option[] {
  const keys = new Set(options.map(option => option.key))
  const more = said.filter(choice => choice.length <= 200 && !keys.has(choice) && !/\p{Cc}/u.test(choice))
  return [...options, ...more.map(choice => ({ key: choice, label: choice }))].slice(0, mostOptions)
}
