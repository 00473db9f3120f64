import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import type { Refused } from '../kit/wire/client.ts'
import { twoPairs } from '../mentorship/cast.ts'
import { listMentorships, readMentorship } from '../mentorship/contract.ts'
import { sendMessage } from '../message/contract.ts'
import { mailsIn, mailsTo } from '../notification/cast.ts'
import * as contract from './contract.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const [first, second] = await twoPairs(world, halden)
const [foreign] = await twoPairs(world, fjord)
const stateOf = async (pair: typeof first) => (await pair.mentee.call(readMentorship, { mentorshipId: pair.mentorshipId })).state

const ending = async (pair: typeof first) => {
  const { endsOn, lastTalk } = await pair.mentor.call(readMentorship, { mentorshipId: pair.mentorshipId })
  return [endsOn, lastTalk]
}
const inPairs = async (pair: typeof first) => {
  const { rows } = await halden.ingrid.call(listMentorships, { cohortId: halden.cohortId })
  return rows.find(row => row.id === pair.mentorshipId)?.endsOn
}

test('an end with a last talk leaves the thread open until the last day, and can be taken back', async () => {
  const { mentorshipId, mentee, mentor } = first
  const chosen = await mentee.call(contract.chooseClosure, { mentorshipId, manner: 'last-talk', reason: 'canary-why' })
  expect(chosen).toMatchObject({ byYou: true, lastOn: '2027-02-15', may: { takeBack: true } })
  expect(await ending(first)).toEqual(['2027-02-15', true])
  expect(await inPairs(first)).toBe('2027-02-15')
  await world.settle()
  expect(await stateOf(first)).toBe('closing')
  const { threadId } = await mentor.call(readMentorship, { mentorshipId })
  await mentor.call(sendMessage, { threadId, text: 'Thank you for the time.' })
  const toMentor = (await mailsTo(world, halden.organizationId, mentor.id)).find(mail => mail.reason === 'closure.ending')
  expect(toMentor?.text).toContain('would like a last talk with you, by Monday, February 15')
  expect(await refusal(mentor.call(contract.takeBackClosure, { closureId: chosen.id }))).toBe('not_found')
  await mentee.call(contract.takeBackClosure, { closureId: chosen.id })
  expect(await stateOf(first)).toBe('active')
  expect((await mentor.call(contract.readClosure, { mentorshipId })).closure).toBeNull()
  expect(await ending(first)).toEqual(['2027-08-31', null])
})

test('why is read by the coordinators of the program alone', async () => {
  const { mentorshipId, mentor } = second
  await second.mentee.call(contract.chooseClosure, { mentorshipId, manner: 'last-talk', reason: 'canary-why-two' })
  await world.settle()
  const { rows } = await halden.ingrid.call(contract.listClosures, { programId: halden.programId })
  expect(rows).toMatchObject([{ mentee: 'Carl', mentor: 'Dana', chosenBy: 'Carl', reason: 'canary-why-two' }])
  expect(
    JSON.stringify([await mentor.call(contract.readClosure, { mentorshipId }), await mailsIn(world, halden.organizationId)]),
  ).not.toContain('canary')
  expect(await refusal(halden.oskar.call(contract.listClosures, { programId: halden.programId }))).toBe('not_found')
  expect(await refusal(halden.astrid.call(contract.listClosures, { programId: halden.programId }))).toBe('not_permitted')
  expect((await fjord.ingrid.call(contract.listClosures, { programId: fjord.programId })).rows).toEqual([])
  expect(await refusal(foreign.mentor.call(contract.readClosure, { mentorshipId }))).toBe('not_found')
  expect(await refusal(mentor.call(contract.completeClosure, { closureId: rows[0]?.id ?? '' }))).toBe('not_permitted')
  await halden.ingrid.call(contract.completeClosure, { closureId: rows[0]?.id ?? '' })
  expect(await stateOf(second)).toBe('closed')
  // before the last day that was chosen: the day on which it was closed is its last
  expect(await inPairs(second)).toBe('2027-02-01')
})

test('without a last talk the thread closes at once, and it is over after the last day', async () => {
  const { mentorshipId, mentee, mentor } = first
  const { threadId } = await mentor.call(readMentorship, { mentorshipId })
  const chosen = await mentor.call(contract.chooseClosure, { mentorshipId, manner: 'without' })
  expect(chosen.lastOn).toBe('2027-02-03')
  expect(await ending(first)).toEqual(['2027-02-03', false])
  for (const person of [mentee, mentor]) expect(await refusal(person.call(sendMessage, { threadId, text: 'x' }))).toBe('thread_closed')
  expect(await refusal(mentee.call(contract.chooseClosure, { mentorshipId, manner: 'without' }))).toBe('mentorship_cannot_move')
  world.clock.now = new Date('2027-02-04T06:00:00Z')
  await world.settle()
  expect(await stateOf(first)).toBe('closed')
  expect(await refusal(mentor.call(contract.takeBackClosure, { closureId: chosen.id }))).toBe('closure_over')
  expect((await mentee.call(contract.readClosure, { mentorshipId })).closure).toMatchObject({ state: 'complete', byYou: false })
  expect(world.bugs).toEqual([])
})
