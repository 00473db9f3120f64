import { plainWords } from './words.ts'

/**
 * The choice that a misspelled word almost certainly means, or null when none or several come near. One slip is forgiven in four
 * letters, two in eight, three at most; letter case, accents and punctuation are none.
 */
export function nearest(word: string, choices: readonly string[]): string | null {
  const meant = plainWords(word)
  if (meant.length > longest) return null
  const near = choices
    .map(choice => ({ choice, slips: slipsBetween(meant, plainWords(choice)) }))
    .filter(({ choice, slips }) => slips <= forgivenSlips(Math.min(meant.length, plainWords(choice).length)))
    .toSorted((one, other) => one.slips - other.slips)
  const [best, second] = near
  if (!best || (second && second.slips - best.slips < 1)) return null
  return best.choice
}

/** How many slips between words of a length still leave no doubt. */
export const forgivenSlips = (length: number): number => Math.min(3, Math.floor(length / 4))

/** Damerau–Levenshtein distance (optimal string alignment): letters left out, added, changed, or swapped with their neighbor. */
export function slipsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 3) return Number.POSITIVE_INFINITY
  // rows of the distance table: two before, before, current
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const current = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one.charAt(i - 1) === other.charAt(j - 1)
      let slips = Math.min(cell(last, j) + 1, cell(current, j - 1) + 1, cell(last, j - 1) + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && one.charAt(i - 1) === other.charAt(j - 2) && one.charAt(i - 2) === other.charAt(j - 1)
      if (isSwapped) slips = Math.min(slips, cell(before, j - 2) + 1)
      current.push(slips)
    }
    before = last
    last = current
  }
  return cell(last, other.length)
}

const longest = 80
const cell = (row: readonly number[], at: number): number => row[at] ?? Number.POSITIVE_INFINITY
