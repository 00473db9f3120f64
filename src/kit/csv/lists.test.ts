import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listSeparatorOf, listSeparators, parseList } from './lists.ts'

test.each([
  ['a;b', ';', ['a', 'b']],
  [' a ;; b c ; ', ';', ['a', 'b c']],
  ['a\r\nb\rc\n', '\n', ['a', 'b', 'c']],
  ['a, b,c', ',', ['a', 'b', 'c']],
  ['a|b', '|', ['a', 'b']],
  ['SQL (Postgres, MySQL), Python [2, 3]', ',', ['SQL (Postgres, MySQL)', 'Python [2, 3]']],
  ['a (b, c', ',', ['a (b', 'c']],
  ['a) b, (c', ',', ['a) b, (c']],
  ['', ';', []],
] as const)('%j divided at %j', (cell, separator, parts) => {
  expect(parseList(cell, separator)).toEqual(parts)
})

test.each([
  [['a;b', 'c'], ';'],
  [['a\nb', 'c\nd;e'], '\n'],
  [['a, b', 'c, d, e'], ','],
  [['negotiation, persuasion;speaking', 'leading, serving;x'], ';'],
  [['a, b', 'c, d', 'e, f', 'g, h', 'i, j', 'k, l', 'm, n', 'o, p', 'q, r', 's, t', 'u, v', 'w;x'], ','],
  [['a', 'b'], null],
  [['a;'], null],
  [[], null],
] as const)('%j is divided at %j', (samples, separator) => {
  expect(listSeparatorOf(samples)).toBe(separator)
})

test('no part holds a separator outside brackets, and nothing but separators and blanks is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ';', ',', '|', '\n', ' ', '(', ')') }),
      fc.constantFrom(...listSeparators),
      (cell, separator) => {
        const parts = parseList(cell, separator)

        expect(parts.join('').replace(/[;,|\s]/g, '')).toBe(cell.replace(/[;,|\s]/g, ''))
        if (separator !== ',') expect(parts.some(part => part.includes(separator))).toBe(false)
      },
    ),
  )
})
