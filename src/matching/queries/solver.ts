/**
 * The engine in a thread of its own, so that no request waits for a round. Solved arrangements stay warm there by their id, as many as fit;
 * a cold one is resumed from what is stored, which checks its certificate and does not solve again. The thread answers prices between
 * the slices of a long solve. It is started when first asked and ends with the process.
 */
import { Worker } from 'node:worker_threads'
import type {
  MatchedPair,
  Objective,
  Pair,
  PairExplanation,
  Price,
  Problem,
  Refusal,
  Result,
  RowPrice,
  UnmatchedExplanation,
} from '../../../matching-engine/index.ts'
import type { RoundProgress } from '../contract/round.ts'
import type { SolverChange } from '../rules/changes.ts'
import type { Weighed } from '../rules/weighing.ts'
import type { ShortageFound } from './newcomers.ts'

/** One question to a solution. */
export type Ask =
  | { readonly kind: 'explain'; readonly mentee: string; readonly mentor: string }
  | { readonly kind: 'explain-unmatched'; readonly mentee: string }
  | { readonly kind: 'price'; readonly mentee: string; readonly mentor: string }
  | { readonly kind: 'price-row'; readonly mentee: string }
  /** Every mentor for one mentee, without prices. */
  | { readonly kind: 'points-row'; readonly mentee: string }
  /** The next best arrangements that differ from it, best first. */
  | { readonly kind: 'alternatives'; readonly most: number }
  /** The same people arranged by another objective, locks and exclusions included. */
  | { readonly kind: 'other-first'; readonly objective: Objective }
  /** The same people arranged by these weights of the criteria. */
  | { readonly kind: 'weighed'; readonly weights: readonly (readonly [criterion: string, weight: number])[] }
  /** What would come of changes, without keeping it. */
  | { readonly kind: 'trial'; readonly changes: readonly SolverChange[] }

export interface Replies {
  readonly explain: PairExplanation
  readonly 'explain-unmatched': UnmatchedExplanation
  readonly price: Price
  readonly 'price-row': readonly RowPrice[]
  readonly 'points-row': readonly Omit<PairExplanation, 'lines'>[]
  readonly alternatives: { readonly stands: readonly WayPair[]; readonly ways: readonly (readonly WayPair[])[] }
  readonly 'other-first': OtherFirst
  readonly weighed: Weighed
  readonly trial: Trial
}

/** A pair of an arrangement that is only looked at. */
export type WayPair = Omit<MatchedPair, 'locked'>

/** What stands, what would stand, and there for each mentee for whom there is one the best mentor who would rather be with them too. */
export interface OtherFirst {
  readonly stands: readonly WayPair[]
  readonly way: readonly WayPair[]
  readonly blocking: readonly Pair[]
}

/** The engine's no, where a trial cannot be. */
export type Trial =
  | {
      readonly matched: number
      readonly total: number
      readonly moves: Price['moves']
      /** Nothing is better than this with these changes; of groups too many the search stops before. */
      readonly proven: boolean
    }
  | { readonly refused: string; readonly facts: Refusal['facts'] }

/** A result with the explanation of each of its pairs, in the order of `result.pairs`. */
export interface Solved {
  readonly result: Result
  readonly problem: Problem
  readonly explanations: readonly PairExplanation[]
}

/** What is stored of an arrangement: enough to go on from. */
export interface Stored {
  readonly problem: Problem
  readonly result: Result
}

export type ToThread =
  | { readonly job: number; readonly do: 'solve'; readonly key: string; readonly problem: Problem; readonly objective: Objective }
  | { readonly job: number; readonly do: 'ask'; readonly key: string; readonly asks: readonly Ask[]; readonly stored?: Stored }
  | {
      readonly job: number
      readonly do: 'edit'
      readonly key: string
      readonly changes: readonly SolverChange[]
      readonly newKey: string
      readonly stored?: Stored
    }
  | {
      readonly job: number
      readonly do: 'rearrange'
      readonly key: string
      readonly objective: Objective
      readonly newKey: string
      readonly stored?: Stored
    }
  | {
      readonly job: number
      readonly do: 'shortage'
      readonly problem: Problem
      readonly objective: Objective
      readonly withinMs: number
    }
  | { readonly job: number; readonly do: 'cancel' }

export type FromThread =
  | { readonly job: number; readonly said: 'progress'; readonly progress: RoundProgress }
  | { readonly job: number; readonly said: 'cold' }
  | { readonly job: number; readonly said: 'done'; readonly answer: unknown }
  | { readonly job: number; readonly said: 'refused'; readonly code: string; readonly facts: Refusal['facts'] }
  | { readonly job: number; readonly said: 'failed'; readonly error: string }

/** The engine's expected "no", as it crosses from the thread. */
export class EngineRefusal extends Error {
  readonly code: string
  readonly facts: Refusal['facts']
  constructor(code: string, facts: Refusal['facts']) {
    super(code)
    this.name = 'EngineRefusal'
    this.code = code
    this.facts = facts
  }
}

/** A defect of ours in the thread, or its end: told in the log, never retried blindly. */
export class EngineDefect extends Error {
  constructor(told: string) {
    super(told)
    this.name = 'EngineDefect'
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
  readonly onProgress?: (progress: RoundProgress) => void
}
const cold = Symbol('cold')

let thread: Worker | null = null
let jobs = 0
const waiting = new Map<number, Waiting>()

function running(): Worker {
  if (thread) return thread
  const started = new Worker(new URL('./solver-thread.ts', import.meta.url))
  started.unref()
  started.on('message', heard)
  started.on('error', error => lost(started, error instanceof Error ? error : new Error(String(error))))
  started.on('exit', code => lost(started, new Error(`the solver's thread ended with ${code}`)))
  thread = started
  return started
}

/** The thread is there when it is needed: whoever looks at rounds is about to start one. */
export function startSolver(): void {
  running()
}

function heard(message: FromThread): void {
  const job = waiting.get(message.job)
  if (!job) return
  if (message.said === 'progress') {
    job.onProgress?.(message.progress)
    return
  }
  waiting.delete(message.job)
  if (waiting.size === 0) thread?.unref()
  if (message.said === 'done') job.resolve(message.answer)
  else if (message.said === 'cold') job.resolve(cold)
  else job.reject(message.said === 'refused' ? new EngineRefusal(message.code, message.facts) : new EngineDefect(message.error))
}

/** The thread is gone with everything that it kept warm; the next question starts another. */
function lost(ended: Worker, error: Error): void {
  if (thread !== ended) return
  thread = null
  for (const job of waiting.values()) job.reject(new EngineDefect(error.stack ?? error.message))
  waiting.clear()
}

type Task = ToThread extends infer T ? (T extends { readonly job: number } ? Omit<T, 'job'> : never) : never

function send(
  task: Task,
  options: { readonly onProgress?: (progress: RoundProgress) => void; readonly signal?: AbortSignal } = {},
): Promise<unknown> {
  const to = running()
  to.ref()
  const job = ++jobs
  return new Promise((resolve, reject) => {
    const cancel = () => to.postMessage({ job, do: 'cancel' } satisfies ToThread)
    const settled =
      <T>(then: (result: T) => void) =>
      (result: T) => {
        options.signal?.removeEventListener('abort', cancel)
        then(result)
      }
    waiting.set(job, {
      resolve: settled(resolve),
      reject: settled(reject),
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    })
    to.postMessage({ ...task, job } as ToThread)
    options.signal?.addEventListener('abort', cancel)
    if (options.signal?.aborted) cancel()
  })
}

/** The best arrangement, kept warm under `key`. Throws `EngineRefusal`, also `cancelled` when the signal aborts. */
export async function solveInThread(
  key: string,
  problem: Problem,
  objective: Objective,
  options: { readonly onProgress?: (progress: RoundProgress) => void; readonly signal?: AbortSignal } = {},
): Promise<Solved> {
  return (await send({ do: 'solve', key, problem, objective }, options)) as Solved
}

/** Answers to all questions about one arrangement; `load` is called only when it is cold. Ends as `cancelled` when the signal aborts. */
export async function askSolution<const A extends readonly Ask[]>(
  key: string,
  load: () => Promise<Stored>,
  asks: A,
  signal?: AbortSignal,
): Promise<{ -readonly [N in keyof A]: Replies[A[N]['kind']] }> {
  const answered = await warmly({ do: 'ask', key, asks }, load, signal)
  return answered as { -readonly [N in keyof A]: Replies[A[N]['kind']] }
}

/** The arrangement after changes, kept warm under `newKey`; the one before stays as it is. */
export async function editSolution(
  key: string,
  load: () => Promise<Stored>,
  changes: readonly SolverChange[],
  newKey: string,
): Promise<Solved> {
  return (await warmly({ do: 'edit', key, changes, newKey }, load)) as Solved
}

/**
 * The same people, with the same pairs kept and parted, arranged by another objective: what the question `other-first` tells, kept warm
 * under `newKey`.
 */
export async function rearrangeSolution(key: string, load: () => Promise<Stored>, objective: Objective, newKey: string): Promise<Solved> {
  return (await warmly({ do: 'rearrange', key, objective, newKey }, load)) as Solved
}

async function warmly(
  task: Extract<Task, { readonly do: 'ask' | 'edit' | 'rearrange' }>,
  load: () => Promise<Stored>,
  signal?: AbortSignal,
): Promise<unknown> {
  const options = signal ? { signal } : {}
  const answer = await send(task, options)
  return answer === cold ? send({ ...task, stored: await load() }, options) : answer
}

/** What new mentors a problem needs most, of which nothing is kept. What takes longer than `withinMs` ends with what was found, or as `cancelled`. */
export async function shortageInThread(problem: Problem, objective: Objective, withinMs: number): Promise<ShortageFound> {
  return (await send({ do: 'shortage', problem, objective, withinMs })) as ShortageFound
}
