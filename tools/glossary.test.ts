import { expect, test } from 'vitest'
import { tables } from '../src/app/capabilities.ts'
import { floors } from '../src/floors.ts'
import { placeOf } from './floors.ts'
import { entriesIn, exceptionsIn, speaksOf, without } from './glossary.ts'
import { served } from './served.ts'
import { type Node, nodesIn, type Source, sources, textOf } from './source.ts'

const glossary = textOf('GLOSSARY.md')
const entries = entriesIn(glossary)
const words = new Set(entries.flatMap(entry => entry.words))
const exceptions = exceptionsIn(glossary)
/** Words that are not to be used, but for those that the glossary itself uses or excepts. */
const phrases = [...words].filter(word => word.includes(' '))
/** The name without the phrases of the glossary in it: "match" is right inside "match round". */
const withoutPhrases = (name: string): string => phrases.reduce((rest, phrase) => without(rest, phrase), name)
const unwanted = [...new Set(entries.flatMap(entry => entry.not))].filter(word => !words.has(word) && !exceptions.includes(word))

test('every capability has its entry', () => {
  expect(floors.flat().filter(capability => !words.has(capability))).toEqual([])
})

/** Names that a file gives to others: of what stands at its top level, and of the properties of its types. */
function namesIn(source: Source): string[] {
  const names: string[] = []
  const named = (node: Node | undefined) => {
    const id = (node?.['id'] ?? node?.['key']) as { readonly name?: string } | null | undefined
    if (id?.name) names.push(id.name)
  }
  for (const statement of source.tree['body'] as readonly Node[]) {
    const declared = (statement['declaration'] ?? statement) as Node
    if (declared.type === 'VariableDeclaration') for (const one of declared['declarations'] as readonly Node[]) named(one)
    else named(declared)
    for (const node of nodesIn(declared)) if (node.type === 'TSPropertySignature') named(node)
  }
  return [...new Set(names)]
}

const ofCapability = ({ path, isTest }: Source): boolean =>
  !isTest && !['outside', 'app', 'kit', 'matching-engine'].includes(placeOf(path).capability)

test('no name speaks of a thing by a word that is not its own', () => {
  const named = [
    ...sources
      .filter(ofCapability)
      .flatMap(source => [...namesIn(source).map(name => ({ name, where: source.path })), { name: source.path, where: 'a file' }]),
    ...served.map(({ contract }) => ({ name: contract.path, where: 'an address' })),
    ...served.map(({ contract }) => ({ name: contract.operationId, where: 'an operation' })),
    ...Object.entries(tables).flatMap(([table, columns]) =>
      [table, ...Object.keys(columns)].map(name => ({ name, where: `table ${table}` })),
    ),
  ]
  const saying = new Map(
    [...new Set(named.map(({ name }) => name))].map(name => [name, unwanted.filter(word => speaksOf(withoutPhrases(name), word))]),
  )
  const complaints = named.flatMap(({ name, where }) =>
    (saying.get(name) ?? []).map(word => `${name} (${where}) says "${word}"; see GLOSSARY.md`),
  )
  expect([...new Set(complaints)]).toEqual([])
})

const domain = [
  'mentor',
  'mentee',
  'mentorship',
  'cohort',
  'participant',
  'proposal',
  'coordinator',
  'administrator',
  'criterion',
  'questionnaire',
  'arrangement',
  'concern',
]

test('the ground knows no word of the domain', () => {
  const named = sources
    .filter(source => source.path.startsWith('src/kit/') && !source.isTest)
    .flatMap(source => [...namesIn(source), source.path].map(name => ({ name, path: source.path })))
  const complaints = named.flatMap(({ name, path }) =>
    domain.filter(word => speaksOf(name, word)).map(word => `${path}: ${name} says "${word}"`),
  )
  expect(complaints).toEqual([])
  expect(domain.some(word => speaksOf('menteesOf', word))).toBe(true)
})

test.each([
  ['userId', 'user', true],
  ['list_of_users', 'user', true],
  ['programManagerOf', 'program manager', true],
  ['sessions', 'session', true],
  ['programOf', 'program manager', false],
  ['refuser', 'user', false],
])('%s speaks of %s: %s', (name, word, does) => {
  expect(speaksOf(name, word)).toBe(does)
})

test('the glossary is read as it is meant', () => {
  expect(words.has('match proposal')).toBe(true)
  expect(entries.find(entry => entry.words.includes('organization'))?.not).toContain('tenant')
  expect(unwanted).not.toContain('form')
  expect(unwanted).toContain('tenant')
})
