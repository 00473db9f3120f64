import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest, slipsBetween } from './nearest.ts'

const languages = ['English', 'Portuguese', 'Spanish', 'Arabic', 'French', 'Thai']

test.each([
  ['Portugese', 'Portuguese'],
  ['portuguese', 'Portuguese'],
  ['PORTUGUÉSE', 'Portuguese'],
  ['Portugeuse', 'Portuguese'],
  ['Spansih', 'Spanish'],
  ['Frnch', 'French'],
  ['Thia', 'Thai'],
  ['Klingon', null],
  ['Ich', null],
  ['', null],
])('%j probably means %j', (word, choice) => {
  expect(nearest(word, languages)).toBe(choice)
})

test('nothing is suggested when two choices are equally near', () => {
  expect(nearest('Austrilia', ['Austria', 'Australia'])).toBe('Australia')
  expect(nearest('Irin', ['Iran', 'Irun'])).toBe(null)
  expect(nearest('Mai', ['Mali', 'Main'])).toBe(null)
})

test('the distance is a distance: none to itself, the same both ways, and a slip more or less for one letter', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  fc.assert(
    fc.property(word, word, fc.nat(6), (one, other, at) => {
      expect(slipsBetween(one, one)).toBe(0)
      expect(slipsBetween(one, other)).toBe(slipsBetween(other, one))
      expect(slipsBetween(one, `${one.slice(0, at)}x${one.slice(at)}`)).toBe(1)
    }),
  )
})

test.each([
  ['ab', 'ba', 1],
  ['abc', 'ca', 3],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('from %j to %j it takes %i slips', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips)
})
