import { expect, test } from 'vitest'
import { chooseClosure, endGroup, listClosures, readClosure, takeBackClosure } from '../closure/contract.ts'
import { listConcerns, openConcern, raiseConcern, readHelp } from '../concern/contract.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { anAskedGroup } from '../matching/cast.ts'
import { reply } from '../matching/contract/reply.ts'
import * as contract from '../mentorship/contract.ts'
import { readThread, sendMessage } from '../message/contract.ts'
import { mailsTo } from '../notification/cast.ts'
import { readHome } from '../today/contract.ts'
import { aWorld, type Person } from './cast.ts'

const world = await aWorld()
const { halden, fjord } = world
const members = ['Amina', 'Carl', 'Dana', 'Emil']
const who = await anAskedGroup(world, halden, members)
const person = (name: string): Person => {
  const found = who[name]
  if (!found) throw new Error(`no ${name}`)
  return found
}
const home = (name: string) => person(name).call(readHome, {})
const says = async (name: string, answer: 'yes') => {
  const [proposal] = (await home(name)).proposals
  await person(name).call(reply, { proposalId: proposal?.id ?? '', answer })
  await world.settle()
}
const mails = async (name: string, reason: string) =>
  (await mailsTo(world, halden.organizationId, person(name).id)).filter(mail => mail.reason === reason)

for (const name of ['Bo', 'Amina', 'Carl', 'Dana']) await says(name, 'yes')
const mentorshipId = (await home('Bo')).mentorships[0]?.id ?? ''
const read = (name: string) => person(name).call(contract.readMentorship, { mentorshipId })
const names = async (name: string) => (await read(name)).group?.members.map(member => member.name)

test('three yeses and the leader begin a group: one page, one thread, one mail each', async () => {
  expect(await names('Amina')).toEqual(['Bo', 'Amina', 'Carl', 'Dana'])
  expect(await read('Bo')).toMatchObject({ format: 'group', side: 'mentor', partner: null, next: 'write-first' })
  expect(await read('Carl')).toMatchObject({ side: 'mentee', partner: { name: 'Bo' }, next: 'hear-first' })
  const [toBo] = await mails('Bo', 'mentorship.agreed')
  expect(toBo?.text).toContain('your group is Amina, Carl, and Dana')
  for (const name of ['Bo', 'Amina', 'Carl', 'Dana']) expect(await mails(name, 'mentorship.agreed')).toHaveLength(1)
  expect((await home('Amina')).hats).toMatchObject([{ standing: 'together' }])
  expect((await home('Bo')).hats).toMatchObject([{ standing: 'together', places: { taken: 1, isOfGroup: true } }])
})

test('whoever leads reads what a pair would of each; members read the names of one another', async () => {
  const ofLeader = (await read('Bo')).group?.members.find(member => member.name === 'Amina')
  expect(ofLeader?.reasons).toEqual(['Amina asked about Planning, and you can help with it.'])
  const ofMember = (await read('Carl')).group?.members.find(member => member.name === 'Amina')
  expect(ofMember).toMatchObject({ about: [], words: null, reasons: [] })
  expect((await read('Carl')).reasons).toEqual(['You asked about Planning, and Bo can help with it.'])
})

test('the fourth joins when they say yes, and reads what is written from then on', async () => {
  const { threadId } = await read('Bo')
  expect(await refusalOf(person('Emil').call(contract.readMentorship, { mentorshipId }))).toBe('not_found')
  await person('Bo').call(sendMessage, { threadId, text: 'canary-before-emil' })
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  await says('Emil', 'yes')
  expect(await names('Bo')).toEqual(['Bo', 'Amina', 'Carl', 'Dana', 'Emil'])
  const [toEmil] = await mails('Emil', 'mentorship.agreed')
  expect(toEmil?.subject).toBe('You are in the group of Bo')
  expect((await person('Emil').call(readThread, { threadId })).rows).toEqual([])
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  await person('Amina').call(sendMessage, { threadId, text: 'Tuesday?' })
  await world.settle()
  expect((await person('Emil').call(readThread, { threadId })).rows.map(row => row.text)).toEqual(['Tuesday?'])
  expect((await person('Carl').call(readThread, { threadId })).rows).toHaveLength(2)
  // Carl has not looked since the first message: one mail; for Emil this one is the first
  expect(await mails('Carl', 'mentorship.message')).toHaveLength(1)
  expect((await mails('Emil', 'mentorship.message'))[0]?.subject).toBe('Amina wrote to your group')
})

test('nobody else reads it: no staff, nobody of another organization', async () => {
  const { threadId } = await read('Bo')
  const foreign = await world.person(fjord.organizationId, 'Frida')
  for (const stranger of [halden.ingrid, halden.astrid, halden.piet, foreign, fjord.ingrid]) {
    expect(await refusalOf(stranger.call(contract.readMentorship, { mentorshipId }))).toBe('not_found')
    expect(await refusalOf(stranger.call(readThread, { threadId }))).toBe('not_found')
  }
  expect(await refusalOf(fjord.ingrid.call(endGroup, { mentorshipId, manner: 'without' }))).toBe('not_found')
  expect(await refusalOf(person('Amina').call(endGroup, { mentorshipId, manner: 'without' }))).toBe('not_permitted')
})

test('what is said in it stays there: each says so for themself, and how many have is told', async () => {
  expect((await read('Dana')).may.promise).toBe(true)
  expect((await person('Dana').call(contract.promiseGroup, { mentorshipId })).group?.promise).toEqual({ given: 1, byYou: true })
  expect((await person('Dana').call(contract.promiseGroup, { mentorshipId })).group?.promise.given).toBe(1)
  expect((await read('Carl')).group?.promise).toEqual({ given: 1, byYou: false })
})

test('one member pauses: their place stays and the others go on; whoever leads pauses all of it', async () => {
  const paused = await person('Dana').call(contract.pauseMentorship, { mentorshipId, untilOn: '2027-02-10' })
  expect(paused).toMatchObject({ state: 'paused', next: 'paused', pausedUntil: '2027-02-10', group: { alone: true } })
  expect((await read('Carl')).state).toBe('active')
  expect((await read('Carl')).group?.members.find(({ name }) => name === 'Dana')?.pausedUntil).toBe('2027-02-10')
  await person('Bo').call(contract.pauseMentorship, { mentorshipId, untilOn: '2027-02-08' })
  expect((await read('Carl')).state).toBe('paused')
  expect(await refusalOf(person('Carl').call(contract.resumeMentorship, { mentorshipId }))).toBe('mentorship_cannot_move')
  world.clock.now = new Date('2027-02-10T06:30:00Z')
  await world.settle()
  expect([(await read('Carl')).state, (await read('Dana')).state]).toEqual(['active', 'active'])
})

test('something about one member goes to whom its sender chose, and names whom they named or nobody', async () => {
  const about = { programId: halden.programId, kind: 'change' as const, mentorshipId, wish: 'talk' as const }
  const [program] = (await person('Carl').call(readHelp, {})).programs
  expect(program?.mentorships[0]?.group?.others.map(({ name }) => name).sort()).toEqual(['Amina', 'Bo', 'Dana', 'Emil'])
  await person('Carl').call(raiseConcern, { ...about, words: 'canary-group' })
  await person('Carl').call(raiseConcern, { ...about, aboutPersonId: person('Dana').id })
  expect(await refusalOf(person('Carl').call(raiseConcern, { ...about, aboutPersonId: halden.piet.id }))).toBe('not_found')
  const { rows } = await halden.ingrid.call(listConcerns, { programId: halden.programId })
  expect(rows.map(({ partner }) => partner).sort()).toEqual(['Dana', null])
  const unnamed = rows.find(({ partner }) => partner === null)
  expect((await halden.ingrid.call(openConcern, { concernId: unnamed?.id ?? '' })).steps[0]?.words).toBe('canary-group')
  for (const name of ['Dana', 'Bo']) expect(JSON.stringify([await home(name), await read(name)])).not.toContain('canary-group')
})

test('a member leaves: the others read that the group is smaller, never why, and the leaver keeps what they could read', async () => {
  const { threadId } = await read('Carl')
  expect((await person('Carl').call(readClosure, { mentorshipId })).whose).toBe('own')
  const chosen = await person('Carl').call(chooseClosure, { mentorshipId, manner: 'without', reason: 'canary-why' })
  expect((await read('Carl')).state).toBe('closing')
  expect(await read('Dana')).toMatchObject({ state: 'active', group: { left: 0 } })
  expect((await person('Dana').call(readClosure, { mentorshipId })).closure).toBeNull()
  await person('Carl').call(takeBackClosure, { closureId: chosen.id })
  expect((await read('Carl')).state).toBe('active')
  const again = await person('Carl').call(chooseClosure, { mentorshipId, manner: 'without', reason: 'canary-why' })
  const { rows } = await halden.ingrid.call(listClosures, { programId: halden.programId })
  expect(rows).toMatchObject([{ whose: 'own', chosenBy: 'Carl', mentor: 'Bo', reason: 'canary-why' }])
  world.clock.now = new Date(`${again.lastOn}T23:30:00Z`)
  world.clock.now = new Date(world.clock.now.getTime() + 8 * 3_600_000)
  await world.settle()
  expect(await names('Dana')).toEqual(['Bo', 'Amina', 'Dana', 'Emil'])
  expect((await read('Dana')).group?.left).toBe(1)
  const [toDana] = await mails('Dana', 'closure.ending')
  expect(toDana?.text).toContain('is smaller than it was: Carl is no longer in it')
  expect(JSON.stringify([toDana, await read('Dana'), await read('Bo')])).not.toContain('canary')
  await person('Bo').call(sendMessage, { threadId, text: 'canary-after-carl' })
  expect((await person('Carl').call(readThread, { threadId })).rows.map(row => row.text)).toEqual(['Tuesday?', 'canary-before-emil'])
  expect(await refusalOf(person('Carl').call(sendMessage, { threadId, text: 'still here' }))).toBe('thread_closed')
  expect(await read('Carl')).toMatchObject({
    state: 'closed',
    may: { write: { code: 'thread_closed' }, pause: { code: 'mentorship_cannot_move' } },
  })
  expect(await refusalOf(person('Carl').call(chooseClosure, { mentorshipId, manner: 'without' }))).toBe('not_permitted')
  expect((await home('Carl')).hats).toMatchObject([{ standing: 'ended' }])
  const { rows: list } = await halden.ingrid.call(contract.listMentorships, { cohortId: halden.cohortId })
  expect(list).toMatchObject([{ mentor: { name: 'Bo' }, mentee: null, group: { smallest: 3, isSmall: false } }])
  expect(list[0]?.group?.mentees.map(({ name }) => name)).toEqual(['Amina', 'Dana', 'Emil'])
})

test('a coordinator ends it for everybody: all hear how and when, and its leader has the place back', async () => {
  await halden.ingrid.call(endGroup, { mentorshipId, manner: 'last-talk', reason: 'canary-staff' })
  await world.settle()
  expect(await read('Amina')).toMatchObject({ state: 'closing', lastTalk: true, group: { alone: false } })
  const [toBo] = (await mails('Bo', 'closure.ending')).slice(-1)
  expect(toBo?.subject).toContain(': an ending')
  expect(toBo?.text).not.toContain('canary')
  const { lastOn } = (await person('Amina').call(readClosure, { mentorshipId })).closure ?? { lastOn: '' }
  world.clock.now = new Date(`${lastOn}T23:30:00Z`)
  world.clock.now = new Date(world.clock.now.getTime() + 8 * 3_600_000)
  await world.settle()
  expect((await read('Amina')).state).toBe('closed')
  const { rows } = await world.database.ownerPool.query(
    'select ends_on <= current_date + 10000 as over, group_id is not null as whole from place',
  )
  expect(rows).toEqual([{ over: true, whole: true }])
  expect(world.bugs).toEqual([])
})
