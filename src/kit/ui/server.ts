import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { clientOn, Refused } from '../wire/client.ts'
import type { Answer, Endpoint, Request } from '../wire/contract.ts'

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

/**
 * Names an endpoint without loading its contract: `named<typeof readViewer>({ operationId: 'readViewer', method: 'GET', path: '/viewer' })`
 * with a type-only import. The compiler compares each part with the contract. For the frames alone, which must not wait for Zod;
 * for endpoints that read with parameters of the path and nothing else.
 */
export const named = <E extends Endpoint>(parts: Pick<E, 'operationId' | 'method' | 'path'>): E => parts as E

const keyOf = (endpoint: Endpoint, request: unknown): QueryKey => [endpoint.operationId, request]

/** What the server answers to a reading endpoint, kept and renewed: give it to `<Loaded>`. */
export function useAnswer<E extends Endpoint>(
  endpoint: E,
  request: Request<E>,
  options: { readonly when?: boolean; readonly everySeconds?: number } = {},
) {
  return useQuery<Answer<E>, Error>({
    queryKey: keyOf(endpoint, request),
    queryFn: async () => (await call(endpoint, request)) as Answer<E> & object,
    enabled: options.when ?? true,
    refetchInterval: options.everySeconds ? options.everySeconds * 1000 : false,
  })
}

export interface ActOptions<E extends Endpoint> {
  /** Reading endpoints whose answers are old after the act; all of their requests are read again. */
  readonly renews?: readonly Endpoint[]
  readonly done?: (answer: Answer<E>, request: Request<E>) => void
  readonly refused?: (error: Error) => void
}

/**
 * An act on the server. `start(request, version)` sends it once: pressing again while it runs does nothing, and trying again after the
 * network failed uses the same idempotency key, so the act takes place once.
 */
export function useAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}) {
  const kept = useQueryClient()
  const attempt = useRef<{ readonly of: string; readonly key: string } | null>(null)
  const mutation = useMutation<Answer<E>, Error, { readonly request: Request<E>; readonly version?: number | undefined }>({
    mutationFn: ({ request, version }) => {
      const of = JSON.stringify([request, version])
      if (attempt.current?.of !== of) attempt.current = { of, key: crypto.randomUUID() }
      return call(endpoint, request, { idempotencyKey: attempt.current.key, ...(version === undefined ? {} : { ifMatch: version }) })
    },
    onSuccess: async (answer, { request }) => {
      attempt.current = null
      await Promise.all((options.renews ?? []).map(one => kept.invalidateQueries({ queryKey: [one.operationId] })))
      options.done?.(answer, request)
    },
    onError: error => {
      if (!(error instanceof Unreachable)) attempt.current = null
      options.refused?.(error)
    },
  })
  const start = (request: Request<E>, version?: number) => {
    if (!mutation.isPending) mutation.mutate({ request, version })
  }
  return {
    start,
    busy: mutation.isPending,
    error: mutation.error,
    refusal: mutation.error instanceof Refused ? mutation.error.problem : null,
    forget: mutation.reset,
  }
}
