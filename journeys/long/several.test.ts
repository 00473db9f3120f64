import { expect, test } from 'vitest'
import { castOf } from '../ground/cast.ts'
import { aDemonstration } from '../ground/story.ts'

// A coordinator lets mentees have two mentors; the studio tells the two apart, and a mentee who waits wishes for one only.

const story = await aDemonstration()
const { coordinator, waiting } = await castOf(story.product)

test('two mentors for a mentee: given by the cohort, told apart in the studio', async () => {
  const page = await story.somebody(1440, coordinator.token)
  await page.goto(`${story.product.url}/halden/programs`)
  await page.getByRole('link', { name: 'Open' }).last().click()
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Spring' }) }).last()
  await card.getByRole('button', { name: 'Change' }).click()
  const box = page.getByRole('dialog')
  await box.getByLabel('How many mentors may a mentee have?').selectOption({ label: 'Up to 2 mentors' })
  await box.getByRole('button', { name: 'Save' }).click()
  await card.getByText('Up to 2 mentors for a mentee').waitFor()

  await card.getByRole('link', { name: 'Matching' }).click()
  await page.getByRole('button', { name: 'Lay this round aside' }).click()
  await box.getByRole('button', { name: 'Lay this round aside' }).click()
  await page.getByRole('button', { name: 'Find the best arrangement' }).click()
  await page.getByText('with fewer mentors').waitFor({ timeout: 60_000 })

  const lines = page.locator('section', { hasText: 'The other pairs' }).getByRole('listitem').getByRole('button')
  const names = await lines.evaluateAll(all => all.map(one => one.querySelector('b')?.textContent ?? ''))
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at)
  expect(twice).toBeGreaterThan(0)
  const mentee = names[twice] ?? ''
  await lines.nth(twice).click()
  const panel = page.locator('[data-panel]')
  await panel.getByRole('heading', { name: `${mentee} has 2 of 2 mentors` }).waitFor()
  const mentors = await panel.locator('button[aria-pressed]').allTextContents()
  for (const mentor of mentors) {
    await panel.getByRole('button', { name: mentor, exact: true }).click()
    await panel.getByRole('heading', { name: `${mentee} with ${mentor}` }).waitFor()
    await page.keyboard.press('l')
    await box.getByRole('textbox').fill('They know each other')
    await box.getByRole('button', { name: 'Keep this pair' }).click()
    await panel.getByRole('button', { name: 'Take back' }).waitFor()
  }
  const kept = page.locator('section', { hasText: 'The other pairs' }).getByRole('button', { name: /Kept/ }).first()
  await expect.poll(() => kept.textContent(), { timeout: 15_000 }).toBe('Kept2')
})

test('a mentee who waits wishes for one only', async () => {
  const page = await story.somebody(390, waiting.token)
  await page.goto(`${story.product.url}/halden/home`)
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'How many mentors I would like' }) }).last()
  await card.getByText('Up to 2 are possible here.').waitFor()
  await card.getByLabel('Mentors at the same time').fill('1')
  await card.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. It counts from the next round on.').waitFor()
  await page.reload()
  expect(await card.getByLabel('Mentors at the same time').inputValue()).toBe('1')
})

test('no page and no server complained', () => {
  expect(story.complaints()).toEqual([])
})
