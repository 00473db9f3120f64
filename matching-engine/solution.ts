/** A solved problem that can be asked: why this pair, what would that change cost, and solved again after a change. */
import type { Objective, Result } from './arrangement.ts'
import { type Progress, solveNetwork } from './assignment/optimal.ts'
import type { State } from './assignment/state.ts'
import { networkOf, type OptimalObjective, resultOf } from './optimal.ts'
import { pointTable } from './point-table.ts'
import type { Problem } from './problem.ts'
import { type Scoring, scored } from './scoring.ts'

export type Solved = { readonly scoring: Scoring; readonly objective: OptimalObjective; readonly state: State; readonly result: Result }

export function* solving(problem: Problem, objective: OptimalObjective): Generator<Progress, Solved> {
  const scoring = scored(problem)
  const table = pointTable(scoring)
  const state = yield* solveNetwork(networkOf(scoring, objective, table))
  return { scoring, objective, state, result: resultOf(scoring, objective, state) }
}

export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

export function solveNow(problem: Problem, objective: Objective): Solved {
  return atOnce(solving(problem, objective))
}
