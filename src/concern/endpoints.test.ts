import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import type { Refused } from '../kit/wire/client.ts'
import { twoPairs } from '../mentorship/cast.ts'
import { mailsIn, mailsTo } from '../notification/cast.ts'
import { listMails, readMail } from '../notification/contract.ts'
import { giveGrant } from '../person/commands.ts'
import * as contract from './contract.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const [pair] = await twoPairs(world, halden)
await twoPairs(world, fjord)
const ruth = await world.person(halden.organizationId, 'Ruth', [{ relation: 'coordinator', scopeId: halden.programId }])
const dana = await world.person(halden.organizationId, 'Whitlock')
const { programId } = halden
const { mentee, mentor, mentorshipId } = pair
const contacts = [
  { name: 'Whitlock', email: 'whitlock@example.org', phone: 'ext. 5300', line: 'Looks after safety here', isOutside: false },
  { name: 'Joseph Amadi', email: 'joseph@elsewhere.example', phone: '555 0100', line: 'At the Listening Service', isOutside: true },
]
const everythingFor = async (person: typeof mentor) =>
  JSON.stringify([
    await person.call(contract.readHelp, {}),
    await person.call(contract.listGivenToMe, {}),
    await mailsTo(world, halden.organizationId, person.id),
  ])

test('the page of help names whom to turn to, and safe contacts are named by staff alone', async () => {
  expect(await refusal(halden.piet.call(contract.nameSafeContacts, { programId, contacts }))).toBe('not_permitted')
  expect(await refusal(fjord.ingrid.call(contract.nameSafeContacts, { programId, contacts }))).toBe('not_found')
  await halden.ingrid.call(contract.nameSafeContacts, { programId, contacts })
  const help = await mentee.call(contract.readHelp, {})
  expect(help.requests).toEqual([])
  expect(help.programs).toMatchObject([
    {
      program: 'Stepping Up',
      safe: [
        { position: 1, name: 'Whitlock', isOutside: false },
        { position: 2, name: 'Joseph Amadi', phone: '555 0100', isOutside: true },
      ],
      mentorships: [{ id: mentorshipId, partner: 'Bo', state: 'active', may: { pause: true, end: true } }],
    },
  ])
})

test('a request goes to the coordinators; its sender sees who read it, what is being done, and by when', async () => {
  const asked = await mentee.call(contract.raiseConcern, { programId, kind: 'change', words: 'canary-fridays-please' })
  expect(asked).toMatchObject({ state: 'asked', dueOn: '2027-02-03', readAt: null })
  await world.settle()
  const inbox = await halden.ingrid.call(contract.listConcerns, { programId })
  expect(inbox.rows).toMatchObject([{ kind: 'change', person: { name: 'Amina' }, partner: 'Bo', hasWords: true, isLate: false }])
  expect(JSON.stringify(inbox)).not.toContain('canary')
  expect((await halden.ingrid.call(contract.openConcern, { concernId: asked.id })).words).toBe('canary-fridays-please')
  await halden.ingrid.call(contract.noteConcern, { concernId: asked.id, note: 'I am asking about rooms', dueOn: '2027-02-05' })
  const [own] = (await mentee.call(contract.readHelp, {})).requests
  expect(own).toMatchObject({
    state: 'underway',
    readBy: 'Ingrid',
    note: 'I am asking about rooms',
    dueOn: '2027-02-05',
    may: { add: true },
  })
  await mentee.call(contract.addToConcern, { concernId: asked.id, words: 'or Mondays' })
  expect((await halden.ingrid.call(contract.openConcern, { concernId: asked.id })).words).toBe('canary-fridays-please\n\nor Mondays')
  await halden.ingrid.call(contract.finishConcern, { concernId: asked.id })
  expect(await refusal(mentee.call(contract.takeBackConcern, { concernId: asked.id }))).toBe('concern_over')
})

test('the partner never sees that there was one, also not as a coordinator of the program', async () => {
  await world.as(halden.organizationId, ctx => giveGrant(ctx, { personId: mentor.id, relation: 'coordinator', scopeId: programId }))
  const asked = await mentee.call(contract.raiseConcern, { programId, kind: 'talk', words: 'canary-about-him' })
  await world.settle()
  expect((await mentor.call(contract.listConcerns, { programId })).rows).toEqual([])
  expect(await refusal(mentor.call(contract.openConcern, { concernId: asked.id }))).toBe('not_found')
  expect(await refusal(mentor.call(contract.finishConcern, { concernId: asked.id }))).toBe('not_found')
  expect(await everythingFor(mentor)).not.toMatch(/canary|concern\./)
  expect((await ruth.call(contract.listConcerns, { programId })).counts.open).toBe(1)
})

test('nobody elsewhere sees it: no administrator, no other program, no other organization', async () => {
  const { rows } = await ruth.call(contract.listConcerns, { programId })
  const concernId = rows[0]?.id ?? ''
  expect(await refusal(halden.astrid.call(contract.openConcern, { concernId }))).toBe('not_found')
  for (const stranger of [halden.oskar, halden.piet, fjord.ingrid])
    expect(await refusal(stranger.call(contract.openConcern, { concernId }))).toBe('not_found')
  expect(await refusal(halden.oskar.call(contract.listConcerns, { programId }))).toBe('not_found')
  expect((await fjord.ingrid.call(contract.listConcerns, { programId: fjord.programId })).rows).toEqual([])
})

test('a request that nobody reads goes to the deputy on the day after, and the sender reads that', async () => {
  world.clock.now = new Date('2027-02-04T09:00:00Z')
  await world.settle()
  expect((await mailsTo(world, halden.organizationId, ruth.id)).map(mail => mail.reason)).toEqual(['concern.deputy'])
  const [own] = (await mentee.call(contract.readHelp, {})).requests
  expect(own).toMatchObject({ deputy: 'Ruth', to: 'Ingrid' })
})

test('something that is not right goes to the chosen person alone and leaves no other trace', async () => {
  const alone = await mentee.call(contract.raiseConcern, { programId, kind: 'not-right', wish: 'talk', to: 1, words: 'canary-not-right' })
  expect(alone).toMatchObject({ to: 'Whitlock', dueOn: '2027-02-04' })
  await world.settle()
  expect((await dana.call(contract.listGivenToMe, {})).rows).toMatchObject([{ id: alone.id, wish: 'talk', person: { name: 'Amina' } }])
  expect((await dana.call(contract.openConcern, { concernId: alone.id })).words).toBe('canary-not-right')
  expect((await mentee.call(contract.readHelp, {})).requests.find(one => one.id === alone.id)?.readBy).toBe('Whitlock')
  for (const person of [halden.ingrid, ruth, halden.astrid, mentor]) {
    expect(await refusal(person.call(contract.openConcern, { concernId: alone.id }))).toBe('not_found')
    expect(JSON.stringify(await person.call(contract.listGivenToMe, {}))).not.toContain('Amina')
  }
  const seen = JSON.stringify([
    await ruth.call(contract.listConcerns, { programId }),
    await halden.ingrid.call(listMails, { tab: 'log' }),
    await halden.astrid.call(listMails, { tab: 'log' }),
    await halden.astrid.call(readMail, {}),
    (await mailsIn(world, halden.organizationId)).map(mail => mail.text),
  ])
  expect(seen).not.toMatch(/canary-not-right|concern\.safe/)
  const { rows } = await world.database.ownerPool.query(
    `select actor_person_id, scope_id from history_entry where facts->>'concern' = $1`,
    [alone.id],
  )
  expect(rows.every(row => row.actor_person_id !== mentee.id && row.scope_id === null)).toBe(true)
})

test('nobody can be chosen who is part of it, and what is taken back is gone', async () => {
  const bo = { name: 'Bo', email: 'bo@example.org', phone: null, line: 'Looks after safety here', isOutside: false }
  await halden.ingrid.call(contract.nameSafeContacts, { programId, contacts: [bo, ...contacts.slice(1)] })
  expect((await mentee.call(contract.readHelp, {})).programs[0]?.safe.map(contact => contact.name)).toEqual(['Joseph Amadi'])
  expect(await refusal(mentee.call(contract.raiseConcern, { programId, kind: 'not-right', wish: 'act', to: 1 }))).toBe('no_safe_contact')
  const outside = await mentee.call(contract.raiseConcern, {
    programId,
    kind: 'not-right',
    wish: 'know',
    to: 2,
    words: 'canary-taken-back',
  })
  expect(await mentee.call(contract.takeBackConcern, { concernId: outside.id })).toMatchObject({ state: 'taken-back', words: null })
  const { rows } = await world.database.ownerPool.query('select sealed_words from concern where id = $1', [outside.id])
  expect(rows).toEqual([{ sealed_words: null }])
  expect(await refusal(halden.piet.call(contract.raiseConcern, { programId, kind: 'talk' }))).toBe('not_found')
  expect(world.bugs).toEqual([])
})
