import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import type { Refused } from '../kit/wire/client.ts'
import { askQuestions } from '../questionnaire/commands.ts'
import type { Question } from '../questionnaire/contract.ts'
import { latestVersionForSystem } from '../questionnaire/queries.ts'
import { sendFile } from './cast.ts'
import { giveUpImport } from './commands/imports.ts'
import * as dryRun from './contract/dry-run.ts'
import * as imports from './contract/imports.ts'
import { participantsOfForSystem } from './queries.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, oskar, astrid } = halden

const send = (file: string | Uint8Array, name?: string) => sendFile(world.app.fetch, halden, ingrid, file, name)
const look = (importId: string) => ingrid.call(imports.readImport, { importId })
const checked = async (file: string) => {
  const { id } = await send(file)
  await world.settle()
  return look(id)
}
const confirmed = async (file: string) => {
  const one = await checked(file)
  await ingrid.call(imports.confirmImport, { importId: one.id, run: one.run }, { ifMatch: one.version })
  await world.settle()
  return look(one.id)
}
const confirm = ({ id, run, version }: Pick<imports.ImportView, 'id' | 'run' | 'version'>) =>
  ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version })
const people = () => world.as(halden.organizationId, ctx => participantsOfForSystem(ctx, halden.cohortId))
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const problemOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem,
  )
const problems = async (importId: string) => (await ingrid.call(dryRun.listProblems, { importId })).rows

const roster = `person_id,name,e-mail,role,capacity,skills,languages
E1,Amina,amina@example.org,mentee,,negotiation;speaking,English; Portugese
E2,Bo,bo@example.org,mentor,2,negotiation,en
E3,Chloé,,both,,writing,fr`

test('a file is read, mapped and worked out before anything is written', async () => {
  const one = await checked(roster)
  expect(one).toMatchObject({
    state: 'checked',
    missing: [],
    tally: { rows: 3, added: 3, leftOut: 0, withGap: 1, addedMentors: 2, addedMentees: 2, addedBoth: 1 },
  })
  expect(one.mapping.columns.map(column => (column.goes === 'question' ? `${column.key} ${column.kind}` : column.goes))).toEqual([
    'external-id',
    'name',
    'email',
    'role',
    'capacity',
    'skills choices',
    'languages languages',
  ])
  expect(await people()).toEqual([])
})

test('a first name and a surname in two columns are one name, whichever stands first', async () => {
  const one = await checked('Matrikelnummer;Nachname;Vorname;Rolle\nM1;Müller;Anna;mentee\nM2;Cher;;mentor\n')
  expect(one.mapping.columns.map(({ goes }) => goes)).toEqual(['external-id', 'surname', 'first-name', 'role'])
  expect(one.tally).toMatchObject({ rows: 2, added: 2, withGap: 0 })

  const columns = one.mapping.columns.map((target, at) => (at === 1 ? ({ goes: 'name' } as const) : target))
  const change = ingrid.call(imports.mapImport, { importId: one.id, ...one.mapping, columns }, { ifMatch: one.version })
  expect(await problemOf(change)).toMatchObject({ code: 'name_twice', title: 'The name is said twice' })
})

test('a probable reading is offered, and one act applies it to all its lines', async () => {
  const one = await checked(roster)
  expect(await problems(one.id)).toEqual([
    { code: 'language_unknown', effect: 'gap', column: 6, cell: 'Portugese', facts: {}, reading: 'Portuguese', lines: [2], lineCount: 1, names: ['Amina'] },
  ])
  const readings = [{ column: 6, cell: 'Portugese', reading: 'Portuguese' }]
  await ingrid.call(imports.applyReadings, { importId: one.id, readings }, { ifMatch: one.version })
  await world.settle()
  expect((await look(one.id)).tally?.withGap).toBe(0)
})

test('what the dry run shows is written, and the same file again changes nothing', async () => {
  const first = await confirmed(roster)
  expect(first).toMatchObject({ state: 'imported', written: { rows: 3, added: 3, leftOut: 0 } })
  const inside = await people()
  expect(inside.map(one => [one.externalId, one.role, one.capacity]).sort()).toEqual([
    ['E1', 'mentee', 5],
    ['E2', 'mentor', 2],
    ['E3', 'mentee', 5],
    ['E3', 'mentor', 1],
  ])
  expect(inside.find(one => one.externalId === 'E1')?.answers).toEqual({
    skills: { kind: 'choices', choices: ['negotiation', 'speaking'] },
    languages: { kind: 'languages', languages: ['en'] },
  })
  const again = await checked(roster)
  expect(again).toMatchObject({ tally: { rows: 3, unchanged: 3, added: 0, changed: 0 }, sameAs: { importId: first.id } })
  expect(again.may.confirm).toMatchObject({ code: 'nothing_to_import' })
})

test('a changed row writes a new response that replaces the old one, and shows old and new', async () => {
  const before = (await people()).find(one => one.externalId === 'E1')
  const one = await checked(roster.replace('negotiation;speaking', 'speaking').replace('Amina', 'Amina B.'))
  expect(one.tally).toMatchObject({ changed: 1, unchanged: 2 })
  expect((await ingrid.call(dryRun.listChanges, { importId: one.id })).rows).toEqual([
    {
      line: 2,
      externalId: 'E1',
      changes: [
        { field: 'name', before: 'Amina', after: 'Amina B.' },
        { field: 'skills', before: 'negotiation; speaking', after: 'speaking' },
      ],
    },
  ])
  await ingrid.call(imports.confirmImport, { importId: one.id, run: one.run }, { ifMatch: one.version })
  await world.settle()
  const after = (await people()).find(person => person.externalId === 'E1')
  expect(after).toMatchObject({ name: 'Amina B.', version: 2 })
  expect(after?.responseId).not.toBe(before?.responseId)
})

test('undo brings back what was there before, for everybody whom nobody touched since', async () => {
  const rows = (await ingrid.call(imports.listImports, { cohortId: halden.cohortId })).rows.filter(row => row.state === 'imported')
  for (const row of rows) {
    await ingrid.call(imports.undoImport, { importId: row.id })
    await world.settle()
  }
  expect((await look(rows[0]?.id ?? '')).undone).toEqual({ takenBack: 1, kept: 0 })
  expect((await look(rows[1]?.id ?? '')).undone).toEqual({ takenBack: 3, kept: 1 })
  expect((await people()).map(one => [one.externalId, one.name])).toEqual([['E1', 'Amina']])
})

test('a file that is probably not the right one, or read as what it is not, says so with numbers and stops nobody', async () => {
  const file = ['person_id,name,role,capacity,years', ...['Ada', 'Bea', 'Cas', 'Dev'].map((name, n) => `L${n},${name},mentor,0,about ${n}`)]
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

test('the error file is the same file with two more columns, and nothing in it runs', async () => {
  const { id } = await checked('person_id;name;role\nZ1;Zoë;sponsor\nZ2;"=1+1";mentro\nZ3;Zed;mentor')
  expect(await fileOf(id)).toBe(
    '\ufeffperson_id;name;role;What is wrong;What would be right\r\n' +
      'Z1;Zoë;sponsor;"Line 2, role: Not a role in this program. The row was left out.";\r\n' +
      'Z2;"\'=1+1";mentro;"Line 3, role: Not a role in this program. The row was left out.";mentor\r\n',
  )
})

async function fileOf(importId: string) {
  const response = await world.app.fetch(
    new Request(`http://127.0.0.1:3000/api/v1/imports/${importId}/error-file`, { headers: { authorization: `Bearer ${ingrid.token}` } }),
  )
  return Buffer.from(await response.arrayBuffer()).toString('utf8')
}

test('a mended error file comes in without doubling and without its two columns', async () => {
  const one = await checked('person_id,name,role,What is wrong,What would be right\nZ1,Zoë,mentor,Not a role,mentor')
  expect(one.mapping.columns.map(column => column.goes)).toEqual(['external-id', 'name', 'role', 'nothing', 'nothing'])
})

test('a file that is no table is refused with a sentence, and nothing of it stays', async () => {
  const told = await send(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'photo.csv')
  expect(told).toMatchObject({ code: 'file_not_a_table', status: 422 })
  const { rows } = await world.database.ownerPool.query('select count(*)::int as n from participant_import where file_name = $1', [
    'photo.csv',
  ])
  expect(rows[0].n).toBe(0)
})

const book = Buffer.from('PK\x03\x04\x14\0[Content_Types].xml and xl/workbook.xml', 'latin1')

test.each([
  ['nothing', '', 'The file is empty'],
  ['a byte order mark and nothing else', '\ufeff', 'The file is empty'],
  ['headings only', 'person_id,role\n', 'There are headings but no rows'],
  ['a workbook with another ending', book, 'This is a workbook or a packed file'],
  ['a page of the web', '<!doctype html><table><tr><td>1</td></tr></table>', 'This is not a table of text'],
  ['NULs', `person_id,role\n${'\0'.repeat(20)}\nA,mentor`, 'This file holds signs that are no text'],
  ['a thousand columns', `${'a,'.repeat(999)}a\n${'1,'.repeat(999)}1`, 'The file has 1,000 columns'],
  ['a quote that never closes, in a long file', `person_id,role\nA,"mentor\n${'B,mentee,'.repeat(200_000)}`, 'Line 2 does not end'],
] as const)('%s: the file is refused with a sentence, and nothing of it stays', async (_, file, title) => {
  const told = await send(file, 'refused.csv')
  expect([told.status, told.title]).toEqual([422, title])
  expect(told.detail).toMatch(/Nothing was taken in/)
  const { rows } = await world.database.ownerPool.query("select 1 from participant_import where file_name = 'refused.csv'")
  expect(rows).toEqual([])
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

test('a file over 50 MB is refused while it streams', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1_000_000
      if (sent > 200_000_000) controller.close()
      else controller.enqueue(Buffer.alloc(1_000_000, 97))
    },
  })
  expect(await sendFile(world.app.fetch, halden, ingrid, endless, 'endless.csv')).toMatchObject({ code: 'too_large', status: 413 })
  expect(sent).toBeLessThan(60_000_000)
})

test('a file without ids waits until somebody says that the address tells people apart', async () => {
  const one = await checked('e-mail,role\nnew@example.org,mentor\n,mentee')
  expect(one).toMatchObject({ state: 'unmapped', missing: ['external-id'] })
  await ingrid.call(imports.mapImport, { importId: one.id, ...one.mapping, idFromEmail: true }, { ifMatch: one.version })
  await world.settle()
  expect((await look(one.id)).tally).toMatchObject({ rows: 2, added: 1, leftOut: 1 })
  const next = await checked('e-mail,role\nother@example.org,mentor')
  expect(next).toMatchObject({ state: 'checked', mapping: { idFromEmail: true } })
})

test('somebody who changed people since the dry run makes it run again', async () => {
  const one = await checked('person_id,role\nQ1,mentor')
  await world.person(halden.organizationId, 'Newcomer')
  expect((await look(one.id)).outdated).toBe(true)
  expect(await refusal(ingrid.call(imports.confirmImport, { importId: one.id, run: one.run }, { ifMatch: one.version }))).toBe(
    'import_outdated',
  )
  await ingrid.call(imports.checkImport, { importId: one.id })
  await world.settle()
  const again = await look(one.id)
  expect(again.may.confirm).toBe(true)
  expect(await refusal(confirm(one))).toBe('dry_run_replaced')
  expect(await refusal(confirm({ ...again, version: one.version }))).toBe('stale')
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
  expect(await refusal(confirm({ ...now, run: seen.run }))).toBe('dry_run_replaced')
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
  expect(await refusal(confirm(other))).toBe('import_outdated')
})

test('the address of somebody who signs in is not for a file to change', async () => {
  const one = await checked('person_id,name,e-mail,role\nPiet,Piet,thief@example.org,mentee\nOskar,Oskar,thief2@example.org,mentee')
  expect((await problems(one.id)).map(({ lines, code }) => [lines, code])).toEqual([[[3], 'details_kept']])
})

test('a file is forgotten after a week, with everything that repeats its cells', async () => {
  const one = await confirmed('person_id,role\nR1,mentor')
  world.clock.now = new Date(world.clock.now.getTime() + 7 * 86_400_000 + 1000)
  await world.settle()
  const after = await look(one.id)
  expect(after).toMatchObject({ forgotten: true, headings: [], may: { undo: { code: 'undo_over' } } })
  expect(await refusal(ingrid.call(imports.undoImport, { importId: one.id }))).toBe('undo_over')
  const { rows } = await world.database.ownerPool.query('select count(*)::int as n from participant_import_piece')
  expect(rows[0].n).toBe(0)
})

test('nobody but the coordinators of the program sees or starts an import', async () => {
  const one = await checked('person_id,role\nS1,mentor')
  expect(await refusal(oskar.call(imports.readImport, { importId: one.id }))).toBe('not_found')
  expect(await refusal(astrid.call(imports.readImport, { importId: one.id }))).toBe('not_permitted')
  expect(await refusal(fjord.ingrid.call(imports.readImport, { importId: one.id }))).toBe('not_found')
  expect(await refusal(fjord.ingrid.call(imports.listImports, { cohortId: halden.cohortId }))).toBe('not_found')
  expect((await fjord.ingrid.call(imports.listImports, { cohortId: fjord.cohortId })).rows).toEqual([])
  expect(world.bugs).toEqual([])
})

test('an import whose worker died each time says so, keeps what is in, and can be taken back', async () => {
  const giveUp = (importId: string) => world.as(halden.organizationId, ctx => giveUpImport(ctx, importId))
  const { id } = await send('person_id,role\nG1,mentor\nG2,mentee')
  await giveUp(id)
  expect(await look(id)).toMatchObject({ state: 'unreadable', trouble: { code: 'check_given_up' }, may: { check: true } })
  await ingrid.call(imports.checkImport, { importId: id })
  await world.settle()
  const one = await look(id)
  await ingrid.call(imports.confirmImport, { importId: id, run: one.run }, { ifMatch: one.version })
  await giveUp(id)
  expect(await look(id)).toMatchObject({ state: 'stopped', may: { undo: true } })
  await ingrid.call(imports.undoImport, { importId: id })
  await giveUp(id)
  expect(await look(id)).toMatchObject({ state: 'stopped', may: { undo: true } })
  await giveUp(id)
  expect((await look(id)).state).toBe('stopped')
})
