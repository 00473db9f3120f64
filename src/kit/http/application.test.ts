import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { aWorld } from '../../app/cast.ts'
import { Outage } from '../db/outage.ts'
import { testOrigin } from '../testing/client.ts'
import { acts } from '../wire/access.ts'
import { endpoint } from '../wire/contract.ts'
import { applicationOf } from './application.ts'
import { securityHeaders } from './headers.ts'
import { html } from './html.ts'
import { limiter, limits } from './limits.ts'
import { serving } from './served.ts'

const world = await aWorld()
const { halden, fjord } = world

interface Sent {
  readonly method?: string
  readonly token?: string | null
  readonly headers?: Record<string, string>
  readonly body?: BodyInit | null
}

async function send(path: string, { method = 'GET', token = halden.astrid.token, headers = {}, body = null }: Sent = {}) {
  const authorized: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const request = new Request(`${testOrigin}${path}`, {
    method,
    headers: { ...authorized, ...headers },
    body,
    duplex: 'half',
  } as RequestInit)
  const response = await world.app.fetch(request)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, code: /"code":"(\w+)"/.exec(text)?.[1] }
}

const json = { 'content-type': 'application/json' }
const aProgram = (name: string, more: Record<string, string> = {}): Sent => ({
  method: 'POST',
  headers: { ...json, ...more },
  body: JSON.stringify({ name, purpose: '', format: 'one-to-one' }),
})
const programsNamed = async (name: string): Promise<number> =>
  Number((await world.database.ownerPool.query('select count(*)::int as count from program where name = $1', [name])).rows[0].count)

// headers

test.each([
  '/api/v1/viewer',
  '/api/v1/nothing',
  '/api/v1/openapi.json',
  '/api',
  '/halden/sign-in',
  '/health/ready',
  '/health/live',
  '/any/screen',
])('%s carries every header that keeps a browser safe', async path => {
  const { headers } = await send(path)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect(headers.get('content-type')).toMatch(/charset=utf-8$/)
})

test('an answer of the API can be no page, and a page runs no script but ours', async () => {
  const api = (await send('/api/v1/viewer')).headers.get('content-security-policy')
  expect(api).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
  const page = (await send('/halden/sign-in')).headers.get('content-security-policy') ?? ''
  expect(page).toContain("script-src 'self'")
  expect(page).toContain("frame-ancestors 'none'")
  expect(page).not.toMatch(/unsafe|\*|http/)
})

test('over https a browser is told to stay there for a year', () => {
  expect(securityHeaders(true)['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  expect(securityHeaders(false)['strict-transport-security']).toBeUndefined()
})

test('answers about people are kept by nobody', async () => {
  expect((await send('/api/v1/viewer')).headers.get('cache-control')).toBe('no-store')
})

// origin

test.each([
  ['from another site', { origin: 'https://elsewhere.example' }, 403],
  ['from another site that hides its name', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
  ['with a cookie and no origin at all', { cookie: 'cairn=x' }, 403],
  ['from a form of ours, which under no-referrer is called null', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 200],
  ['from our own page', { origin: testOrigin }, 200],
])('a write %s', async (_, headers, status) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
  expect((await send('/halden/sign-in', { method: 'POST', token: null, headers: form, body: 'email=nobody%40example.org' })).status).toBe(
    status,
  )
})

test('a program with a bearer token names no origin, and needs none', async () => {
  expect((await send('/api/v1/programs', aProgram('By a program'))).status).toBe(201)
})

// If-Match

test('a change of a versioned thing needs its version, and only the newest will do', async () => {
  const change = (headers: Record<string, string>, name: string) =>
    send(`/api/v1/programs/${halden.programId}`, {
      method: 'PATCH',
      token: halden.ingrid.token,
      headers: { ...json, ...headers },
      body: JSON.stringify({ name }),
    })
  expect(await change({}, 'A')).toMatchObject({ status: 428, code: 'version_required' })
  expect(await change({ 'if-match': 'W/"1"' }, 'B')).toMatchObject({ status: 412, code: 'stale' })
  expect(await change({ 'if-match': '"7"' }, 'C')).toMatchObject({ status: 412, code: 'stale' })
  const done = await change({ 'if-match': '"1"' }, 'Stepping Up')
  expect([done.status, done.headers.get('etag')]).toEqual([200, '"2"'])
  expect(await change({ 'if-match': '"1"' }, 'D')).toMatchObject({ status: 412, code: 'stale' })
})

// Idempotency-Key

test('the same key with the same request is done once, and answered twice', async () => {
  const first = await send('/api/v1/programs', aProgram('Once', { 'idempotency-key': 'k1' }))
  const second = await send('/api/v1/programs', aProgram('Once', { 'idempotency-key': 'k1' }))
  expect([first.status, second.status]).toEqual([201, 201])
  expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text))
  expect(await programsNamed('Once')).toBe(1)
})

test('the same key at the same moment from six browsers is done once', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => send('/api/v1/programs', aProgram('Six', { 'idempotency-key': 'k6' }))))
  expect(new Set(answers.map(answer => JSON.parse(answer.text).id)).size).toBe(1)
  expect(await programsNamed('Six')).toBe(1)
})

test('the same key with another request is refused', async () => {
  await send('/api/v1/programs', aProgram('First', { 'idempotency-key': 'k2' }))
  expect(await send('/api/v1/programs', aProgram('Second', { 'idempotency-key': 'k2' }))).toMatchObject({
    status: 409,
    code: 'idempotency_conflict',
  })
  expect(await programsNamed('Second')).toBe(0)
})

test('a refused request burns no key, and a key belongs to whoever used it', async () => {
  expect((await send('/api/v1/programs', aProgram('', { 'idempotency-key': 'k3' }))).status).toBe(422)
  expect((await send('/api/v1/programs', aProgram('After all', { 'idempotency-key': 'k3' }))).status).toBe(201)
  const other = await send('/api/v1/programs', { ...aProgram('Elsewhere', { 'idempotency-key': 'k3' }), token: fjord.astrid.token })
  expect([other.status, await programsNamed('Elsewhere')]).toEqual([201, 1])
})

// bodies

test.each([
  ['not JSON by its type', { 'content-type': 'text/plain' }, '{}', 415, 'wrong_content_type'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=a', 415, 'wrong_content_type'],
  ['cut off', json, '{"name":', 400, 'unreadable'],
  ['empty', json, '', 400, 'unreadable'],
  ['not UTF-8', json, new Uint8Array([0x22, 0xff, 0x22]), 400, 'unreadable'],
  ['nested without end', json, '['.repeat(200_000), 400, 'unreadable'],
  ['that reaches for the prototype', json, '{"__proto__":{"isAdministrator":true},"name":"x"}', 400, 'unreadable'],
  ['a list instead of an object', json, '[]', 422, 'wrong_answers'],
  ['null', json, 'null', 422, 'wrong_answers'],
  ['with more than it may say', json, '{"name":"x","purpose":"","format":"one-to-one","organizationId":"y"}', 422, 'wrong_answers'],
] as const)('a body %s is refused', async (_, headers, body, status, code) => {
  expect(await send('/api/v1/programs', { method: 'POST', headers: { ...headers }, body })).toMatchObject({ status, code })
  expect(({} as { isAdministrator?: boolean }).isAdministrator).toBeUndefined()
})

test('a body that is too long is refused, whether it says so or not', async () => {
  const long = JSON.stringify({ name: 'x'.repeat(1_100_000), purpose: '', format: 'one-to-one' })
  expect(
    await send('/api/v1/programs', { method: 'POST', headers: { ...json, 'content-length': String(long.length) }, body: long }),
  ).toMatchObject({ status: 413, code: 'too_large' })
  let pulled = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  expect(await send('/api/v1/programs', { method: 'POST', headers: json, body: endless })).toMatchObject({ status: 413 })
  expect(pulled).toBeLessThan(30)
})

test('everything that is wrong with an input is told at once, each with the way to it', async () => {
  const { text } = await send('/api/v1/programs', { method: 'POST', headers: json, body: '{"name":"","format":"telepathy"}' })
  expect(
    JSON.parse(text)
      .faults.map((fault: { path: string }) => fault.path)
      .sort(),
  ).toEqual(['format', 'name', 'purpose'])
})

// addresses

test('a query parameter given twice is refused where one is meant', async () => {
  expect(await send('/api/v1/mails?tab=kept&tab=sent')).toMatchObject({ status: 400, code: 'unreadable' })
  expect(await send('/api/v1/mails?tab=kept&strange=1')).toMatchObject({ status: 422, code: 'wrong_answers' })
  expect((await send('/api/v1/mails?tab=kept')).status).toBe(200)
})

test.each(['not-an-id', '%00', "' or 1=1", '01890000-0000-7000-8000-00000000dead'])('the id "%s" is not found', async id => {
  expect(await send(`/api/v1/programs/${encodeURIComponent(id)}`)).toMatchObject({ status: 404, code: 'not_found' })
})

test('another verb is told which ones there are', async () => {
  const { status, headers, code } = await send('/api/v1/programs', { method: 'DELETE' })
  expect([status, code]).toEqual([405, 'wrong_method'])
  expect(headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'POST'])
})

test('HEAD answers as GET does, without the words', async () => {
  const { status, text } = await send('/halden/sign-in', { method: 'HEAD' })
  expect([status, text]).toEqual([200, ''])
})

// problems

test('a refusal has a code for programs, words for people and a number to quote', async () => {
  const { text, headers, status } = await send('/api/v1/viewer', { token: null })
  const problem = JSON.parse(text)
  expect(status).toBe(401)
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(problem).toMatchObject({ type: 'urn:cairn:refusal:not_signed_in', status: 401, code: 'not_signed_in' })
  expect(problem.title).toMatch(/^[A-Z].+/)
  expect(problem.requestId).toBe(headers.get('x-request-id'))
})

const room = acts({ see: { who: [{ who: 'anyone' }] } })
const { serve } = serving('room', room)
const nothing = { status: 200, answer: z.strictObject({ said: z.string() }), params: z.strictObject({ organization: z.string() }) } as const
const seen = (operationId: string, path: `/${string}`) =>
  endpoint({ operationId, path, method: 'GET', act: 'room.see', summary: 'Sees.', ...nothing })
const told: { where: string; requestId: string }[] = []

const smallApplication = applicationOf({
  served: [
    serve(seen('breaks', '/{organization}/breaks'), async () => {
      throw new Error('select secret from person')
    }),
    serve(seen('isAway', '/{organization}/away'), async () => {
      throw new Outage('database_away')
    }),
    serve(seen('saysTooMuch', '/{organization}/too-much'), async () => ({ said: 'yes', birthday: '1990-01-01' })),
  ],
  pages: [],
  words: code => ({ title: code }),
  refusalPage: () => html``,
  openapi: { json: '{}', page: html`` },
  screens: { file: async () => null, shell: async () => new Response('') },
  limiter: limiter(),
  https: false,
  isProxy: () => false,
  origin: () => testOrigin,
  ready: () => 'database_away',
  newRequestId: () => 'number-1',
  onBug: (_, where, requestId) => told.push({ where, requestId }),
  door: {
    identify: async () => null,
    actorOf: async () => null,
    noteUse: async () => undefined,
    organizationOf: async () => halden.organizationId,
  },
  transaction: world.transaction,
  contextOf: world.contextOf,
  now: () => new Date('2027-02-01T09:00:00Z'),
})
const ask = (path: string) => smallApplication.fetch(new Request(`${testOrigin}${path}`))

test('a defect of ours tells nothing of itself but a number, under which it is in the log', async () => {
  const response = await ask('/api/v1/halden/breaks')
  const text = await response.text()
  expect([response.status, JSON.parse(text).requestId]).toEqual([500, 'number-1'])
  expect(text).not.toContain('secret')
  expect(told.at(-1)).toEqual({ where: 'GET /api/v1/halden/breaks', requestId: 'number-1' })
})

test('a field too much is a defect of ours, not an answer', async () => {
  const response = await ask('/api/v1/halden/too-much')
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('1990')
})

test('while the database is away the answer is to come back soon', async () => {
  const response = await ask('/api/v1/halden/away')
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  const ready = await ask('/health/ready')
  expect([ready.status, await ready.text()]).toEqual([503, 'database_away\n'])
  expect((await ask('/health/live')).status).toBe(200)
})

test('somebody who asks without end is told to wait, and for how long', async () => {
  const statuses = new Set<number>()
  for (let n = 0; n < limits.address.burst + 20; n += 1) statuses.add((await ask('/api/v1/nothing')).status)
  expect([...statuses].sort()).toEqual([404, 429])
  expect(Number((await ask('/api/v1/nothing')).headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a limit refills with time, is counted apart for everybody, and its memory is bounded', () => {
  const few = { name: 'few', burst: 2, perMinute: 1 }
  const taken = limiter(3)
  expect([taken.take(few, 'a', 0), taken.take(few, 'a', 0), taken.take(few, 'a', 0), taken.take(few, 'b', 0)]).toEqual([0, 0, 60, 0])
  expect(taken.take(few, 'a', 60_000)).toBe(0)
  for (const key of ['c', 'd', 'e']) taken.take(few, key, 60_000)
  expect(taken.take(few, 'a', 60_000)).toBe(0)
})

test('nothing above was a defect of ours', async () => {
  expect(world.bugs).toEqual([])
  expect((await send('/api/v1/programs', { ...aProgram('Once'), token: fjord.astrid.token })).status).toBe(201)
})
