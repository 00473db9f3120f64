import { createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { tidy } from '../../src/kit/csv/cells.ts'
import { listSeparatorOf, parseList } from '../../src/kit/csv/lists.ts'
import { gathered } from '../../src/kit/csv/pieces.ts'
import { readTable } from '../../src/kit/csv/read-table.ts'
import { recognize } from '../../src/kit/csv/recognize.ts'
import { type LineFault, type Row, type Table, Unreadable } from '../../src/kit/csv/table.ts'
import { realData } from './folder.ts'

const folder = realData('csv-messy')
const roster = `${folder}/roster-dialects`
const expected: { columns: string[]; rows: Record<string, string>[] } = JSON.parse(readFileSync(`${roster}/expected.json`, 'utf8'))

interface ReadFile {
  readonly table: Table
  readonly rows: readonly Row[]
  readonly faults: readonly LineFault[]
}

async function read(path: string): Promise<ReadFile> {
  const table = await readTable(createReadStream(path))
  const given = await gathered(table.rows)
  return { table, rows: given.filter(each => each.kind === 'row'), faults: given.filter(each => each.kind === 'fault') }
}

/** The names under which the seven columns go: what an importer would bring in English and German. */
const wanted = [
  { key: 'person_id', names: ['person id', 'id', 'personen id'] },
  { key: 'role', names: ['role', 'rolle', 'mentor or mentee'], looksLike: (sample: string) => /^(mentor|mentee|both)$/i.test(sample) },
  { key: 'country', names: ['country', 'land'] },
  { key: 'time_zone', names: ['time zone', 'zeitzone'], looksLike: (sample: string) => /^[A-Z]\w+\/\w+/.test(sample) },
  { key: 'skills_offered', names: ['skills offered', 'angebotene fähigkeiten', 'could you help with'] },
  { key: 'skills_wanted', names: ['skills wanted', 'gesuchte fähigkeiten', 'looking for'] },
  { key: 'mentee_capacity', names: ['mentee capacity', 'plätze', 'how many mentees'] },
]

/** The rows under the seven meanings, lists divided and joined again, role in small letters. */
function byMeaning({ table, rows }: ReadFile): Record<string, string>[] {
  const found = recognize(table.columns, wanted)
  return rows.map(row =>
    Object.fromEntries(
      found.map(({ key, column }) => {
        const cell = tidy(row.cells[column ?? -1] ?? 'COLUMN NOT FOUND')
        if (key === 'role') return [key, cell.toLowerCase()]
        if (!key.startsWith('skills')) return [key, cell]
        return [key, parseList(cell, listSeparatorOf(table.columns[column ?? -1]?.samples ?? []) ?? ';').join(';')]
      }),
    ),
  )
}

const rosterFile = (number: string): string => `${roster}/${readdirSync(roster).find(name => name.startsWith(number))}`

describe('the same roster written in many ways', () => {
  test.each(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '16'])(
    'file %s is read in full',
    async number => {
      const file = await read(rosterFile(number))

      expect(byMeaning(file)).toEqual(expected.rows)
      expect(file.faults).toEqual([])
    },
  )

  test.each([
    ['03', { encoding: 'windows-1252', delimiter: ';', headerLine: 1 }],
    ['04', { encoding: 'utf-16le', delimiter: '\t', headerLine: 1 }],
    ['05', { encoding: 'utf-16be', delimiter: ',', headerLine: 1 }],
    ['06', { encoding: 'utf-8', lineEnds: 'cr', headerLine: 1 }],
    ['08', { separatorLine: true, delimiter: ';', headerLine: 2 }],
    ['09', { headerLine: 3, before: [{ line: 1, text: 'Participants of the programme' }] }],
    ['16', { lineEnds: 'mixed', headerLine: 1 }],
  ])('file %s says how it was read', async (number, reading) => {
    expect((await read(rosterFile(number))).table.reading).toMatchObject(reading)
  })

  test('German letters show that Windows Western is right', async () => {
    expect((await read(rosterFile('03'))).table.reading.evidence.encodingWords).toEqual(['Fähigkeiten', 'Plätze'])
  })

  test('what looks like a formula is text', async () => {
    const rows = byMeaning(await read(rosterFile('21')))

    expect(rows).toEqual(expected.rows.map(row => ({ ...row, mentee_capacity: `=${row.mentee_capacity || 0}` })))
  })

  test('every row twice is 120 rows', async () => {
    expect(byMeaning(await read(rosterFile('15')))).toEqual(expected.rows.flatMap(row => [row, row]))
  })

  test('one bad byte costs its line only', async () => {
    const file = await read(rosterFile('17'))

    expect(file.faults).toMatchObject([
      { line: 2, endLine: 2, column: 2, code: 'bad_characters', lost: true, facts: { meant: 'United Kingdom é' } },
    ])
    expect(byMeaning(file)).toEqual(expected.rows.slice(1))
  })

  test('a row cut off inside a quoted cell is reported with its line', async () => {
    const file = await read(rosterFile('18'))

    expect(file.faults).toMatchObject([{ line: 61, column: 4, code: 'row_cut_off', lost: true }])
    expect(byMeaning(file)).toEqual(expected.rows.slice(0, 59))
  })

  test('a second header is left out and named', async () => {
    const file = await read(rosterFile('19'))

    expect(file.faults).toMatchObject([{ line: 32, code: 'header_repeated', lost: false }])
    expect(byMeaning(file)).toEqual(expected.rows)
  })

  test('a header without rows is refused with its line', async () => {
    await expect(read(rosterFile('20'))).rejects.toMatchObject({ code: 'header_only', facts: { line: 1, columns: expected.columns } })
  })
})

describe('csv-spectrum', () => {
  const cases = readdirSync(`${folder}/csv-spectrum/csvs`).map(name => name.replace('.csv', ''))

  test.each(cases.filter(name => name !== 'location_coordinates'))('%s means its JSON', async name => {
    // the copy of newlines_crlf.csv that is at hand has lost its carriage returns
    const json = readFileSync(`${folder}/csv-spectrum/json/${name}.json`, 'utf8').replaceAll('\\r\\n', '\\n')
    const { table, rows } = await read(`${folder}/csv-spectrum/csvs/${name}.csv`)

    expect(rows.map(row => Object.fromEntries(table.columns.map(column => [column.name, row.cells[column.index]])))).toEqual(
      JSON.parse(json),
    )
  })

  test('location_coordinates: the replacement characters and inner quotes of the file stay', async () => {
    const { rows } = await read(`${folder}/csv-spectrum/csvs/location_coordinates.csv`)

    // the JSON beside it masks the telephone number
    expect(rows).toMatchObject([{ line: 2, cells: ['2095257564', '37\ufffd36\'37.8"N 121\ufffd2\'17.9"W', 'Modesto', 'Stanislaus'] }])
  })
})

/** Name, headings, cells of all rows, faults as `line code`. */
const smallCases: readonly (readonly [string, readonly string[], readonly (readonly string[])[], readonly string[]])[] = [
  [
    'bad.csv',
    ['column_a', 'column_b', 'column_c'],
    [
      ['', "I'm too short!", ''],
      ['0', 'mixed types.... uh oh', '17'],
    ],
    ['2 too_many_cells', '3 cells_missing'],
  ],
  ['blanks.csv', ['a', 'b', 'c', 'd', 'e', 'f'], [['', 'NA', 'N/A', 'NONE', 'NULL', '.']], []],
  [
    'join_short.csv',
    ['a', 'b', 'c', 'b2', 'c2'],
    [
      ['1', 'b', '', 'b', 'c'],
      ['1', 'b', '', 'b', 'c'],
    ],
    [],
  ],
  [
    'mac_newlines.csv',
    ['a', 'b', 'c'],
    [
      ['1', '2', '3'],
      ['Once upon\ra time', '5', '6'],
    ],
    [],
  ],
  [
    'no_header_row3.csv',
    ['', '', ''],
    [
      ['1', '2', '3'],
      ['4', '5', '6'],
    ],
    [],
  ],
  ['null_byte.csv', ['a', 'b', 'c'], [], ['2 nul_character']],
  ['optional_quote_characters.csv', ['a', 'b', 'c'], [['1', '2', '3']], []],
  [
    'test_empty_columns.csv',
    ['a', 'b', 'c'],
    [
      ['a', '', ''],
      ['', '', 'c'],
    ],
    [],
  ],
  ['test_extra_header.csv', ['a', 'b', 'c', 'd'], [['1', '2', '3', '']], ['2 cells_missing']],
  ['test_header_newline.csv', ['start end', 'b', 'c'], [['d', 'e', 'f']], []],
  [
    'test_latin1.csv',
    ['a', 'b', 'c'],
    [
      ['1', '2', '3'],
      ['4', '5', '©'],
    ],
    [],
  ],
  ['test_locale.csv', ['a', 'b', 'c'], [['1,7', '200.000.000', '']], []],
  ['test_no_leading_zeroes.csv', ['a', 'b', 'c'], [['01', '00.11', '0.1']], []],
  ['test_skip_lines.csv', ['a', 'b', 'c'], [['1', '2', '3']], []],
  [
    'test_utf16_big.csv',
    ['a', 'b', 'c'],
    [
      ['1', '2', '3'],
      ['4', '5', 'ʤ'],
    ],
    [],
  ],
  [
    'test_utf16_little.csv',
    ['a', 'b', 'c'],
    [
      ['1', '2', '3'],
      ['4', '5', 'ʤ'],
    ],
    [],
  ],
  [
    'test_utf8_bom.csv',
    ['foo', 'bar', 'baz'],
    [
      ['1', '2', '3'],
      ['4', '5', 'ʤ'],
    ],
    [],
  ],
]

describe('small cases', () => {
  test('none is left out', () => {
    expect(readdirSync(`${folder}/small-cases`)).toEqual(smallCases.map(([name]) => name))
  })

  test.each(smallCases)('%s', async (name, headings, cells, faults) => {
    const file = await read(`${folder}/small-cases/${name}`)

    expect(file.table.columns.map(column => column.name)).toEqual(headings)
    expect(file.rows.map(row => row.cells)).toEqual(cells)
    expect(file.faults.map(fault => `${fault.line} ${fault.code}`)).toEqual(faults)
  })
})

describe('files as found', () => {
  const found = [
    ['complex.csv', { delimiter: ',', headerLine: 1 }, 4, 3, []],
    ['example.tsv', { delimiter: '\t', headerLine: 1 }, 17, 140, []],
    ['excel_pasting.csv', { delimiter: ',', headerLine: 4, lineEnds: 'crlf' }, 9, 16, []],
    ['long.csv', { headerLine: null }, 1, 4000, []],
    ['null.csv', { delimiter: ',', headerLine: null }, 4, 10, []],
    ['simple.psv', { delimiter: '|', headerLine: 1 }, 6, 28, []],
    ['simple.ssv', { delimiter: ';', headerLine: 1 }, 3, 6, []],
    ['skip_initials.csv', { delimiter: ',', headerLine: 1 }, 2, 2, []],
    ['spanish_chars.csv', { delimiter: ',', headerLine: 1, encoding: 'windows-1252' }, 8, 115, []],
    ['sparse_with_column_errors.csv', { delimiter: ',', headerLine: 1, encoding: 'windows-1252' }, 4, 2200, []],
  ] as const

  test('none is left out', () => {
    expect(readdirSync(`${folder}/real-world`).filter(name => name !== 'utf8bom.csv')).toEqual(found.map(([name]) => name))
  })

  test.each(found)('%s', async (name, reading, columns, rows, faults) => {
    const file = await read(`${folder}/real-world/${name}`)

    expect(file.table.reading).toMatchObject(reading)
    expect(file.table.columns).toHaveLength(columns)
    expect(file.faults.map(fault => `${fault.line} ${fault.code}`)).toEqual(faults)
    expect(file.rows).toHaveLength(rows)
  })

  test('utf8bom.csv is a header without rows', async () => {
    await expect(read(`${folder}/real-world/utf8bom.csv`)).rejects.toEqual(
      new Unreadable('header_only', { line: 1, columns: ['kitten', 'win'] }),
    )
  })

  test('a number with commas behind a blank is one cell', async () => {
    const { rows } = await read(`${folder}/real-world/complex.csv`)

    expect(rows[2]?.cells).toEqual(['2011-01-03', ' ', '6,000,000', 'Galway'])
  })
})

describe('large files', () => {
  test.each([
    ['people-workplace/people.csv', 240],
    ['people-mid/people.csv', 3_000],
    ['people-large/people.csv', 22_000],
    ['program-open-seeds/people.csv', 541],
    ['mentor-directory/people.csv', 298],
  ])('%s gives all its rows', async (name, count) => {
    const file = await read(realData(name))

    expect(file.faults).toEqual([])
    expect(file.rows).toHaveLength(count)
    expect(file.rows.at(-1)?.line).toBe(count + 1)
  })

  test('memory does not grow with the file: 22,000 and 200,000 rows', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'cairn-csv-'))
    const large = readFileSync(realData('people-large/people.csv'), 'utf8')
    const [header = '', ...lines] = large.trimEnd().split('\n')
    writeFileSync(`${temporary}/200000.csv`, [header, ...Array.from({ length: 200_000 }, (_, at) => lines[at % lines.length])].join('\n'))

    const grown = [await growthReading(realData('people-large/people.csv')), await growthReading(`${temporary}/200000.csv`)]
    await rm(temporary, { recursive: true })

    console.log(grown.map(({ rows, megabytes, seconds }) => `${rows} rows: ${megabytes} MB more, ${seconds} s`).join('; '))
    expect(grown.map(({ rows }) => rows)).toEqual([22_000, 200_000])
    for (const { megabytes } of grown) expect(megabytes).toBeLessThan(50)
  })
})

describe('damage', () => {
  test('200 MB are refused at 50 MB while they stream', async () => {
    const piece = readFileSync(realData('people-large/people.csv'))
    let given = 0
    async function* source(): AsyncGenerator<Uint8Array> {
      for (; given < 200 * 1024 * 1024; given += piece.length) yield piece
    }

    const table = await readTable(source())
    let rows = 0
    const walk = async (): Promise<void> => {
      for await (const each of table.rows) if (each.kind === 'row') rows++
    }

    await expect(walk()).rejects.toMatchObject({ code: 'file_too_large' })
    expect(rows).toBeGreaterThan(100_000)
    expect(given).toBeLessThan(60 * 1024 * 1024)
  })

  test('real files with bytes changed, cut and repeated at random end in rows, faults or a refusal', async () => {
    const files = ['roster-dialects', 'real-world', 'small-cases'].flatMap(name =>
      readdirSync(`${folder}/${name}`).map(file => `${folder}/${name}/${file}`),
    )
    const random = seeded(20_260_901)
    const outcomes = { rows: 0, faults: 0, refusals: 0 }

    for (let run = 0; run < 1500; run++) {
      const bytes = damaged(readFileSync(files[run % files.length] ?? ''), random)
      try {
        const table = await readTable(
          (async function* () {
            yield bytes
          })(),
        )
        for await (const each of table.rows) outcomes[each.kind === 'row' ? 'rows' : 'faults']++
      } catch (cause) {
        expect(cause).toBeInstanceOf(Unreadable)
        outcomes.refusals++
      }
    }

    console.log(outcomes)
    expect(Object.values(outcomes).every(count => count > 100)).toBe(true)
  })
})

/** Three random changes, most of them with characters that mean something in a table. */
function damaged(bytes: Uint8Array, random: () => number): Uint8Array {
  let result = Buffer.from(bytes)
  for (let change = 0; change < 3; change++) {
    const at = Math.floor(random() * result.length)
    const kind = Math.floor(random() * 4)
    const meaningful = Buffer.from('",;\t|\n\r\0=\\\'\xe9\xff', 'latin1')
    if (kind === 0) result[at] = Math.floor(random() * 256)
    if (kind === 1)
      result = Buffer.concat([
        result.subarray(0, at),
        Buffer.of(meaningful[Math.floor(random() * meaningful.length)] ?? 0),
        result.subarray(at),
      ])
    if (kind === 2) result = result.subarray(0, Math.max(1, result.length - Math.floor(random() * 200)))
    if (kind === 3) result = Buffer.concat([result.subarray(0, at), result.subarray(Math.max(0, at - 300))])
  }
  return result
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Without it, what is measured is how lazy the collector is. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** Reads a file to its end keeping nothing, watching how much more memory is held after each thousand rows. */
async function growthReading(path: string): Promise<{ rows: number; megabytes: number; seconds: number }> {
  collectGarbage()
  const started = performance.now()
  const held = (): number => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = held()
  let most = before
  let rows = 0
  const table = await readTable(createReadStream(path), { limits: { bytes: 100 * 1024 * 1024 } })
  for await (const each of table.rows) {
    if (each.kind === 'row') rows++
    if (rows % 5000 !== 0) continue
    collectGarbage()
    most = Math.max(most, held())
  }
  return { rows, megabytes: Math.round((most - before) / 1e5) / 10, seconds: Math.round(performance.now() - started) / 1000 }
}
