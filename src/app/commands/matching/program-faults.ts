/** What is wrong in a program file, in sentences with the line: of the YAML, of its aliases, and of what the schema does not take. */
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, visit, type YAMLParseError } from 'yaml'
import type { z } from 'zod/mini'

/** A file as it was read, so that a place in it has a line. */
export interface ProgramText {
  readonly document: Document.Parsed
  readonly lines: LineCounter
  readonly fileName: string
}

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** The line on which a place stands; where it is missing, that of what should hold it. */
export function lineOf({ document, lines }: ProgramText, path: Path): number {
  let node: unknown = document.contents
  let offset = 0
  for (const step of path) {
    const holder = isAlias(node) ? node.resolve(document) : node
    if (isMap(holder)) {
      const pair = holder.items.find(({ key }) => (isScalar(key) ? String(key.value) : null) === String(step))
      if (!pair) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(holder)) {
      node = holder.items[Number(step)]
      if (node === undefined) break
      offset = startOf(node) ?? offset
    } else break
  }
  return lines.linePos(offset).line
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)

/** A sentence with the place that it is about. */
export const at = (text: ProgramText, path: Path, sentence: string): string =>
  `${text.fileName}, line ${lineOf(text, path)}: ${sentence.replace('{place}', path.length === 0 ? 'the whole file' : path.map(String).join('.'))}`

/** Why this is no YAML. The library's own words end in the place, which is told first here. */
export function yamlFault({ fileName }: ProgramText, { message, linePos, code }: YAMLParseError): string {
  const words =
    code === 'MULTIPLE_DOCS' ? 'more than one document is in this file' : message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')
  return `${fileName}, line ${linePos?.[0].line ?? 1}: this is not YAML: ${words}.`
}

/** Every alias that stands for nothing; where there is none, what they stand for is too much. */
export function aliasFaults({ document, lines, fileName }: ProgramText): string[] {
  const faults: string[] = []
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document))
        faults.push(
          `${fileName}, line ${lines.linePos(alias.range?.[0] ?? 0).line}: *${alias.source} stands for nothing: no &${alias.source} comes before it.`,
        )
    },
  })
  return faults.length > 0 ? faults : [`${fileName} repeats parts of itself (by * and &) so often that it is too large to be read.`]
}

/** Everything that the schema does not take, each in one sentence. */
export function programFaults(text: ProgramText, given: unknown, issues: readonly Issue[]): string[] {
  return issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => at(text, [...issue.path, key], '{place} is nothing that a program can say here. Is it spelled right?'))
      : [at(text, issue.path, sentenceOf(issue, foundAt(given, issue.path)))],
  )
}

function foundAt(given: unknown, path: Path): unknown {
  let found = given
  for (const step of path) found = typeof found === 'object' && found !== null ? (found as Record<PropertyKey, unknown>)[step] : undefined
  return found
}

function sentenceOf(issue: Issue, found: unknown): string {
  const must = wanted(issue)
  return found === undefined ? `{place} is missing. It must ${must}.` : `{place} must ${must}, and is ${told(found)}.`
}

function wanted(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return oneOf(issue.values)
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options)
        : 'have one of the forms that are described in guide/program.schema.json'
    case 'too_big':
      return `${measures[issue.origin] ?? 'be'} at most ${issue.maximum}${units[issue.origin] ?? ''}`
    case 'too_small':
      if (issue.origin === 'string') return 'hold something'
      return `${measures[issue.origin] ?? 'be'} at least ${issue.minimum}${units[issue.origin] ?? ''}`
    case 'not_multiple_of':
      return `be a multiple of ${issue.divisor}`
    case 'invalid_format':
      return forms[issue.pattern ?? ''] ?? 'have the form that is described in guide/program.schema.json'
    default:
      return 'be what is described in guide/program.schema.json'
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a group of settings (name: value)',
}
const measures: Readonly<Record<string, string>> = { string: 'have', array: 'have' }
const units: Readonly<Record<string, string>> = { string: ' letters', array: ' entries' }
/** The patterns of the contracts in words; that none is left out is tested. */
export const forms: Readonly<Record<string, string>> = {
  '/^[a-z][a-z0-9_]{0,59}$/': 'begin with a small letter and hold only small letters, digits and _ (60 at most)',
  '/^[a-z][a-z0-9_-]{0,59}$/': 'begin with a small letter and hold only small letters, digits, _ and - (60 at most)',
  '/^[^\\p{Cc}\\p{Cs}]*$/u': 'stand on one line',
}

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? `be ${String(values[0])}` : `be one of ${values.slice(0, -1).map(String).join(', ')} or ${String(values.at(-1))}`

const longest = 60

/** What stands there, as far as it helps to find it. */
function told(found: unknown): string {
  if (found === null) return 'empty'
  if (found === '') return 'an empty text'
  if (Array.isArray(found)) return `a list of ${found.length}`
  if (typeof found === 'object') return 'a group of settings'
  const words = String(found)
  return `“${words.length > longest ? `${words.slice(0, longest)}…` : words}”`
}
