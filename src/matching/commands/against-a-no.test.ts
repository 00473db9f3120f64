import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { mailsTo } from '../../notification/cast.ts'
import { aCohortOfPersons, aPublishedRound, aSolvedRound } from '../cast.ts'
import { changeArrangement, readArrangement } from '../contract/arrangement.ts'
import { listProposals } from '../contract/proposal.ts'
import { publish, readPublicationCheck } from '../contract/publication.ts'
import { reply } from '../contract/reply.ts'
import { discardRound, listRounds, readRound } from '../contract/round.ts'

// Whoever said no is not asked again by a round that was solved before: neither when it is published, nor when the no comes while it is held.

const world = await aWorld()
const { halden } = world
const who = await aCohortOfPersons(world, halden, [
  { name: 'Amina', role: 'mentee', wants: ['negotiation'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Eva', role: 'mentee', wants: ['writing'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation'] },
  { name: 'Dana', role: 'mentor', offers: ['planning'] },
  { name: 'Gita', role: 'mentor', offers: ['writing'] },
])
await aPublishedRound(world, halden)
type No = 'not-now' | 'not-this-person' | 'not-this-topic'
const saysNo = async (mentor: string, reason: No) => {
  const { rows } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
  const proposal = rows.find(row => row.mentor.name === mentor && row.state === 'proposed')
  await who[mentor]?.call(reply, { proposalId: proposal?.id ?? '', answer: 'no', reason })
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000)
  await world.settle()
}
const asked = async (name: string) =>
  (await mailsTo(world, halden.organizationId, who[name]?.id ?? '')).filter(mail => mail.reason === 'matching.proposed').length

test('a pair that said no after the round was solved is not among those who are asked', async () => {
  const { arrangementId } = await aSolvedRound(world, halden)
  const check = () => halden.ingrid.call(readPublicationCheck, { arrangementId: arrangementId ?? '' })
  expect(await check()).toMatchObject({ pairs: 0, notPlaced: 0 })
  await saysNo('Bo', 'not-this-person')
  await saysNo('Dana', 'not-this-topic')
  expect(await check()).toMatchObject({ pairs: 0, notPlaced: 2, may: { publish: { code: 'nobody_to_ask' } } })
  expect(await refusalOf(halden.ingrid.call(publish, { arrangementId: arrangementId ?? '', waivers: [] }))).toBe('nobody_to_ask')
  expect([await asked('Amina'), await asked('Carl')]).toEqual([1, 1])
  await halden.ingrid.call(discardRound, { roundId: (await check()).roundId })
})

test('the same answers do not bring the same pair: neither after “not this person” nor after “not this topic”', async () => {
  const { arrangementId } = await aSolvedRound(world, halden)
  const view = await halden.ingrid.call(readArrangement, { arrangementId: arrangementId ?? '' })
  const name = (id: string) => [...view.people.mentees, ...view.people.mentors].find(one => one.id === id)?.name
  expect(view.pairs.map(pair => `${name(pair.menteeId)} ${name(pair.mentorId)}`).sort()).toEqual(['Amina Dana', 'Carl Bo', 'Eva Gita'])
  expect(view.apart.map(row => [name(row.menteeId), row.standing]).sort()).toEqual([
    ['Amina', 'reply'],
    ['Carl', 'topic'],
  ])
})

test('what somebody said for good is not lifted by a coordinator; a topic that was put right is', async () => {
  const { rows } = await halden.ingrid.call(listRounds, { cohortId: halden.cohortId })
  const round = await halden.ingrid.call(readRound, { roundId: rows[0]?.id ?? '' })
  const asIs = { arrangementId: round.arrangementId ?? '' }
  const { apart } = await halden.ingrid.call(readArrangement, asIs)
  const putBack = (standing: string) => {
    const { menteeId = '', mentorId = '' } = apart.find(row => row.standing === standing) ?? {}
    return halden.ingrid.call(changeArrangement, { ...asIs, act: 'put-back', menteeId, mentorId })
  }
  expect(await refusalOf(putBack('reply'))).toBe('apart_by_person')
  expect((await putBack('topic')).change.kind).toBe('put-back')
})

test('a no that comes while the next wave is held is heard, too', async () => {
  const { rows } = await halden.ingrid.call(listRounds, { cohortId: halden.cohortId })
  const round = await halden.ingrid.call(readRound, { roundId: rows[0]?.id ?? '' })
  const check = await halden.ingrid.call(readPublicationCheck, { arrangementId: round.arrangementId ?? '' })
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A test' }))
  const held = await halden.ingrid.call(publish, { arrangementId: round.arrangementId ?? '', waivers })
  const before = await asked('Eva')
  await saysNo('Gita', 'not-now')
  world.clock.now = new Date(Date.parse(held.publishesAt) + 1000)
  await world.settle()
  expect(await asked('Eva')).toBe(before)
  const after = (await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })).rows
  expect(after.filter(row => row.state === 'proposed').length).toBeGreaterThan(0)
  expect(after.filter(row => row.mentee.name === 'Eva' && row.state === 'proposed')).toEqual([])
  expect(world.bugs).toEqual([])
})
