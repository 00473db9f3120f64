import { expect, test } from 'vitest'
import { inventedPerson } from './invented-names.ts'

test('the same id has the same name and address in every file', () => {
  expect(inventedPerson('w25-00001')).toEqual(inventedPerson('w25-00001'))
  expect(inventedPerson('w25-00001')).not.toEqual(inventedPerson('w25-00002'))
})

test('addresses are unique and of nobody', () => {
  const people = Array.from({ length: 3000 }, (_, n) => inventedPerson(`m17-${n}`))
  expect(new Set(people.map(person => person.email)).size).toBe(3000)
  for (const { email } of people) expect(email).toMatch(/^[a-z0-9.-]+@example\.org$/)
})

test('240 people hardly share a name', () => {
  const names = Array.from({ length: 240 }, (_, n) => inventedPerson(`w25-${n}`).name)
  expect(new Set(names).size).toBeGreaterThan(230)
})
