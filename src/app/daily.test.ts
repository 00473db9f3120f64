import { expect, test } from 'vitest'
import { doDaily } from '../kit/jobs/daily.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { twoPairs } from '../mentorship/cast.ts'
import { readMentorship } from '../mentorship/contract.ts'
import { readThread, sendMessage, takeBackMessage } from '../message/contract.ts'
import { mailsTo } from '../notification/cast.ts'
import { openMail } from '../notification/contract.ts'
import { dailyWorks } from './capabilities.ts'
import { aWorld } from './cast.ts'

const world = await aWorld()
const { halden, fjord, database } = world
const [{ mentorshipId, mentee }] = await twoPairs(world, halden)
await twoPairs(world, fjord)
const { threadId } = await mentee.call(readMentorship, { mentorshipId })
const canary = 'a word between the two, Ωmega'

const count = async (sql: string): Promise<number> =>
  (await database.ownerPool.query<{ count: number }>(`select count(*)::int as count ${sql}`)).rows[0]?.count ?? 0
const errors: unknown[] = []
const daily = (works = dailyWorks) =>
  doDaily({
    ...world,
    works,
    organizationIds: async () => [halden.organizationId, fjord.organizationId],
    log: (_, message, facts) => errors.push([message, facts]),
  })
const daysPass = (days: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + days * 86_400_000)
}

test('what is kept to be answered again is sealed, and nobody reads what was taken back', async () => {
  const say = () => mentee.call(sendMessage, { threadId: threadId ?? '', text: canary }, { idempotencyKey: 'once' })
  const { id } = await say()
  expect((await say()).id).toBe(id)
  const { rows } = await database.ownerPool.query<{ everything: string }>(
    'select json_agg(idempotency)::text as everything from idempotency',
  )
  expect(rows[0]?.everything).toContain('once')
  expect(rows[0]?.everything).not.toContain('Ωmega')

  await mentee.call(takeBackMessage, { messageId: id })

  expect(await refusalOf(say())).toBe('answer_forgotten')
  expect((await mentee.call(readThread, { threadId: threadId ?? '' })).rows.map(row => row.text)).toEqual([null])
})

test('a key that is too long is refused, not cut', async () => {
  const key = 'k'.repeat(201)
  expect(await refusalOf(mentee.call(sendMessage, { threadId: threadId ?? '', text: 'x' }, { idempotencyKey: key }))).toBe('unreadable')
})

test('after a day answers are forgotten, after a month the words of mails that were sent, after three of those that wait', async () => {
  const [mail] = await mailsTo(world, halden.organizationId, mentee.id)
  const mails = await count('from mail')
  await daily()
  expect(await count('from idempotency')).toBeGreaterThan(0)
  expect(await count('from mail where sealed is null')).toBe(0)
  daysPass(2)
  await daily()
  expect(await count('from idempotency')).toBe(0)
  await database.ownerPool.query(`update mail set state = 'sent' where id = $1`, [mail?.id])
  daysPass(30)
  await daily()
  expect(await count('from mail where sealed is null')).toBe(1)
  expect(await refusalOf(halden.astrid.call(openMail, { mailId: mail?.id ?? '' }))).toBe('mail_forgotten')
  daysPass(60)
  await daily()
  expect(await count('from mail')).toBe(mails)
  expect(await count(`from mail where sealed is not null and state <> 'due'`)).toBe(0)
  expect(errors).toEqual([])
})

test('it is done once a day for each organization, and what fails keeps nothing else from it', async () => {
  const done: string[] = []
  let isBroken = true
  const works = [
    { name: 'broken', work: async () => (isBroken ? Promise.reject(new Error('not yet')) : done.push('mended')) },
    { name: 'counted', work: async () => done.push('counted') },
  ]
  await daily(works)
  await daily(works)
  expect(done).toEqual(['counted', 'counted'])
  isBroken = false
  await daily(works)
  expect(done).toEqual(['counted', 'counted', 'mended', 'mended'])
  daysPass(1)
  await daily(works)
  expect(done).toHaveLength(8)
  expect(errors).toHaveLength(4)
})
