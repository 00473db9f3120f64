import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findingsOn } from '../ground/scan.ts'
import { aStory, linkIn } from '../ground/story.ts'

const story = await aStory()
const { mailbox } = story

const page = await story.somebody()
/** What the server answers to whoever sits at this browser. Asked beside the page, for a refusal is no error of the page. */
const statusOf = async (at: Page): Promise<number> => (await at.request.get(`${story.product.url}/api/v1/viewer`)).status()

test('an administrator opens the set-up link, names the organization and is in', async () => {
  await page.goto(story.setUpUrl)
  expect(await findingsOn(page)).toEqual([])
  await page.getByLabel('What is your organization called?').fill('Halden Health Trust')
  await page.getByLabel('Short name for addresses').fill('halden')
  await page.getByLabel('Time zone').fill('Europe/Oslo')
  await page.getByLabel('Your name').fill('Astrid Lunde')
  await page.getByLabel('Your e-mail').fill('astrid@example.org')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL('**/halden/**')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await findingsOn(page)).toEqual([])
})

test('they sign out at their own button, and the way in is closed behind them', async () => {
  await page.getByRole('button', { name: 'Astrid Lunde' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/halden/sign-in')
  expect(await statusOf(page)).toBe(401)
})

test('the set-up link works once', async () => {
  const page = await story.somebody()
  await page.goto(story.setUpUrl)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This installation is already set up')
  expect(await findingsOn(page)).toEqual([])
})

test('somebody signs in by the link in their mail, and opening it twice changes nothing', async () => {
  const page = await story.somebody(390)
  await page.goto(`${story.product.url}/halden/sign-in`)
  expect(await findingsOn(page)).toEqual([])
  await page.getByLabel('Your e-mail').fill('astrid@example.org')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  expect(await findingsOn(page)).toEqual([])
  const link = linkIn((await mailbox.mailTo('astrid@example.org', 'sign-in link')).text, '/sign-in/')
  await page.goto(link)
  await page.goto(link)
  expect(await findingsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/halden/**')
  expect(await statusOf(page)).toBe(200)
})

test('nothing complained', () => {
  expect(story.complaints()).toEqual([])
})
