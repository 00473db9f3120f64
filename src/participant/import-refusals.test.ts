import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { importsBy, sendFile } from './cast.ts'

const world = await aWorld()
const { halden } = world
const { send } = importsBy(world, halden)

test('a file that is no table is refused with a sentence, and nothing of it stays', async () => {
  const told = await send(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'photo.csv')
  expect(told).toMatchObject({ code: 'file_not_a_table', status: 422 })
  const { rows } = await world.database.ownerPool.query('select count(*)::int as n from participant_import where file_name = $1', [
    'photo.csv',
  ])
  expect(rows[0].n).toBe(0)
})

const book = Buffer.from('PK\x03\x04\x14\0[Content_Types].xml and xl/workbook.xml', 'latin1')

test.each([
  ['nothing', '', 'The file is empty'],
  ['a byte order mark and nothing else', '\ufeff', 'The file is empty'],
  ['headings only', 'person_id,role\n', 'There are headings but no rows'],
  ['a workbook with another ending', book, 'This is a workbook or a packed file'],
  ['a page of the web', '<!doctype html><table><tr><td>1</td></tr></table>', 'This is not a table of text'],
  ['NULs', `person_id,role\n${'\0'.repeat(20)}\nA,mentor`, 'This file holds signs that are no text'],
  ['a thousand columns', `${'a,'.repeat(999)}a\n${'1,'.repeat(999)}1`, 'The file has 1,000 columns'],
  ['a quote that never closes, in a long file', `person_id,role\nA,"mentor\n${'B,mentee,'.repeat(200_000)}`, 'Line 2 does not end'],
] as const)('%s: the file is refused with a sentence, and nothing of it stays', async (_, file, title) => {
  const told = await send(file, 'refused.csv')
  expect([told.status, told.title]).toEqual([422, title])
  expect(told.detail).toMatch(/Nothing was taken in/)
  const { rows } = await world.database.ownerPool.query("select 1 from participant_import where file_name = 'refused.csv'")
  expect(rows).toEqual([])
})

test('a file over 50 MB is refused while it streams', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1_000_000
      if (sent > 200_000_000) controller.close()
      else controller.enqueue(Buffer.alloc(1_000_000, 97))
    },
  })
  expect(await sendFile(world.app.fetch, halden, halden.ingrid, endless, 'endless.csv')).toMatchObject({ code: 'too_large', status: 413 })
  expect(sent).toBeLessThan(60_000_000)
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
