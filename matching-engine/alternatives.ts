/**
 * The best few different arrangements, for programs small enough to look at each (Murty 1968).
 * Whatever differs from an arrangement lacks at least one of its pairs. So the rest is split without overlap: without the first
 * pair; with the first but without the second; and so on. Each part is solved exactly, the best of all parts is the next
 * arrangement, and its part is split again.
 */
import type { Solution } from './answers.ts'
import type { Result } from './arrangement.ts'
import type { Pair, Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import type { SolveOptions } from './run.ts'
import { solve } from './solution.ts'

/** The pairs that are not in the best arrangement, and what this one loses against it. */
export type Alternative = {
  readonly result: Result
  readonly matchedLost: number
  readonly pointsLost: number
  readonly differs: readonly Pair[]
}

type Part = { readonly together: readonly Pair[]; readonly apart: readonly Pair[]; readonly result: Result }

/** The next best arrangements after the solution's own, best first, at most `most`. Only for `optimal`. */
export async function alternatives(solution: Solution, most: number, options: SolveOptions = {}): Promise<Alternative[]> {
  const { problem, result: best } = solution
  if (best.objective.kind !== 'optimal') throw new Refusal('wrong-objective', { kind: best.objective.kind })
  const measure = measureOf(problem, best)
  const found: Alternative[] = []
  const parts: Part[] = []
  const split = async ({ together, apart, result }: Part): Promise<void> => {
    const own = result.pairs.filter(pair => !isIn(problem.locks ?? [], pair) && !isIn(together, pair))
    for (const [at, pair] of own.entries()) {
      const part = { together: [...together, ...own.slice(0, at).map(pairOf)], apart: [...apart, pairOf(pair)] }
      parts.push({ ...part, result: (await solve(within(problem, part), best.objective, options)).result })
    }
  }
  await split({ together: [], apart: [], result: best })
  while (found.length < most && parts.length > 0) {
    parts.sort((a, b) => compare(measure(a.result), measure(b.result)))
    const next = parts.pop()
    if (!next) break
    found.push({
      result: next.result,
      matchedLost: best.matched - next.result.matched,
      pointsLost: best.total - next.result.total,
      differs: next.result.pairs.filter(pair => !isIn(best.pairs, pair)).map(pairOf),
    })
    if (found.length < most) await split(next)
  }
  return found
}

/** Inside a part: its pairs locked, the others excluded. */
function within(problem: Problem, { together, apart }: { together: readonly Pair[]; apart: readonly Pair[] }): Problem {
  return { ...problem, locks: [...(problem.locks ?? []), ...together], exclusions: [...(problem.exclusions ?? []), ...apart] }
}

/** Matched by priority class, pairs, points; or the points alone. */
function measureOf(problem: Problem, { objective }: Result): (result: Result) => readonly number[] {
  if (objective.kind === 'optimal' && objective.first === 'total') return ({ total }) => [total]
  const priority = new Map(problem.mentees.map(({ id, priority: own = 0 }) => [id, own]))
  const classes = [...new Set(priority.values())].sort((a, b) => a - b)
  return ({ pairs, total }) => {
    const matched = [...new Set(pairs.map(({ mentee }) => mentee))]
    return [...classes.map(own => matched.filter(id => priority.get(id) === own).length), pairs.length, total]
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((here, index) => here !== b[index])
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

function isIn(pairs: readonly Pair[], { mentee, mentor }: Pair): boolean {
  return pairs.some(pair => pair.mentee === mentee && pair.mentor === mentor)
}

function pairOf({ mentee, mentor }: Pair): Pair {
  return { mentee, mentor }
}
