import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { linksIn, mailsTo } from '../../notification/cast.ts'
import { listMails, openLetters, openMail } from '../../notification/contract.ts'
import { listGrants, takeBackGrant } from '../../person/contract.ts'
import { peopleWhoAsk } from '../cast.ts'
import { chooseRecipient, openNewsLetter, readWaiting } from '../contract/waiting.ts'
import * as contract from '../contract.ts'
import { helpView } from '../queries/help.ts'
import { afterText, hearText, toldText } from '../rules.ts'

// The world has no mail server: every mail is kept.
const world = await aWorld()
const { halden, fjord } = world
const { ingrid, astrid, programId, organizationId } = halden
const { pair, ruth } = await peopleWhoAsk(world, halden)
await peopleWhoAsk(world, fjord)
const { mentee, mentor } = pair
const waitingFor = async (person: typeof ingrid) => (await person.call(readWaiting, {})).programs
const own = async (concernId: string) => (await mentee.call(contract.readHelp, {})).requests.find(one => one.id === concernId)
const takeBack = async (name: string) => {
  const { rows } = await astrid.call(listGrants, {})
  await astrid.call(takeBackGrant, { grantId: rows.find(row => row.name === name)?.id ?? '' })
}

test('whoever has a request sees on the first pages that somebody waits, with a count and nothing else; nobody else does', async () => {
  expect(await waitingFor(ingrid)).toEqual([])
  const { id: concernId } = await mentee.call(contract.raiseConcern, { programId, kind: 'talk', words: 'canary-waiting' })
  const seen = await waitingFor(ingrid)
  expect(seen).toEqual([{ programId, program: 'Stepping Up', waiting: 1, unread: 1, late: 0, isStaff: true }])
  for (const person of [ruth, astrid, halden.oskar, mentor, fjord.ingrid]) expect(await waitingFor(person)).toEqual([])
  await ingrid.call(contract.replyToConcern, { concernId, words: 'Tomorrow at nine' })
  expect(await waitingFor(ingrid)).toEqual([])
  await mentee.call(contract.takeBackConcern, { concernId })
})

test('a safe contact who runs nothing sees it, too, and where to read it', async () => {
  const contacts = [{ name: 'Piet', email: 'piet@example.org', phone: null, line: 'Listens', isOutside: true }]
  await ingrid.call(contract.nameSafeContacts, { programId, contacts })
  const { id: concernId } = await mentee.call(contract.raiseConcern, { programId, kind: 'not-right', to: halden.piet.id })
  expect(await waitingFor(halden.piet)).toMatchObject([{ waiting: 1, isStaff: false }])
  await ingrid.call(contract.nameSafeContacts, { programId, contacts: [] })
  await world.settle()
  expect(await waitingFor(halden.piet)).toEqual([])
  expect(await refusalOf(halden.piet.call(contract.openConcern, { concernId }))).toBe('not_found')
  expect(await own(concernId)).toMatchObject({ to: null, may: { choose: true } })
  await mentee.call(contract.takeBackConcern, { concernId })
})

test('the page says how each hears: without a mail server by their page and by letter', async () => {
  const [program] = (await mentee.call(contract.readHelp, {})).programs
  expect(program?.mail).toEqual({ toThem: false, toYou: false })
  const footer = linksIn((await mailsTo(world, organizationId, mentee.id)).at(-1)).at(-1) ?? ''
  const page = await world.browser().open(footer)
  expect(page.text).toContain('You choose who gets it. It stands on their page for when they next sign in.')
  expect(page.text).toContain('No mail tells you about it: look here again, or wait for a short letter.')
  expect(page.text).not.toContain('at once')
})

test('with a mail server a mail tells both, and the page says that', async () => {
  const [program] = (await world.as(organizationId, ctx => helpView(ctx, mentee.id, programId, 'mailed'))).programs
  expect(program?.mail).toEqual({ toThem: true, toYou: true })
  expect(program && [afterText('not-right', program), hearText(program), toldText('talk', program)]).toEqual([
    'act.not-right.after.mail',
    'hear.mail',
    null,
  ])
})

test('an answer leaves a letter that whoever answered hands over, alone, and without a word of it', async () => {
  const { id: concernId } = await mentee.call(contract.raiseConcern, { programId, kind: 'not-right', to: ingrid.id, words: 'canary-asked' })
  expect(await refusalOf(ingrid.call(openNewsLetter, { concernId }))).toBe('no_letter')
  const opened = await ingrid.call(contract.replyToConcern, { concernId, words: 'canary-answer' })
  expect(opened.toSender).toBe('letter')
  await world.settle()
  const letter = await ingrid.call(openNewsLetter, { concernId })
  expect(letter.subject).toBe('There is an answer for you in Stepping Up')
  expect(letter.text).not.toContain('canary')
  expect((await world.browser().open(linksIn(letter)[0] ?? '')).text).toContain('canary-answer')
  const kept = (await ingrid.call(listMails, { tab: 'kept' })).rows.filter(row => row.reason === 'concern.safe')
  expect(kept.map(row => row.person?.name)).toEqual(['Amina'])
  const mailId = kept[0]?.id ?? ''
  expect((await ingrid.call(openMail, { mailId })).text).toBe(letter.text)
  expect((await ingrid.call(openLetters, {})).rows.map(row => row.id)).toContain(mailId)
  for (const person of [ruth, astrid, halden.oskar]) {
    expect((await person.call(listMails, { tab: 'kept' })).rows.map(row => row.id)).not.toContain(mailId)
    expect(await refusalOf(person.call(openMail, { mailId }))).toBe('not_found')
    expect(await refusalOf(person.call(openNewsLetter, { concernId }))).toBe('not_found')
  }
  await mentee.call(contract.addToConcern, { concernId, words: 'thank you' })
  expect((await ingrid.call(listMails, { tab: 'kept' })).rows.map(row => row.id)).not.toContain(mailId)
  await mentee.call(contract.takeBackConcern, { concernId })
})

test('whoever no longer coordinates reads none of the requests at once; they are with the next person to ask', async () => {
  const { id: concernId } = await mentee.call(contract.raiseConcern, { programId, kind: 'change', words: 'canary-change', wish: 'act' })
  const { id: safe } = await mentee.call(contract.raiseConcern, { programId, kind: 'not-right', to: ingrid.id, words: 'canary-safe' })
  await ingrid.call(contract.noteConcern, { concernId, note: 'On it' })
  await takeBack('Ingrid')
  for (const id of [concernId, safe]) expect(await refusalOf(ingrid.call(contract.openConcern, { concernId: id }))).toBe('not_found')
  expect((await ingrid.call(contract.listGivenToMe, {})).rows).toEqual([])
  await world.settle()
  expect(await own(concernId)).toMatchObject({ to: 'Ruth', state: 'asked', deputy: 'Astrid' })
  expect((await ruth.call(contract.openConcern, { concernId })).steps.map(({ words }) => words)).toContain('canary-change')
  expect((await mailsTo(world, organizationId, mentee.id)).at(-1)?.subject).toBe('There is an answer for you in Stepping Up')
  // it was for one person alone: nobody has it, and its sender can choose
  expect(await own(safe)).toMatchObject({ to: null, state: 'asked', may: { choose: true, takeBack: true } })
  expect((await own(safe))?.steps.at(-1)).toMatchObject({ step: 'left', name: 'Ingrid' })
  for (const person of [ingrid, ruth, astrid])
    expect(await refusalOf(person.call(contract.openConcern, { concernId: safe }))).toBe('not_found')
  expect(await refusalOf(mentee.call(chooseRecipient, { concernId: safe, to: mentor.id }))).toBe('no_safe_contact')
  expect(await refusalOf(mentee.call(chooseRecipient, { concernId, to: astrid.id }))).toBe('somebody_has_it')
  expect(await mentee.call(chooseRecipient, { concernId: safe, to: astrid.id })).toMatchObject({ to: 'Astrid', dueOn: '2027-02-01' })
  expect((await astrid.call(contract.openConcern, { concernId: safe })).steps[0]?.words).toBe('canary-safe')
  await mentee.call(contract.takeBackConcern, { concernId: safe })
})

test('the same by the page behind a link; and where there is nobody else, nobody has it', async () => {
  const { id: concernId } = await mentee.call(contract.raiseConcern, { programId, kind: 'not-right', to: ruth.id })
  await takeBack('Ruth')
  await world.settle()
  const footer = linksIn((await mailsTo(world, organizationId, mentee.id)).at(-1)).at(-1) ?? ''
  const browser = world.browser()
  expect((await browser.open(footer)).text).toContain('Nobody has it now. You can choose whom to tell')
  expect((await browser.post(footer, { act: 'choose', concern: concernId })).status).toBe(422)
  await browser.post(footer, { act: 'choose', concern: concernId, to: astrid.id })
  expect(await own(concernId)).toMatchObject({ to: 'Astrid' })
  const { rows } = await world.database.ownerPool.query(
    `select facts::text, actor_person_id from history_entry where name in ('concern.left', 'concern.passed') and organization_id = $1`,
    [organizationId],
  )
  expect(rows.every(row => row.actor_person_id !== mentee.id && !row.facts.includes(mentee.id))).toBe(true)
  expect(world.bugs).toEqual([])
})
