/**
 * Every screen and every page without script with the people who meet it, over the demonstration in mid-season: what each story that walks
 * through the whole product visits.
 */
import type { Page as BrowserPage } from 'playwright-core'
import { vi } from 'vitest'
import { listCohorts } from '../../src/cohort/contract.ts'
import { listProposals } from '../../src/matching/contract/proposal.ts'
import { listRounds, readRound } from '../../src/matching/contract/round.ts'
import { listMentorships } from '../../src/mentorship/contract.ts'
import { listMails, openMail } from '../../src/notification/contract.ts'
import { listImports } from '../../src/participant/contract/imports.ts'
import { readViewer } from '../../src/person/contract/viewer.ts'
import { invite } from '../../src/person/contract.ts'
import { listPrograms } from '../../src/program/contract.ts'
import type { castOf, Member } from './cast.ts'
import type { Product } from './product.ts'
import { linkIn } from './story.ts'

/** Somebody opens an address, and there perhaps something more; nobody: without being signed in. */
export type Visit = readonly [who: Member | null, address: string, open?: (page: BrowserPage) => Promise<void>]
type Cast = Awaited<ReturnType<typeof castOf>>

export function first<T>(all: readonly T[]): T {
  const [one] = all
  if (one === undefined) throw new Error('The demonstration has none of these.')
  return one
}

/** All ways are worked out, and who would move in the last one is open. */
async function whatElseComesFirst(page: BrowserPage): Promise<void> {
  await page.locator('table[aria-busy="false"]').getByRole('button').last().click()
}

/** Other weights have been tried, and all that would move is told. */
async function otherWeights(page: BrowserPage): Promise<void> {
  await page.locator('section[aria-busy="false"] table').waitFor()
}

/** The first need that can be put off shows until when. */
async function untilWhen(page: BrowserPage): Promise<void> {
  await page.locator('main li [aria-haspopup="menu"]').first().click()
}

export const each = (people: readonly Member[], address: string): Visit[] => people.map(who => [who, address])

const onceThere = <T>(rows: readonly T[]): readonly T[] | null => (rows.length > 0 ? rows : null)

/** Whom and what the stories visit; what there is comes from the season as it stands. */
export async function visitsOf(product: Product, cast: Cast) {
  const { administrator, coordinator, dual, mentor, mentee, waiting, stranger } = cast
  const season = await standing(cast)
  const partaking = [mentor, mentee, waiting]

  const program = `/halden/programs/${season.programId}`
  const running = `${program}/cohorts/${season.running}`
  const preparing = `${program}/cohorts/${season.preparing}`
  const cohort = '/$organization/programs/$programId/cohorts/$cohortId'

  const visits: Readonly<Record<string, readonly Visit[]>> = {
    '/$organization': each([coordinator, mentee], '/halden'),
    '/$organization/programs': [...each([administrator, dual], '/halden/programs'), [coordinator, '/halden/programs', untilWhen]],
    '/$organization/staff': each([administrator], '/halden/staff'),
    '/$organization/settings': each([administrator], '/halden/settings'),
    '/$organization/mail': [...each([administrator, coordinator], '/halden/mail'), [coordinator, '/halden/mail?tab=kept']],
    '/$organization/account': each([administrator, mentee], '/halden/account'),
    '/$organization/history': [...each([coordinator], '/halden/history'), [administrator, '/halden/history?group=staff']],
    // a sheet says what all sheets say; the whole pile is hundreds of them
    '/$organization/mail/letters': each([coordinator, administrator], `/halden/mail/letters?find=${encodeURIComponent(mentee.name)}`),
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
      [coordinator, `${preparing}/matching?firsts=true`, whatElseComesFirst],
      [coordinator, `${preparing}/matching?weights=own&tried=skills:37,place:33,work:30`, otherWeights],
      [dual, `${running}/matching`],
    ],
    [`${cohort}/matching/priorities`]: each([coordinator], `${preparing}/matching/priorities`),
    [`${cohort}/matching/shortage`]: [
      [coordinator, `${preparing}/matching/shortage`],
      [dual, `${running}/matching/shortage`],
    ],
    [`${cohort}/matching/paper`]: each([coordinator], `${preparing}/matching/paper?arrangement=${season.arrangementId}`),
    [`${cohort}/replies`]: [
      [coordinator, `${running}/replies`],
      [coordinator, `${running}/replies?search=nobody-has-this-name`],
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

  const signInLink = new URL(await product.said(/halden: Ingrid.*(http:\S+\/sign-in\/\S+)/)).pathname

  /** Pages without script, by method and path; those that only do something lead to one that is visited. */
  const pages: Readonly<Record<string, () => Promise<readonly string[]>>> = {
    '/set-up/{token}': async () => ['/set-up/0123456789abcdefghijkl'],
    '/sign-in': async () => ['/halden/sign-in'],
    '/c': async () => ['/halden/c'],
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

  return { season, program, running, preparing, visits, pages, others, shut }
}

/** Where the season stands, found as a coordinator finds it. */
async function standing({ coordinator, mentor, mentee }: Cast) {
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
    const isTheirs = (row: { readonly mentor: { personId: string }; readonly mentee: { personId: string } | null }) =>
      row.mentor.personId === personId || row.mentee?.personId === personId
    return { personId, proposalId: first(proposals.filter(isTheirs)).id, mentorshipId: first(mentorships.filter(isTheirs)).id }
  }
  return { programId, running, preparing, arrangementId, importId, ofMentor: await own(mentor), ofMentee: await own(mentee) }
}
