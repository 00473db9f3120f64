/**
 * Who would rather have each other: a look at every pair that is open, once. Both would get more points with each other than with the
 * least of those they have, or have a place left. Equal points are no reason to leave, so that no seed decides who is counted.
 * Locked pairs stay out of it, and so do the places that they take.
 */
import type { Result } from './arrangement.ts'
import type { Progress } from './assignment/optimal.ts'
import { pointTable } from './point-table.ts'
import type { Pair, Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { runInSlices, type SolveOptions } from './run.ts'
import { type Scoring, scored } from './scoring.ts'

/**
 * For each mentee for whom there is one, the mentor who suits best among those who would rather have them too; by the points of all
 * criteria, in the order of their ids. None in a `stable` arrangement of both sides' whole points.
 */
export async function blockingPairs(problem: Problem, result: Result, options: SolveOptions = {}): Promise<Pair[]> {
  const { kind } = result.objective
  if (kind === 'groups' || kind === 'peers') throw new Refusal('wrong-objective', { kind })
  return await runInSlices(blocking(problem, result), options)
}

/** Between two yields lie about so many pairs. */
const pairsPerSlice = 16_384

function* blocking(problem: Problem, result: Result): Generator<Progress, Pair[]> {
  const scoring = scored(problem)
  const table = pointTable(scoring)
  const { mentees, mentors } = scoring.people
  const columns = mentors.length
  const { togetherWith, menteeLeast, mentorLeast } = leastsOf(scoring, result)
  const rather = new Int32Array(mentees.length).fill(-1)
  for (let row = 0; row < mentees.length; row++) {
    if ((row * columns) % pairsPerSlice < columns) yield { phase: 'proving', done: row, of: mentees.length, pass: 1 }
    const points = table.row(row)
    let most = menteeLeast[row] ?? 0
    for (let column = 0; column < columns; column++) {
      const here = points[column] ?? -1
      if (here <= most || here < 0 || here <= (mentorLeast[column] ?? 0) || togetherWith[row]?.includes(column)) continue
      most = here
      rather[row] = column
    }
  }
  return scoring.mentees.byId.flatMap(row => {
    const column = rather[row] ?? -1
    return column === -1 ? [] : [{ mentee: mentees[row]?.id ?? '', mentor: mentors[column]?.id ?? '' }]
  })
}

/** Whom each mentee has, and the least points that somebody has with anybody; -1 with a place left, infinite with none to give. */
function leastsOf(scoring: Scoring, result: Result) {
  const { mentees, mentors, menteeIndex, mentorIndex } = scoring.people
  const togetherWith: number[][] = mentees.map(() => [])
  const menteeHas: number[][] = mentees.map(() => [])
  const mentorHas: number[][] = mentors.map(() => [])
  for (const { mentee, mentor, points, locked } of result.pairs) {
    if (locked) continue
    const [row, column] = [menteeIndex.get(mentee) ?? -1, mentorIndex.get(mentor) ?? -1]
    togetherWith[row]?.push(column)
    menteeHas[row]?.push(points)
    mentorHas[column]?.push(points)
  }
  const least = (has: readonly number[], places: number) =>
    places <= 0 ? Number.POSITIVE_INFINITY : has.length < places ? -1 : has.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  return {
    togetherWith,
    menteeLeast: Float64Array.from(menteeHas, (has, row) => least(has, scoring.menteeCapacity[row] ?? 0)),
    mentorLeast: Float64Array.from(mentorHas, (has, column) => least(has, scoring.mentorCapacity[column] ?? 0)),
  }
}
