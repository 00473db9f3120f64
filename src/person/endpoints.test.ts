import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { readViewer } from './contract/viewer.ts'
import { invite, listInvitations, renewInvitation, requestSignIn, withdrawInvitation } from './contract.ts'

const world = await aWorld()
const { halden, fjord } = world

const lastMail = async (): Promise<string> => {
  const { opened } = await import('../kit/mail/mail.ts')
  return world.as(halden.organizationId, async ctx => {
    const mail = await ctx.tx
      .withTables<import('../kit/mail/mail.ts').MailTables>()
      .selectFrom('mail')
      .select(['id', 'sealed'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return (await opened(ctx, mail)).text
  })
}

test('an administrator sees who they are and with what they are trusted', async () => {
  const viewer = await halden.astrid.call(readViewer, {})
  expect(viewer.person.name).toBe('Astrid')
  expect(viewer.organization.slug).toBe('halden')
  expect(viewer.grants).toEqual([{ relation: 'administrator', scopeId: halden.organizationId }])
})

test('a sign-in link is mailed to a known address and signs in by a button, once', async () => {
  expect(await world.anybody(requestSignIn, { organization: 'halden', email: 'ingrid@example.org' })).toEqual({ minutes: 15 })
  await world.settle()
  const path = /http:\/\/127\.0\.0\.1:3000(\/halden\/sign-in\/\S+)/.exec(await lastMail())?.[1] ?? ''
  const browser = world.browser()
  expect((await browser.open(path)).text).toContain('You are signing in to mentoring at Halden Health Trust as Ingrid.')
  expect((await browser.open(path)).status).toBe(200)
  expect((await browser.post(path)).location).toBe('/halden/')
  expect(JSON.parse((await browser.open('/api/v1/viewer')).text).person.name).toBe('Ingrid')
  expect((await world.browser().post(path)).status).toBe(409)
  await browser.post('/halden/sign-out')
  expect((await browser.open('/api/v1/viewer')).status).toBe(401)
})

test('whoever runs programs signs in again after an hour away or twelve hours, whoever takes part after two weeks or thirty days', async () => {
  const signedIn = async (email: string) => {
    await world.anybody(requestSignIn, { organization: 'halden', email })
    await world.settle()
    const browser = world.browser()
    await browser.post(/http:\/\/127\.0\.0\.1:3000(\/halden\/sign-in\/\S+)/.exec(await lastMail())?.[1] ?? '')
    return browser
  }
  const status = async (browser: { open(path: string): Promise<{ status: number }> }) => (await browser.open('/api/v1/viewer')).status
  const lastUsed = (minutes: number) =>
    world.database.ownerPool.query(`update sign_in.session set "updatedAt" = now() - make_interval(mins => $1)`, [minutes])
  const openSince = (minutes: number) =>
    world.database.ownerPool.query(`update sign_in.session set "createdAt" = now() - make_interval(mins => $1)`, [minutes])
  const ingrid = await signedIn('ingrid@example.org')
  const piet = await signedIn('piet@example.org')
  await lastUsed(58)
  expect([await status(ingrid), await status(piet)]).toEqual([200, 200])
  // the use was noted, so an hour begins anew; looking in vain is no use
  await lastUsed(61)
  expect([await status(ingrid), await status(ingrid), await status(piet)]).toEqual([401, 401, 200])
  await lastUsed(0)
  await openSince(12 * 60 + 1)
  expect([await status(ingrid), await status(piet)]).toEqual([401, 200])
  await lastUsed(14 * 24 * 60 + 1)
  expect(await status(piet)).toBe(401)
})

test('an unknown address gets the same answer and no mail', async () => {
  const before = await lastMail()
  expect(await world.anybody(requestSignIn, { organization: 'halden', email: 'nobody@example.org' })).toEqual({ minutes: 15 })
  await world.settle()
  expect(await lastMail()).toBe(before)
})

test('without a mail server the sign-in page says how to get a link, in the same words for every address', async () => {
  const browser = world.browser()
  const asked = await Promise.all(['ingrid@example.org', 'nobody@example.org'].map(email => browser.post('/halden/sign-in', { email })))
  const [known, unknown] = asked.map(({ text }) => text)
  expect((await browser.open('/halden/sign-in')).text).toContain('so an administrator hands you the link')
  expect(known).toContain('If ingrid@example.org is known here, a link waits under Mail')
  expect(known).toContain('npx --no cairn admin invite ana@example.org')
  expect(known).not.toContain('on its way')
  expect(known?.replaceAll('ingrid@', 'nobody@')).toBe(unknown)
  await world.settle()
})

test('a form from another site changes nothing', async () => {
  expect((await world.browser().post('/halden/sign-in', { email: 'ingrid@example.org' }, 'https://elsewhere.example')).status).toBe(403)
})

test('an invitation becomes a grant by its button, and works once', async () => {
  const sent = await halden.astrid.call(invite, {
    name: 'Ruth Vogel',
    email: 'Ruth@Example.org ',
    relation: 'coordinator',
    scopeId: halden.programId,
  })
  expect(sent).toMatchObject({ email: 'ruth@example.org', state: 'waiting' })
  const path = /(\/halden\/invitation\/\S+)/.exec(await lastMail())?.[1] ?? ''
  const browser = world.browser()
  expect((await browser.open(path)).text).toContain('you are asked to become a coordinator')
  expect((await browser.post(path)).location).toBe('/halden/')
  const viewer = JSON.parse((await browser.open('/api/v1/viewer')).text)
  expect(viewer.grants).toEqual([{ relation: 'coordinator', scopeId: halden.programId }])
  expect((await world.browser().post(path)).status).toBe(409)
})

test('an invitation can be taken back, and then its link is over', async () => {
  const sent = await halden.astrid.call(invite, {
    name: 'Otto',
    email: 'otto@example.org',
    relation: 'administrator',
    scopeId: halden.organizationId,
  })
  const path = /(\/halden\/invitation\/\S+)/.exec(await lastMail())?.[1] ?? ''
  expect(
    await refusalOf(
      halden.astrid.call(invite, { name: 'Otto', email: 'otto@example.org', relation: 'administrator', scopeId: halden.organizationId }),
    ),
  ).toBe('already_invited')
  await halden.astrid.call(withdrawInvitation, { invitationId: sent.id })
  expect((await world.browser().open(path)).status).toBe(410)
  expect(await refusalOf(halden.astrid.call(withdrawInvitation, { invitationId: sent.id }))).toBe('invitation_closed')
})

test('an invitation that ran out makes room for another one', async () => {
  const pia = { name: 'Pia', email: 'pia@example.org', relation: 'administrator', scopeId: halden.organizationId } as const
  const first = await halden.astrid.call(invite, pia)
  await world.until(new Date(Date.parse(first.expiresAt) + 60_000))
  const second = await halden.astrid.call(invite, pia)
  expect([second.state, second.id === first.id]).toEqual(['waiting', false])
  expect(await refusalOf(halden.astrid.call(invite, pia))).toBe('already_invited')
})

test('an invitation that waits or is over goes out again with its own link; the earlier one is over', async () => {
  const { programId } = halden
  const sent = await halden.astrid.call(invite, { name: 'Quin', email: 'quin@example.org', relation: 'coordinator', scopeId: programId })
  const linkIn = (mail: string) => /http:\/\/127\.0\.0\.1:3000(\/halden\/invitation\/\S+)/.exec(mail)?.[1] ?? ''
  const before = await lastMail()
  const { rows } = await world.database.ownerPool.query('select name from program where id = $1', [programId])
  expect(before).toContain(`coordinator of ${rows[0].name}`)

  const again = await halden.astrid.call(renewInvitation, { invitationId: sent.id })
  expect([again.id, again.state, again.may.renew]).toEqual([sent.id, 'waiting', true])
  const after = await lastMail()
  expect(linkIn(after)).not.toBe(linkIn(before))
  expect((await world.browser().open(linkIn(before))).status).toBe(410)
  expect((await world.browser().open(linkIn(after))).status).toBe(200)

  await world.until(new Date(Date.parse(again.expiresAt) + 60_000))
  expect(await halden.astrid.call(renewInvitation, { invitationId: sent.id })).toMatchObject({ state: 'waiting' })
  await world.browser().post(linkIn(await lastMail()))
  expect(await refusalOf(halden.astrid.call(renewInvitation, { invitationId: sent.id }))).toBe('invitation_closed')
  expect(await refusalOf(fjord.astrid.call(renewInvitation, { invitationId: sent.id }))).toBe('not_found')
})

test('nobody but administrators invites, and nothing of another organization can be reached', async () => {
  expect(await refusalOf(halden.ingrid.call(listInvitations, {}))).toBe('not_permitted')
  expect(await refusalOf(halden.piet.call(listInvitations, {}))).toBe('not_permitted')
  expect(await refusalOf(world.anybody(listInvitations, {}))).toBe('not_signed_in')
  const { rows } = await halden.astrid.call(listInvitations, {})
  expect(await refusalOf(fjord.astrid.call(withdrawInvitation, { invitationId: rows[0]!.id }))).toBe('not_found')
  expect((await fjord.astrid.call(listInvitations, {})).rows).toEqual([])
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
