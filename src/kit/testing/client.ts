import { type Call, clientInProcess, type Fetch } from '../http/in-process.ts'
import { Refused } from '../wire/client.ts'
import type { Problem } from '../wire/problem.ts'

export type { Call } from '../http/in-process.ts'

export const testOrigin = 'http://127.0.0.1:3000'

/** The typed client over an application in process, with a bearer token or nothing. */
export const clientOver = (fetch: Fetch, token: string | null): Call => clientInProcess(fetch, testOrigin, token)

/** What a browser without script sends: a page to read, or a form of our own origin. Cookies are kept. */
export function browserOver(fetch: Fetch) {
  const cookies = new Map<string, string>()
  const send = async (
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; text: string; location: string | null; headers: Headers }> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(
      new Request(`${testOrigin}${path}`, { ...init, redirect: 'manual', headers: { ...init.headers, ...(cookie ? { cookie } : {}) } }),
    )
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return { status: response.status, text: await response.text(), location: response.headers.get('location'), headers: response.headers }
  }
  return {
    open: (path: string) => send(path, { method: 'GET' }),
    post: (path: string, form: Record<string, string> = {}, origin = testOrigin) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
      }),
  }
}

/** The code with which a call was refused, or `allowed`; anything that is not a refusal fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'allowed'
  } catch (error) {
    if (error instanceof Refused) return error.problem.code
    throw error
  }
}

/** The whole refusal, with its sentences; `{ code: 'allowed' }` where there was none. */
export async function problemOf(call: Promise<unknown>): Promise<Partial<Problem>> {
  try {
    await call
    return { code: 'allowed' }
  } catch (error) {
    if (error instanceof Refused) return error.problem
    throw error
  }
}
