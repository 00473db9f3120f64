import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { letter } from '../kit/mail/letter.ts'
import { post } from '../kit/mail/mail.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { mailsIn } from './cast.ts'
import { pauseAllMail, readMail, resumeAllMail } from './contract.ts'

const world = await aWorld()
const { halden, fjord } = world
const rendered = letter({
  language: 'en-US',
  direction: 'ltr',
  organization: 'Halden',
  subject: 'Thursday',
  preheader: 'x',
  greeting: 'Hello,',
  paragraphs: ['Words'],
  footer: ['Why'],
})
const write = (house: typeof halden, scopeId: string | null) =>
  world.as(house.organizationId, ctx =>
    post(ctx, { personId: house.piet.id, address: 'piet@example.org', scopeId, reason: 'matching.reminder', rendered }),
  )
const state = async (house: typeof halden, id: string) => {
  await world.settle()
  return (await mailsIn(world, house.organizationId)).find(mail => mail.id === id)?.state
}

// without a mail server what would leave is kept to be handed over

test('a coordinator pauses the mail of their programs and of nothing else, and it goes on from there', async () => {
  await halden.ingrid.call(pauseAllMail, {})
  await halden.ingrid.call(pauseAllMail, {})
  const own = await write(halden, halden.programId)
  expect(await state(halden, own)).toBe('due')
  expect(await state(halden, await write(halden, halden.otherProgramId))).toBe('kept')
  expect(await state(halden, await write(halden, null))).toBe('kept')
  expect(await state(fjord, await write(fjord, fjord.programId))).toBe('kept')
  expect((await halden.ingrid.call(readMail, {})).paused).toMatchObject({ by: 'Ingrid', may: { resume: true } })
  expect([(await halden.oskar.call(readMail, {})).paused, (await fjord.ingrid.call(readMail, {})).paused]).toEqual([null, null])
  await halden.oskar.call(resumeAllMail, {})
  expect(await state(halden, own)).toBe('due')
  await halden.ingrid.call(resumeAllMail, {})
  expect(await state(halden, own)).toBe('kept')
  expect((await halden.ingrid.call(readMail, {})).paused).toBe(null)
})

test('an administrator pauses all programs, and only an administrator lets that go on; links to sign in still go', async () => {
  await halden.astrid.call(pauseAllMail, {})
  const own = await write(halden, halden.programId)
  await halden.ingrid.call(resumeAllMail, {})
  expect(await state(halden, own)).toBe('due')
  expect((await halden.ingrid.call(readMail, {})).paused?.may.resume).toEqual({ code: 'not_permitted', facts: {} })
  expect(await state(halden, await write(halden, null))).toBe('kept')
  await halden.ingrid.call(pauseAllMail, {})
  await halden.astrid.call(resumeAllMail, {})
  expect(await state(halden, own)).toBe('kept')
  expect((await halden.ingrid.call(readMail, {})).paused).toBe(null)
  expect(await refusalOf(halden.piet.call(pauseAllMail, {}))).toBe('not_permitted')
  expect(world.bugs).toEqual([])
})
