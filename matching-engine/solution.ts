/**
 * A solved problem that can be asked: why this pair, what would that change cost, and solved again after a change.
 * A changed or stored arrangement starts warm: its prices and its pairs are where the repair begins, and since any prices are
 * a legal start, warm and cold run through the same code and end with the same kind of certificate.
 */
import type { Objective, PairExplanation, Price, Result, RowPrice, UnmatchedExplanation } from './arrangement.ts'
import { closeUnusable, faultIn, type Progress, proved, solveNetwork } from './assignment/optimal.ts'
import { shortlist } from './assignment/shortlist.ts'
import { emptySlot, type State, startState, take } from './assignment/state.ts'
import { type Change, changed } from './edit.ts'
import { explainPair, explainUnmatched } from './explain.ts'
import { networkOf, type OptimalObjective, resultOf } from './optimal.ts'
import { pointTable } from './point-table.ts'
import { Prices } from './price.ts'
import type { Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { runInSlices, type SolveOptions } from './run.ts'
import { type Scoring, scored } from './scoring.ts'

export interface Solution {
  readonly problem: Problem
  readonly result: Result
  /** The points of a pair, line by line, or what forbids it. */
  explain(mentee: string, mentor: string): PairExplanation
  /** Why a mentee has nobody, and the cheapest remedies. */
  explainUnmatched(mentee: string): UnmatchedExplanation
  /** What forcing (or, of a matched pair, forbidding) would lose at best, and who would move. */
  price(mentee: string, mentor: string): Price
  /** The prices of all pairs of one mentee, in the order of the problem's mentors. */
  priceRow(mentee: string): RowPrice[]
  /** A new solution of the changed problem; this one stays as it is. */
  edit(changes: readonly Change[], options?: SolveOptions): Promise<Solution>
}

/** The best arrangement with its proof. Refuses faulty problems and contradictory locks. */
export async function solve(problem: Problem, objective: Objective = { kind: 'optimal' }, options: SolveOptions = {}): Promise<Solution> {
  return await runInSlices(solving(problem, checkedObjective(objective)), options)
}

/** A stored arrangement, ready to be asked again without solving; refuses a result that its certificate does not prove. */
export async function resume(problem: Problem, result: Result, options: SolveOptions = {}): Promise<Solution> {
  return await runInSlices(resuming(problem, result), options)
}

export function* solving(problem: Problem, objective: OptimalObjective): Generator<Progress, Solution> {
  const scoring = scored(problem)
  const state = yield* solveNetwork(networkOf(scoring, objective, pointTable(scoring)))
  return solutionOf(scoring, objective, state, resultOf(scoring, objective, state))
}

function* resuming(problem: Problem, result: Result): Generator<Progress, Solution> {
  const objective = checkedObjective(result.objective)
  const scoring = scored(problem)
  const { mentees, mentors } = result.certificate
  if (mentees.length !== problem.mentees.length || mentors.length !== problem.mentors.length)
    throw new Refusal('faulty-result', { at: 'prices' })
  const state = yield* warmState(scoring, objective, result, problem)
  for (const [position, index] of scoring.menteeOrder.entries()) state.rowPrice[position] = mentees[index] ?? 0
  const fault = yield* faultIn(state)
  if (fault) throw new Refusal('faulty-result', { at: fault })
  const { engine, ...stored } = result
  const { engine: _, ...again } = resultOf(scoring, objective, state)
  if (JSON.stringify(stored) !== JSON.stringify(again)) throw new Refusal('faulty-result', { at: 'pairs', engine })
  return solutionOf(scoring, objective, state, result)
}

function* editing(before: Solution, objective: OptimalObjective, changes: readonly Change[]): Generator<Progress, Solution> {
  const problem = changed(before.problem, changes)
  const scoring = scored(problem)
  const state = yield* warmState(scoring, objective, before.result, before.problem)
  yield* proved(state, undefined)
  return solutionOf(scoring, objective, state, resultOf(scoring, objective, state))
}

/** The pairs and prices of an earlier result, as far as they still exist, on a shortlist made with these prices. */
function* warmState(scoring: Scoring, objective: OptimalObjective, earlier: Result, earlierProblem: Problem): Generator<Progress, State> {
  const network = networkOf(scoring, objective, pointTable(scoring))
  const { menteeIndex, mentorIndex } = scoring.people
  const columnPrice = new Float64Array(network.columns)
  for (const [index, { id }] of earlierProblem.mentors.entries()) {
    const column = mentorIndex.get(id)
    if (column !== undefined) columnPrice[column] = earlier.certificate.mentors[index] ?? 0
  }
  const keep: number[][] = Array.from({ length: network.rows }, () => [])
  for (const { mentee, mentor, locked } of earlier.pairs) {
    const row = menteeIndex.get(mentee) ?? -1
    const column = mentorIndex.get(mentor) ?? -1
    if (row >= 0 && column >= 0 && !locked && (network.row(row)[column] ?? -1) >= 0) keep[row]?.push(column)
  }
  const work = shortlist(network, 6, 1, { columnPrice, keep })
  let arcs = work.next()
  while (!arcs.done) {
    yield { phase: 'scoring', done: arcs.value, of: network.rows, pass: 1 }
    arcs = work.next()
  }
  const state = startState(network, arcs.value, columnPrice)
  closeUnusable(state)
  takeKept(state, keep)
  return state
}

function takeKept(state: State, keep: readonly (readonly number[])[]): void {
  const { arcs, network, columnCount } = state
  for (const [row, columns] of keep.entries())
    for (let arc = arcs.rowStart[row] ?? 0; arc < (arcs.rowStart[row + 1] ?? 0); arc++) {
      const column = arcs.column[arc] ?? 0
      if (!columns.includes(column) || (columnCount[column] ?? 0) >= (network.columnCapacity[column] ?? 0)) continue
      const slot = emptySlot(state, row)
      if (slot !== -1) take(state, slot, arc)
    }
}

function solutionOf(scoring: Scoring, objective: OptimalObjective, state: State, result: Result): Solution {
  const { problem, people } = scoring
  const mentee = (id: string): number => people.menteeIndex.get(id) ?? refuse('unknown-mentee', id)
  const mentor = (id: string): number => people.mentorIndex.get(id) ?? refuse('unknown-mentor', id)
  let known: Prices | undefined
  const prices = (): Prices => {
    known ??= new Prices(scoring, state)
    return known
  }
  const solution: Solution = {
    problem,
    result,
    explain: (a, b) => explainPair(scoring, state, mentee(a), mentor(b)),
    explainUnmatched: a => explainUnmatched(scoring, state, prices(), mentee(a)),
    price: (a, b) => prices().price(mentee(a), mentor(b)),
    priceRow: a => prices().priceRow(mentee(a)),
    edit: (changes, options = {}) => runInSlices(editing(solution, objective, changes), options),
  }
  return solution
}

function refuse(code: 'unknown-mentee' | 'unknown-mentor', id: string): never {
  throw new Refusal(code, { id })
}

function checkedObjective(objective: Objective): OptimalObjective {
  const { kind, first = 'matched' } = objective
  if (kind !== 'optimal' || (first !== 'matched' && first !== 'total'))
    throw new Refusal('faulty-objective', { objective: { ...objective } })
  return objective
}
