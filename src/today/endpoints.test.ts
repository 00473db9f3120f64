import { expect, test } from 'vitest'
import { aWorld, type Person } from '../app/cast.ts'
import { chooseClosure } from '../closure/contract.ts'
import type { Refused } from '../kit/wire/client.ts'
import { aCohortOfPersons, aPublishedRound } from '../matching/cast.ts'
import { changePublicationSetting } from '../matching/contract/publication.ts'
import { reply, takeUpAgain } from '../matching/contract/reply.ts'
import { changeAbsence, noteFirstMeeting, pauseMentorship } from '../mentorship/contract.ts'
import { sendMessage } from '../message/contract.ts'
import { readHome, readPersonToAsk } from './contract.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const people = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'], capacity: 2 },
  { name: 'Dana', role: 'mentor', offers: ['planning'] },
] as const
const who = await aCohortOfPersons(world, halden, people)
const elsewhere = await aCohortOfPersons(world, fjord, people)
const person = (name: (typeof people)[number]['name']): Person => {
  const found = who[name]
  if (!found) throw new Error(`no ${name}`)
  return found
}
const home = (name: (typeof people)[number]['name']) => person(name).call(readHome, {})
const standing = async (name: (typeof people)[number]['name']) => (await home(name)).hats[0]?.standing

test('while they wait they know by when they hear and who reads their answers', async () => {
  const waiting = await home('Amina')
  expect(waiting).toMatchObject({ firstName: 'Amina', today: '2027-02-01', proposals: [], mentorships: [] })
  expect(waiting.hats).toMatchObject([
    { role: 'mentee', standing: 'waiting', hearBy: '2027-03-01', readers: ['Ingrid'], comesFirst: false, places: null },
  ])
  expect((await home('Bo')).hats).toMatchObject([{ standing: 'waiting', places: { capacity: 2, taken: 0 } }])
})

test('a proposal changes the home of both, and one answer changes only the home of who gave it', async () => {
  await aPublishedRound(world, halden)
  expect([await standing('Amina'), await standing('Bo')]).toEqual(['proposed', 'proposed'])
  const before = await home('Bo')
  const [proposal] = (await home('Amina')).proposals
  await person('Amina').call(reply, { proposalId: proposal?.id ?? '', answer: 'yes' })
  expect(await standing('Amina')).toBe('answered')
  const after = await home('Bo')
  expect({ ...after, today: before.today }).toEqual(before)
})

test('both yes: together, and the mentor’s place is filled', async () => {
  const [proposal] = (await home('Bo')).proposals
  await person('Bo').call(reply, { proposalId: proposal?.id ?? '', answer: 'yes' })
  await world.settle()
  expect([await standing('Amina'), await standing('Bo')]).toEqual(['together', 'together'])
  expect((await home('Amina')).mentorships).toMatchObject([{ next: 'hear-first', partner: { firstName: 'Bo' } }])
  expect((await home('Bo')).mentorships).toMatchObject([{ next: 'write-first' }])
  expect((await home('Bo')).hats[0]?.places).toEqual({ capacity: 2, taken: 1, ceiling: null, isOfGroup: false })
})

test('written, met, paused, away: each is told on the home of both', async () => {
  const [mentorship] = (await home('Bo')).mentorships
  const mentorshipId = mentorship?.id ?? ''
  await person('Bo').call(sendMessage, { threadId: mentorship?.threadId ?? '', text: 'canary-hello' })
  expect((await home('Amina')).mentorships).toMatchObject([{ next: 'find-a-time', unseen: 1 }])
  expect(JSON.stringify(await home('Amina'))).not.toContain('canary')
  await person('Amina').call(noteFirstMeeting, { mentorshipId, metOn: '2027-02-01' })
  expect((await home('Bo')).mentorships).toMatchObject([{ next: 'meet', dates: null }])
  await person('Bo').call(changeAbsence, { untilOn: '2027-02-20' })
  expect((await home('Bo')).awayUntil).toBe('2027-02-20')
  await person('Amina').call(pauseMentorship, { mentorshipId, untilOn: '2027-02-20' })
  expect((await home('Bo')).mentorships).toMatchObject([{ next: 'paused', pausedUntil: '2027-02-20' }])
})

test('a no leads to rest for who gave it, and to the first place for who waited', async () => {
  const [proposal] = (await home('Dana')).proposals
  await person('Dana').call(reply, { proposalId: proposal?.id ?? '', answer: 'no', reason: 'not-now' })
  expect(await standing('Dana')).toBe('answered')
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000)
  await world.settle()
  expect(await standing('Dana')).toBe('resting')
  expect((await home('Carl')).hats).toMatchObject([{ standing: 'waiting', comesFirst: true, hearBy: '2027-02-08' }])
  const [hat] = (await home('Dana')).hats
  expect(hat?.may.return).toBe(true)
  await person('Dana').call(takeUpAgain, { participantId: hat?.participantId ?? '', capacity: 1 })
  expect(await standing('Dana')).toBe('waiting')
})

test('after the end it is over, and readable', async () => {
  const [mentorship] = (await home('Amina')).mentorships
  await person('Amina').call(chooseClosure, { mentorshipId: mentorship?.id ?? '', manner: 'without' })
  expect((await home('Bo')).mentorships).toMatchObject([{ next: 'closing' }])
  world.clock.now = new Date('2027-02-04T09:00:00Z')
  await world.settle()
  expect([await standing('Amina'), await standing('Bo')]).toEqual(['ended', 'ended'])
})

test('where the mentor is asked first, the home of the mentee is as it was until the mentor has said yes', async () => {
  const { Amina, Bo } = elsewhere
  const homeOf = async (one: Person | undefined) => one?.call(readHome, {})
  const { joinedAt, ...before } = (await homeOf(Amina))?.hats[0] ?? {}
  await fjord.ingrid.call(changePublicationSetting, { programId: fjord.programId, asks: 'mentor-first' })
  await aPublishedRound(world, fjord)
  expect(await homeOf(Amina)).toMatchObject({ proposals: [], hats: [before] })
  const [proposal] = (await homeOf(Bo))?.proposals ?? []
  await Bo?.call(reply, { proposalId: proposal?.id ?? '', answer: 'yes' })
  expect(await homeOf(Amina)).toMatchObject({ proposals: [{ id: proposal?.id }], hats: [{ standing: 'proposed' }] })
})

test('everybody has a person to ask; who takes part nowhere has an empty home; nobody sees another house', async () => {
  await world.as(halden.organizationId, ctx =>
    ctx.tx
      .withTables<{ program: { id: string; contactPersonId: string | null } }>()
      .updateTable('program')
      .set({ contactPersonId: halden.ingrid.id })
      .where('id', '=', halden.programId)
      .execute(),
  )
  expect((await person('Amina').call(readPersonToAsk, {})).contact?.name).toBe('Ingrid')
  expect(await halden.piet.call(readHome, {})).toMatchObject({ hats: [], proposals: [], mentorships: [], contact: null })
  expect(await refusal(world.anybody(readHome, {}))).toBe('not_signed_in')
  expect(JSON.stringify(await fjord.piet.call(readHome, {}))).not.toContain('Amina')
  expect(world.bugs).toEqual([])
})
