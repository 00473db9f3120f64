import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { namesCommand } from './demo.ts'

let folder: string
let out: string
let err: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-demo-'))
  out = ''
  err = []
  vi.spyOn(process.stdout, 'write').mockImplementation(piece => {
    out += String(piece)
    return true
  })
  vi.spyOn(console, 'error').mockImplementation(line => void err.push(String(line)))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

test('a file of people gets invented names, the same for the same id', async () => {
  await writeFile(join(folder, 'people.csv'), 'person_id,role\nw001,mentee\nw002,mentor\n')
  expect(await namesCommand([join(folder, 'people.csv')])).toBe(0)
  const once = out
  out = ''
  expect(await namesCommand([join(folder, 'people.csv')])).toBe(0)
  expect(out).toBe(once)
  expect(once).toMatch(/^person_id,role,name,e-mail\r\nw001,mentee,[^,]+,[^,]+@example\.org\r\n/)
})

test.each([
  ['a folder', () => folder, 'is a folder, so it cannot be read as a file.'],
  ['nothing', () => join(folder, 'nobody.csv'), 'nobody.csv. Is the name right?'],
  ['something under a file', () => join(folder, 'people.csv', 'more.csv'), 'more.csv. Is the name right?'],
  ['an empty file', () => join(folder, 'people.csv'), 'The file is empty'],
])('%s instead of a file is told in a sentence', async (_, path, sentence) => {
  await writeFile(join(folder, 'people.csv'), '')
  expect(await namesCommand([path()])).toBe(2)
  expect(err.join('\n')).toContain(sentence)
})
