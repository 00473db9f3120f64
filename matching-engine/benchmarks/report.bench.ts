/**
 * Measures the engine and its peers in the same run and writes report.md with its plots. Peers that are not installed are left
 * out and said to be (Debian: python3-scipy, liblemon-dev and g++). `--full` adds the sizes of the record, which take long.
 * Times are those of one core (user and system), so that a busy machine does not change the ratios; best of three.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineVersion } from '../version.ts'
import { denseClasses } from './instances.bench.ts'
import { surveyFolder, surveyReference } from './people.bench.ts'
import { growthPlot } from './plot.bench.ts'

type Measured = { readonly total: number; readonly milliseconds: number; readonly mebibytes: number }
type Line = { readonly name: string; readonly size: number; readonly ours: Measured; readonly peers: Readonly<Record<string, Measured>> }

/** The first answer includes what is made ready for all further ones. */
type Answered = Measured & { readonly first?: number; readonly median?: number; readonly mismatches?: number; readonly checks?: number }

const isFull = process.argv.includes('--full')
const rounds = process.argv.includes('--once') ? 1 : 3
const folder = import.meta.dirname
const scratch = mkdtempSync(join(tmpdir(), 'matching-engine-bench-'))

function output(command: string, parameters: readonly string[]): string | null {
  try {
    return execFileSync(command, [...parameters], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 900_000 })
  } catch {
    return null
  }
}

function best(command: string, parameters: readonly string[]): Measured | null {
  const runs = Array.from({ length: rounds }, () => output(command, parameters)).flatMap(text =>
    text === null ? [] : [JSON.parse(text) as Measured],
  )
  return runs.sort((a, b) => a.milliseconds - b.milliseconds)[0] ?? null
}

const python = '/usr/bin/python3'
const scipy = output(python, ['-c', 'import scipy; print(scipy.__version__)'])?.trim() ?? null
const lemon = join(scratch, 'lemon')
const hasLemon = output('g++', ['-O3', '-march=native', '-o', lemon, join(folder, 'peers/sparse_lemon.cpp')]) !== null

function line(
  name: string,
  size: number,
  solve: readonly string[],
  peers: Readonly<Record<string, (file: string) => Measured | null>>,
): Line {
  const file = join(scratch, 'instance')
  const ours = best(process.execPath, [join(folder, 'solve.bench.ts'), ...solve, String(size), file])
  if (!ours) throw new Error(`${name} ${size} was not solved`)
  const found = Object.entries(peers).flatMap(([peer, run]) => {
    const measured = run(file)
    if (measured && measured.total !== ours.total)
      throw new Error(`${name} ${size}: ${peer} reaches ${measured.total}, the engine ${ours.total}`)
    return measured ? [[peer, measured] as const] : []
  })
  console.log(
    name,
    size,
    Math.round(ours.milliseconds),
    'ms',
    found.map(([peer, { milliseconds }]) => `${peer} ${Math.round(milliseconds)} ms`).join(', '),
  )
  return { name, size, ours, peers: Object.fromEntries(found) }
}

const denseSizes = isFull ? [100, 300, 1000, 3000, 10_000] : [100, 300, 1000, 2000]
const sparseSizes = isFull ? [3000, 10_000, 30_000, 100_000] : [3000, 10_000]
const questionnaireSizes = isFull ? [300, 1000, 3000, 10_000] : [300, 1000, 3000]
const dense = (size: number) => ({
  scipy: (file: string) => (scipy ? best(python, [join(folder, 'peers/dense_scipy.py'), file, String(size)]) : null),
})
const sparse = (size: number, capacity: number) => ({
  ...(capacity === 1
    ? { scipy: (file: string) => (scipy ? best(python, [join(folder, 'peers/sparse_scipy.py'), file, String(size)]) : null) }
    : {}),
  'LEMON NetworkSimplex': (file: string) => (hasLemon ? best(lemon, [file, String(size)]) : null),
})

const surveys = ['people-workplace', 'people-mid', 'people-large'].map(name => ({ name, folder: surveyFolder(name) }))
const leftOut = surveys.filter(one => one.folder === null).map(({ name }) => name)

const lines: Line[] = [
  ...denseClasses.flatMap(kind => denseSizes.map(size => line(`dense ${kind}`, size, ['dense', kind], dense(size)))),
  ...sparseSizes.map(size => line('sparse, 50 a row', size, ['sparse', '1'], sparse(size, 1))),
  ...sparseSizes.map(size => line('sparse, capacities 1 to 5', size, ['sparse', '5'], sparse(size, 5))),
  ...questionnaireSizes.map(size => line('questionnaires, n × n/2, two places', size, ['questionnaires', 'skewed'], {})),
  ...surveys.flatMap(({ name, folder: people }) => {
    if (people === null) return []
    const { people: size, total } = surveyReference(people)
    const measured = line(`survey, ${name}`, size, ['people', people], {})
    if (measured.ours.total !== total) throw new Error(`${name}: the engine reaches ${measured.ours.total}, the reference ${total}`)
    return [measured]
  }),
]

/** What is asked of a solved problem, each in a process of its own. */
const asked = [
  { name: 'all prices, 1,000 × 1,000', parameters: ['prices', '1000', '1'] },
  { name: 'all prices, 1,000 × 500 with two places each', parameters: ['prices', '1000', '2'] },
  { name: "one mentee's prices", parameters: ['row', isFull ? '10000' : '3000'] },
  { name: 'one edit, 95th of 100', parameters: ['edit', isFull ? '10000' : '3000'] },
].map(({ name, parameters }) => {
  const found = best(process.execPath, [join(folder, 'answers.bench.ts'), ...parameters])
  if (!found) throw new Error(`${name} was not answered`)
  if ((found as Answered).mismatches) throw new Error(`${name}: not what solving again gives`)
  console.log(name, Math.round(found.milliseconds), 'ms')
  return { name, size: Number(parameters[1]), found: found as Answered }
})

const milliseconds = (time: number | undefined) => (time === undefined ? '–' : `${time.toFixed(0)} ms`)
const peerNames = ['scipy', 'LEMON NetworkSimplex']
const cell = (measured: Measured | undefined) =>
  measured ? `${measured.milliseconds.toFixed(0)} ms, ${measured.mebibytes.toFixed(0)} MiB` : '–'
const ratio = ({ ours, peers }: Line) => {
  const fastest = Math.min(...Object.values(peers).map(({ milliseconds }) => milliseconds))
  return Number.isFinite(fastest) ? (fastest / ours.milliseconds).toFixed(2) : '–'
}
const series = [...new Set(lines.map(({ name }) => name))].map(name => ({
  name,
  points: lines.filter(one => one.name === name).map(({ size, ours }) => ({ size, ...ours })),
}))
writeFileSync(
  join(folder, 'time.svg'),
  growthPlot(
    'Time of one core, ms',
    series.map(({ name, points }) => ({ name, points: points.map(({ size, milliseconds }) => [size, milliseconds]) })),
  ),
)
writeFileSync(
  join(folder, 'memory.svg'),
  growthPlot(
    'Memory, MiB',
    series.map(({ name, points }) => ({ name, points: points.map(({ size, mebibytes }) => [size, mebibytes]) })),
  ),
)
writeFileSync(
  join(folder, 'report.md'),
  `# Measurements

Written by \`npm run bench\`${isFull ? ' -- --full' : ''}. Engine ${engineVersion}, Node ${process.versions.node}; scipy ${scipy ?? 'not installed'}, LEMON ${hasLemon ? 'from Debian, -O3 -march=native' : 'not installed'};
${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(1)} at the end. Time of one core, in a fresh process, compilation of the code left in; ${rounds === 1 ? 'one run' : `best of ${rounds}`}.
Every total equals the peers'; every solution ends with a proof over all pairs. "Times faster" compares with the fastest peer of the line.

| class | n | engine | ${peerNames.join(' | ')} | times faster |
|---|---|---|${peerNames.map(() => '---|').join('')}---|
${lines.map(one => `| ${one.name} | ${one.size} | ${cell(one.ours)} | ${peerNames.map(peer => cell(one.peers[peer])).join(' | ')} | ${ratio(one)} |`).join('\n')}

${leftOut.length > 0 ? `Left out, since their answers are not here: ${leftOut.join(', ')}.\n` : 'The totals of the surveys equal those of another solver.\n'}
| asked of a solution | n | time | the first one | median | compared with solving again |
|---|---|---|---|---|---|
${asked.map(({ name, size, found }) => `| ${name} | ${size} | ${milliseconds(found.milliseconds)} | ${milliseconds(found.first)} | ${milliseconds(found.median)} | ${found.checks === undefined ? '–' : `${found.checks}, all equal`} |`).join('\n')}

![Time against size](time.svg)

![Memory against size](memory.svg)
`,
)
rmSync(scratch, { recursive: true })
