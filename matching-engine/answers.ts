/** What a solution can be asked, in ids; the answers come from whoever solved it. */
import type { PairExplanation, Price, PriceTable, Result, RowPrice, UnmatchedExplanation } from './arrangement.ts'
import type { Progress } from './assignment/optimal.ts'
import { type Change, changed } from './edit.ts'
import { explainPair, explainUnmatched, type Standing, standingOf } from './explain.ts'
import { tableOfRows } from './price-table.ts'
import type { Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { runInSlices, type SolveOptions } from './run.ts'
import type { Scoring } from './scoring.ts'

export interface Solution {
  readonly problem: Problem
  readonly result: Result
  /** The points of a pair, line by line, or what forbids it. */
  explain(mentee: string, mentor: string): PairExplanation
  /** Why a mentee has nobody, and the cheapest remedies; not `priced`: without those that have a price. */
  explainUnmatched(mentee: string, options?: { readonly priced?: boolean }): UnmatchedExplanation
  /** What forcing (or, of a matched pair, forbidding) would lose at best, and who would move. */
  price(mentee: string, mentor: string): Price
  /** The prices of all pairs of one mentee, in the order of the problem's mentors. */
  priceRow(mentee: string): RowPrice[]
  /** The prices of all pairs; up to about 2,000 mentors in the time of a few hundred rows. */
  priceTable(): PriceTable
  /** A new solution of the changed problem; this one stays as it is. */
  edit(changes: readonly Change[], options?: SolveOptions): Promise<Solution>
}

/** What a solution can be asked, by number. */
export type Answers = {
  price(mentee: number, mentor: number): Price
  priceRow(mentee: number): RowPrice[]
  /** Null where they are to be found row by row. */
  priceTable(): PriceTable | null
  editing(problem: Problem): Generator<Progress, Solution>
}

export function solutionOf(scoring: Scoring, problem: Problem, result: Result, answers: Answers): Solution {
  const mentee = (id: string): number => scoring.people.menteeIndex.get(id) ?? refuse('unknown-mentee', id)
  const mentor = (id: string): number => scoring.people.mentorIndex.get(id) ?? refuse('unknown-mentor', id)
  // most solutions are edited again before anybody asks
  let known: Standing | undefined
  const standing = (): Standing => {
    known ??= standingOf(scoring, result)
    return known
  }
  return {
    problem,
    result,
    explain: (a, b) => explainPair(scoring, standing(), mentee(a), mentor(b)),
    explainUnmatched: (a, { priced = true } = {}) =>
      explainUnmatched({ scoring, standing: standing(), result, price: priced ? answers.price : null }, mentee(a)),
    price: (a, b) => answers.price(mentee(a), mentor(b)),
    priceRow: a => answers.priceRow(mentee(a)),
    priceTable: () =>
      answers.priceTable() ??
      tableOfRows(problem.mentees.length, problem.mentors.length, at => answers.priceRow(mentee(problem.mentees[at]?.id ?? ''))),
    edit: async (changes, options = {}) => await runInSlices(answers.editing(changed(problem, changes)), options),
  }
}

function refuse(code: 'unknown-mentee' | 'unknown-mentor', id: string): never {
  throw new Refusal(code, { id })
}
