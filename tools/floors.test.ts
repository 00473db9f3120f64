import { expect, test } from 'vitest'
import { floors } from '../src/floors.ts'
import { circlesIn, complaintAbout } from './floors.ts'
import { filesIn, sources } from './source.ts'

test('every import goes where the floors allow', () => {
  const complaints = sources.flatMap(source =>
    source.imports.flatMap(target => {
      const complaint = complaintAbout(source.path, target)
      return complaint ? [`${source.path} imports ${target}: ${complaint}`] : []
    }),
  )
  expect(complaints).toEqual([])
})

test.each([
  ['src/kit/http/api.ts', 'src/person/contract.ts', 'kit knows no capability'],
  ['src/person/rules.ts', 'src/program/contract.ts', 'imports go down'],
  ['src/questionnaire/queries.ts', 'src/message/queries.ts', 'imports go down'],
  ['src/program/commands.ts', 'src/person/tables.ts', 'belongs to its own capability'],
  ['src/program/commands.ts', 'src/person/mails.ts', 'belongs to its own capability'],
  ['src/program/endpoints.ts', 'src/program/tables.ts', 'tables is taken in by'],
  ['src/program/contract.ts', 'src/program/queries.ts', 'pure files import pure files only'],
  ['src/program/rules.ts', 'src/kit/db/database.ts', 'pure files import pure files only'],
  ['src/program/ui/ProgramScreen.tsx', 'src/program/commands.ts', 'through the contract only'],
  ['src/program/ui/ProgramScreen.tsx', 'src/person/queries/person.ts', 'through the contract only'],
  ['src/program/ui/ProgramScreen.tsx', 'src/person/ui/PersonScreen.tsx', 'contract, rules, access and ui/parts'],
  ['src/program/ui/ProgramScreen.tsx', 'src/kit/db/database.ts', 'only kit/ui'],
  ['src/program/commands.ts', 'src/app/capabilities.ts', 'nobody imports the roof'],
  ['src/program/commands.ts', 'src/program/cast.ts', 'only tests use a cast'],
  ['matching-engine/optimal.ts', 'src/kit/ids/ids.ts', 'nothing from outside'],
  ['src/nowhere/rules.ts', 'src/person/contract.ts', 'not in src/floors.ts'],
])('%s may not import %s', (file, target, complaint) => {
  expect(complaintAbout(file, target)).toContain(complaint)
})

test.each([
  ['src/program/commands.ts', 'src/person/queries/person.ts'],
  ['src/program/commands.ts', 'src/program/tables.ts'],
  ['src/program/endpoints.test.ts', 'src/app/cast.ts'],
  ['src/program/ui/ProgramScreen.tsx', 'src/kit/ui/Button.tsx'],
  ['src/app/capabilities.ts', 'src/program/tables.ts'],
])('%s may import %s', (file, target) => {
  expect(complaintAbout(file, target)).toBeNull()
})

test('no files import each other in a circle, of whatever length', () => {
  expect(circlesIn(new Map(sources.map(source => [source.path, source.imports])))).toEqual([])
})

test('a circle of three is found', () => {
  const imports = { a: ['b'], b: ['c'], c: ['a'], d: ['a'] }
  expect(circlesIn(new Map(Object.entries(imports)))).toEqual([['a', 'b', 'c']])
})

test('the engine needs no package', () => {
  const needed = sources.filter(source => source.path.startsWith('matching-engine/') && !source.isTest).flatMap(source => source.packages)
  expect(needed).toEqual([])
})

test('contracts and rules know no Zod but zod/mini', () => {
  const classic = sources.filter(source => source.path.startsWith('src/') && source.packages.some(name => /^zod(\/v4|\/v3)?$/.test(name)))
  expect(classic.map(source => source.path)).toEqual([])
})

test('every capability has its line in floors.ts, and every line its capability', () => {
  const folders = new Set(filesIn('src/*/*').map(path => path.split('/')[1]))
  expect(floors.flat().sort()).toEqual([...folders].filter(name => name !== 'app' && name !== 'kit').sort())
})
