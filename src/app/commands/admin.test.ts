import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { configFrom } from '../../kit/config/config.ts'
import type { Access } from '../../kit/db/access.ts'
import { listInvitations } from '../../person/contract.ts'
import { aWorld } from '../cast.ts'
import { inviteCommand } from './admin.ts'

const world = await aWorld()
const { halden, fjord } = world
// the command lives in the present, and so does whoever opens its links
world.clock.now = new Date()

const folder = mkdtempSync(join(tmpdir(), 'cairn-admin-'))
writeFileSync(join(folder, 'cairn.key'), Buffer.alloc(32, 7).toString('base64url'), { mode: 0o600 })
afterAll(() => rmSync(folder, { recursive: true }))
const config = (() => {
  const { owner, app, signIn } = world.database.installation
  const url = ({ user, password, host, port, database }: Access) =>
    `postgres://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
  const env = { CAIRN_DATA: folder, DATABASE_URL: url(owner), DATABASE_APP_URL: url(app), DATABASE_SIGN_IN_URL: url(signIn) }
  const read = configFrom(env, { isRoot: false, home: '/', platform: 'linux' })
  if (Array.isArray(read)) throw new Error(read[0]?.sentence)
  return read
})()

let out: string[]
let err: string[]
beforeEach(() => {
  out = []
  err = []
  vi.spyOn(console, 'log').mockImplementation(line => void out.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation(line => void err.push(String(line)))
})
afterEach(() => void vi.restoreAllMocks())
const run = (...args: string[]) => inviteCommand(config, args)
/** The path of the link that was printed last. */
const printed = () => new URL(out.at(-1) ?? '').pathname

test('an administrator who is signed out gets a link that signs in, once', async () => {
  expect(await run('Astrid@Example.org')).toBe(0)
  expect(out[0]).toBe('Astrid is an administrator already. This link signs in as Astrid, once, for 15 minutes:')
  const browser = world.browser()
  expect((await browser.open(printed())).text).toContain('You are signing in to mentoring at Halden Health Trust as Astrid.')
  expect((await browser.post(printed())).location).toBe('/halden/')
  expect(JSON.parse((await browser.open('/api/v1/viewer')).text).person.name).toBe('Astrid')
  expect((await world.browser().post(printed())).status).toBe(409)
})

test('somebody else is invited; asked again, a new link takes the place of the one that waits', async () => {
  expect(await run('ruth@example.org', '--name', 'Ruth Vogel')).toBe(0)
  const earlier = printed()
  expect(await run('ruth@example.org', '--name', 'Ruth Vogel')).toBe(0)
  expect(out[2]).toContain('Invited ruth@example.org as administrator. The link works once, until ')

  expect((await world.browser().open(earlier)).status).toBe(410)
  expect((await world.browser().post(printed())).location).toBe('/halden/')
  const { rows } = await halden.astrid.call(listInvitations, {})
  expect(rows.map(({ name, email, state }) => [name, email, state])).toEqual([
    ['Ruth Vogel', 'ruth@example.org', 'accepted'],
    ['Ruth Vogel', 'ruth@example.org', 'withdrawn'],
  ])
})

test('a coordinator becomes an administrator by an invitation, not by a link that signs in', async () => {
  expect(await run('ingrid@example.org')).toBe(0)
  expect(printed()).toMatch(/^\/halden\/invitation\//)
})

test('the organization that is named is the one, and nothing is seen of the others', async () => {
  expect(await run('astrid@example.org', '--organization', 'fjord')).toBe(0)
  expect(printed()).toMatch(/^\/fjord\/sign-in\//)
  expect((await world.browser().open(printed().replace('/fjord/', '/halden/'))).status).toBe(410)
  expect((await fjord.astrid.call(listInvitations, {})).rows).toEqual([])
})

describe('what cannot be used is told, and nobody is invited', () => {
  test.each([
    [['x@'], '“x@” is not a complete address. Something like ana@example.org is needed.'],
    [['ruth'], '“ruth” is not a complete address.'],
    [['a@b@example.org'], '“a@b@example.org” is not a complete address.'],
    [[], 'Use it like this: cairn admin invite <e-mail>'],
    [['ana@example.org', 'ben@example.org'], 'Use it like this: cairn admin invite <e-mail>'],
    [['ana@example.org', '--nam', 'Ana'], "Unknown option '--nam'"],
    [['ana@example.org', '--name', ''], 'A name has between 1 and 200 letters, on one line.'],
    [['ana@example.org', '--organization', 'elsewhere'], 'There is no organization “elsewhere” here. There is: '],
  ])('%j', async (args, sentence) => {
    const { rows } = await halden.astrid.call(listInvitations, {})
    expect(await run(...args)).toBe(2)
    expect(err.join('\n')).toContain(sentence)
    expect((await halden.astrid.call(listInvitations, {})).rows).toEqual(rows)
  })
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
