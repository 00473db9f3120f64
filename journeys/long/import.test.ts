import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayFromNow } from '../ground/days.ts'
import { rosterFile } from '../ground/roster.ts'
import { findingsOn } from '../ground/scan.ts'
import { aStory } from '../ground/story.ts'

// A coordinator and a file that is not what it seems: what is imported is what is shown, and the way back leads to where one came from.

const story = await aStory()
const coordinator = await story.somebody()
const byName = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const headed = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const whatWillHappen = (page: Page) => page.getByRole('complementary', { name: 'What will happen' })
const goesTo = (page: Page, column: string) => page.getByRole('combobox', { name: `${column} goes to` })

test('a cohort is there', async () => {
  await coordinator.goto(story.setUpUrl)
  await coordinator.getByLabel('What is your organization called?').fill('Halden Health Trust')
  await coordinator.getByLabel('Short name for addresses').fill('halden')
  await coordinator.getByLabel('Time zone').fill('Europe/Oslo')
  await coordinator.getByLabel('Your name').fill('Ingrid Solberg')
  await coordinator.getByLabel('Your e-mail').fill('ingrid@example.org')
  await byName(coordinator, 'Start').click()
  await byName(coordinator, 'New program').waitFor()
  const path = await coordinator.evaluate(
    async ([startsOn, endsOn]) => {
      const send = async (to: string, body: object) => {
        const headers = { 'content-type': 'application/json' }
        return (await fetch(`/api/v1${to}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
      }
      const { id } = await send('/programs', { name: 'Stepping Up', purpose: '', format: 'one-to-one' })
      const cohort = await send(`/programs/${id}/cohorts`, { name: 'Spring', startsOn, endsOn })
      return `/halden/programs/${id}/cohorts/${cohort.id}/people`
    },
    [dayFromNow(14), dayFromNow(200)],
  )
  await coordinator.goto(`${story.product.url}${path}`)
  await coordinator.getByRole('link', { name: 'Import people' }).first().waitFor()
})

async function bring(name: string, file: string): Promise<void> {
  await coordinator.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(file) })
  await headed(coordinator, 'Check the file before it comes in')
}

test('columns that were changed are worked out before anything can be imported', async () => {
  await coordinator.getByRole('link', { name: 'Import people' }).first().click()
  await bring('roster.csv', rosterFile())
  const happen = whatWillHappen(coordinator)
  await byName(coordinator, 'Import 22 people').waitFor()

  await goesTo(coordinator, 'Years of experience').selectOption({ label: 'Not imported' })
  await happen.getByText('You changed 1 column.').waitFor()
  expect(await happen.getByRole('button').allTextContents()).toEqual(['Work out what will happen', 'Put it back as it was'])
  expect(await happen.getByText('new people').count()).toBe(0)
  expect(await findingsOn(coordinator)).toEqual([])
  await byName(coordinator, 'Put it back as it was').click()
  await byName(coordinator, 'Import 22 people').waitFor()

  await goesTo(coordinator, 'Years of experience').selectOption({ label: 'Not imported' })
  await goesTo(coordinator, 'Skills I want to grow').selectOption({ label: 'Text' })
  await byName(coordinator, 'Use mentor').click()
  await happen.getByText('You changed 2 columns.').waitFor()
  await byName(coordinator, 'Work out what will happen').click()
  await byName(coordinator, 'Import 23 people').waitFor()
  expect(await goesTo(coordinator, 'Skills I want to grow').inputValue()).toBe('text')
})

test('what is to be looked at is of the dry run that is shown', async () => {
  await coordinator.getByRole('heading', { name: '1 row to look at' }).waitFor()
  await goesTo(coordinator, 'Skills I want to grow').selectOption({ label: 'Number' })
  await byName(coordinator, 'Work out what will happen').click()
  await coordinator.getByRole('heading', { name: '15 rows to look at' }).waitFor()
  await coordinator.getByText('Of 14 filled cells under “Skills I want to grow”, 14 cannot be read').waitFor()
  await goesTo(coordinator, 'Skills I want to grow').selectOption({ label: 'Text' })
  await byName(coordinator, 'Work out what will happen').click()
  await coordinator.getByRole('heading', { name: '1 row to look at' }).waitFor()
})

test('another way to read the file is read before anything can be imported', async () => {
  await byName(coordinator, 'Read it another way').click()
  await coordinator.getByLabel('Between cells').selectOption({ label: 'Semicolon' })
  await whatWillHappen(coordinator).getByText('You chose another way to read the file.').waitFor()
  expect(await byName(coordinator, /^Import \d/).count()).toBe(0)
  await byName(coordinator, 'Leave it').click()
  await byName(coordinator, 'Import 23 people').waitFor()
})

test('a dry run that somebody changed in another window is not imported unseen', async () => {
  const other = await story.beside(coordinator)
  await other.goto(coordinator.url())
  await goesTo(other, 'Name').selectOption({ label: 'Not imported' })
  await byName(other, 'Work out what will happen').click()
  await byName(other, 'Import 23 people').waitFor()

  await byName(coordinator, 'Import 23 people').click()
  await coordinator.getByText('The columns or the reading of the file were changed since.').waitFor()
  await expect.poll(() => goesTo(coordinator, 'Name').inputValue()).toBe('nothing')
  await goesTo(coordinator, 'Name').selectOption({ label: 'Name' })
  await byName(coordinator, 'Work out what will happen').click()
  await byName(coordinator, 'Import 23 people').click()
  await headed(coordinator, 'They are in')
  await coordinator.getByRole('link', { name: 'Download the row to mend' }).waitFor()
})

test('back from a person leads to the list as it was, not to the import', async () => {
  const drawer = coordinator.getByRole('complementary').filter({ has: coordinator.getByRole('link', { name: 'Whole page' }) })
  const filtered = /people\?view=mentors&search=a$/
  await coordinator.getByRole('link', { name: 'Look at the people' }).click()
  await coordinator.getByText('Anna Vik').first().click()
  await drawer.waitFor()
  await coordinator.goBack()
  await headed(coordinator, 'People')
  await drawer.waitFor({ state: 'detached' })

  await coordinator.getByRole('tab', { name: /^Mentors/ }).click()
  await coordinator.getByRole('searchbox').fill('a')
  await coordinator.waitForURL(filtered)
  await coordinator.getByText('Kari Lien').first().click()
  await drawer.getByRole('button', { name: 'Next' }).click()
  await drawer.getByRole('button', { name: 'Close' }).click()
  await coordinator.waitForURL(filtered)
  await coordinator.getByText('Kari Lien').first().click()
  await drawer.getByRole('link', { name: 'Whole page' }).click()
  await headed(coordinator, 'Kari Lien')
  await coordinator.reload()
  await coordinator.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'People' }).click()
  await drawer.waitFor()
  await drawer.getByRole('button', { name: 'Close' }).click()
  await coordinator.waitForURL(filtered)
  expect(await coordinator.getByText('Bilal Aziz').count()).toBe(0)
})

test('no page and no request complained', () => {
  expect(story.complaints().filter(told => !told.includes('409 (Conflict)'))).toEqual([])
})
