import type { Answer, Endpoint, Request } from './contract.ts'
import type { Problem } from './problem.ts'

/** What the client needs of the network; given, so that this file belongs to the browser, the tests and scripts alike. */
export type Send = (request: {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: string | undefined
}) => Promise<{ readonly status: number; readonly header: (name: string) => string | null; readonly text: string }>

/** The server said no; `problem` has its code, words and faults. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(refusal: Problem) {
    super(refusal.title)
    this.name = 'Refused'
    this.problem = refusal
  }
}

export interface CallOptions {
  readonly ifMatch?: number
  readonly idempotencyKey?: string
}

/** A typed client on contract objects: `call(readRound, { roundId })` resolves to the answer or throws `Refused`. */
export function clientOn(send: Send) {
  return async function call<E extends Endpoint>(endpoint: E, request: Request<E>, options: CallOptions = {}): Promise<Answer<E>> {
    const { path, query, body } = laidOut(endpoint, request as Record<string, unknown>)
    const headers: Record<string, string> = { accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`
    if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
    const answer = await send({ method: endpoint.method, path: `/api/v1${path}${query}`, headers, body })
    if (answer.status >= 400) throw new Refused(problemIn(answer.text, answer.status))
    return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Answer<E>
  }
}

/** Sorts a request's values into path, query and body by the contract's own keys. */
export function laidOut(endpoint: Endpoint, request: Record<string, unknown>): { path: string; query: string; body: string | undefined } {
  const rest = { ...request }
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = String(rest[key])
    delete rest[key]
    return encodeURIComponent(value)
  })
  const pairs: string[] = []
  for (const key of Object.keys(endpoint.query?.shape ?? {})) {
    const value = rest[key]
    delete rest[key]
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(one))}`)
  }
  return { path, query: pairs.length > 0 ? `?${pairs.join('&')}` : '', body: endpoint.body ? JSON.stringify(rest) : undefined }
}

/** Read by hand, not by its schema: the first screen shall not wait for a validator that only contracts need. */
function problemIn(text: string, status: number): Problem {
  try {
    const read = JSON.parse(text) as Partial<Problem> | null
    if (typeof read?.code === 'string' && typeof read.title === 'string' && typeof read.requestId === 'string')
      return { type: 'about:blank', status, ...read } as Problem
  } catch {
    // an answer that is not ours, such as a proxy's error page: told below by its status alone
  }
  return { type: 'about:blank', title: '', status, code: status >= 500 ? 'busy' : 'unreadable', requestId: '' }
}
