import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { createCohort } from '../../src/cohort/contract.ts'
import { changePublicationSetting, publish, readPublicationCheck } from '../../src/matching/contract/publication.ts'
import { reply } from '../../src/matching/contract/reply.ts'
import { readRound, startRound } from '../../src/matching/contract/round.ts'
import { sendMessage } from '../../src/message/contract.ts'
import { confirmImport, readImport } from '../../src/participant/contract/imports.ts'
import { listPeople } from '../../src/participant/contract/people.ts'
import { readViewer } from '../../src/person/contract/viewer.ts'
import { createProgram } from '../../src/program/contract.ts'
import { readHome } from '../../src/today/contract.ts'
import { castOf, type Member } from '../ground/cast.ts'
import { findingsOn } from '../ground/scan.ts'
import { aDemonstration } from '../ground/story.ts'
import { first, visitsOf } from '../ground/visits.ts'

// A program in groups beside the one of the demonstration, from a file to a group that has begun: what is seen on the way, by each who meets it.

/** A scan is work for a whole core; where others work too, it takes its time. */
const patience = 300_000

const story = await aDemonstration()
const cast = await castOf(story.product)
const { administrator, mentor } = cast
const members = [...cast.everyoneWaiting, cast.mentee]
const { season } = await visitsOf(story.product, cast)
const call = administrator.call

/** As the people of the demonstration are known in it. */
async function rowOf(member: Member, role: string, skills: string): Promise<string> {
  const { person } = await member.call(readViewer, {})
  for (const cohortId of [season.running, season.preparing]) {
    const { rows } = await cast.coordinator.call(listPeople, { cohortId, search: member.name })
    const row = rows.find(one => one.personId === person.id)
    if (row) return [row.externalId, role, skills].join(',')
  }
  throw new Error(`${member.name} takes part in neither cohort.`)
}

async function imported(cohortId: string, file: string): Promise<void> {
  const answer = await fetch(`${story.product.url}/api/v1/cohorts/${cohortId}/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${administrator.token}`, 'content-type': 'text/csv', 'x-file-name': 'groups.csv' },
    body: file,
  })
  const { id: importId } = (await answer.json()) as { id: string }
  const when = (state: string) =>
    vi.waitUntil(
      async () => {
        const view = await call(readImport, { importId })
        return view.state === state && view
      },
      { timeout: patience, interval: 200 },
    )
  const { run, version } = await when('checked')
  await call(confirmImport, { importId, run }, { ifMatch: version })
  await when('imported')
}

const { id: programId } = await call(createProgram, {
  name: 'Lead together',
  purpose: 'For those who lead for the first time.',
  format: 'group',
})
const span = { startsOn: '2099-01-01', endsOn: '2099-06-30' }
const groups = { smallest: 2, largest: 5, coMentors: 0 }
const { id: cohortId } = await call(createCohort, { programId, name: 'First', ...span, groups })
const rows = [await rowOf(mentor, 'mentor', 'law;tax'), ...(await Promise.all(members.map(one => rowOf(one, 'mentee', 'law;tax'))))]
await imported(cohortId, ['person_id,role,skills', ...rows].join('\n'))
const { id: roundId } = await call(startRound, { cohortId })
const arrangementId = await vi.waitUntil(async () => (await call(readRound, { roundId })).arrangementId, {
  timeout: patience,
  interval: 200,
})

const program = `/halden/programs/${programId}`
const cohort = `${program}/cohorts/${cohortId}`

/** Looks at each address as this person meets it. */
async function looked(
  who: Member,
  ...visits: readonly (readonly [address: string, open?: (page: Page) => Promise<void>])[]
): Promise<void> {
  const browser = await story.somebody(1440, who.token)
  for (const [address, open] of visits) {
    await browser.goto(`${story.product.url}${address}`)
    await open?.(browser)
    expect(await findingsOn(browser)).toEqual([])
  }
  await browser.close()
}
test('a cohort in groups and its arrangement', { timeout: patience }, async () => {
  await looked(
    administrator,
    [program],
    [`${cohort}/matching/priorities`],
    [`${cohort}/matching`, async page => void (await page.getByRole('heading', { name: /group/i }).first().waitFor())],
    [`${cohort}/matching/paper?arrangement=${arrangementId}`],
  )
})

test('a group that is asked', { timeout: patience }, async () => {
  await call(changePublicationSetting, { programId, holdMinutes: 0 })
  const { points } = await call(readPublicationCheck, { arrangementId })
  const waivers = points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'Looked at' }))
  await call(publish, { arrangementId, waivers })
  const asked = (who: Member) =>
    vi.waitUntil(async () => (await who.call(readHome, {})).proposals.find(({ group }) => group !== null)?.id, { timeout: patience })
  const ids = await Promise.all([mentor, ...members].map(asked))
  for (const [n, who] of [mentor, first(members)].entries()) await looked(who, ['/halden/home'], [`/halden/proposals/${ids[n]}`])
  await looked(administrator, [`${cohort}/replies`])
  for (const [n, who] of [mentor, ...members.slice(0, 2)].entries()) await who.call(reply, { proposalId: ids[n] ?? '', answer: 'yes' })
})

test('a group that has begun', { timeout: patience }, async () => {
  const of = (who: Member) =>
    vi.waitUntil(async () => (await who.call(readHome, {})).mentorships.find(({ group }) => group !== null), { timeout: patience })
  const one = await of(mentor)
  await mentor.call(sendMessage, { threadId: one.threadId ?? '', text: 'Welcome, all of you' })
  const at = `/halden/mentorships/${one.id}`
  for (const who of [mentor, first(members)]) await looked(who, ['/halden/home'], [at], [`${at}/end`], ['/halden/help'])
  await looked(administrator, [`${cohort}/replies`], [`${cohort}/mentorships`], [`${program}/endings`], ['/halden/programs'])
})

test('no page and no server complained', () => {
  expect(story.complaints()).toEqual([])
})
