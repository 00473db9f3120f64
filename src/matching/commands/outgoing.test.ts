import { expect, test } from 'vitest'
import { aWorld, type Person } from '../../app/cast.ts'
import { createCohort } from '../../cohort/commands.ts'
import type { Refused } from '../../kit/wire/client.ts'
import { linksIn, mailsIn, mailsTo } from '../../notification/cast.ts'
import { adjustParticipant } from '../../participant/commands.ts'
import { participantsOfPersonForSystem } from '../../participant/queries.ts'
import { aMatchedCohort, aSolvedRound } from '../cast.ts'
import { listProposals } from '../contract/proposal.ts'
import * as contract from '../contract/publication.ts'
import { takenPlacesForSystem } from '../queries/places.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const bo = await world.person(halden.organizationId, 'Bo')
const both = await world.person(halden.organizationId, 'Tove')
const gone = await world.person(halden.organizationId, 'Petra')
const people = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Petra', role: 'mentee', wants: ['writing'], as: gone },
  { name: 'Bo', role: 'mentor', offers: ['negotiation'], as: bo },
  { name: 'Tove', role: 'both', wants: ['speaking'], offers: ['planning'], as: both },
  { name: 'Dana', role: 'mentor', offers: ['speaking'] },
  { name: 'Gita', role: 'mentor', offers: ['writing'] },
] as const
await aMatchedCohort(world, halden, people)
const round = await aSolvedRound(world, halden)
const arrangementId = round.arrangementId ?? ''
const ceiling = (person: Person, capacityMentees: number | null) =>
  world.as(halden.organizationId, ctx =>
    ctx.tx
      .withTables<{ person: { organizationId: string; id: string; capacityMentees: number | null } }>()
      .updateTable('person')
      .set({ capacityMentees })
      .where('id', '=', person.id)
      .execute(),
  )
const send = () =>
  halden.ingrid.call(contract.publish, {
    arrangementId,
    waivers: (['names_unread', 'example_unread', 'unmatched_unread'] as const).map(point => ({ point, line: 'A test' })),
  })
test('a mentor whose ceiling over all programs is filled stops it, in words', async () => {
  await ceiling(bo, 0)
  const check = await halden.ingrid.call(contract.readPublicationCheck, { arrangementId })
  expect(check.conflicts.map(({ sentence }) => sentence)).toEqual(['Bo has room for 0 more people over all programs and would get 1.'])
  expect(await refusal(send())).toBe('mentor_full')
})

test('it is looked at again at its time: who became full meanwhile stops it, nothing is sent, and the coordinator reads why', async () => {
  await ceiling(bo, 2)
  const held = await send()
  await ceiling(bo, 0)
  world.clock.now = new Date(Date.parse(held.publishesAt) + 1000)
  await world.settle()
  const { rows } = await halden.ingrid.call(contract.listPublications, { cohortId: halden.cohortId })
  expect(rows[0]).toMatchObject({ state: 'refused', failure: { title: 'Bo would have more people than they take on' } })
  expect(await mailsIn(world, halden.organizationId)).toEqual([])
})

test('who leaves while it is held is not asked, two hats are one mail, and who has no address has a letter to hand over', async () => {
  await ceiling(bo, 2)
  const held = await send()
  expect(held).toMatchObject({ pairs: 4, people: 7 })
  await world.as(halden.organizationId, async ctx => {
    const [participant] = await participantsOfPersonForSystem(ctx, gone.id)
    await adjustParticipant(ctx, participant?.id ?? '', { state: 'withdrawn' })
  })
  world.clock.now = new Date(Date.parse(held.publishesAt) + 1000)
  await world.settle()
  const { rows } = await halden.ingrid.call(contract.listPublications, { cohortId: halden.cohortId })
  expect(rows[0]).toMatchObject({ state: 'released', pairs: 3, people: 5 })
  expect(await mailsTo(world, halden.organizationId, gone.id)).toEqual([])
  const [mail, ...more] = await mailsTo(world, halden.organizationId, both.id)
  expect(more).toEqual([])
  expect(mail?.subject).toBe('2 people for you in Stepping Up')
  expect(linksIn(mail)).toHaveLength(3)
  const toAmina = (await mailsIn(world, halden.organizationId)).find(one => one.text.startsWith('Hello Amina'))
  expect(toAmina?.state).toBe('kept')
})

test('a place that is taken in one program is not given again in another, on any day of the span', async () => {
  await ceiling(bo, 1)
  const buddies = await world.as(halden.organizationId, ctx =>
    createCohort(ctx, { programId: halden.otherProgramId, name: 'Buddies', startsOn: '2027-08-01', endsOn: '2027-12-31' }),
  )
  const house = { ...halden, programId: halden.otherProgramId, cohortId: buddies.id, ingrid: halden.oskar }
  await aMatchedCohort(world, house, [
    { name: 'Nils', role: 'mentee', wants: ['negotiation'] },
    { name: 'Bo', role: 'mentor', offers: ['negotiation'], as: bo },
  ])
  // the round already leaves him out: he has no place left in these months
  const other = await aSolvedRound(world, house)
  const check = other.arrangementId ? await halden.oskar.call(contract.readPublicationCheck, { arrangementId: other.arrangementId }) : null
  expect(check?.pairs ?? 0).toBe(0)
  await ceiling(bo, 2)
  const places = await world.as(halden.organizationId, ctx => takenPlacesForSystem(ctx, [bo.id], { from: '2027-08-15', to: '2027-12-31' }))
  expect(places.map(({ cohortId }) => cohortId)).toEqual([halden.cohortId])
  const later = await world.as(halden.organizationId, ctx => takenPlacesForSystem(ctx, [bo.id], { from: '2027-09-01', to: '2027-12-31' }))
  expect(later).toEqual([])
})

test('who withdraws after being asked is taken back, and the other side hears that the place has changed', async () => {
  await world.as(halden.organizationId, async ctx => {
    const participant = (await participantsOfPersonForSystem(ctx, bo.id)).find(one => one.cohortId === halden.cohortId)
    await adjustParticipant(ctx, participant?.id ?? '', { state: 'withdrawn' })
  })
  await world.settle()
  const { rows } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId, state: 'withdrawn' })
  expect(rows.map(row => row.mentor.name)).toEqual(['Bo'])
  const toAmina = (await mailsIn(world, halden.organizationId)).filter(one => one.text.startsWith('Hello Amina')).map(one => one.reason)
  expect(toAmina).toEqual(['matching.proposed', 'matching.changed'])
  expect((await fjord.ingrid.call(contract.listPublications, { cohortId: fjord.cohortId })).rows).toEqual([])
  expect(world.bugs).toEqual([])
})
