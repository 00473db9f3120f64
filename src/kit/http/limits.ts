/**
 * Rate limits by token bucket, in the memory of the process: a limit protects this process and slows guessing; it is no ledger.
 * A bucket holds `burst` and refills at `perMinute`. Buckets that are full again are forgotten, so memory is bounded by the callers
 * of the last minutes.
 */
export interface Limit {
  readonly name: string
  readonly burst: number
  readonly perMinute: number
}

export const limits = {
  /** Everything one address asks for. */
  address: { name: 'address', burst: 600, perMinute: 1800 },
  /** Sign-in links for one address of mail, and from one network address. */
  signIn: { name: 'sign-in', burst: 5, perMinute: 1 },
  signInFrom: { name: 'sign-in-from', burst: 20, perMinute: 10 },
  /** Tokens tried from one network address. */
  tokens: { name: 'tokens', burst: 30, perMinute: 30 },
} as const satisfies Readonly<Record<string, Limit>>

export interface Limiter {
  /** Seconds to wait, 0 when the call may pass (and has been counted). */
  take(limit: Limit, key: string, nowMs: number): number
}

export const unlimited: Limiter = { take: () => 0 }

export function limiter(mostBuckets = 50_000): Limiter {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(limit, key, nowMs) {
      const name = `${limit.name}:${key}`
      const bucket = buckets.get(name) ?? { left: limit.burst, at: nowMs }
      const left = Math.min(limit.burst, bucket.left + ((nowMs - bucket.at) / 60_000) * limit.perMinute)
      if (left < 1) return Math.ceil(((1 - left) / limit.perMinute) * 60)
      buckets.delete(name)
      buckets.set(name, { left: left - 1, at: nowMs })
      // oldest first: a bucket that nobody touched for a while has refilled, so forgetting it changes nothing
      if (buckets.size > mostBuckets) buckets.delete(buckets.keys().next().value ?? '')
      return 0
    },
  }
}
