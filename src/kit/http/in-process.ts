import { type CallOptions, clientOn } from '../wire/client.ts'
import type { Answer, Request as Asked, Endpoint } from '../wire/contract.ts'

export type Fetch = (request: Request) => Response | Promise<Response>
export type Call = <E extends Endpoint>(endpoint: E, request: Asked<E>, options?: CallOptions) => Promise<Answer<E>>

/** The typed client over an application in the same process, without a socket, with a bearer token or as anybody. */
export function clientInProcess(fetch: Fetch, origin: string, token: string | null): Call {
  return clientOn(async ({ method, path, headers, body }) => {
    const authorized = token === null ? { origin } : { authorization: `Bearer ${token}` }
    const response = await fetch(new Request(`${origin}${path}`, { method, headers: { ...headers, ...authorized }, body: body ?? null }))
    return { status: response.status, header: name => response.headers.get(name), text: await response.text() }
  })
}
