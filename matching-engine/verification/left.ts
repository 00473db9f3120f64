/** Whether the truth is told about who and what is left: why a mentee has nobody, and which places stayed free. */
import type { Objective, WhyUnmatched } from '../arrangement.ts'
import type { Checked } from './allowed.ts'

export function leftFaults(facts: Checked): string[] {
  const { problem, result, people, pairs, lockedPlaces } = facts
  const places = problem.mentors.map(({ capacity = 1 }, j) => capacity - (lockedPlaces[j] ?? 0))
  const because = result.unmatched.flatMap(({ mentee, why }) =>
    why === whyUnmatched(facts, people.menteeIndex.get(mentee) ?? -1, places)
      ? []
      : [`“${mentee}” is not unmatched for the reason that is given`],
  )
  const free = problem.mentors.map(({ capacity = 1 }) => capacity)
  for (const { j } of pairs) free[j] = (free[j] ?? 0) - 1
  const byMentor = (list: readonly (readonly [string, number])[]) => JSON.stringify([...list].sort(([a], [b]) => (a < b ? -1 : 1)))
  const told = byMentor(result.freePlaces.map(({ mentor, places }) => [mentor, places] as const))
  const left = byMentor(problem.mentors.flatMap(({ id }, j) => ((free[j] ?? 0) > 0 ? [[id, free[j] ?? 0] as const] : [])))
  return told === left ? because : [...because, 'the free places are not those that the pairs leave']
}

/** By definition; `places` are those of each mentor that no lock has taken. */
function whyUnmatched({ problem, result, points, open }: Checked, i: number, places: readonly number[]): WhyUnmatched {
  if ((problem.mentees[i]?.capacity ?? 1) === 0) return 'takes-nobody'
  if (places.every(count => count <= 0)) return 'no-places'
  let best = -1
  for (const [j, count] of places.entries()) if (count > 0 && open(i, j)) best = Math.max(best, points(i, j))
  if (best < 0) return 'nobody-allowed'
  return best === 0 && countsPointsOnly(result.objective) ? 'adds-nothing' : 'places-taken'
}

/** Whether being matched is worth nothing by itself, so that a pair without points adds nothing. */
const countsPointsOnly = (objective: Objective): boolean => objective.kind === 'optimal' && objective.first === 'total'
