import { expect, test } from 'vitest'
import { isUuid, seededRandom, systemRandom, token, uuidv7 } from './ids.ts'

const allOnes = (byteCount: number) => new Uint8Array(byteCount).fill(0xff)

test('the time fills the first 48 bits, version and variant are marked, the rest is chance', () => {
  const id = uuidv7(new Date('2022-02-22T19:22:22.000Z'), allOnes)

  expect(id).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff')
})

test('ids sort by the moment of their making', () => {
  const instants = [0, 1, 65_535, 65_536, Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1) + 1, Date.UTC(9999, 11, 31)]

  const ids = instants.map(at => uuidv7(new Date(at), systemRandom))

  expect(ids.toSorted()).toEqual(ids)
})

test('ids made in one millisecond differ', () => {
  const ids = Array.from({ length: 10_000 }, () => uuidv7(new Date(0), systemRandom))

  expect(new Set(ids).size).toBe(10_000)
})

test('one seed always gives the same bytes, and another seed others', () => {
  expect(seededRandom(1)(8)).toEqual(seededRandom(1)(8))
  expect(seededRandom(1)(8)).not.toEqual(seededRandom(2)(8))
})

test('seeded bytes take every value about equally often', () => {
  const counts = new Array<number>(256).fill(0)

  for (const byte of seededRandom(7)(256_000)) counts[byte]! += 1

  expect(Math.min(...counts)).toBeGreaterThan(850)
  expect(Math.max(...counts)).toBeLessThan(1150)
})

test('a token has 22 characters that a URL carries unescaped', () => {
  expect(token(allOnes)).toBe('_____________________w')
  expect(encodeURIComponent(token(systemRandom))).toHaveLength(22)
})

test.each([
  ['017f22e2-79b0-7fff-bfff-ffffffffffff', true],
  ['017F22E2-79B0-7FFF-BFFF-FFFFFFFFFFFF', false],
  ['017f22e279b07fffbfffffffffffffff', false],
  ["017f22e2-79b0-7fff-bfff-ffffffffffff'; drop table person; --", false],
  ['', false],
])('%s is a UUID: %s', (text, answer) => {
  expect(isUuid(text)).toBe(answer)
})
