/**
 * `npm test` in a clean clone of the checkout's last commit, after the installation, as often as asked: how long it takes and whether it is red
 * now and then. `npm run bench -- suite`; `CAIRN_SUITE_RUNS=10` for the ten runs of the bar. Not part of `npm run bench` alone: it would run
 * for most of an hour and take both cores.
 *
 * Bars: under 5 minutes on two cores, no run red.
 */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { cleanEnvironment, cloneInto } from './clone.ts'
import { cpuSecondsUnder } from './processes.ts'

const runs = Number(process.env['CAIRN_SUITE_RUNS'] ?? 1)
const barSeconds = 300

interface Run {
  readonly code: number | null
  readonly seconds: number
  /** Of everything that was waited for; a database that was left behind is not in it. */
  readonly cpuSeconds: number
  readonly printed: string
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-suite-'))
// databases of the tests run as a user who must be able to pass through
chmodSync(folder, 0o755)
const clone = join(folder, 'cairn')
try {
  const commit = cloneInto(clone)
  const installed = await npm(['run', 'sizes'])
  if (installed.code !== 0) throw new Error(`the installation ended with ${installed.code}: ${installed.printed.slice(-2000)}`)
  console.log(`commit ${commit}, ${availableParallelism()} cores; installed in ${installed.seconds.toFixed(0)} s`)
  let isMissed = false
  for (let n = 1; n <= runs; n += 1) {
    const before = loadavg()[0] ?? 0
    const run = await npm(['test'])
    isMissed ||= run.code !== 0 || run.seconds > barSeconds
    console.log(
      `run ${n}: ${run.seconds.toFixed(0)} s (bar ${barSeconds} s), ${run.cpuSeconds.toFixed(0)} s of processor time, load average ${before.toFixed(1)} before; ${verdictIn(run)}`,
    )
    if (run.code !== 0) tellRed(run, n)
  }
  process.exitCode = isMissed ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function npm(args: readonly string[]): Promise<Run> {
  const began = { at: performance.now(), cpu: cpuSecondsUnder(process.pid) }
  const child = spawn('npm', args, { cwd: clone, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
  const pieces: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  return {
    code,
    seconds: (performance.now() - began.at) / 1000,
    cpuSeconds: cpuSecondsUnder(process.pid) - began.cpu,
    printed: stripVTControlCharacters(Buffer.concat(pieces).toString('utf8')),
  }
}

/** The last line of the suite says how much passed and failed. */
function verdictIn({ code, printed }: Run): string {
  const last = printed.trim().split('\n').at(-1) ?? ''
  return /^\d+ passed, \d+ failed$/.test(last) ? last : `ended with ${code} without a verdict`
}

/** What was red, and where all that it printed is kept. */
function tellRed({ printed }: Run, n: number): void {
  const kept = join(tmpdir(), `cairn-suite-${process.pid}-run-${n}.log`)
  writeFileSync(kept, printed)
  const red = printed.split('\n').filter(each => /^\s*(FAIL |× |Error: )|ended with /.test(each))
  for (const each of new Set(red)) console.log(`  ${each.trim()}`)
  console.log(`  everything it printed: ${kept}`)
}
