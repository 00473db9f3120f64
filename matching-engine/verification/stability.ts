/** Whether an arrangement is stable: no open pair in which both sides would rather have each other. Strict preferences, ties by seed. */
import type { Objective } from '../arrangement.ts'
import { seededOrder } from '../order.ts'
import type { Checked } from './allowed.ts'

export function stabilityProof(facts: Checked, objective: Extract<Objective, { kind: 'stable' }>): string[] {
  const { problem, lockedOf, lockedPlaces, pairs } = facts
  const menteePoints = facts.pointsBy(objective.menteeCriteria)
  const mentorPoints = facts.pointsBy(objective.mentorCriteria)
  const placeIn = (ids: readonly string[]): number[] => {
    const places = ids.map(() => 0)
    for (const [place, index] of seededOrder(ids, problem.seed).entries()) places[index] = place
    return places
  }
  const menteePlace = placeIn(problem.mentees.map(({ id }) => id))
  const mentorPlace = placeIn(problem.mentors.map(({ id }) => id))
  // how much each side likes the least liked of those it has; nobody yet while a place is left
  type Liking = { readonly points: number; readonly place: number }
  const nobody: Liking = { points: -1, place: Number.POSITIVE_INFINITY }
  const prefers = (a: Liking, b: Liking) => a.points > b.points || (a.points === b.points && a.place < b.place)
  const menteeHas = problem.mentees.map((): Liking[] => [])
  const mentorHas = problem.mentors.map((): Liking[] => [])
  const together = new Set<number>()
  for (const { i, j, locked } of pairs) {
    together.add(i * problem.mentors.length + j)
    if (locked) continue
    menteeHas[i]?.push({ points: menteePoints(i, j), place: mentorPlace[j] ?? 0 })
    mentorHas[j]?.push({ points: mentorPoints(i, j), place: menteePlace[i] ?? 0 })
  }
  const least = (has: readonly Liking[], places: number): Liking | null => {
    if (places <= 0) return null
    return has.length < places ? nobody : has.reduce((worst, one) => (prefers(worst, one) ? one : worst))
  }
  const menteeLeast = menteeHas.map((has, i) => least(has, (problem.mentees[i]?.capacity ?? 1) - (lockedOf[i]?.size ?? 0)))
  const mentorLeast = mentorHas.map((has, j) => least(has, (problem.mentors[j]?.capacity ?? 1) - (lockedPlaces[j] ?? 0)))
  for (const [i, mine] of menteeLeast.entries())
    for (const [j, theirs] of mentorLeast.entries()) {
      if (mine === null || theirs === null || together.has(i * problem.mentors.length + j)) continue
      if (!prefers({ points: menteePoints(i, j), place: mentorPlace[j] ?? 0 }, mine)) continue
      if (!prefers({ points: mentorPoints(i, j), place: menteePlace[i] ?? 0 }, theirs)) continue
      if (facts.open(i, j)) return [`${problem.mentees[i]?.id} and ${problem.mentors[j]?.id} would rather have each other`]
    }
  return []
}
