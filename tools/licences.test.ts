import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { checkout } from './proof.ts'
import { sources, textOf } from './source.ts'

const used = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
const names = Object.keys(used)
/** Licences under which our own AGPL-3.0 work may use and ship a package. */
const accepted = [
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'MPL-2.0',
  'MIT OR Apache-2.0',
  'CC0-1.0',
  'Unlicense',
  'BlueOak-1.0.0',
  'Python-2.0',
  '(MIT OR CC0-1.0)',
  'CC-BY-4.0',
]

/** The packages of each row of the table: `a`, `b` and the pattern `@x/*`. */
function reasonsIn(markdown: string): { readonly packages: readonly string[]; readonly cells: readonly string[] }[] {
  return markdown
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => {
      const [first = '', ...cells] = line.slice(2, -2).split(' | ')
      return { packages: [...first.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []), cells }
    })
}

const reasons = reasonsIn(textOf('decisions/0008-dependencies.md'))
const isNamed = (name: string): boolean =>
  reasons.some(({ packages }) => packages.some(one => one === name || (one.endsWith('/*') && name.startsWith(one.slice(0, -1)))))

test('every dependency has its reason, and every reason its dependency', () => {
  expect(
    names.filter(name => !isNamed(name)),
    'give it a line in decisions/0008-dependencies.md',
  ).toEqual([])
  const spare = reasons.flatMap(({ packages }) =>
    packages.filter(one => !names.some(name => one === name || (one.endsWith('/*') && name.startsWith(one.slice(0, -1))))),
  )
  expect(spare).toEqual([])
  expect(
    reasons.filter(({ cells }) => cells.length !== 5 || cells.some(cell => cell.trim() === '')).map(({ packages }) => packages),
  ).toEqual([])
})

test('every version is one version', () => {
  expect(Object.entries(used).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('every package that is installed may be used and shipped by us', () => {
  const lock = JSON.parse(textOf('package-lock.json')) as {
    readonly packages: Readonly<Record<string, { readonly license?: string; readonly dev?: boolean }>>
  }
  const strange = Object.entries(lock.packages).flatMap(([path, { license }]) => {
    if (path === '' || !existsSync(join(checkout, path, 'package.json'))) return []
    const told =
      license ??
      (JSON.parse(textOf(`${path}/package.json`)) as { readonly license?: string }).license ??
      (textOf(`${path}/package.json`) && licenceFileOf(path))
    return told && accepted.includes(told) ? [] : [`${path}: ${told ?? 'tells no licence'}`]
  })
  expect(strange).toEqual([])
})

/** For packages that ship the text and forget the field. */
function licenceFileOf(path: string): string | undefined {
  const file = ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt'].find(name => existsSync(join(checkout, path, name)))
  if (!file) return undefined
  const text = textOf(`${path}/${file}`)
  if (text.includes('Apache License')) return 'Apache-2.0'
  return text.includes('Permission is hereby granted, free of charge') ? 'MIT' : undefined
}

test('every dependency that we install is used', () => {
  const imported = new Set(
    sources
      .flatMap(({ packages }) => packages)
      .map(name =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  )
  const byTools = ['typescript', '@biomejs/biome', 'vitest', 'vite']
  const styles = textOf('src/kit/ui/fonts.css')
  const idle = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].filter(
    name => !imported.has(name) && !byTools.includes(name) && !name.startsWith('@types/') && !styles.includes(name) && !usedByChecks(name),
  )
  expect(idle).toEqual([])
})

const usedByChecks = (name: string): boolean => name === 'csv-parse' && textOf('src/kit/csv/fuzz.test.ts').includes('csv-parse')
