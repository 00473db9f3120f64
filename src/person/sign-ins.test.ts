import { expect, test } from 'vitest'
import { aWorld, type Person } from '../app/cast.ts'
import { testOrigin } from '../kit/testing/client.ts'
import type { Answer } from '../kit/wire/contract.ts'
import { makeLink } from './commands/link.ts'
import { endSignIns, listSignIns } from './contract.ts'
import { deviceIn } from './rules.ts'

const world = await aWorld()
const { halden, fjord } = world
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
const laptop = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Somebody signs in on a device; what that device can do from then on. */
async function signIn(house: typeof halden, person: Person, device: string) {
  const expiresAt = new Date('2099-01-01')
  const link = await world.as(house.organizationId, ctx =>
    makeLink(ctx, { personId: person.id, act: 'sign-in', subjectId: null, expiresAt }),
  )
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: testOrigin, 'user-agent': device }
  const answer = await world.app.fetch(new Request(`${testOrigin}/${house.slug}/sign-in/${link}`, { method: 'POST', headers, body: '' }))
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const ask = async (method: string, path: string, body?: object) =>
    world.app.fetch(
      new Request(`${testOrigin}/api/v1${path}`, {
        method,
        headers: { cookie, origin: testOrigin, 'content-type': 'application/json' },
        body: body ? JSON.stringify(body) : null,
      }),
    )
  const list = async () => ((await (await ask('GET', '/viewer/sign-ins')).json()) as Answer<typeof listSignIns>).rows
  const end = async (body: object) => (await (await ask('POST', '/viewer/sign-ins/ending', body)).json()) as Answer<typeof endSignIns>
  return { list, end, status: async () => (await ask('GET', '/viewer')).status }
}

test('somebody sees where they are signed in and ends one, which works no more from the next request on', async () => {
  const [here, there] = [await signIn(halden, halden.piet, laptop), await signIn(halden, halden.piet, phone)]
  const rows = await here.list()
  expect(rows.map(({ browser, system, isThis }) => [browser, system, isThis]).toSorted()).toEqual([
    ['Firefox', 'Linux', true],
    ['Safari', 'iPhone', false],
  ])
  expect(await there.status()).toBe(200)
  expect(await here.end({ signInId: rows.find(row => !row.isThis)?.id })).toEqual({ ended: 1 })
  expect([await there.status(), await here.status()]).toEqual([401, 200])
  expect(await here.list()).toHaveLength(1)
})

test('all others end, and neither another person’s, nor one’s own of another organization, nor this one', async () => {
  const here = await signIn(halden, halden.ingrid, laptop)
  const others = [await signIn(halden, halden.ingrid, phone), await signIn(halden, halden.ingrid, laptop)]
  // the same address of mail, and so the same account, in another house
  const elsewhere = await signIn(fjord, fjord.ingrid, phone)
  const stranger = await signIn(halden, halden.oskar, phone)
  const [theirs] = await stranger.list()
  expect(await here.end({ signInId: theirs?.id })).toEqual({ ended: 0 })
  expect(await here.end({})).toEqual({ ended: 2 })
  expect(await Promise.all([...others, here, elsewhere, stranger].map(one => one.status()))).toEqual([401, 401, 200, 200, 200])
  const { rows } = await world.database.ownerPool.query(
    `select actor_person_id as by, facts from history_entry where name = 'person.sign-ins-ended' order by id`,
  )
  expect(rows.at(-1)).toEqual({ by: halden.ingrid.id, facts: { person: halden.ingrid.id, count: 2 } })
})

test('whoever asks by a token is signed in nowhere by it, and ends every sign-in of theirs', async () => {
  const there = await signIn(halden, halden.astrid, phone)
  expect((await halden.astrid.call(listSignIns, {})).rows.map(row => row.isThis)).toEqual([false])
  expect(await halden.astrid.call(endSignIns, {})).toEqual({ ended: 1 })
  expect(await there.status()).toBe(401)
  expect(world.bugs).toEqual([])
})

test.each([
  [phone, 'Safari', 'iPhone'],
  [laptop, 'Firefox', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  ['', null, null],
  ['curl/8', null, null],
])('%j is %s on %s', (userAgent, browser, system) => {
  expect(deviceIn(userAgent)).toEqual({ browser, system })
})
