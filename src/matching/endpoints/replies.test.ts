import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import type { Input } from '../../kit/wire/contract.ts'
import { aCohortOfPersons, aPublishedRound } from '../cast.ts'
import { listProposals } from '../contract/proposal.ts'
import { askTalk, reply } from '../contract/reply.ts'

const world = await aWorld()
const { halden } = world
const who = await aCohortOfPersons(world, halden, [
  { name: 'Zoe', role: 'mentee', wants: ['negotiation'] },
  { name: 'Émile Adam', role: 'mentee', wants: ['planning'] },
  { name: 'Carl', role: 'mentee', wants: ['writing'] },
  { name: 'Dana', role: 'mentee', wants: ['coaching'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation'] },
  { name: 'Adam Berg', role: 'mentor', offers: ['planning'] },
  { name: 'Gita', role: 'mentor', offers: ['writing'] },
  { name: 'Hugo', role: 'mentor', offers: ['coaching'] },
])
await aPublishedRound(world, halden)
const list = (wanted: Omit<Input<typeof listProposals>, 'cohortId'> = {}) =>
  halden.ingrid.call(listProposals, { cohortId: halden.cohortId, ...wanted })
const mentees = async (wanted: Parameters<typeof list>[0] = {}) => (await list(wanted)).rows.map(row => row.mentee.name)
const proposalOf = async (mentee: string) => (await list()).rows.find(row => row.mentee.name === mentee)?.id ?? ''
const later = async (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
  await world.settle()
}
const says = async (name: string, mentee: string, answer: 'yes' | 'no') =>
  who[name]?.call(reply, { proposalId: await proposalOf(mentee), ...(answer === 'yes' ? { answer } : { answer, reason: 'not-now' }) })

test('as long as nobody needs anything the pairs stand by name, however it is written', async () => {
  expect(await mentees()).toEqual(['Carl', 'Dana', 'Émile Adam', 'Zoe'])
  expect(await mentees({ sort: '-mentee' })).toEqual(['Zoe', 'Émile Adam', 'Dana', 'Carl'])
  expect(await mentees({ sort: 'mentor' })).toEqual(['Émile Adam', 'Zoe', 'Carl', 'Dana'])
})

test('whoever waits for a talk comes first, and what is over last', async () => {
  await says('Gita', 'Carl', 'no')
  await who['Zoe']?.call(askTalk, { proposalId: await proposalOf('Zoe') })
  await later(31)
  expect(await mentees()).toEqual(['Zoe', 'Dana', 'Émile Adam', 'Carl'])
  expect(await mentees({ needs: 'yes' })).toEqual(['Zoe'])
  expect((await list()).counts).toMatchObject({ pairs: 4, open: 3, declined: 1, needs: 1, toCall: 0 })
})

test('whoever is silent after seven working days is to be called, also where the other side has answered', async () => {
  await says('Hugo', 'Dana', 'yes')
  await says('Dana', 'Dana', 'yes')
  await says('Adam Berg', 'Émile Adam', 'yes')
  await later(10 * 24 * 60)
  const { calls, counts, rows } = await list()
  expect(calls.map(row => row.mentee.name)).toEqual(['Émile Adam'])
  expect(counts).toMatchObject({ needs: 2, toCall: 1, accepted: 1, open: 2 })
  // the list and the row say the same of who is to be called
  expect(rows.filter(row => row.toCall || row.waitsForTalk).map(row => row.mentee.name)).toEqual(await mentees({ needs: 'yes' }))
})

test('a name is found on either side, and the states of who was found add up', async () => {
  const { rows, found, counts } = await list({ search: 'adam' })
  expect(rows.map(row => [row.mentee.name, row.mentor.name])).toEqual([['Émile Adam', 'Adam Berg']])
  expect(found).toMatchObject({ pairs: 1, open: 1, accepted: 0, declined: 0, expired: 0, withdrawn: 0 })
  expect(counts.pairs).toBe(4)
  expect(await mentees({ search: 'berg ÉMILE' })).toEqual(['Émile Adam'])
  expect(await mentees({ search: '%' })).toEqual([])
  expect(await mentees({ search: 'adam', state: 'accepted' })).toEqual([])
})

test('nobody finds a name of another organization', async () => {
  const { fjord } = world
  expect(await refusalOf(fjord.ingrid.call(listProposals, { cohortId: halden.cohortId, search: 'adam' }))).toBe('not_found')
  const own = await fjord.ingrid.call(listProposals, { cohortId: fjord.cohortId, search: 'adam' })
  expect([own.rows, own.calls, own.counts.pairs]).toEqual([[], [], 0])
})
