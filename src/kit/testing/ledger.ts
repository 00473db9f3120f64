/** Starts the ledger application, kills it or its database, and compares what was acknowledged with what is there. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { bundledAccess } from '../db/bundled/installation.ts'
import { readPasswords } from '../db/bundled/passwords.ts'
import { postmasterOf } from '../db/bundled/postmaster.ts'
import { serversIn } from '../db/bundled/processes.ts'
import { connected } from '../db/roles.ts'

export type LedgerApp = {
  readonly process: ChildProcess
  readonly lines: readonly string[]
  /** The application's line that begins so has come; throws with everything it said when it has not within 40 s. */
  readonly says: (beginning: string, after?: number) => Promise<string>
  readonly ended: Promise<number | null>
}

export type LedgerStart = { readonly dataFolder: string; readonly isIdle?: boolean; readonly uid?: number; readonly checkout?: string }

/** The application runs apart, in a process group of its own. */
export function startLedger({ dataFolder, isIdle = false, uid, checkout }: LedgerStart): LedgerApp {
  const script = checkout ? join(checkout, 'src/kit/testing/ledger-app.ts') : fileURLToPath(new URL('./ledger-app.ts', import.meta.url))
  const app = spawn(process.execPath, [script, ...(isIdle ? ['idle'] : [])], {
    cwd: '/',
    env: { PATH: process.env.PATH, CAIRN_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(uid !== undefined && { uid, gid: uid }),
  })
  const lines: string[] = []
  let rest = ''
  const take = (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  }
  app.stdout?.on('data', take)
  app.stderr?.on('data', take)
  const ended = new Promise<number | null>(resolve => app.once('close', resolve))
  return { process: app, lines, ended, says: (beginning, after = 0) => waitFor(lines, beginning, after) }
}

async function waitFor(lines: readonly string[], beginning: string, after: number): Promise<string> {
  for (let waited = 0; waited < 40_000; waited += 5) {
    const line = lines.slice(after).find(each => each.startsWith(beginning))
    if (line !== undefined) return line
    await pause(5)
  }
  throw new Error(`"${beginning}" was not said, but:\n${lines.filter(line => !line.startsWith('kept')).join('\n')}`)
}

export type Rounds = {
  readonly acknowledged: number
  readonly lost: number
  readonly twice: number
  readonly bugs: readonly string[]
  readonly outages: readonly string[]
  readonly backMs: readonly number[]
}

/** The database's server is killed under writes, again and again; the application must live through it. */
export async function killDatabase(dataFolder: string, rounds: number): Promise<Rounds> {
  const app = startLedger({ dataFolder })
  await app.says('ready')
  const backMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await app.says('kept', app.lines.length)
    await pause(100 + 50 * (round % 7))
    const killed = serverOf(dataFolder)
    const said = app.lines.length
    process.kill(killed, 'SIGKILL')
    const began = performance.now()
    await app.says('outage', said)
    // an acknowledgement from before the kill may still be on its way
    await app.says('log The database server is back', said)
    await app.says('kept', app.lines.length)
    backMs.push(performance.now() - began)
  }
  process.kill(app.process.pid ?? 0, 'SIGTERM')
  if ((await app.ended) !== 0) throw new Error(`the application ended badly:\n${app.lines.slice(-5).join('\n')}`)
  return compare(dataFolder, app.lines, backMs)
}

/** The application is killed while it writes, again and again; the next start finds its server and everything that was acknowledged. */
export async function killApplication(dataFolder: string, rounds: number): Promise<Rounds> {
  const lines: string[] = []
  const backMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const app = startLedger({ dataFolder })
    await app.says('kept')
    if (round > 0) backMs.push(performance.now() - began)
    await pause(100 + 50 * (round % 7))
    app.process.kill('SIGKILL')
    await app.ended
    lines.push(...app.lines)
  }
  return compare(dataFolder, lines, backMs)
}

export async function compare(dataFolder: string, lines: readonly string[], backMs: readonly number[]): Promise<Rounds> {
  const reader = startLedger({ dataFolder, isIdle: true })
  await reader.says('ready')
  const stored = await rowsIn(dataFolder)
  reader.process.kill('SIGTERM')
  await reader.ended
  const kept = lines.filter(line => line.startsWith('kept ')).map(line => line.slice(5))
  const there = new Set(stored)
  return {
    acknowledged: kept.length,
    lost: kept.filter(id => !there.has(id)).length,
    twice: stored.length - there.size,
    bugs: lines.filter(line => line.startsWith('bug')),
    outages: [...new Set(lines.filter(line => line.startsWith('outage')))],
    backMs,
  }
}

export function rowsIn(dataFolder: string): Promise<string[]> {
  return valuesIn(dataFolder, 'select id from line')
}

/** The first column of what the owner of the database reads, past the indexes, which could hide a row that is there twice. */
export function valuesIn(dataFolder: string, select: string): Promise<string[]> {
  const running = postmasterOf(clusterOf(dataFolder))
  if (!running) throw new Error('the database is not running')
  const { owner } = bundledAccess(running, readPasswords(join(dataFolder, 'postgres', 'passwords.json')))
  return connected(owner, async client => {
    await client.query('set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off')
    const { rows } = await client.query<[string]>({ text: select, rowMode: 'array' })
    return rows.map(([value]) => value)
  })
}

/** The number of the server's first process. */
export function serverOf(dataFolder: string): number {
  const running = postmasterOf(clusterOf(dataFolder))
  if (!running) throw new Error('the database is not running')
  return running.pid
}

/** Whether any process of PostgreSQL works on this data folder. */
export function isServed(dataFolder: string): boolean {
  return existsSync(clusterOf(dataFolder)) && (serversIn(clusterOf(dataFolder))?.length ?? 0) > 0
}

export function clusterOf(dataFolder: string): string {
  return join(dataFolder, 'postgres', 'cluster')
}

/** What the server's log says, for when a test fails. */
export function serverLog(dataFolder: string): string {
  return readFileSync(join(dataFolder, 'postgres', 'server.log'), 'utf8')
}
