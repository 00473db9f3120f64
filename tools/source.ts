/** The source files of the repository, read and parsed once for every check of the house. Paths are relative to the checkout, with `/`. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'
import { checkout } from './proof.ts'

export interface Source {
  readonly path: string
  readonly text: string
  readonly isTest: boolean
  /** Files of the repository that it imports, for values or types, at the start or later. */
  readonly imports: readonly string[]
  /** Packages and `node:` parts that it imports. */
  readonly packages: readonly string[]
  /** What it exports under a name of its own. */
  readonly exports: readonly string[]
  readonly tree: Node
  readonly comments: readonly string[]
}

/** A node of the syntax tree, as loosely as the checks read it. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

const patterns = ['src/**/*.{ts,tsx}', 'matching-engine/**/*.ts', 'tools/**/*.ts', 'journeys/**/*.ts', 'benchmarks/**/*.ts', '*.config.ts']

/** Every source file; tests among them. */
export const sources: readonly Source[] = globSync(patterns, { cwd: checkout })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => !path.includes('node_modules/'))
  .sort()
  .map(path => read(path, readFileSync(join(checkout, path), 'utf8')))

/** One file, parsed; given so that examples can be read the same way. */
export function read(path: string, text: string): Source {
  const { program, module, comments } = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' })
  const asked = [
    ...module.staticImports.map(one => one.moduleRequest.value),
    ...module.staticExports.flatMap(one => one.entries.flatMap(entry => entry.moduleRequest?.value ?? [])),
    // also `import('…').Name` in a type, which is no import of the module's record
    ...[...text.matchAll(/\bimport\(\s*'([^']+)'/g)].flatMap(([, request]) => request ?? []),
  ]
  const own = asked.filter(request => request.startsWith('.'))
  return {
    path,
    text,
    isTest: /\.(test|bench)\.tsx?$/.test(path) || /\/(testing|benchmarks|playground)\//.test(path) || path.endsWith('/cast.ts'),
    imports: [...new Set(own.map(request => posix.join(posix.dirname(path), request)))],
    packages: [...new Set(asked.filter(request => !request.startsWith('.')))],
    exports: module.staticExports.flatMap(one => one.entries.flatMap(entry => entry.exportName.name ?? [])),
    tree: program as unknown as Node,
    comments: comments.map(comment => comment.value),
  }
}

/** Every node below, itself included. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node
  for (const child of Object.values(node)) for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) yield* nodesIn(one)
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value

/** Every file below a folder of the checkout, whatever it holds. */
export const filesIn = (pattern: string): string[] =>
  globSync(pattern, { cwd: checkout, exclude: path => path.includes('node_modules') || path.endsWith('.git') || path.endsWith('.build') })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => /\.\w+$/.test(path) && existsSync(join(checkout, path)))
    .sort()

export const textOf = (path: string): string => readFileSync(join(checkout, path), 'utf8')
