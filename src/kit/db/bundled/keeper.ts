/*
 * Who stops the server. Several Cairn processes may use one data folder; the one named in the file `keeper` started or adopted the server and
 * stops it. When the keeper has died the next to notice takes over. The file decides only about that: whether a second server may run on
 * the folder is decided by PostgreSQL's own interlock, so that the worst a race here can do is an unneeded restart.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, startOf } from './processes.ts'

export type Keeper = { readonly pid: number; readonly start: string | null; readonly server: string }

/** The living keeper; null when there is none. */
export function keeperOf(folder: string): Keeper | null {
  const keeper = written(folder)
  return keeper && isAlive(keeper) ? keeper : null
}

/** What the last keeper, alive or dead, said about the server it ran. */
export function lastServer(folder: string): string | null {
  return written(folder)?.server ?? null
}

/** Whether this process is the keeper now. `server` says which server it runs. */
export function takeKeeping(folder: string, server: string): boolean {
  const file = join(folder, 'keeper')
  const mine = join(folder, `keeper.${process.pid}`)
  const keeper = written(folder)
  if (keeper && keeper.pid !== process.pid && isAlive(keeper)) return false
  writeFileSync(mine, JSON.stringify({ pid: process.pid, start: startOf(process.pid), server }), { mode: 0o600 })
  try {
    if (keeper) removeDead(folder, keeper)
    // fails where a file is: of several who try at once one wins
    linkSync(mine, file)
    return true
  } catch {
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Throws when another process has replaced the dead keeper's file meanwhile; that file stays. */
function removeDead(folder: string, dead: Keeper): void {
  const [file, aside] = [join(folder, 'keeper'), join(folder, `keeper.dead.${process.pid}`)]
  renameSync(file, aside)
  const moved = read(aside)
  if (moved?.pid !== dead.pid || moved.start !== dead.start) linkSync(aside, file)
  rmSync(aside, { force: true })
}

/** Nobody keeps the server on our behalf any more. */
export function leaveKeeping(folder: string): void {
  if (written(folder)?.pid === process.pid) rmSync(join(folder, 'keeper'), { force: true })
}

function isAlive(keeper: Keeper): boolean {
  return isRunning(keeper.pid) && startOf(keeper.pid) === keeper.start
}

function written(folder: string): Keeper | null {
  return read(join(folder, 'keeper'))
}

function read(file: string): Keeper | null {
  try {
    const keeper: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof keeper !== 'object' || keeper === null || !('pid' in keeper) || !('server' in keeper)) return null
    const start = 'start' in keeper && typeof keeper.start === 'string' ? keeper.start : null
    return { pid: Number(keeper.pid), start, server: String(keeper.server) }
  } catch {
    return null
  }
}
