import { expect, test } from 'vitest'
import { inOrderOfNames } from './names.ts'

test('people are read by name, accents beside their letter, else by their id', () => {
  const people = ['Özlem', 'Zoë', 'Otto', null, 'Paul'].map(name => ({ name, externalId: name === null ? 'P17' : 'A1' }))
  expect(inOrderOfNames(people).map(({ name, externalId }) => name ?? externalId)).toEqual(['Otto', 'Özlem', 'P17', 'Paul', 'Zoë'])
})
