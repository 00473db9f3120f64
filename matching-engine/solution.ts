/**
 * A solved problem that can be asked: why this pair, what would that change cost, and solved again after a change.
 * `optimal` has its own, warm answers (optimal-solution.ts). For the other objectives a price is the difference of two full
 * solutions and an edit solves anew: exact all the same, and fast enough at the sizes at which people use them.
 */
import { type Solution, solutionOf } from './answers.ts'
import type { Objective, Price, Result } from './arrangement.ts'
import type { Progress } from './assignment/optimal.ts'
import { faultsIn } from './faults.ts'
import { type Outcome, objectiveFaults, solveObjective } from './objectives.ts'
import { optimalFaults, resumingOptimal, solvingOptimal } from './optimal-solution.ts'
import { twoSided } from './peers/peers.ts'
import { scoredElsewhere } from './point-table.ts'
import { priceByResolving } from './price-by-resolving.ts'
import type { Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { runInSlices, runThrough, type SolveOptions } from './run.ts'
import { scored } from './scoring.ts'
import { verify } from './verify.ts'

/** The best arrangement with its proof. Refuses faulty problems and contradictory locks. */
export async function solve(problem: Problem, objective: Objective = { kind: 'optimal' }, options: SolveOptions = {}): Promise<Solution> {
  const points =
    objective?.kind === 'optimal' && options.scoring && faultsIn(problem).length === 0
      ? await scoredElsewhere(problem, options.scoring)
      : null
  return await runInSlices(solving(problem, objective, points ?? undefined), options)
}

/** A stored arrangement, ready to be asked again without solving; refuses a result that its certificate does not prove. */
export async function resume(problem: Problem, result: Result, options: SolveOptions = {}): Promise<Solution> {
  const { objective } = result
  checkObjective(problem, objective)
  if (objective.kind === 'optimal') return await runInSlices(resumingOptimal(problem, result, objective), options)
  const check = verify(problem, result)
  if (!check.valid) throw new Refusal('faulty-result', { because: check.because })
  return resolvedSolution({ scoring: scored(objective.kind === 'peers' ? twoSided(problem) : problem), result }, problem)
}

/** The same, step by step, for callers that run it themselves. */
export function* solving(problem: Problem, objective: Objective, points?: Int16Array): Generator<Progress, Solution> {
  checkObjective(problem, objective)
  if (objective.kind === 'optimal') return yield* solvingOptimal(problem, objective, points)
  return resolvedSolution(yield* solveObjective(problem, objective, objective.kind), problem)
}

function checkObjective(problem: Problem, objective: Objective): void {
  if (typeof objective !== 'object' || objective === null) throw new Refusal('faulty-objective', { kind: null, faults: ['kind'] })
  const faults = objective.kind === 'optimal' ? optimalFaults(objective) : objectiveFaults(objective, objective.kind, problem)
  if (faults.length > 0) throw new Refusal('faulty-objective', { kind: objective.kind, faults })
}

function resolvedSolution({ scoring, result }: Outcome, problem: Problem): Solution {
  const again = (next: Problem): Result => runThrough(solving(next, result.objective)).result
  const price = (mentee: number, mentor: number): Price => priceByResolving({ scoring, problem, result, again }, mentee, mentor)
  return solutionOf(scoring, problem, result, {
    price,
    priceTable: () => null,
    priceRow: mentee =>
      problem.mentors.map(({ id }) => {
        const mentor = scoring.people.mentorIndex.get(id) ?? 0
        const { moves: _, ...priced } = price(mentee, mentor)
        return { ...priced, points: scoring.open(mentee, mentor) ? scoring.points(mentee, mentor) : null }
      }),
    editing: next => solving(next, result.objective),
  })
}
