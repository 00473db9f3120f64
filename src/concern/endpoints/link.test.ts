import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { readMentorship } from '../../mentorship/contract.ts'
import { linksIn, mailsTo } from '../../notification/cast.ts'
import { peopleWhoAsk } from '../cast.ts'
import * as contract from '../contract.ts'

const world = await aWorld()
const { halden, fjord } = world
const { pair, ruth } = await peopleWhoAsk(world, halden)
await peopleWhoAsk(world, fjord)
const { mentee, mentor, mentorshipId } = pair
const { programId } = halden
const browser = world.browser()

/** The link behind *Help and changes* at the foot of the latest mail of a season. */
const footer = linksIn((await mailsTo(world, halden.organizationId, mentee.id)).at(-1)).at(-1) ?? ''
const field = (page: string, kind: string): string =>
  new RegExp(`name="kind" value="${kind}"><input type="hidden" name="once" value="([^"]+)"`).exec(page)?.[1] ?? ''
const requests = async () => (await mentee.call(contract.readHelp, {})).requests

test('every mail of a season leads to a page with five acts, each with what happens after and who sees it', async () => {
  const page = await browser.open(footer)
  expect(page.status).toBe(200)
  for (const words of [
    'Talk to somebody',
    'Only Ingrid, and Ruth if Ingrid has not answered by Wednesday, February 3. Never Bo',
    'You say until when. Nothing is asked of you, and your place stays.',
    'Bo and the coordinators of Stepping Up see the dates. Nobody sees why',
    'Bo sees how it ends and when. The coordinators of Stepping Up also see why, if you write it',
    'Only the person you choose. Never Bo',
    'Nothing ends today by a tap.',
    'You see here when Ingrid has read it, and you hear by Wednesday, February 3. If not, Ruth takes over.',
    'This page was made for Amina.',
  ])
    expect(page.text).toContain(words)
  expect(page.text).not.toMatch(/ checked|autofocus/)
})

test('opening it, however often and by whatever scanner, changes nothing', async () => {
  const state = () => world.database.ownerPool.query('select count(*), max(id::text) from history_entry')
  const before = (await state()).rows
  for (let n = 0; n < 3; n += 1) await browser.open(`${footer}?act=take-back`)
  expect((await state()).rows).toEqual(before)
  expect(await requests()).toEqual([])
})

test('a request is sent without signing in, once, and leads back to the same page', async () => {
  const { text } = await browser.open(footer)
  const form = { act: 'ask', kind: 'talk', once: field(text, 'talk'), words: 'canary-after-four' }
  const sent = await browser.post(footer, form)
  expect([sent.status, sent.location]).toEqual([303, footer])
  await browser.post(footer, form)
  expect(await requests()).toMatchObject([{ kind: 'talk', to: 'Ingrid', steps: [{ words: 'canary-after-four' }] }])
  const after = (await browser.open(footer)).text
  expect(after).toContain('You wrote to Ingrid')
  expect(after).not.toMatch(/canary|asked for a word/)
})

test('what is not right is sent by the same page; its title, address and words tell nobody', async () => {
  const { text } = await browser.open(footer)
  const form = { act: 'ask', kind: 'not-right', once: field(text, 'not-right'), words: 'canary-kept-on-fault' }
  const fault = await browser.post(footer, form)
  expect(fault.status).toBe(422)
  expect(fault.text).toContain('Choose who should get it. Nothing was sent; what you wrote is still here.')
  expect(fault.text).toContain('canary-kept-on-fault')
  const sent = await browser.post(footer, { ...form, to: halden.astrid.id, wish: 'talk', passes: 'on' })
  expect([sent.status, sent.location]).toEqual([303, footer])
  expect((await requests())[0]).toMatchObject({ kind: 'not-right', wish: 'talk', to: 'Astrid', deputy: 'Ingrid' })
  const after = (await browser.open(footer)).text
  expect(after).toContain('<title>Help and changes · Stepping Up, Halden Health Trust</title>')
  expect(after).toContain('You wrote to Astrid')
  expect(after).not.toContain('canary')
})

test('an answer is read behind the link of its own mail, which is over after two weeks, and not behind the others', async () => {
  const [safe] = await requests()
  await halden.astrid.call(contract.openConcern, { concernId: safe?.id ?? '' })
  await halden.astrid.call(contract.replyToConcern, { concernId: safe?.id ?? '', words: 'canary-answer' })
  await world.settle()
  const mail = (await mailsTo(world, halden.organizationId, mentee.id)).at(-1)
  const [news = '', foot = ''] = linksIn(mail)
  expect(mail?.text).not.toContain('canary')
  expect((await browser.open(news)).text).toContain('canary-answer')
  expect((await browser.open(foot)).text).not.toContain('canary')
  expect((await browser.open(foot)).text).toContain('Astrid answered')
  const concern = { concern: safe?.id ?? '' }
  expect((await browser.post(news, { act: 'add', ...concern, words: '' })).status).toBe(422)
  expect((await browser.post(news, { act: 'add', ...concern, words: 'thank you', wish: 'act' })).status).toBe(303)
  expect((await requests())[0]).toMatchObject({ wish: 'act', dueOn: '2027-02-01' })
  await browser.post(news, { act: 'take-back', ...concern })
  expect((await browser.open(news)).text).not.toContain('canary-answer')
  world.clock.now = new Date('2027-02-20T09:00:00Z')
  const over = await browser.open(news)
  expect([over.status, over.text.includes('This link is too old')]).toEqual([410, true])
  expect((await browser.post(news, { act: 'ask', kind: 'talk' })).status).toBe(410)
  expect((await browser.open(foot)).status).toBe(200)
})

test('a pause begins and ends by the page, and so does the end, with a way back', async () => {
  expect((await browser.post(footer, { act: 'pause', kind: 'pause', about: mentorshipId, until: '2020-01-01' })).status).toBe(422)
  await browser.post(footer, { act: 'pause', kind: 'pause', about: mentorshipId, until: '2027-03-10' })
  expect((await mentor.call(readMentorship, { mentorshipId })).pausedUntil).toBe('2027-03-10')
  expect((await browser.open(footer)).text).toContain('You pause until March 10. It goes on by itself.')
  await browser.post(footer, { act: 'resume', about: mentorshipId })
  expect((await mentor.call(readMentorship, { mentorshipId })).state).toBe('active')
  const unsaid = await browser.post(footer, { act: 'end', kind: 'end', about: mentorshipId })
  expect([unsaid.status, unsaid.text.includes('Choose how it shall end.')]).toEqual([422, true])
  await browser.post(footer, { act: 'end', kind: 'end', about: mentorshipId, manner: 'last-talk', words: 'canary-reason' })
  expect((await mentor.call(readMentorship, { mentorshipId })).state).toBe('closing')
  const closing = (await browser.open(footer)).text
  expect(closing).toContain('You chose to end it.')
  expect(closing).not.toContain('canary')
  const closure = /name="closure" value="([^"]+)"/.exec(closing)?.[1] ?? ''
  await browser.post(footer, { act: 'take-end-back', kind: 'end', closure })
  expect((await mentor.call(readMentorship, { mentorshipId })).state).toBe('active')
})

test('a link does nothing for others, nothing unknown, and nothing of another organization', async () => {
  expect((await browser.post(footer, { act: 'become-administrator' })).status).toBe(400)
  expect((await browser.post(footer, { act: 'take-back', concern: 'x' })).status).toBe(400)
  expect((await browser.open(footer.replace('/halden/', '/fjord/'))).status).toBe(410)
  expect((await browser.post(footer, { act: 'ask', kind: 'talk' }, 'https://elsewhere.example')).status).toBe(403)
  const { id } = await mentor.call(contract.raiseConcern, { programId, kind: 'talk' })
  expect((await browser.post(footer, { act: 'take-back', concern: id })).status).toBe(404)
  expect(JSON.stringify(await ruth.call(contract.listConcerns, { programId }))).not.toContain(id)
  expect(world.bugs).toEqual([])
})
