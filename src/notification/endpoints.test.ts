import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { letter } from '../kit/mail/letter.ts'
import { dropDueMails, post } from '../kit/mail/mail.ts'
import type { Refused } from '../kit/wire/client.ts'
import { mailsIn } from './cast.ts'
import { listMails, openLetters, openMail, putBackMails, readMail, stopMails } from './contract.ts'
import { severalIn, shownText } from './rules.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const evening = new Date('2027-02-01T17:00:00Z')
const rendered = letter({
  language: 'en-US',
  direction: 'ltr',
  organization: 'Halden',
  subject: 'Thursday',
  preheader: 'x',
  greeting: 'Hello,',
  paragraphs: ['Words'],
  button: { label: 'See it', url: 'http://127.0.0.1:3000/halden/a/secretsecretsecret1234' },
  footer: ['Why'],
})
const write = (house: typeof halden, personId: string, reason: string, scopeId: string | null, address: string | null) =>
  world.as(house.organizationId, ctx => post(ctx, { personId, address, scopeId, reason, rendered, dueAt: evening }))

const writeTo = (personId: string, reason: string) => write(halden, personId, reason, halden.programId, 'somebody@example.org')

const ids = {
  first: await write(halden, halden.piet.id, 'matching.reminder', halden.programId, 'piet@example.org'),
  second: await write(halden, halden.oskar.id, 'matching.reminder', halden.programId, 'oskar@example.org'),
  again: await write(halden, halden.piet.id, 'mentorship.message', halden.programId, 'piet@example.org'),
  other: await write(halden, halden.piet.id, 'matching.reminder', halden.otherProgramId, 'piet@example.org'),
  kept: await write(halden, halden.piet.id, 'matching.proposed', halden.programId, null),
  safe: await write(halden, halden.piet.id, 'concern.safe', null, 'piet@example.org'),
  elsewhere: await write(fjord, fjord.piet.id, 'matching.reminder', fjord.programId, 'piet@example.org'),
}

test('tonight is grouped by reason and counts unique people, each as far as the reader looks after', async () => {
  const mine = await halden.ingrid.call(readMail, {})
  expect(mine).toMatchObject({ people: 2, several: 1, counts: { tonight: 2, held: 0, cameBack: 0, kept: 1 } })
  expect(mine.groups.map(({ reason, people, mails }) => [reason, people, mails])).toEqual([
    ['matching.reminder', 2, 2],
    ['mentorship.message', 1, 1],
  ])
  expect((await halden.oskar.call(readMail, {})).people).toBe(1)
  expect((await halden.astrid.call(readMail, {})).groups.find(({ reason }) => reason === 'matching.reminder')?.mails).toBe(3)
  expect(await refusal(halden.piet.call(readMail, {}))).toBe('not_permitted')
})

test('a mail that would tell of a safe contact is in no list and cannot be opened', async () => {
  for (const person of [halden.ingrid, halden.astrid]) {
    const { rows } = await person.call(listMails, { tab: 'log' })
    expect(rows.map(row => row.id)).not.toContain(ids.safe)
    expect(await refusal(person.call(openMail, { mailId: ids.safe }))).toBe('not_found')
  }
})

test('the text is opened on request, which stands in the history; links show only where it is to be handed over', async () => {
  const due = await halden.ingrid.call(openMail, { mailId: ids.first })
  expect(due.subject).toBe('Thursday')
  expect(due.text).toContain('/halden/a/…')
  expect(due.text).not.toContain('secret')
  expect((await halden.ingrid.call(openMail, { mailId: ids.kept })).text).toContain('/a/secretsecretsecret1234')
  const { rows } = await world.database.ownerPool.query(
    `select actor_person_id from history_entry where name = 'notification.mail-opened' order by id`,
  )
  expect(rows).toEqual([{ actor_person_id: halden.ingrid.id }, { actor_person_id: halden.ingrid.id }])
  for (const stranger of [halden.oskar, fjord.astrid, fjord.ingrid])
    expect(await refusal(stranger.call(openMail, { mailId: ids.first }))).toBe('not_found')
})

test('all that is to be handed over is opened in one go, by whoever looks after it, and stands in the history', async () => {
  const { rows, next } = await halden.ingrid.call(openLetters, {})
  expect(next).toBe(null)
  expect(rows.map(row => row.id)).toContain(ids.kept)
  expect(rows.find(row => row.id === ids.kept)?.links[0]?.typed).toContain('/a/secretsecretsecret1234')
  expect(rows.map(row => row.id)).not.toContain(ids.first)
  expect((await fjord.ingrid.call(openLetters, {})).rows.map(row => row.id)).not.toContain(ids.kept)
  expect((await halden.oskar.call(openLetters, {})).rows.map(row => row.id)).not.toContain(ids.kept)
  const told = await world.database.ownerPool.query(
    `select facts from history_entry where name = 'notification.letters-opened' and organization_id = $1`,
    [halden.organizationId],
  )
  expect(told.rows.flatMap(row => row.facts.mails)).toEqual(rows.map(row => row.id))
})

test('a group is stopped and put back by whoever looks after it, and nobody else’s mails with it', async () => {
  expect(await halden.ingrid.call(stopMails, { reason: 'matching.reminder' })).toMatchObject({ stopped: 2, people: 2 })
  expect(await refusal(halden.ingrid.call(stopMails, { reason: 'matching.reminder' }))).toBe('mails_gone')
  expect(await refusal(fjord.ingrid.call(putBackMails, { mailIds: [ids.first] }))).toBe('mails_gone')
  const states = new Map((await mailsIn(world, halden.organizationId)).map(mail => [mail.id, mail.state]))
  expect([states.get(ids.first), states.get(ids.second), states.get(ids.other), states.get(ids.again)]).toEqual([
    'stopped',
    'stopped',
    'due',
    'due',
  ])
  expect(await halden.ingrid.call(putBackMails, { mailIds: [ids.first] })).toEqual({ back: 1, people: 1 })
})

test('putting back a group puts back what was stopped with it, and nothing that was stopped before or has become pointless', async () => {
  const reason = 'test.group'
  const [earlier, dropped, later] = [
    await writeTo(halden.piet.id, reason),
    await writeTo(halden.oskar.id, reason),
    await writeTo(halden.piet.id, reason),
  ]
  await halden.ingrid.call(stopMails, { mailIds: [earlier] })
  await world.as(halden.organizationId, ctx => dropDueMails(ctx, { personId: halden.oskar.id, scopeId: halden.programId, reason }))
  world.clock.now = new Date(world.clock.now.getTime() + 1000)
  const { at } = await halden.ingrid.call(stopMails, { reason })
  expect(await halden.ingrid.call(putBackMails, { reason, since: at })).toEqual({ back: 1, people: 1 })
  const states = new Map((await mailsIn(world, halden.organizationId)).map(mail => [mail.id, mail.state]))
  expect([states.get(earlier), states.get(dropped), states.get(later)]).toEqual(['stopped', 'dropped', 'due'])
  expect(await refusal(halden.ingrid.call(putBackMails, { mailIds: [dropped] }))).toBe('mails_gone')
  await world.database.ownerPool.query('delete from mail where reason = $1', [reason])
})

test('a mail to the other one of a pair is nothing for this one, also where they look after mail', async () => {
  const about = [halden.ingrid.id]
  const id = await world.as(halden.organizationId, ctx =>
    post(ctx, { personId: halden.piet.id, address: null, scopeId: halden.programId, about, reason: 'matching.proposed', rendered }),
  )
  const { rows } = await halden.ingrid.call(listMails, { tab: 'kept' })
  expect(rows.map(row => row.id)).not.toContain(id)
  expect((await halden.ingrid.call(openLetters, {})).rows.map(row => row.id)).not.toContain(id)
  expect(await refusal(halden.ingrid.call(openMail, { mailId: id }))).toBe('not_found')
  expect((await halden.astrid.call(listMails, { tab: 'kept' })).rows.map(row => row.id)).toContain(id)
  await world.database.ownerPool.query('delete from mail where id = $1', [id])
})

test('what is stopped does not leave in the evening, what was put back does, once', async () => {
  world.clock.now = new Date('2027-02-01T17:01:00Z')
  await world.settle()
  const states = new Map((await mailsIn(world, halden.organizationId)).map(mail => [mail.id, mail.state]))
  // without a mail server what would leave is kept to be handed over
  expect([states.get(ids.first), states.get(ids.second), states.get(ids.again)]).toEqual(['kept', 'stopped', 'kept'])
  expect(await refusal(halden.ingrid.call(stopMails, { mailIds: [ids.first] }))).toBe('mails_gone')
})

test('the log is read page by page and searched by name', async () => {
  const first = await halden.astrid.call(listMails, { tab: 'log', limit: 2 })
  const second = await halden.astrid.call(listMails, { tab: 'log', limit: 2, after: first.next ?? '' })
  expect(new Set([...first.rows, ...second.rows].map(row => row.id)).size).toBe(4)
  const found = await halden.astrid.call(listMails, { tab: 'log', person: 'oska' })
  expect(found.rows.map(row => row.person?.name)).toEqual(['Oskar'])
  expect((await halden.astrid.call(listMails, { tab: 'log', person: '%' })).rows).toEqual([])
  expect((await fjord.astrid.call(listMails, { tab: 'log' })).rows.map(row => row.id)).toEqual([ids.elsewhere])
  expect(world.bugs).toEqual([])
})

test('links of every kind are hidden, and people with more than one mail are counted once', () => {
  expect(shownText('see https://x.org/h/sign-in/abc-DEF_1 and https://x.org/h/home', 'sent')).toBe(
    'see https://x.org/h/sign-in/… and https://x.org/h/home',
  )
  expect(shownText('https://x.org/h/a/abc', 'kept')).toBe('https://x.org/h/a/abc')
  expect(severalIn([1, 2, 3, 1])).toBe(2)
})
