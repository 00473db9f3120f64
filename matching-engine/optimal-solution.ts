/**
 * The optimal arrangement, warm. A changed or stored arrangement starts from its prices and its pairs; since any prices are a
 * legal start, warm and cold run through the same code and end with the same kind of certificate.
 */
import { type Solution, solutionOf } from './answers.ts'
import type { Result } from './arrangement.ts'
import { beginLists, provedAfter, startedFrom } from './assignment/changed.ts'
import type { Network } from './assignment/network.ts'
import { faultIn, type Progress, proved, solveNetwork } from './assignment/optimal.ts'
import type { State } from './assignment/state.ts'
import { type PositionsBefore, positionsBefore } from './compared.ts'
import { networkOf, type OptimalObjective, optimalResult } from './optimal.ts'
import { hiddenFrom, type PointTable, pointTable } from './point-table.ts'
import { Prices } from './price.ts'
import { priceTable } from './price-table.ts'
import type { Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { type Scoring, scored } from './scoring.ts'

/** Names of fields that cannot be used as they are. */
export function optimalFaults({ first = 'matched' }: OptimalObjective): string[] {
  return first === 'matched' || first === 'total' ? [] : ['first']
}

export function* solvingOptimal(problem: Problem, objective: OptimalObjective, scoredBefore?: Int16Array): Generator<Progress, Solution> {
  const scoring = scored(problem)
  const table = pointTable(scoring, undefined, scoredBefore)
  const state = yield* solveNetwork(networkOf(scoring, objective.first ?? 'matched', table))
  return warmSolution({ scoring, table }, objective, state, optimalResult(scoring, objective, state))
}

/** The stored result once more, after its conditions have been checked over every pair. */
export function* resumingOptimal(problem: Problem, result: Result, objective: OptimalObjective): Generator<Progress, Solution> {
  const { certificate } = result
  if (certificate.kind !== 'prices') throw new Refusal('faulty-result', { at: 'certificate' })
  const scoring = scored(problem)
  const { mentees, mentors } = certificate
  if (mentees.length !== problem.mentees.length || mentors.length !== problem.mentors.length)
    throw new Refusal('faulty-result', { at: 'prices' })
  const table = pointTable(scoring)
  const state = yield* warmState({ scoring, table }, objective, result, problem)
  for (const [position, index] of scoring.mentees.order.entries()) state.rowPrice[position] = mentees[index] ?? 0
  const fault = yield* faultIn(state)
  if (fault) throw new Refusal('faulty-result', { at: fault })
  const { engine, ...stored } = result
  const { engine: _, ...again } = optimalResult(scoring, objective, state)
  if (JSON.stringify(stored) !== JSON.stringify(again)) throw new Refusal('faulty-result', { at: 'pairs', engine })
  return warmSolution({ scoring, table }, objective, state, result)
}

type Known = { readonly scoring: Scoring; readonly table: PointTable }

function warmSolution(before: Known, objective: OptimalObjective, state: State, result: Result): Solution {
  const { scoring } = before
  let known: Prices | undefined
  const prices = (): Prices => {
    known ??= new Prices(scoring, state)
    return known
  }
  return solutionOf(scoring, scoring.problem, result, {
    price: (mentee, mentor) => prices().price(mentee, mentor),
    priceRow: mentee => prices().priceRow(mentee),
    priceTable: () => priceTable(scoring, state),
    *editing(problem) {
      const next = scored(problem, scoring)
      beginLists(state)
      const table = pointTable(next, before.table)
      const network = networkOf(next, objective.first ?? 'matched', table)
      const positions = positionsBefore(scoring.compared, next.compared, { mentees: network.rows, mentors: network.columns })
      if (positions) {
        const concerned = concernedRows(before, state.network, next, network, positions)
        const again = yield* provedAfter(state, network, concerned, { rows: positions.mentees, columns: positions.mentors })
        return warmSolution({ scoring: next, table }, objective, again, optimalResult(next, objective, again))
      }
      const warm = yield* warmState({ scoring: next, table }, objective, result, scoring.problem)
      yield* proved(warm, undefined)
      return warmSolution({ scoring: next, table }, objective, warm, optimalResult(next, objective, warm))
    },
  })
}

/** Mentees who are new, or whose capacity, locks, exclusions or bonuses differ from before. */
function concernedRows(
  { scoring }: Known,
  before: Network,
  next: Scoring,
  network: Network,
  { mentees, mentors }: PositionsBefore,
): number[] {
  const rows: number[] = []
  for (let row = 0; row < mentees.length; row++) {
    const at = mentees[row] ?? -1
    const isSame =
      at !== -1 &&
      before.rowCapacity[at] === network.rowCapacity[row] &&
      before.firstBonus[at] === network.firstBonus[row] &&
      before.moreBonus[at] === network.moreBonus[row] &&
      hidesSame(hiddenFrom(scoring, at), hiddenFrom(next, row), mentors)
    if (!isSame) rows.push(row)
  }
  return rows
}

/** Whether the same mentors are out of the game, those who have come or left aside. */
function hidesSame(was: readonly number[], is: readonly number[], mentors: Int32Array): boolean {
  if (is.length + was.length === 0) return true
  return areSame(
    is.map(mentor => mentors[mentor] ?? -1).filter(mentor => mentor !== -1),
    was.filter(mentor => mentors.includes(mentor)),
  )
}

function areSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every(mentor => b.includes(mentor))
}

/** The pairs and prices of an earlier result, as far as they still exist, on a shortlist made with these prices. */
function* warmState(
  { scoring, table }: Known,
  objective: OptimalObjective,
  earlier: Result,
  earlierProblem: Problem,
): Generator<Progress, State> {
  const network = networkOf(scoring, objective.first ?? 'matched', table)
  const { menteeIndex, mentorIndex } = scoring.people
  const prices = earlier.certificate.kind === 'prices' ? earlier.certificate.mentors : []
  const columnPrice = new Float64Array(network.columns)
  for (const [index, { id }] of earlierProblem.mentors.entries()) {
    const column = mentorIndex.get(id)
    if (column !== undefined) columnPrice[column] = prices[index] ?? 0
  }
  const keep: number[][] = Array.from({ length: network.rows }, () => [])
  for (const { mentee, mentor, locked } of earlier.pairs) {
    const row = menteeIndex.get(mentee) ?? -1
    const column = mentorIndex.get(mentor) ?? -1
    if (row >= 0 && column >= 0 && !locked && (network.row(row)[column] ?? -1) >= 0) keep[row]?.push(column)
  }
  return yield* startedFrom(network, columnPrice, keep)
}
