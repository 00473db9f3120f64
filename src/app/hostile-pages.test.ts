/** Hostile words in forms without script, in addresses and in headers: each gets a page or an answer that says what is wrong, never a defect. */
import { expect, test } from 'vitest'
import { listClosures } from '../closure/contract.ts'
import { peopleWhoAsk } from '../concern/cast.ts'
import { listConcerns } from '../concern/contract.ts'
import { clientOver, testOrigin } from '../kit/testing/client.ts'
import { hostileWords } from '../kit/testing/hostile.ts'
import { withoutTurns } from '../kit/texts/direction.ts'
import { aCohortOfPersons, aPublishedRound } from '../matching/cast.ts'
import { listProposals } from '../matching/contract/proposal.ts'
import { linksIn, mailsIn } from '../notification/cast.ts'
import { organizationsForSystem } from '../organization/queries.ts'
import { giveAccessToken } from '../person/commands/link.ts'
import { readViewer } from '../person/contract/viewer.ts'
import { personByEmailForSystem } from '../person/queries/person.ts'
import { anEmptyWorld, aWorld, type House } from './cast.ts'

// a form can hold no half of a pair
const words = Object.values(hostileWords).filter(word => word.isWellFormed())
const world = await aWorld()
const { halden, fjord } = world
await peopleWhoAsk(world, halden)
await aCohortOfPersons(world, fjord)
await aPublishedRound(world, fjord)
const empty = await anEmptyWorld()
const browser = world.browser()

/** What is wrong with a page: a defect of ours, or an element that came of words. */
const wrongWith = ({ status, text }: { readonly status: number; readonly text: string }): string[] => [
  ...(status >= 500 ? [`is answered by ${status}`] : []),
  ...elementsOf(text).filter(element => /payload|alarm|<(?:math|style|iframe|img)\b/.test(element)),
]
/** Without what stands in the quotes of their attributes. */
const elementsOf = (page: string): string[] => (page.match(/<[^>]*>/g) ?? []).map(element => element.replace(/="[^"]*"/g, ''))

const setUp = { organization: 'Halden', slug: 'halden', zone: 'Europe/Oslo', name: 'Astrid', email: 'astrid@example.org' }
const setUpPath = `/set-up/${empty.setUpToken}`

test('set-up shows the words beside what is wrong with them, as words', async () => {
  const wrong: string[] = []
  for (const field of Object.keys(setUp))
    for (const word of words) {
      const page = await empty.browser().post(setUpPath, { ...setUp, email: 'nobody', [field]: word })
      if (page.status !== 422) wrong.push(`${page.status}`)
      wrong.push(...wrongWith(page))
    }
  expect(wrong).toEqual([])
})

test.each(['organization', 'name'])('set-up takes no %s that a line could not hold', async field => {
  for (const word of words.filter(one => /\p{Cc}/u.test(one.trim()) || one.length > 200)) {
    const page = await empty.browser().post(setUpPath, { ...setUp, [field]: word })
    expect([word, page.status]).toEqual([word, 422])
  }
  expect(await organizationsForSystem(empty.database)).toEqual([])
})

test('what set-up takes is read back as it went in', async () => {
  const name = words
    .filter(word => !/\p{Cc}/u.test(word))
    .join(' ')
    .slice(0, 190)
  const page = await empty.browser().post(setUpPath, { ...setUp, organization: name, name })
  expect(page.status).toBe(303)
  const [organization] = await organizationsForSystem(empty.database)
  const token = await empty.as(organization?.id ?? '', async ctx => {
    const person = await personByEmailForSystem(ctx, setUp.email)
    return giveAccessToken(ctx, person?.id ?? '', 'test', new Date('2099-01-01'))
  })
  const viewer = await clientOver(empty.app.fetch, token)(readViewer, {})
  expect([viewer.organization.name, viewer.person.name]).toEqual([withoutTurns(name), withoutTurns(name)])
  expect(empty.bugs).toEqual([])
})

interface Typed {
  readonly field: string
  /** What the form sends besides. */
  readonly rest: Readonly<Record<string, string>>
}

/** Every field of the forms on a page in which something can be typed. */
function typedOn(page: string): Typed[] {
  return [...page.matchAll(/<form[^>]*>(.*?)<\/form>/gs)].flatMap(([, form = '']) => {
    const rest: Record<string, string> = {}
    for (const [element] of form.matchAll(/<(?:input|button)[^>]*>/g)) {
      const [, name] = / name="([^"]*)"/.exec(element) ?? []
      if (name && !(name in rest)) rest[name] = / value="([^"]*)"/.exec(element)?.[1] ?? 'on'
    }
    const typed = (form.match(/<(?:textarea|input)[^>]*>/g) ?? []).filter(element => !/ type="(?:hidden|radio|checkbox)"/.test(element))
    return typed.map(element => ({ field: / name="([^"]*)"/.exec(element)?.[1] ?? '', rest }))
  })
}

const together = words.filter(word => !word.includes('\0') && word.length < 1000).join(' ')

test.each([
  ['to sign in', async () => '/halden/sign-in', ['email']],
  ['of a proposal', () => linkIn(fjord, 'matching.proposed', 0), ['no line']],
  ['of help', () => linkIn(halden, 'mentorship.agreed', -1), ['ask words', 'pause until', 'end words']],
])('the page %s takes every word as a word', async (_, find, expected) => {
  const path = await find()
  const typed = typedOn((await browser.open(path)).text)
  const wrong: string[] = []
  for (const { field, rest } of typed)
    for (const word of [...words.filter(one => !together.includes(one)), together]) {
      const page = await browser.post(path, { ...rest, [field]: word })
      wrong.push(...wrongWith(page), ...(page.location ? wrongWith(await browser.open(page.location)) : []))
    }
  expect(new Set(typed.map(({ field, rest }) => `${rest['act'] ?? rest['answer'] ?? ''} ${field}`.trim()))).toEqual(new Set(expected))
  expect(wrong).toEqual([])
  // what was taken can be read by whoever may
  for (const list of [listClosures, listConcerns]) await halden.ingrid.call(list, { programId: halden.programId })
  await fjord.ingrid.call(listProposals, { cohortId: fjord.cohortId })
  expect(world.bugs).toEqual([])
})

/** The nth link of the latest mail for the reason. */
async function linkIn(house: House, reason: string, nth: number): Promise<string> {
  const mails = (await mailsIn(world, house.organizationId)).filter(mail => mail.reason === reason)
  return linksIn(mails.at(-1)).at(nth) ?? ''
}

test('an address that is none is answered like any other, however it is written', async () => {
  const segments = [...words.map(encodeURIComponent), '%', '%ff', '%c0%af', '%00', '%2e%2e', '..%5c', '%F0%9F'].filter(
    one => one.length < 8000,
  )
  const paths = segments.flatMap(one => [
    `/${one}`,
    `/${one}/sign-in`,
    `/halden/sign-in/${one}`,
    `/halden/sign-in?next=${one}`,
    `/halden/a/${one}`,
    `/halden/invitation/${one}`,
    `/assets/${one}`,
    `/api/v1/programs/${one}`,
    `/api/v1/organizations/${one}/sign-in-requests`,
  ])
  const wrong: string[] = []
  for (const path of paths) {
    const response = await world.app.fetch(
      new Request(`${testOrigin}${path}`, { headers: { authorization: `Bearer ${halden.ingrid.token}` } }),
    )
    const location = response.headers.get('location')
    if (location !== null && !/^\/(?!\/)/.test(location)) wrong.push(`${path} leads to ${location}`)
    wrong.push(...wrongWith({ status: response.status, text: await response.text() }).map(found => `${path} ${found}`))
  }
  expect(wrong).toEqual([])
  expect(world.bugs).toEqual([])
})

test.each([
  ['authorization', []],
  ['origin', []],
  ['cookie', ['if-match', 'idempotency-key', 'x-file-name', 'x-forwarded-for', 'accept-language']],
])('whatever the header %s says, and with it %j, nothing breaks', async (one, more) => {
  const texts = words.map(word => Buffer.from(word, 'utf8').toString('latin1')).filter(text => text.length < 2000 && !/[\0\r\n]/.test(text))
  const url = `${testOrigin}/api/v1/programs/${halden.programId}/cohorts`
  const body = JSON.stringify({ name: 'Autumn', startsOn: '2027-03-01', endsOn: '2027-08-31' })
  const wrong: string[] = []
  for (const text of texts) {
    const hostile = Object.fromEntries([one, ...more].map(name => [name, text]))
    const headers = { authorization: `Bearer ${halden.ingrid.token}`, 'content-type': 'application/json', ...hostile }
    const { status } = await world.app.fetch(new Request(url, { method: 'POST', headers, body }))
    if (status >= 500) wrong.push(`${JSON.stringify(text)} ${status}`)
  }
  expect(wrong).toEqual([])
  expect(world.bugs).toEqual([])
})
