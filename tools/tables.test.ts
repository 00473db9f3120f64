import { expect, test } from 'vitest'
import { tables } from '../src/app/capabilities.ts'
import { freshDatabase } from '../src/kit/testing/database.ts'
import { type CatalogTable, fenceFaults, tablesOf } from './catalog.ts'
import { fencedByOther, keptByTheGround, unfencedTables, uniqueOverAll } from './unfenced.ts'
import { snakeCase } from './words-in-source.ts'

const database = await freshDatabase()
const catalog = await tablesOf(database.ownerPool)

test('every table carries its organization in its keys, and is fenced by row-level security', () => {
  const fenced = catalog.filter(table => !(table.name in unfencedTables))
  expect(
    fenced.flatMap(table =>
      fenceFaults(table, { organizationColumn: fencedByOther[table.name] ?? 'organization_id', uniqueOverAll: Object.keys(uniqueOverAll) }),
    ),
  ).toEqual([])
  expect(fenced.length).toBeGreaterThan(10)
})

test('no exception is listed that is none any more', () => {
  const names = catalog.map(table => table.name)
  const indexes = catalog.flatMap(table => table.unique.map(index => index.name))
  const listed = [...Object.keys(unfencedTables), ...Object.keys(fencedByOther), ...Object.keys(keptByTheGround)]
  expect([...listed.filter(name => !names.includes(name)), ...Object.keys(uniqueOverAll).filter(name => !indexes.includes(name))]).toEqual(
    [],
  )
})

const loose: CatalogTable = {
  name: 'note',
  isEnabled: true,
  isForced: false,
  columns: [
    { name: 'organization_id', isNullable: true },
    { name: 'id', isNullable: false },
    { name: 'person_id', isNullable: false },
  ],
  unique: [{ name: 'note_pkey', isPrimary: true, columns: ['id'] }],
  foreignKeys: [{ name: 'note_person', to: 'person', columns: ['person_id'], toColumns: ['id'] }],
}

test('a table that is fenced badly is told in every respect', () => {
  expect(fenceFaults(loose, { organizationColumn: 'organization_id', uniqueOverAll: [] })).toEqual([
    'note.organization_id may be null',
    `note is not fenced: add "call fence('note')" to its migration`,
    'note_pkey is unique over all organizations: begin it with organization_id',
    'note_person may lead into another organization: begin it with organization_id',
  ])
})

test('every column is declared with what it holds about people, and every declared column exists', () => {
  const there = catalog
    .filter(table => !(table.name in unfencedTables) && !(table.name in keptByTheGround))
    .flatMap(table => table.columns.map(column => `${table.name}.${column.name}`))
  const declared = Object.entries(tables).flatMap(([table, columns]) =>
    Object.keys(columns).map(column => `${snakeCase(table)}.${snakeCase(column)}`),
  )
  const undeclared = there.filter(column => !declared.includes(column))
  const missing = declared.filter(column => !there.includes(column))
  expect(
    { undeclared, missing },
    'declare the columns in the tables.ts of their capability and gather them in src/app/capabilities.ts',
  ).toEqual({
    undeclared: [],
    missing: [],
  })
})

test('what is about a person says what it is for, in words', () => {
  const wordless = Object.entries(tables).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, { purpose }]) => (purpose.trim().length < 4 ? [`${table}.${column}`] : [])),
  )
  expect(wordless).toEqual([])
})
