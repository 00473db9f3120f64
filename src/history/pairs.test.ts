import { expect, test } from 'vitest'
import { aWorld, type Person } from '../app/cast.ts'
import { aMatchedCohort, aSolvedRound, fourPeople } from '../matching/cast.ts'
import { changeArrangement } from '../matching/contract/arrangement.ts'
import { invite } from '../person/contract.ts'
import { listHistory } from './contract.ts'

const world = await aWorld()
const { halden, fjord } = world
// somebody who coordinates the program and is mentored in it
const amina = await world.person(halden.organizationId, 'Amina', [{ relation: 'coordinator', scopeId: halden.programId }])
const ids = await aMatchedCohort(
  world,
  halden,
  fourPeople.map(someone => (someone.name === 'Amina' ? { ...someone, as: amina } : someone)),
)
const { arrangementId } = await aSolvedRound(world, halden)
const locked = await halden.ingrid.call(changeArrangement, {
  arrangementId: arrangementId ?? '',
  act: 'lock',
  menteeId: ids['Amina'] ?? '',
  mentorId: ids['Bo'] ?? '',
  reason: 'They asked for each other',
})
await halden.ingrid.call(changeArrangement, {
  arrangementId: locked.id,
  act: 'exclude',
  menteeId: ids['Carl'] ?? '',
  mentorId: ids['Bo'] ?? '',
  reason: 'His line manager',
})
const changes = async (person: Person) =>
  (await person.call(listHistory, { group: 'matching' })).rows
    .filter(row => row.kind === 'matching.arrangement-made')
    .map(row => [row.change, row.by?.name, row.pair])

test('a coordinator reads who was kept with whom, who never, by whom and why', async () => {
  expect(await changes(halden.ingrid)).toEqual([
    ['exclude', 'Ingrid', { mentee: 'Carl', mentor: 'Bo', reason: 'His line manager' }],
    ['lock', 'Ingrid', { mentee: 'Amina', mentor: 'Bo', reason: 'They asked for each other' }],
  ])
})

test('whoever is one of the two does not, and an administrator reads that it was done, and by whom', async () => {
  expect((await changes(amina)).map(([, , pair]) => pair)).toEqual([{ mentee: 'Carl', mentor: 'Bo', reason: 'His line manager' }, null])
  expect(await changes(halden.astrid)).toEqual([
    ['exclude', 'Ingrid', null],
    ['lock', 'Ingrid', null],
  ])
  expect(await changes(halden.oskar)).toEqual([])
  expect(await changes(fjord.ingrid)).toEqual([])
})

test('whoever may ask somebody to help reads whom another asked', async () => {
  await halden.astrid.call(invite, { name: 'Otto', email: 'otto@example.org', relation: 'coordinator', scopeId: halden.programId })
  const [row] = (await halden.astrid.call(listHistory, { group: 'staff' })).rows
  expect(row).toMatchObject({ kind: 'person.invited', invited: 'Otto' })
})
