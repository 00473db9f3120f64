/** What running processes have taken, as Linux tells it in /proc; zeros elsewhere. */
import { readdirSync, readFileSync } from 'node:fs'

interface Taken {
  readonly parent: number
  /** Its own, and that of children that are over. */
  readonly seconds: number
  readonly childrenSeconds: number
}

const ticksPerSecond = 100

function takenBy(pid: number): Taken | null {
  try {
    // the name before the last parenthesis may hold spaces
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const ticks = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) / ticksPerSecond
    return { parent: Number(fields[1]), seconds: ticks(11), childrenSeconds: ticks(13) }
  } catch {
    return null
  }
}

/** Processor time of one process. */
export const cpuSecondsOf = (pid: number): number => takenBy(pid)?.seconds ?? 0

/** Processor time of a process, of everything that it started, and of what of that is over and was waited for. */
export function cpuSecondsUnder(pid: number): number {
  const all = new Map(pidsHere().map(each => [each, takenBy(each)]))
  const sum = (of: number): number => {
    const taken = all.get(of)
    if (!taken) return 0
    const below = [...all].filter(([, each]) => each?.parent === of).map(([each]) => sum(each))
    return taken.seconds + taken.childrenSeconds + below.reduce((whole, each) => whole + each, 0)
  }
  return sum(pid)
}

/** A process and everything that it started. */
export function pidsUnder(pid: number): number[] {
  const all = pidsHere().map(each => [each, takenBy(each)?.parent] as const)
  const under = (of: number): number[] => [of, ...all.filter(([, parent]) => parent === of).flatMap(([each]) => under(each))]
  return under(pid)
}

/** Those that still run. */
export const pidsAmong = (pids: readonly number[]): number[] => pids.filter(pid => takenBy(pid) !== null)

function pidsHere(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

export function residentMegabytes(pid: number): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
