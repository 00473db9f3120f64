import { expect, test } from 'vitest'
import { english, sayIn } from '../../kit/texts/texts.ts'
import texts from '../texts/en.json' with { type: 'json' }
import { problemCodes, wordsOf } from './import-words.ts'

test('everything that can be said about a cell has its words', () => {
  const say = sayIn(texts, english)
  const facts = { first: 1, cells: 2, columns: 3, text: 'x', meant: 'x', most: 1, least: 1, count: 2, assumed: 1, ceiling: 2, cell: 'x' }
  expect(problemCodes.map(code => say(wordsOf(code), facts)).filter(sentence => !/[.]$/.test(sentence))).toEqual([])
  expect(wordsOf('never_heard_of')).toBe('problem.other')
})
