/**
 * The people of a solution arranged by other weights, in the solver's thread. It is solved from the start, as a round with these weights would be, so
 * that what is told is what would come. Where others fit just as well a few pairs differ that need not (measured on questionnaires of 60 to
 * 1,000 on each side: at most one move in twelve); where all that stands is as good as what was found, it stands.
 */
import { type Problem, type Result, type Solution, type SolveOptions, solve, verify } from '../../../matching-engine/index.ts'
import { type JudgedPair, problemWith } from '../rules/weighing.ts'

export interface Weighed {
  readonly stands: readonly JudgedPair[]
  readonly way: readonly JudgedPair[]
}

/** What is put first stays first. Both arrangements come with the points of either weights. */
export async function weighed(standing: Solution, weights: ReadonlyMap<string, number>, options: SolveOptions): Promise<Weighed> {
  const found = await solve(problemWith(standing.problem, weights), standing.result.objective, options)
  const judged = ({ pairs }: Result): JudgedPair[] =>
    pairs.map(({ mentee, mentor }) => ({
      mentee,
      mentor,
      points: pointsIn(standing, mentee, mentor),
      tried: pointsIn(found, mentee, mentor),
    }))
  const stands = judged(standing.result)
  return { stands, way: isAsGood(found.problem, standing.result, stands, found.result) ? stands : judged(found.result) }
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
