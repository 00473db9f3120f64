/**
 * One cell as the answer to the question of its column. What cannot be read, or what the question itself refuses, is a gap; a list loses
 * only the items that cannot be taken. What a cell probably means is said and never applied.
 */
import { parseList } from '../../kit/csv/lists.ts'
import { nearest } from '../../kit/csv/nearest.ts'
import { parseWhole } from '../../kit/csv/whole-numbers.ts'
import type { Facts } from '../../kit/wire/refusal.ts'
import type { Answer, Question } from '../../questionnaire/contract.ts'
import { faultOf } from '../../questionnaire/rules.ts'
import type { Effect } from '../contract/dry-run.ts'
import type { QuestionTarget } from '../contract/import-file.ts'
import { languageTag, probableLanguage } from './import-languages.ts'
import { numberIn } from './import-numbers.ts'

interface CellProblem {
  readonly code: string
  readonly effect: Effect
  readonly facts?: Facts
  readonly reading?: string | null
  /** The item of the list that it is about, when it is not the whole cell. */
  readonly cell?: string
}

interface Parsed {
  readonly answer: Answer | null
  readonly problems: readonly CellProblem[]
}
/** `meant`: what somebody decided that an item of a list means. */
type Parser = (cell: string, meant: (item: string) => string) => Parsed

const fine = (answer: Answer): Parsed => ({ answer, problems: [] })
const gap = (code: string, more: Omit<CellProblem, 'code' | 'effect'> = {}): Parsed => ({
  answer: null,
  problems: [{ code, effect: 'gap', ...more }],
})

/** How cells of a column become answers to its question. What the question itself refuses is a gap too. */
export function answerReader(target: QuestionTarget, known: Question | undefined): Parser {
  const parse = parsers[target.kind](target, known)
  if (!known) return parse
  return (cell, meant) => {
    const parsed = parse(cell, meant)
    const fault = parsed.answer && faultOf(parsed.answer, known)
    return fault ? { answer: null, problems: [...parsed.problems, { code: fault.code, effect: 'gap', facts: fault.facts ?? {} }] } : parsed
  }
}

const parsers: { readonly [K in QuestionTarget['kind']]: (target: QuestionTarget, known: Question | undefined) => Parser } = {
  text: () => cell => (cell.length > 5000 ? gap('text_too_long', { facts: { most: 5000 } }) : fine({ kind: 'text', text: cell })),
  number: () => cell => {
    const number = numberIn(cell)
    return number === null ? gap('not_a_number') : fine({ kind: 'number', number })
  },
  scale: () => cell => {
    const parsed = parseWhole(cell)
    return 'whole' in parsed ? fine({ kind: 'scale', level: parsed.whole }) : gap('not_a_number')
  },
  choice: (_, known) => {
    const listed = listedIn(known)
    return cell => {
      const { key, reading } = listed.find(cell)
      if (key === null) return gap('not_on_the_list', { reading })
      if (key.length > 300) return gap('too_long_for_a_choice', { facts: { most: 300 } })
      return { answer: { kind: 'choice', choice: key }, problems: reading ? [{ code: 'not_on_the_list', effect: 'remark', reading }] : [] }
    }
  },
  choices: (target, known) => {
    const listed = listedIn(known)
    return (cell, meant) => {
      const parsed = itemsOf(cell, target, meant, item => {
        const { key, reading } = listed.find(item)
        if (key === null) return { problem: { code: 'not_on_the_list', effect: 'gap', reading, cell: item } }
        return key.length > 300
          ? { problem: { code: 'too_long_for_a_choice', effect: 'gap', facts: { most: 300 }, cell: item } }
          : { item: key }
      })
      return parsed.items
        ? { answer: { kind: 'choices', choices: parsed.items }, problems: parsed.problems }
        : { answer: null, problems: parsed.problems }
    }
  },
  ranked: (target, known) => {
    const listed = listedIn(known)
    return (cell, meant) => {
      const parsed = itemsOf(cell, target, meant, item => {
        const { key, reading } = listed.find(item)
        return key === null ? { problem: { code: 'not_on_the_list', effect: 'gap', reading, cell: item } } : { item: key }
      })
      return parsed.items
        ? { answer: { kind: 'ranked', ranked: parsed.items }, problems: parsed.problems }
        : { answer: null, problems: parsed.problems }
    }
  },
  languages: target => (cell, meant) => {
    const parsed = itemsOf(cell, target, meant, item => {
      const tag = languageTag(item)
      return tag === null
        ? { problem: { code: 'language_unknown', effect: 'gap', reading: probableLanguage(item), cell: item } }
        : { item: tag }
    })
    return parsed.items
      ? { answer: { kind: 'languages', languages: parsed.items }, problems: parsed.problems }
      : { answer: null, problems: parsed.problems }
  },
}

const mostItems = 200

/** The items of a cell, each once. An item that cannot be taken is a gap of its own; the others come in. */
function itemsOf(
  cell: string,
  target: QuestionTarget,
  meant: (item: string) => string,
  take: (item: string) => { readonly item: string } | { readonly problem: CellProblem },
): { readonly items: string[] | null; readonly problems: readonly CellProblem[] } {
  const items = new Set<string>()
  const problems: CellProblem[] = []
  for (const item of parseList(cell, target.separator ?? ';')) {
    const taken = take(meant(item))
    if ('item' in taken) items.add(taken.item)
    else problems.push(taken.problem)
  }
  if (items.size > mostItems) return { items: null, problems: [{ code: 'too_many_items', effect: 'gap', facts: { most: mostItems } }] }
  return { items: items.size === 0 && problems.length > 0 ? null : [...items], problems }
}

interface Listed {
  /** The key that the words mean; null when the question takes only its own options. `reading`: what they probably mean. */
  find(written: string): { readonly key: string | null; readonly reading: string | null }
}

/** Options are found by key or label, capitals aside. Words that no option has are kept as written where the question is open. */
function listedIn(known: Question | undefined): Listed {
  if (!known || !('options' in known)) return { find: written => ({ key: written, reading: null }) }
  const exact = new Map<string, string>()
  const folded = new Map<string, string>()
  for (const { key, label } of known.options) {
    for (const word of [key, label]) {
      exact.set(word, key)
      if (!folded.has(word.toLowerCase())) folded.set(word.toLowerCase(), key)
    }
  }
  const isOpen = 'open' in known && known.open === true
  const labels = known.options.length <= 300 ? known.options.map(option => option.label) : []
  // looking for what is near takes long, and the same words come on many lines
  const readings = new Map<string, string | null>()
  const probable = (written: string): string | null => {
    const before = readings.get(written)
    if (before !== undefined) return before
    const found = nearest(written, labels)
    if (readings.size < 5000) readings.set(written, found)
    return found
  }
  return {
    find(written) {
      const key = exact.get(written) ?? folded.get(written.toLowerCase())
      if (key !== undefined) return { key, reading: null }
      if (isOpen) return { key: written, reading: known.kind === 'choice' ? probable(written) : null }
      return { key: null, reading: probable(written) }
    },
  }
}
