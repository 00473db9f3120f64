/**
 * `npm run bench`: every benchmark, one after another, each a program of its own (`benchmarks/<name>.bench.ts`, and `engine`) that prints what it
 * measured and ends with an exit code other than 0 when a bar is missed. `npm run bench -- import round` runs those two. `suite` runs only when it is asked for by name.
 */
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { checkout, conclude, program } from './proof.ts'

const asked = process.argv.slice(3)
const names = new Map(
  globSync('benchmarks/*.bench.ts', { cwd: checkout })
    .sort()
    .map(file => [basename(file, '.bench.ts'), file]),
).set('engine', 'matching-engine/benchmarks/report.bench.ts')
/** It takes both cores for many minutes. */
const onlyByName: ReadonlySet<string> = new Set(['suite'])
const unknown = asked.filter(name => !names.has(name))

if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${[...names.keys()].join(', ')}.`)
  process.exitCode = 2
} else {
  const counts = []
  for (const [name, file] of names)
    if (asked.includes(name) || (asked.length === 0 && !onlyByName.has(name))) counts.push(await program(name, [file]))
  conclude(counts)
}
