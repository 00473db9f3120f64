/** Runs work that yields its progress: in slices with the caller's pause between them, or in one go. */
import type { Progress } from './assignment/optimal.ts'
import type { Problem } from './problem.ts'
import { Refusal } from './refusal.ts'

export type SolveOptions = {
  /** An AbortSignal fits. Once aborted the work ends with the refusal `cancelled` and leaves nothing behind. */
  readonly signal?: { readonly aborted: boolean }
  readonly onProgress?: (progress: Progress) => void
  /**
   * Awaited between slices of work of a few milliseconds; `() => new Promise(resolve => setImmediate(resolve))` lets a server
   * go on. The engine has no clock and no event loop of its own; without it the work runs through in one go.
   */
  readonly pause?: () => Promise<void>
  /**
   * Scores in other threads, `optimal` only: a function that has a worker call `scoreRows` with these parameters and brings
   * the points back, and into how many blocks to split. The answer is the same for any number; the engine starts no thread itself.
   */
  readonly scoring?: {
    readonly blocks: number
    readonly rows: (problem: Problem, from: number, until: number) => Promise<Int16Array>
  }
}

/** How much is done between two pauses, in yields of the work. */
const yieldsPerSlice = 4

export async function runInSlices<T>(work: Generator<Progress, T>, options: SolveOptions): Promise<T> {
  const { signal, onProgress, pause } = options
  for (let yields = 1; ; yields++) {
    if (signal?.aborted) throw new Refusal('cancelled')
    const step = work.next()
    if (step.done) return step.value
    if (yields % yieldsPerSlice !== 0) continue
    onProgress?.(step.value)
    if (pause) await pause()
  }
}

export function runThrough<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
