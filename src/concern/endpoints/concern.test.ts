import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { mailsIn, mailsTo } from '../../notification/cast.ts'
import { listMails, readMail } from '../../notification/contract.ts'
import { giveGrant } from '../../person/commands/person.ts'
import { readProgram } from '../../program/contract.ts'
import { peopleWhoAsk } from '../cast.ts'
import * as contract from '../contract.ts'
import { openRequestsOfForSystem, waitingRequests } from '../queries/concern.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, astrid } = halden
const { pair, other, ruth } = await peopleWhoAsk(world, halden)
const foreign = await peopleWhoAsk(world, fjord)
const { programId } = halden
const { mentee, mentor, mentorshipId } = pair
const last = async <T>(list: Promise<readonly T[]>): Promise<T | undefined> => (await list).at(-1)
const own = async (concernId: string) => (await mentee.call(contract.readHelp, {})).requests.find(one => one.id === concernId)
const told = async (concernId: string) => (await own(concernId))?.steps.map(({ step, on, name }) => `${on} ${step} ${name}`)

test('the page of help says whom one asks, who has it after them, and by when one hears', async () => {
  const help = await mentee.call(contract.readHelp, {})
  expect(help.requests).toEqual([])
  expect(help.programs).toMatchObject([
    {
      program: 'Stepping Up',
      contact: { name: 'Ingrid' },
      insteadOf: null,
      deputy: 'Ruth',
      hearBy: '2027-02-03',
      hearBySafe: '2027-02-01',
      mentorships: [{ id: mentorshipId, partner: 'Bo', state: 'active', may: { pause: true, end: true } }],
    },
  ])
  expect(help.programs[0]?.safe.map(({ name, as, may }) => [name, as, may])).toEqual([
    ['Ingrid', 'contact', true],
    ['Ruth', 'coordinator', true],
    ['Astrid', 'administrator', true],
  ])
  expect(await halden.piet.call(contract.readHelp, {})).toMatchObject({ programs: [], requests: [] })
})

test('a change goes to the contact alone; its sender sees every step with its day, and can answer back', async () => {
  const asked = await mentee.call(contract.raiseConcern, { programId, kind: 'change', words: 'canary-fridays', wish: 'act' })
  expect(asked).toMatchObject({ state: 'asked', to: 'Ingrid', dueOn: '2027-02-03', deputy: 'Ruth', wish: 'act' })
  await world.settle()
  const mail = await last(mailsTo(world, halden.organizationId, ingrid.id))
  expect(mail?.subject).toBe('Somebody in Stepping Up waits for you')
  expect(mail?.text).toContain('They hear from you by Wednesday, February 3. After that day it goes to your deputy.')
  expect(mail?.text).toContain(`/halden/programs/${programId}/requests`)
  expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/Amina|canary|change/)
  const inbox = await ingrid.call(contract.listConcerns, { programId })
  expect(inbox.rows).toMatchObject([{ kind: 'change', person: { name: 'Amina' }, partner: 'Bo', state: 'asked', isLate: false }])
  expect(JSON.stringify(inbox)).not.toContain('canary')
  expect((await ruth.call(contract.listConcerns, { programId })).rows).toEqual([])
  world.clock.now = new Date('2027-02-02T10:00:00Z')
  const opened = await ingrid.call(contract.openConcern, { concernId: asked.id })
  expect(opened.steps[0]?.words).toBe('canary-fridays')
  await ingrid.call(contract.openConcern, { concernId: asked.id })
  await ingrid.call(contract.noteConcern, { concernId: asked.id, note: 'I am asking about rooms', dueOn: '2027-02-04' })
  expect(await told(asked.id)).toEqual(['2027-02-01 asked Amina', '2027-02-02 read Ingrid', '2027-02-02 noted Ingrid'])
  expect(await own(asked.id)).toMatchObject({ state: 'underway', dueOn: '2027-02-04', deputy: 'Ruth' })
  expect(await refusalOf(mentee.call(contract.takeBackConcern, { concernId: asked.id }))).toBe('concern_underway')
  await mentee.call(contract.addToConcern, { concernId: asked.id, words: 'or Mondays' })
  await ingrid.call(contract.finishConcern, { concernId: asked.id, words: 'Mondays it is' })
  await world.settle()
  expect((await own(asked.id))?.steps.map(step => step.words)).toEqual([
    'canary-fridays',
    null,
    'I am asking about rooms',
    'or Mondays',
    'Mondays it is',
  ])
  const news = await last(mailsTo(world, halden.organizationId, mentee.id))
  expect(news?.subject).toBe('There is an answer for you in Stepping Up')
  expect(news?.text).not.toMatch(/Mondays|rooms|canary/)
  expect(await refusalOf(ingrid.call(contract.replyToConcern, { concernId: asked.id, words: 'x' }))).toBe('concern_over')
  expect((await ingrid.call(contract.listConcerns, { programId, state: 'ended' })).rows.map(row => row.id)).toEqual([asked.id])
})

test('until the sender says how to treat it, staff can answer and nothing else', async () => {
  const asked = await mentee.call(contract.raiseConcern, { programId, kind: 'change', words: 'canary-unsaid' })
  const concernId = asked.id
  const unsaid = await ingrid.call(contract.openConcern, { concernId })
  expect(unsaid.may).toMatchObject({ reply: true, note: { code: 'reply_only' }, finish: { code: 'reply_only' } })
  expect(await refusalOf(ingrid.call(contract.noteConcern, { concernId }))).toBe('reply_only')
  expect(await refusalOf(ingrid.call(contract.finishConcern, { concernId }))).toBe('reply_only')
  expect(await refusalOf(mentee.call(contract.addToConcern, { concernId }))).toBe('nothing_added')
  await mentee.call(contract.addToConcern, { concernId, wish: 'talk' })
  expect(await refusalOf(ingrid.call(contract.noteConcern, { concernId }))).toBe('reply_only')
  await ingrid.call(contract.replyToConcern, { concernId, words: 'Shall I call you at noon?' })
  expect(await own(concernId)).toMatchObject({ state: 'read', dueOn: null })
  await mentee.call(contract.addToConcern, { concernId, wish: 'know' })
  const known = await ingrid.call(contract.openConcern, { concernId })
  expect(known.may).toMatchObject({ reply: true, note: { code: 'only_to_know' }, finish: true })
  expect(known.dueOn).toBe('2027-02-04')
  await mentee.call(contract.takeBackConcern, { concernId })
  expect((await own(concernId))?.steps.every(step => step.words === null)).toBe(true)
  expect(await refusalOf(ingrid.call(contract.openConcern, { concernId }))).toBe('not_found')
  expect(await refusalOf(mentee.call(contract.addToConcern, { concernId, words: 'x' }))).toBe('concern_over')
})

test('after its day the deputy has it, the sender reads the name, and whoever had it no longer sees it', async () => {
  const { id: concernId } = await mentee.call(contract.raiseConcern, { programId, kind: 'talk', words: 'canary-noon' })
  await ingrid.call(contract.openConcern, { concernId })
  world.clock.now = new Date('2027-02-04T21:00:00Z')
  await world.settle()
  expect((await own(concernId))?.to).toBe('Ingrid')
  world.clock.now = new Date('2027-02-04T23:00:00Z')
  await world.settle()
  expect(await own(concernId)).toMatchObject({ to: 'Ruth', deputy: 'Astrid', dueOn: '2027-02-09', state: 'asked' })
  expect((await told(concernId))?.at(-1)).toBe('2027-02-05 passed Ruth')
  expect((await last(mailsTo(world, halden.organizationId, ruth.id)))?.subject).toBe('Somebody in Stepping Up waits for you')
  expect((await last(mailsTo(world, halden.organizationId, mentee.id)))?.subject).toBe('There is an answer for you in Stepping Up')
  expect(await refusalOf(ingrid.call(contract.openConcern, { concernId }))).toBe('not_found')
  expect(await ruth.call(contract.openConcern, { concernId })).toMatchObject({ wasPassed: true, may: { note: true } })
  await ruth.call(contract.replyToConcern, { concernId, words: 'I call you at noon' })
  world.clock.now = new Date('2027-02-10T09:00:00Z')
  await world.settle()
  expect(await own(concernId)).toMatchObject({ to: 'Ruth', dueOn: null })
  await ruth.call(contract.finishConcern, { concernId })
})

test('what is not right goes to the chosen one alone and leaves no trace that names it', async () => {
  await world.settle()
  const before = await mailsIn(world, halden.organizationId)
  const asked = { programId, kind: 'not-right' as const, words: 'canary-not-right' }
  expect(await refusalOf(mentee.call(contract.raiseConcern, asked))).toBe('no_safe_contact')
  expect(await refusalOf(mentee.call(contract.raiseConcern, { ...asked, to: halden.oskar.id }))).toBe('no_safe_contact')
  const { id: concernId, ...alone } = await mentee.call(contract.raiseConcern, { ...asked, to: astrid.id })
  expect(alone).toMatchObject({ to: 'Astrid', deputy: null, dueOn: '2027-02-10', wish: null })
  await world.settle()
  const [mail, ...more] = (await mailsIn(world, halden.organizationId)).slice(before.length)
  expect(more).toEqual([])
  expect(mail).toMatchObject({ personId: astrid.id, subject: 'Somebody in Stepping Up waits for you: please read it today' })
  expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/canary|Amina|right|safe/)
  expect((await astrid.call(contract.listGivenToMe, {})).rows).toMatchObject([{ id: concernId, kind: 'not-right' }])
  expect((await astrid.call(contract.openConcern, { concernId })).may).toMatchObject({ reply: true, note: { code: 'reply_only' } })
  for (const person of [ingrid, ruth, mentor, other.mentee, halden.oskar, fjord.astrid]) {
    expect(await refusalOf(person.call(contract.openConcern, { concernId }))).toBe('not_found')
    expect(await refusalOf(person.call(contract.replyToConcern, { concernId, words: 'x' }))).toBe('not_found')
    expect(JSON.stringify(await person.call(contract.listGivenToMe, { state: 'ended' }))).not.toContain(concernId)
  }
  const seen = JSON.stringify([
    await ruth.call(contract.listConcerns, { programId }),
    ...(await Promise.all([ingrid, astrid].flatMap(one => [one.call(listMails, { tab: 'log' as const }), one.call(readMail, {})]))),
  ])
  expect(seen).not.toMatch(/canary|concern\./)
  const { rows } = await world.database.ownerPool.query(
    `select actor_person_id, scope_id, facts::text from history_entry where facts->>'concern' = $1`,
    [concernId],
  )
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.every(row => row.actor_person_id !== mentee.id && row.scope_id === null)).toBe(true)
  expect(JSON.stringify(rows)).not.toMatch(/not-right|canary/)
  expect(await world.as(halden.organizationId, ctx => openRequestsOfForSystem(ctx, mentee.id))).toEqual([])
  world.clock.now = new Date('2027-02-11T00:00:00Z')
  await world.settle()
  expect(await own(concernId)).toMatchObject({ to: 'Astrid', isLate: true, deputy: null })
  expect((await last(mailsTo(world, halden.organizationId, astrid.id)))?.subject).toBe('Somebody in Stepping Up still waits for you')
  await mentee.call(contract.takeBackConcern, { concernId })
})

test('it goes to somebody else of the choices only where the sender said so', async () => {
  const { id: concernId } = await mentee.call(contract.raiseConcern, {
    programId,
    kind: 'not-right',
    to: astrid.id,
    wish: 'act',
    passesOn: true,
  })
  expect((await own(concernId))?.deputy).toBe('Ingrid')
  world.clock.now = new Date('2027-02-12T00:00:00Z')
  await world.settle()
  expect(await own(concernId)).toMatchObject({ to: 'Ingrid', state: 'asked' })
  await mentee.call(contract.takeBackConcern, { concernId })
})

test('the partner never sees one, also not as the contact of the program: it goes to the next, and the choice says so', async () => {
  await world.as(halden.organizationId, ctx => giveGrant(ctx, { personId: mentor.id, relation: 'coordinator', scopeId: programId }))
  await world.database.ownerPool.query('update program set contact_person_id = $1 where id = $2', [mentor.id, programId])
  const [program] = (await mentee.call(contract.readHelp, {})).programs
  expect(program).toMatchObject({ contact: { name: 'Ingrid' }, insteadOf: 'Bo' })
  expect(program?.safe.find(choice => choice.name === 'Bo')?.may).toEqual({ code: 'no_safe_contact', facts: {} })
  const talk = await mentee.call(contract.raiseConcern, { programId, kind: 'talk', words: 'canary-about-him' })
  expect(talk).toMatchObject({ to: 'Ingrid', deputy: 'Ruth' })
  expect(await refusalOf(mentee.call(contract.raiseConcern, { programId, kind: 'not-right', to: mentor.id }))).toBe('no_safe_contact')
  await world.settle()
  // even if it were with him, it would not be there for him
  await world.database.ownerPool.query('update concern set partner_person_id = null, recipient_person_id = $1 where id = $2', [
    mentor.id,
    talk.id,
  ])
  expect(await refusalOf(mentor.call(contract.openConcern, { concernId: talk.id }))).toBe('not_found')
  const everything = JSON.stringify([
    await mentor.call(contract.listConcerns, { programId }),
    await mentor.call(contract.listGivenToMe, {}),
    await mentor.call(contract.readHelp, {}),
    await mentor.call(listMails, { tab: 'log' }),
    await mailsTo(world, halden.organizationId, mentor.id),
    await world.as(halden.organizationId, ctx =>
      waitingRequests({ ...ctx, actor: { ...ctx.actor, personId: mentor.id, assurance: 'token' } }, null),
    ),
  ])
  expect(everything).not.toMatch(/canary|concern\.|"open":1/)
  await world.database.ownerPool.query('update concern set recipient_person_id = $1 where id = $2', [ingrid.id, talk.id])
  await mentee.call(contract.takeBackConcern, { concernId: talk.id })
  // a mentor asks about a mentee: the other way round nobody sees it either
  const { id } = await mentor.call(contract.raiseConcern, { programId, kind: 'talk' })
  expect(JSON.stringify(await mentee.call(contract.listGivenToMe, {}))).not.toContain(id)
})

test('safe contacts are named by staff, may be outside, and read what is given to them and nothing else', async () => {
  const contacts = [
    { name: 'Bo', email: 'bo@example.org', phone: null, line: 'Looks after safety here', isOutside: false },
    { name: 'Joseph Amadi', email: 'piet@example.org', phone: '555 0142', line: 'At the Listening Service', isOutside: true },
  ]
  expect(await refusalOf(halden.piet.call(contract.nameSafeContacts, { programId, contacts }))).toBe('not_permitted')
  expect(await refusalOf(fjord.ingrid.call(contract.nameSafeContacts, { programId, contacts }))).toBe('not_found')
  await ingrid.call(contract.nameSafeContacts, { programId, contacts })
  const { safe } = await ingrid.call(contract.readSafeContacts, { programId })
  expect(safe.map(({ position, isOutside }) => [position, isOutside])).toEqual([
    [1, false],
    [2, true],
  ])
  const help = (await mentee.call(contract.readHelp, {})).programs[0]
  const choices = help?.safe ?? []
  // the number that the program gives, never a person's own
  expect(choices.map(choice => choice.phone)).toEqual([null, '555 0142', null, null, null])
  expect(choices.map(choice => [choice.name, choice.as, choice.may === true])).toEqual([
    ['Bo', 'safe', false],
    ['Piet', 'safe', true],
    ['Ingrid', 'coordinator', true],
    ['Ruth', 'coordinator', true],
    ['Astrid', 'administrator', true],
  ])
  const { id: concernId } = await mentee.call(contract.raiseConcern, {
    programId,
    kind: 'not-right',
    to: halden.piet.id,
    words: 'canary-outside',
  })
  await world.settle()
  expect((await last(mailsTo(world, halden.organizationId, halden.piet.id)))?.text).toContain('/halden/given-to-me')
  expect((await halden.piet.call(contract.openConcern, { concernId })).steps[0]?.words).toBe('canary-outside')
  expect(await refusalOf(halden.piet.call(contract.listConcerns, { programId }))).toBe('not_permitted')
})

test('a pause and an end without a mentorship are asked for; many open ones are a conversation', async () => {
  await world.database.ownerPool.query(`update mentorship set state = 'closed', closed_at = now() where id = $1`, [other.mentorshipId])
  const person = other.mentee
  expect(await refusalOf(person.call(contract.raiseConcern, { programId, kind: 'pause' }))).toBe('until_needed')
  expect(await refusalOf(person.call(contract.raiseConcern, { programId, kind: 'pause', untilOn: '2027-01-01' }))).toBe('pause_dates')
  const pause = await person.call(contract.raiseConcern, { programId, kind: 'pause', untilOn: '2027-03-01' })
  expect(pause).toMatchObject({ untilOn: '2027-03-01', wish: null })
  for (let n = 1; n < 10; n += 1) await person.call(contract.raiseConcern, { programId, kind: 'end' })
  expect(await refusalOf(person.call(contract.raiseConcern, { programId, kind: 'end' }))).toBe('too_many_open')
  const first = await person.call(contract.listOwnConcerns, { limit: 8 })
  const second = await person.call(contract.listOwnConcerns, { limit: 8, after: first.next ?? '' })
  expect([first.rows.length, second.rows.length, second.next]).toEqual([8, 2, null])
  const page = await mentor.call(contract.listConcerns, { programId, limit: 5 })
  expect([page.rows.length, page.next, page.counts.open]).toEqual([5, '5', 10])
})

test('nobody asks in a program that is not theirs, and the other organization sees nothing', async () => {
  expect(await refusalOf(halden.piet.call(contract.raiseConcern, { programId, kind: 'talk' }))).toBe('not_found')
  expect(await refusalOf(foreign.pair.mentee.call(contract.raiseConcern, { programId, kind: 'talk' }))).toBe('not_found')
  expect(await refusalOf(mentee.call(contract.raiseConcern, { programId, kind: 'talk', mentorshipId: other.mentorshipId }))).toBe(
    'not_found',
  )
  expect((await fjord.ingrid.call(contract.listConcerns, { programId: fjord.programId })).rows).toEqual([])
  expect((await mailsIn(world, fjord.organizationId)).filter(mail => mail.reason.startsWith('concern'))).toEqual([])
  expect(world.bugs).toEqual([])
})

test('whom everybody asks is named with the safe contacts, all or nothing, and only by a coordinator', async () => {
  const { ingrid: coordinator, astrid: administrator, piet, programId: id } = fjord
  const { version } = await coordinator.call(readProgram, { programId: id })
  const one = { name: 'Joseph', email: 'joseph@example.org', phone: null, line: 'At the Listening Service', isOutside: true }
  const all = { programId: id, contacts: [one], ask: { personId: coordinator.id, phone: '555 0100', version } }
  const refused = (change: object, by = coordinator) => refusalOf(by.call(contract.nameSafeContacts, { ...all, ...change }))
  expect(await refused({ contacts: [one, one] })).toBe('same_contact_twice')
  expect(await refused({ ask: { ...all.ask, personId: piet.id } })).toBe('contact_not_staff')
  expect(await refused({ ask: { ...all.ask, version: version + 1 } })).toBe('stale')
  expect(await refused({}, administrator)).toBe('not_permitted')
  expect(await coordinator.call(readProgram, { programId: id })).toMatchObject({ version })
  expect((await coordinator.call(contract.readSafeContacts, { programId: id })).safe).toEqual([])

  await coordinator.call(contract.nameSafeContacts, all)
  await administrator.call(contract.nameSafeContacts, { programId: id, contacts: [one] })
  expect((await coordinator.call(readProgram, { programId: id })).contact).toEqual({
    personId: coordinator.id,
    name: 'Ingrid',
    phone: '555 0100',
  })
  expect((await coordinator.call(contract.readSafeContacts, { programId: id })).safe.map(({ name }) => name)).toEqual(['Joseph'])
})
