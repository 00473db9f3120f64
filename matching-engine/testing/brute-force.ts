/** Exhaustive answers for small problems, from the definitions alone. */
import type { Pair, Problem } from '../problem.ts'
import { scored } from '../scoring.ts'

export type Arrangement = { readonly pairs: readonly (Pair & { points: number })[]; readonly matched: number; readonly total: number }

/** Every arrangement that keeps locks, exclusions, requirements and capacities. */
export function* everyArrangement(problem: Problem): Generator<Arrangement> {
  const scoring = scored(problem)
  const { mentees, mentors } = scoring.people
  const locked = [...scoring.locked].flatMap(([i, list]) => list.map(j => ({ i, j })))
  const open: { i: number; j: number }[] = []
  for (let i = 0; i < mentees.length; i++) for (let j = 0; j < mentors.length; j++) if (scoring.open(i, j)) open.push({ i, j })
  const leftI = Array.from(scoring.menteeCapacity)
  const leftJ = Array.from(scoring.mentorCapacity)
  const chosen = [...locked]
  function* from(at: number): Generator<Arrangement> {
    const next = open[at]
    if (!next) {
      const pairs = chosen.map(({ i, j }) => ({ mentee: mentees[i]!.id, mentor: mentors[j]!.id, points: scoring.points(i, j) }))
      yield { pairs, matched: new Set(pairs.map(({ mentee }) => mentee)).size, total: pairs.reduce((sum, { points }) => sum + points, 0) }
      return
    }
    yield* from(at + 1)
    if (leftI[next.i]! > 0 && leftJ[next.j]! > 0) {
      leftI[next.i]!--
      leftJ[next.j]!--
      chosen.push(next)
      yield* from(at + 1)
      chosen.pop()
      leftI[next.i]!++
      leftJ[next.j]!++
    }
  }
  yield* from(0)
}

/** What is to be made as large as possible, most important first. */
export type Measure = (arrangement: Arrangement) => readonly number[]

export const byTotal: Measure = ({ total }) => [total]

/** Matched per priority class, then pairs in all, then points. */
export function byMatched(problem: Problem): Measure {
  const classes = [...new Set(problem.mentees.map(({ priority = 0 }) => priority))].sort((a, b) => a - b)
  const classOf = new Map(problem.mentees.map(({ id, priority = 0 }) => [id, priority]))
  return ({ pairs, total }) => {
    const matched = new Set(pairs.map(({ mentee }) => mentee))
    return [...classes.map(priority => [...matched].filter(id => classOf.get(id) === priority).length), pairs.length, total]
  }
}

export function compareMeasures(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return a[at]! - b[at]!
  return 0
}

export function bestArrangement(problem: Problem, measure: Measure): Arrangement | null {
  let best: Arrangement | null = null
  for (const arrangement of everyArrangement(problem))
    if (!best || compareMeasures(measure(arrangement), measure(best)) > 0) best = arrangement
  return best
}
