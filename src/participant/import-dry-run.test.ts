import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { problemOf, refusalOf } from '../kit/testing/client.ts'
import { askQuestions } from '../questionnaire/commands.ts'
import type { Question } from '../questionnaire/contract.ts'
import { latestVersionForSystem } from '../questionnaire/queries.ts'
import { importsBy, roster } from './cast.ts'
import * as imports from './contract/imports.ts'

const world = await aWorld()
const { halden } = world
const { ingrid } = halden
const { checked, confirm, confirmed, look, people, problems } = importsBy(world, halden)

test('a probable reading is offered, and one act applies it to all its lines', async () => {
  const one = await checked(roster)
  expect(await problems(one.id)).toEqual([
    {
      code: 'language_unknown',
      effect: 'gap',
      column: 6,
      cell: 'Portugese',
      facts: {},
      reading: 'Portuguese',
      lines: [2],
      lineCount: 1,
      names: ['Amina'],
    },
  ])
  const readings = [{ column: 6, cell: 'Portugese', reading: 'Portuguese' }]
  await ingrid.call(imports.applyReadings, { importId: one.id, readings }, { ifMatch: one.version })
  await world.settle()
  expect((await look(one.id)).tally?.withGap).toBe(0)
})

test('a file that is probably not the right one, or read as what it is not, says so with numbers and stops nobody', async () => {
  const file = ['person_id,name,role,capacity,years', ...['Ada', 'Bea', 'Cas', 'Dev'].map((name, n) => `L${n},${name},mentor,0,about ${n}`)]
  await confirmed(roster)
  const one = await checked(file.join('\n'))
  expect(one.warnings).toEqual([
    { code: 'capacity_all_zero', facts: { count: 4, columns: [3] } },
    { code: 'other_questions', facts: { count: 1, added: ['years'], silent: ['skills', 'languages'] } },
  ])
  const years = one.mapping.columns.map((column, n) =>
    n === 4 && column.goes === 'question' ? { ...column, kind: 'number' as const, separator: null } : column,
  )
  await ingrid.call(imports.mapImport, { importId: one.id, ...one.mapping, columns: years }, { ifMatch: one.version })
  await world.settle()
  const asNumbers = await look(one.id)
  expect(asNumbers.warnings).toContainEqual({ code: 'hardly_read', facts: { count: 4, filled: 4, columns: [4] } })
  await confirm(asNumbers)
  await world.settle()
  const renamed = await checked(['person_id,name,role', 'N1,Ada,mentor', 'N2,Bea,mentor', 'N3,Cas,mentor', 'N4,New,mentee'].join('\n'))
  expect(renamed.warnings.map(({ code, facts }) => [code, facts])).toContainEqual(['known_under_other_ids', { count: 3, rows: 4 }])
  expect(renamed.may.confirm).toBe(true)
  await ingrid.call(imports.undoImport, { importId: one.id })
  await world.settle()
})

test('every row that stays outside is told with its line and why', async () => {
  const one = await checked(
    [
      'person_id,e-mail,role',
      ',a@example.org,mentor',
      'X1,a@example.org,sponsor',
      'X2,half@,mentor',
      'X3,c@example.org,mentor',
      'X4,C@example.org,mentee',
      'X3,,mentor',
      'X5,piet@example.org,mentee',
      'Ingrid,,mentor',
      'X6,d@example.org,mentro',
      'X7,e@example.org,mentor,extra',
    ].join('\n'),
  )
  expect((await problems(one.id)).map(({ lines, code, effect, reading }) => [lines, code, effect, reading])).toEqual([
    [[2], 'id_missing', 'left-out', null],
    [[3], 'role_unknown', 'left-out', null],
    [[6], 'email_twice', 'left-out', null],
    [[7], 'id_twice', 'left-out', null],
    [[8], 'email_taken', 'left-out', null],
    [[9], 'about_yourself', 'left-out', null],
    [[10], 'role_unknown', 'left-out', 'mentor'],
    [[11], 'too_many_cells', 'left-out', null],
    [[4], 'email_not_complete', 'gap', null],
  ])
  expect(one.tally).toMatchObject({ rows: 10, added: 2, leftOut: 8, withGap: 1, withoutAddress: 1 })
})

test('an id that differs only in capitals or blanks comes in and says so; one that a spreadsheet broke stays outside', async () => {
  const one = await checked(
    ['person_id,name,role', 'WX1,Ann,mentor', 'wx 1,Ann,mentor', '4.71E+11,Bo,mentee', '4.71E+11,Cy,mentee', '#N/A,Di,mentee'].join('\n'),
  )
  expect((await problems(one.id)).map(({ code, lines, facts }) => [code, lines, facts])).toEqual([
    ['id_shortened', [4, 5], {}],
    ['spreadsheet_error', [6], {}],
    ['id_nearly_twice', [3], { first: 2 }],
  ])
  expect(one.tally).toMatchObject({ added: 2, leftOut: 3 })
})

test('the address of somebody who signs in is not for a file to change', async () => {
  const one = await checked('person_id,name,e-mail,role\nPiet,Piet,thief@example.org,mentee\nOskar,Oskar,thief2@example.org,mentee')
  expect((await problems(one.id)).map(({ lines, code }) => [lines, code])).toEqual([[[3], 'details_kept']])
})

test('somebody who changed people since the dry run makes it run again', async () => {
  const one = await checked('person_id,role\nQ1,mentor')
  await world.person(halden.organizationId, 'Newcomer')
  expect((await look(one.id)).outdated).toBe(true)
  expect(await refusalOf(ingrid.call(imports.confirmImport, { importId: one.id, run: one.run }, { ifMatch: one.version }))).toBe(
    'import_outdated',
  )
  await ingrid.call(imports.checkImport, { importId: one.id })
  await world.settle()
  const again = await look(one.id)
  expect(again.may.confirm).toBe(true)
  expect(await refusalOf(confirm(one))).toBe('dry_run_replaced')
  expect(await refusalOf(confirm({ ...again, version: one.version }))).toBe('stale')
})

test('whoever confirms names the dry run they saw, and an older one is refused with a sentence', async () => {
  const seen = await checked('person_id,role,topic\nV1,mentor,a;b\nV2,mentee,b')
  const columns = seen.mapping.columns.map((column, n) => (n === 2 ? ({ goes: 'nothing' } as const) : column))
  await ingrid.call(imports.mapImport, { importId: seen.id, ...seen.mapping, columns }, { ifMatch: seen.version })
  const meanwhile = await look(seen.id)
  expect([meanwhile.state, meanwhile.run, meanwhile.tally]).toEqual(['checking', 0, null])
  expect(await problemOf(confirm({ ...meanwhile, run: seen.run }))).toMatchObject({
    status: 409,
    title: 'The columns or the reading of the file were changed since',
  })
  await world.settle()
  const now = await look(seen.id)
  expect(await refusalOf(confirm({ ...now, run: seen.run }))).toBe('dry_run_replaced')
  await confirm(now)
  await world.settle()
  expect((await people()).find(one => one.externalId === 'V1')?.answers).not.toHaveProperty('topic')
})

test('what the cohort asks was changed since the dry run: it has to run again', async () => {
  const one = await checked('person_id,role,pastime\nY1,mentor,chess')
  const other = await checked('person_id,role,hobby\nY2,mentor,chess')
  const asks: Question = { key: 'hobby', label: 'Hobby', kind: 'text', audience: 'pair' }
  await world.as(halden.organizationId, async ctx => {
    const before = await latestVersionForSystem(ctx, halden.cohortId, 'profile')
    await askQuestions(ctx, halden.cohortId, 'profile', [...(before?.questions ?? []), asks])
  })
  expect((await look(one.id)).outdated).toBe(true)
  expect(await refusalOf(confirm(other))).toBe('import_outdated')
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
