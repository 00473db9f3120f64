/** Changes to an arrangement in the solver's thread, after which nobody moves for what is no better. */
import { Refusal, type Result, resume, type Solution, type SolveOptions } from '../../../matching-engine/index.ts'
import type { SolverChange } from '../rules/changes.ts'

/**
 * The solution after the changes. Groups are solved anew, and of equally good ones another may be found: where those that stand are as good
 * and hold under the changes, they stay, by the proof of what was found.
 */
export async function editedGently(solution: Solution, changes: readonly SolverChange[], options: SolveOptions): Promise<Solution> {
  const next = await solution.edit(changes, options)
  const kept = next.result.objective.kind === 'groups' ? standingIn(solution.result, next) : null
  if (!kept) return next
  try {
    return await resume(next.problem, kept, options)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'faulty-result') return next
    throw error
  }
}

/** What stands, told as an answer to the changed problem; null: it is not as good, or a change asks for something else. */
function standingIn(standing: Result, { problem, result }: Solution): Result | null {
  if (standing.total !== result.total || standing.matched !== result.matched) return null
  const keyOf = ({ mentee, mentor }: { readonly mentee: string; readonly mentor: string }) => JSON.stringify([mentee, mentor])
  const locked = new Set((problem.locks ?? []).map(keyOf))
  const pairs = standing.pairs.map(pair => ({ ...pair, locked: locked.has(keyOf(pair)) }))
  if (pairs.filter(pair => pair.locked).length < locked.size) return null
  const { unmatched, freePlaces, groups } = standing
  return { ...result, pairs, unmatched, freePlaces, ...(groups ? { groups } : {}) }
}
