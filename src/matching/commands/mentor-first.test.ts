import { expect, test } from 'vitest'
import { aWorld, type Person } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { linksIn, mailsTo } from '../../notification/cast.ts'
import { aCohortOfPersons, aPublishedRound, aSolvedRound } from '../cast.ts'
import { listProposals, readProposal, withdrawProposal } from '../contract/proposal.ts'
import { changePublicationSetting, openReading, readPublicationCheck } from '../contract/publication.ts'
import { reply } from '../contract/reply.ts'

const world = await aWorld()
const { halden, fjord } = world
const four = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation'] },
  { name: 'Dana', role: 'mentor', offers: ['planning'] },
] as const
const who = await aCohortOfPersons(world, halden, [
  ...four,
  { name: 'Eva', role: 'mentee', wants: ['writing'] },
  { name: 'Finn', role: 'mentee', wants: ['coaching'] },
  { name: 'Gita', role: 'mentor', offers: ['writing'] },
  { name: 'Hugo', role: 'mentor', offers: ['coaching'] },
])
const { programId } = halden
await halden.ingrid.call(changePublicationSetting, { programId, asks: 'mentor-first' })
await aPublishedRound(world, halden)
const person = (name: string): Person => {
  const found = who[name]
  if (!found) throw new Error(`no ${name}`)
  return found
}
const subjects = async (name: string) => (await mailsTo(world, halden.organizationId, person(name).id)).map(mail => mail.reason)
const proposalOf = async (mentee: string) => {
  const { rows } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
  const found = rows.find(row => row.mentee.name === mentee)
  if (!found) throw new Error(`no proposal of ${mentee}`)
  return found
}

test('the mentors are asked and nobody else: not by mail, not by the address of the proposal', async () => {
  expect([await subjects('Bo'), await subjects('Amina')]).toEqual([['matching.proposed'], []])
  const { id, mentor, mentee } = await proposalOf('Amina')
  expect([mentor.answer, mentee.answer]).toEqual(['silent', 'not-asked'])
  expect(await refusalOf(person('Amina').call(readProposal, { proposalId: id }))).toBe('not_found')
  expect(await refusalOf(person('Amina').call(reply, { proposalId: id, answer: 'yes' }))).toBe('not_found')
})

test('what is read before it goes out names whom it asks, and has to be read again when that changes', async () => {
  await aCohortOfPersons(world, fjord, four)
  const { arrangementId } = await aSolvedRound(world, fjord)
  const read = async (part: 'names' | 'example') => fjord.ingrid.call(openReading, { arrangementId: arrangementId ?? '', part })
  const check = () => fjord.ingrid.call(readPublicationCheck, { arrangementId: arrangementId ?? '' })
  expect((await read('names')).people.map(({ name }) => name).sort()).toEqual(['Amina', 'Bo', 'Carl', 'Dana'])
  expect((await read('example')).example?.text).toContain('We looked for a mentor for you')
  expect(await check()).toMatchObject({ asks: 'both', people: 4, points: [{ open: false }, { open: false }] })
  await fjord.ingrid.call(changePublicationSetting, { programId: fjord.programId, asks: 'mentor-first', holdMinutes: 60 })
  expect(await check()).toMatchObject({ asks: 'mentor-first', holdMinutes: 60, people: 2, points: [{ open: true }, { open: true }] })
  expect((await read('names')).people.map(({ name, as }) => [name, ...as]).sort()).toEqual([
    ['Bo', 'mentor'],
    ['Dana', 'mentor'],
  ])
  expect((await read('example')).example?.text).toContain('we suggest that you mentor')
  expect(await refusalOf(fjord.ingrid.call(changePublicationSetting, { programId, asks: 'both' }))).toBe('not_found')
})

test('a yes of the mentor asks the mentee, whose ten working days begin then, and two yes begin the mentorship', async () => {
  const { id } = await proposalOf('Amina')
  world.clock.now = new Date('2027-02-08T10:00:00Z')
  await person('Bo').call(reply, { proposalId: id, answer: 'yes' })
  const asked = await proposalOf('Amina')
  expect([asked.mentor.answer, asked.mentee.answer, asked.expiresAt]).toEqual(['yes', 'silent', '2027-02-22T20:00:00.000Z'])
  expect(await subjects('Amina')).toEqual(['matching.proposed'])
  const [mail] = await mailsTo(world, halden.organizationId, person('Amina').id)
  const page = await world.browser().open(linksIn(mail)[0] ?? '')
  expect(page.text).toContain('Would you like to meet Bo?')
  expect((await person('Amina').call(readProposal, { proposalId: id })).proposedAt).toMatch(/^2027-02-08T10:00:00/)
  await person('Bo').call(reply, { proposalId: id, answer: 'yes' })
  expect(await subjects('Amina')).toEqual(['matching.proposed'])
  await person('Amina').call(reply, { proposalId: id, answer: 'yes' })
  expect((await proposalOf('Amina')).state).toBe('accepted')
})

test('a no of the mentor, or a proposal taken back, is nothing that the mentee hears of', async () => {
  const { id } = await proposalOf('Carl')
  await person('Dana').call(reply, { proposalId: id, answer: 'no', reason: 'not-now' })
  await halden.ingrid.call(withdrawProposal, { proposalId: (await proposalOf('Eva')).id, reason: 'Entered by mistake' })
  world.clock.now = new Date('2027-02-08T10:31:00Z')
  await world.settle()
  expect([(await proposalOf('Carl')).state, (await proposalOf('Eva')).state]).toEqual(['declined', 'withdrawn'])
  expect([await subjects('Carl'), await subjects('Eva')]).toEqual([[], []])
  expect(await subjects('Gita')).toEqual(['matching.proposed', 'matching.changed'])
})

test('a silent mentor is reminded and rests; the mentee, who never knew, waits on', async () => {
  world.clock.now = new Date('2027-02-27T10:00:00Z')
  await world.settle()
  expect((await proposalOf('Finn')).state).toBe('expired')
  expect(await subjects('Finn')).toEqual([])
  expect(await subjects('Hugo')).toEqual(['matching.proposed', 'matching.reminder', 'matching.over'])
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
