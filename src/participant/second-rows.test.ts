/** Somebody who stands in two rows of a file, once as mentee and once as mentor: one person, two participants. */
import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { sendFile } from './cast.ts'
import * as dryRun from './contract/dry-run.ts'
import * as imports from './contract/imports.ts'
import { participantsOfForSystem } from './queries.ts'

const world = await aWorld()
const { ingrid } = world.halden

const checked = async (house: typeof world.halden, file: string) => {
  const { id } = await sendFile(world.app.fetch, house, house.ingrid, file)
  await world.settle()
  return house.ingrid.call(imports.readImport, { importId: id })
}
const confirmed = async (house: typeof world.halden, file: string) => {
  const { id, run, version } = await checked(house, file)
  await house.ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version })
  await world.settle()
  return house.ingrid.call(imports.readImport, { importId: id })
}
const everybody = async ({ organizationId, cohortId }: typeof world.halden) =>
  (await world.as(organizationId, ctx => participantsOfForSystem(ctx, cohortId)))
    .map(one => [one.externalId, one.name, one.email, one.role, one.capacity, one.answers] as const)
    .sort((one, other) => `${one[0]} ${one[3]}`.localeCompare(`${other[0]} ${other[3]}`))

const file = `Id,Name,Mail,Role,Capacity,Wants,Offers,Why
U1,Amina,,mentee,,negotiation,,to learn
U2,Bo,bo@example.org,mentor,2,,chess,to give
U1,A. Diallo,amina@example.org,mentor,3,,planning,to give back
U1,Amina,,mentee,,,,again`

const aminaAnswers = {
  wants: { kind: 'choice', choice: 'negotiation' },
  offers: { kind: 'choice', choice: 'planning' },
  why: { kind: 'choice', choice: 'to learn' },
}

test('the dry run says it, and a row of the same role stays a problem', async () => {
  const one = await checked(world.halden, file)
  expect(one).toMatchObject({
    state: 'checked',
    tally: {
      rows: 4,
      added: 2,
      changed: 0,
      secondRows: 1,
      secondChanges: 1,
      leftOut: 1,
      withoutAddress: 0,
      addedMentors: 1,
      addedMentees: 1,
    },
  })
  const { rows } = await ingrid.call(dryRun.listProblems, { importId: one.id })
  expect(rows.map(row => [row.lines, row.names, row.code, row.effect, row.facts['first']])).toEqual([
    [[5], ['Amina'], 'id_twice', 'left-out', 2],
    [[4], ['A. Diallo'], 'second_role', 'remark', 2],
  ])
})

test('both roles come in, with the answers of both rows', async () => {
  const one = await confirmed(world.halden, file)
  expect(one).toMatchObject({ state: 'imported', written: { rows: 4, added: 2, secondRows: 1, secondChanges: 1, leftOut: 1 } })
  expect(await everybody(world.halden)).toEqual([
    ['U1', 'Amina', 'amina@example.org', 'mentee', 5, aminaAnswers],
    ['U1', 'Amina', 'amina@example.org', 'mentor', 3, aminaAnswers],
    [
      'U2',
      'Bo',
      'bo@example.org',
      'mentor',
      2,
      { offers: { kind: 'choice', choice: 'chess' }, why: { kind: 'choice', choice: 'to give' } },
    ],
  ])
})

test('the same file again changes nothing', async () => {
  const before = await everybody(world.halden)
  const one = await checked(world.halden, file)
  expect(one.tally).toMatchObject({ added: 0, changed: 0, unchanged: 2, secondRows: 1, secondChanges: 0, leftOut: 1 })
  expect(one.may.confirm).toMatchObject({ code: 'nothing_to_import' })
  expect(await everybody(world.halden)).toEqual(before)
})

test('a second row that is corrected is taken in', async () => {
  const one = await confirmed(world.halden, file.replace('mentor,3,,planning', 'mentor,4,,writing'))
  expect(one.written).toMatchObject({ added: 0, changed: 0, unchanged: 2, secondChanges: 1 })
  const [mentee, mentor] = await everybody(world.halden)
  expect([mentee?.[4], mentor?.[4], mentor?.[5].offers]).toEqual([5, 3, { kind: 'choice', choice: 'writing' }])
})

test('rows that are far apart are one person too, and undo leaves nobody', async () => {
  const { fjord } = world
  const many = Array.from({ length: 700 }, (_, n) => `F${n},Person ${n},mentee,topic ${n % 7},`)
  const others = Array.from({ length: 700 }, (_, n) => `F${n},Person ${n},mentor,,craft ${n % 5}`)
  const one = await confirmed(fjord, ['Id,Name,Role,Wants,Offers', ...many, ...others].join('\n'))
  expect(one.written).toMatchObject({ rows: 1400, added: 700, secondRows: 700, secondChanges: 700, leftOut: 0 })
  const all = await everybody(fjord)
  expect([all.length, new Set(all.map(([id]) => id)).size]).toEqual([1400, 700])
  expect(all.filter(([, , , , , { wants, offers }]) => !wants || !offers)).toEqual([])

  await fjord.ingrid.call(imports.undoImport, { importId: one.id })
  await world.settle()
  expect(await everybody(fjord)).toEqual([])
  expect((await fjord.ingrid.call(imports.readImport, { importId: one.id })).undone).toEqual({ takenBack: 1400, kept: 0 })
  expect(world.bugs).toEqual([])
})
