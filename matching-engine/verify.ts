/**
 * Checks a result against its problem without trusting the solver: nothing of `assignment/` is used here, only what the kinds
 * of criteria and requirements mean, pair by pair.
 *
 * Why it is a proof (weak duality of linear programming). Let u and v be any prices with v >= 0. Whatever arrangement one
 * chooses, each of its pairs is worth at most u + v + max(0, points - u - v); a mentee's units bring at most
 * sum of max(0, u + bonus) and a mentor's places at most places · v. So
 *   sum over mentees + sum over mentors + sum over all open pairs of max(0, points - u - v)
 * bounds every arrangement. If the one before us reaches it, none is better.
 */
import type { Result } from './arrangement.ts'
import type { People } from './criteria/bound.ts'
import { bindCriteria } from './criteria/kinds.ts'
import { mostPoints, type Problem } from './problem.ts'
import { bindRequirements } from './requirements/kinds.ts'

export type Verification = { readonly valid: true } | { readonly valid: false; readonly because: readonly string[] }

/** Valid means: every pair is allowed and scored right, all capacities and locks hold, and no arrangement is better. */
export function verify(problem: Problem, result: Result): Verification {
  const { mentees, mentors } = problem
  const indexOf = (people: readonly { id: string }[]) => new Map(people.map(({ id }, index) => [id, index]))
  const people: People = { mentees, mentors, menteeIndex: indexOf(mentees), mentorIndex: indexOf(mentors), problem }
  const criteria = bindCriteria(problem.criteria, people)
  const requirements = bindRequirements(problem.requirements, people)
  const key = (pair: { mentee: string; mentor: string }) => JSON.stringify([pair.mentee, pair.mentor])
  const locks = new Map((problem.locks ?? []).map(lock => [key(lock), lock]))
  const excluded = new Set((problem.exclusions ?? []).map(key))
  const points = (i: number, j: number): number => {
    let sum = 0
    for (const criterion of criteria) sum += criterion.points(i, j)
    return sum
  }
  const because: string[] = []
  const wrong = (condition: boolean, what: string) => void (condition && because.push(what))

  // the pairs: known, distinct, allowed, rightly scored; places counted down on both sides
  const menteePlaces = mentees.map(({ capacity = 1 }) => capacity)
  const mentorPlaces = mentors.map(({ capacity = 1 }) => capacity)
  const held = mentees.map(() => 0)
  const seen = new Set<string>()
  const lockedOf = mentees.map(() => new Set<number>())
  const lockedPlaces = mentors.map(() => 0)
  for (const pair of result.pairs) {
    const i = people.menteeIndex.get(pair.mentee) ?? -1
    const j = people.mentorIndex.get(pair.mentor) ?? -1
    if (i < 0 || j < 0) return { valid: false, because: [`unknown pair ${key(pair)}`] }
    const lock = locks.get(key(pair))
    wrong(seen.has(key(pair)), `twice ${key(pair)}`)
    wrong(excluded.has(key(pair)), `excluded ${key(pair)}`)
    wrong(
      requirements.some(({ id, allows }) => !allows(i, j) && !lock?.despite?.includes(id)),
      `forbidden ${key(pair)}`,
    )
    wrong(points(i, j) !== pair.points, `points of ${key(pair)}`)
    wrong(pair.locked !== (lock !== undefined), `lock of ${key(pair)}`)
    seen.add(key(pair))
    menteePlaces[i] = (menteePlaces[i] ?? 0) - 1
    mentorPlaces[j] = (mentorPlaces[j] ?? 0) - 1
    held[i] = (held[i] ?? 0) + 1
    if (lock) {
      lockedOf[i]?.add(j)
      lockedPlaces[j] = (lockedPlaces[j] ?? 0) + 1
    }
  }
  for (const lock of locks.keys()) wrong(!seen.has(lock), `lock not kept ${lock}`)
  wrong(
    [...menteePlaces, ...mentorPlaces].some(places => places < 0),
    'over capacity',
  )
  wrong(result.total !== result.pairs.reduce((sum, pair) => sum + pair.points, 0), 'total')
  wrong(result.matched !== held.filter(count => count > 0).length, 'matched')
  const waiting = mentees.flatMap(({ id }, i) => (held[i] === 0 ? [id] : [])).sort()
  wrong(JSON.stringify(result.unmatched.map(({ mentee }) => mentee).sort()) !== JSON.stringify(waiting), 'unmatched')

  // what was reached, locks aside, in the objective's own measure
  const pairs = 2 ** Math.ceil(Math.log2(Math.min(mentees.length, mentors.length) + 1))
  const step = (result.objective.first ?? 'matched') === 'matched' ? pairs * (mostPoints + 1) : 0
  const classes = [...new Set(mentees.map(({ priority = 0 }) => priority))].sort((a, b) => b - a)
  const bonus = (i: number, unit: number) => step * (unit === 0 ? 2 + classes.indexOf(mentees[i]?.priority ?? 0) : 1)
  let reached = result.pairs.reduce((sum, pair) => (pair.locked ? sum : sum + pair.points), 0)
  for (const [i, count] of held.entries()) for (let unit = lockedOf[i]?.size ?? 0; unit < count; unit++) reached += bonus(i, unit)

  // what the prices allow anybody to reach: what every mentee, every place and every open pair brings at most
  const { mentees: u, mentors: v } = result.certificate
  wrong(u.length !== mentees.length || v.length !== mentors.length || ![...u, ...v].every(Number.isSafeInteger), 'prices')
  wrong(
    v.some(price => price < 0),
    'a price below 0',
  )
  const excludedOf = mentees.map(() => new Set<number>())
  for (const { mentee, mentor } of problem.exclusions ?? [])
    excludedOf[people.menteeIndex.get(mentee) ?? -1]?.add(people.mentorIndex.get(mentor) ?? -1)
  const open = (i: number, j: number) => !lockedOf[i]?.has(j) && !excludedOf[i]?.has(j) && requirements.every(({ allows }) => allows(i, j))
  let bound = 0
  for (const [j, price] of v.entries()) bound += price * ((mentors[j]?.capacity ?? 1) - (lockedPlaces[j] ?? 0))
  for (const [i, price] of u.entries()) {
    const units = Math.min(mentees[i]?.capacity ?? 1, mentors.length)
    for (let unit = lockedOf[i]?.size ?? 0; unit < units; unit++) bound += Math.max(0, price + bonus(i, unit))
    for (let j = 0; j < v.length; j++) {
      const beyond = points(i, j) - price - (v[j] ?? 0)
      if (beyond > 0 && open(i, j)) bound += beyond
    }
  }
  wrong(bound !== reached || result.certificate.bound !== reached, 'the prices do not prove the total')
  return because.length === 0 ? { valid: true } : { valid: false, because }
}
