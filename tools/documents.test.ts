import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { help } from '../src/app/commands/help.ts'
import { checkout } from './proof.ts'
import { filesIn, textOf } from './source.ts'

const documents = [...filesIn('*.md'), ...filesIn('{decisions,guide,examples,matching-engine,src}/**/*.md')]

/** What is wrong with the links of a document: those within the repository that lead to nothing. */
function deadLinksIn(path: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].flatMap(([, link]) => link ?? [])
  return links
    .filter(link => !/^[a-z]+:/.test(link) && !existsSync(join(checkout, posix.join(posix.dirname(path), link))))
    .map(link => `${path} leads to ${link}`)
}

test('every link within the repository leads somewhere', () => {
  expect(documents.flatMap(path => deadLinksIn(path, textOf(path)))).toEqual([])
  expect(deadLinksIn('README.md', '[gone](no/such/file.md) and [there](LICENSE)')).toEqual(['README.md leads to no/such/file.md'])
})

/** The scripts of the package in whose folder the document lies, and of the whole. */
function scriptsBeside(path: string): string[] {
  const own = posix.join(posix.dirname(path), 'package.json')
  const near = existsSync(join(checkout, own)) ? (JSON.parse(textOf(own)) as { readonly scripts?: Readonly<Record<string, string>> }) : {}
  return [...Object.keys(manifest.scripts), ...Object.keys(near.scripts ?? {})]
}

test('every command that a document names exists', () => {
  const runner = textOf('run.mjs')
  const known = new Set([...runner.matchAll(/'([a-z]+)'/g)].flatMap(([, word]) => word ?? []))
  const missing = documents.flatMap(path => {
    const text = textOf(path)
    const scripts = [...text.matchAll(/npm run ([a-z-]+)/g)].flatMap(([, script]) =>
      script && !scriptsBeside(path).includes(script) ? [`${path}: npm run ${script}`] : [],
    )
    const commands = [...text.matchAll(/npx --no cairn ([a-z]+)/g)].flatMap(([, command]) =>
      command && !known.has(command) ? [`${path}: cairn ${command}`] : [],
    )
    const files = [...text.matchAll(/node (tools\/[\w.-]+)/g)].flatMap(([, file]) =>
      file && !existsSync(join(checkout, file)) ? [`${path}: node ${file}`] : [],
    )
    return [...scripts, ...commands, ...files]
  })
  expect(missing).toEqual([])
})

test('the README names every command of the product, which the way in knows, and none that is not there', () => {
  const [, table = ''] = textOf('README.md').split('## Commands')
  const told = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| `([a-z]+(?: [a-z]+(?= ))?)/gm)].flatMap(([, name]) => name ?? [])
  const two = (name: string) => (told.includes(name) ? name : (name.split(' ')[0] ?? ''))
  expect(Object.keys(help).map(two).sort()).toEqual([...told].sort())
  const product = /const product = \[([^\]]+)\]/.exec(textOf('run.mjs'))?.[1] ?? ''
  const first = new Set(Object.keys(help).map(name => name.split(' ')[0] ?? ''))
  expect([...product.matchAll(/'([a-z]+)'/g)].flatMap(([, name]) => name ?? []).sort()).toEqual([...first].sort())
})

test('the README names every setting, and none that is not there', () => {
  const told = new Set(
    [...textOf('README.md').matchAll(/`((?:CAIRN|DATABASE|SMTP)_[A-Z_]+|PORT|HOST)`/g)].flatMap(([, name]) => name ?? []),
  )
  const read = new Set([...textOf('src/kit/config/config.ts').matchAll(/setting\('([A-Z_]+)'\)/g)].flatMap(([, name]) => name ?? []))
  read.delete('XDG_DATA_HOME')
  expect([...told].sort()).toEqual([...read].sort())
})

test('the example of the README runs as it is written there', () => {
  const lines = [...textOf('README.md').matchAll(/^npx --no cairn ((?:match|verify) .+)$/gm)].flatMap(([, line]) => line ?? [])
  expect(lines.length).toBe(2)
  for (const line of lines)
    execFileSync(process.execPath, [join(checkout, 'src', 'app', 'main.ts'), ...line.split(' ')], {
      cwd: checkout,
      encoding: 'utf8',
      stdio: 'pipe',
    })
}, 60_000)

test('decisions are numbered without a gap, each with context, decision and consequences, on one page', () => {
  const decisions = filesIn('decisions/*.md')
  expect(decisions.map(path => Number(path.slice(10, 14)))).toEqual(decisions.map((_, n) => n + 1))
  const odd = decisions.filter(path => {
    const text = textOf(path)
    return !['**Context.**', '**Decision.**', '**Consequences.**'].every(part => text.includes(part)) || text.split('\n').length > 60
  })
  expect(odd).toEqual([])
})

test('the licences are whole', () => {
  expect(textOf('LICENSE')).toContain('GNU AFFERO GENERAL PUBLIC LICENSE')
  expect(textOf('LICENSE')).toContain('13. Remote Network Interaction')
  expect(manifest.license).toBe('AGPL-3.0-only')
  expect(textOf('matching-engine/LICENSE')).toContain('Permission is hereby granted, free of charge')
})
