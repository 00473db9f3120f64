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
  /**
   * Sign-in links: for one address of mail as one network address asks, for one as all ask, and from one network address, behind which a
   * whole school may have its first day. Whether the address of mail is known must not matter here: if only unknown ones were counted, the
   * moment of the refusal would tell which are known.
   */
  signIn: { name: 'sign-in', burst: 5, perMinute: 1 },
  signInTo: { name: 'sign-in-to', burst: 15, perMinute: 3 },
  signInFrom: { name: 'sign-in-from', burst: 300, perMinute: 60 },
  /** One invitation that is sent again. */
  invitationAgain: { name: 'invitation-again', burst: 3, perMinute: 0.1 },
  /** Tokens from one network address that no link has. */
  tokens: { name: 'tokens', burst: 30, perMinute: 30 },
  /** Entries in the history of what one person was refused: the first tell, a flood would only hide them. */
  denials: { name: 'denials', burst: 20, perMinute: 2 },
  /** Codes of letters, right and wrong ones alike, from one network address: a code is short, so every try counts. */
  codes: { name: 'codes', burst: 60, perMinute: 30 },
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
