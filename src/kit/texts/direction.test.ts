import { expect, test } from 'vitest'
import { isolated, withoutTurns } from './direction.ts'

test.each([
  ['Amina', 'ltr', 'Amina'],
  ['أمينة', 'ltr', '\u2068أمينة\u2069'],
  ['ab\u202ecod.exe', 'ltr', 'abcod.exe'],
  ['\u2069\u202eעברית', 'ltr', '\u2068עברית\u2069'],
  ['Amina', 'rtl', '\u2068Amina\u2069'],
  ['12:30', 'rtl', '12:30'],
] as const)('%j in a sentence from %s is %j', (text, direction, told) => {
  expect(isolated(text, direction)).toBe(told)
})

test('marks and joiners are part of a name', () => {
  expect(withoutTurns('می\u200cخواهم \u200f\u200e\u061c 👩\u200d👧')).toBe('می\u200cخواهم \u200f\u200e\u061c 👩\u200d👧')
})
