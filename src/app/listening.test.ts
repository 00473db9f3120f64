import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { configFrom } from '../kit/config/config.ts'
import { seededRandom } from '../kit/ids/ids.ts'
import { aWorld } from './cast.ts'
import { closed, listening } from './listening.ts'
import { playOn } from './play.ts'

const world = await aWorld({ withLimits: true })
const waits = { headersTimeout: 300, requestTimeout: 500, keepAliveTimeout: 300, connectionsCheckingInterval: 50 }
const { server, port } = await listening(world.app.fetch, { host: '127.0.0.1', port: 0 })
/** The same, to callers who take long: it waits for them less than a second. */
const hasty = await listening(world.app.fetch, { host: '127.0.0.1', port: 0 }, waits)
afterAll(() => Promise.all([closed(server), closed(hasty.server)]))

/** All that comes back on a connection on which `pieces` are sent, until the server closes it or `patienceMs` are over. */
async function raw(pieces: string | readonly string[], at = port, patienceMs = 15_000): Promise<{ text: string; isClosed: boolean }> {
  const socket = connect(at, '127.0.0.1')
  let [text, isClosed] = ['', false]
  socket.on('data', piece => {
    text += piece.toString('latin1')
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    isClosed = true
  })
  await once(socket, 'connect')
  const over = new Promise<void>(resolve => {
    socket.once('close', resolve)
    setTimeout(resolve, patienceMs)
  })
  for (const piece of [pieces].flat()) socket.write(piece, 'latin1')
  await over
  socket.destroy()
  return { text, isClosed }
}
const statusesIn = (text: string): number[] => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
const get = (path: string, ...headers: string[]): string =>
  `GET ${path} HTTP/1.1\r\n${['Host: 127.0.0.1', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`
const post = (body: string, ...headers: string[]): string =>
  `POST /halden/sign-in HTTP/1.1\r\n${['Host: 127.0.0.1', 'Origin: http://127.0.0.1:3000', 'Content-Type: application/x-www-form-urlencoded', ...headers].join('\r\n')}\r\n\r\n${body}`
/** Another person's request, which is answered whatever somebody else is doing. */
const answersOthers = async (at = port): Promise<boolean> => (await fetch(`http://127.0.0.1:${at}/health/live`)).ok

// what a caller says of where it comes from

/** The statuses of guesses at links, each with another X-Forwarded-For, from `at`. */
async function guesses(at: number, count: number, forwardedFor: (nth: number) => string): Promise<number[]> {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, n) => raw(get(`/halden/a/guess-${n}-of-something`, `X-Forwarded-For: ${forwardedFor(n)}`), at)),
  )
  return answers.flatMap(({ text }) => statusesIn(text))
}

test('a forged X-Forwarded-For of somebody who is no proxy changes nothing: all that they ask counts for their own address', async () => {
  const statuses = await guesses(port, 34, n => `198.51.100.${n}`)

  expect(statuses.filter(status => status === 410)).toHaveLength(30)
  expect(statuses.filter(status => status === 429)).toHaveLength(4)
})

test('a proxy that the settings name is believed for the address that it saw, and not for what the caller wrote before it', async () => {
  const config = configFrom(
    { CAIRN_PROXIES: '127.0.0.0/8', CAIRN_DATA: '/nowhere' },
    { isRoot: false, home: '/nowhere', platform: 'linux' },
  )
  if (Array.isArray(config)) throw new Error(config[0]?.sentence)
  const { database } = world
  const behind = playOn({ database, config, startsAt: world.clock.now, random: seededRandom(8), log: () => undefined })
  const proxied = await listening(behind.app.fetch, { host: '127.0.0.1', port: 0 })

  const ofMany = await guesses(proxied.port, 34, n => `203.0.113.${n}`)
  const ofOne = await guesses(proxied.port, 34, n => `198.51.100.${n}, 203.0.113.200, 127.0.0.${n + 1}`)
  await closed(proxied.server)

  expect(new Set(ofMany)).toEqual(new Set([410]))
  expect(ofOne.filter(status => status === 429)).toHaveLength(4)
})

// what is no proper request

const form = 'email=nobody%40example.org'
test.each<[string, string, readonly number[]]>([
  ['a header of a hundred kilobytes', get('/health/live', `X-Long: ${'x'.repeat(100_000)}`), [431]],
  ['two different lengths', post(form, `Content-Length: ${form.length}`, 'Content-Length: 3'), [400]],
  ['the same length twice', post(form, `Content-Length: ${form.length}`, `Content-Length: ${form.length}`), [400]],
  ['a length and chunks at once', post(`0\r\n\r\n${get('/health/live')}`, 'Content-Length: 5', 'Transfer-Encoding: chunked'), [400]],
  ['chunks hidden by a second coding', post('0\r\n\r\n', 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity'), [400]],
  ['a coding that is none', post(form, 'Transfer-Encoding: xchunked', `Content-Length: ${form.length}`), [400]],
  ['a space before the colon', post(form, 'Transfer-Encoding : chunked'), [400]],
  ['a chunk whose size is no number', post('zz\r\nabc\r\n0\r\n\r\n', 'Transfer-Encoding: chunked'), [400]],
  ['a length below zero', post(form, 'Content-Length: -1'), [400]],
  ['a header that goes on in the next line', get('/health/live', 'X-Folded: a\r\n b: c'), [400]],
  ['no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
  ['a host that is none', 'GET /halden/sign-in HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n', [400]],
  ['a way to another machine', get('http://elsewhere.example:0x/'), [400]],
  ['a target that is no path', get('halden'), [400]],
  ['a tunnel', 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n', []],
  ['an echo', 'TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nOrigin: http://127.0.0.1:3000\r\n\r\n', [405]],
  ['a protocol that is none of ours', 'HELO example.org\r\n\r\n', [400]],
])('%s is refused once, and the connection closed', async (_, sent, statuses) => {
  const { text, isClosed } = await raw(sent)

  expect(statusesIn(text)).toEqual(statuses)
  expect(isClosed).toBe(true)
  expect(await answersOthers()).toBe(true)
})

test('a target that names the whole address leads to our own paths, whatever machine it names', async () => {
  const { text } = await raw(get('http://elsewhere.example/halden/sign-in'))

  expect(statusesIn(text)).toEqual([200])
  expect(text).toContain('Halden Health Trust')
  expect(text).not.toContain('elsewhere')
})

test.each([
  ['another request', get('/health/live'), [200, 200]],
  ['no request', 'garbage\r\n\r\n', [400]],
])('what is sent beyond the length that was said is never part of the first request: %s', async (_, beyond, statuses) => {
  const { text, isClosed } = await raw(post(`${form}${beyond}`, `Content-Length: ${form.length}`))

  expect(statusesIn(text)).toEqual(statuses)
  expect(isClosed).toBe(true)
})

// who takes long

test.each([
  ['sends its headers drop by drop', ['GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n', 'X-Slow: 1\r\n']],
  ['says nothing at all', []],
  ['promises more than it sends', [post(form, 'Content-Length: 500')]],
  ['begins a chunk and does not end it', [post('5\r\nab', 'Transfer-Encoding: chunked')]],
])('a caller that %s is let go, while others are answered', async (_, pieces) => {
  const slow = raw(pieces, hasty.port)
  expect(await answersOthers(hasty.port)).toBe(true)
  const { text, isClosed } = await slow

  expect(statusesIn(text)).toEqual([408])
  expect(isClosed).toBe(true)
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
