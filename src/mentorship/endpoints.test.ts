import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import type { Refused } from '../kit/wire/client.ts'
import { listProposals } from '../matching/contract/proposal.ts'
import { markSeen, readThread, sendMessage, takeBackMessage } from '../message/contract.ts'
import { mailsIn, mailsTo } from '../notification/cast.ts'
import { twoPairs } from './cast.ts'
import { beginMentorship } from './commands/mentorship.ts'
import { closeMentorship } from './commands/state.ts'
import * as contract from './contract.ts'
import { mentorshipForSystem } from './queries/mentorship.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const [pair, other] = await twoPairs(world, halden)
const [foreign] = await twoPairs(world, fjord)
const { mentorshipId, mentor, mentee } = pair
const canary = 'canary-between-the-two'

test('two yes begin one mentorship, however often it is begun, and both have a mail with their first step', async () => {
  const { rows } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
  for (const row of rows) await world.as(halden.organizationId, ctx => beginMentorship(ctx, row.id))
  expect((await halden.ingrid.call(contract.listMentorships, { cohortId: halden.cohortId })).counts).toMatchObject({ active: 2, notMet: 2 })
  const [toMentor] = (await mailsTo(world, halden.organizationId, mentor.id)).slice(-1)
  expect(toMentor?.subject).toBe('You and Amina: you both said yes')
  expect(toMentor?.text).toContain('Please write first, by Thursday, February 4')
  expect(toMentor?.text).toContain(`/halden/mentorships/${mentorshipId}`)
})

test('each of the two sees what they share and what comes first', async () => {
  const asMentee = await mentee.call(contract.readMentorship, { mentorshipId })
  expect(asMentee).toMatchObject({
    side: 'mentee',
    state: 'active',
    next: 'hear-first',
    startsOn: '2027-03-01',
    endsOn: '2027-08-31',
    partner: { name: 'Bo' },
  })
  expect(asMentee.reasons).toEqual(['You asked about Negotiation and Speaking, and Bo can help with it.'])
  expect(asMentee.dates).toEqual({ writeBy: '2027-02-04', askFrom: '2027-02-08', callOn: '2027-02-17', isCallDue: false })
  expect((await mentor.call(contract.readMentorship, { mentorshipId })).next).toBe('write-first')
})

test('nobody else opens it: no other pair, no staff, nobody of another organization', async () => {
  for (const stranger of [other.mentor, other.mentee, halden.ingrid, halden.astrid, halden.piet, foreign.mentee, fjord.ingrid])
    expect(await refusal(stranger.call(contract.readMentorship, { mentorshipId }))).toBe('not_found')
  expect(await refusal(halden.oskar.call(contract.listMentorships, { cohortId: halden.cohortId }))).toBe('not_found')
  expect(await refusal(halden.astrid.call(contract.listMentorships, { cohortId: halden.cohortId }))).toBe('not_permitted')
  expect(JSON.stringify(await fjord.ingrid.call(contract.listMentorships, { cohortId: fjord.cohortId }))).not.toContain(mentorshipId)
})

test('what the two write is read by the two alone, and no mail, list or history carries it', async () => {
  const { threadId } = await mentor.call(contract.readMentorship, { mentorshipId })
  await mentor.call(sendMessage, { threadId, text: canary })
  await mentor.call(sendMessage, { threadId, text: 'Tuesday or Thursday, after 15:00?' })
  await world.settle()
  const read = await mentee.call(readThread, { threadId })
  expect(read.rows.map(row => row.text)).toEqual(['Tuesday or Thursday, after 15:00?', canary])
  expect(read.unseen).toBe(2)
  expect((await mentee.call(contract.readMentorship, { mentorshipId })).next).toBe('find-a-time')
  for (const stranger of [other.mentee, halden.ingrid, halden.astrid, foreign.mentee]) {
    expect(await refusal(stranger.call(readThread, { threadId }))).toBe('not_found')
    expect(await refusal(stranger.call(sendMessage, { threadId, text: 'x' }))).toBe('not_found')
  }
  expect((await mailsTo(world, halden.organizationId, mentee.id)).filter(mail => mail.reason === 'mentorship.message')).toHaveLength(1)
  const dump = await world.database.ownerPool.query(
    `select (select json_agg(m) from message m)::text || (select json_agg(h) from history_entry h)::text as everything`,
  )
  expect(`${JSON.stringify(await mailsIn(world, halden.organizationId))}${dump.rows[0].everything}`).not.toContain(canary)
  expect(JSON.stringify(await halden.ingrid.call(contract.listMentorships, { cohortId: halden.cohortId }))).not.toMatch(
    /message|unseen|words/,
  )
})

test('whether somebody has looked is told to nobody else, and the next mail comes once they have', async () => {
  const { threadId } = await mentee.call(contract.readMentorship, { mentorshipId })
  const before = JSON.stringify(await mentor.call(readThread, { threadId }))
  await mentee.call(markSeen, { threadId })
  expect(JSON.stringify(await mentor.call(readThread, { threadId }))).toBe(before)
  expect((await mentee.call(readThread, { threadId })).unseen).toBe(0)
  await mentor.call(sendMessage, { threadId, text: 'See you then' })
  await world.settle()
  expect((await mailsTo(world, halden.organizationId, mentee.id)).filter(mail => mail.reason === 'mentorship.message')).toHaveLength(2)
})

test('a message can be taken back by its author alone, and pages lead through many', async () => {
  const { threadId } = await mentee.call(contract.readMentorship, { mentorshipId })
  const sent = await mentee.call(sendMessage, { threadId, text: 'Not meant for here' })
  expect(await refusal(mentor.call(takeBackMessage, { messageId: sent.id }))).toBe('not_found')
  await mentee.call(takeBackMessage, { messageId: sent.id })
  const first = await mentor.call(readThread, { threadId, limit: 2 })
  expect(first.rows[0]).toMatchObject({ text: null, author: { name: 'Amina' } })
  const second = await mentor.call(readThread, { threadId, limit: 2, after: first.next ?? '' })
  expect(second.rows.map(row => row.text)).toEqual(['Tuesday or Thursday, after 15:00?', canary])
  expect(second.next).toBeNull()
})

test('a pause shows its day to the other and never why, and goes on by itself on that day', async () => {
  expect(await refusal(mentee.call(contract.pauseMentorship, { mentorshipId, untilOn: '2027-01-01' }))).toBe('pause_dates')
  const paused = await mentee.call(contract.pauseMentorship, { mentorshipId, untilOn: '2027-02-10' })
  expect(paused).toMatchObject({ state: 'paused', pausedUntil: '2027-02-10', next: 'paused' })
  expect((await mentor.call(contract.readMentorship, { mentorshipId })).pausedUntil).toBe('2027-02-10')
  expect(await refusal(mentor.call(contract.pauseMentorship, { mentorshipId, untilOn: '2027-02-12' }))).toBe('mentorship_cannot_move')
  world.clock.now = new Date('2027-02-10T06:30:00Z')
  await world.settle()
  expect((await mentor.call(contract.readMentorship, { mentorshipId })).state).toBe('active')
})

test('being away is told to the people one is with, as a day', async () => {
  await mentor.call(contract.changeAbsence, { untilOn: '2027-03-03' })
  expect((await mentee.call(contract.readMentorship, { mentorshipId })).partner?.awayUntil).toBe('2027-03-03')
  expect((await other.mentee.call(contract.readMentorship, { mentorshipId: other.mentorshipId })).partner?.awayUntil).toBeNull()
  await mentor.call(contract.changeAbsence, { untilOn: null })
  expect((await mentee.call(contract.readMentorship, { mentorshipId })).partner?.awayUntil).toBeNull()
})

test('a first meeting is noted by either, not before it took place', async () => {
  expect(await refusal(mentee.call(contract.noteFirstMeeting, { mentorshipId, metOn: '2027-02-11' }))).toBe('met_in_future')
  expect((await mentee.call(contract.noteFirstMeeting, { mentorshipId, metOn: '2027-02-09' })).next).toBe('meet')
  const { rows, counts } = await halden.ingrid.call(contract.listMentorships, { cohortId: halden.cohortId })
  expect(counts).toMatchObject({ active: 2, notMet: 1 })
  expect(rows.find(row => row.id === mentorshipId)).toMatchObject({ firstMetOn: '2027-02-09', toCall: false })
  world.clock.now = new Date('2027-02-17T09:00:00Z')
  const later = await halden.ingrid.call(contract.listMentorships, { cohortId: halden.cohortId })
  expect(later.rows[0]).toMatchObject({ id: other.mentorshipId, toCall: true, callOn: '2027-02-17', may: { noteCall: true } })
  expect(later.counts).toMatchObject({ notMet: 1, toCall: 1 })
})

test('a coordinator notes that they called both; a while later the pair waits for them again', async () => {
  const waiting = { mentorshipId: other.mentorshipId }
  const toCall = async () => (await halden.ingrid.call(contract.listMentorships, { cohortId: halden.cohortId })).counts.toCall
  for (const person of [other.mentee, halden.astrid, halden.piet])
    expect(await refusal(person.call(contract.noteCall, { ...waiting, calledOn: '2027-02-17' }))).toBe('not_permitted')
  for (const person of [halden.oskar, fjord.ingrid])
    expect(await refusal(person.call(contract.noteCall, { ...waiting, calledOn: '2027-02-17' }))).toBe('not_found')
  expect(await refusal(halden.ingrid.call(contract.noteCall, { ...waiting, calledOn: '2027-02-18' }))).toBe('called_in_future')
  expect(await refusal(halden.ingrid.call(contract.noteCall, { mentorshipId, calledOn: '2027-02-17' }))).toBe('no_call_due')
  const called = await halden.ingrid.call(contract.noteCall, { ...waiting, calledOn: '2027-02-17' })
  expect(called).toMatchObject({ toCall: false, calledOn: '2027-02-17', callOn: '2027-03-05' })
  expect(await toCall()).toBe(0)
  expect((await other.mentee.call(contract.readMentorship, waiting)).dates).toMatchObject({ callOn: '2027-03-05', isCallDue: false })
  world.clock.now = new Date('2027-03-05T09:00:00Z')
  expect(await toCall()).toBe(1)
  world.clock.now = new Date('2027-02-17T10:00:00Z')
})

test('once it is closed nothing more is written, at once', async () => {
  const { threadId } = await mentee.call(contract.readMentorship, { mentorshipId })
  await world.as(halden.organizationId, async ctx => closeMentorship(ctx, await mentorshipForSystem(ctx, mentorshipId)))
  expect(await refusal(mentor.call(sendMessage, { threadId, text: 'still here' }))).toBe('thread_closed')
  expect(await refusal(mentee.call(contract.pauseMentorship, { mentorshipId, untilOn: '2027-03-10' }))).toBe('mentorship_cannot_move')
  const closed = await mentee.call(contract.readMentorship, { mentorshipId })
  expect(closed).toMatchObject({ state: 'closed', next: 'closed', may: { write: { code: 'thread_closed' } } })
  const { rows } = await world.database.ownerPool.query(
    `select ends_on::text from place where proposal_id = (select proposal_id from mentorship where id = $1)`,
    [mentorshipId],
  )
  expect(rows).toEqual([{ ends_on: '2027-03-01' }])
  expect(world.bugs).toEqual([])
})
