import { expect, test } from 'vitest'
import { aWorld, type Person } from '../../app/cast.ts'
import type { Refused } from '../../kit/wire/client.ts'
import { linksIn, mailsIn, mailsTo } from '../../notification/cast.ts'
import { changeOrganization } from '../../organization/contract.ts'
import { aCohortOfPersons, aPublishedRound } from '../cast.ts'
import { closeTalk, listProposals, readProposal, withdrawProposal } from '../contract/proposal.ts'
import { askTalk, reply, takeUpAgain } from '../contract/reply.ts'

const world = await aWorld()
const { halden, fjord } = world
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const at = (instant: string) => (world.clock.now = new Date(instant))

const eight = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Eva', role: 'mentee', wants: ['writing'] },
  { name: 'Finn', role: 'mentee', wants: ['coaching'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
  { name: 'Dana', role: 'mentor', offers: ['planning'] },
  { name: 'Gita', role: 'mentor', offers: ['writing'] },
  { name: 'Hugo', role: 'mentor', offers: ['coaching'] },
] as const
const who = await aCohortOfPersons(world, halden, eight)
await aCohortOfPersons(world, fjord, eight)
await fjord.astrid.call(changeOrganization, { holidays: ['2027-02-03', '2027-02-10'] }, { ifMatch: 1 })
await aPublishedRound(world, halden)
await aPublishedRound(world, fjord)
const person = (name: (typeof eight)[number]['name']): Person => {
  const found = who[name]
  if (!found) throw new Error(`no ${name}`)
  return found
}
const proposals = async () => (await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })).rows
const proposalOf = async (mentee: string) => {
  const found = (await proposals()).find(row => row.mentee.name === mentee)
  if (!found) throw new Error(`no proposal of ${mentee}`)
  return found
}
const linkOf = async (name: (typeof eight)[number]['name']): Promise<string> =>
  linksIn((await mailsTo(world, halden.organizationId, person(name).id))[0])[0] ?? ''

test('the page behind the link names its reader, says why, and reading it changes nothing', async () => {
  const path = await linkOf('Amina')
  const browser = world.browser()
  const page = await browser.open(path)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Would you like to meet Bo?')
  expect(page.text).toContain('You asked about Negotiation and Speaking, and Bo can help with it.')
  expect(page.text).toContain('This link was made for Amina')
  expect(page.text).toContain('Monday, February 15')
  expect(page.text).not.toContain('checked')
  expect(page.text).not.toMatch(/compatib|points|\d\d ?%/)
  for (let scanned = 0; scanned < 3; scanned += 1) await browser.open(path)
  expect((await proposalOf('Amina')).mentee.answer).toBe('silent')
  expect((await browser.open(`${path}?not-me`)).text).not.toMatch(/\bBo\b|negotiation/i)
})

test('a foreign, altered or unknown link opens nothing, and a form from elsewhere does nothing', async () => {
  const path = await linkOf('Amina')
  const browser = world.browser()
  expect((await browser.open(path.replace('/halden/', '/fjord/'))).status).toBe(410)
  expect((await browser.open(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).status).toBe(410)
  expect((await browser.post(path, { answer: 'yes' }, 'https://elsewhere.example')).status).toBe(403)
  expect((await proposalOf('Amina')).mentee.answer).toBe('silent')
})

test('a yes is kept from the other side, whatever they look at, and can be changed until both have answered', async () => {
  const browser = world.browser()
  const said = await browser.post(await linkOf('Amina'), { answer: 'yes' })
  expect(said.text).toContain('You said yes')
  const proposalId = (await proposalOf('Amina')).id
  const before = await person('Bo').call(readProposal, { proposalId })
  expect(before).toMatchObject({ side: 'mentor', state: 'proposed', own: null })
  expect(JSON.stringify(before)).not.toMatch(/yes|replied/)
  expect((await browser.open(await linkOf('Bo'))).text).not.toMatch(/has answered|said yes/i)
  await person('Amina').call(reply, { proposalId, answer: 'no', reason: 'not-now', line: 'canary-line' })
  expect((await person('Bo').call(readProposal, { proposalId })).state).toBe('proposed')
  await person('Amina').call(reply, { proposalId, answer: 'yes' })
  expect((await proposalOf('Amina')).state).toBe('proposed')
})

test('two yes agree at once, and neither can change it afterwards', async () => {
  const proposalId = (await proposalOf('Amina')).id
  const both = await person('Bo').call(reply, { proposalId, answer: 'yes' })
  expect(both.state).toBe('accepted')
  expect(await refusal(person('Amina').call(reply, { proposalId, answer: 'no', reason: 'not-now' }))).toBe('proposal_decided')
  const page = await world.browser().post(await linkOf('Amina'), { answer: 'no', reason: 'not-now' })
  expect(page.text).toContain('You both said yes')
})

test('the link signs nobody in, so after the yes it asks for one that does, and says who hands it over', async () => {
  const browser = world.browser()
  const path = await linkOf('Amina')
  expect((await browser.open(path)).text).toContain('This Cairn sends no mail, so an administrator hands you the link')
  const asked = await browser.post(path, { 'sign-in': 'ask' })
  expect(asked.text).toContain('Ask Astrid for it, who can open it there and hand it to you.')
  expect(asked.headers.get('set-cookie')).toBeNull()
  await world.settle()
  const letter = (await mailsTo(world, halden.organizationId, person('Amina').id)).find(mail => mail.reason === 'person.sign-in')
  expect(letter?.state).toBe('kept')
  const wayIn = /http:\/\/[^/]+(\/halden\/sign-in\/\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
  expect((await browser.post(wayIn)).location).toBe('/halden/')
})

test('whoever has no address is told what is missing, and no button leads nowhere', async () => {
  const path = await linkOf('Bo')
  await world.database.ownerPool.query('update person set email = null where id = $1', [person('Bo').id])
  const { text } = await world.browser().open(path)
  expect(text).toContain('an e-mail address of yours is needed')
  expect(text).not.toContain('name="sign-in"')
  await world.database.ownerPool.query('update person set email = $2 where id = $1', [person('Bo').id, 'bo@example.org'])
})

test('a no asks for a reason, stays private, frees the place, and the other hears only that it has changed', async () => {
  const browser = world.browser()
  const path = await linkOf('Carl')
  const incomplete = await browser.post(path, { answer: 'no', line: 'canary-draft' })
  expect(incomplete.status).toBe(422)
  expect(incomplete.text).toContain('canary-draft')
  await browser.post(path, { answer: 'no', reason: 'not-this-person', line: 'canary-private-reason' })
  await world.settle()
  expect((await proposalOf('Carl')).state).toBe('proposed')
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000)
  await world.settle()
  const seen = await proposalOf('Carl')
  expect(seen).toMatchObject({ state: 'declined', mentee: { answer: 'no', reason: 'not-this-person', line: 'canary-private-reason' } })
  const toDana = await mailsTo(world, halden.organizationId, person('Dana').id)
  expect(toDana.map(mail => mail.reason)).toEqual(['matching.proposed', 'matching.changed'])
  const everything = JSON.stringify([
    toDana,
    await person('Dana').call(readProposal, { proposalId: seen.id }),
    (await browser.open(await linkOf('Dana'))).text,
    await mailsIn(world, halden.organizationId),
  ])
  expect(everything).not.toMatch(/canary|not-this-person|declined/)
  expect(await person('Dana').call(readProposal, { proposalId: seen.id })).toMatchObject({
    state: 'changed',
    may: { reply: { code: 'proposal_decided', facts: {} } },
  })
  expect((await browser.open(await linkOf('Dana'))).text).toContain('This place has changed')
  expect((await browser.open(path)).text).toContain('Thank you for telling us')
})

test('nobody but the coordinators of the program sees the replies', async () => {
  expect(await refusal(halden.oskar.call(listProposals, { cohortId: halden.cohortId }))).toBe('not_found')
  expect(await refusal(halden.astrid.call(listProposals, { cohortId: halden.cohortId }))).toBe('not_permitted')
  expect(await refusal(fjord.ingrid.call(listProposals, { cohortId: halden.cohortId }))).toBe('not_found')
  const { id } = await proposalOf('Carl')
  expect(await refusal(person('Amina').call(readProposal, { proposalId: id }))).toBe('not_found')
  expect(await refusal(halden.ingrid.call(readProposal, { proposalId: id }))).toBe('not_found')
  expect(await refusal(halden.ingrid.call(reply, { proposalId: id, answer: 'yes' }))).toBe('not_found')
})

test('talking first stops the clock, and after the talk what was left of it goes on', async () => {
  const { id } = await proposalOf('Finn')
  at('2027-02-03T10:00:00Z')
  const asked = await person('Finn').call(askTalk, { proposalId: id })
  expect(asked.waitsForTalk).toBe(true)
  at('2027-02-20T10:00:00Z')
  await world.settle()
  expect((await proposalOf('Finn')).state).toBe('proposed')
  const { talks } = await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })
  expect(talks).toMatchObject([{ name: 'Finn', cause: 'asked', dueOn: '2027-02-05' }])
  at('2027-02-22T10:00:00Z')
  await halden.ingrid.call(closeTalk, { talkId: talks[0]?.id ?? '' })
  // eight working days were left on February 3
  expect((await proposalOf('Finn')).expiresAt).toBe('2027-03-04T20:00:00.000Z')
})

test('an answer has ten working days, and each organization leaves out its own holidays', async () => {
  const elsewhere = await fjord.ingrid.call(listProposals, { cohortId: fjord.cohortId })
  expect(new Set((await proposals()).map(row => row.expiresAt))).toContain('2027-02-15T20:00:00.000Z')
  expect(new Set(elsewhere.rows.map(row => row.expiresAt))).toEqual(new Set(['2027-02-17T20:00:00.000Z']))
})

test('silence: one reminder on day 3 in the evening, a task on day 7, the end on day 10', async () => {
  const eva = () => mailsTo(world, halden.organizationId, person('Eva').id)
  const reminder = (await eva()).find(mail => mail.reason === 'matching.reminder')
  expect(reminder?.subject).toBe('Your answer about Gita')
  const over = await proposalOf('Eva')
  expect(over.state).toBe('expired')
  expect(over.expiresAt).toBe('2027-02-15T20:00:00.000Z')
  expect(over.raiseAt).toBe('2027-02-10T07:00:00.000Z')
  expect((await eva()).filter(mail => mail.reason === 'matching.reminder')).toHaveLength(1)
  expect((await eva()).at(-1)?.reason).toBe('matching.over')
  expect((await world.browser().open(await linkOf('Eva'))).text).toContain('The time for this answer is over')
  expect((await world.browser().post(await linkOf('Eva'), { answer: 'yes' })).text).toContain('The time for this answer is over')
})

test('whoever rested comes back by one act of their own', async () => {
  const { mentor, mentee } = await proposalOf('Eva')
  expect(await refusal(person('Bo').call(takeUpAgain, { participantId: mentor.participantId, capacity: 1 }))).toBe('not_found')
  await person('Gita').call(takeUpAgain, { participantId: mentor.participantId, capacity: 1 })
  await person('Eva').call(takeUpAgain, { participantId: mentee.participantId })
})

test('a wave leaves agreed and open pairs as they are and asks only the new ones', async () => {
  const before = (await proposals()).map(row => row.id)
  const mailsBefore = (await mailsIn(world, halden.organizationId)).length
  await aPublishedRound(world, halden)
  const fresh = (await proposals()).filter(row => !before.includes(row.id))
  // Amina and Bo agreed, Finn and Hugo are open; Carl said never Dana, so Eva has her and he has Gita
  expect(fresh.map(row => `${row.mentee.name} ${row.mentor.name}`).sort()).toEqual(['Carl Gita', 'Eva Dana'])
  const mails = (await mailsIn(world, halden.organizationId)).slice(mailsBefore)
  expect(mails.map(mail => mail.personId).sort()).toEqual(
    [person('Carl'), person('Dana'), person('Eva'), person('Gita')].map(({ id }) => id).sort(),
  )
})

test('a proposal that a coordinator takes back is over for both, and both hear that it has changed', async () => {
  const { id } = await proposalOf('Finn')
  expect(await refusal(fjord.ingrid.call(withdrawProposal, { proposalId: id, reason: 'x' }))).toBe('not_found')
  await halden.ingrid.call(withdrawProposal, { proposalId: id, reason: 'Hugo moves to another town' })
  for (const name of ['Finn', 'Hugo'] as const)
    expect((await mailsTo(world, halden.organizationId, person(name).id)).at(-1)?.reason).toBe('matching.changed')
  expect(JSON.stringify(await mailsIn(world, halden.organizationId))).not.toContain('another town')
})

test('the other house saw nothing of all this, and nothing broke', async () => {
  const { counts } = await fjord.ingrid.call(listProposals, { cohortId: fjord.cohortId })
  expect(counts).toMatchObject({ pairs: 4, open: 0, accepted: 0, expired: 4 })
  expect(world.bugs).toEqual([])
})
