import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gathered, inPieces } from './pieces.ts'
import { readTable } from './read-table.ts'
import { Unreadable } from './table.ts'

/** Everything that reading ends in: rows, faults or a refusal; anything else is thrown on. */
async function outcome(bytes: Uint8Array, pieceBytes: number): Promise<unknown> {
  try {
    const table = await readTable(inPieces(bytes, pieceBytes), { limits: { rowCharacters: 2000 } })
    const given = await gathered(table.rows)
    expect(given.filter(each => each.kind === 'row' && each.cells.length !== table.columns.length)).toEqual([])
    return given
  } catch (cause) {
    if (cause instanceof Unreadable) return { code: cause.code, facts: cause.facts }
    throw cause
  }
}

const nasty = fc.constantFrom(
  'a',
  '7',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  ' ',
  '=',
  '\0',
  '\\',
  '\ufeff',
  'é',
  '💥',
  'a,b\n',
  'sep=;\n',
)

test('random bytes end in rows, faults or a refusal, the same however they come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), async (bytes, pieceBytes) => {
      expect(await outcome(bytes, pieceBytes)).toEqual(await outcome(bytes, 10_000))
    }),
    { numRuns: 400 },
  )
})

test('random text with everything that has a meaning does as well, in any encoding', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: nasty, maxLength: 120 }),
      fc.constantFrom('utf8' as const, 'utf16le' as const, 'latin1' as const),
      async (text, encoding) => {
        const bytes = Buffer.from(text, encoding)
        expect(await outcome(bytes, 7)).toEqual(await outcome(bytes, 10_000))
      },
    ),
    { numRuns: 600 },
  )
})

test('every line with something on it is in a row or named by a fault', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', 'b', '"', '"', ',', '\n', '\r', ' '), maxLength: 80 }), async text => {
      const lines = `first,second\na,b\n${text}`.split(/\r\n|\n|\r/)
      const table = await readTable(inPieces(Buffer.from(lines.join('\n')), 9), { reading: { delimiter: ',', headerLine: 1 } })

      const covered = new Set<number>()
      for (const { line, endLine } of await gathered(table.rows)) for (let at = line; at <= endLine; at++) covered.add(at)

      expect(lines.flatMap((line, at) => (at > 0 && /[ab]/.test(line) && !covered.has(at + 1) ? [at + 1] : []))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

/** Each would take minutes if any step looked back over what it has read; the runner's time limit is the bound. */
test.each([
  ['quotes', '"', { code: 'line_too_long', facts: { line: 1, limit: 2000 } }],
  ['open cells', ',"', { code: 'line_too_long', facts: { line: 1, limit: 2000 } }],
  ['delimiters', ',', { code: 'line_too_long', facts: { line: 1, limit: 2000 } }],
  ['letters', 'x', { code: 'line_too_long', facts: { line: 1, limit: 2000 } }],
  ['blanks', ' ', { code: 'line_too_long', facts: { line: 1, limit: 2000 } }],
  ['escaped quotes', '\\"', { code: 'line_too_long', facts: { line: 1, limit: 2000 } }],
  ['line ends', '\r', { code: 'file_empty', facts: {} }],
])('half a megabyte of %s is refused', async (_, unit, refusal) => {
  expect(await outcome(Buffer.from(unit.repeat(500_000 / unit.length)), 65_536)).toEqual(refusal)
})
