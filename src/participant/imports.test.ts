/** The whole way of a file: worked out, written, changed, taken back, forgotten. */
import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { importsBy, roster } from './cast.ts'
import { giveUpImport } from './commands/imports.ts'
import * as dryRun from './contract/dry-run.ts'
import * as imports from './contract/imports.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, oskar, astrid } = halden
const { checked, confirmed, look, people, send } = importsBy(world, halden)

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

test('a file is forgotten after a week, with everything that repeats its cells', async () => {
  const one = await confirmed('person_id,role\nR1,mentor')
  world.clock.now = new Date(world.clock.now.getTime() + 7 * 86_400_000 + 1000)
  await world.settle()
  const after = await look(one.id)
  expect(after).toMatchObject({ forgotten: true, headings: [], may: { undo: { code: 'undo_over' } } })
  expect(await refusalOf(ingrid.call(imports.undoImport, { importId: one.id }))).toBe('undo_over')
  const { rows } = await world.database.ownerPool.query('select count(*)::int as n from participant_import_piece')
  expect(rows[0].n).toBe(0)
})

test('nobody but the coordinators of the program sees or starts an import', async () => {
  const one = await checked('person_id,role\nS1,mentor')
  expect(await refusalOf(oskar.call(imports.readImport, { importId: one.id }))).toBe('not_found')
  expect(await refusalOf(astrid.call(imports.readImport, { importId: one.id }))).toBe('not_permitted')
  expect(await refusalOf(fjord.ingrid.call(imports.readImport, { importId: one.id }))).toBe('not_found')
  expect(await refusalOf(fjord.ingrid.call(imports.listImports, { cohortId: halden.cohortId }))).toBe('not_found')
  expect((await fjord.ingrid.call(imports.listImports, { cohortId: fjord.cohortId })).rows).toEqual([])
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

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
