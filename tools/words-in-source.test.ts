import { expect, test } from 'vitest'
import { tables } from '../src/app/capabilities.ts'
import { placeOf } from './floors.ts'
import { filesIn, sources, textOf } from './source.ts'
import { complaintsAbout, complaintsAboutText, tablesWrittenIn } from './words-in-source.ts'

test('no source file contains what it must not', () => {
  expect(sources.flatMap(complaintsAbout)).toEqual([])
})

const late = ['TO', 'DO'].join('')

test.each([
  ['src/program/rules.ts', 'export const now = () => Date.now()'],
  ['src/program/commands.ts', 'export const at = new Date()'],
  ['src/program/queries.ts', 'export const id = Math.random()'],
  ['matching-engine/optimal.ts', 'export const noise = Math.random()'],
  ['src/program/endpoints.ts', "export const rows = (tx: Tx) => tx.selectFrom('program')"],
  ['src/program/reactions.ts', 'export const rows = sql`select 1`'],
  ['src/program/rules.ts', `export const a = 1 // ${late}: later`],
  ['src/program/rules.ts', 'export const a = 1\n// const b = two(a);'],
  ['src/program/commands.ts', 'export const a = () => { try { b() } catch { c() } }'],
  ['src/program/commands.ts', `// @ts-${['ig', 'nore'].join('')}\nexport const a = 1`],
])('in %s this is refused: %s', (path, text) => {
  expect(complaintsAboutText(path, text)).not.toEqual([])
})

test.each([
  ['src/program/rules.ts', 'export const dayOf = (at: string) => new Date(at)'],
  ['src/program/commands.test.ts', 'export const at = Date.now()'],
  ['src/program/commands.ts', '// the row may be gone: then nothing is written\nexport const a = 1'],
  ['src/program/queries.ts', 'export function a() { try { return b() } catch {} throw c }'],
])('in %s this is fine: %s', (path, text) => {
  expect(complaintsAboutText(path, text)).toEqual([])
})

test('every table is written by one capability, the one that declares it', () => {
  const writers = new Map<string, Set<string>>()
  for (const source of sources.filter(one => one.path.startsWith('src/') && !one.isTest))
    for (const table of tablesWrittenIn(source))
      if (table in tables) writers.set(table, (writers.get(table) ?? new Set()).add(placeOf(source.path).capability))
  const owners = new Map<string, string>()
  for (const source of sources.filter(one => placeOf(one.path).role === 'tables' || one.path.startsWith('src/kit/')))
    for (const table of Object.keys(tables))
      if (new RegExp(`^  ${table}: \\{`, 'm').test(source.text)) owners.set(table, placeOf(source.path).capability)
  const complaints = [...writers].flatMap(([table, by]) =>
    [...by].filter(one => one !== owners.get(table)).map(one => `${table} of ${owners.get(table)} is written by ${one}`),
  )
  expect(complaints).toEqual([])
  expect(Object.keys(tables).filter(table => !owners.has(table))).toEqual([])
})

test('writes are found in both ways of writing them', () => {
  expect(tablesWrittenIn({ text: ".insertInto('person') sql`update staff_grant set x = 1` `delete from link where a`" })).toEqual([
    'person',
    'staffGrant',
    'link',
  ])
})

test('the repository speaks of the product alone', () => {
  const folders = '.ci,benchmarks,decisions,examples,guide,journeys,matching-engine,migrations,src,tools'
  const written = filesIn(`{*,{${folders}}/**/*}`).filter(
    path => /\.(ts|tsx|mjs|md|json|sql|css|html|yaml)$/.test(path) && path !== 'package-lock.json',
  )
  const strange = new RegExp(
    [
      ['/wo', 'rk/(main|shared)'],
      ['\\.libr', 'ary\\b'],
      ['/tmp/cai', 'rn\\b'],
      ['HOU', 'SE\\.md'],
      ['RELIAB', 'ILITY\\.md'],
      ['STA', 'CK\\.md'],
      ['\\bissue #', '\\d'],
    ]
      .map(parts => parts.join(''))
      .join('|'),
    'g',
  )
  const complaints = [...written, '.ci/run'].flatMap(path => [...textOf(path).matchAll(strange)].map(([found]) => `${path}: ${found}`))
  expect(complaints).toEqual([])
  expect(written.length).toBeGreaterThan(300)
})
