/** One pair has ended: somebody new for its mentee, with the fewest other pairs touched, then the best total. */
import type { Solution } from './answers.ts'
import type { Move } from './arrangement.ts'
import { changed } from './edit.ts'
import { movesBetween } from './price-by-resolving.ts'
import type { Pair } from './problem.ts'
import { Refusal } from './refusal.ts'
import type { SolveOptions } from './run.ts'
import { solve } from './solution.ts'

/**
 * The pair is excluded for good; `moves` is all that changes. Refuses a pair that is not in the arrangement, and an arrangement of groups or
 * peers, whose other pairs belong together.
 */
export async function rematch(
  before: Solution,
  broken: Pair,
  options: SolveOptions = {},
): Promise<{ solution: Solution; moves: readonly Move[] }> {
  const { mentee, mentor } = broken
  const { kind } = before.result.objective
  if (kind === 'groups' || kind === 'peers') throw new Refusal('wrong-objective', { kind })
  const standing = before.result.pairs.find(pair => pair.mentee === mentee && pair.mentor === mentor)
  if (!standing) throw new Refusal('faulty-change', { kind: 'rematch', mentee, mentor })
  const lifted = standing.locked ? changed(before.problem, [{ kind: 'unlock', mentee, mentor }]) : before.problem
  const problem = changed(lifted, [{ kind: 'exclude', mentee, mentor }])
  const keep = before.result.pairs.flatMap(pair => (pair.locked || pair === standing ? [] : [{ mentee: pair.mentee, mentor: pair.mentor }]))
  const solution = await solve(problem, { kind: 'rematch', keep }, options)
  return { solution, moves: movesBetween(before.result, solution.result, mentee) }
}
