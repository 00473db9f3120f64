import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayFromNow } from '../ground/days.ts'
import { personNamed, rosterFile } from '../ground/roster.ts'
import { aStory, linkIn } from '../ground/story.ts'

// The coordinator's part of the main job without a pointer: from the first page to the mails, by Tab, Enter, arrows and the keys that the
// studio tells of itself. Whatever is pressed must have been reached, and must say its name when it has the focus.

const story = await aStory()
const page = await story.somebody()
const keys = page.keyboard

/** Tabs until what has the focus says this name; it is reached within so many steps or not at all. */
async function reach(name: string | RegExp, most = 60, on = page): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < most; step += 1) {
    await on.keyboard.press('Tab')
    const said = await nameInFocus(on)
    if (typeof name === 'string' ? said === name : name.test(said)) return
    passed.push(said)
  }
  throw new Error(`${name} was not reached; passed: ${passed.join(' · ')}`)
}

/** What a reader would say of what has the focus: its label, else its words without what is drawn only. */
const nameInFocus = (on: Page) =>
  on.evaluate(() => {
    const focus = document.activeElement
    if (!(focus instanceof HTMLElement) || focus === document.body) return ''
    const labels = focus instanceof HTMLInputElement || focus instanceof HTMLTextAreaElement ? [...(focus.labels ?? [])] : []
    const words = (labels[0] ?? focus).cloneNode(true) as HTMLElement
    for (const drawn of words.querySelectorAll('[aria-hidden=true]')) drawn.remove()
    return (focus.getAttribute('aria-label') ?? words.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  })

async function press(name: string | RegExp, most?: number, on = page): Promise<void> {
  await reach(name, most, on)
  await on.keyboard.press('Enter')
}

const heading = (name: string | RegExp, level = 1) => page.getByRole('heading', { level, name }).waitFor()

test('set-up, program and cohort', async () => {
  await page.goto(story.setUpUrl)
  for (const [field, value] of [
    ['What is your organization called?', 'Halden Health Trust'],
    [/^Short name for addresses/, 'halden'],
    ['Time zone', 'Europe/Oslo'],
    ['Your name', 'Ingrid Solberg'],
    ['Your e-mail', 'ingrid@example.org'],
  ] as const) {
    await reach(field)
    await keys.press('ControlOrMeta+A')
    await keys.type(value)
  }
  await keys.press('Enter')
  await heading('Hello, Ingrid')

  await press('New program')
  await reach('What is it called?')
  await keys.type('Stepping Up')
  await keys.press('Enter')
  await heading('Stepping Up')
  await page.getByRole('button', { name: 'New cohort' }).first().waitFor()
  await press('New cohort')
  await reach('What is it called?')
  await keys.type('Spring')
  await typeDay('First day of the mentorships', dayFromNow(14))
  await typeDay('Last day', dayFromNow(200))
  await press('Make the cohort')
  await heading('Spring', 2)
})

/** The parts of a day follow each other: month, day, year. */
async function typeDay(label: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  await page.getByRole('group', { name: label }).waitFor()
  await reach(/^month/)
  await keys.type(`${month}${date}${year}`)
}

test('the people come in', async () => {
  await press('People')
  await heading('People')
  await page.getByRole('link', { name: 'Import people' }).waitFor()
  await press('Import people')
  await heading('Bring people in')
  const asked = page.waitForEvent('filechooser')
  await press('Choose a file')
  await (await asked).setFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(rosterFile()) })
  await heading('Check the file before it comes in')
  await page.getByRole('button', { name: 'Use mentor' }).waitFor()
  await press('Use mentor', 120)
  await page.getByText('1 reading is applied to all its lines.').waitFor()
  await press('Import 23 people', 120)
  await heading('They are in')
  await press('Look at the people')

  await heading('People')
})

test('a round, and the studio by its keys: try, take, never, take back', async () => {
  await press('Matching')
  await heading('Matching')
  await page.getByRole('button', { name: 'Find the best arrangement' }).waitFor()
  await press('Find the best arrangement')
  await heading('Match studio')
  await press(/^Anna Vik/, 120)
  await heading('Why these two', 3)
  await keys.press('t')
  await page.getByRole('heading', { name: 'Other mentors for Anna Vik' }).waitFor()
  await keys.press('l')
  await page.getByRole('dialog').waitFor()
  await press('Somebody who knows them both suggests it')
  await press('Keep this pair')
  await page.getByText(/^Anna Vik and .* are kept together\.$/).waitFor()
  await page.getByRole('button', { name: 'Take back', exact: true }).waitFor()
  await keys.press('Backspace')
  await page.getByText(/^Anna Vik and .* are free again\.$/).waitFor()
  await page.getByRole('button', { name: 'Keep', exact: true }).waitFor()
  await keys.press('x')
  await page.getByRole('dialog').waitFor()
  await press('They asked for it')
  await press('Never these two')

  await page.getByText(/^Anna Vik and .* are kept apart\.$/).waitFor()
  await press('Undo', 200)
  await page.getByText('Taken back.').waitFor()
  await page.getByRole('button', { name: 'Arrangement 5', exact: true }).waitFor()
})

test('earlier arrangements are looked at; what goes out is read, held and stopped', async () => {
  await keys.press('[')
  await page.getByText('This is an earlier arrangement. It stays as it was.').waitFor()
  await keys.press(']')
  await page.getByText('This is an earlier arrangement. It stays as it was.').waitFor({ state: 'hidden' })
  for (const reading of ['Who is not placed', 'Who gets a mail', 'One mail as it goes out']) {
    await press(/^Open$/, 200)
    await page.getByRole('dialog', { name: reading }).waitFor()
    await keys.press('Escape')
    await page.getByRole('dialog', { name: reading }).waitFor({ state: 'hidden' })
  }
  await press('Ask 21 people', 200)
  await press('Go out in 30 minutes')
  await page.getByText('Held, and going out').waitFor()
  await page.getByText(/one mail each, in \d+ min \d+ s/).waitFor()
  await press('Stop', 200)

  await page.getByText('Stopped. Nothing was sent.').waitFor()
  expect(story.mailbox.mails.filter(mail => mail.to !== 'ingrid@example.org')).toEqual([])
})

/** Half an hour is no time for a proof; the program's setting is. */
async function withoutHold(): Promise<void> {
  const status = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    const request = { method: 'PATCH', headers, body: JSON.stringify({ holdMinutes: 0 }) }
    return (await fetch(`/api/v1/programs/${location.pathname.split('/')[3]}/publication-setting`, request)).status
  })
  expect(status).toBe(204)
}

test('it goes out; mentee and mentor answer, sign in and write, each without a pointer', async () => {
  await withoutHold()
  await page.reload()
  await page.getByRole('button', { name: 'Ask 21 people' }).waitFor()
  await press('Ask 21 people', 200)
  await press(/^Go out in/)
  const mentee = await answers('Lars Holm')
  const mentor = await answers('Jonas Berg')
  await mentee.getByRole('heading', { level: 1, name: 'You said yes' }).waitFor()
  await mentor.getByRole('heading', { level: 1, name: 'You both said yes' }).waitFor()

  const { email } = personNamed('Jonas Berg')
  await mentor.goto(`${story.product.url}/halden/sign-in`)
  await reach('Your e-mail', 60, mentor)
  await mentor.keyboard.type(email)
  await mentor.keyboard.press('Enter')
  await mentor.goto(linkIn((await story.mailbox.mailTo(email, 'sign-in link')).text, '/sign-in/'))
  await press('Sign in', 60, mentor)
  await mentor.getByText('You are with Lars.').waitFor()
  await press('Open your page', 60, mentor)
  await mentor.getByRole('heading', { level: 1, name: 'You and Lars' }).waitFor()
  await reach('Message to Lars', 60, mentor)
  await mentor.keyboard.type('Would Tuesday at three suit you?')
  await press('Send', 20, mentor)
  await mentor.getByRole('list', { name: 'Messages' }).getByText('Would Tuesday at three suit you?').waitFor()
})

/** A yes to everything that somebody was asked, by the link in their mail. */
async function answers(name: string): Promise<Page> {
  const { text } = await story.mailbox.mailTo(personNamed(name).email, '')
  const own = await story.somebody()
  await own.goto(linkIn(text, '/a/'))
  await press('Yes, I would like to', 60, own)
  return own
}

test('nothing complained', () => {
  expect(story.complaints()).toEqual([])
})
