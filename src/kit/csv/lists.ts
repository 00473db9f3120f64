import { tidy } from './cells.ts'

export const listSeparators = ['\n', ';', '|', ','] as const
export type ListSeparator = (typeof listSeparators)[number]

/**
 * What separates the items of lists in a column, from some of its cells; null when no cell holds more than one item.
 * Lines, semicolons and bars hardly occur inside an item, so they win over commas when a tenth of the divided cells have them.
 */
export function listSeparatorOf(samples: readonly string[]): ListSeparator | null {
  const divided = listSeparators.map(separator => ({
    separator,
    cells: samples.filter(sample => parseList(sample, separator).length > 1).length,
  }))
  const all = Math.max(...divided.map(({ cells }) => cells))
  return divided.find(({ cells }) => cells > 0 && cells * 10 >= all)?.separator ?? null
}

/** The items of a cell without blanks around them, empty ones left out. A comma inside brackets, as in "SQL (Postgres, MySQL)", divides nothing. */
export function parseList(cell: string, separator: ListSeparator = ';'): string[] {
  const parts = separator === '\n' ? cell.split(/\r\n|\n|\r/) : separator === ',' ? splitAtCommas(cell) : cell.split(separator)
  return parts.map(tidy).filter(part => part !== '')
}

function splitAtCommas(cell: string): string[] {
  if (!/[([]/.test(cell)) return cell.split(',')
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < cell.length; at++) {
    const character = cell.charAt(at)
    if (character === '(' || character === '[') depth++
    if (character === ')' || character === ']') depth--
    if (character === ',' && depth === 0) {
      parts.push(cell.slice(from, at))
      from = at + 1
    }
  }
  // a bracket that does not close says nothing
  return depth === 0 ? [...parts, cell.slice(from)] : cell.split(',')
}
