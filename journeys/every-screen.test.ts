import type { Page as BrowserPage } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { pagesBy } from '../src/app/capabilities.ts'
import { screens } from '../src/app/ui/screens.ts'
import { listCohorts } from '../src/cohort/contract.ts'
import { unlimited } from '../src/kit/http/limits.ts'
import { mirrored, sayIn } from '../src/kit/texts/texts.ts'
import { listProposals } from '../src/matching/contract/proposal.ts'
import {
  changePublicationSetting,
  listPublications,
  publish,
  readPublicationCheck,
  recallPublication,
  stopPublication,
} from '../src/matching/contract/publication.ts'
import { reply } from '../src/matching/contract/reply.ts'
import { listRounds, readRound } from '../src/matching/contract/round.ts'
import { listMentorships, readMentorship } from '../src/mentorship/contract.ts'
import { readThread, sendMessage } from '../src/message/contract.ts'
import { listMails, openMail, pauseAllMail } from '../src/notification/contract.ts'
import { listImports } from '../src/participant/contract/imports.ts'
import { invite, readViewer } from '../src/person/contract.ts'
import { listPrograms } from '../src/program/contract.ts'
import { readHome } from '../src/today/contract.ts'
import { castOf, type Member } from './ground/cast.ts'
import { findingsOn } from './ground/scan.ts'
import { aDemonstration, linkIn } from './ground/story.ts'

// Every screen and every page without script, over the demonstration in mid-season, as the people who meet it. What there is comes from the
// code, and who visits it from the two tables below: a new screen without a visit is a failed test.

const story = await aDemonstration()
const cast = await castOf(story.product)
const { administrator, coordinator, dual, mentor, mentee, waiting, stranger } = cast
const season = await standing()

/** Where the season stands, found as a coordinator finds it. */
async function standing() {
  const call = coordinator.call
  const programId = first((await call(listPrograms, {})).rows).id
  const cohorts = (await call(listCohorts, { programId })).rows
  const running = first(cohorts.filter(cohort => cohort.state === 'running')).id
  const preparing = first(cohorts.filter(cohort => cohort.state === 'preparing')).id
  const roundId = first((await call(listRounds, { cohortId: preparing })).rows).id
  const { arrangementId } = await call(readRound, { roundId })
  const importId = first((await call(listImports, { cohortId: running })).rows).id
  const proposals = (await call(listProposals, { cohortId: running })).rows
  const mentorships = (await call(listMentorships, { cohortId: running, limit: 100 })).rows
  const own = async (member: Member) => {
    const personId = (await member.call(readViewer, {})).person.id
    const isTheirs = (row: { readonly mentor: { personId: string }; readonly mentee: { personId: string } }) =>
      row.mentor.personId === personId || row.mentee.personId === personId
    return { personId, proposalId: first(proposals.filter(isTheirs)).id, mentorshipId: first(mentorships.filter(isTheirs)).id }
  }
  return { programId, running, preparing, arrangementId, importId, ofMentor: await own(mentor), ofMentee: await own(mentee) }
}

function first<T>(all: readonly T[]): T {
  const [one] = all
  if (one === undefined) throw new Error('The demonstration has none of these.')
  return one
}

/** Somebody opens an address, and there perhaps something more; nobody: without being signed in. */
type Visit = readonly [who: Member | null, address: string, open?: (page: BrowserPage) => Promise<void>]

const partaking = [mentor, mentee, waiting]
const each = (people: readonly Member[], address: string): Visit[] => people.map(who => [who, address])

const program = `/halden/programs/${season.programId}`
const running = `${program}/cohorts/${season.running}`
const preparing = `${program}/cohorts/${season.preparing}`
const cohort = '/$organization/programs/$programId/cohorts/$cohortId'

const visits: Readonly<Record<string, readonly Visit[]>> = {
  '/$organization': each([coordinator, mentee], '/halden'),
  '/$organization/programs': each([administrator, coordinator], '/halden/programs'),
  '/$organization/staff': each([administrator], '/halden/staff'),
  '/$organization/settings': each([administrator], '/halden/settings'),
  '/$organization/mail': [...each([administrator, coordinator], '/halden/mail'), [coordinator, '/halden/mail?tab=kept']],
  '/$organization/mail/letters': each([coordinator, administrator], '/halden/mail/letters'),
  '/$organization/programs/$programId': each([administrator, coordinator], program),
  '/$organization/programs/$programId/contacts': each([administrator, coordinator], `${program}/contacts`),
  '/$organization/programs/$programId/endings': each([coordinator], `${program}/endings`),
  '/$organization/programs/$programId/requests': each([administrator, coordinator], `${program}/requests`),
  [`${cohort}/people`]: [
    ...each([administrator, coordinator], `${running}/people`),
    [coordinator, `${running}/people?search=nobody-has-this-name`],
  ],
  [`${cohort}/people/import`]: each([coordinator], `${running}/people/import`),
  [`${cohort}/people/import/$importId`]: each([coordinator], `${running}/people/import/${season.importId}`),
  [`${cohort}/people/$personId`]: each([coordinator], `${running}/people/${season.ofMentee.personId}`),
  [`${cohort}/matching`]: [
    [coordinator, `${preparing}/matching`],
    [dual, `${running}/matching`],
  ],
  [`${cohort}/matching/priorities`]: each([coordinator], `${preparing}/matching/priorities`),
  [`${cohort}/matching/paper`]: each([coordinator], `${preparing}/matching/paper?arrangement=${season.arrangementId}`),
  [`${cohort}/replies`]: [
    [coordinator, `${running}/replies`],
    [administrator, `${preparing}/replies`],
  ],
  [`${cohort}/mentorships`]: [
    [coordinator, `${running}/mentorships`],
    [administrator, `${preparing}/mentorships`],
  ],
  '/$organization/home': each([...partaking, dual, stranger], '/halden/home'),
  '/$organization/help': each([...partaking, stranger], '/halden/help'),
  '/$organization/given-to-me': each([coordinator, mentor], '/halden/given-to-me'),
  '/$organization/proposals/$proposalId': [
    [mentor, `/halden/proposals/${season.ofMentor.proposalId}`],
    [mentee, `/halden/proposals/${season.ofMentee.proposalId}`],
  ],
  '/$organization/mentorships/$mentorshipId': [
    [mentor, `/halden/mentorships/${season.ofMentor.mentorshipId}`],
    [mentee, `/halden/mentorships/${season.ofMentee.mentorshipId}`],
  ],
  '/$organization/mentorships/$mentorshipId/end': [
    [mentor, `/halden/mentorships/${season.ofMentor.mentorshipId}/end`],
    [mentee, `/halden/mentorships/${season.ofMentee.mentorshipId}/end`],
  ],
  '/components': [[null, '/components']],
  '/components/side': [[null, '/components/side']],
  '/components/top': [[null, '/components/top']],
}

/** The latest kept mail for the reason: the page behind its link that is not only the way to help. */
async function mailedLink(reason: string, which: 'act' | 'help'): Promise<string> {
  const mail = first((await coordinator.call(listMails, { tab: 'kept', reason, limit: 1 })).rows)
  const { text } = await coordinator.call(openMail, { mailId: mail.id })
  const links = [...text.matchAll(/http:\S+\/a\/\S+/g)].map(([link]) => new URL(link).pathname)
  return first(which === 'act' ? links : links.slice(-1))
}

async function invitationLink(): Promise<string> {
  const email = 'new.colleague@halden.example'
  await administrator.call(invite, { name: 'New Colleague', email, relation: 'coordinator', scopeId: season.programId })
  const find = async () => (await administrator.call(listMails, { tab: 'kept', reason: 'person.invitation', limit: 1 })).rows
  const mail = first(await vi.waitUntil(async () => onceThere(await find()), { timeout: 10_000 }))
  return new URL(linkIn((await administrator.call(openMail, { mailId: mail.id })).text, '/invitation/')).pathname
}

const onceThere = <T>(rows: readonly T[]): readonly T[] | null => (rows.length > 0 ? rows : null)

const signInLink = new URL(await story.product.said(/halden: Ingrid.*(http:\S+\/sign-in\/\S+)/)).pathname

/** Pages without script, by method and path; those that only do something lead to one that is visited. */
const pages: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  '/set-up/{token}': async () => ['/set-up/0123456789abcdefghijkl'],
  '/sign-in': async () => ['/halden/sign-in'],
  '/sign-in/{token}': async () => [signInLink],
  '/invitation/{token}': async () => [await invitationLink()],
  '/a/{token}': async () => [await mailedLink('matching.reminder', 'act'), await mailedLink('mentorship.agreed', 'help')],
}

/** Pages that belong to no capability: an address that is nowhere, and the description of the API. */
const others: readonly Visit[] = [...each([coordinator, mentee], '/halden/nowhere'), [null, '/nowhere/sign-in'], [null, '/api']]

/** Doors that are shut to whoever opens them by their address; the browser notes the answer, and the page says so in words. */
const shut: readonly Visit[] = [
  [null, '/halden/sign-in/0123456789abcdefghijkl'],
  [null, '/halden/a/0123456789abcdefghijkl'],
  [coordinator, '/halden/staff'],
  [stranger, program],
  [waiting, `/halden/mentorships/${season.ofMentee.mentorshipId}`],
  [administrator, `${running}/people/${season.ofMentee.personId}`],
]

const unread = (): never => {
  throw new Error('only the addresses are read here')
}

test('every screen and every page of the code is visited', () => {
  const accounts = { openSession: unread, sessionIn: unread, noteUse: unread, endSession: unread }
  const parts = { origin: () => '', accounts, limiter: unlimited, now: unread, setUpToken: '', isSetUp: unread, links: 'mailed' as const }
  const served = pagesBy({ ...parts, newOrganizationId: unread, mailCheck: unread }).filter(page => page.method === 'GET')

  expect(Object.keys(visits).sort()).toEqual(screens.map(screen => screen.path).sort())
  expect(Object.keys(pages).sort()).toEqual(served.map(page => page.path).sort())
})

/** As everybody reads it; in the wide proof also from right to left. */
const directions = process.env.CAIRN_WIDE ? (['ltr', 'rtl'] as const) : (['ltr'] as const)

async function looked(visit: Visit): Promise<string[]> {
  const findings: string[] = []
  for (const direction of directions) findings.push(...(await lookedIn(direction, visit)))
  return findings
}

async function lookedIn(direction: 'ltr' | 'rtl', [who, address, open]: Visit): Promise<string[]> {
  const page = await story.beside(await browserOf(who), direction)
  try {
    await page.goto(`${story.product.url}${address}`)
    // this one only leads on
    if (address === '/halden') await page.waitForURL(({ pathname }) => pathname !== address)
    await open?.(page)
    return (await findingsOn(page)).map(finding => `${who?.name ?? 'nobody'}, ${direction}, ${finding}`)
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
    expect(await walked(all)).toEqual([])
  })

for (const [path, find] of Object.entries(pages))
  test.concurrent(`nothing is wrong on the page ${path}, which needs no script`, async () => {
    expect(await walked((await find()).map(address => [null, address]))).toEqual([])
  })

test.concurrent('nothing is wrong where there is nothing, or the door is shut', { timeout: patience }, async () => {
  expect(await walked([...others, ...shut])).toEqual([])
})

async function walked(all: readonly Visit[]): Promise<string[]> {
  const findings: string[] = []
  for (const visit of all) findings.push(...(await looked(visit)))
  return findings
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
test('nothing is wrong while it is held, for whoever is asked, who has answered, and whose place has changed', {
  timeout: patience,
}, async () => {
  const findings = await walked([[coordinator, `${preparing}/matching`, pressing('Open')]])
  const publicationId = await goesOut(30)
  findings.push(...(await walked(each([coordinator], `${preparing}/matching`).concat(each([coordinator], '/halden/mail?tab=held')))))
  await coordinator.call(stopPublication, { publicationId })
  await goesOut(0)
  const asked = await vi.waitUntil(async () => onceThere((await waiting.call(readHome, {})).proposals), { timeout: 20_000 })
  const { id: proposalId } = first(asked)
  const own = `/halden/proposals/${proposalId}`
  findings.push(...(await walked([...each([waiting], '/halden/home'), ...each([waiting], own)])))
  await waiting.call(reply, { proposalId, answer: 'yes' })
  findings.push(
    ...(await walked([
      ...each([waiting], own),
      [coordinator, `${preparing}/replies`, pressing('Recall')],
      [coordinator, `${preparing}/replies`, pressing('Take back')],
      [coordinator, `${program}/endings`, pressing('It is over')],
    ])),
  )
  const { rows } = await coordinator.call(listPublications, { cohortId: season.preparing })
  await coordinator.call(recallPublication, { publicationId: first(rows).id, reason: 'Looked at' })
  findings.push(...(await walked([...each([waiting], own), ...each([waiting], '/halden/home'), ...each([coordinator], '/halden/mail')])))
  await coordinator.call(pauseAllMail, {})
  findings.push(...(await walked(each([coordinator], '/halden/mail'))))

  expect(findings).toEqual([])
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

  expect(await walked([[mentee, `/halden/mentorships/${mentorshipId}`, toTheFirst]])).toEqual([])
})

test('nothing complained', () => {
  const noted = [...others, ...shut].map(([, address]) => `${story.product.url}${address}: Failed to load resource`)

  expect(story.complaints().filter(complaint => !noted.some(start => complaint.startsWith(start)))).toEqual([])
})
