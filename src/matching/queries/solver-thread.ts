/**
 * The thread in which the engine runs (solver.ts is its other end). Solutions stay warm in the order in which they were last asked; the
 * oldest go when their tables together would hold more than `mostCells` pairs. Work pauses every few milliseconds, so that a question is answered
 * while a round is being solved.
 */
import { parentPort } from 'node:worker_threads'
import {
  alternatives,
  blockingPairs,
  type Objective,
  type Price,
  type Problem,
  Refusal,
  type Result,
  resume,
  type Solution,
  type SolveOptions,
  solve,
} from '../../../matching-engine/index.ts'
import { movesBetween } from '../rules/arrangement.ts'
import { firstIn } from '../rules/first.ts'
import type { Weighed } from '../rules/weighing.ts'
import { editedGently } from './gentle-edit.ts'
import { shortageFound } from './newcomers.ts'
import { weighed } from './other-weights.ts'
import type { Ask, FromThread, OtherFirst, Replies, Solved, Stored, ToThread, Trial, WayPair } from './solver.ts'

const mostCells = 16_000_000
const mostKept = 40
const pairsPerPause = 256
const progressEveryMs = 250

const warm = new Map<string, Solution>()
/** By arrangement and objective; of an arrangement that never changes, so it is worked out once, and once for all who ask meanwhile. */
const otherFirsts = new Map<string, Promise<Arranged>>()
/** The result is kept as it would be stored, not as a solution that can be asked: those are large. */
type Arranged = OtherFirst & { readonly result: Result }
/** By arrangement and weights, when they are found: whoever goes away takes nothing from others who ask the same. */
const weighings = new Map<string, Weighed>()
const cancelled = new Map<number, { aborted: boolean }>()
const say = (message: FromThread) => parentPort?.postMessage(message)
const pause = () => new Promise<void>(resolve => setImmediate(resolve))

parentPort?.on('message', (message: ToThread) => {
  if (message.do === 'cancel') {
    const signal = cancelled.get(message.job)
    if (signal) signal.aborted = true
    return
  }
  void answer(message)
})

/** At most a few times a second: the screen wants no more, and each is a message. */
function progressOf(job: number): NonNullable<SolveOptions['onProgress']> {
  let last = 0
  return progress => {
    const now = performance.now()
    if (now - last < progressEveryMs) return
    last = now
    say({ job, said: 'progress', progress })
  }
}

async function answer(message: Exclude<ToThread, { do: 'cancel' }>): Promise<void> {
  const { job } = message
  const signal = { aborted: false }
  cancelled.set(job, signal)
  try {
    const done = await work(message, { signal, pause, onProgress: progressOf(job) })
    say(done === undefined ? { job, said: 'cold' } : { job, said: 'done', answer: done })
  } catch (error) {
    if (error instanceof Refusal) say({ job, said: 'refused', code: error.code, facts: error.facts })
    else say({ job, said: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  } finally {
    cancelled.delete(job)
  }
}

async function work(message: Exclude<ToThread, { do: 'cancel' }>, options: SolveOptions): Promise<unknown> {
  if (message.do === 'solve') return keep(message.key, await solve(message.problem, message.objective, options))
  if (message.do === 'shortage') return shortageFound(message.problem, message.objective, within(message.withinMs, options))
  const solution = await known(message.key, message.stored, options)
  if (!solution) return undefined
  if (message.do === 'edit') return keep(message.newKey, await editedGently(solution, message.changes, options))
  if (message.do === 'rearrange') {
    const { result } = await arranged(message.key, solution, message.objective, options)
    return keep(message.newKey, await resume(solution.problem, result, options))
  }
  const replies: unknown[] = []
  for (const ask of message.asks) {
    replies.push(await reply(message.key, solution, ask, options))
    await pause()
  }
  return replies
}

/** The same, ending as cancelled when the time is over. */
function within(ms: number, { signal, ...options }: SolveOptions): SolveOptions {
  const until = performance.now() + ms
  return {
    ...options,
    signal: {
      get aborted() {
        return signal?.aborted === true || performance.now() > until
      },
    },
  }
}

async function known(key: string, stored: Stored | undefined, options: SolveOptions): Promise<Solution | undefined> {
  const kept = warm.get(key) ?? (stored && (await resume(stored.problem, stored.result, options)))
  if (kept) remember(key, kept)
  return kept
}

function keep(key: string, solution: Solution): Solved {
  remember(key, solution)
  const { result, problem } = solution
  return { result, problem, explanations: result.pairs.map(({ mentee, mentor }) => solution.explain(mentee, mentor)) }
}

function remember(key: string, solution: Solution): void {
  warm.delete(key)
  warm.set(key, solution)
  let cells = 0
  for (const [older, one] of [...warm].reverse()) {
    cells += one.problem.mentees.length * one.problem.mentors.length
    if (older !== key && (cells > mostCells || warm.size > mostKept)) warm.delete(older)
  }
}

async function reply(key: string, solution: Solution, ask: Ask, options: SolveOptions): Promise<Replies[Ask['kind']]> {
  switch (ask.kind) {
    case 'explain':
      return solution.explain(ask.mentee, ask.mentor)
    case 'explain-unmatched':
      return solution.explainUnmatched(ask.mentee, { priced: solution.result.objective.kind === 'optimal' })
    case 'price':
      return solution.price(ask.mentee, ask.mentor)
    case 'price-row':
      return solution.priceRow(ask.mentee)
    case 'points-row':
      return pointsRow(solution, ask.mentee)
    case 'alternatives':
      return {
        stands: wayOf(solution.result),
        ways: (await alternatives(solution, ask.most, options)).map(({ result }) => wayOf(result)),
      }
    case 'other-first':
      return otherFirst(key, solution, ask.objective, options)
    case 'weighed':
      return otherWeights(key, solution, ask, options)
    case 'trial':
      return trial(solution, ask, options)
  }
}

const wayOf = ({ pairs }: Result): WayPair[] => pairs.map(({ mentee, mentor, points }) => ({ mentee, mentor, points }))

async function pointsRow(solution: Solution, mentee: string): Promise<Replies['points-row']> {
  const row: Replies['points-row'][number][] = []
  for (const { id } of solution.problem.mentors) {
    const { lines: _, ...explained } = solution.explain(mentee, id)
    row.push(explained)
    if (row.length % pairsPerPause === 0) await pause()
  }
  return row
}

async function otherFirst(key: string, solution: Solution, objective: Objective, options: SolveOptions): Promise<OtherFirst> {
  const { result: _, ...told } = await arranged(key, solution, objective, options)
  return told
}

/** What is told of another objective, and what is taken of it, are one and the same. */
function arranged(key: string, solution: Solution, objective: Objective, options: SolveOptions): Promise<Arranged> {
  const name = `${key} ${JSON.stringify(objective)}`
  const known = otherFirsts.get(name) ?? arrangedBy(solution, objective, options)
  otherFirsts.delete(name)
  otherFirsts.set(name, known)
  // what was cut off is worked out again by whoever asks next
  known.catch(() => otherFirsts.delete(name))
  for (const oldest of otherFirsts.keys()) if (otherFirsts.size > mostKept) otherFirsts.delete(oldest)
  return known
}

async function otherWeights(
  key: string,
  solution: Solution,
  { weights }: Extract<Ask, { kind: 'weighed' }>,
  options: SolveOptions,
): Promise<Weighed> {
  const name = `${key} ${JSON.stringify(weights)}`
  const found = weighings.get(name) ?? (await weighed(solution, new Map(weights), options))
  weighings.delete(name)
  weighings.set(name, found)
  for (const oldest of weighings.keys()) if (weighings.size > mostKept) weighings.delete(oldest)
  return found
}

async function arrangedBy({ problem, result: standing }: Solution, objective: Objective, options: SolveOptions): Promise<Arranged> {
  const isOwn = firstIn(standing.objective) === firstIn(objective)
  const found = isOwn ? standing : (await solve(problem, objective, options)).result
  const result = isOwn ? standing : ((await asGood(problem, standing, found, options)) ?? found)
  return { stands: wayOf(standing), way: wayOf(result), blocking: await blockingPairs(problem, result, options), result }
}

/** The pairs that stand, by the proof of the other one: nobody moves for what is no better. Null: it is better. */
async function asGood(problem: Problem, standing: Result, found: Result, options: SolveOptions): Promise<Result | null> {
  if (standing.total !== found.total || standing.matched !== found.matched) return null
  const { objective, certificate, engine } = found
  const result = { ...standing, objective, certificate, engine }
  try {
    await resume(problem, result, options)
    return result
  } catch (error) {
    if (error instanceof Refusal && error.code === 'faulty-result') return null
    throw error
  }
}

const movesTo = (solution: Solution, result: Result): Price['moves'] =>
  movesBetween(solution.result.pairs, result.pairs).map(({ mentee, from, to }) => ({
    mentee,
    from: from?.mentor ?? null,
    to: to?.mentor ?? null,
    pointsBefore: from?.points ?? 0,
    pointsAfter: to?.points ?? 0,
  }))

const isProven = ({ certificate }: Result): boolean => certificate.kind !== 'bound' || certificate.proven

async function trial(solution: Solution, { changes }: Extract<Ask, { kind: 'trial' }>, options: SolveOptions): Promise<Trial> {
  try {
    const { result } = await editedGently(solution, changes, options)
    const proven = isProven(solution.result) && isProven(result)
    return { matched: result.matched, total: result.total, moves: movesTo(solution, result), proven }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, facts: error.facts }
    throw error
  }
}
