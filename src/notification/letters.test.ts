import { expect, test } from 'vitest'
import { aWorld, type House, type Person } from '../app/cast.ts'
import { letter } from '../kit/mail/letter.ts'
import { post } from '../kit/mail/mail.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { makeLink } from '../person/commands/link.ts'
import { invite } from '../person/contract.ts'
import { mailsIn } from './cast.ts'
import { handOverLetters, type LetterView, listMails, openLetters, openMail, readMail, takeBackLetters } from './contract.ts'
import { onPaper } from './rules.ts'

const world = await aWorld({ withLimits: true })
const { halden, fjord } = world
const { ingrid, astrid } = halden
const anna = await world.person(halden.organizationId, 'Anna')

interface Written {
  readonly to?: Person
  readonly scopeId?: string | null
  readonly act?: string
  readonly expiresAt?: Date
}

/** A letter to somebody without an address, with a link of its own. */
const write = (
  house: House,
  { to = house.piet, scopeId = house.programId, act = 'test.act', expiresAt = new Date('2099-01-01') }: Written = {},
) =>
  world.as(house.organizationId, async ctx => {
    const way = act === 'sign-in' ? 'sign-in' : 'a'
    const url = `http://127.0.0.1:3000/${house.slug}/${way}/${await makeLink(ctx, { personId: to.id, act, subjectId: null, expiresAt })}`
    const rendered = letter({
      language: 'en-US',
      direction: 'ltr',
      organization: 'Halden',
      subject: 'Thursday',
      preheader: 'x',
      greeting: 'Hello,',
      paragraphs: [{ mail: 'Press the button below.', paper: 'Open the address in this letter.' }, 'Thank you.'],
      button: { label: 'See it', url },
      footer: ['Why', { label: 'Your page', url: `http://127.0.0.1:3000/${house.slug}/home` }],
    })
    const id = await post(ctx, { personId: to.id, address: null, scopeId, reason: 'test.letter', rendered })
    return { id, path: new URL(url).pathname }
  })

async function everyLetter(person: Person, which: { readonly person?: string } = {}): Promise<LetterView[]> {
  const rows: LetterView[] = []
  for (let after: string | undefined; ; ) {
    const page = await person.call(openLetters, { ...which, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}
const codeOf = (view: LetterView | undefined): string => view?.links[0]?.code ?? ''

test('every letter is opened, fifty at a time, and so is what is to one person or one of them', async () => {
  const written: string[] = []
  for (let n = 0; n < 119; n += 1) written.push((await write(halden)).id)
  const toAnna = await write(halden, { to: anna })
  expect(await ingrid.call(openLetters, {})).toMatchObject({ total: 120, rows: { length: 50 } })
  expect(new Set((await everyLetter(ingrid)).map(row => row.id))).toEqual(new Set([...written, toAnna.id]))
  expect((await everyLetter(ingrid, { person: 'ann' })).map(row => row.id)).toEqual([toAnna.id])
  expect(await ingrid.call(openLetters, { mailId: toAnna.id })).toMatchObject({
    total: 1,
    next: null,
    rows: [{ id: toAnna.id, name: 'Anna' }],
  })
  expect(await refusalOf(fjord.ingrid.call(openLetters, { mailId: toAnna.id }))).toBe('not_found')
  await ingrid.call(handOverLetters, { mailIds: [...written, toAnna.id] })
})

test('paper has words of its own, and each of its links has something that can be typed', async () => {
  const { id, path } = await write(halden)
  const [sheet] = (await ingrid.call(openLetters, { mailId: id })).rows
  expect(sheet?.paragraphs).toEqual(['Hello,', 'Open the address in this letter.', 'Thank you.'])
  expect((await ingrid.call(openMail, { mailId: id })).text).toContain('Press the button below.')
  expect(sheet?.links).toEqual([
    {
      label: 'See it',
      url: `http://127.0.0.1:3000${path}`,
      way: 'code',
      typed: '127.0.0.1:3000/halden/c',
      code: expect.stringMatching(/^(\w{4} ){2}\w{4}$/),
    },
  ])
  expect(sheet?.footer).toEqual(['Why', expect.objectContaining({ way: 'sign-in', typed: '127.0.0.1:3000/halden', code: null })])
  expect(onPaper({ label: 'x', url: 'https://x.org/h/a/old' }, () => null)).toMatchObject({ way: 'whole', typed: 'https://x.org/h/a/old' })
  await ingrid.call(handOverLetters, { mailIds: [id] })
})

test('a code leads to the page of its letter, in any spelling; one of another house, or of nothing, leads nowhere', async () => {
  const made = [await write(halden), await write(halden, { act: 'sign-in' }), await write(halden, { expiresAt: new Date('2000-01-01') })]
  await astrid.call(invite, { name: 'Otto', email: 'otto@example.org', relation: 'coordinator', scopeId: halden.programId })
  await world.settle()
  const sheets = await everyLetter(astrid)
  const browser = world.browser()
  expect((await browser.open('/halden/c')).text).toContain('The code from your letter')
  for (const { id, path } of made) {
    const code = codeOf(sheets.find(row => row.id === id))
    expect(await browser.post('/halden/c', { code: code.toLowerCase() })).toMatchObject({ status: 303, location: path })
    expect((await browser.post('/fjord/c', { code })).status).toBe(422)
  }
  expect(sheets.map(row => row.reason)).not.toContain('person.invitation')
  const kept = (await astrid.call(listMails, { tab: 'kept' })).rows.find(row => row.reason === 'person.invitation')
  const [invitation] = (await astrid.call(openLetters, { mailId: kept?.id })).rows
  expect(invitation?.name).toBe('otto@example.org')
  expect((await browser.post('/halden/c', { code: codeOf(invitation) })).location).toMatch(/^\/halden\/invitation\//)
  for (const code of ['', '0123 4567 89AB', '<b>', 'x'.repeat(500)]) expect((await browser.post('/halden/c', { code })).status).toBe(422)
  const dump = JSON.stringify((await world.database.ownerPool.query('select * from link, invitation')).rows)
  for (const sheet of sheets) expect(dump).not.toContain(codeOf(sheet).replaceAll(' ', ''))
  await astrid.call(handOverLetters, { mailIds: sheets.map(({ id }) => id) })
})

test('a code does what its link does: once, and no longer than it', async () => {
  const { id } = await write(halden, { act: 'sign-in' })
  const code = codeOf((await ingrid.call(openLetters, { mailId: id })).rows[0])
  const browser = world.browser()
  const { location } = await browser.post('/halden/c', { code })
  expect((await browser.post(location ?? '')).status).toBe(303)
  expect((await world.browser().post('/halden/c', { code })).location).toBe(location)
  expect((await world.browser().open(location ?? '')).status).toBe(410)
  await ingrid.call(handOverLetters, { mailIds: [id] })
})

test('whoever tries codes is slowed down, also when one of them is right, and nobody else is', async () => {
  const { id } = await write(halden)
  const code = codeOf((await ingrid.call(openLetters, { mailId: id })).rows[0])
  const tried = async (from: string, typed: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:3000' }
    const request = new Request('http://127.0.0.1:3000/halden/c', { method: 'POST', headers, body: new URLSearchParams({ code: typed }) })
    return (await world.app.fetch(request, { incoming: { socket: { remoteAddress: from } } })).status
  }
  for (let n = 0; n < 60; n += 1) expect(await tried('203.0.113.1', '0123456789AB')).toBe(422)
  expect([await tried('203.0.113.1', '0123456789AB'), await tried('203.0.113.1', code)]).toEqual([429, 429])
  expect(await tried('203.0.113.2', code)).toBe(303)
  await ingrid.call(handOverLetters, { mailIds: [id] })
})

test('a letter that was handed over says by whom and when, can be seen again, and can be taken back', async () => {
  const { id } = await write(halden)
  const before = (await ingrid.call(readMail, {})).counts
  expect(await ingrid.call(handOverLetters, { mailIds: [id] })).toEqual({ handedOver: 1 })
  expect((await ingrid.call(readMail, {})).counts).toMatchObject({ kept: before.kept - 1, handedOver: before.handedOver + 1 })
  const [row] = (await ingrid.call(listMails, { tab: 'handed-over' })).rows
  expect(row).toMatchObject({ id, state: 'handed-over', handedBy: 'Ingrid', finishedAt: expect.stringMatching(/^2027-02-01T09:/) })
  const seen = await ingrid.call(openMail, { mailId: id })
  expect(seen.text).toContain('Thank you.')
  expect(seen.text).toContain('/halden/a/…')
  expect(await refusalOf(ingrid.call(openLetters, { mailId: id }))).toBe('mails_gone')
  expect(await refusalOf(ingrid.call(handOverLetters, { mailIds: [id] }))).toBe('mails_gone')
  for (const stranger of [halden.oskar, fjord.ingrid, fjord.astrid])
    expect(await refusalOf(stranger.call(takeBackLetters, { mailIds: [id] }))).toBe('mails_gone')
  expect(await ingrid.call(takeBackLetters, { mailIds: [id] })).toEqual({ back: 1 })
  expect((await ingrid.call(openLetters, { mailId: id })).rows.map(one => one.id)).toEqual([id])
  expect((await ingrid.call(openMail, { mailId: id })).handedBy).toBe(null)
  const { rows } = await world.database.ownerPool.query(
    `select name, actor_person_id as by, facts->'mails' as mails from history_entry where name ~ 'letters-(handed|taken)' order by id desc limit 2`,
  )
  expect(rows).toEqual([
    { name: 'notification.letters-taken-back', by: ingrid.id, mails: [id] },
    { name: 'notification.letters-handed-over', by: ingrid.id, mails: [id] },
  ])
  expect(await refusalOf(halden.piet.call(handOverLetters, { mailIds: [id] }))).toBe('not_permitted')
})

test('whoever hands over many names them, and what another has handed over meanwhile is left alone', async () => {
  const made = [await write(halden), await write(halden), await write(halden, { scopeId: halden.otherProgramId })]
  await halden.oskar.call(handOverLetters, { mailIds: made.map(({ id }) => id) })
  expect(await ingrid.call(handOverLetters, { mailIds: made.map(({ id }) => id) })).toEqual({ handedOver: 2 })
  const states = new Map((await mailsIn(world, halden.organizationId)).map(mail => [mail.id, mail.state]))
  expect(made.map(({ id }) => states.get(id))).toEqual(['handed-over', 'handed-over', 'handed-over'])
  expect((await astrid.call(listMails, { tab: 'handed-over', limit: 3 })).rows.map(row => row.handedBy)).toEqual([
    'Oskar',
    'Ingrid',
    'Ingrid',
  ])
  expect(world.bugs).toEqual([])
})
