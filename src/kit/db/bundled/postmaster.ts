/*
 * One PostgreSQL server on one cluster: whether it runs, starting it, stopping it.
 *
 * PostgreSQL's own file postmaster.pid says which process serves the folder, where it listens and, in line 8, whether it is ready.
 * After a kill -9 that number may name a zombie or a stranger, and PostgreSQL then refuses to start. We remove the file only when /proc
 * shows that no PostgreSQL process works in the folder any more: removing it on a hunch would give up its guard against two servers on one folder.
 */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serverEnvironment } from './cluster.ts'
import type { Folders } from './folders.ts'
import { isRunning, serversIn } from './processes.ts'
import type { Runtime } from './runtime.ts'

/** Where a server listens; `host` is the socket's folder, or 127.0.0.1. */
export type Place = { readonly host: string; readonly port: number }
export type Postmaster = Place & { readonly pid: number; readonly isReady: boolean }

/** What serves the cluster now; null when nothing does. */
export function postmasterOf(cluster: string): Postmaster | null {
  const lines = pidFile(cluster)
  const pid = Number(lines[0])
  // a standalone server, which serves nobody, writes a negative number
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isRunning(pid) || isStranger(pid, cluster)) return null
  const [port, socket, address] = [Number(lines[3]), lines[4]?.trim(), lines[5]?.trim()]
  return { pid, port, host: socket || address || '127.0.0.1', isReady: lines[7]?.trim() === 'ready' }
}

/** The server was spawned apart from our process group, where Ctrl-C does not reach it, and its log goes to `server.log`. Answers its exit. */
export function spawnPostmaster(
  folders: Folders,
  runtime: Runtime,
  settings: readonly string[],
): { pid: number | undefined; ended: Promise<string> } {
  const logFile = join(folders.postgres, 'server.log')
  const log = openLog(logFile)
  const begin = statSync(logFile).size
  const child = spawn(join(runtime.programs, 'postgres'), ['-D', folders.cluster, ...settings], {
    cwd: folders.cluster,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
    ...(folders.user && { uid: folders.user.uid, gid: folders.user.gid }),
  })
  child.unref()
  closeSync(log)
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', () => resolve(lastWords(logFile, begin)))
  })
  return { pid: child.pid, ended }
}

/** Nothing of a dead server stands in the way of a new one: its children are gone, and so are its files if their number was taken over. */
export async function clearRemains(folders: Folders): Promise<void> {
  const { cluster } = folders
  if (pidFile(cluster).length === 0 || postmasterOf(cluster)) return
  // children notice the death of the server by themselves, but only between two steps of a query: ask like a postmaster would, then insist
  for (const [signal, patienceMs] of [['SIGQUIT', 2_000] as const, ['SIGKILL', 2_000] as const]) {
    await gone(cluster, 300)
    for (const pid of serversIn(cluster) ?? []) tell(pid, signal)
    await gone(cluster, patienceMs)
  }
  if (serversIn(cluster)?.length !== 0) return
  const { host, port } = placeIn(cluster)
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) if (host.startsWith('/')) rmSync(join(host, name), { force: true })
}

/** The server has ended its connections and itself (fast shutdown), or at last been made to. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  for (const [signal, patienceMs] of [['SIGINT', 30_000] as const, ['SIGQUIT', 5_000] as const, ['SIGKILL', 5_000] as const]) {
    tell(pid, signal)
    for (let waited = 0; waited < patienceMs; waited += 20) {
      if (!isRunning(pid) || isStranger(pid, cluster)) return
      await pause(20)
    }
  }
}

/** Sends the signal; a process that has gone meanwhile is no matter. */
export function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // gone meanwhile
  }
}

async function gone(cluster: string, patienceMs: number): Promise<void> {
  for (let waited = 0; waited < patienceMs && serversIn(cluster)?.length; waited += 20) await pause(20)
}

function isStranger(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== cluster
  } catch {
    return true
  }
}

function placeIn(cluster: string): Place {
  const lines = pidFile(cluster)
  return { host: lines[4]?.trim() || '127.0.0.1', port: Number(lines[3]) }
}

function pidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Appends; what is older than 8 MB goes to one file beside it. */
function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 8 * 2 ** 20) renameSync(file, `${file}.old`)
  return openSync(file, 'a', 0o600)
}

/** What a server said last before it ended; nothing when the log is gone with its folder. */
function lastWords(logFile: string, begin: number): string {
  try {
    const lines = readFileSync(logFile).subarray(begin).toString('utf8').trim().split('\n')
    const last = lines.findLast(line => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? ''
    return last.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
  } catch {
    return ''
  }
}
