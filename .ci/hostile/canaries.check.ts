/**
 * Every screen as everybody who meets it, over two organizations in which whatever people wrote carries markup that would run, letters and
 * controls of another direction, and the canary of its organization. No script runs, no element comes of words, nothing is turned, and
 * nothing of the second organization is anywhere: on no page, in no answer of the API, in no mail and no file.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { castOf, type Member } from '../../journeys/ground/cast.ts'
import { settled } from '../../journeys/ground/scan.ts'
import { aDemonstration } from '../../journeys/ground/story.ts'
import { type Visit, visitsOf } from '../../journeys/ground/visits.ts'
import { placesIn } from '../../src/kit/testing/places.ts'
import { marked, markedShortly } from './marking.ts'
import { liveTheMarkedSeason, type MarkedSeason } from './season.ts'
import { turnedOn } from './turned.ts'

const lived: MarkedSeason[] = []
const story = await aDemonstration(async env => void lived.push(await liveTheMarkedSeason(env)))
const [season] = lived
const [own, other] = season?.organizations ?? []
if (!season || !own || !other) throw new Error('nothing was lived through')
const cast = await castOf(story.product)
const { visits, pages, others, shut } = await visitsOf(story.product, cast)

const browsers = new Map<string | undefined, Promise<Page>>()
const answers: string[] = []

async function browserOf(who: Member | null): Promise<Page> {
  const opened = browsers.get(who?.token) ?? story.somebody(1440, who?.token)
  browsers.set(who?.token, opened)
  return opened
}

/** What is wrong with what somebody sees at an address. */
async function wrongWith([who, address]: Visit): Promise<string[]> {
  const page = await story.beside(await browserOf(who))
  page.on('response', response => {
    if (response.url().includes('/api/'))
      void response.text().then(
        text => answers.push(text),
        () => undefined,
      )
  })
  await page.addInitScript(() => Object.assign(globalThis, { alarm: () => document.documentElement.setAttribute('data-alarmed', '') }))
  try {
    await page.goto(`${story.product.url}${address}`)
    await settled(page)
    const made = await page.evaluate(() =>
      [...document.querySelectorAll('.payload, [data-alarmed], [onerror], [onload], [onfocus]')].map(one => one.outerHTML.slice(0, 200)),
    )
    const turned = await page.evaluate(turnedOn)
    const foreign = (await page.content()).includes(other?.canary ?? '') ? ['shows something of the other organization'] : []
    return [...made, ...turned, ...foreign].map(found => `${who?.name.split(' canary')[0] ?? 'nobody'}, ${address}: ${found}`)
  } catch (error) {
    return [`${who?.name ?? 'nobody'}, ${address}: ${error instanceof Error ? error.message.split('\n')[0] : error}`]
  } finally {
    await page.close()
  }
}

const all = async (some: readonly Visit[]): Promise<string[]> => {
  const wrong: string[] = []
  for (const visit of some) wrong.push(...(await wrongWith(visit)))
  return wrong
}

for (const [screen, some] of Object.entries(visits))
  test.concurrent(`on ${screen} words stay words, stay where they are, and are of one organization`, async () => {
    expect(await all(some)).toEqual([])
  })

for (const [path, find] of Object.entries(pages))
  test.concurrent(`on the page ${path}, too`, async () => {
    expect(await all((await find()).map(address => [null, address]))).toEqual([])
  })

test.concurrent('and where there is nothing, or the door is shut', async () => {
  expect(await all([...others, ...shut])).toEqual([])
})

/** Texts that nobody writes in this season, and why the screens miss nothing by it. */
const unwritten: Readonly<Record<string, string>> = {
  'addPersonToCohort externalId': 'the id of a person comes with marks in the file',
  'addPersonToCohort name': 'the name of a person comes with marks in the file',
  'applyReadings readings.0.cell': 'names a cell of the file, which carries marks',
  'applyReadings readings.0.reading': 'becomes an answer, which carries marks',
  'changeArrangement despite.0': 'names a requirement',
  'changeArrangement reason': 'shown beside the names of an arrangement, isolated; its words are tried in src/app/hostile-words.test.ts',
  'changeCohort name': 'the name was given with marks',
  'changeOrganization name': 'the name has marks',
  'changeOrganization zone': 'names a zone',
  'changeProgram name': 'the name was given with marks',
  'changeProgram purpose': 'the purpose was given with marks',
  'decideGroup reason': 'kept in the history alone',
  'endGroup reason': 'shown as the reason of any other ending',
  'endSignIns signInId': 'names a sign-in',
  'finishHelpRequest words': 'shown as the other steps of a request',
  'invitePerson name': 'written when the page of an invitation is opened, by ground/visits',
  'mapImport columns.0.label': 'the heading of the file carries marks',
  'nameSafeContacts ask.phone': 'the phone of the person to ask was given with marks',
  'openLetters person': 'looks for a person',
  'publishArrangement waivers.0.line': 'the season reads everything before',
  'putBackMails reason': 'names a reason of mails',
  'recallPublication reason': 'kept in the history alone',
  'stopMails reason': 'names a reason of mails',
  'withdrawProposal reason': 'kept in the history alone',
}

test('every text that people write is written with marks, or named here', () => {
  const usual = { id: 'one', key: 'one', label: 'One', mentee: 'skills_wanted', mentor: 'skills_offered' }
  const places = season.contracts.flatMap(({ operationId, method, body }) =>
    method === 'GET' || !body
      ? []
      : placesIn(body)
          .filter(
            place => place.taken(marked('x', own.canary), usual) !== null || place.taken(markedShortly('x', own.canary), usual) !== null,
          )
          .map(({ name }) => `${operationId} ${name.replace(/ \(.*/, '')}`),
  )
  expect([...new Set(places)].filter(place => !season.filled.has(place)).sort()).toEqual(Object.keys(unwritten).sort())
})

test('nothing complained: no script was stopped, for none came to be', () => {
  const noted = [...others, ...shut].map(([, address]) => `${story.product.url}${address}: Failed to load resource`)
  expect(story.complaints().filter(complaint => !noted.some(start => complaint.startsWith(start)))).toEqual([])
})

test('what the screens were answered is of one organization', () => {
  expect(answers.length).toBeGreaterThan(100)
  expect(answers.filter(answer => answer.includes(own.canary)).length).toBeGreaterThan(50)
  expect(answers.filter(answer => answer.includes(other.canary))).toEqual([])
})

const actors = z.array(z.object({ organization: z.string(), name: z.string(), token: z.string() }))

test('whatever anybody reads by the API is of their organization, with ids of theirs and of the other', async () => {
  const people = actors.parse(JSON.parse(await story.product.run(['demo', 'actors', '--json'])))
  const wrong: string[] = []
  let read = 0
  for (const { organization, name, token } of people) {
    const [mine, theirs] = organization === 'halden' ? [own, other] : [other, own]
    for (const contract of season.contracts.filter(({ method }) => method === 'GET'))
      for (const [whose, { known }] of [
        ['own', mine],
        ['foreign', theirs],
      ] as const)
        for (const n of whose === 'own' ? [0, 1] : [0]) {
          const path = contract.path.replace(/\{(\w+)\}/g, (_, id: string) => known.get(id)?.[n] ?? crypto.randomUUID())
          if (whose === 'foreign' && path === contract.path) continue
          const headers = { authorization: `Bearer ${token}` }
          const response = await fetch(`${story.product.url}/api/v1${path}`, { headers })
          const text = await response.text()
          const at = `${contract.operationId} of ${whose} as ${name.split(' canary')[0]}`
          if (text.includes(theirs.canary)) wrong.push(`${at} tells something of the other organization`)
          if (response.status >= 500 || (whose === 'foreign' && response.ok)) wrong.push(`${at} is answered by ${response.status}`)
          if (text.includes(mine.canary)) read += 1
        }
  }
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan(100)
})

test('no mail has markup of words in it, or anything of the other organization', () => {
  for (const { canary, mails } of season.organizations) {
    const foreign = canary === own.canary ? other.canary : own.canary
    const texts = mails.flatMap(mail => [mail.subject, mail.text, mail.html])
    expect(texts.filter(text => text.includes(canary)).length).toBeGreaterThan(canary === own.canary ? 100 : -1)
    expect(texts.filter(text => text.includes(foreign))).toEqual([])
    expect(mails.filter(({ html }) => /<[^>]*(?:payload|alarm)/.test(html))).toEqual([])
  }
})

test('what was logged holds nothing of what people wrote', () => {
  const lines = story.product.printed().split('\n')
  // the demonstration tells whoever started it how to sign in as whom
  expect(lines.filter(line => line.includes('canary-') && !/^ {2}(halden|fjord): /.test(line))).toEqual([])
})
