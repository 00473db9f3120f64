import { expect, test } from 'vitest'
import { configFrom } from '../kit/config/config.ts'
import { limiter } from '../kit/http/limits.ts'
import type { PageCall } from '../kit/http/pages.ts'
import { seededRandom } from '../kit/ids/ids.ts'
import { refusalOf, testOrigin } from '../kit/testing/client.ts'
import type { Refusal } from '../kit/wire/refusal.ts'
import { openLetters } from '../notification/contract.ts'
import { invitePerson } from '../person/commands/invitation.ts'
import { makeLink } from '../person/commands/link.ts'
import { invite, renewInvitation } from '../person/contract.ts'
import { type PersonPageParts, personPages } from '../person/endpoints.ts'
import { aWorld } from './cast.ts'
import { playOn } from './play.ts'

const world = await aWorld({ withLimits: true })
const { halden } = world

/** A form sent from a network address; the status of the answer. */
async function sent(from: string, path: string, form: Record<string, string> = {}, method: 'GET' | 'POST' = 'POST'): Promise<number> {
  const post = { headers: { 'content-type': 'application/x-www-form-urlencoded', origin: testOrigin }, body: new URLSearchParams(form) }
  const request = new Request(`${testOrigin}${path}`, { method, ...(method === 'POST' ? post : {}) })
  return (await world.app.fetch(request, { incoming: { socket: { remoteAddress: from } } })).status
}
const asked = (from: string, email: string) => sent(from, '/halden/sign-in', { email })

async function signInLinks(count: number): Promise<string[]> {
  return world.as(halden.organizationId, async ctx => {
    const made: string[] = []
    for (let n = 0; n < count; n += 1)
      made.push(
        `/halden/sign-in/${await makeLink(ctx, { personId: halden.piet.id, act: 'sign-in', subjectId: null, expiresAt: new Date('2099-01-01') })}`,
      )
    return made
  })
}

async function invitationLinks(count: number): Promise<string[]> {
  return world.asPerson(halden.organizationId, halden.astrid.id, async ctx => {
    const made: string[] = []
    for (let n = 0; n < count; n += 1) {
      const about = { name: `Helper ${n}`, email: `helper-${n}@example.org`, relation: 'coordinator', scopeId: halden.programId } as const
      made.push((await invitePerson(ctx, about, '')).url)
    }
    return made
  })
}

test.each([
  ['sign-in', signInLinks],
  ['invitation', invitationLinks],
] as const)('the right %s links of a whole house are served at once; whoever guesses is slowed down', async (kind, links) => {
  const from = `203.0.113.${kind.length}`
  const right = new Set<number>()
  for (const link of await links(31)) right.add(await sent(from, link))
  const wrong = await Promise.all(
    Array.from({ length: 33 }, (_, n) => sent(from, `/halden/${kind}/guess-${n}-of-something`, {}, n % 2 ? 'GET' : 'POST')),
  )

  expect([...right]).toEqual([303])
  expect(new Set(wrong)).toEqual(new Set([409, 410, 429]))
  expect(wrong.filter(status => status !== 429)).toHaveLength(30)
  expect(await sent(from, (await signInLinks(1))[0] ?? '')).toBe(303)
})

test('one address of mail gets few links, while others behind the same address get theirs', async () => {
  const own: number[] = []
  for (let n = 0; n < 7; n += 1) own.push(await asked('198.51.100.1', 'ingrid@example.org'))
  const others = await Promise.all(Array.from({ length: 25 }, (_, n) => asked('198.51.100.1', `pupil-${n}@example.org`)))

  expect(own).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect(new Set(others)).toEqual(new Set([200]))
})

test('nobody can keep a person out by asking for their links from elsewhere, nor fill their mailbox from everywhere', async () => {
  for (let n = 0; n < 20; n += 1) await asked('198.51.100.2', 'oskar@example.org')
  const own = await asked('198.51.100.3', 'oskar@example.org')
  const everywhere = await Promise.all(Array.from({ length: 20 }, (_, n) => asked(`198.51.100.${100 + n}`, 'oskar@example.org')))

  expect(own).toBe(200)
  // fifteen in all, of which five and one were taken before
  expect(everywhere.filter(status => status === 200)).toHaveLength(9)
})

test('an invitation is sent again three times at once; another one has its own three', async () => {
  const invited = (name: string) =>
    halden.astrid.call(invite, { name, email: `${name}@example.org`, relation: 'coordinator', scopeId: halden.programId })
  const [pia, quin] = [await invited('pia'), await invited('quin')]
  const again = ({ id }: { readonly id: string }) => refusalOf(halden.astrid.call(renewInvitation, { invitationId: id }))
  expect([await again(pia), await again(pia), await again(pia), await again(pia)]).toEqual([
    ...Array(3).fill('allowed'),
    'too_many_requests',
  ])
  expect(await again(quin)).toBe('allowed')
})

test('whether a network must wait is decided before anybody is looked up, so it does not tell who is known', async () => {
  let looked = 0
  const parts = { limiter: limiter(), now: () => new Date('2027-02-01T09:00:00Z') } as PersonPageParts
  const ask = personPages(parts).find(one => one.method === 'POST' && one.path === '/sign-in')
  const begin = async () => {
    looked += 1
    return { to: '/' }
  }
  const answers: string[] = []
  for (let n = 0; n < 310; n += 1) {
    const form = { email: n < 300 ? `pupil-${n}@example.org` : 'ingrid@example.org' }
    const asking = async () => ask?.handle({ form, address: '198.51.100.4', begin } as unknown as PageCall)
    answers.push(
      await asking().then(
        () => 'answered',
        (error: Refusal) => error.code,
      ),
    )
  }

  expect(looked).toBe(300)
  expect(answers.slice(298, 302)).toEqual(['answered', 'answered', 'too_many_requests', 'too_many_requests'])
})

test.each([
  ['http://127.0.0.1:3000', 'cairn'],
  ['https://mentoring.example.org', '__Host-cairn'],
])('at %s the cookie of a sign-in is called %s, and so the document of the API says', async (url, name) => {
  const config = configFrom({ CAIRN_URL: url, CAIRN_DATA: '/nowhere' }, { isRoot: false, home: '/nowhere', platform: 'linux' })
  if (Array.isArray(config)) throw new Error(config[0]?.sentence)
  const { database, clock } = world
  const { app } = playOn({ database, config, startsAt: clock.now, random: seededRandom(9), log: () => undefined })
  const document = await (await app.fetch(new Request(`${url}/api/v1/openapi.json`))).json()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url }
  const signedIn = await app.fetch(new Request(`${url}${(await signInLinks(1))[0]}`, { method: 'POST', headers, body: '' }))

  expect(document.components.securitySchemes.session).toEqual({ type: 'apiKey', in: 'cookie', name })
  expect(signedIn.headers.getSetCookie().map(cookie => cookie.split('=')[0])).toContain(name)
})

test('somebody who asks again and again for what is confidential is noted some times, and no flood hides it', async () => {
  const statuses = new Set<string>()
  for (let n = 0; n < 30; n += 1) statuses.add(await refusalOf(halden.piet.call(openLetters, {})))
  const { rows } = await world.database.ownerPool.query(
    `select count(*)::int as noted, min(facts->>'operation') as operation from history_entry where name = 'access.refused' and actor_person_id = $1`,
    [halden.piet.id],
  )

  expect([...statuses]).toEqual(['not_permitted'])
  expect(rows).toEqual([{ noted: 20, operation: 'openLetters' }])
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
