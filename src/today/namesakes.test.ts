import { expect, test } from 'vitest'
import { aWorld, type Person } from '../app/cast.ts'
import { readHelp } from '../concern/contract.ts'
import { aCohortOfPersons, aPublishedRound } from '../matching/cast.ts'
import { reply } from '../matching/contract/reply.ts'
import { mailsTo } from '../notification/cast.ts'
import { readHome } from './contract.ts'

const world = await aWorld()
const { halden } = world
const people = await aCohortOfPersons(world, halden, [
  { name: 'Amina Haddad', role: 'mentee', wants: ['negotiation'] },
  { name: 'Amina Solberg', role: 'mentee', wants: ['speaking'] },
  { name: 'Bo Lund', role: 'mentor', offers: ['negotiation', 'speaking'], capacity: 2 },
])
const person = (name: string): Person => {
  const found = people[name]
  if (!found) throw new Error(`no ${name}`)
  return found
}
const bo = person('Bo Lund')
const names = ['Amina Haddad', 'Amina Solberg']
const mailsOfBo = async (reason: string) => (await mailsTo(world, halden.organizationId, bo.id)).filter(mail => mail.reason === reason)

test('two of the same first name are told apart in one letter and on one home', async () => {
  await aPublishedRound(world, halden)
  const [letter] = await mailsOfBo('matching.proposed')
  for (const name of names) expect(letter?.text).toContain(name)
  expect((await bo.call(readHome, {})).proposals.map(({ partner }) => partner.firstName).sort()).toEqual(names)
  const [toHer] = (await person('Amina Haddad').call(readHome, {})).proposals
  expect(toHer?.partner.firstName).toBe('Bo')
})

test('and so they are once they are together, in what is mailed about each', async () => {
  for (const { id } of (await bo.call(readHome, {})).proposals) await bo.call(reply, { proposalId: id, answer: 'yes' })
  for (const name of names) {
    const [proposal] = (await person(name).call(readHome, {})).proposals
    await person(name).call(reply, { proposalId: proposal?.id ?? '', answer: 'yes' })
  }
  await world.settle()
  expect((await bo.call(readHome, {})).mentorships.map(({ partner }) => partner?.firstName).sort()).toEqual(names)
  expect((await mailsOfBo('mentorship.agreed')).map(mail => mail.subject).sort()).toEqual(
    names.map(name => `You and ${name}: you both said yes`),
  )
})

test('who has the whole name in common is told by the id of the roster', async () => {
  await world.database.ownerPool.query(`update person set name = 'Amina Haddad', external_id = $2 where id = $1`, [
    person('Amina Solberg').id,
    'E-9',
  ])
  await world.database.ownerPool.query(`update person set external_id = $2 where id = $1`, [person('Amina Haddad').id, 'E-7'])
  const apart = ['Amina Haddad (E-7)', 'Amina Haddad (E-9)']
  expect((await bo.call(readHome, {})).mentorships.map(({ partner }) => partner?.firstName).sort()).toEqual(apart)
  expect((await bo.call(readHelp, {})).programs[0]?.mentorships.map(({ partner }) => partner).sort()).toEqual(apart)
  expect(world.bugs).toEqual([])
})
