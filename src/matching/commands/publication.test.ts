import { expect, test } from 'vitest'
import { aWorld, type House } from '../../app/cast.ts'
import type { Refused } from '../../kit/wire/client.ts'
import { linksIn, mailsIn, mailsTo } from '../../notification/cast.ts'
import { readMail, stopHold } from '../../notification/contract.ts'
import { grant, listGrants, takeBackGrant } from '../../person/contract.ts'
import { aMatchedCohort, aSolvedRound, fourPeople } from '../cast.ts'
import { listProposals } from '../contract/proposal.ts'
import * as contract from '../contract/publication.ts'
import { readRound } from '../contract/round.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const later = (minutes: number) => (world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000))

const people = (house: House) =>
  Promise.all(fourPeople.map(async someone => ({ ...someone, as: await world.person(house.organizationId, someone.name) })))
const cast = { halden: await people(halden), fjord: await people(fjord) }
const personOf = (name: string) => cast.halden.find(someone => someone.name === name)?.as?.id ?? ''
await aMatchedCohort(world, halden, cast.halden)
await aMatchedCohort(world, fjord, cast.fjord)
const round = await aSolvedRound(world, halden)
await aSolvedRound(world, fjord)
const arrangementId = round.arrangementId ?? ''
const waivers = async () => {
  const check = await halden.ingrid.call(contract.readPublicationCheck, { arrangementId })
  return check.points.filter(point => point.open).map(({ point }) => ({ point, line: 'Small first round' }))
}

test('the check counts pairs and unique people and names what is open', async () => {
  const check = await halden.ingrid.call(contract.readPublicationCheck, { arrangementId })
  expect(check).toMatchObject({
    pairs: 2,
    mentees: 2,
    people: 4 - (check.mentors === 1 ? 1 : 0),
    notPlaced: 0,
    withoutAddress: 0,
    holdMinutes: 30,
    shortestHold: 5,
    conflicts: [],
  })
  expect(check.points.map(({ point, open }) => [point, open])).toEqual([
    ['names_unread', true],
    ['example_unread', true],
  ])
  expect(check.may.publish).toBe(true)
})

test('it does not go out while a point is open, and reading is kept with who did it', async () => {
  expect(await refusal(halden.ingrid.call(contract.publish, { arrangementId, waivers: [] }))).toBe('points_open')
  const names = await halden.ingrid.call(contract.openReading, { arrangementId, part: 'names' })
  expect(names.people.map(person => person.name).sort()).toContain('Amina')
  const example = await halden.ingrid.call(contract.openReading, { arrangementId, part: 'example' })
  expect(example.example?.subject).toMatch(/^Would you like to meet /)
  expect(example.example?.text).toContain('Stepping Up')
  const check = await halden.ingrid.call(contract.readPublicationCheck, { arrangementId })
  expect(check.points.map(({ open, readBy }) => [open, readBy])).toEqual([
    [false, 'Ingrid'],
    [false, 'Ingrid'],
  ])
})

test('only the coordinator of the program publishes, and another organization finds nothing', async () => {
  expect(await refusal(halden.oskar.call(contract.publish, { arrangementId, waivers: [] }))).toBe('not_found')
  expect(await refusal(halden.piet.call(contract.publish, { arrangementId, waivers: [] }))).toBe('not_permitted')
  expect(await refusal(halden.astrid.call(contract.publish, { arrangementId, waivers: [] }))).toBe('not_permitted')
  expect(await refusal(fjord.ingrid.call(contract.publish, { arrangementId, waivers: [] }))).toBe('not_found')
  expect(await refusal(fjord.ingrid.call(contract.readPublicationCheck, { arrangementId }))).toBe('not_found')
})

test('it is held for as long as was chosen, and stopping it by the page of mails sends nothing', async () => {
  const tooSoon = new Date(world.clock.now.getTime() + 60_000).toISOString()
  expect(await refusal(halden.ingrid.call(contract.publish, { arrangementId, publishesAt: tooSoon, waivers: [] }))).toBe('too_soon')
  const chosen = (holdMinutes: number) =>
    halden.ingrid.call(contract.changePublicationSetting, { programId: halden.programId, holdMinutes })
  await chosen(5)
  const held = await halden.ingrid.call(contract.publish, { arrangementId, waivers: [] })
  expect(held).toMatchObject({ state: 'held', pairs: 2, may: { stop: true } })
  expect(Date.parse(held.publishesAt) - Date.parse(held.madeAt)).toBe(5 * 60_000)
  await chosen(30)
  await world.settle()
  expect(await mailsIn(world, halden.organizationId)).toEqual([])
  const mail = await halden.ingrid.call(readMail, {})
  expect(mail.holds).toMatchObject([{ reason: 'matching.proposed', people: held.people, madeBy: 'Ingrid' }])
  expect((await halden.oskar.call(readMail, {})).holds).toEqual([])
  expect((await fjord.astrid.call(readMail, {})).holds).toEqual([])
  await halden.ingrid.call(stopHold, { holdId: mail.holds[0]?.id ?? '' })
  await world.settle()
  later(40)
  await world.settle()
  expect(await mailsIn(world, halden.organizationId)).toEqual([])
  const { rows } = await halden.ingrid.call(contract.listPublications, { cohortId: halden.cohortId })
  expect(rows.map(row => row.state)).toEqual(['stopped'])
  expect((await halden.ingrid.call(readRound, { roundId: round.id })).state).toBe('ready')
})

test('what somebody published who may do so no longer is not sent, and the others read why', async () => {
  const { organizationId, programId, cohortId } = halden
  const held = await halden.ingrid.call(contract.publish, { arrangementId, waivers: [] })
  const ofIngrid = { personId: halden.ingrid.id, relation: 'coordinator', scopeId: programId } as const
  const { rows: grants } = await halden.astrid.call(listGrants, {})
  await halden.astrid.call(takeBackGrant, { grantId: grants.find(row => row.personId === ofIngrid.personId)?.id ?? '' })
  const ruth = await world.person(organizationId, 'Ruth', [{ relation: 'coordinator', scopeId: programId }])

  later(40)
  await world.settle()

  expect(await mailsIn(world, organizationId)).toEqual([])
  const published = (await ruth.call(contract.listPublications, { cohortId })).rows.find(row => row.id === held.id)
  expect(published).toMatchObject({ state: 'refused', failure: { title: 'Ingrid published this and no longer coordinates the program' } })
  expect((await ruth.call(readRound, { roundId: round.id })).state).toBe('ready')
  await halden.astrid.call(grant, ofIngrid)
})

test('of two browsers one publishes and the other reads why', async () => {
  const both = await Promise.all([1, 2].map(() => refusal(halden.ingrid.call(contract.publish, { arrangementId, waivers: [] }))))
  expect(both.sort()).toEqual(['allowed', 'already_held'])
  expect(await refusal(halden.ingrid.call(contract.publish, { arrangementId, waivers: await waivers() }))).toBe('already_held')
})

test('at its time everybody has one mail that tells nothing but first names', async () => {
  later(31)
  await world.settle()
  const { rows } = await halden.ingrid.call(contract.listPublications, { cohortId: halden.cohortId })
  expect(rows.map(row => row.state)).toEqual(['released', 'refused', 'stopped'])
  const amina = await mailsTo(world, halden.organizationId, personOf('Amina'))
  expect(amina.map(mail => mail.subject)).toEqual(['Would you like to meet Bo?'])
  expect(amina[0]?.text).toContain('Monday, February 15')
  expect(`${amina[0]?.text}${amina[0]?.html}`).not.toMatch(/negotiation|speaking|Skills|points|compatib/i)
  expect(linksIn(amina[0])).toHaveLength(2)
  const all = await mailsIn(world, halden.organizationId)
  expect(new Set(all.map(mail => mail.personId)).size).toBe(all.length)
  expect(await refusal(halden.ingrid.call(contract.publish, { arrangementId, waivers: [] }))).toBe('already_published')
  expect((await halden.ingrid.call(readRound, { roundId: round.id })).state).toBe('published')
  const replies = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
  expect(replies.counts).toMatchObject({ pairs: 2, open: 2, accepted: 0 })
})

test('a stopped or finished publication cannot be stopped again, and nothing of it is in the other house', async () => {
  const { rows } = await halden.ingrid.call(contract.listPublications, { cohortId: halden.cohortId })
  expect(await refusal(halden.ingrid.call(contract.stopPublication, { publicationId: rows[0]?.id ?? '' }))).toBe('publication_over')
  expect(await refusal(fjord.ingrid.call(contract.stopPublication, { publicationId: rows[0]?.id ?? '' }))).toBe('not_found')
  expect((await fjord.ingrid.call(contract.listPublications, { cohortId: fjord.cohortId })).rows).toEqual([])
  expect(await mailsIn(world, fjord.organizationId)).toEqual([])
  expect(world.bugs).toEqual([])
})
