/**
 * The people of a solution arranged by other weights, in the solver's thread. Two arrangements come of it: the one that a round with these weights
 * would find, starting anew; and of all that are as good as that, the one with the most of the pairs that stand, in which only those move who
 * must. Where answers have few values many others fit just as well, and the two differ.
 */
import { closest, type Problem, type Result, type Solution, type SolveOptions, solve, verify } from '../../../matching-engine/index.ts'
import { type JudgedPair, problemWith, type Weighed } from '../rules/weighing.ts'

/** What is put first stays first. All pairs come with the points of either weights. */
export async function weighed(standing: Solution, weights: ReadonlyMap<string, number>, options: SolveOptions): Promise<Weighed> {
  const found = await solve(problemWith(standing.problem, weights), standing.result.objective, options)
  const judged = ({ pairs }: Pick<Result, 'pairs'>): JudgedPair[] =>
    pairs.map(({ mentee, mentor }) => ({
      mentee,
      mentor,
      points: pointsIn(standing, mentee, mentor),
      tried: pointsIn(found, mentee, mentor),
    }))
  const stands = judged(standing.result)
  const anew = judged(found.result)
  if (found.result.objective.kind === 'optimal') return { stands, way: judged(await closest(found, standing.result.pairs, options)), anew }
  return { stands, way: isAsGood(found.problem, standing.result, stands, found.result) ? stands : anew, anew }
}

/** A pair that is kept against a requirement has points too; nobody else is together against one. */
const pointsIn = (solution: Solution, mentee: string, mentor: string): number => solution.explain(mentee, mentor).points ?? 0

/** By the proof of what was found: nobody would move for what is no better. */
function isAsGood(problem: Problem, standing: Result, stands: readonly JudgedPair[], found: Result): boolean {
  const total = stands.reduce((sum, { tried }) => sum + tried, 0)
  if (total !== found.total || standing.matched !== found.matched) return false
  const pairs = standing.pairs.map((pair, at) => ({ ...pair, points: stands[at]?.tried ?? 0 }))
  return verify(problem, { ...standing, pairs, total, certificate: found.certificate }).valid
}
