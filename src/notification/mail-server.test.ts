import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { invite, listInvitations } from '../person/contract.ts'
import { listMails, readMail } from './contract.ts'

const asked = { name: 'Otto', email: 'otto@example.org', relation: 'administrator' } as const

test('without a mail server an invitation is a letter to hand over, and says so', async () => {
  const { halden, settle } = await aWorld()
  const sent = await halden.astrid.call(invite, { ...asked, scopeId: halden.organizationId })
  await settle()
  expect(sent.isMailed).toBe(false)
  expect((await halden.astrid.call(listInvitations, {})).isMailed).toBe(false)
  expect((await halden.ingrid.call(readMail, {})).hasMailServer).toBe(false)
  const kept = (await halden.astrid.call(listMails, { tab: 'kept' })).rows
  expect(kept.map(({ id, person, address }) => [id, person, address])).toEqual([[sent.mailId, null, 'otto@example.org']])
  expect((await halden.astrid.call(listMails, { tab: 'kept', person: 'otto' })).rows).toHaveLength(1)
})

test('with one it goes by mail', async () => {
  const { halden } = await aWorld({ settings: { SMTP_URL: 'smtp://127.0.0.1:9' } })
  expect((await halden.astrid.call(invite, { ...asked, scopeId: halden.organizationId })).isMailed).toBe(true)
  expect((await halden.astrid.call(listInvitations, {})).isMailed).toBe(true)
  expect((await halden.ingrid.call(readMail, {})).hasMailServer).toBe(true)
})
