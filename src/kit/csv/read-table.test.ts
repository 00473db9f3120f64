import { describe, expect, test } from 'vitest'
import { gathered, inPieces } from './pieces.ts'
import { type ReadTableOptions, readTable } from './read-table.ts'
import type { LineFault, Row } from './table.ts'

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const western = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const wideBigEndian = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16()

/** More than is looked at to find out how to read. */
const beyondSample = (row: string): string => row.repeat(Math.ceil(300_000 / row.length))
const long = 'Köln'.repeat(50)

/** The table with all it gives: rows as `line: cells`, faults as `line code`. */
async function read(bytes: Uint8Array | string, options: ReadTableOptions = {}, pieceBytes = 1024) {
  const table = await readTable(inPieces(typeof bytes === 'string' ? utf8(bytes) : bytes, pieceBytes), options)
  const given = await gathered(table.rows)
  return {
    reading: table.reading,
    names: table.columns.map(column => column.name),
    columns: table.columns,
    rows: given.filter((each): each is Row => each.kind === 'row').map(row => `${row.line}: ${row.cells.join(' / ')}`),
    faults: given.filter((each): each is LineFault => each.kind === 'fault').map(fault => `${fault.line} ${fault.code}`),
    given,
  }
}

describe('encodings', () => {
  const text = 'name,city\nInès,Köln\nMüller,São Paulo\n'

  test.each([
    ['UTF-8', utf8(text), 'utf-8', false],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`), 'utf-8', true],
    ['Windows Western', western(text), 'windows-1252', false],
    [
      'old Macintosh',
      Uint8Array.from(western(text), byte => ({ 232: 0x8f, 246: 0x9a, 252: 0x9f, 227: 0x8b })[byte] ?? byte),
      'macintosh',
      false,
    ],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', true],
    ['UTF-16 little endian', Buffer.from(text, 'utf16le'), 'utf-16le', false],
    ['UTF-16 big endian with a mark', wideBigEndian(`\ufeff${text}`), 'utf-16be', true],
    ['UTF-16 big endian', wideBigEndian(text), 'utf-16be', false],
  ])('%s is found and read', async (_, bytes, encoding, byteOrderMark) => {
    const { reading, names, rows } = await read(bytes)

    expect(reading).toMatchObject({ encoding, byteOrderMark })
    expect(names).toEqual(['name', 'city'])
    expect(rows).toEqual(['2: Inès / Köln', '3: Müller / São Paulo'])
    expect(reading.evidence.encodingWords).toEqual(['Inès', 'Köln', 'Müller', 'São'])
  })

  test('characters survive pieces of one byte', async () => {
    expect((await read('name,sign\nInès,👩🏽‍🏫\n', {}, 1)).rows).toEqual(['2: Inès / 👩🏽‍🏫'])
  })

  test('a bad byte costs its line, and says what was probably meant', async () => {
    const { reading, rows, given } = await read(
      Buffer.concat([utf8('name,city\nZoë,Köln\n'), western('René,Rome\n'), utf8('Žofia,Brno\n')]),
    )

    expect(reading.encoding).toBe('utf-8')
    expect(rows).toEqual(['2: Zoë / Köln', '4: Žofia / Brno'])
    expect(given[1]).toEqual({
      kind: 'fault',
      line: 3,
      endLine: 3,
      column: 0,
      code: 'bad_characters',
      lost: true,
      facts: { meant: 'René' },
    })
  })

  test('a bad byte far behind the sample is found as well', async () => {
    const { faults, rows } = await read(Buffer.concat([utf8(`name,city\n${beyondSample(`Zoë,${long}\n`)}`), western('René,Rome\n')]))

    expect(faults).toEqual(['1466 bad_characters'])
    expect(rows).toHaveLength(1464)
  })

  test('a file cut off inside a character is reported', async () => {
    const whole = utf8('name,city\nZoë,Köln\nZoë,Kö')

    expect((await read(whole.subarray(0, -1))).faults).toEqual(['3 bad_characters'])
  })

  test('one bad byte that reads as no word leaves the file UTF-8, one inside a word makes it Windows Western', async () => {
    expect((await read(western('name,city\nAnna,Rome é\nBo,Bonn\n'))).faults).toEqual(['2 bad_characters'])
    expect((await read(western('name,city\nInès,Rome\nBo,Bonn\n'))).rows).toEqual(['2: Inès / Rome', '3: Bo / Bonn'])
  })

  test('a letter that would be a capital inside a word tells the old Macintosh from Windows', async () => {
    expect((await read(Buffer.from('name,city\nM\x9fller,Bonn\n', 'latin1'))).reading.encoding).toBe('macintosh')
  })

  test('a sample that ends inside a character leaves no doubt', async () => {
    const bytes = utf8(`name,cit\n${'ä,ö\n'.repeat(60_000)}`)

    expect(bytes[256 * 1024]).toBe(0xa4)
    expect((await read(bytes)).reading.sure.encoding).toBe(true)
  })

  test('half a character at the end of UTF-16 is reported', async () => {
    expect((await read(Buffer.concat([Buffer.from('name,city\nZoë,Köln\nBo,Bonn', 'utf16le'), Buffer.of(0x41)]))).faults).toEqual([
      '3 bad_characters',
    ])
  })

  test('a large file cut off inside a character is reported', async () => {
    const bytes = utf8(`name,city\n${beyondSample(`Zoë,${long}\n`)}Zoë,Kö`)

    expect((await read(bytes.subarray(0, -1))).faults).toEqual(['1466 bad_characters'])
  })

  test('the person may name another encoding', async () => {
    expect((await read(western('name,city\n£ód\x9f,x\n'), { reading: { encoding: 'windows-1250' } })).rows).toEqual(['2: Łódź / x'])
  })
})

describe('delimiters and quotes', () => {
  test.each([
    ['comma', 'a,b,c\n1,x;y,3\n2,x;y;z,3\n', ','],
    ['semicolon', 'a;b;c\n1;x,y;3\n2;x,y,z;3\n', ';'],
    ['tab', 'a\tb\tc\n1\tx,y\t3\n2\tx;y,z\t3\n', '\t'],
    ['bar', 'a|b|c\n1|x,y|3\n2|x,y,z|3\n', '|'],
    ['semicolon with decimal commas', 'a;b\n1,5;2,5\n3,5;4,25\n', ';'],
    ['the one named by the file', 'sep=;\na,b;c\n1,2;3\n', ';'],
    ['the one named in quotes', '"sep=|"\r\na,b|c\r\n1,2|3\r\n', '|'],
  ])('%s', async (_, text, delimiter) => {
    expect((await read(text)).reading.delimiter).toBe(delimiter)
  })

  test('many columns are better evidence than two', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `${at},x,y,z,p,q;r`)

    expect((await read(['a,b,c,d,e,f', ...rows, 'a note; see below', 'another; see above'].join('\n'))).reading).toMatchObject({
      delimiter: ',',
      headerLine: 1,
    })
  })

  test('it says when the delimiter is not sure', async () => {
    expect((await read('a;b,c\n1;2,3\n')).reading.sure.delimiter).toBe(false)
    expect((await read('a,b,c\n1,2,3\n')).reading.sure.delimiter).toBe(true)
  })

  test('the line that names the delimiter is no evidence', async () => {
    expect((await read('sep=;\na;b;c\n1;2;3\n')).reading.evidence).toMatchObject({ width: 3, agreeingShare: 1 })
  })

  test('the person may name any delimiter, or none for quotes', async () => {
    expect((await read('a:b\n1:"2\n', { reading: { delimiter: ':', quote: null } })).rows).toEqual(['2: 1 / "2'])
  })

  test('quoted cells hold delimiters, line ends and quotes', async () => {
    const { rows } = await read('a,b\r\n"1, 2","say ""hi"""\r\n"x\r\ny","z"\r\nlast,one\r\n')

    expect(rows).toEqual(['2: 1, 2 / say "hi"', '3: x\r\ny / z', '5: last / one'])
  })

  test('backslashes before quotes are understood', async () => {
    expect((await read('a,b\n1,"say \\"hi, you\\""\n2,"so, \\"he\\" said"\n')).rows).toEqual([
      '2: 1 / say "hi, you"',
      '3: 2 / so, "he" said',
    ])
  })

  test('single quotes around cells are understood, apostrophes stay', async () => {
    expect((await read("'a','b'\n'1, 2','x'\n'3','y, z'\n")).rows).toEqual(['2: 1, 2 / x', '3: 3 / y, z'])
    expect((await read("a,b\n'tis,x\nd'or,y\n")).rows).toEqual(["2: 'tis / x", "3: d'or / y"])
  })

  test('inches and words in quotes are text', async () => {
    const { rows, faults } = await read('a,b\n1,5" pipe\n2,"Bob" Smith\n3,x\n')

    expect(rows).toEqual(['2: 1 / 5" pipe', '3: 2 / "Bob" Smith', '4: 3 / x'])
    expect(faults).toEqual(['3 quote_taken_as_text'])
  })

  test('quotes inside quotes that are not doubled stay', async () => {
    expect((await read('a,b\n1,"say "hi" to"\n2,"so \\"he\\" said"\n3,x\n', { reading: { escape: 'doubled' } })).rows).toEqual([
      '2: 1 / say "hi" to',
      '3: 2 / so \\"he\\" said',
      '4: 3 / x',
    ])
    expect((await read('a,b\n1,"so \\"he\\" said"\n2,x\n')).rows).toEqual(['2: 1 / so "he" said', '3: 2 / x'])
  })

  test('a row with a quote in question and too few cells is not guessed at', async () => {
    expect((await read('a,b,c\n1,2,3\n4,"x" and y\n5,6,7\n')).faults).toEqual(['3 stray_quote'])
  })

  test('the inside of a cell with a quote gone wrong is given up, not taken for rows', async () => {
    const { rows, faults } = await read('a,b\n1,"He\nsaid, "hi"\nand left",x\n2,y\n3,"z"\n')

    expect(rows).toEqual(['5: 2 / y', '6: 3 / z'])
    expect(faults).toEqual(['2 stray_quote', '3 stray_quote', '4 stray_quote'])
  })

  test('a quote that is never closed costs its line, not the rest', async () => {
    const { rows, faults } = await read('a,b\n1,x\n2,"open\n3,y\n4,z\n')

    expect(rows).toEqual(['2: 1 / x', '4: 3 / y', '5: 4 / z'])
    expect(faults).toEqual(['3 quote_not_closed'])
  })

  test('a quote that a later cell seems to close costs its line', async () => {
    const { rows, faults } = await read('a,b\n1,"open\n2,y\n3,"closed"\n4,z\n')

    expect(rows).toEqual(['3: 2 / y', '4: 3 / closed', '5: 4 / z'])
    expect(faults).toEqual(['2 stray_quote'])
  })

  test('a quote never closed in a large file is contained at the limit', async () => {
    const { rows, faults } = await read(`a,b\n1,x\n2,"open\n${'3,y\n'.repeat(10_000)}`, { limits: { rowCharacters: 20_000 } })

    expect(rows).toHaveLength(10_001)
    expect(faults).toEqual(['3 quote_not_closed'])
  })

  test('a file cut off inside a cell reports the row, from its first line to the last', async () => {
    const { rows, given } = await read('a,b,c\n1,x,y\n2,"one\ntwo\nthr')

    expect(rows).toEqual(['2: 1 / x / y'])
    expect(given[1]).toMatchObject({ line: 3, endLine: 5, column: 1, code: 'row_cut_off', lost: true })
  })

  test('lines of a cut off cell are no rows because one of them might be', async () => {
    expect((await read('a,b\n1,x\n2,"one\ntwo, three\nfour\nfive\nsix\nseven')).faults).toEqual(['3 row_cut_off'])
  })

  test('a last row without its empty cells is not cut off where others lack them too', async () => {
    expect((await read('a,b,c\n1,x\n2,y,z\n3,x')).faults).toEqual(['2 cells_missing', '4 cells_missing'])
  })

  test('a file cut off between cells reports the row', async () => {
    expect((await read('a,b,c\n1,x,y\n2,x')).faults).toEqual(['3 row_cut_off'])
  })
})

describe('headers and lines', () => {
  test('titles and blank lines above the header are kept as evidence', async () => {
    const { reading, rows } = await read('My list\n\nExported 3 May,,\nid,role,city\n1,host,Rome\n2,guest,Bonn\n')

    expect(reading).toMatchObject({
      headerLine: 4,
      before: [
        { line: 1, text: 'My list' },
        { line: 3, text: 'Exported 3 May' },
      ],
    })
    expect(rows).toEqual(['5: 1 / host / Rome', '6: 2 / guest / Bonn'])
  })

  test('a heading over several lines is one name', async () => {
    const { names, rows } = await read('id,"full\n name "\n1,x\n')

    expect(names).toEqual(['id', 'full name'])
    expect(rows).toEqual(['3: 1 / x'])
  })

  test.each([
    ['numbers', '1,2\n3,4\n'],
    ['an e-mail address', 'anna@example.org,Anna\nbo@example.org,Bo\n'],
    ['words said again below', 's1,guest,Spain\ns2,host,Italy\ns3,guest,Spain\ns4,guest,France\ns5,host,Spain\n'],
  ])('a first line with %s is a row', async (_, text) => {
    const { reading, names, rows } = await read(text)

    expect(reading.headerLine).toBe(null)
    expect(names.every(name => name === '')).toBe(true)
    expect(rows).toHaveLength(text.trim().split('\n').length)
  })

  test('a heading with a bad byte or a control character can be shown', async () => {
    const bytes = Buffer.concat([utf8('na\u0007me,Größe,'), western('Plätze'), utf8('\nZoë,1,2\n')])

    expect((await read(bytes)).names).toEqual(['name', 'Größe', 'Plätze'])
  })

  test('the person may name the header line, or say that there is none', async () => {
    expect((await read('x,y\na,b\n1,2\n', { reading: { headerLine: 2 } })).rows).toEqual(['3: 1 / 2'])
    expect((await read('x,y\na,b\n', { reading: { headerLine: null } })).rows).toEqual(['1: x / y', '2: a / b'])
    await expect(read('x,y\na,b\n', { reading: { headerLine: 9 } })).rejects.toMatchObject({ code: 'header_not_found', facts: { line: 9 } })
  })

  test('a header repeated in the middle is left out and named', async () => {
    const { rows, faults } = await read('id,city\n1,Rome\nID , City\n2,Bonn\n')

    expect(rows).toEqual(['2: 1 / Rome', '4: 2 / Bonn'])
    expect(faults).toEqual(['3 header_repeated'])
  })

  test('headers repeated on every page stay headers', async () => {
    const page = `id,city\n${'1,Rome\n2,Bonn\n3,Rome\n4,Oslo\n5,Bonn\n6,Rome\n'.repeat(2)}`

    expect((await read(page.repeat(3))).faults).toEqual(['14 header_repeated', '27 header_repeated'])
  })

  test('in a file of one column a row may say what the heading says', async () => {
    expect((await read('city\nRome\nBonn\ncity\nOslo\nKyiv\n')).rows).toEqual(['2: Rome', '3: Bonn', '4: city', '5: Oslo', '6: Kyiv'])
  })

  test.each([
    ['one heading is said again', 'host,name,city\nhost,Bo,Rome\nguest,Al,Rome\nguest,Cy,Oslo\nhost,Di,Bonn\n'],
    ['a short file says headings again', 'a,b,c\na,,\n,,c\n'],
  ])('a header stays one when %s', async (_, text) => {
    expect((await read(text)).reading.headerLine).toBe(1)
  })

  test('empty columns and rows at the end are left out, those between stay', async () => {
    const { names, rows } = await read('a,,b,,\n1,x,2,,\n,,,,\n3,,4,,\n,,,,\n')

    expect(names).toEqual(['a', '', 'b'])
    expect(rows).toEqual(['2: 1 / x / 2', '4: 3 /  / 4'])
  })

  test('a heading given twice names the earlier column', async () => {
    expect((await read('a,b,A\n1,2,3\n')).columns.map(column => column.sameAs)).toEqual([null, null, 0])
  })

  test('rows with too many cells are reported, short ones filled with a remark, notes below the table reported', async () => {
    const { rows, faults } = await read('a,b,c\n1,2,3,4\n1,2\n1,2,3,,\nTotal 17\n')

    expect(rows).toEqual(['3: 1 / 2 / ', '4: 1 / 2 / 3'])
    expect(faults).toEqual(['2 too_many_cells', '3 cells_missing', '5 too_few_cells'])
  })

  test('a blank behind each comma makes no letter of a table', async () => {
    expect((await read('a, b\n1, 2\n3, 4\n5, 6\n7, 8\n9, 0\n')).rows).toHaveLength(5)
  })

  test('a table in which a third of the rows are broken is read, and so is a list with a comma', async () => {
    expect((await read(`a,b\n${'1,2\n'.repeat(14)}${'1,2,3\n'.repeat(6)}`)).faults).toHaveLength(6)
    expect((await read(`name\n${Array.from({ length: 40 }, (_, at) => `Ann ${at}\n`).join('')}Doe, Jo\n`)).faults).toEqual([
      '42 too_many_cells',
    ])
  })

  test('a large file that comes at once is read to its end', async () => {
    expect((await read(`a,b\n${beyondSample(`1,${long}\n`)}`, {}, 1_000_000)).rows).toHaveLength(1478)
  })

  test('columns beyond the last heading are kept when most rows have them', async () => {
    const { names, rows } = await read('a,b\n1,2,3\n4,5,6\n1,1,1\n7,8\n')

    expect(names).toEqual(['a', 'b', ''])
    expect(rows).toEqual(['2: 1 / 2 / 3', '3: 4 / 5 / 6', '4: 1 / 1 / 1', '5: 7 / 8 / '])
  })

  test('every kind of line end counts once, inside cells too', async () => {
    const { reading, rows } = await read('a,b\n1,"x\r\ny"\r2,"x\ry"\r\n3,z')

    expect(reading.lineEnds).toBe('mixed')
    expect(rows).toEqual(['2: 1 / x\r\ny', '4: 2 / x\ry', '6: 3 / z'])
  })

  test('NUL bytes are reported with line and column', async () => {
    expect((await read('a,b\n1,2\n3,\0\n')).given[1]).toMatchObject({ line: 3, column: 1, code: 'nul_character', lost: true })
  })

  test('formulas are text; a guard in front of one is taken away', async () => {
    expect((await read("a,b\n=1+1,'=2\n'tis,-3\n")).rows).toEqual(['2: =1+1 / =2', "3: 'tis / -3"])
  })
})

describe('files that are refused', () => {
  const row = utf8(`${'x'.repeat(99)},${'y'.repeat(99)}\n`)

  test.each([
    ['nothing', '', 'file_empty', {}],
    ['blank lines', '\n \r\n\n', 'file_empty', {}],
    ['only a mark', '\ufeff', 'file_empty', {}],
    ['a header alone', 'a,b\n\n,,\n', 'header_only', { line: 1, columns: ['a', 'b'] }],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file_not_a_table', { looksLike: 'png' }],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'file_not_a_table', { looksLike: 'pdf' }],
    ['an archive', Buffer.from('504b0304140000000800', 'hex'), 'file_not_a_table', { looksLike: 'zip' }],
    ['a workbook', Buffer.from('PK\x03\x04\x14\0[Content_Types].xml…xl/workbook.xml', 'latin1'), 'file_not_a_table', { looksLike: 'xlsx' }],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'file_not_a_table', { looksLike: 'xls' }],
    ['a web page', '<!DOCTYPE html>\n<table><tr><td>1</td></tr></table>', 'file_not_a_table', { looksLike: 'html' }],
    ['JSON', '[{"a": 1, "b": 2}]', 'file_not_a_table', { looksLike: 'json' }],
    [
      'a letter',
      'Dear all,\nas you know, we meet, as always, on Monday.\nPlease be there, and bring cake, tea, and ideas.\nYours, as ever,\nAnna\nP.S. No cake, no meeting, no ideas, nothing.\nP.P.S. None, at all.\n',
      'file_not_a_table',
      { looksLike: 'text' },
    ],
    [
      'wide characters of four bytes',
      Buffer.from(
        'a,b\n1,2\n'
          .split('')
          .map(letter => `${letter}\0\0\0`)
          .join(''),
      ),
      'file_not_a_table',
      { looksLike: 'binary' },
    ],
    ['lines of all widths', `a,b,c\n${'1,2,3,4,5\n1\n1,2,3\n'.repeat(5)}`, 'file_not_a_table', { looksLike: 'text' }],
    [
      'lines without a table',
      `A note\n${'One line and another line\n'.repeat(9)}so, here\nand, there\n`,
      'file_not_a_table',
      { looksLike: 'text' },
    ],
    ['control characters', Buffer.from('0001020304050607a0b0c0d0e0f0', 'hex'), 'file_not_a_table', { looksLike: 'binary' }],
    [
      '5,000 columns',
      `${Array.from({ length: 5000 }, (_, at) => `column ${at}`).join(',')}\n1,2\n`,
      'too_many_columns',
      { line: 1, columns: 5000, limit: 300 },
    ],
  ] as const)('%s', async (_, bytes, code, facts) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, facts })
  })

  test('a file over the limit is refused while it streams, and its source is closed', async () => {
    let given = 0
    let isClosed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          given += row.length * 1000
          yield Buffer.concat(Array.from({ length: 1000 }, () => row))
        }
      } finally {
        isClosed = true
      }
    }

    const table = await readTable(endless(), { limits: { bytes: 3_000_000 } })
    await expect(gathered(table.rows)).rejects.toMatchObject({ code: 'file_too_large', facts: { limitBytes: 3_000_000 } })

    expect(given).toBeLessThan(3_500_000)
    expect(isClosed).toBe(true)
  })

  test('a header above nothing but blank rows is refused, however many they are', async () => {
    await expect(read(`a,b\n${beyondSample(`${' '.repeat(99)},\n`)}`)).rejects.toMatchObject({ code: 'header_only', facts: { line: 1 } })
  })

  test('the source of a refused file is closed', async () => {
    let isClosed = false
    async function* picture(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.concat([Buffer.from('89504e47', 'hex'), Buffer.alloc(100_000)])
      } finally {
        isClosed = true
      }
    }

    await expect(readTable(picture())).rejects.toMatchObject({ code: 'file_not_a_table' })

    expect(isClosed).toBe(true)
  })

  test('a line without end is refused with its number, at the beginning and later', async () => {
    async function* withLineWithoutEnd(first: string): AsyncGenerator<Uint8Array> {
      yield utf8(first)
      for (;;) yield utf8('x'.repeat(10_000))
    }

    await expect(readTable(withLineWithoutEnd(''))).rejects.toMatchObject({ code: 'line_too_long', facts: { line: 1 } })
    const table = await readTable(withLineWithoutEnd('a,b\n1,2\n'))
    await expect(gathered(table.rows)).rejects.toMatchObject({ code: 'line_too_long', facts: { line: 3 } })
  })

  test('an aborted reading stops with the reason', async () => {
    const stop = new AbortController()
    const table = await readTable(inPieces(utf8(`a,b\n${'1,2\n'.repeat(200_000)}`), 4096), { signal: stop.signal })

    stop.abort(new Error('stopped'))

    await expect(gathered(table.rows)).rejects.toThrow('stopped')
  })
})
