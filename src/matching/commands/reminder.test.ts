import { expect, test } from 'vitest'
import { aWorld, type Person } from '../../app/cast.ts'
import { type Arrived, linksIn, mailsTo } from '../../notification/cast.ts'
import { aCohortOfPersons, aPublishedRound } from '../cast.ts'
import { listProposals } from '../contract/proposal.ts'
import { askTalk, reply } from '../contract/reply.ts'

const world = await aWorld()
const { halden } = world
const who = await aCohortOfPersons(world, halden, [
  { name: 'Amina', role: 'mentee', wants: ['negotiation'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'planning'], capacity: 2 },
])
await aPublishedRound(world, halden)
const { rows } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
const at = async (instant: Date) => {
  world.clock.now = instant
  await world.settle()
}
const minutesAfter = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * 60_000)
const person = (name: string): Person => {
  const found = who[name]
  if (!found) throw new Error(`no ${name}`)
  return found
}
const remindersOf = async (name: string): Promise<Arrived[]> =>
  (await mailsTo(world, halden.organizationId, person(name).id)).filter(
    mail => mail.reason === 'matching.reminder' && mail.state !== 'dropped',
  )
// asked on Monday, so reminded on Thursday
const evening = new Date('2027-02-04T17:00:00Z')

test('whoever has two questions open gets one reminder of both', async () => {
  await at(minutesAfter(evening, -8 * 60))
  const [reminder, ...others] = await remindersOf('Bo')
  expect(others).toEqual([])
  expect(reminder).toMatchObject({ state: 'due', dueAt: evening })
  expect(reminder?.subject).toMatch(/^Your answers in /)
  expect(reminder?.text).toMatch(/suggested (Amina and Carl|Carl and Amina) to you/)
  // one to each answer, and the way to help
  expect(linksIn(reminder)).toHaveLength(3)
  expect(await remindersOf('Amina')).toMatchObject([{ subject: 'Your answer about Bo' }])
})

test('an answer before the evening leaves what is still open', async () => {
  const proposalId = rows.find(row => row.mentee.name === 'Amina')?.id ?? ''
  await person('Bo').call(reply, { proposalId, answer: 'yes' })
  expect(await remindersOf('Bo')).toMatchObject([{ subject: 'Your answer about Carl', state: 'due' }])
})

test('what has left is not said again', async () => {
  await at(minutesAfter(evening, 1))
  await at(minutesAfter(evening, 24 * 60))
  const left = await remindersOf('Bo')
  expect(left).toMatchObject([{ subject: 'Your answer about Carl', state: 'kept' }])
  await person('Bo').call(reply, { proposalId: rows.find(row => row.mentee.name === 'Carl')?.id ?? '', answer: 'yes' })
  expect(await remindersOf('Bo')).toEqual(left)
})

test('a reminder does not go out about what is over or stands still by the evening', async () => {
  const other = await aWorld()
  const they = await aCohortOfPersons(other, other.halden, [
    { name: 'Amina', role: 'mentee', wants: ['negotiation'] },
    { name: 'Carl', role: 'mentee', wants: ['planning'] },
    { name: 'Bo', role: 'mentor', offers: ['negotiation'] },
    { name: 'Dana', role: 'mentor', offers: ['planning'] },
  ])
  await aPublishedRound(other, other.halden)
  const all = (await other.halden.ingrid.call(listProposals, { cohortId: other.halden.cohortId })).rows
  const proposalOf = (mentee: string) => all.find(row => row.mentee.name === mentee)?.id ?? ''
  const until = async (instant: Date) => {
    other.clock.now = instant
    await other.settle()
  }
  await until(minutesAfter(evening, -8 * 60))
  await they.Amina?.call(reply, { proposalId: proposalOf('Amina'), answer: 'no', reason: 'not-now' })
  await they.Carl?.call(askTalk, { proposalId: proposalOf('Carl') })
  await until(minutesAfter(evening, -7 * 60))
  await until(minutesAfter(evening, 1))
  for (const name of ['Amina', 'Bo', 'Carl', 'Dana'])
    expect(
      (await mailsTo(other, other.halden.organizationId, they[name]?.id ?? '')).filter(
        mail => mail.reason === 'matching.reminder' && mail.state !== 'dropped',
      ),
    ).toEqual([])
  expect(other.bugs).toEqual([])
})
