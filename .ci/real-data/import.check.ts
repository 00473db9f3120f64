/**
 * Real files of people go in without loss: every row is stored or reported with its line and why. Each file goes through the front door,
 * as a coordinator sends it; the stored people are then counted in the database and compared with the rows of the file.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { aWorld } from '../../src/app/cast.ts'
import { createCohort } from '../../src/cohort/commands.ts'
import { inPieces } from '../../src/kit/csv/pieces.ts'
import { readTable } from '../../src/kit/csv/read-table.ts'
import { writeTable } from '../../src/kit/csv/write-table.ts'
import { sendFile } from '../../src/participant/cast.ts'
import type { Mapping } from '../../src/participant/contract/import-file.ts'
import * as imports from '../../src/participant/contract/imports.ts'
import { participantsOfForSystem } from '../../src/participant/queries.ts'
import { realData } from './folder.ts'

const world = await aWorld()
const { halden } = world
const { ingrid } = halden

const newCohort = (name: string) =>
  world.as(
    halden.organizationId,
    async ctx => (await createCohort(ctx, { programId: halden.programId, name, startsOn: '2027-03-01', endsOn: '2027-08-31' })).id,
  )

interface Taken {
  readonly cohortId: string
  readonly importId: string
  readonly rows: number
  readonly stored: number
  readonly reported: readonly { readonly line: number; readonly code: string }[]
  readonly dryRunMs: number
  readonly writeMs: number
  readonly grownMegabytes: number
}

/** The file is in; with what it took. */
async function takeIn(name: string, file: Uint8Array, missing: Partial<Mapping> = {}): Promise<Taken> {
  const cohortId = await newCohort(name)
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  const began = performance.now()
  const sent = await sendFile(world.app.fetch, { cohortId }, ingrid, streamed(file), `${name}.csv`)
  expect(sent.code).toBeUndefined()
  if (sent.missing.length > 0)
    await ingrid.call(imports.mapImport, { importId: sent.id, ...sent.mapping, ...missing }, { ifMatch: sent.version })
  await world.settle()
  const dryRunMs = performance.now() - began
  const checked = await ingrid.call(imports.readImport, { importId: sent.id })
  expect(checked).toMatchObject({ state: 'checked', missing: [] })
  await ingrid.call(imports.confirmImport, { importId: sent.id, run: checked.run }, { ifMatch: checked.version })
  const confirmed = performance.now()
  await world.settle()
  const writeMs = performance.now() - confirmed
  clearInterval(watch)
  const { written } = await ingrid.call(imports.readImport, { importId: sent.id })
  // what is written is what was shown
  expect(written).toEqual(checked.tally)
  const { rows } = await world.database.ownerPool.query<{ people: number }>(
    'select count(distinct person_id)::int as people from participant where cohort_id = $1',
    [cohortId],
  )
  return {
    cohortId,
    importId: sent.id,
    rows: checked.tally?.rows ?? 0,
    stored: rows[0]?.people ?? 0,
    reported: await leftOut(sent.id),
    dryRunMs,
    writeMs,
    grownMegabytes: (most - before) / 1_000_000,
  }
}

async function leftOut(importId: string): Promise<{ line: number; code: string }[]> {
  const { rows } = await world.database.ownerPool.query<{ line: number; code: string }>(
    "select distinct on (line) line, code from participant_import_problem where import_id = $1 and effect = 'left-out' order by line",
    [importId],
  )
  return rows
}

function streamed(file: Uint8Array): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(inPieces(file))) as ReadableStream<Uint8Array>
}

const dataRows = async (file: Uint8Array): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const row of (await readTable(inPieces(file))).rows) if (row.kind === 'row') rows.push([...row.cells])
  return rows
}

const files = [
  ['people-workplace', 240, 240],
  ['people-mid', 3000, 3000],
  ['mentor-directory', 298, 298],
] as const

describe('files of people', () => {
  test.each(files)('%s goes in without loss', async (folder, rows, stored) => {
    const taken = await takeIn(folder, readFileSync(`${realData(folder)}/people.csv`))
    expect(taken).toMatchObject({ rows, stored, reported: [] })
  })

  test('every cell of people-workplace is stored as it stands', async () => {
    const file = readFileSync(`${realData('people-workplace')}/people.csv`)
    const { cohortId } = await takeIn('workplace again', file)
    const table = await readTable(inPieces(file))
    const participants = await world.as(halden.organizationId, ctx => participantsOfForSystem(ctx, cohortId))
    const byId = Map.groupBy(participants, one => one.externalId)
    const at = (name: string) => table.columns.findIndex(column => column.name === name)
    for (const cells of await dataRows(file)) {
      const roles = byId.get(cells[at('person_id')] ?? '') ?? []
      expect(roles.map(one => one.role).sort()).toEqual(cells[at('role')] === 'both' ? ['mentee', 'mentor'] : [cells[at('role')]])
      const mentor = roles.find(one => one.role === 'mentor')
      if (mentor) expect(mentor.capacity).toBe(Number(cells[at('mentee_capacity')] || 1))
      const answers = roles[0]?.answers ?? {}
      const list = (cell: string | undefined) => (cell ? { kind: 'choices', choices: [...new Set(cell.split(';'))] } : undefined)
      expect(answers['skills_offered']).toEqual(list(cells[at('skills_offered')]))
      expect(answers['skills_wanted']).toEqual(list(cells[at('skills_wanted')]))
      const country = cells[at('country')]
      expect(answers['country']).toEqual(country ? { kind: 'choice', choice: country } : undefined)
      const years = cells[at('experience_years_min')]
      expect(answers['experience_years_min']).toEqual(years ? { kind: 'number', number: Number(years) } : undefined)
    }
  })

  test('people-large goes in without loss, and others are served meanwhile', async () => {
    const file = readFileSync(`${realData('people-large')}/people.csv`)
    const waits: number[] = []
    let isOver = false
    const others = (async () => {
      while (!isOver) {
        const asked = performance.now()
        await ingrid.call(imports.listImports, { cohortId: halden.cohortId })
        waits.push(performance.now() - asked)
        await new Promise(resolve => setTimeout(resolve, 25))
        await breathe()
      }
    })()
    const taken = await takeIn('people-large', file)
    isOver = true
    await others
    waits.sort((a, b) => a - b)
    const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0
    console.log(
      `people-large: dry run ${(taken.dryRunMs / 1000).toFixed(1)} s, after confirmation ${(taken.writeMs / 1000).toFixed(1)} s, ` +
        `${taken.grownMegabytes.toFixed(0)} MB more, others p99 ${p99.toFixed(0)} ms of ${waits.length}`,
    )
    expect(taken).toMatchObject({ rows: 22_000, stored: 22_000, reported: [] })
  })

  test('the same file again changes nobody', async () => {
    const cohortId = await newCohort('again')
    const file = readFileSync(`${realData('people-mid')}/people.csv`)
    for (const expected of [
      { added: 3000, unchanged: 0 },
      { added: 0, unchanged: 3000 },
    ]) {
      const { id } = await sendFile(world.app.fetch, { cohortId }, ingrid, file)
      await world.settle()
      const checked = await ingrid.call(imports.readImport, { importId: id })
      expect(checked.tally).toMatchObject({ rows: 3000, changed: 0, leftOut: 0, ...expected })
      if (expected.added === 0) continue
      await ingrid.call(imports.confirmImport, { importId: id, run: checked.run }, { ifMatch: checked.version })
      await world.settle()
    }
  })
})

describe('the same roster of 60, written 21 ways', () => {
  const folder = realData('csv-messy/roster-dialects')
  const names = readdirSync(folder).filter(name => /^\d\d-/.test(name))
  const lost: Readonly<Record<string, readonly string[]>> = {
    '17': ['bad_characters'],
    '18': ['row_cut_off'],
  }

  test.each(names.filter(name => !/^(15|20)/.test(name)))('%s: 60 rows are stored or reported', async name => {
    const taken = await takeIn(name, readFileSync(`${folder}/${name}`))
    expect(taken.reported.map(one => one.code)).toEqual(lost[name.slice(0, 2)] ?? [])
    expect(taken.stored + taken.reported.length).toBe(60)
  })

  test('every row twice: 60 are stored, and each second one is told with the line of the first', async () => {
    const name = names.find(one => one.startsWith('15')) ?? ''
    const taken = await takeIn(name, readFileSync(`${folder}/${name}`))
    expect(taken.stored).toBe(60)
    expect(taken.reported.map(one => one.code)).toEqual(Array.from({ length: 60 }, () => 'id_twice'))
  })

  test('headings without rows are refused with their line', async () => {
    const name = names.find(one => one.startsWith('20')) ?? ''
    const cohortId = await newCohort(name)
    const told = await sendFile(world.app.fetch, { cohortId }, ingrid, readFileSync(`${folder}/${name}`))
    expect(told).toMatchObject({ status: 422, code: 'header_only', facts: { line: 1 } })
  })
})

describe('Open Seeds, one import for each cohort', () => {
  const file = readFileSync(`${realData('program-open-seeds')}/people.csv`)

  test.each(['1', '2', '3', '4', '5'])('cohort %s: every row is stored, or reported because experts are no role here', async cohort => {
    const table = await readTable(inPieces(file))
    const column = table.columns.findIndex(one => one.name === 'cohort')
    const role = table.columns.findIndex(one => one.name === 'role')
    const rows = (await dataRows(file)).filter(cells => cells[column] === cohort)
    let text = ''
    for await (const piece of writeTable(
      table.columns.map(one => one.name),
      rows,
    ))
      text += piece
    const taken = await takeIn(`Open Seeds ${cohort}`, Buffer.from(text))
    const experts = rows.flatMap((cells, n) => (cells[role] === 'expert' ? [{ line: n + 2, code: 'role_unknown' }] : []))
    expect(taken.reported).toEqual(experts)
    expect(taken.rows).toBe(rows.length)
    expect(taken.stored + taken.reported.length).toBe(rows.length)
  })

  test('no defect of ours was met on the way', () => expect(world.bugs).toEqual([]))
})
