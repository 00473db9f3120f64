import type { Page as BrowserPage } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { pagesBy } from '../src/app/capabilities.ts'
import { screens } from '../src/app/ui/screens.ts'
import { unlimited } from '../src/kit/http/limits.ts'
import { mirrored, sayIn } from '../src/kit/texts/texts.ts'
import {
  changePublicationSetting,
  listPublications,
  publish,
  readPublicationCheck,
  recallPublication,
  stopPublication,
} from '../src/matching/contract/publication.ts'
import { reply } from '../src/matching/contract/reply.ts'
import { readMentorship } from '../src/mentorship/contract.ts'
import { readThread, sendMessage } from '../src/message/contract.ts'
import { pauseAllMail } from '../src/notification/contract.ts'
import { readHome } from '../src/today/contract.ts'
import { castOf, type Member } from './ground/cast.ts'
import { findingsOn } from './ground/scan.ts'
import { aDemonstration } from './ground/story.ts'
import { each, first, type Visit, visitsOf } from './ground/visits.ts'

// Every screen and every page without script, over the demonstration in mid-season, as the people who meet it. What there is comes from the
// code, and who visits it from the tables of ground/visits: a new screen without a visit is a failed test.

const story = await aDemonstration()
const cast = await castOf(story.product)
const { coordinator, mentee, everyoneWaiting } = cast
const { season, program, preparing, visits, pages, others, shut } = await visitsOf(story.product, cast)

const unread = (): never => {
  throw new Error('only the addresses are read here')
}

test('every screen and every page of the code is visited', () => {
  const accounts = {
    openSession: unread,
    sessionIn: unread,
    noteUse: unread,
    endSession: unread,
    sessionsOf: unread,
    endSessionsOf: unread,
  }
  const parts = { origin: () => '', accounts, limiter: unlimited, now: unread, setUpToken: '', isSetUp: unread, links: 'mailed' as const }
  const served = pagesBy({ ...parts, newOrganizationId: unread, mailCheck: unread }).filter(page => page.method === 'GET')

  expect(Object.keys(visits).sort()).toEqual(screens.map(screen => screen.path).sort())
  expect(Object.keys(pages).sort()).toEqual(served.map(page => page.path).sort())
})

/** As everybody reads it; in the wide proof also from right to left. */
const directions = process.env.CAIRN_WIDE ? (['ltr', 'rtl'] as const) : (['ltr'] as const)

async function looked(visit: Visit, isSeenBefore: boolean): Promise<string[]> {
  const findings: string[] = []
  for (const direction of directions) findings.push(...(await lookedIn(direction, visit, isSeenBefore)))
  return findings
}

async function lookedIn(direction: 'ltr' | 'rtl', [who, address, open]: Visit, isSeenBefore: boolean): Promise<string[]> {
  const page = await story.beside(await browserOf(who), direction)
  try {
    await page.goto(`${story.product.url}${address}`)
    // this one only leads on, to screens that are looked at on their own
    if (address === '/halden') {
      await page.waitForURL(({ pathname }) => pathname !== address)
      return []
    }
    await open?.(page)
    return (await findingsOn(page, isSeenBefore)).map(finding => `${who?.name ?? 'nobody'}, ${direction}, ${finding}`)
  } catch (error) {
    return [`${who?.name ?? 'nobody'}, ${direction}, ${address}: ${error instanceof Error ? error.message.split('\n')[0] : error}`]
  } finally {
    await page.close()
  }
}

/** Each has a browser of their own and keeps it, as people do. */
const browsers = new Map<string | undefined, Promise<BrowserPage>>()

function browserOf(who: Member | null): Promise<BrowserPage> {
  const opened = browsers.get(who?.token) ?? story.somebody(1440, who?.token)
  browsers.set(who?.token, opened)
  return opened
}

/** A scan is work for a whole core; where others work too, it takes its time. */
const patience = 300_000

for (const [screen, all] of Object.entries(visits))
  test.concurrent(`nothing is wrong on ${screen}, for anybody, in either theme, on a phone or a desk`, { timeout: patience }, async () => {
    nothingIn(await walked(all))
  })

for (const [path, find] of Object.entries(pages))
  test.concurrent(`nothing is wrong on the page ${path}, which needs no script`, async () => {
    nothingIn(await walked((await find()).map(address => [null, address])))
  })

test.concurrent('nothing is wrong where there is nothing, or the door is shut', { timeout: patience }, async () => {
  nothingIn(await walked([...others, ...shut]))
})

/** What is at these addresses is another page for each who opens them. */
const ownToEach: readonly string[] = ['/halden/home', '/halden/help']

async function walked(all: readonly Visit[]): Promise<string[]> {
  const findings: string[] = []
  const seen = new Set<string>()
  for (const visit of all) {
    const [, address, open] = visit
    const isSeenBefore = !open && seen.has(address) && !ownToEach.includes(address)
    findings.push(...(await looked(visit, isSeenBefore)))
    if (!open) seen.add(address)
  }
  return findings
}

/** Says in the first line of its failure what was found, for that line is all that a summary has. */
function nothingIn(findings: readonly string[]): void {
  if (findings.length > 0) expect.fail(findings.join(' · '))
}

async function pressed(page: BrowserPage, name: string): Promise<void> {
  const isMirrored = await page.evaluate(() => document.documentElement.dir === 'rtl')
  const said = isMirrored ? sayIn({ name }, mirrored)('name') : name
  await page.getByRole('button', { name: said, exact: true }).first().click()
}

/** Opens what a button leads to, once it is there. */
const pressing = (name: string) => async (page: BrowserPage) => {
  await pressed(page, name)
  await page.getByRole('dialog').first().waitFor()
}

/** What is read before is waived, for it is the screens that are looked at here. */
async function goesOut(holdMinutes: number): Promise<string> {
  await coordinator.call(changePublicationSetting, { programId: season.programId, holdMinutes })
  const { points } = await coordinator.call(readPublicationCheck, { arrangementId: season.arrangementId ?? '' })
  const waivers = points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'Looked at otherwise' }))
  return (await coordinator.call(publish, { arrangementId: season.arrangementId ?? '', waivers })).id
}

// what follows changes the season, so it is looked at after everything else, one after another
test('nothing is wrong while it is held', { timeout: patience }, async () => {
  const findings = await walked([[coordinator, `${preparing}/matching`, pressing('Open')]])
  const publicationId = await goesOut(30)
  findings.push(...(await walked(each([coordinator], `${preparing}/matching`).concat(each([coordinator], '/halden/mail?tab=held')))))
  await coordinator.call(stopPublication, { publicationId })

  nothingIn(findings)
})

/** Somebody who waited and what they are asked in this season, once it has gone out. */
const whoIsAsked = async (): Promise<{ readonly asked: Member; readonly proposalId: string }> =>
  vi.waitUntil(
    async () => {
      for (const asked of everyoneWaiting) {
        const [proposal] = (await asked.call(readHome, {})).proposals
        if (proposal) return { asked, proposalId: proposal.id }
      }
      return null
    },
    { timeout: 20_000 },
  )

test('nothing is wrong for whoever is asked', { timeout: patience }, async () => {
  await goesOut(0)
  const { asked, proposalId } = await whoIsAsked()

  nothingIn(await walked([...each([asked], '/halden/home'), ...each([asked], `/halden/proposals/${proposalId}`)]))
})

test('nothing is wrong once they have answered', { timeout: patience }, async () => {
  const { asked, proposalId } = await whoIsAsked()
  await asked.call(reply, { proposalId, answer: 'yes' })
  const visits: Visit[] = [
    ...each([asked], `/halden/proposals/${proposalId}`),
    [coordinator, `${preparing}/replies`, pressing('Recall')],
    [coordinator, `${preparing}/replies`, pressing('Take back')],
    [coordinator, `${program}/endings`, pressing('It is over')],
  ]

  nothingIn(await walked(visits))
})

test('nothing is wrong for those whose place has changed', { timeout: patience }, async () => {
  const { asked, proposalId } = await whoIsAsked()
  const { rows } = await coordinator.call(listPublications, { cohortId: season.preparing })
  await coordinator.call(recallPublication, { publicationId: first(rows).id, reason: 'Looked at' })
  const findings = await walked([
    ...each([asked], `/halden/proposals/${proposalId}`),
    ...each([asked], '/halden/home'),
    ...each([coordinator], '/halden/mail'),
  ])
  await coordinator.call(pauseAllMail, {})
  findings.push(...(await walked(each([coordinator], '/halden/mail'))))

  nothingIn(findings)
})

test('a long conversation is read back to its first word', { timeout: patience }, async () => {
  const { mentorshipId } = season.ofMentee
  const { threadId } = await mentee.call(readMentorship, { mentorshipId })
  const before = (await mentee.call(readThread, { threadId: threadId ?? '', limit: 100 })).rows.length
  const words = Array.from({ length: 59 }, (_, n) => (n === 0 ? 'The very first word' : `Word ${n}`))
  for (const text of words) await mentee.call(sendMessage, { threadId: threadId ?? '', text })
  const toTheFirst = async (page: BrowserPage) => {
    await pressed(page, 'Earlier messages')
    await page.getByText('The very first word').waitFor()
    expect(
      await page
        .getByRole('listitem')
        .filter({ has: page.locator('time') })
        .count(),
    ).toBe(59 + before)
  }

  nothingIn(await walked([[mentee, `/halden/mentorships/${mentorshipId}`, toTheFirst]]))
})

test('nothing complained', () => {
  const noted = [...others, ...shut].map(([, address]) => `${story.product.url}${address}: Failed to load resource`)

  expect(story.complaints().filter(complaint => !noted.some(start => complaint.startsWith(start)))).toEqual([])
})
