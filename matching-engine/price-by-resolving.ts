/** The price of a pair for objectives without prices of their own: the same problem solved once more with the pair locked or excluded. */
import type { Move, Price, Result } from './arrangement.ts'
import type { Problem } from './problem.ts'
import { Refusal } from './refusal.ts'
import type { Scoring } from './scoring.ts'

type Priced = { readonly scoring: Scoring; readonly problem: Problem; readonly result: Result; again(problem: Problem): Result }

/** Exact in matched and points; the moves are the difference of the two arrangements. */
export function priceByResolving({ scoring, problem, result, again }: Priced, menteeAt: number, mentorAt: number): Price {
  const mentee = scoring.people.mentees[menteeAt]?.id ?? ''
  const mentor = scoring.people.mentors[mentorAt]?.id ?? ''
  const matched = result.pairs.find(pair => pair.mentee === mentee && pair.mentor === mentor)
  const act = matched ? 'forbid' : 'force'
  const impossible: Price = { mentee, mentor, act, possible: false, matchedLost: 0, pointsLost: 0, moves: [] }
  if (matched?.locked || (!matched && !scoring.open(menteeAt, mentorAt)) || result.objective.kind === 'peers') return impossible
  const other = answered(again, {
    ...problem,
    ...(matched
      ? { exclusions: [...(problem.exclusions ?? []), { mentee, mentor }] }
      : { locks: [...(problem.locks ?? []), { mentee, mentor }] }),
  })
  if (other === null) return impossible
  return {
    mentee,
    mentor,
    act,
    possible: true,
    matchedLost: result.matched - other.matched,
    pointsLost: result.total - other.total,
    moves: movesBetween(result, other, mentee),
  }
}

function answered(again: (problem: Problem) => Result, problem: Problem): Result | null {
  try {
    return again(problem)
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'conflicting-locks' || error.code === 'impossible-sizes')) return null
    throw error
  }
}

/** Who leaves whom for whom, the mentee of the pair first. */
export function movesBetween(before: Result, after: Result, first: string): Move[] {
  const key = (pair: { mentee: string; mentor: string }): string => JSON.stringify([pair.mentee, pair.mentor])
  const had = new Set(before.pairs.map(key))
  const has = new Set(after.pairs.map(key))
  const left = before.pairs.filter(pair => !has.has(key(pair)))
  const taken = after.pairs.filter(pair => !had.has(key(pair)))
  const mentees = [...new Set([first, ...left.map(({ mentee }) => mentee), ...taken.map(({ mentee }) => mentee)])]
  return mentees.flatMap(mentee => {
    const from = left.filter(pair => pair.mentee === mentee)
    const to = taken.filter(pair => pair.mentee === mentee)
    return Array.from({ length: Math.max(from.length, to.length) }, (_, at) => ({
      mentee,
      from: from[at]?.mentor ?? null,
      to: to[at]?.mentor ?? null,
      pointsBefore: from[at]?.points ?? 0,
      pointsAfter: to[at]?.points ?? 0,
    }))
  })
}
