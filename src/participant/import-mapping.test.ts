import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { problemOf } from '../kit/testing/client.ts'
import { importsBy } from './cast.ts'
import * as imports from './contract/imports.ts'

const world = await aWorld()
const { ingrid } = world.halden
const { checked, look } = importsBy(world, world.halden)

test('a first name and a surname in two columns are one name, whichever stands first', async () => {
  const one = await checked('Matrikelnummer;Nachname;Vorname;Rolle\nM1;Müller;Anna;mentee\nM2;Cher;;mentor\n')
  expect(one.mapping.columns.map(({ goes }) => goes)).toEqual(['external-id', 'surname', 'first-name', 'role'])
  expect(one.tally).toMatchObject({ rows: 2, added: 2, withGap: 0 })

  const columns = one.mapping.columns.map((target, at) => (at === 1 ? ({ goes: 'name' } as const) : target))
  const change = ingrid.call(imports.mapImport, { importId: one.id, ...one.mapping, columns }, { ifMatch: one.version })
  expect(await problemOf(change)).toMatchObject({ code: 'name_twice', title: 'The name is said twice' })
})

test('a file without ids waits until somebody says that the address tells people apart', async () => {
  const one = await checked('e-mail,role\nnew@example.org,mentor\n,mentee')
  expect(one).toMatchObject({ state: 'unmapped', missing: ['external-id'] })
  await ingrid.call(imports.mapImport, { importId: one.id, ...one.mapping, idFromEmail: true }, { ifMatch: one.version })
  await world.settle()
  expect((await look(one.id)).tally).toMatchObject({ rows: 2, added: 1, leftOut: 1 })
  const next = await checked('e-mail,role\nother@example.org,mentor')
  expect(next).toMatchObject({ state: 'checked', mapping: { idFromEmail: true } })
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
