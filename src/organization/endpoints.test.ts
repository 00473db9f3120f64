import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { changeOrganization, readOrganization } from './contract.ts'
import { slugFrom } from './rules.ts'

const world = await aWorld()
const { halden, fjord } = world

test('an administrator changes name and zone of the own organization', async () => {
  const read = await halden.astrid.call(readOrganization, {})
  const changed = await halden.astrid.call(changeOrganization, { name: 'Halden Trust', zone: 'Europe/Berlin' }, { ifMatch: read.version })
  expect(changed).toMatchObject({ name: 'Halden Trust', zone: 'Europe/Berlin', version: read.version + 1 })
  expect((await fjord.astrid.call(readOrganization, {})).name).toBe('Fjord University')
})

test('a zone that no clock knows is refused', async () => {
  const { version } = await halden.astrid.call(readOrganization, {})
  expect(await refusalOf(halden.astrid.call(changeOrganization, { zone: 'Europe/Nowhere' }, { ifMatch: version }))).toBe('zone_unknown')
})

test('holidays are kept once each, in their order, and the other organization has its own', async () => {
  const { version } = await halden.astrid.call(readOrganization, {})
  const holidays = ['2027-05-17', '2027-03-25', '2027-05-17']
  const changed = await halden.astrid.call(changeOrganization, { holidays }, { ifMatch: version })
  expect(changed.holidays).toEqual(['2027-03-25', '2027-05-17'])
  expect((await fjord.astrid.call(readOrganization, {})).holidays).toEqual([])
  const renamed = await halden.astrid.call(changeOrganization, { name: 'Halden' }, { ifMatch: changed.version })
  expect(renamed.holidays).toEqual(changed.holidays)
})

test('coordinators look and do not change', async () => {
  const read = await halden.ingrid.call(readOrganization, {})
  expect(read.may.change).toEqual({ code: 'not_permitted', facts: {} })
  expect(await refusalOf(halden.ingrid.call(changeOrganization, { name: 'X' }, { ifMatch: read.version }))).toBe('not_permitted')
})

test.each([
  ['Halden Health Trust', 'halden-health-trust'],
  ['Ångström & Söhne', 'aangstroem-soehne'],
  ['Universität Gießen', 'universitaet-giessen'],
  ['Hochschule fu\u0308r ÖKOLOGIE', 'hochschule-fuer-oekologie'],
  ['École d’Évry – Łódź', 'ecole-d-evry-lodz'],
  ['日本', 'mentoring'],
])('the name %s becomes the address %s', (name, slug) => {
  expect(slugFrom(name)).toBe(slug)
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
