import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listCohorts } from '../../src/cohort/contract.ts'
import { changeArrangement, readArrangement } from '../../src/matching/contract/arrangement.ts'
import { publish, readPublicationCheck, stopPublication } from '../../src/matching/contract/publication.ts'
import { listRounds, readRound } from '../../src/matching/contract/round.ts'
import { listPrograms } from '../../src/program/contract.ts'
import { castOf } from '../ground/cast.ts'
import { aDemonstration } from '../ground/story.ts'
import { first } from '../ground/visits.ts'

// What a new coordinator meets in the match studio, on a wide screen and on a phone.

const story = await aDemonstration()
let coordinator: Awaited<ReturnType<typeof castOf>>['coordinator']
let season: string
let roundId: string

beforeAll(async () => {
  ;({ coordinator } = await castOf(story.product))
  const { id: programId } = first((await coordinator.call(listPrograms, {})).rows)
  for (const { id: cohortId } of (await coordinator.call(listCohorts, { programId })).rows) {
    const open = (await coordinator.call(listRounds, { cohortId })).rows.find(({ state }) => state === 'ready')
    if (!open) continue
    roundId = open.id
    season = `${story.product.url}/halden/programs/${programId}/cohorts/${cohortId}`
  }
})

const latest = async () =>
  coordinator.call(readArrangement, { arrangementId: (await coordinator.call(readRound, { roundId })).arrangementId ?? '' })

async function studio(widthPixels?: number): Promise<Page> {
  const page = await story.somebody(widthPixels, coordinator.token)
  await page.goto(`${season}/matching`)
  await page.getByRole('heading', { level: 1, name: 'Match studio' }).waitFor()
  return page
}

const inTheBox = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('button', { name, exact: typeof name === 'string' })
const look = (page: Page) => page.getByRole('button', { name: /^(Look|Try): / }).first()
const firstLine = (page: Page) => page.locator('section', { hasText: 'The other pairs' }).getByRole('listitem').getByRole('button').first()
/** The words of what has focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName)

test('every other mentor is found by name or page by page, and the keys mean whom the panel names', async () => {
  const page = await studio()
  await firstLine(page).click()
  await page.getByRole('button', { name: 'Try another mentor' }).click()
  const others = page.locator('section', { has: page.getByRole('heading', { name: /^Other mentors for/ }) }).last()
  const rows = others.getByRole('listitem')
  await rows.first().waitFor()
  const [, count = ''] = /of (\d+) are possible/.exec((await others.textContent()) ?? '') ?? []
  while (await others.getByRole('button', { name: /^Show \d+ more$/ }).count()) {
    const before = await rows.count()
    await others.getByRole('button', { name: /^Show \d+ more$/ }).click()
    await expect.poll(() => rows.locator('b').count(), { timeout: 15_000 }).toBeGreaterThan(before)
  }
  await expect.poll(() => rows.locator('b').count(), { timeout: 15_000 }).toBe(Number(count))

  const last = (await rows.last().locator('b').textContent()) ?? ''
  await others.getByRole('searchbox').fill(last)
  await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(1)
  expect(await rows.first().locator('b').textContent()).toBe(last)

  await others.getByRole('searchbox').fill('')
  const tried = (await rows.first().locator('b').textContent()) ?? ''
  await rows.first().getByRole('button').click()
  await page.getByRole('button', { name: `Take ${tried}`, exact: true }).waitFor()
  await page.keyboard.press('l')
  await page.getByRole('heading', { name: new RegExp(`^Take ${tried} for `) }).waitFor()
})

test('what else could come first stands side by side with what it costs, who would move is opened, and one move is tried', async () => {
  const page = await studio()
  const before = await latest()
  await page.getByRole('button', { name: 'Work it out' }).click()
  const table = page.getByRole('table').filter({ hasText: 'Nobody would rather swap' })
  await expect.poll(() => table.getAttribute('aria-busy'), { timeout: 30_000 }).toBe('false')
  const stable = table.getByRole('row', { name: /Nobody would rather swap/ })
  // with nobody who would rather be elsewhere; in what stands there is somebody
  expect(await stable.getByRole('cell').nth(4).textContent()).toMatch(/0$/)
  expect(
    await table
      .getByRole('row', { name: /On the screen/ })
      .getByRole('cell')
      .nth(4)
      .textContent(),
  ).toMatch(/[1-9]\d*$/)

  await stable.getByRole('button', { name: /^Nobody would rather swap: show/ }).click()
  const moves = page.locator('section', { has: page.getByRole('heading', { name: /who would be with somebody else$/ }) }).last()
  const [, mentee, mentor] = /^Try: (.*) with (.*)$/.exec((await moves.getByRole('button').first().getAttribute('aria-label')) ?? '') ?? []
  await moves.getByRole('button').first().click()
  await page
    .locator('[data-panel]')
    .getByRole('heading', { name: `${mentee} with ${mentor}` })
    .waitFor()
  expect((await latest()).id).toBe(before.id)

  await page.reload()
  await page.getByRole('table').filter({ hasText: 'Nobody would rather swap' }).waitFor()
})

const weights = (page: Page) =>
  page.locator('section', { has: page.getByRole('heading', { name: 'If something counted more or less' }) }).last()

test('other weights are tried by keyboard, who would move is told and survives a reload, and they count from the next round on until taken back', async () => {
  const page = await studio()
  const before = await latest()
  await weights(page).getByRole('button', { name: 'Try other weights' }).click()
  await weights(page)
    .getByText(/decides most/)
    .waitFor()
  const see = weights(page).getByRole('button', { name: 'See what would move' })
  expect(await see.getAttribute('aria-disabled')).toBe('true')
  await weights(page).getByRole('slider').first().focus()
  for (let steps = 0; steps < 40; steps++) await page.keyboard.press('ArrowLeft')
  const typed = weights(page).getByRole('textbox')
  const set = await typed.evaluateAll(fields => fields.map(field => (field as HTMLInputElement).value))
  expect(set.reduce((sum, one) => sum + Number(one), 0)).toBe(100)
  await see.click()
  const told = weights(page).getByText(/^\d+ mentees would have another mentor/)
  await told.waitFor()
  const [, moved = ''] = /^(\d+) mentees/.exec((await told.textContent()) ?? '') ?? []
  const { average } = before.counts
  const stands = weights(page).getByRole('row', { name: /^On the screen/ })
  expect(await stands.getByRole('cell').first().textContent()).toMatch(new RegExp(`^${average}, lowest`))

  await page.reload()
  await weights(page)
    .getByText(new RegExp(`^${moved} mentees would have another mentor`))
    .waitFor()
  await typed.first().fill('50')
  await weights(page).getByText('What you see below is of other weights than those above.').waitFor()
  await typed.first().fill(set[0] ?? '')
  await weights(page).getByRole('button', { name: 'Use these weights from the next round on' }).click()
  await weights(page).getByText('These weights count from the next round on.').waitFor()
  expect((await latest()).id).toBe(before.id)
  await page.getByRole('button', { name: 'Undo' }).click()
  await weights(page).getByRole('button', { name: 'Use these weights from the next round on' }).waitFor()
})

test('something else is put first from the studio with a reason, the head says what is proven, and it is taken back', async () => {
  const page = await studio()
  await page.getByText(/^First came as many mentees as possible, then the total\. Proven: /).waitFor()
  const before = await latest()
  await page.getByRole('button', { name: 'Work it out' }).click()
  await page.getByRole('button', { name: 'Take: Nobody would rather swap' }).click({ timeout: 30_000 })
  await page.getByRole('dialog').getByRole('heading', { name: 'Put first that nobody would rather swap?' }).waitFor()
  expect((await latest()).id).toBe(before.id)
  await inTheBox(page, 'The committee decided so').click()
  await inTheBox(page, 'Take this arrangement').click()

  await page.getByText(/^First came that nobody would rather swap\. Proven: 0 /).waitFor()
  await page.getByRole('button', { name: /That nobody would rather swap comes first from here/ }).waitFor()
  await page.getByText('That nobody would rather swap came first.').waitFor()
  const taken = await latest()
  expect([taken.first, taken.number]).toEqual(['stable', before.number + 1])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(/^First came as many mentees as possible, then the total\. Proven: /).waitFor()
  expect((await latest()).pairs).toEqual(before.pairs)
})

test('where the worst served come first, a list tells the points of each mentor and the one who is chosen their price', async () => {
  const { id: arrangementId } = await latest()
  await coordinator.call(changeArrangement, { arrangementId, act: 'put-first', first: 'fairest', reason: 'For those who would get least' })
  const page = await studio()
  await page.getByText(/^First came as many mentees as possible, then the worst served\. Proven: /).waitFor()
  await firstLine(page).click()
  await page.getByRole('button', { name: 'Try another mentor' }).click()
  await page.getByText('choose to see what it costs').first().click()
  const panel = page.locator('[data-panel]')
  await panel.getByRole('heading', { name: /^What taking / }).waitFor()
  await panel.getByText(/less in all$|more in all$|^The total stays the same$/).waitFor()
  await coordinator.call(changeArrangement, { arrangementId: (await latest()).id, act: 'undo' })
})

test('a reason is chosen, the button acts, and after a reload what was decided is listed and taken back', async () => {
  const page = await studio()
  await firstLine(page).click()
  await page.getByRole('button', { name: 'Never', exact: true }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Never', exact: true }).click()
  await inTheBox(page, 'It did not go well before').click()
  await page.waitForTimeout(500)
  expect((await latest()).apart).toEqual([])
  await inTheBox(page, 'Never these two').click()
  await page.getByText(/are kept apart\.$/).waitFor()

  await page.reload()
  await page.getByRole('heading', { name: 'Kept and never' }).waitFor()
  await page.getByText(new RegExp(`^${coordinator.name}, .*: It did not go well before$`)).waitFor()
  await page.getByRole('button', { name: /^Take back: Never/ }).click()
  await page.getByText(/are free again\.$/).waitFor()
  expect((await latest()).apart).toEqual([])
})

test('an act that is refused says so in the box where it was asked, and the page says that somebody has moved on', async () => {
  const page = await studio()
  await firstLine(page).click()
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  const { id: arrangementId, pairs } = await latest()
  const { menteeId, mentorId } = first(pairs.slice(-1))
  await coordinator.call(changeArrangement, { arrangementId, act: 'lock', menteeId, mentorId, reason: 'In another window' })
  await inTheBox(page, 'They asked for it').click()
  await inTheBox(page, 'Keep this pair').click()
  await page.getByRole('dialog').getByText('Somebody has moved on from this arrangement').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('This is no longer the latest arrangement').waitFor()
  expect(await page.getByRole('button', { name: 'Keep', exact: true }).getAttribute('aria-disabled')).toBe('true')

  await page.getByRole('button', { name: 'Show the latest' }).click()
  await page.getByText('This is no longer the latest arrangement').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: /^Take back: Keep/ }).waitFor()
})

test('a page that lies open says by itself that the arrangement was changed in another window', async () => {
  const page = await studio()
  await page.getByRole('button', { name: /^Take back: Keep/ }).waitFor()
  const { id: arrangementId } = await latest()
  await coordinator.call(changeArrangement, { arrangementId, act: 'undo' })
  await page.getByText('This is no longer the latest arrangement').waitFor({ timeout: 25_000 })
  expect(await page.getByText(/people in all, one mail each/).count()).toBe(0)
  await page.getByRole('button', { name: 'Show the latest' }).click()
  await page.getByRole('heading', { name: 'Kept and never' }).waitFor({ state: 'hidden' })
})

test('an earlier arrangement has the sums of its own list and no sum of what could go out', async () => {
  const page = await studio()
  await page.getByText(/people in all, one mail each/).waitFor()
  await page.getByRole('button', { name: /First one, by the rules alone/ }).click()
  await page.getByText('This is an earlier arrangement.').first().waitFor()
  await page.getByText('A newer arrangement has been made').waitFor()
  expect(await page.getByText(/people in all, one mail each/).count()).toBe(0)
})

test('while it waits to go out nothing can be changed, and the page says so before', async () => {
  const { id: arrangementId } = await latest()
  const check = await coordinator.call(readPublicationCheck, { arrangementId })
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A test' }))
  const held = await coordinator.call(publish, { arrangementId, waivers })
  const page = await studio()
  await firstLine(page).click()
  await page.getByRole('paragraph').filter({ hasText: 'Nothing can be changed here while it waits to go out.' }).waitFor()
  for (const name of ['Keep', 'Never']) {
    const button = page.getByRole('button', { name, exact: true })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.click({ force: true })
  }
  await page.keyboard.press('l')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await coordinator.call(stopPublication, { publicationId: held.id })
})

test('on a phone the panel comes into view with focus, and closing it leads back', async () => {
  const page = await studio(390)
  await look(page).scrollIntoViewIfNeeded()
  const opener = (await look(page).getAttribute('aria-label')) ?? ''
  await look(page).click()
  const panel = page.locator('[data-panel]')
  await expect.poll(() => panel.evaluate(element => element === document.activeElement)).toBe(true)
  await panel.getByRole('heading', { name: 'Why these two' }).waitFor()
  await expect.poll(async () => (await panel.boundingBox())?.y ?? -1).toBeLessThan(200)
  expect((await panel.boundingBox())?.y).toBeGreaterThanOrEqual(0)

  await page.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect.poll(() => focused(page)).toBe(opener)
})

test('the menu keeps the cohort where one was, and replies and pairs name it', async () => {
  const page = await studio()
  const cohort = season.split('/').at(-1) ?? ''
  await page.getByRole('link', { name: 'Mail', exact: true }).click()
  await page.waitForURL('**/halden/mail')
  for (const name of ['Replies', 'Pairs']) {
    await page.getByRole('link', { name, exact: true }).click()
    await page.waitForURL(`**/cohorts/${cohort}/**`)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await page.locator('main header').first().getByText('Spring', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Mail', exact: true }).click()
    await page.waitForURL('**/halden/mail')
  }
})

test('nothing complained', () => {
  expect(story.complaints().filter(one => !one.includes('409'))).toEqual([])
})

test('how groups are served stands in the studio and on the paper, and what is told there is chosen among the priorities', async () => {
  const page = await studio()
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Is it fair?' }) }).last()
  const table = card.getByRole('table', { name: 'Occupation, mentees' })
  const people = table.locator('tbody tr td:nth-of-type(1)')
  await people.first().waitFor()
  expect((await people.allTextContents()).every(count => Number(count) >= 10)).toBe(true)
  await card.getByText('How to read this').focus()
  await page.keyboard.press('Enter')
  await card.getByText('A difference does not say why', { exact: false }).waitFor()

  await page.goto(`${season}/matching/paper?arrangement=${(await latest()).id}`)
  await page.getByRole('table', { name: 'Occupation, mentees' }).waitFor()

  await page.goto(`${season}/matching/priorities`)
  const choice = page.getByRole('checkbox', { name: 'Occupation' })
  expect(await choice.isChecked()).toBe(true)
  expect(await page.getByRole('checkbox', { name: 'Country' }).getAttribute('aria-disabled')).toBe('true')
  await choice.press('Space')
  await page.getByRole('button', { name: 'Save what is looked at' }).click()
  await page.getByText('It is shown from the next round on', { exact: false }).waitFor()
})
