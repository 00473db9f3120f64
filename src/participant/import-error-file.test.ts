import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { importsBy } from './cast.ts'

const world = await aWorld()
const { ingrid } = world.halden
const { checked } = importsBy(world, world.halden)

async function fileOf(importId: string) {
  const response = await world.app.fetch(
    new Request(`http://127.0.0.1:3000/api/v1/imports/${importId}/error-file`, { headers: { authorization: `Bearer ${ingrid.token}` } }),
  )
  return Buffer.from(await response.arrayBuffer()).toString('utf8')
}

test('the error file is the same file with two more columns, and nothing in it runs', async () => {
  const { id } = await checked('person_id;name;role\nZ1;Zoë;sponsor\nZ2;"=1+1";mentro\nZ3;Zed;mentor')
  expect(await fileOf(id)).toBe(
    '\ufeffperson_id;name;role;What is wrong;What would be right\r\n' +
      'Z1;Zoë;sponsor;"Line 2, role: Not a role in this program. The row was left out.";\r\n' +
      'Z2;"\'=1+1";mentro;"Line 3, role: Not a role in this program. The row was left out.";mentor\r\n',
  )
})

test('a mended error file comes in without doubling and without its two columns', async () => {
  const one = await checked('person_id,name,role,What is wrong,What would be right\nZ1,Zoë,mentor,Not a role,mentor')
  expect(one.mapping.columns.map(column => column.goes)).toEqual(['external-id', 'name', 'role', 'nothing', 'nothing'])
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
