/** One pair has ended: somebody new for its mentee, with the fewest other pairs touched, then the best total. */
import type { Solution } from './answers.ts'
import type { Move } from './arrangement.ts'
import { changed } from './edit.ts'
import { movesBetween } from './price-by-resolving.ts'
import type { Pair } from './problem.ts'
import type { SolveOptions } from './run.ts'
import { solve } from './solution.ts'

/** The pair is excluded for good; `moves` is all that changes. Refuses a pair that is not in the arrangement. */
export async function rematch(
  before: Solution,
  broken: Pair,
  options: SolveOptions = {},
): Promise<{ solution: Solution; moves: readonly Move[] }> {
  const { mentee, mentor } = broken
  const isLocked = before.result.pairs.some(pair => pair.mentee === mentee && pair.mentor === mentor && pair.locked)
  const lifted = isLocked ? changed(before.problem, [{ kind: 'unlock', mentee, mentor }]) : before.problem
  const problem = changed(lifted, [{ kind: 'exclude', mentee, mentor }])
  const keep = before.result.pairs.flatMap(pair =>
    pair.locked || (pair.mentee === mentee && pair.mentor === mentor) ? [] : [{ mentee: pair.mentee, mentor: pair.mentor }],
  )
  const solution = await solve(problem, { kind: 'rematch', keep }, options)
  return { solution, moves: movesBetween(before.result, solution.result, mentee) }
}
