import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gathered } from './pieces.ts'
import { readTable } from './read-table.ts'
import { writeTable } from './write-table.ts'

async function written(columns: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  return (await gathered(writeTable(columns, rows))).join('')
}

async function* bytesOf(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece, 'utf8')
}

test('a table is UTF-8 with a mark, CR LF, quotes only where needed', async () => {
  expect(
    await written(
      ['id', 'name'],
      [
        ['1', 'Zoë'],
        ['2', 'say "hi"'],
        ['3', 'a;b'],
        ['4', ' x'],
      ],
    ),
  ).toBe('\ufeffid,name\r\n1,Zoë\r\n2,"say ""hi"""\r\n3,"a;b"\r\n4," x"\r\n')
})

test.each(['=1+1', '+49 30 1', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x', ' =1', '\u200b=1', "'=1", '−1'])(
  '%j begins with an apostrophe in quotes',
  async cell => {
    expect(await written(['a', 'b'], [['x', cell]])).toBe(`\ufeffa,b\r\nx,"'${cell}"\r\n`)
  },
)

test.each(['a=b', 'x-y', '1-2', "'tis", "o'clock"])('%j is harmless', async cell => {
  expect(await written(['a', 'b'], [['x', cell]])).not.toContain("'".concat(cell))
})

const nasty = fc.constantFrom(
  'a',
  'Z',
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
  '+',
  '-',
  '@',
  '＝',
  '\\',
  '\u00a0',
  '\u200b',
  'é',
  '💥',
  'ش',
)
const anyCell = fc.oneof(fc.string({ unit: nasty, maxLength: 10 }), fc.string({ unit: 'grapheme', maxLength: 6 }))

/** Rows that are blank are left out on reading, and a row that repeats the headings is taken for a second header. */
const anyTable = fc.array(
  fc.tuple(anyCell, anyCell, anyCell).filter(cells => cells.some(cell => /\w/.test(cell))),
  { minLength: 1, maxLength: 5 },
)

test('reading gives back the cells that were written, whatever they hold', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, async rows => {
      const columns = ['first heading', 'second, heading', '=third']
      const table = await readTable(bytesOf(writeTable(columns, rows)), {
        reading: { encoding: 'utf-8', delimiter: ',', quote: '"', escape: 'doubled', headerLine: 1 },
      })

      const given = await gathered(table.rows)

      expect(table.columns.map(column => column.name)).toEqual(columns)
      expect(given.map(each => (each.kind === 'row' ? each.cells : each))).toEqual(rows)
    }),
    { numRuns: 500 },
  )
})

test('what was written is recognized without being told', async () => {
  const rows = [
    ['1', 'Zoë', 'a;b'],
    ['2', 'Łukasz, Jr.', '=x'],
    ['3', 'say "hi"', 'one\ntwo'],
  ]
  const table = await readTable(bytesOf(writeTable(['id', 'name', 'list'], rows)))

  expect((await gathered(table.rows)).map(each => (each.kind === 'row' ? each.cells : each))).toEqual(rows)
  expect(table.reading).toMatchObject({ encoding: 'utf-8', byteOrderMark: true, delimiter: ',', headerLine: 1, lineEnds: 'crlf' })
})
