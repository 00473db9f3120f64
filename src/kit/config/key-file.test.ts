import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeKey, readKey } from './key-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-key-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('there is no key before one is made', async () => {
  expect(await readKey(join(folder, 'none'))).toBeNull()
})

test('a made key has 32 bytes, is for our account alone, and is the same when read again', async () => {
  const path = join(folder, 'deep', 'cairn.key')

  const key = await makeKey(path)

  expect(key).toHaveLength(32)
  expect(await readKey(path)).toEqual(key)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a key is never overwritten, even when two make one at once', async () => {
  const path = join(folder, 'twice.key')

  const [first, second] = await Promise.all([makeKey(path), makeKey(path)])

  expect(second).toEqual(first)
})

test('a file that others may change, or that holds something else, is refused in words', async () => {
  const path = join(folder, 'bad.key')
  await makeKey(path)
  const text = readFileSync(path, 'utf8')

  chmodSync(path, 0o620)
  await expect(readKey(path)).rejects.toThrow('chmod 600')
  chmodSync(path, 0o600)
  writeFileSync(path, text.slice(0, 20))
  await expect(readKey(path)).rejects.toThrow('does not hold a key')
  await expect(makeKey(path)).rejects.toThrow('does not hold a key')
})
