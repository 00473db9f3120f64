/**
 * Splits `total` whole points over `weights` so that the parts are whole and sum exactly to `total` (Hamilton's method):
 * everybody gets the floor of their share, what is left goes one by one to the largest remainders, earlier ones first on ties.
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const parts = weights.map(weight => Math.floor((total * weight) / sum))
  const remainders = weights.map(weight => (total * weight) % sum)
  let left = total - parts.reduce((all, part) => all + part, 0)
  const order = weights.map((_, index) => index).sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b)
  for (const index of order) {
    if (left === 0) break
    parts[index] = (parts[index] ?? 0) + 1
    left--
  }
  return parts
}
