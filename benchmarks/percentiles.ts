/** Times of many requests, told as people read them. */
export interface Percentiles {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
}

/** The smallest time that at least that share of all did not exceed (nearest rank). */
export function percentilesOf(times: readonly number[]): Percentiles {
  const inOrder = times.toSorted((a, b) => a - b)
  const at = (share: number) => inOrder[Math.max(0, Math.ceil(inOrder.length * share) - 1)] ?? 0
  return { count: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1) }
}

/** One line; columns stand under each other. */
export function line(name: string, { count, p50, p95, p99, longest }: Percentiles, more = ''): string {
  const ms = (time: number) => `${time.toFixed(0)} ms`.padStart(8)
  return `${name.padEnd(28)} ${String(count).padStart(6)} ×   p50 ${ms(p50)}   p95 ${ms(p95)}   p99 ${ms(p99)}   longest ${ms(longest)}${more}`
}
