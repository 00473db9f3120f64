import { expect, test } from 'vitest'
import { english, mirrored, sayIn } from './texts.ts'

const catalog = {
  hello: 'Hello {name},',
  days: { by: 'count', one: 'one day', other: '{count} days' },
  names: 'With {people, list}',
  either: '{people, or}',
  until: 'Until {until, date}',
  when: 'On {at, when}',
  share: '{part, percent} have answered',
} as const
const say = sayIn(catalog, english)

test.each([
  ['hello', { name: 'Bo' }, 'Hello Bo,'],
  ['days', { count: 1 }, 'one day'],
  ['days', { count: 1200 }, '1,200 days'],
  ['names', { people: ['Amina', 'Bo', 'Carl'] }, 'With Amina, Bo, and Carl'],
  ['either', { people: ['Amina', 'Bo'] }, 'Amina or Bo'],
  ['until', { until: '2027-03-01' }, 'Until March 1, 2027'],
  ['share', { part: 0.5 }, '50% have answered'],
] as const)('%s with %o says "%s"', (key, facts, said) => {
  expect(say(key, facts)).toBe(said)
})

test('an instant is told in the zone of the reader', () => {
  const at = new Date('2027-03-01T22:30:00Z')
  expect(sayIn(catalog, { ...english, zone: 'Europe/Oslo' })('when', { at })).toContain('March 1 at 23:30')
  expect(sayIn(catalog, { ...english, zone: 'Asia/Kathmandu' })('when', { at })).toContain('March 2 at 04:15')
})

test('a missing key, a missing fact and an unknown style are defects, never holes', () => {
  expect(() => say('nothing' as 'hello')).toThrow('no text for nothing')
  expect(() => say('hello', {})).toThrow('text hello needs name')
  expect(() => say('hello', { name: null })).toThrow('text hello needs name')
  expect(() => sayIn({ odd: '{x, sideways}' }, english)('odd', { x: 1 })).toThrow('no text style sideways')
})

test('what a person wrote is told as it is, braces and all', () => {
  expect(say('hello', { name: '{name} {{7*7}}' })).toBe('Hello {name} {{7*7}},')
})

test('the mirrored language is longer, marked at both ends, and leaves markup alone', () => {
  const said = sayIn({ a: 'Take <b>one</b> step' }, mirrored)('a')
  expect(said).toMatch(/^\u200f«.*»$/)
  expect(said).toContain('<b>')
  expect(said.length).toBeGreaterThan('Take <b>one</b> step'.length)
})
