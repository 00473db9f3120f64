import { expect, test } from 'vitest'
import { findingsOn } from './ground/scan.ts'
import { aStory, linkIn } from './ground/story.ts'

const story = await aStory()
const { mailbox } = story

test('an administrator opens the set-up link, names the organization and is in', async () => {
  const page = await story.somebody()
  await page.goto(story.product.setUpUrl)
  expect(await findingsOn(page)).toEqual([])
  await page.getByLabel('What is your organization called?').fill('Halden Health Trust')
  await page.getByLabel('Short name for addresses').fill('halden')
  await page.getByLabel('Time zone').fill('Europe/Oslo')
  await page.getByLabel('Your name').fill('Astrid Lunde')
  await page.getByLabel('Your e-mail').fill('astrid@example.org')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL('**/halden/')
  const viewer = await page.evaluate(async () => (await fetch('/api/v1/viewer')).json())
  expect(viewer).toMatchObject({ person: { name: 'Astrid Lunde' }, organization: { slug: 'halden', zone: 'Europe/Oslo' } })
})

test('the set-up link works once', async () => {
  const page = await story.somebody()
  await page.goto(story.product.setUpUrl)
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
  await page.waitForURL('**/halden/')
  expect(await page.evaluate(async () => (await fetch('/api/v1/viewer')).status)).toBe(200)
})

test('nothing complained', () => {
  expect(story.complaints()).toEqual([])
})
