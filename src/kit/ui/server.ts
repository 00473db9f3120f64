import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { clientOn, Refused } from '../wire/client.ts'
import type { Answer, Endpoint, Request } from '../wire/contract.ts'
import { type Answered, keepAnswers } from './answers.ts'

/** The network did not answer; nothing is known about whether the act took place. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

/** Calls the product's own API with the session's cookie; throws `Refused` for a no, `Unreachable` when there is no answer. */
export const call = clientOn(async ({ method, path, headers, body }) => {
  let response: Response
  try {
    response = await fetch(path, { method, headers, body: body ?? null, credentials: 'same-origin' })
  } catch {
    throw new Unreachable()
  }
  return { status: response.status, header: name => response.headers.get(name), text: await response.text() }
})

// An answer stays fresh for 20 seconds, and is kept for 5 minutes after the last screen that showed it. Signing in and out load the page
// anew, so nobody finds the answers of somebody else.
const kept = keepAnswers({
  freshMs: 20_000,
  keptMs: 300_000,
  retries: 2,
  isWorthRetrying: error => error instanceof Unreachable,
  now: () => Date.now(),
})
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && kept.refresh())
  addEventListener('online', () => kept.refresh())
}

const keyOf = (endpoint: Endpoint, request: unknown): string => `${endpoint.operationId}:${JSON.stringify(request)}`

/** An answer on its way, there, or failed; `refetch` asks again. */
export interface AnswerOnScreen<T> extends Answered<T> {
  readonly refetch: () => void
}

/** What the server answers to a reading endpoint, kept and renewed: give it to `<Loaded>`. */
export function useAnswer<E extends Endpoint>(
  endpoint: E,
  request: Request<E>,
  options: { readonly when?: boolean; readonly everySeconds?: number } = {},
): AnswerOnScreen<Answer<E>> {
  const { when = true, everySeconds } = options
  const key = keyOf(endpoint, request)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all there is to say of endpoint and request
  const entry = useMemo(() => kept.entryOf(key, () => call(endpoint, request)), [key])
  const watch = useCallback((heard: () => void) => (when ? kept.watch(entry, heard) : () => {}), [entry, when])
  const answered = useSyncExternalStore(watch, () => entry.answered) as Answered<Answer<E>>
  const refetch = useCallback(() => void kept.read(entry), [entry])
  useEffect(() => {
    if (!everySeconds || !when) return
    const clock = setInterval(() => document.visibilityState === 'visible' && refetch(), everySeconds * 1000)
    return () => clearInterval(clock)
  }, [everySeconds, when, refetch])
  return useMemo(() => ({ ...answered, refetch }), [answered, refetch])
}

/** Makes the answers of these endpoints old: what is on a screen is read again at once, everything else when it is next shown. */
export async function renewAnswers(endpoints: readonly Pick<Endpoint, 'operationId'>[]): Promise<void> {
  await Promise.all(endpoints.map(one => kept.renew(`${one.operationId}:`)))
}

export interface ActOptions<E extends Endpoint> {
  /** Reading endpoints whose answers are old after the act; all of their requests are read again. */
  readonly renews?: readonly Pick<Endpoint, 'operationId'>[]
  readonly done?: (answer: Answer<E>, request: Request<E>) => void
  readonly refused?: (error: Error, request: Request<E>) => void
}

interface ActState {
  readonly busy: boolean
  readonly error: Error | null
}

/**
 * An act on the server. `start(request, version)` sends it once: pressing again while it runs does nothing, and trying again after the
 * network or the server failed uses the same idempotency key, so the act takes place once.
 */
export function useAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}) {
  const [state, setState] = useState<ActState>({ busy: false, error: null })
  const running = useRef(false)
  const attempt = useRef<{ readonly of: string; readonly key: string } | null>(null)

  async function take(request: Request<E>, version: number | undefined): Promise<void> {
    const of = JSON.stringify([request, version])
    if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() }
    const idempotencyKey = attempt.current.key
    let answer: Answer<E>
    try {
      answer = await call(endpoint, request, { idempotencyKey, ...(version === undefined ? {} : { ifMatch: version }) })
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      if (error instanceof Refused && error.problem.status < 500) attempt.current = null
      running.current = false
      setState({ busy: false, error })
      options.refused?.(error, request)
      return
    }
    attempt.current = null
    await renewAnswers(options.renews ?? [])
    running.current = false
    setState({ busy: false, error: null })
    options.done?.(answer, request)
  }

  const start = (request: Request<E>, version?: number): void => {
    if (running.current) return
    running.current = true
    setState({ busy: true, error: null })
    void take(request, version)
  }
  return {
    start,
    busy: state.busy,
    error: state.error,
    refusal: state.error instanceof Refused ? state.error.problem : null,
    forget: () => setState({ busy: false, error: null }),
  }
}
