import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { aCohortOfPersons, aPublishedRound, aSolvedRound } from '../cast.ts'
import { compareArrangements, readArrangement } from '../contract/arrangement.ts'
import { listProposals } from '../contract/proposal.ts'
import { reply } from '../contract/reply.ts'
import { listRounds, readRound } from '../contract/round.ts'

// Two places and three mentees: Amina has Bo, Eva has Dana, Carl has nobody. Then Bo has no time, and Eva neither, so Dana is free. Carl
// fits Dana better than Amina does; but Amina lost a place through somebody else.

const world = await aWorld()
const { halden, fjord } = world
const people = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'planning'] },
  { name: 'Carl', role: 'mentee', wants: ['planning', 'writing', 'coaching'] },
  { name: 'Eva', role: 'mentee', wants: ['planning', 'writing', 'speaking'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'planning'] },
  { name: 'Dana', role: 'mentor', offers: ['planning', 'writing', 'speaking'] },
] as const
const who = await aCohortOfPersons(world, halden, people)
await aCohortOfPersons(world, fjord, people)
const first = await aPublishedRound(world, halden)
const foreign = await aSolvedRound(world, fjord)
const saysNo = async (name: 'Bo' | 'Eva') => {
  const { rows } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
  const proposal = rows.find(row => row.mentor.name === name || row.mentee.name === name)
  await who[name]?.call(reply, { proposalId: proposal?.id ?? '', answer: 'no', reason: 'not-now' })
}

test('who lost a place through somebody else is placed first, whoever fits better', async () => {
  const before = await halden.ingrid.call(readArrangement, { arrangementId: first.arrangementId ?? '' })
  expect(before.people.mentees.map(({ name, comesFirst }) => [name, comesFirst]).sort()).toEqual([
    ['Amina', false],
    ['Carl', false],
    ['Eva', false],
  ])
  expect(before.unplaced.map(id => before.people.mentees.find(mentee => mentee.id === id)?.name)).toEqual(['Carl'])
  await saysNo('Bo')
  await saysNo('Eva')
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000)
  await world.settle()

  const second = await aSolvedRound(world, halden)
  const view = await halden.ingrid.call(readArrangement, { arrangementId: second.arrangementId ?? '' })
  const name = (id: string) => [...view.people.mentees, ...view.people.mentors].find(one => one.id === id)?.name
  expect(view.pairs.map(({ menteeId, mentorId }) => [name(menteeId), name(mentorId)])).toEqual([['Amina', 'Dana']])
  expect(view.people.mentees.filter(({ comesFirst }) => comesFirst).map(mentee => mentee.name)).toEqual(['Amina'])
})

test('a later wave is looked at beside the one before, and beside nothing of another cohort', async () => {
  expect((await halden.ingrid.call(readRound, { roundId: first.id })).lastWave).toBe(null)
  const [latest] = (await halden.ingrid.call(listRounds, { cohortId: halden.cohortId })).rows
  const second = await halden.ingrid.call(readRound, { roundId: latest?.id ?? '' })
  expect(second.lastWave?.arrangementId).toBe(first.arrangementId)
  const compared = await halden.ingrid.call(compareArrangements, {
    arrangementId: second.lastWave?.arrangementId ?? '',
    with: second.arrangementId ?? '',
  })
  expect([compared.from.pairs, compared.to.pairs]).toEqual([2, 1])
  expect(compared.moves.map(({ mentee, isIn, from, to }) => [mentee, isIn, from?.mentor, to?.mentor]).sort()).toEqual([
    ['Amina', true, 'Bo', 'Dana'],
    ['Eva', false, 'Dana', undefined],
  ])
  const asked = { arrangementId: second.arrangementId ?? '', with: foreign.arrangementId ?? '' }
  expect(await refusalOf(halden.ingrid.call(compareArrangements, asked))).toBe('not_found')
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
