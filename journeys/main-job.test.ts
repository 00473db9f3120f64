import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { arrangementView } from '../src/matching/contract/arrangement.ts'
import { listProposals } from '../src/matching/contract/proposal.ts'
import { dayFromNow } from './ground/days.ts'
import { personNamed, type RosterPerson, rosterFile } from './ground/roster.ts'
import { findingsOn } from './ground/scan.ts'
import { aStory, linkIn } from './ground/story.ts'

// The main job, as the people in it do it: a coordinator from an empty installation to mails that went out, then a pair from their mails to
// their page. Everything is found by the words that people read. Each test is a chapter and begins where the one before ended.

const story = await aStory()
const { mailbox } = story
const coordinator = await story.somebody()
const byName = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const headed = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

test('a program and its first cohort are made', async () => {
  await coordinator.goto(story.setUpUrl)
  await coordinator.getByLabel('What is your organization called?').fill('Halden Health Trust')
  await coordinator.getByLabel('Short name for addresses').fill('halden')
  await coordinator.getByLabel('Time zone').fill('Europe/Oslo')
  await coordinator.getByLabel('Your name').fill('Ingrid Solberg')
  await coordinator.getByLabel('Your e-mail').fill('ingrid@example.org')
  await byName(coordinator, 'Start').click()

  await byName(coordinator, 'New program').click()
  await coordinator.getByLabel('What is it called?').fill('Stepping Up')
  await byName(coordinator, 'Make the program').click()
  await headed(coordinator, 'Stepping Up')
  await byName(coordinator, 'New cohort').click()
  await coordinator.getByLabel('What is it called?').fill('Spring')
  await typeDay(coordinator, 'First day of the mentorships', dayFromNow(14))
  await typeDay(coordinator, 'Last day', dayFromNow(200))
  await byName(coordinator, 'Make the cohort').click()

  await coordinator.getByRole('heading', { name: 'Spring' }).waitFor()
  expect(await coordinator.getByText('Being prepared').count()).toBe(1)
})

/** A day is typed part by part, as a keyboard does it; the browser's language puts the month first. */
async function typeDay(page: Page, label: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  await page.getByRole('group', { name: label }).getByRole('spinbutton').first().click()
  await page.keyboard.type(`${month}${date}${year}`)
}

test('a roster is read, mended where it is wrong, and comes in', async () => {
  await coordinator.getByRole('link', { name: 'People' }).last().click()
  await coordinator.getByRole('link', { name: 'Import people' }).first().click()
  await coordinator
    .locator('input[type=file]')
    .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(rosterFile()) })
  await byName(coordinator, 'Use mentor').click()
  await byName(coordinator, 'Import 23 people').click()

  await headed(coordinator, 'They are in')
  await coordinator.getByRole('link', { name: 'Look at the people' }).click()
  await coordinator.getByText('Bilal Aziz').first().waitFor()
  expect(await coordinator.getByText('Olav Berg').count()).toBe(0)
})

test('what speaks for a pair is saved, and a round finds the best arrangement', async () => {
  await room('Matching')
  await coordinator.getByRole('link', { name: 'Change' }).click()
  await byName(coordinator, 'Save priorities').click()
  await coordinator.getByText('Saved. They count from the next round on.').waitFor()
  await coordinator.getByRole('status').getByRole('link', { name: 'Matching' }).click()
  await byName(coordinator, 'Find the best arrangement').click()

  await headed(coordinator, 'Match studio')
  expect(await coordinator.getByRole('heading', { name: 'Not placed' }).count()).toBe(1)
  expect(await pairsInStudio()).toHaveProperty('size', 12)
  await putOffOnToday()
})

/** Today says that the matching is ready; put off it is gone from there, and taken back it leads to the studio. */
async function putOffOnToday(): Promise<void> {
  await room('Today')
  await headed(coordinator, 'Hello, Ingrid')
  const ready = coordinator.getByRole('listitem').filter({ hasText: 'A matching with 12 pairs is ready' })
  await ready.getByRole('button', { name: /^Later/ }).click()
  await coordinator.getByRole('menuitem', { name: /^In two weeks/ }).click()
  await coordinator.getByText(/^It is back on /).waitFor()
  expect(await ready.count()).toBe(0)
  await byName(coordinator, 'Undo').click()
  await ready.getByRole('link', { name: 'Look' }).click()
  await headed(coordinator, 'Match studio')
}

const room = (name: string) => coordinator.getByRole('navigation').getByRole('link', { name, exact: true }).click()

test('another mentor is tried: the price is told before, and is what happens; undo brings all back', async () => {
  const before = await pairsInStudio()
  await coordinator.getByRole('button', { name: /^Anna Vik/ }).click()
  await coordinator.getByRole('heading', { name: 'Why these two' }).waitFor()
  await byName(coordinator, 'Try another mentor').click()
  await coordinator
    .getByRole('button', { name: /costs \d/ })
    .first()
    .click()
  await coordinator.getByRole('heading', { name: /^What taking .* would do$/ }).waitFor()
  const told = await coordinator
    .getByRole('listitem')
    .filter({ hasText: /: from .* to | would have / })
    .locator('span')
    .allTextContents()

  await byName(coordinator, /^Take /).click()
  await byName(coordinator, 'They asked for it').click()
  await coordinator
    .getByRole('dialog')
    .getByRole('button', { name: /^Take / })
    .click()
  await coordinator.getByText(/^Anna Vik is with .* now\.$/).waitFor()
  expect(await pairsInStudio()).toEqual(moved(before, told))
  await byName(coordinator, 'Undo').click()
  await coordinator.getByText('Taken back.').waitFor()
  expect(await pairsInStudio()).toEqual(before)
})

/** Who is with whom in the newest arrangement, by name. */
async function pairsInStudio(): Promise<ReadonlyMap<string, string>> {
  const answer = await coordinator.evaluate(async cohortId => {
    const read = async (path: string) => (await fetch(`/api/v1${path}`)).json()
    const { rows } = await read(`/cohorts/${cohortId}/match-rounds`)
    return read(`/arrangements/${(await read(`/match-rounds/${rows[0].id}`)).arrangementId}`)
  }, cohortIn(coordinator))
  const { pairs, people } = arrangementView.parse(answer)
  const nameOf = (id: string) => [...people.mentees, ...people.mentors].find(one => one.id === id)?.name ?? id
  return new Map(pairs.map(pair => [nameOf(pair.menteeId), nameOf(pair.mentorId)] as const).sort(([a], [b]) => a.localeCompare(b)))
}

const cohortIn = (page: Page): string => /\/cohorts\/([^/?]+)/.exec(page.url())?.[1] ?? ''

/** The pairs after what was told: `A: from B to C`, `A would have B`, `A would have nobody`. */
function moved(pairs: ReadonlyMap<string, string>, told: readonly string[]): ReadonlyMap<string, string> {
  const after = new Map(pairs)
  for (const sentence of told) {
    const [, mentee = '', mentor = ''] = /^(.+?)(?:: from .+ to| would have) (.+)$/.exec(sentence) ?? []
    if (mentor === 'nobody') after.delete(mentee)
    else after.set(mentee, mentor)
  }
  return new Map([...after].sort(([a], [b]) => a.localeCompare(b)))
}

/** Two pairs whose mentors have nobody else: the first says yes, the second no. */
let glad: Pair
let other: Pair

test('what is open before going out is read, and everybody is asked by one mail each', async () => {
  await withoutHold()
  await coordinator.reload()
  for (const point of [/2 people are not placed/, /people get a mail/, 'Read one mail as it goes out']) {
    await coordinator.getByRole('listitem').filter({ hasText: point }).getByRole('button', { name: /^Open/ }).click()
    const dialog = coordinator.getByRole('dialog')
    for (const row of await dialog.getByRole('listitem').all()) expect((await row.boundingBox())?.width).toBeGreaterThan(300)
    await dialog.getByRole('button', { name: 'Close' }).click()
  }
  await byName(coordinator, /^Ask \d+ people$/).click()
  await byName(coordinator, 'Go out in 0 minutes').click()
  await coordinator.getByText(/^Gone out on/).waitFor({ timeout: 15_000 })

  ;[glad, other] = twoPairs(await pairsInStudio())
  for (const person of [glad.mentee, glad.mentor, other.mentee, other.mentor])
    expect((await mailbox.mailTo(person.email, 'Would you like to meet')).text).toContain('/halden/a/')
})

/** Half an hour is no time for a proof; the program's setting is. */
async function withoutHold(): Promise<void> {
  const status = await coordinator.evaluate(async () => {
    const program = location.pathname.split('/')[3]
    const headers = { 'content-type': 'application/json' }
    const request = { method: 'PATCH', headers, body: JSON.stringify({ holdMinutes: 0 }) }
    return (await fetch(`/api/v1/programs/${program}/publication-setting`, request)).status
  })
  expect(status).toBe(204)
}

interface Pair {
  readonly mentee: RosterPerson
  readonly mentor: RosterPerson
}

function twoPairs(pairs: ReadonlyMap<string, string>): [Pair, Pair] {
  const alone = [...pairs].filter(([, mentor]) => [...pairs.values()].filter(one => one === mentor).length === 1)
  const [one, two] = alone.map(([mentee, mentor]) => ({ mentee: personNamed(mentee), mentor: personNamed(mentor) }))
  if (!one || !two) throw new Error('no two mentors have exactly one mentee each')
  return [one, two]
}

/** The page behind the link in the mail about a proposal, in a browser where nobody is signed in. */
async function fromTheMail(person: RosterPerson, widthPixels = 390): Promise<Page> {
  const page = await story.somebody(widthPixels)
  const link = linkIn((await mailbox.mailTo(person.email, 'Would you like to meet')).text, '/a/')
  await page.goto(link)
  await page.goto(link)
  return page
}

test('opening the link changes nothing; a yes is said by its button, and two make a pair', async () => {
  const mentee = await fromTheMail(glad.mentee)
  const mentor = await fromTheMail(glad.mentor, 1440)
  expect(await findingsOn(mentee)).toEqual([])
  expect(await replies()).toEqual({ yes: 0, no: 0 })
  await byName(mentee, 'Yes, I would like to').click()
  await headed(mentee, 'You said yes')
  expect(await findingsOn(mentee)).toEqual([])
  await byName(mentor, 'Yes, I would like to').click()
  await headed(mentor, 'You both said yes')

  const [toMentee, toMentor] = [
    await mailbox.mailTo(glad.mentee.email, 'you both said yes'),
    await mailbox.mailTo(glad.mentor.email, 'you both said yes'),
  ]
  expect(toMentee.text).toContain('writes to you first')
  expect(toMentor.text).toContain('Please write first')
})

/** How many have said what, as the coordinator knows it. */
async function replies(): Promise<{ yes: number; no: number }> {
  const answer = await coordinator.evaluate(
    async cohortId => (await fetch(`/api/v1/cohorts/${cohortId}/proposals`)).json(),
    cohortIn(coordinator),
  )
  const answers = listProposals.answer.parse(answer).rows.flatMap(row => [row.mentor.answer, row.mentee.answer])
  return { yes: answers.filter(one => one === 'yes').length, no: answers.filter(one => one === 'no').length }
}

test('a no takes its reason in private; the other side reads only that the place has changed', async () => {
  const mentee = await fromTheMail(other.mentee)
  const mentor = await fromTheMail(other.mentor)
  await mentee.getByText('Not this time').click()
  await mentee.getByLabel('Not this person').check()
  await mentee.getByLabel(/^A line for/).fill('We worked together before.')
  await byName(mentee, 'Send my answer').click()
  await headed(mentee, 'You said no')
  await byName(mentor, 'Yes, I would like to').click()

  await headed(mentor, 'This place has changed')
  const { text } = await mailbox.mailTo(other.mentor.email, 'A change in Stepping Up')
  expect(text).toContain('The place that we suggested to you has changed. It says nothing about you')
  expect(text).not.toMatch(/worked together|not this person/i)
  expect(await mentor.locator('main').textContent()).not.toMatch(/worked together|not this person/i)
})

test('the coordinator reads both answers, and why', async () => {
  await room('Replies')

  await coordinator.getByText('A line for you').first().click()
  await coordinator.getByText('We worked together before.').first().waitFor()
  expect(await coordinator.getByText('Agreed', { exact: true }).count()).toBeGreaterThan(0)
})

async function signedIn(person: RosterPerson, widthPixels: number): Promise<Page> {
  const page = await story.somebody(widthPixels)
  await page.goto(`${story.product.url}/halden/sign-in`)
  await page.getByLabel('Your e-mail').fill(person.email)
  await byName(page, 'Send me a link').click()
  await page.goto(linkIn((await mailbox.mailTo(person.email, 'sign-in link')).text, '/sign-in/'))
  await byName(page, 'Sign in').click()
  await page.waitForURL('**/halden/home')
  return page
}

const firstName = ({ name }: RosterPerson): string => name.split(' ')[0] ?? name

test('the pair has its page: what one writes there, the other reads', async () => {
  const mentee = await signedIn(glad.mentee, 390)
  await mentee.getByText(`You are with ${firstName(glad.mentor)}.`).waitFor()
  await mentee.getByRole('link', { name: 'Open your page' }).click()
  await headed(mentee, `You and ${firstName(glad.mentor)}`)
  const message = mentee.getByLabel(`Message to ${firstName(glad.mentor)}`)
  await message.fill('Would Tuesday at three suit you?')
  await leftAndComeBack(mentee)
  expect(await message.inputValue()).toBe('Would Tuesday at three suit you?')
  expect(await asksBeforeItIsLost(mentee)).toBe(true)
  await byName(mentee, 'Send').click()
  await mentee.getByRole('list', { name: 'Messages' }).getByText('Would Tuesday at three suit you?').waitFor()
  const { text } = await mailbox.mailTo(glad.mentor.email, `${firstName(glad.mentee)} wrote to you`)
  const mentor = await signedIn(glad.mentor, 1440)
  await mentor.getByRole('link', { name: /^Read/ }).click()

  await mentor.getByText('Would Tuesday at three suit you?').waitFor()
  expect(text).not.toContain('Tuesday')
  expect(await message.inputValue()).toBe('')
  expect(await asksBeforeItIsLost(mentee)).toBe(false)
  expect(await findingsOn(mentee)).toEqual([])
})

async function leftAndComeBack(page: Page): Promise<void> {
  const address = page.url()
  await page.getByRole('link', { name: 'Home' }).first().click()
  await page.waitForURL('**/halden/home')
  await page.goBack()
  await page.waitForURL(address)
}

/** Whether the browser asks before the page goes. */
const asksBeforeItIsLost = (page: Page): Promise<boolean> =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

test('nothing complained', () => {
  expect(story.complaints()).toEqual([])
})
