import { afterEach, expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { hashOf, type Place, seal, secretFor, unlock, unseal } from './vault.ts'

const world = await aWorld()
const { halden, fjord } = world
const place: Place = { organizationId: halden.organizationId, table: 'message', row: 'row-1', column: 'sealed' }
const sealed = (text: string, at: Place = place) => world.as(at.organizationId, ctx => seal(ctx.tx, at, text))
const opened = (bytes: Uint8Array, at: Place = place) => world.as(at.organizationId, ctx => unseal(ctx.tx, at, bytes))

afterEach(() => unlock(Buffer.alloc(32, 7)))

test('what is sealed is read again at its place, and two seals of one text are not alike', async () => {
  const one = await sealed('Good morning, Bo')
  expect(await opened(one)).toBe('Good morning, Bo')
  expect((await sealed('Good morning, Bo')).equals(one)).toBe(false)
  expect(one.includes(Buffer.from('morning'))).toBe(false)
})

test.each([
  ['another row', { ...place, row: 'row-2' }],
  ['another column', { ...place, column: 'subject' }],
  ['another table', { ...place, table: 'mail' }],
  ['another organization', { ...place, organizationId: fjord.organizationId }],
])('moved to %s it cannot be opened', async (_, elsewhere) => {
  await expect(opened(await sealed('For Bo alone'), elsewhere)).rejects.toThrow()
})

test('altered in any byte it cannot be opened', async () => {
  const bytes = await sealed('yes')
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes)
    altered[at] = (altered[at] ?? 0) ^ 1
    await expect(opened(altered), `byte ${at}`).rejects.toThrow()
  }
})

test('another master key opens nothing, and the right one opens everything again', async () => {
  const bytes = await sealed('For Bo alone')
  unlock(Buffer.alloc(32, 8))
  await expect(opened(bytes)).rejects.toThrow()
  unlock(Buffer.alloc(32, 7))
  expect(await opened(bytes)).toBe('For Bo alone')
})

test('a key of another length is refused', () => {
  expect(() => unlock(Buffer.alloc(16))).toThrow('32 bytes')
})

test('a data key whose transaction was undone is not remembered', async () => {
  await world.database.ownerPool.query('delete from organization_key where organization_id = $1', [fjord.organizationId])
  unlock(Buffer.alloc(32, 7))
  const there = { ...place, organizationId: fjord.organizationId }
  const undone = world.as(fjord.organizationId, async ctx => {
    await seal(ctx.tx, there, 'lost')
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  const bytes = await sealed('kept', there)
  unlock(Buffer.alloc(32, 7))
  expect(await opened(bytes, there)).toBe('kept')
})

test('without the key of its organization nothing can be opened any more', async () => {
  const there = { ...place, organizationId: fjord.organizationId }
  const bytes = await sealed('to be forgotten', there)
  await world.database.ownerPool.query('delete from organization_key where organization_id = $1', [fjord.organizationId])
  unlock(Buffer.alloc(32, 7))
  await expect(opened(bytes, there)).rejects.toThrow()
})

test('secrets differ by purpose and by master key, and a hash does not tell its token', () => {
  const cookie = secretFor('cookie')
  expect(secretFor('set-up')).not.toBe(cookie)
  unlock(Buffer.alloc(32, 8))
  expect(secretFor('cookie')).not.toBe(cookie)
  expect(hashOf('a-token')).not.toContain('token')
  expect(hashOf('a-token')).toBe(hashOf('a-token'))
})
