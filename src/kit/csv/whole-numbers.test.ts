import { expect, test } from 'vitest'
import { parseWhole } from './whole-numbers.ts'

test.each([
  ['0', 0],
  ['-0', 0],
  [' 12 ', 12],
  ['+3', 3],
  ['-3', -3],
  ['007', 7],
  ['3.0', 3],
  ['3,00', 3],
  ['1 000', 1000],
  ['1\u202f000', 1000],
  ["1'000'000", 1_000_000],
  ['1500', 1500],
  ['٣', 3],
  ['１２', 12],
  ['9007199254740991', 9_007_199_254_740_991],
])('%j is %i', (cell, whole) => {
  expect(parseWhole(cell)).toEqual({ whole })
})

test.each([
  ['', 'not_a_number'],
  ['two', 'not_a_number'],
  ['=2', 'not_a_number'],
  ['2 guests', 'not_a_number'],
  ['1-2', 'not_a_number'],
  ['1e3', 'not_a_number'],
  ['--1', 'not_a_number'],
  ['.5', 'not_a_number'],
  ['2.5', 'not_whole'],
  ['2,5', 'not_whole'],
  ['1.000', 'unclear_thousands'],
  ['1,000,000', 'unclear_thousands'],
  ['9007199254740993', 'too_large'],
])('%j is refused: %s', (cell, fault) => {
  expect(parseWhole(cell)).toEqual({ fault })
})
