import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { mailSignInLink } from '../person/commands/sign-in.ts'
import { readWaysInOpened } from '../person/contract/viewer.ts'
import { mailsTo } from './cast.ts'
import { listMails, openLetters, openMail } from './contract.ts'

// The world has no mail server: a letter that signs somebody in is kept, and an administrator could use it.
const world = await aWorld()
const { halden, fjord } = world
const { organizationId, astrid, piet } = halden

const aLetterTo = async (person: typeof piet) => {
  await world.as(organizationId, ctx => mailSignInLink(ctx, person.id, 'http://127.0.0.1:3000'))
  await world.settle()
  return (await mailsTo(world, organizationId, person.id)).at(-1)
}

test('whoever opens it stands in the history, and its reader sees it on the page of the sign-in and after', async () => {
  const letter = await aLetterTo(piet)
  const path = /http:\/\/[^/]+(\/halden\/sign-in\/\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
  const browser = world.browser()
  expect((await browser.open(path)).text).not.toContain('was opened by')
  await astrid.call(openMail, { mailId: letter?.id ?? '' })
  expect((await browser.open(path)).text).toContain('Your sign-in letter was opened by Astrid on')
  expect(await piet.call(readWaysInOpened, {})).toEqual({ rows: [{ at: expect.stringMatching(/^2027-02-01T09:00/), by: 'Astrid' }] })
  for (const person of [astrid, halden.ingrid, fjord.piet]) expect((await person.call(readWaysInOpened, {})).rows).toEqual([])
  const { rows } = await world.database.ownerPool.query(
    `select actor_person_id, facts from history_entry where name = 'person.way-in-opened'`,
  )
  expect(rows).toEqual([{ actor_person_id: astrid.id, facts: { person: piet.id, mail: letter?.id } }])
})

test('such letters are opened one by one, never with all the others', async () => {
  const kept = await astrid.call(listMails, { tab: 'kept', reason: 'person.sign-in' })
  expect(kept.rows).toHaveLength(1)
  expect((await astrid.call(openLetters, {})).rows.filter(row => row.reason === 'person.sign-in')).toEqual([])
})

test('one’s own letter is nothing to tell, and after thirty days nothing is told any more', async () => {
  const letter = await aLetterTo(astrid)
  await astrid.call(openMail, { mailId: letter?.id ?? '' })
  expect((await astrid.call(readWaysInOpened, {})).rows).toEqual([])
  world.clock.now = new Date('2027-03-05T09:00:00Z')
  expect((await piet.call(readWaysInOpened, {})).rows).toEqual([])
  expect(world.bugs).toEqual([])
})
