/**
 * Whether the engine's tests would notice: `node mutants.ts [how many per file] [file …]` changes one small thing at a time in
 * what decides about exactness (a comparison, an off by one, a line left out, smallest for largest), runs the tests against
 * it and tells which of them none notices. Nothing is written. A survivor is either equivalent or asks for a test.
 */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chance } from '../worlds.ts'

const engine = fileURLToPath(new URL('../..', import.meta.url))
const sources = [
  'assignment/{optimal,repair,changed,chains,front,residual,holding,nearest,extend,state,network,shortlist,direct,ways}.ts',
  'verification/*.ts',
  '{price,edit,optimal,optimal-solution,objectives,fewer,fairest,stable,rematch,result,point-table}.ts',
]
/** The fastest and sharpest first. */
const tests = [
  'oracle',
  'edit',
  'verify',
  'rematch',
  'assignment/*',
  'optimal',
  'price',
  'fairest',
  'groups',
  'stable',
  'peers/*',
  'alternatives',
]
/** Seconds of a core; all tests together take a third of it. */
const patience = 60

type Mutant = { readonly file: string; readonly from: number; readonly until: number; readonly text: string }

const swaps: readonly (readonly [what: RegExp, to: string])[] = [
  [/ < /g, ' <= '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ >= /g, ' > '],
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ \+ 1\b/g, ''],
  [/ - 1\b/g, ''],
  [/ \+ (?=\()/g, ' - '],
  [/ - (?=\()/g, ' + '],
  [/Math\.min/g, 'Math.max'],
  [/Math\.max/g, 'Math.min'],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  // a whole statement on a line of its own
  [
    /(?<=\n\s*)(?!const |let |return|import |export |for |if |else |while |yield\* |readonly |type |case |private )[\w.[\]()]+(?: [-+]?= |\().*[^,{(:=>&|?](?=\n)/g,
    ';',
  ],
]

function mutantsOf(file: string): Mutant[] {
  const source = readFileSync(file, 'utf8')
  // comments and imports keep their length, so that places stay what they are
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|^import .*$/gm, text => text.replace(/[^\n]/g, ' '))
  return swaps.flatMap(([what, text]) =>
    [...code.matchAll(what)]
      .filter(({ 0: found }) => !/\): \w+$/.test(found))
      .map(({ index, 0: found }) => ({ file, from: index, until: index + found.length, text })),
  )
}

/** The same few every time, from all over the file. */
function some(mutants: readonly Mutant[], count: number): Mutant[] {
  const random = chance(mutants.length)
  const left = [...mutants]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random(left.length), 1)).flat()
}

function shown({ file, from, until, text }: Mutant): string {
  const source = readFileSync(file, 'utf8')
  const start = source.lastIndexOf('\n', from) + 1
  const end = source.indexOf('\n', until)
  const line = source.slice(0, from).split('\n').length
  return `${file.slice(engine.length)}:${line}  ${source.slice(start, end).trim()}  →  ${(source.slice(start, from) + text + source.slice(until, end)).trim()}`
}

const [count = '6', ...only] = process.argv.slice(2)
const files = (only.length > 0 ? only : sources).flatMap(pattern => globSync(pattern, { cwd: engine }).sort())
const paths = tests.flatMap(name => globSync(`${name}.test.ts`, { cwd: engine }).sort()).map(name => engine + name)
const one = fileURLToPath(new URL('one.ts', import.meta.url))

/** In a shell that ends what takes too much time of a core, since some mutants never end. */
function verdictOn({ file, from, until, text }: Mutant): string {
  const order = `ulimit -t ${patience}; exec "$0" "$@"`
  const { status, stdout } = spawnSync(
    'sh',
    ['-c', order, process.execPath, '--no-warnings', one, file, `${from}`, `${until}`, text, ...paths],
    { encoding: 'utf8' },
  )
  if (stdout.startsWith('does not load')) return 'broken'
  return status === 0 ? 'survives' : 'killed'
}

if (verdictOn({ file: `${engine}price.ts`, from: 0, until: 0, text: '' }) !== 'survives') throw new Error('a test fails without any mutant')
const tally: Record<string, number> = {}
for (const file of files)
  for (const mutant of some(mutantsOf(engine + file), Number(count))) {
    const verdict = verdictOn(mutant)
    tally[verdict] = (tally[verdict] ?? 0) + 1
    console.log(`${verdict}  ${shown(mutant)}`)
  }
console.log(JSON.stringify(tally))
