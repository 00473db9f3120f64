/*
 * Which processes are alive, as far as that can be known. A number alone proves nothing: after a kill it may name a zombie or, later, a
 * stranger. On Linux /proc tells the state, the moment of the start, the program and the working folder; elsewhere only whether the number is taken.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

/** Whether a process of this number runs (a zombie does not). */
export function isRunning(pid: number): boolean {
  if (process.platform === 'linux') {
    const state = statOf(pid)[0]
    return state !== undefined && state !== 'Z' && state !== 'X'
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The moment of the start in ticks since the machine's: with the number it names one process for ever. Null where nobody tells. */
export function startOf(pid: number): string | null {
  // field 22 of proc(5) stat; the state is field 3
  return process.platform === 'linux' ? (statOf(pid)[19] ?? null) : null
}

/** The PostgreSQL processes that work in this folder, the children of a dead server included. Null where nobody tells. */
export function serversIn(folder: string): number[] | null {
  if (process.platform !== 'linux') return null
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.filter(pid => isServerIn(folder, pid)).map(Number)
}

function isServerIn(folder: string, pid: string): boolean {
  try {
    // a replaced program reads "postgres (deleted)"
    return readlinkSync(`/proc/${pid}/cwd`) === folder && basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres')
  } catch {
    // gone meanwhile, a zombie, or somebody else's: in a folder of mode 700 those cannot work
    return false
  }
}

/** The fields after the name, which may itself hold spaces and parentheses. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
