import { plainWords } from '../../kit/csv/words.ts'
import { importedKinds, type QuestionTarget, type Target } from '../contract/import-file.ts'

/** A place to which a column can go, as one list offers it: the kinds of question are places of their own. */
export const targetChoices = [
  'external-id',
  'name',
  'first-name',
  'surname',
  'email',
  'phone',
  'role',
  'capacity',
  'mentors',
  'choices;',
  'choices,',
  'choices|',
  'choicesline',
  'choice',
  'number',
  'languages',
  'text',
  'scale',
  'ranked',
  'nothing',
] as const
export type TargetChoice = (typeof targetChoices)[number]

/** Scales and rankings are offered only where the question is one already. */
export const targetKeys = (target: Target): TargetChoice[] =>
  targetChoices.filter(key => (key !== 'scale' && key !== 'ranked') || (target.goes === 'question' && target.kind === key))

const bySeparator = { ';': 'choices;', ',': 'choices,', '|': 'choices|', '\n': 'choicesline' } as const

export function keyForTarget(target: Target): TargetChoice {
  if (target.goes !== 'question') return target.goes
  return target.kind === 'choices' ? bySeparator[target.separator ?? ';'] : target.kind
}

interface ColumnAt {
  readonly name: string
  readonly index: number
  readonly taken: readonly Target[]
}

/** The target that a choice means for this column; a question keeps its key when only its kind changes. */
export function targetFor(key: TargetChoice, before: Target, column: ColumnAt): Target {
  const single = ['external-id', 'name', 'first-name', 'surname', 'email', 'phone', 'role', 'capacity', 'mentors', 'nothing'] as const
  const goes = single.find(one => one === key)
  if (goes) return { goes }
  const separator = (Object.keys(bySeparator) as (keyof typeof bySeparator)[]).find(one => bySeparator[one] === key) ?? null
  const kind = separator ? 'choices' : (importedKinds.find(one => one === key) ?? 'text')
  const rest = { kind, separator: separator ?? (kind === 'languages' ? lastSeparator(before) : null) }
  if (before.goes === 'question') return { ...before, ...rest }
  return { goes: 'question', ...named(column), ...rest, audience: 'coordinators' }
}

const lastSeparator = (before: Target): QuestionTarget['separator'] => (before.goes === 'question' ? (before.separator ?? ';') : ';')

function named({ name, index, taken }: ColumnAt): { readonly key: string; readonly label: string } {
  const words = plainWords(name)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 50)
  const basis = words === '' ? `column_${index + 1}` : words
  const isFree = (key: string) => !taken.some((target, n) => n !== index && target.goes === 'question' && target.key === key)
  let n = 1
  while (!isFree(n === 1 ? basis : `${basis}_${n}`)) n += 1
  return { key: n === 1 ? basis : `${basis}_${n}`, label: name === '' ? `Column ${index + 1}` : name.slice(0, 300) }
}
