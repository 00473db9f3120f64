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
import { type Direction, tabsOf } from './ground/tabs.ts'
import { each, first, type Visit, visitsOf } from './ground/visits.ts'

// Every screen and every page without script, over the demonstration in mid-season, as the people who meet it. What there is comes from the
// code, and who visits it from the tables of ground/visits: a new screen without a visit is a failed test.

const story = await aDemonstration()
const cast = await castOf(story.product)
const { coordinator, mentee, everyoneWaiting } = cast
const { season, program, running, preparing, visits, pages, others, shut } = await visitsOf(story.product, cast)

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
const directions: readonly Direction[] = process.env.CAIRN_WIDE ? ['ltr', 'rtl'] : ['ltr']

const tabs = tabsOf(story)

/** Where nothing changes, a screen is reached in a tab that was left by somebody; where the season goes on, it is read from the beginning. */
type Manner = 'reached' | 'fresh'

async function looked(visit: Visit, manner: Manner, isSeenBefore: boolean): Promise<string[]> {
  const findings: string[] = []
  for (const direction of directions) findings.push(...(await lookedIn(direction, visit, manner, isSeenBefore)))
  return findings
}

async function lookedIn(direction: Direction, [who, address, open]: Visit, manner: Manner, isSeenBefore: boolean): Promise<string[]> {
  const said = (finding: string) => `${who?.name ?? 'nobody'}, ${direction}, ${finding}`
  let page: BrowserPage | null = null
  try {
    page = await (who && manner === 'reached' ? tabs.reached(who, address, direction) : tabs.fresh(who, address, direction))
    // this one only leads on, to screens that are looked at on their own
    if (address === '/halden') {
      await page.waitForURL(({ pathname }) => pathname !== address)
      return []
    }
    await open?.(page)
    const findings = await findingsOn(page, isSeenBefore)
    if (who && manner === 'reached' && !open) {
      tabs.leave(who, page, direction)
      page = null
    }
    return findings.map(said)
  } catch (error) {
    return [said(`${address}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)]
  } finally {
    await page?.close()
  }
}

/** A scan is work for a whole core; where others work too, it takes its time. */
const patience = 300_000

for (const [screen, all] of Object.entries(visits))
  test.concurrent(`nothing is wrong on ${screen}, for anybody, in either theme, on a phone or a desk`, { timeout: patience }, async () => {
    nothingIn(await walked(all, 'reached'))
  })

for (const [path, find] of Object.entries(pages))
  test.concurrent(`nothing is wrong on the page ${path}, which needs no script`, async () => {
    nothingIn(await walked((await find()).map(address => [null, address])))
  })

test.concurrent('nothing is wrong where there is nothing, or the door is shut', { timeout: patience }, async () => {
  nothingIn(await walked([...others, ...shut]))
})

/** What is at these addresses is another page for each who opens them. */
const ownToEach: readonly string[] = ['/halden/programs', '/halden/home', '/halden/help']

async function walked(all: readonly Visit[], manner: Manner = 'fresh', atOnce = 1): Promise<string[]> {
  const seen = new Set<string>()
  const visits = all.map(visit => {
    const [, address, open] = visit
    const isSeenBefore = !open && seen.has(address) && !ownToEach.includes(address)
    if (!open) seen.add(address)
    return { visit, isSeenBefore }
  })
  const findings: string[] = []
  for (let from = 0; from < visits.length; from += atOnce) {
    const some = visits.slice(from, from + atOnce)
    findings.push(...(await Promise.all(some.map(({ visit, isSeenBefore }) => looked(visit, manner, isSeenBefore)))).flat())
  }
  return findings
}

/** Where no other test is at work. */
const walkedAlone = (all: readonly Visit[]): Promise<string[]> => walked(all, 'fresh', 3)

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
  const findings = await walkedAlone([[coordinator, `${preparing}/matching`, pressing('Open')]])
  const publicationId = await goesOut(30)
  findings.push(...(await walkedAlone(each([coordinator], `${preparing}/matching`).concat(each([coordinator], '/halden/mail?tab=held')))))
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

  nothingIn(await walkedAlone([...each([asked], '/halden/home'), ...each([asked], `/halden/proposals/${proposalId}`)]))
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

  nothingIn(await walkedAlone(visits))
})

test('nothing is wrong for those whose place has changed', { timeout: patience }, async () => {
  const { asked, proposalId } = await whoIsAsked()
  const { rows } = await coordinator.call(listPublications, { cohortId: season.preparing })
  await coordinator.call(recallPublication, { publicationId: first(rows).id, reason: 'Looked at' })
  const findings = await walkedAlone([
    ...each([asked], `/halden/proposals/${proposalId}`),
    ...each([asked], '/halden/home'),
    ...each([coordinator], '/halden/mail'),
  ])
  await coordinator.call(pauseAllMail, {})
  findings.push(...(await walkedAlone(each([coordinator], '/halden/mail'))))

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

  nothingIn(await walkedAlone([[mentee, `/halden/mentorships/${mentorshipId}`, toTheFirst]]))
})

test('going back closes what is open beside a list, and leads to the list', async () => {
  for (const address of [`${running}/people`, '/halden/mail?tab=kept']) {
    const page = await tabs.fresh(coordinator, address, 'ltr')
    await page.getByRole('rowheader').first().click()
    const beside = page.locator('aside[aria-labelledby]')
    await beside.waitFor()
    await page.goBack()
    await beside.waitFor({ state: 'detached' })
    expect(page.url()).toBe(`${story.product.url}${address}`)
    await page.close()
  }
})

test('nothing complained', () => {
  const noted = [...others, ...shut].map(([, address]) => `${story.product.url}${address}: Failed to load resource`)

  expect(story.complaints().filter(complaint => !noted.some(start => complaint.startsWith(start)))).toEqual([])
})
