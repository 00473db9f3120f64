/** Reads GLOSSARY.md: which words there are, and which words are not to be used. */

export interface Entry {
  readonly words: readonly string[]
  readonly not: readonly string[]
}

/** The entries of the first table; words are those in bold, "not" those of the last column without `~` and without what is in brackets. */
export function entriesIn(markdown: string): Entry[] {
  const [table = ''] = markdown.split(/^## /m)
  return rowsIn(table).map(([word = '', , not = '']) => ({
    words: [...word.matchAll(/\*\*([^*]+)\*\*/g)].flatMap(([, bold]) => (bold ?? '').split(',').map(one => one.trim().toLowerCase())),
    not: not
      .replace(/\([^)]*\)/g, '')
      .split(/[,;]/)
      .map(one => one.trim().toLowerCase())
      .filter(one => one !== '' && !one.startsWith('~')),
  }))
}

/** The words of the second table: right where they mean something else. */
export const exceptionsIn = (markdown: string): string[] =>
  rowsIn(markdown.split(/^## /m)[1] ?? '').map(([word = '']) => word.toLowerCase())

function rowsIn(text: string): string[][] {
  return text
    .split('\n')
    .filter(line => line.startsWith('| ') && !/^\| (Word|---)/.test(line))
    .map(line =>
      line
        .slice(2)
        .replace(/\s*\|\s*$/, '')
        .split(/\s*\|\s*/),
    )
}

const known = new Map<string, readonly string[]>()

/** The words of which a name is made: `submitApplication`, `match_round` and `sign-in` are two each. Remembered, for each is asked about often. */
export function partsOf(name: string): readonly string[] {
  const found = known.get(name)
  if (found) return found
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter(part => part !== '')
    .map(part => part.toLowerCase())
  known.set(name, parts)
  return parts
}

/** Whether a name speaks of the word, alone or in the plural. */
export function speaksOf(name: string, word: string): boolean {
  const parts = partsOf(name)
  const wanted = partsOf(word)
  return parts.some((_, start) =>
    wanted.every((part, n) => parts[start + n] === part || (n === wanted.length - 1 && parts[start + n] === `${part}s`)),
  )
}

/** The words of a name without those of a phrase. */
export function without(name: string, phrase: string): string {
  const parts = partsOf(name)
  const wanted = partsOf(phrase)
  const start = parts.findIndex((_, at) => wanted.every((part, n) => parts[at + n] === part || parts[at + n] === `${part}s`))
  return start < 0 ? name : parts.toSpliced(start, wanted.length).join(' ')
}
