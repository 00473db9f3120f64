import { expect, test } from 'vitest'
import { complaintAboutName } from './names.ts'
import { filesIn } from './source.ts'

const files = filesIn('{src,matching-engine,tools,journeys,benchmarks,migrations,decisions,guide}/**/*')

test('every file has a name that the house knows', () => {
  const complaints = files.flatMap(path => {
    const complaint = complaintAboutName(path)
    return complaint ? [`${path}: ${complaint}`] : []
  })
  expect(complaints).toEqual([])
})

test.each([
  'src/program/helpers.ts',
  'src/program/service.ts',
  'src/program/index.ts',
  'src/kit/http/utils.ts',
  'src/lib/rules.ts',
  'src/program/commands/publish.sql',
  'src/program/ui/program_screen.tsx',
  'src/program/ui/Program.css',
  'src/program/notes.ts',
])('%s is refused', path => {
  expect(complaintAboutName(path)).not.toBeNull()
})

test.each([
  'src/program/commands/publication.ts',
  'src/program/ui/parts/ProgramName.tsx',
  'src/program/walk.test.ts',
  'matching-engine/index.ts',
])('%s is fine', path => {
  expect(complaintAboutName(path)).toBeNull()
})

test('every capability says in a README what it is for and what is always true', () => {
  const capabilities = new Set(files.flatMap(path => /^src\/([^/]+)\/(?:contract|queries|commands|endpoints)/.exec(path)?.[1] ?? []))
  expect([...capabilities].filter(name => name !== 'app' && name !== 'kit' && !files.includes(`src/${name}/README.md`))).toEqual([])
})
