/**
 * From a clean clone of the checkout's last commit to the first page: `npm start` as a new user types it, once with everything to fetch (the
 * package manager's cache as it is on this machine) and once more in the same folder. `npm run bench -- start`.
 *
 * Bars: under 60 s cold with downloads, under 4 s warm.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { postmasterOf } from '../src/kit/db/bundled/postmaster.ts'
import { cleanEnvironment, cloneInto } from './clone.ts'
import { cpuSecondsUnder, pidsAmong, pidsUnder } from './processes.ts'

const bars = { cold: 60, warm: 4 } as const

const folder = mkdtempSync(join(tmpdir(), 'cairn-start-'))
// the database's own user must be able to pass through
chmodSync(folder, 0o755)
try {
  const clone = join(folder, 'cairn')
  const commit = cloneInto(clone)
  const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()
  console.log(`commit ${commit}; npm’s cache ${cache} as it is; load average ${loadavg()[0]?.toFixed(1)}`)
  let isMissed = false
  for (const temperature of ['cold', 'warm'] as const) {
    const { seconds, cpuSeconds } = await firstPage(clone)
    isMissed ||= seconds > bars[temperature]
    console.log(
      `${temperature}  ${seconds.toFixed(1)} s to the first page, ${cpuSeconds.toFixed(1)} s of processor time  (bar ${bars[temperature]} s)`,
    )
  }
  process.exitCode = isMissed ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The product is started and answers its first page; then it has ended. */
async function firstPage(clone: string): Promise<{ seconds: number; cpuSeconds: number }> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...cleanEnvironment(), PORT: '0', CAIRN_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const response = await fetch(await addressIn(child))
    if (!response.ok) throw new Error(`the first page answered ${response.status}`)
    await response.text()
    return { seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSecondsUnder(child.pid ?? 0) }
  } finally {
    await stopped(child)
  }
}

/** The set-up page: on an empty installation it is the first. */
function addressIn(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (piece: Buffer) => {
      printed += piece.toString()
      const link = /Set up: (\S+)/.exec(printed)?.[1]
      if (link) resolve(link)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', code => reject(new Error(`npm start ended with ${code} before it was ready: ${printed.slice(-2000)}`)))
  })
}

/** npm, what it started, and the database are gone; whoever is left after half a minute is killed and told. */
async function stopped(child: ChildProcess): Promise<void> {
  const all = pidsUnder(child.pid ?? 0)
  child.kill('SIGTERM')
  const isLeft = () => postmasterOf(join(folder, 'data', 'postgres', 'cluster')) !== null || pidsAmong(all).length > 0
  for (let tries = 0; tries < 300 && isLeft(); tries += 1) await pause(100)
  for (const pid of pidsAmong(all)) {
    console.error(`process ${pid} did not stop by itself`)
    process.kill(pid, 'SIGKILL')
  }
}
