import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecord } from './record.ts'
import { recordReader } from './records.ts'
import type { Dialect } from './table.ts'

const commas: Dialect = { delimiter: ',', quote: '"', escape: 'doubled' }

test.each([
  ['a,b', 'no line end yet'],
  ['a,"b', 'open quote'],
  ['a,"b"', 'the quote may be doubled'],
  ['a,b\r', 'LF may follow'],
])('%j needs more text (%s)', text => {
  expect(readRecord(text, 0, commas, false)).toBe(null)
  expect(readRecord(text, 0, commas, true)).not.toBe(null)
})

const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const anyCell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', ';', '\n', '\r', ' ', '\\', "'"), maxLength: 8 })
const anyRows = fc.array(fc.array(anyCell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })

test('well-formed text is cut as an independent reader cuts it, with lines counted by hand, however it is divided', () => {
  fc.assert(
    fc.property(anyRows, fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 1, max: 9 }), (rows, lineEnd, pieceLength) => {
      const text = rows.map(row => row.map(quoted).join(',') + lineEnd).join('')
      const records = recordReader(commas, 10_000, null)
      const pieces = text.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? []

      const read = pieces.flatMap((piece, at) => [...records.push(piece, at === pieces.length - 1)])

      const other: string[][] = parse(text, { record_delimiter: lineEnd, relax_column_count: true, skip_empty_lines: false })
      expect(read.map(record => record.cells)).toEqual(other)
      let line = 1
      for (const [at, row] of rows.entries()) {
        expect(read[at]?.line).toBe(line)
        line += 1 + row.join(',').split(/\r\n|\n|\r/).length - 1
      }
    }),
    { numRuns: 500 },
  )
})

test('any text in any pieces gives the same records, and lines never go back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '"', '"', ',', '\n', '\r', ' '), maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (text, pieceLength) => {
        const pieces = text.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? []
        const divided = recordReader(commas, 10_000, 3)
        const whole = [...recordReader(commas, 10_000, 3).push(text, true)]

        const read = pieces.flatMap((piece, at) => [...divided.push(piece, at === pieces.length - 1)])

        expect(read.map(({ line, endLine, lost }) => ({ line, endLine, lost }))).toEqual(
          whole.map(({ line, endLine, lost }) => ({ line, endLine, lost })),
        )
        for (const [at, record] of whole.entries()) expect(record.line).toBeGreaterThan(whole[at - 1]?.line ?? 0)
      },
    ),
    { numRuns: 1000 },
  )
})

test.each([1, 3, 7, 100])('a quote gone wrong costs the lines it reaches, in pieces of %i characters too', pieceLength => {
  const pieces = 'a,b\n1,"He\nsaid, "hi"\nand left",x\n2,y\n3,"z"\n4,"z"\n5,"z"\n'.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? []
  const records = recordReader(commas, 10_000, 2)

  const read = pieces.flatMap((piece, at) => [...records.push(piece, at === pieces.length - 1)])

  expect(read.filter(record => record.lost).map(record => record.line)).toEqual([2, 3, 4])
})

test('a hundred quotes that nothing closes within the limit are contained, one more is a refusal with its line', () => {
  const block = `1,"x\n${'2,y\n'.repeat(100)}`
  const records = recordReader(commas, 300, 2)

  const lost = Array.from({ length: 100 }, () =>
    [...records.push(block, false)].filter(record => record.lost === 'quote_not_closed').map(record => record.line),
  ).flat()

  expect(lost).toEqual(Array.from({ length: 100 }, (_, at) => 1 + 101 * at))
  expect(() => [...records.push(block, false)]).toThrow(expect.objectContaining({ code: 'quotes_broken', facts: { line: 10_101 } }))
})
