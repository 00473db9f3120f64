/** Whether a result is an arrangement of its problem at all, and whether it says the truth about itself. Pair by pair, by definition. */
import type { Result } from '../arrangement.ts'
import type { People } from '../criteria/bound.ts'
import { bindCriteria } from '../criteria/kinds.ts'
import { distinctPersonId, type Problem } from '../problem.ts'
import { bindRequirements } from '../requirements/kinds.ts'

/** A checked result as numbers in the order of the problem's lists, for the proofs. */
export type Checked = {
  readonly problem: Problem
  readonly result: Result
  readonly people: People
  readonly pairs: readonly { readonly i: number; readonly j: number; readonly points: number; readonly locked: boolean }[]
  /** Mentors held per mentee, and of these the locked ones; places locked per mentor. */
  readonly held: readonly number[]
  readonly lockedOf: readonly ReadonlySet<number>[]
  readonly lockedPlaces: readonly number[]
  points(i: number, j: number): number
  /** Points by some criteria only. */
  pointsBy(ids: readonly string[] | undefined): (i: number, j: number) => number
  /** May be used, locked pairs aside. */
  open(i: number, j: number): boolean
}

export function checked(problem: Problem, result: Result): { readonly facts: Checked; readonly because: string[] } {
  const { mentees, mentors } = problem
  const indexOf = (people: readonly { id: string }[]) => new Map(people.map(({ id }, index) => [id, index]))
  const people: People = { mentees, mentors, menteeIndex: indexOf(mentees), mentorIndex: indexOf(mentors), problem }
  const criteria = bindCriteria(problem.criteria, people)
  const requirements = bindRequirements(problem.requirements, people)
  const unbending = new Set([distinctPersonId, ...problem.requirements.flatMap(({ id, kind }) => (kind === 'distinctPerson' ? [id] : []))])
  const pointsBy = (ids: readonly string[] | undefined) => {
    const chosen = criteria.filter(({ id }) => ids === undefined || ids.includes(id))
    return (i: number, j: number): number => {
      let sum = 0
      for (const criterion of chosen) sum += criterion.points(i, j)
      return sum
    }
  }
  const points = pointsBy(undefined)
  const because: string[] = []
  const wrong = (condition: boolean, what: string) => void (condition && because.push(what))
  const key = (pair: { mentee: string; mentor: string }) => JSON.stringify([pair.mentee, pair.mentor])
  const named = (pair: { mentee: string; mentor: string }) => `“${pair.mentee}” with “${pair.mentor}”`
  const locks = new Map((problem.locks ?? []).map(lock => [key(lock), lock]))
  const excludedOf = mentees.map(() => new Set<number>())
  for (const { mentee, mentor } of problem.exclusions ?? [])
    excludedOf[people.menteeIndex.get(mentee) ?? -1]?.add(people.mentorIndex.get(mentor) ?? -1)

  const seen = new Set<string>()
  const pairs: { i: number; j: number; points: number; locked: boolean }[] = []
  const held = mentees.map(() => 0)
  const taken = mentors.map(() => 0)
  const lockedOf = mentees.map(() => new Set<number>())
  const lockedPlaces = mentors.map(() => 0)
  for (const pair of result.pairs) {
    const name = named(pair)
    const i = people.menteeIndex.get(pair.mentee) ?? -1
    const j = people.mentorIndex.get(pair.mentor) ?? -1
    const lock = locks.get(key(pair))
    wrong(seen.has(key(pair)), `${name} stands twice among the pairs`)
    seen.add(key(pair))
    if (i < 0 || j < 0) {
      because.push(`${name} is no pair of these people`)
      continue
    }
    const bent = lock?.despite?.filter(id => !unbending.has(id)) ?? []
    const forbidding = requirements.filter(({ id, allows }) => !allows(i, j) && !bent.includes(id))
    wrong(excludedOf[i]?.has(j) === true, `${name} is excluded`)
    wrong(forbidding.length > 0, `a requirement forbids ${name}`)
    wrong(points(i, j) !== pair.points, `${name} has other points than it is said to have`)
    wrong(pair.locked !== (lock !== undefined), `${name} is ${lock ? 'locked and not said to be' : 'said to be locked and is not'}`)
    pairs.push({ i, j, points: pair.points, locked: pair.locked })
    held[i] = (held[i] ?? 0) + 1
    taken[j] = (taken[j] ?? 0) + 1
    if (!lock) continue
    lockedOf[i]?.add(j)
    lockedPlaces[j] = (lockedPlaces[j] ?? 0) + 1
  }
  for (const [name, lock] of locks) wrong(!seen.has(name), `${named(lock)} is locked and not among the pairs`)
  wrong(
    held.some((count, i) => count > (mentees[i]?.capacity ?? 1)),
    'a mentee has more mentors than their capacity',
  )
  wrong(
    taken.some((count, j) => count > (mentors[j]?.capacity ?? 1)),
    'a mentor has more mentees than their capacity',
  )
  wrong(result.total !== pairs.reduce((sum, pair) => sum + pair.points, 0), 'the total is not the sum of the points of the pairs')
  wrong(result.matched !== held.filter(count => count > 0).length, 'the number of matched mentees is not that of the pairs')
  const waiting = mentees.flatMap(({ id }, i) => (held[i] === 0 ? [id] : [])).sort()
  wrong(
    JSON.stringify(result.unmatched.map(({ mentee }) => mentee).sort()) !== JSON.stringify(waiting),
    'the unmatched mentees are not those without a pair',
  )

  const open = (i: number, j: number) => !lockedOf[i]?.has(j) && !excludedOf[i]?.has(j) && requirements.every(({ allows }) => allows(i, j))
  return { facts: { problem, result, people, pairs, held, lockedOf, lockedPlaces, points, pointsBy, open }, because }
}
