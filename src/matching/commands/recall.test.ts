import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { mailsTo } from '../../notification/cast.ts'
import { readMail } from '../../notification/contract.ts'
import { aCohortOfPersons, aPublishedRound } from '../cast.ts'
import { listProposals } from '../contract/proposal.ts'
import { listPublications, readRecall, recallPublication } from '../contract/publication.ts'
import { reply } from '../contract/reply.ts'

const world = await aWorld()
const { halden, fjord } = world
const people = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Eva', role: 'mentee', wants: ['writing'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation'] },
  { name: 'Dana', role: 'mentor', offers: ['planning'] },
  { name: 'Gita', role: 'mentor', offers: ['writing'] },
] as const
const who = await aCohortOfPersons(world, halden, people)
await aCohortOfPersons(world, fjord, people)
await aPublishedRound(world, halden)
await aPublishedRound(world, fjord)

type Name = (typeof people)[number]['name']
const proposals = async () => (await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })).rows
const mailsOf = async (name: Name) => (await mailsTo(world, halden.organizationId, who[name]?.id ?? '')).map(mail => mail.reason)
const publication = async () => (await halden.ingrid.call(listPublications, { cohortId: halden.cohortId })).rows[0]
const says = async (name: Name, mentee: Name) => {
  const proposal = (await proposals()).find(row => row.mentee.name === mentee)
  await who[name]?.call(reply, { proposalId: proposal?.id ?? '', answer: 'yes' })
}

// Amina and Bo have agreed. The mail server has not taken what is for Eva and Gita yet; Gita has answered in the app all the same.
await says('Amina', 'Amina')
await says('Bo', 'Amina')
await says('Gita', 'Eva')
await world.database.ownerPool.query(
  `update mail set state = 'due' where organization_id = $1 and person_id = any($2) and reason = 'matching.proposed'`,
  [halden.organizationId, [who.Eva?.id, who.Gita?.id]],
)

test('before it is taken back, it says how many pairs, who has been told, and who has not', async () => {
  const shown = await publication()
  expect(shown).toMatchObject({ openPairs: 2, may: { recall: true } })
  const recall = await halden.ingrid.call(readRecall, { publicationId: shown?.id ?? '' })
  expect(recall).toMatchObject({ pairs: 2, told: 3, notTold: 1 })
  expect(recall.toldPeople.map(({ name }) => name).sort()).toEqual(['Carl', 'Dana', 'Gita'])
  expect(await refusalOf(fjord.ingrid.call(readRecall, { publicationId: shown?.id ?? '' }))).toBe('not_found')
  const foreign = { publicationId: shown?.id ?? '', reason: 'x' }
  expect(await refusalOf(fjord.ingrid.call(recallPublication, foreign))).toBe('not_found')
})

test('taken back: what is open is withdrawn, what is agreed stays, and exactly those who were told hear of it, once', async () => {
  const { id } = (await publication()) ?? { id: '' }
  const done = await halden.ingrid.call(recallPublication, { publicationId: id, reason: 'The wrong file was imported' })
  expect(done).toMatchObject({ pairs: 2, told: 3, notTold: 1 })
  expect((await halden.ingrid.call(readMail, {})).groups).toMatchObject([{ reason: 'matching.changed', people: 3 }])
  world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000)
  await world.settle()
  expect((await proposals()).map(row => [row.mentee.name, row.state]).sort()).toEqual([
    ['Amina', 'accepted'],
    ['Carl', 'withdrawn'],
    ['Eva', 'withdrawn'],
  ])
  for (const name of ['Carl', 'Dana', 'Gita'] as const)
    expect((await mailsOf(name)).filter(one => one === 'matching.changed')).toHaveLength(1)
  for (const name of ['Amina', 'Bo', 'Eva'] as const) expect(await mailsOf(name)).not.toContain('matching.changed')
  const { promised } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
  expect(promised).toMatchObject({ mentees: 2 })
  const due = await world.database.ownerPool.query(`select from mail where organization_id = $1 and state = 'due'`, [halden.organizationId])
  expect(due.rowCount).toBe(0)
})

test('there is nothing to take back twice, and the other house has kept its own', async () => {
  const shown = await publication()
  expect(shown).toMatchObject({ openPairs: 0, may: { recall: { code: 'nothing_to_recall' } } })
  const again = { publicationId: shown?.id ?? '', reason: 'Again' }
  expect(await refusalOf(halden.ingrid.call(recallPublication, again))).toBe('nothing_to_recall')
  const elsewhere = (await fjord.ingrid.call(listProposals, { cohortId: fjord.cohortId })).rows
  expect(elsewhere.map(row => row.state)).toEqual(['proposed', 'proposed', 'proposed'])
  expect(world.bugs).toEqual([])
})
