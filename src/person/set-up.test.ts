/** Mail is green before the first day, or whoever sets up says that it goes on without. */
import { createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { anEmptyWorld } from '../app/cast.ts'
import { organizationsForSystem } from '../organization/queries.ts'

const server = createServer(socket => socket.end('451 later\r\n'))
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const { port } = server.address() as { port: number }

const world = await anEmptyWorld({ settings: { SMTP_URL: `smtp://127.0.0.1:${port}` } })
const path = `/set-up/${world.setUpToken}`
const fields = { organization: 'Halden', slug: 'halden', zone: 'Europe/Oslo', name: 'Astrid', email: 'astrid@example.org' }
const browser = world.browser()

test('the page says what the mail server answered, and offers to ask again or to go on', async () => {
  const { text } = await browser.open(path)

  expect(text).toContain(`The mail server 127.0.0.1:${port} did not answer`)
  expect(text).toContain('Ask the mail server again')
  expect(text).toContain('Start without mail')
})

test('asking again keeps what was typed', async () => {
  const { status, text } = await browser.post(path, { ...fields, mail: 'check' })

  expect([status, text.includes('value="astrid@example.org"')]).toEqual([200, true])
})

test('nobody goes on without mail by mistake', async () => {
  expect((await browser.post(path, fields)).status).toBe(422)
  expect(await organizationsForSystem(world.database)).toEqual([])
})

test('a short name that was left empty is made, and shown before it is used', async () => {
  const { status, text } = await browser.post(path, { ...fields, organization: 'Universität Köln', slug: '', mail: 'waived' })

  expect([status, text.includes('value="universitaet-koeln"')]).toEqual([200, true])
  expect(await organizationsForSystem(world.database)).toEqual([])
})

test('who says so goes on, and that stands in the history', async () => {
  expect((await browser.post(path, { ...fields, mail: 'waived' })).status).toBe(303)
  const { rows } = await world.database.ownerPool.query(`select facts from history_entry where name = 'organization.created'`)
  expect(rows).toEqual([{ facts: expect.objectContaining({ isMailWaived: true }) }])
})
