/**
 * What chance alone would do, for figures by group.
 *
 * - A share has Wilson's interval (Wilson 1927, JASA 22:209–212): near 0 and 1 and for few people it holds what it promises, the usual one
 *   does not.
 * - Quartiles are interpolated between the two nearest (Hyndman and Fan 1996, type 7).
 * - Whether groups differ is a permutation test: the answers are dealt out anew among the same people, and each group's mean is held against
 *   the largest difference that any group had in a deal (Westfall and Young 1993, single-step maxT), so that many groups find no more by
 *   chance than two. 999 deals, 199 among more than 500 people, where what matters is far from the edge: the test is as strict. They are
 *   seeded: the same people always read the same. 1 in 100, not 1 in 20: up to a dozen of these tests stand on one screen.
 */

/** How often of 100 chance alone may say that some group of a question differs. */
const level = 0.01
const dealsAmong = (people: number): number => (people > 500 ? 199 : 999)
/** Of the normal distribution, for 95 of 100. */
const z95 = 1.959963984540054

/** From 0 to 1; `of` is at least 1. */
export function wilson(count: number, of: number): { readonly low: number; readonly high: number } {
  const share = count / of
  const squared = z95 * z95
  const middle = share + squared / (2 * of)
  const half = z95 * Math.sqrt((share * (1 - share)) / of + squared / (4 * of * of))
  return { low: Math.max(0, (middle - half) / (1 + squared / of)), high: Math.min(1, (middle + half) / (1 + squared / of)) }
}

/** Lower quartile, median and upper quartile of at least one number. */
export function quartiles(numbers: readonly number[]): readonly [lower: number, median: number, upper: number] {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (part: number) => {
    const place = (sorted.length - 1) * part
    const below = sorted[Math.floor(place)] ?? 0
    const above = sorted[Math.ceil(place)] ?? 0
    return below + (above - below) * (place % 1)
  }
  return [at(0.25), at(0.5), at(0.75)]
}

export interface Compared {
  /** How likely chance alone lets some group differ as much as this one does from all others, the number of groups taken into account. */
  readonly likelihood: number
  /** How much this group's mean would have to differ from all others' to be told from chance, in the unit of the numbers. */
  readonly wouldShow: number
  readonly differs: 'lower' | 'higher' | null
}

/**
 * Each group beside all others. `groups[i]` is the group of `numbers[i]`, from 0 to `count` - 1; every group has somebody, and so have the
 * others.
 */
export function comparedByChance(numbers: readonly number[], groups: readonly number[], count: number, seed: number): Compared[] {
  const all = numbers.length
  const mean = numbers.reduce((sum, one) => sum + one, 0) / all
  const deviations = Float64Array.from(numbers, one => one - mean)
  const variance = deviations.reduce((sum, one) => sum + one * one, 0) / Math.max(1, all - 1)
  const sizes = new Array<number>(count).fill(0)
  const sums = new Float64Array(count)
  groups.forEach((group, at) => {
    sizes[group] = (sizes[group] ?? 0) + 1
    sums[group] = (sums[group] ?? 0) + (deviations[at] ?? 0)
  })
  // the standard deviation that a group's sum has over all deals: drawn without putting back
  const spreads = sizes.map(size => Math.sqrt((variance * size * (all - size)) / all))
  if (variance === 0) return sizes.map(() => ({ likelihood: 1, wouldShow: 0, differs: null }))
  const deals = dealsAmong(all)
  const largest = dealt(deals, deviations, sizes, spreads, seed).sort()
  // a sum of fractions is never quite the same twice
  const slack = 1e-9
  const critical = largest[Math.ceil((deals + 1) * (1 - level)) - 1] ?? 0
  return sizes.map((size, group): Compared => {
    const [sum, spread] = [sums[group] ?? 0, spreads[group] ?? 1]
    const own = Math.abs(sum) / spread
    const likelihood = (largest.filter(one => one >= own - slack).length + 1) / (deals + 1)
    const differs = likelihood > level ? null : sum < 0 ? 'lower' : 'higher'
    // the group's mean less that of all others is sum / size * all / (all - size)
    return { likelihood, wouldShow: ((critical * spread) / size) * (all / (all - size)), differs }
  })
}

/** The largest standardized difference of any group, in each deal. */
function dealt(deals: number, deviations: Float64Array, sizes: readonly number[], spreads: readonly number[], seed: number): Float64Array {
  const random = seeded(seed)
  const cards = deviations.slice()
  const found = new Float64Array(deals)
  for (let deal = 0; deal < deals; deal += 1) {
    for (let at = cards.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1))
      const card = cards[at] ?? 0
      cards[at] = cards[other] ?? 0
      cards[other] = card
    }
    let largest = 0
    let from = 0
    for (const [group, size] of sizes.entries()) {
      let sum = 0
      for (let at = from; at < from + size; at += 1) sum += cards[at] ?? 0
      from += size
      largest = Math.max(largest, Math.abs(sum) / (spreads[group] ?? 1))
    }
    found[deal] = largest
  }
  return found
}

/** From 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A seed out of words (FNV-1a). */
export const seedOf = (words: string): number => hashed(words) >>> 0

function hashed(words: string): number {
  let hash = 2_166_136_261
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 16_777_619)
  return hash
}
