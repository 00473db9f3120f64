/**
 * Of all arrangements that are as good as the best one, the one with the most of given pairs: when criteria or people have changed, only those
 * move who must. Every point counts as many times as there are such pairs, and one more; each of them counts one: so all of them together
 * are less than a point, and what comes first stays first. The proof of the best arrangement proves this one, too: prices prove every arrangement
 * that reaches their bound.
 */
import type { Solution } from './answers.ts'
import type { Result } from './arrangement.ts'
import { solveNetwork } from './assignment/optimal.ts'
import { networkOf, pairsOf } from './optimal.ts'
import { pointTable } from './point-table.ts'
import { mostPoints, type Pair } from './problem.ts'
import { Refusal } from './refusal.ts'
import { resultFrom, whyUnmatched } from './result.ts'
import { runInSlices, type SolveOptions } from './run.ts'
import { scored } from './scoring.ts'

/** Beyond this a point times the number of pairs is no longer a number of 32 bits. */
const mostKept = 200_000

/** The same total, matched and certificate; as many of `keep` as there can be. Only for `optimal`. */
export async function closest({ problem, result: best }: Solution, keep: readonly Pair[], options: SolveOptions = {}): Promise<Result> {
  const { objective, certificate } = best
  if (objective.kind !== 'optimal') throw new Refusal('wrong-objective', { kind: objective.kind })
  if (keep.length > mostKept) throw new Refusal('beyond-exactness', { pairs: keep.length })
  const scoring = scored(problem)
  const { menteeIndex, mentorIndex, mentees, mentors } = scoring.people
  const kept = mentees.map(() => new Set<number>())
  for (const { mentee, mentor } of keep) kept[menteeIndex.get(mentee) ?? -1]?.add(mentorIndex.get(mentor) ?? -1)
  const scale = keep.length + 1
  const table = pointTable(scoring)
  const { nearest: _, ...network } = networkOf(scoring, objective.first ?? 'matched', table, mostPoints * (scale - 1) + 1)
  const row = new Int32Array(mentors.length)
  const scaled = (mentee: number): Int32Array => {
    const points = table.row(mentee)
    // a pair that is out of the game stays out of it
    for (let mentor = 0; mentor < row.length; mentor++) row[mentor] = Math.max(-1, (points[mentor] ?? -1) * scale)
    for (const mentor of kept[mentee] ?? []) if ((row[mentor] ?? -1) >= 0) row[mentor] = (row[mentor] ?? 0) + 1
    return row
  }
  const whole = { ...network, row: scaled, pair: (mentee: number, mentor: number) => scaled(mentee)[mentor] ?? -1 }
  const state = await runInSlices(solveNetwork(whole), options)
  const pairs = pairsOf(state).map(pair => ({ ...pair, points: table.points(pair.row, pair.column) }))
  const { firstBonus } = networkOf(scoring, objective.first ?? 'matched', table)
  const why = (mentee: number) => whyUnmatched(scoring, table.row(mentee), mentee, firstBonus[mentee] ?? 0)
  return resultFrom(scoring, objective, pairs, { certificate, why })
}
