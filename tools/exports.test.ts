import { expect, test } from 'vitest'
import { placeOf } from './floors.ts'
import { nodesIn, read, type Source, sources } from './source.ts'

/** Files whose exports are there for others than our own code: the engine's users, the browser's entry, the command line. */
const isFace = ({ path }: Source): boolean =>
  /^matching-engine\/(index|problem|arrangement)\.ts$/.test(path) || path.endsWith('.config.ts') || path.endsWith('/main.tsx')

/** What is exported and used nowhere: not in another file, and not in its own either. */
function deadIn(of: readonly Source[]): string[] {
  const words = new Map(of.map(source => [source.path, wordsIn(source)]))
  return of
    .filter(source => !source.isTest && !isFace(source))
    .flatMap(source => {
      const users = of.filter(other => other.imports.includes(source.path))
      const own = words.get(source.path)
      return source.exports
        .filter(name => name !== 'default')
        .filter(name => !users.some(user => words.get(user.path)?.has(name)) && (own?.get(name) ?? 0) < 2)
        .map(name => `${source.path}: ${name}`)
    })
}

/** Every identifier of a file with how often it stands there. */
function wordsIn({ tree }: Source): Map<string, number> {
  const counts = new Map<string, number>()
  for (const node of nodesIn(tree)) {
    const name = node.type === 'Identifier' ? (node['name'] as string) : node.type === 'JSXIdentifier' ? (node['name'] as string) : null
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

test('nothing is exported that nobody uses', () => {
  const isOurs = (path: string) => placeOf(path).capability !== 'outside' || path.startsWith('tools/') || path.endsWith('.config.ts')
  expect(deadIn(sources.filter(({ path }) => isOurs(path)))).toEqual([])
})

test('an export that nobody uses is found, one that is used is not', () => {
  const used = read('src/a/rules.ts', 'export const used = 1\nexport const unused = 2')
  const user = read('src/a/commands.ts', "import { used } from './rules.ts'\nused.toString()")
  expect(deadIn([used, user])).toEqual(['src/a/rules.ts: unused'])
})

test('a file of code is taken in by somebody', () => {
  const taken = new Set(sources.flatMap(({ imports }) => imports))
  const text = sources.map(source => source.text).join('\n')
  const alone = sources.filter(
    source =>
      source.path.startsWith('src/') &&
      !source.isTest &&
      !taken.has(source.path) &&
      !isFace(source) &&
      source.path !== 'src/app/main.ts' &&
      // a thread or a process of its own is named by its address
      !text.includes(`/${source.path.split('/').at(-1)}'`),
  )
  expect(alone.map(({ path }) => path)).toEqual([])
})
