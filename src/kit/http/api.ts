/**
 * One request to the API, from the wire to the answer. The order is fixed: limits and origin, who is asking, may they ever do this,
 * the body, the checked input, the handler, the checked answer. Everything that touches the database happens in one transaction that
 * is fenced to the caller's organization before its first read.
 */

import type { Context, Tx } from '../context.ts'
import { accessRefused, record } from '../history/history.ts'
import type { Begin } from '../jobs/jobs.ts'
import { type Actor, mayEver } from '../wire/access.ts'
import type { Endpoint } from '../wire/contract.ts'
import { type Fault, notFound, Refusal, refused } from '../wire/refusal.ts'
import { jsonBody, limitedStream } from './body.ts'
import { once } from './idempotency.ts'
import { type Door, type Identity, nobody } from './identity.ts'
import { type Limiter, limits } from './limits.ts'
import type { Call, Served } from './served.ts'

export interface ApiParts {
  readonly door: Door
  /** Opens a transaction fenced to an organization. */
  readonly transaction: <T>(organizationId: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly contextOf: (tx: Tx, actor: Actor, requestId: string) => Context
  readonly now: () => Date
  readonly limiter: Limiter
}

export interface ApiRequest {
  readonly request: Request
  readonly requestId: string
  readonly address: string
  readonly params: Readonly<Record<string, string>>
}

/** The response to one call of one served endpoint; refusals and defects are thrown. Who is refused what is confidential is kept. */
export async function answerTo(served: Served, parts: ApiParts, { request, requestId, address, params }: ApiRequest): Promise<Response> {
  const { contract } = served
  const identity = await parts.door.identify(request.headers)
  const organizationId = identity?.organizationId ?? (await namedOrganization(parts.door, params))
  if (!organizationId) throw refused(openToAll(served) ? 'not_found' : 'not_signed_in')
  if (!identity && !openToAll(served)) throw refused('not_signed_in')

  try {
    return await answerIn(organizationId, identity, served, parts, { request, requestId, address, params })
  } catch (error) {
    if (served.act.confidential && identity && error instanceof Refusal) await noteRefusal(parts, identity, contract, error, requestId)
    throw error
  }
}

/** One entry, in a transaction of its own: what the caller began is undone. One who asks again and again is noted some times. */
async function noteRefusal(parts: ApiParts, identity: Identity, contract: Endpoint, { code }: Refusal, requestId: string): Promise<void> {
  if (code !== 'not_permitted' && code !== 'not_found') return
  await parts.transaction(identity.organizationId, async tx => {
    const actor = await parts.door.actorOf(tx, identity, parts.now())
    if (!actor || parts.limiter.take(limits.denials, actor.personId ?? '', parts.now().getTime()) > 0) return
    await record(parts.contextOf(tx, actor, requestId), accessRefused, { operation: contract.operationId, code })
  })
}

async function answerIn(
  organizationId: string,
  identity: Identity | null,
  served: Served,
  parts: ApiParts,
  { request, requestId, address, params }: ApiRequest,
): Promise<Response> {
  const { contract } = served
  const begin: Begin = work =>
    parts.transaction(organizationId, async tx => {
      const actor = identity ? await parts.door.actorOf(tx, identity, parts.now()) : nobody(organizationId)
      if (!actor) throw refused('not_signed_in')
      await noteUse(parts.door, identity)
      if (!mayEver(actor, served.act)) throw refused('not_permitted')
      if (served.act.freshSignIn && !isFresh(identity, parts.now())) throw refused('reauth_required')
      const ctx = parts.contextOf(tx, actor, requestId)
      return work(contract.method === 'GET' ? { ...ctx, answered: new Map() } : ctx)
    })

  if (served.run) {
    await begin(async () => undefined)
    const call = callOf(request, contract, address, identity, limitedStream(request, contract.stream?.maxBytes ?? 0))
    const answer = await served.run(begin, checkedInput(contract, params, request, undefined), call)
    return responseOf(contract, checkedAnswer(contract, answer))
  }
  const body = contract.body ? await readAfterGuard(begin, request) : undefined
  const asked = () => ({
    input: checkedInput(contract, params, request, body),
    call: callOf(request, contract, address, identity, emptyStream()),
  })
  const prepared = await preparedFor(begin, served, asked)
  return begin(async ctx => {
    const { input, call } = asked()
    const work = async () => checkedAnswer(contract, await served.handle?.(ctx, input, call, prepared()))
    const key = contract.method === 'POST' ? request.headers.get('idempotency-key') : null
    const answer = key ? await once(ctx, { key, operationId: contract.operationId, request: [params, body] }, work) : await work()
    return responseOf(contract, answer)
  })
}

/**
 * What a handler wants worked out before its transaction. What goes wrong in it is thrown where it is used, so that whoever asks for the
 * same again is given the first answer all the same.
 */
async function preparedFor(
  begin: Begin,
  { prepare }: Served,
  asked: () => { readonly input: unknown; readonly call: Call },
): Promise<() => unknown> {
  if (!prepare) return () => undefined
  await begin(async () => undefined)
  const { input, call } = asked()
  try {
    const worked = await prepare(begin, input, call)
    return () => worked
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** So that whoever is at work stays signed in; not with every request, each of which would write. */
async function noteUse(door: Door, identity: Identity | null): Promise<void> {
  if (identity?.proof.kind === 'session' && identity.proof.idleMinutes >= noteUseEveryMinutes) await door.noteUse(identity.proof)
}

const noteUseEveryMinutes = 5

/** Reads a body of any size only for callers who may ever do the act; a small one is read at once and costs no second look. */
async function readAfterGuard(begin: Begin, request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > 16_384) await begin(async () => undefined)
  return jsonBody(request)
}

const openToAll = (served: Served): boolean => served.act.who.some(leaf => leaf.who === 'anyone')

/** Anonymous operations name their organization in the path, by its slug. */
async function namedOrganization(door: Door, params: Readonly<Record<string, string>>): Promise<string | null> {
  return params['organization'] === undefined ? null : door.organizationOf(params['organization'])
}

function isFresh(identity: Identity | null, now: Date): boolean {
  return identity?.proof.kind === 'session' && now.getTime() - identity.proof.signedInAt.getTime() < 15 * 60_000
}

function callOf(request: Request, contract: Endpoint, address: string, identity: Identity | null, stream: Call['stream']): Call {
  const given = request.headers.get('if-match')
  if (contract.versioned && given === null) throw refused('version_required')
  const version = Number(/^"(\d{1,9})"$/.exec(given ?? '')?.[1] ?? 0)
  if (contract.versioned && version === 0) throw refused('stale')
  const name = request.headers.get('x-file-name')
  const proof = identity?.proof
  const signIn = proof?.kind === 'session' ? { id: proof.sessionId, accountId: proof.accountId } : null
  return {
    ifMatch: version,
    fileName: name ? readFileName(name) : null,
    signIn,
    address,
    stream,
    // made when somebody wants it: few do
    get signal() {
      return request.signal
    },
  }
}

function readFileName(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded)
      .replace(/[\p{Cc}/\\]/gu, '')
      .slice(0, 200)
  } catch {
    return null
  }
}

async function* emptyStream(): AsyncGenerator<Uint8Array> {}

/** Path, query and body in one object, each checked by its schema; every fault at once. A malformed id in the path is simply not found. */
function checkedInput(contract: Endpoint, params: Readonly<Record<string, string>>, request: Request, body: unknown): unknown {
  const path = contract.params ? contract.params.safeParse(params) : { success: true as const, data: {} }
  if (!path.success) throw notFound()
  const query = contract.query ? contract.query.safeParse(queryOf(request, contract)) : { success: true as const, data: {} }
  const sent = contract.body ? contract.body.safeParse(body) : { success: true as const, data: {} }
  const issues = [...(query.success ? [] : query.error.issues), ...(sent.success ? [] : sent.error.issues)]
  if (!query.success || !sent.success) throw new Refusal('wrong_answers', {}, issues.slice(0, 200).map(faultOf))
  return { ...(sent.data as object), ...(query.data as object), ...(path.data as object) }
}

function faultOf(issue: { readonly code?: string; readonly path: readonly PropertyKey[] }): Fault {
  const more: Readonly<Record<string, unknown>> = { ...issue }
  const facts: Record<string, string | number> = {}
  for (const key of ['minimum', 'maximum', 'format'] as const) {
    const told = more[key]
    if (typeof told === 'string' || typeof told === 'number') facts[key] = told
  }
  return { path: issue.path.map(String).join('.'), code: issue.code ?? 'invalid', facts }
}

/** A query parameter given twice is a list where the contract says so, and unreadable elsewhere. */
function queryOf(request: Request, contract: Endpoint): Record<string, unknown> {
  const read: Record<string, unknown> = Object.create(null)
  const url = new URL(request.url)
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key)
    const schema = contract.query?.shape[key] as
      | {
          readonly _zod?: {
            readonly def: { readonly type: string; readonly innerType?: { readonly _zod: { readonly def: { readonly type: string } } } }
          }
        }
      | undefined
    const isList = schema?._zod?.def.type === 'array' || schema?._zod?.def.innerType?._zod.def.type === 'array'
    if (!isList && values.length > 1) throw refused('unreadable')
    read[key] = isList ? values : values[0]
  }
  return read
}

/** An answer that does not fit its contract is a defect of ours: better a refused answer than a field too much. */
function checkedAnswer(contract: Endpoint, answer: unknown): unknown {
  return contract.answer ? contract.answer.parse(answer) : answer
}

function responseOf(contract: Endpoint, answer: unknown): Response {
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  if (contract.answerType)
    return new Response(answer as string, { status: 200, headers: { ...headers, 'content-type': contract.answerType } })
  if (answer === undefined || answer === null || !contract.answer) return new Response(null, { status: 204, headers })
  const version = (answer as { readonly version?: unknown }).version
  if (typeof version === 'number') headers['etag'] = `"${version}"`
  return new Response(JSON.stringify(answer), {
    status: contract.status ?? (contract.method === 'POST' ? 201 : 200),
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  })
}
