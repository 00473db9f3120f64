import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { changeCohort } from '../cohort/contract.ts'
import { problemOf } from '../kit/testing/client.ts'
import type { Request as Asked } from '../kit/wire/contract.ts'
import { sendFile } from './cast.ts'
import * as contract from './contract/addition.ts'
import * as imports from './contract/imports.ts'
import * as people from './contract/people.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, oskar, astrid } = halden
const { cohortId } = halden

const address = async (person: { readonly id: string }, email: string): Promise<string> => {
  await world.database.ownerPool.query('update person set email = $2 where id = $1', [person.id, email])
  return email
}

type Typed = Omit<Asked<typeof contract.addPerson>, 'cohortId' | 'name'> & { readonly name?: string }
const add = (typed: Partial<Typed>) => ingrid.call(contract.addPerson, { cohortId, name: 'Amina', roles: ['mentee'], ...typed })
const takeBack = (additionId: string) => ingrid.call(contract.takeBackAddition, { additionId })
const list = async (search: string) => (await ingrid.call(people.listPeople, { cohortId, search })).rows
const come = async (house: typeof halden, file: string) => {
  const { id } = await sendFile(world.app.fetch, house, house.ingrid, file)
  await world.settle()
  const { run, version } = await house.ingrid.call(imports.readImport, { importId: id })
  await house.ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version })
  await world.settle()
}

test('somebody is added by hand, in both roles, and the history says by whom', async () => {
  const added = await add({ name: 'Bo', email: 'Bo@Example.org', roles: ['mentor', 'mentee'], capacity: 3, mentors: 1 })
  expect(added).toMatchObject({
    name: 'Bo',
    email: 'bo@example.org',
    externalId: 'bo@example.org',
    participants: [
      { role: 'mentor', capacity: 3 },
      { role: 'mentee', capacity: 1 },
    ],
    addition: { by: 'Ingrid', may: { takeBack: true } },
  })
  const { rows } = await world.database.ownerPool.query('select actor_person_id, facts from history_entry order by id desc limit 1')
  expect(rows).toMatchObject([{ actor_person_id: ingrid.id, facts: { person: added.personId, cohort: cohortId } }])
})

test('without an address an id is made, and a file with that id finds the person again', async () => {
  const { externalId } = await add({ name: 'Without Address' })
  expect(externalId).toMatch(/^added-[a-z2-9]{8}$/)
  await come(halden, `Id,Name,Role,Skills\n${externalId},Without Address,mentee,chess`)
  const found = await list('Without Address')
  expect(found).toMatchObject([{ externalId, glimpse: [{ told: 'chess' }] }])
})

test('whoever takes part already is named, by address or by id, and nobody is there twice', async () => {
  const { personId } = await add({ name: 'Chloé', email: 'chloe@example.org', externalId: 'P3' })
  const facts = { personId, name: 'Chloé', roles: ['mentee'] }
  expect(await problemOf(add({ name: 'Chloe', email: 'CHLOE@example.org' }))).toMatchObject({
    status: 409,
    code: 'already_takes_part',
    title: 'Chloé takes part already',
    facts,
  })
  expect(await problemOf(add({ name: 'C', externalId: 'P3' }))).toMatchObject({ code: 'already_takes_part', facts })
  expect(await problemOf(add({ name: 'C', email: 'chloe@example.org', externalId: 'P4' }))).toMatchObject({ code: 'already_takes_part' })
  expect(await list('Chlo')).toHaveLength(1)
})

test('an address that is the id of somebody who moved on to another address is theirs', async () => {
  const { personId } = await add({ name: 'Lea', email: 'lea@example.org' })
  await address({ id: personId }, 'lea.new@example.org')
  expect(await problemOf(add({ name: 'Lea', email: 'lea@example.org' }))).toMatchObject({ code: 'already_takes_part', facts: { personId } })
  expect(await problemOf(add({ name: 'Lea', email: 'lea.new@example.org' }))).toMatchObject({ code: 'already_takes_part' })
})

test('another role is added once the same person is meant, and corrects nothing about them', async () => {
  await add({ name: 'Dara', email: 'dara@example.org' })
  const typed: Partial<Typed> = { name: 'D.', email: 'dara@example.org', roles: ['mentor', 'mentee'], mentors: 1 }
  expect(await problemOf(add(typed))).toMatchObject({ code: 'known_here', facts: { name: 'Dara' } })
  expect(await add({ ...typed, isSame: true })).toMatchObject({
    name: 'Dara',
    participants: [
      { role: 'mentor', capacity: 1 },
      { role: 'mentee', capacity: 5 },
    ],
  })
})

test('somebody who is known elsewhere is told without a name, and comes in once they are meant', async () => {
  const typed: Partial<Typed> = { name: 'O.', email: await address(oskar, 'oskar.elsewhere@example.org'), roles: ['mentor'] }
  const told = await problemOf(add(typed))
  expect(told).toMatchObject({ code: 'known_elsewhere' })
  expect(JSON.stringify(told)).not.toContain('Oskar')
  expect(await add({ ...typed, isSame: true })).toMatchObject({ personId: oskar.id, name: 'Oskar' })
})

test.each([
  ['adding_yourself', async () => add({ email: await address(ingrid, 'ingrid.herself@example.org') })],
  [
    'address_of_another',
    async () => {
      await add({ name: 'One', email: 'one@example.org', externalId: 'X1' })
      return add({ externalId: 'P3', email: 'one@example.org' })
    },
  ],
  ['not_permitted', () => astrid.call(contract.addPerson, { cohortId, name: 'A', roles: ['mentee'] })],
  ['not_found', () => oskar.call(contract.addPerson, { cohortId, name: 'A', roles: ['mentee'] })],
  ['not_found', () => fjord.ingrid.call(contract.addPerson, { cohortId, name: 'A', roles: ['mentee'] })],
  ['wrong_answers', () => add({ roles: [] })],
  ['wrong_answers', () => add({ email: 'not an address' })],
  ['wrong_answers', () => add({ capacity: 101 })],
])('%s is said, and nobody is added', async (code, ask: () => Promise<unknown>) => {
  const before = await ingrid.call(people.countPeople, { cohortId })
  expect(await problemOf(ask())).toMatchObject({ code })
  const after = await ingrid.call(people.countPeople, { cohortId })
  expect(after.people - before.people).toBe(code === 'address_of_another' ? 1 : 0)
})

test('taken back, whoever was added is gone, and whoever had a role more has it no more', async () => {
  const added = await add({ name: 'Eve', email: 'eve@example.org' })
  await takeBack(added.additionId)
  expect(await list('Eve')).toEqual([])
  const again = await add({ name: 'Eve', email: 'eve@example.org' })
  const both = await add({ name: 'Eve', email: 'eve@example.org', roles: ['mentor'], isSame: true })
  expect(both.participants).toHaveLength(2)
  await takeBack(both.additionId)
  const eve = await ingrid.call(people.readPerson, { cohortId, personId: again.personId })
  expect(eve.participants.map(one => one.role)).toEqual(['mentee'])
  expect(eve.addition?.id).toBe(again.additionId)
})

test('whoever somebody has changed since stays, and so does everybody after seven days', async () => {
  const { additionId, participants } = await add({ name: 'Femi', roles: ['mentor'], capacity: 2 })
  const participantId = participants[0]?.id ?? ''
  await ingrid.call(people.changeParticipant, { participantId, capacity: 1 }, { ifMatch: 1 })
  expect(await problemOf(takeBack(additionId))).toMatchObject({ code: 'addition_touched' })
  expect(await list('Femi')).toMatchObject([{ roles: [{ capacity: 1 }] }])

  const late = await add({ name: 'Gil' })
  world.clock.now = new Date(world.clock.now.getTime() + 7 * 86_400_000)
  expect(await problemOf(takeBack(late.additionId))).toMatchObject({ code: 'addition_final' })
  await world.settle()
  expect((await ingrid.call(people.readPerson, { cohortId, personId: late.personId })).addition).toBeNull()
})

test('it is no file: no list of imports shows it, and nobody else takes it back', async () => {
  const { additionId } = await add({ name: 'Hal' })
  const files = (await ingrid.call(imports.listImports, { cohortId })).rows.map(row => row.id)
  expect(files).not.toContain(additionId)
  expect(await problemOf(ingrid.call(imports.undoImport, { importId: additionId }))).toMatchObject({ code: 'not_found' })
  for (const [person, code] of [
    [oskar, 'not_found'],
    [fjord.ingrid, 'not_found'],
    [astrid, 'not_permitted'],
  ] as const)
    expect(await problemOf(person.call(contract.takeBackAddition, { additionId }))).toMatchObject({ code })
})

test('two who add the same person at once add one', async () => {
  const both = await Promise.all([1, 2].map(() => problemOf(add({ name: 'Ida', email: 'ida@example.org' }))))
  expect(both.map(one => one.code).sort()).toEqual(['allowed', 'already_takes_part'])
  expect(await list('Ida')).toHaveLength(1)
})

test('a dry run that was worked out before has to be run again', async () => {
  const { id } = await sendFile(world.app.fetch, halden, ingrid, 'Id,Role\nZ1,mentee')
  await world.settle()
  await add({ name: 'Jo' })
  const { run, version } = await ingrid.call(imports.readImport, { importId: id })
  expect(await problemOf(ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version }))).toMatchObject({
    code: 'import_outdated',
  })
})

test('a cohort that is closed takes nobody in', async () => {
  const { id } = { id: fjord.cohortId }
  for (const [state, ifMatch] of [
    ['open', 1],
    ['running', 2],
    ['closed', 3],
  ] as const)
    await fjord.ingrid.call(changeCohort, { cohortId: id, state }, { ifMatch })
  const told = await problemOf(fjord.ingrid.call(contract.addPerson, { cohortId: id, name: 'A', roles: ['mentee'] }))
  expect(told).toMatchObject({ code: 'cohort_closed' })
  expect((await fjord.ingrid.call(people.countPeople, { cohortId: id })).may.add).toMatchObject({ code: 'cohort_closed' })
  expect(world.bugs).toEqual([])
})
