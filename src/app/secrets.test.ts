/**
 * Nothing that opens anything is readable at rest: after sign-in, invitation, publication and replies, every secret that was given out is
 * looked for in every column of every table, in all that was logged, and in what staff read of mails. SECURITY.md says where one may lie: in
 * the sealed body of a mail, and in the hands of whoever got it.
 */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { expect, test, vi } from 'vitest'
import { startWorker, type WorkerParts } from '../kit/jobs/worker.ts'
import { testOrigin } from '../kit/testing/client.ts'
import { secretFor } from '../kit/vault/vault.ts'
import { aCohortOfPersons, aPublishedRound } from '../matching/cast.ts'
import { mailsIn } from '../notification/cast.ts'
import { listMails, openMail } from '../notification/contract.ts'
import { invite, requestSignIn } from '../person/contract.ts'
import { reactions } from './capabilities.ts'
import { aWorld } from './cast.ts'

const password = 'canary-of-the-mail-server'
let refuses = false
const server = new SMTPServer({
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  onAuth: (_, __, done) => done(null, { user: 'cairn' }),
  onMailFrom: (_, __, done) => done(refuses ? Object.assign(new Error('later'), { responseCode: 451 }) : null),
})
// a client that goes away is no fault of the server
server.on('error', () => undefined)
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
const { port } = server.server.address() as AddressInfo
const world = await aWorld({ settings: { SMTP_URL: `smtp://cairn:${password}@127.0.0.1:${port}` } })
const { halden } = world
const { astrid, ingrid, organizationId } = halden

const secrets = new Map<string, string>([
  ['password of the mail server', password],
  ['master key', Buffer.alloc(32, 7).toString('latin1')],
  ['key of sign-in', secretFor('sign-in')],
  ['link of set-up', world.setUpToken],
])

/** What leads somewhere in the mails so far. */
const paths = async (): Promise<readonly string[]> =>
  (await mailsIn(world, organizationId)).flatMap(({ text }) =>
    [...text.matchAll(/http:\S+?(\/halden\/(?:sign-in|invitation|a)\/\S+)/g)].map(([, path = '']) => path),
  )
const signedIn: ReturnType<typeof world.browser>[] = []

/** Follows every mailed link of the kind, as a browser does, and keeps what it is given. */
async function followed(kind: string, form: Record<string, string> = {}): Promise<void> {
  await world.settle()
  for (const path of (await paths()).filter(one => one.startsWith(`/halden/${kind}/`))) {
    const browser = world.browser()
    await browser.open(path)
    const { headers } = await browser.post(path, form)
    const [cookie] = headers.getSetCookie().map(set => /^[^=]+=([^;]*)/.exec(set)?.[1] ?? '')
    secrets.set(`link ${path}`, path.split('/').at(-1) ?? '')
    if (!cookie) continue
    secrets.set(`cookie ${path}`, decodeURIComponent(cookie))
    signedIn.push(browser)
  }
}

const people = await aCohortOfPersons(world, halden)
for (const person of [astrid, ingrid, ...Object.values(people)]) secrets.set(`token ${person.name}`, person.token)
await world.anybody(requestSignIn, { organization: 'halden', email: 'ingrid@example.org' })
await followed('sign-in')
const otto = { name: 'Otto', email: 'otto@example.org', relation: 'coordinator', scopeId: halden.programId } as const
await astrid.call(invite, otto, { idempotencyKey: 'once' })
await followed('invitation')
await aPublishedRound(world, halden)
await followed('a', { answer: 'yes' })
await followed('a', { answer: 'help' })
await everythingFails()

/** Requests with each kind of secret meet a defect, and the mail server takes no more: what is logged of that is looked at, too. */
async function everythingFails(): Promise<void> {
  await world.database.ownerPool.query('alter table person rename to nobody')
  for (const path of await paths()) expect((await world.browser().open(path)).status).toBeGreaterThanOrEqual(400)
  for (const browser of signedIn) expect((await browser.open('/api/v1/viewer')).status).toBe(500)
  await world.database.ownerPool.query('alter table nobody rename to person')
  refuses = true
  await world.anybody(requestSignIn, { organization: 'halden', email: 'ingrid@example.org' })
  const { jobs, transaction, contextOf, said } = world
  const log: WorkerParts['log'] = (_, message, facts) => said.push(`${message} ${JSON.stringify(facts)}`)
  const parts = { access: world.database.appAccess, jobs, reactions, transaction, contextOf, log, pollingSeconds: 0.5 }
  const worker = await startWorker(parts)
  const hasFailed = async () => {
    // the world's clock is ahead of the queue's
    await world.database.ownerPool.query(`update queue.job set start_after = now() where state = 'created'`)
    return said.some(line => line.startsWith('a job failed'))
  }
  await vi.waitUntil(hasFailed, { timeout: 10_000 })
  await worker.stop()
  world.closeMail()
  server.close()
}

/** Every row of every table as text, bytes in hexadecimal. */
async function everyRow(): Promise<string[]> {
  const { rows: tables } = await world.database.ownerPool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await world.database.ownerPool.query<{ row: string }>(`select t::text as row from ${name} t`)
    found.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return found
}

/** The spellings in which a secret could lie somewhere. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'latin1')
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ]
}

const foundIn = (texts: readonly string[]): string[] => {
  const whole = texts.join('\n')
  return [...secrets].filter(([, secret]) => spellings(secret).some(spelling => whole.includes(spelling))).map(([what]) => what)
}

test('secrets of every kind were given out', () => {
  const kinds = [...secrets.keys()].map(what => what.replace(/^(cookie|link) \/halden\/([\w-]+)\/.*|^(token) .*/, '$1$3 $2').trim())
  expect([...new Set(kinds)]).toEqual([
    'password of the mail server',
    'master key',
    'key of sign-in',
    'link of set-up',
    'token',
    'link sign-in',
    'cookie sign-in',
    'link invitation',
    'cookie invitation',
    'link a',
  ])
})

test('the database holds none of them', async () => {
  expect(foundIn(await everyRow())).toEqual([])
})

test('what the database knows of who is signed in opens nothing, for the cookie is signed besides', async () => {
  const { rows } = await world.database.ownerPool.query<{ token: string }>('select token from sign_in.session')
  expect(rows.length).toBe(2)
  for (const { token } of rows) {
    const request = new Request(`${testOrigin}/api/v1/viewer`, { headers: { cookie: `cairn=${token}` } })
    expect((await world.app.fetch(request)).status).toBe(401)
  }
})

test('nothing that was logged holds one of them, nor the name or the address of anybody', () => {
  expect(world.said.length).toBeGreaterThan(3)
  expect(foundIn(world.said)).toEqual([])
  expect(world.said.filter(line => /ingrid|otto|amina|astrid|@example\.org/i.test(line))).toEqual([])
})

test('of a mail that has left, staff read no link', async () => {
  const { rows } = await ingrid.call(listMails, { tab: 'log', limit: 100 })
  const read: string[] = []
  for (const { id } of rows) read.push((await ingrid.call(openMail, { mailId: id })).text)
  expect(read.length).toBeGreaterThan(3)
  expect(foundIn(read)).toEqual([])
})
