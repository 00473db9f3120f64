/** All routes of the installation in one Hono application: health, API, pages without script, files, and the screens for everything else. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { outageOf } from '../db/outage.ts'
import { notFound, Refusal, refused } from '../wire/refusal.ts'
import { type ApiParts, answerTo } from './api.ts'
import { formBody } from './body.ts'
import { callerAddress } from './caller.ts'
import { apiPolicy, pagePolicy, securityHeaders } from './headers.ts'
import type { Html } from './html.ts'
import { nobody } from './identity.ts'
import { limits } from './limits.ts'
import type { Page, PageAnswer } from './pages.ts'
import { problemOf, problemResponse, type RefusalWords } from './problems.ts'
import type { Served } from './served.ts'

export interface ApplicationParts extends ApiParts {
  readonly served: readonly Served[]
  readonly pages: readonly Page[]
  readonly words: RefusalWords
  /** The page that says a refusal to somebody without script. */
  readonly refusalPage: (refusal: { readonly title: string; readonly detail?: string | undefined; readonly requestId: string }) => Html
  /** The document and its readable page, written once at start. */
  readonly openapi: { readonly json: string; readonly page: Html }
  readonly screens: { file(path: string): Promise<Response | null>; shell(): Promise<Response> }
  readonly https: boolean
  /** Whether a machine is a proxy of ours, whose X-Forwarded-For is believed. */
  readonly isProxy: (address: string) => boolean
  readonly origin: () => string
  readonly ready: () => string
  readonly newRequestId: () => string
  /** A defect of ours, with the number that the person may quote. */
  readonly onBug: (error: unknown, where: string, requestId: string) => void
}

interface Seen {
  readonly requestId: string
  readonly address: string
}

export function applicationOf(parts: ApplicationParts): Hono {
  const app = new Hono()
  const secured = securityHeaders(parts.https)

  const guarded = async (
    request: Request,
    address: string,
    kind: 'api' | 'page',
    work: (seen: Seen) => Promise<Response>,
  ): Promise<Response> => {
    const seen = { requestId: parts.newRequestId(), address }
    const where = `${request.method} ${new URL(request.url).pathname.replace(/\/(a|sign-in|invitation|set-up)\/[^/]+/, '/$1/…')}`
    let response: Response
    try {
      const wait = parts.limiter.take(limits.address, address, parts.now().getTime())
      if (wait > 0) throw refused('too_many_requests', { seconds: wait })
      if (request.method !== 'GET' && request.method !== 'HEAD') ownOrigin(request, parts.origin())
      response = await work(seen)
    } catch (error) {
      response = refusalResponse(error, kind, where, seen.requestId)
    }
    // in place: a response that is made anew from this one's body would be read and written as a stream
    const { headers, status } = response
    for (const [name, value] of Object.entries(secured)) headers.set(name, value)
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', kind === 'api' ? apiPolicy : pagePolicy)
    headers.set('x-request-id', seen.requestId)
    return request.method === 'HEAD' ? new Response(null, { status, headers }) : response
  }

  const refusalResponse = (error: unknown, kind: 'api' | 'page', where: string, requestId: string): Response => {
    const refusal = refusalFor(error)
    if (!refusal) parts.onBug(error, where, requestId)
    const told = problemOf(
      refusal ?? refused('bug', { requestId }),
      (error as { contract?: Served['contract'] }).contract ?? null,
      parts.words,
      requestId,
    )
    const wait: Record<string, string> =
      told.status === 503
        ? { 'retry-after': '5' }
        : typeof told.facts?.['seconds'] === 'number'
          ? { 'retry-after': String(told.facts['seconds']) }
          : {}
    if (kind === 'api') return problemResponse(told, wait)
    return pageResponse({ page: parts.refusalPage({ title: told.title, detail: told.detail, requestId }), status: told.status })
  }

  app.get(
    '/health/live',
    () => new Response('ok\n', { headers: { ...secured, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } }),
  )
  app.get('/health/ready', () => {
    const state = parts.ready()
    return new Response(`${state}\n`, {
      status: state === 'ready' ? 200 : 503,
      headers: {
        ...secured,
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        ...(state === 'ready' ? {} : { 'retry-after': '5' }),
      },
    })
  })

  app.get('/api/v1/openapi.json', c =>
    guarded(
      c.req.raw,
      addressOf(c.env, c.req.raw, parts.isProxy),
      'api',
      async () =>
        new Response(parts.openapi.json, { headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' } }),
    ),
  )
  app.get('/api', c =>
    guarded(c.req.raw, addressOf(c.env, c.req.raw, parts.isProxy), 'page', async () => pageResponse({ page: parts.openapi.page })),
  )

  // fixed paths before placeholders, because the router takes the first that fits
  for (const served of [...parts.served].sort((a, b) => (sortKey(a.contract.path) < sortKey(b.contract.path) ? -1 : 1))) {
    const path = `/api/v1${honoPath(served.contract.path)}`
    app.on(served.contract.method, path, c =>
      guarded(c.req.raw, addressOf(c.env, c.req.raw, parts.isProxy), 'api', async ({ requestId, address }) => {
        try {
          return await answerTo(served, parts, { request: c.req.raw, requestId, address, params: c.req.param() as Record<string, string> })
        } catch (error) {
          if (error instanceof Refusal) throw Object.assign(error, { contract: served.contract })
          throw error
        }
      }),
    )
  }
  for (const [path, methods] of methodsByPath(parts.served))
    app.all(`/api/v1${honoPath(path)}`, async c => {
      const response = await guarded(c.req.raw, addressOf(c.env, c.req.raw, parts.isProxy), 'api', async () => {
        throw refused('wrong_method', { allowed: methods })
      })
      response.headers.set('allow', methods.join(', '))
      return response
    })
  app.all('/api/*', c =>
    guarded(c.req.raw, addressOf(c.env, c.req.raw, parts.isProxy), 'api', async () => {
      throw notFound()
    }),
  )

  for (const page of parts.pages)
    app.on(page.method, honoPath(page.under === 'root' ? page.path : `/{organization}${page.path}`), c =>
      guarded(c.req.raw, addressOf(c.env, c.req.raw, parts.isProxy), 'page', async ({ requestId, address }) => {
        const params = c.req.param() as Record<string, string>
        const beginIn = <T>(organizationId: string, work: (ctx: Context) => Promise<T>) =>
          parts.transaction(organizationId, tx => work(parts.contextOf(tx, nobody(organizationId), requestId)))
        const begin = async <T>(work: (ctx: Context) => Promise<T>) => {
          const organizationId = await parts.door.organizationOf(params['organization'] ?? '')
          if (!organizationId) throw notFound()
          return beginIn(organizationId, work)
        }
        const form = page.method === 'POST' ? await formBody(c.req.raw) : {}
        return pageResponse(
          await page.handle({
            params,
            query: new URL(c.req.url).searchParams,
            form,
            headers: c.req.raw.headers,
            address,
            requestId,
            begin,
            beginIn,
          }),
        )
      }),
    )

  app.get('*', c =>
    guarded(c.req.raw, addressOf(c.env, c.req.raw, parts.isProxy), 'page', async () => {
      const path = new URL(c.req.url).pathname
      return (await parts.screens.file(path)) ?? (await parts.screens.shell())
    }),
  )
  app.all('*', c =>
    guarded(c.req.raw, addressOf(c.env, c.req.raw, parts.isProxy), 'page', async () => {
      throw refused('wrong_method')
    }),
  )
  return app
}

/**
 * A write from a browser says where it comes from; only our own pages may. Under `no-referrer` a form names the origin `null`, and the
 * browser's own `Sec-Fetch-Site` tells instead. Programs with a bearer token and no cookie send neither and are let through.
 */
function ownOrigin(request: Request, origin: string): void {
  const named = request.headers.get('origin')
  if (named !== null && named !== 'null') {
    if (named !== origin) throw refused('foreign_origin')
    return
  }
  const viaBearer = request.headers.has('authorization') && !request.headers.has('cookie')
  if (!viaBearer && request.headers.get('sec-fetch-site') !== 'same-origin') throw refused('foreign_origin')
}

function refusalFor(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const outage = outageOf(error)
  return outage ? refused(outage.code) : null
}

export function pageResponse(answer: PageAnswer): Response {
  const headers = new Headers(answer.headers)
  headers.set('cache-control', 'no-store')
  if ('to' in answer) {
    headers.set('location', answer.to)
    return new Response(null, { status: 303, headers })
  }
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(`<!doctype html>${answer.page.markup}`, { status: answer.status ?? 200, headers })
}

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')
/** By code unit with placeholders last: sorting by locale would put `{` before letters. */
const sortKey = (path: string): string => path.replace(/\{\w+\}/g, '\uffff')

function methodsByPath(served: readonly Served[]): Map<string, string[]> {
  const methods = new Map<string, string[]>()
  for (const { contract } of served) methods.set(contract.path, [...(methods.get(contract.path) ?? []), contract.method])
  return methods
}

function addressOf(env: unknown, request: Request, isProxy: ApplicationParts['isProxy']): string {
  const socket = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? 'local'
  return callerAddress(socket, request.headers.get('x-forwarded-for'), isProxy)
}
