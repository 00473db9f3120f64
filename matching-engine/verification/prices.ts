/**
 * Proofs by prices (weak duality of linear programming). Let u and v be any prices with v >= 0. Whatever arrangement one
 * chooses, each of its pairs is worth at most u + v + max(0, worth - u - v); a mentee's units bring at most the sum of
 * max(0, u + bonus) and a mentor's places at most places · v. So
 *   sum over mentees + sum over mentors + sum over all open pairs of max(0, worth - u - v)
 * bounds every arrangement. If the one before us reaches it, none is better.
 */
import type { Goal, Level, Objective, PriceCertificate } from '../arrangement.ts'
import { mostPoints, type Pair, type Problem } from '../problem.ts'
import type { Checked } from './allowed.ts'

export function optimalProof(facts: Checked, certificate: PriceCertificate): string[] {
  const { problem, result, held, lockedOf } = facts
  const { objective } = result
  const matchedFirst = objective.kind === 'rematch' || (objective.kind === 'optimal' && (objective.first ?? 'matched') === 'matched')
  const keepBonus = objective.kind === 'rematch' ? matchedStep(problem, 0) : 0
  const bonus = bonuses(problem, matchedFirst ? matchedStep(problem, keepBonus) : 0)
  const kept = new Set(objective.kind === 'rematch' ? objective.keep.flatMap(pair => place(facts, pair)) : [])
  const worth = (i: number, j: number) => facts.points(i, j) + (kept.size > 0 && kept.has(i * problem.mentors.length + j) ? keepBonus : 0)
  let reached = facts.pairs.reduce((sum, pair) => (pair.locked ? sum : sum + worth(pair.i, pair.j)), 0)
  for (const [i, count] of held.entries()) for (let unit = lockedOf[i]?.size ?? 0; unit < count; unit++) reached += bonus(i, unit)
  const because = priceFaults(facts, certificate)
  if (because.length > 0) return because
  let bound = placesAndUnits(facts, certificate, bonus)
  const { mentees: u, mentors: v } = certificate
  for (let i = 0; i < u.length; i++)
    for (let j = 0; j < v.length; j++) {
      const beyond = worth(i, j) - (u[i] ?? 0) - (v[j] ?? 0)
      if (beyond > 0 && facts.open(i, j)) bound += beyond
    }
  return bound === reached && certificate.bound === reached ? [] : ['the prices do not prove the total']
}

/** Nothing for a pair of whom somebody is no longer there. */
function place({ people, problem }: Checked, { mentee, mentor }: Pair): number[] {
  const i = people.menteeIndex.get(mentee)
  const j = people.mentorIndex.get(mentor)
  return i === undefined || j === undefined ? [] : [i * problem.mentors.length + j]
}

/** More than any chain of moves can change the points by; kept pairs and priority classes lie such a step apart. */
export function matchedStep({ mentees, mentors }: Problem, keepBonus: number): number {
  return 2 ** Math.ceil(Math.log2(Math.min(mentees.length, mentors.length) + 1)) * (mostPoints + keepBonus + 1)
}

/** The bonus of each unit of a mentee: the first by priority class, every further one the same. */
export function bonuses(problem: Problem, step: number): (i: number, unit: number) => number {
  const classes = [...new Set(problem.mentees.map(({ priority = 0 }) => priority))].sort((a, b) => b - a)
  const rank = problem.mentees.map(({ priority = 0 }) => classes.indexOf(priority))
  return (i, unit) => step * (unit === 0 ? 2 + (rank[i] ?? 0) : 1)
}

function priceFaults({ problem }: Checked, { mentees, mentors }: { mentees: readonly number[]; mentors: readonly number[] }): string[] {
  if (mentees.length !== problem.mentees.length || mentors.length !== problem.mentors.length) return ['a price is missing']
  if (![...mentees, ...mentors].every(Number.isSafeInteger)) return ['a price is no whole number']
  return mentors.some(price => price < 0) ? ['a price below 0'] : []
}

function placesAndUnits(
  { problem, lockedOf, lockedPlaces }: Checked,
  { mentees, mentors }: { mentees: readonly number[]; mentors: readonly number[] },
  bonus: (i: number, unit: number) => number,
): number {
  let bound = 0
  for (const [j, price] of mentors.entries()) bound += price * ((problem.mentors[j]?.capacity ?? 1) - (lockedPlaces[j] ?? 0))
  for (const [i, price] of mentees.entries()) {
    const units = Math.min(problem.mentees[i]?.capacity ?? 1, problem.mentors.length)
    for (let unit = lockedOf[i]?.size ?? 0; unit < units; unit++) bound += Math.max(0, price + bonus(i, unit))
  }
  return bound
}

/** What is still possible after some goals: pairs, units per mentee at least and at most, mentors that must be full. */
type Face = {
  readonly pairs: { readonly i: number; readonly j: number; readonly points: number; forced: boolean; used: boolean }[]
  readonly least: number[]
  readonly most: number[]
  readonly full: boolean[]
}

/**
 * Proofs of goals one after the other. Each goal's prices prove that it is met as well as possible among the arrangements that
 * are left; then only those arrangements stay that are equally good: by complementary slackness exactly those without a pair
 * below its price, with every pair above it, and with every unit and place that earns something.
 */
export function levelProof(facts: Checked, levels: readonly Level[]): string[] {
  const { problem, pairs, lockedOf } = facts
  const used = new Set(pairs.filter(pair => !pair.locked).map(({ i, j }) => i * problem.mentors.length + j))
  const left = (i: number) => Math.min((problem.mentees[i]?.capacity ?? 1) - (lockedOf[i]?.size ?? 0), problem.mentors.length)
  const bands = bandsOf(facts.result.objective)
  let face: Face = {
    pairs: [],
    least: problem.mentees.map(() => 0),
    most: problem.mentees.map((_, i) => Math.max(0, left(i))),
    full: problem.mentors.map(() => false),
  }
  for (let i = 0; i < problem.mentees.length; i++)
    for (let j = 0; j < problem.mentors.length; j++)
      if (facts.open(i, j) && left(i) > 0)
        face.pairs.push({ i, j, points: facts.points(i, j), forced: false, used: used.has(i * problem.mentors.length + j) })
  const whole = face
  for (const level of levels) {
    const { goal } = level
    if (goal.kind === 'at-least') {
      if (face.pairs.some(pair => pair.used && pair.points < goal.points)) return ['a pair below the threshold']
      face = { ...face, pairs: face.pairs.filter(({ points }) => points >= goal.points) }
      continue
    }
    const because = priceFaults(facts, level)
    if (because.length > 0) return because
    // a band may be passed over only when no pair in it is left
    if (goal.kind !== 'matched' && goal.kind !== 'matched-above')
      for (
        let band = bands.shift();
        band && !('from' in goal && goal.from === band.from && goal.until === band.until);
        band = bands.shift()
      ) {
        const { from, until } = band
        if (face.pairs.some(({ points }) => points >= from && points < until)) return ['a band is passed over']
      }
    const on = goal.kind === 'matched-above' ? { ...whole, pairs: whole.pairs.filter(({ points }) => points > goal.points) } : face
    const next = goalMet(facts, on, level)
    if (next === null) return [`the goal ${goal.kind} is not proven`]
    if (goal.kind !== 'matched-above') face = next
  }
  return goalsOf(facts, levels) ? [] : ['the goals are not those of the objective']
}

/** The face after a goal; null when its prices do not prove it. For `matched-above`: that fewer are matched there. */
function goalMet(facts: Checked, face: Face, { goal, mentees: u, mentors: v }: Level): Face | null {
  const { problem, lockedOf, lockedPlaces, held } = facts
  const counting = goal.kind === 'matched' || goal.kind === 'matched-above'
  const bonusOf = bonuses(facts.problem, counting ? 1 : 0)
  const must = (goal.kind === 'total' ? mostPoints : 1) * (face.most.reduce((a, b) => a + b, 0) + 1)
  const unitWorth = (i: number, unit: number) => bonusOf(i, unit + (lockedOf[i]?.size ?? 0)) + (unit < (face.least[i] ?? 0) ? must : 0)
  const worth = ({ j, points, forced }: Face['pairs'][number]): number => {
    const inBand = 'from' in goal && points >= goal.from && points < goal.until
    const own = goal.kind === 'total' ? points : goal.kind === 'most' ? Number(inBand) : goal.kind === 'fewest' ? Number(!inBand) : 0
    return own + must * (Number(forced) + Number(face.full[j]))
  }
  let bound = 0
  let reached = 0
  for (const [j, price] of v.entries()) bound += price * ((problem.mentors[j]?.capacity ?? 1) - (lockedPlaces[j] ?? 0))
  for (const [i, price] of u.entries())
    for (let unit = 0; unit < (face.most[i] ?? 0); unit++) {
      bound += Math.max(0, price + unitWorth(i, unit))
      if (unit < (held[i] ?? 0) - (lockedOf[i]?.size ?? 0)) reached += unitWorth(i, unit)
    }
  const tight: Face['pairs'] = []
  for (const pair of face.pairs) {
    const beyond = worth(pair) - (u[pair.i] ?? 0) - (v[pair.j] ?? 0)
    bound += Math.max(0, beyond)
    if (pair.used) reached += worth(pair)
    if (beyond >= 0) tight.push({ ...pair, forced: pair.forced || beyond > 0 })
  }
  if (goal.kind === 'matched-above') return bound < matchedWorth(facts) ? face : null
  if (bound !== reached) return null
  const count = (i: number, from: number): number => {
    let units = 0
    while (units < (face.most[i] ?? 0) && (u[i] ?? 0) + unitWorth(i, units) > from) units++
    return units
  }
  return {
    pairs: tight,
    least: face.least.map((_, i) => count(i, 0)),
    most: face.most.map((_, i) => count(i, -1)),
    full: face.full.map((full, j) => full || (v[j] ?? 0) > 0),
  }
}

function matchedWorth(facts: Checked): number {
  const bonus = bonuses(facts.problem, 1)
  let worth = 0
  for (const [i, count] of facts.held.entries()) for (let unit = facts.lockedOf[i]?.size ?? 0; unit < count; unit++) worth += bonus(i, unit)
  return worth
}

/** Whether the goals are the objective's own, in its order, none left out that could matter. */
function goalsOf({ result, pairs }: Checked, levels: readonly Level[]): boolean {
  const { objective } = result
  if (objective.kind !== 'fairest') return false
  const goals: Goal[] = levels.map(({ goal }) => goal)
  if (goals[0]?.kind !== 'matched' || goals.at(-1)?.kind !== 'total') return false
  const between = goals.slice(1, -1)
  if (objective.by === 'worst') {
    const worst = pairs.filter(({ locked }) => !locked).reduce((least, { points }) => Math.min(least, points), mostPoints)
    const threshold = between.at(-1)
    const above = between.length === 2 ? between[0] : undefined
    const proven = worst === mostPoints || (above?.kind === 'matched-above' && above.points === worst)
    return threshold?.kind === 'at-least' && threshold.points === worst && proven
  }
  const kind = objective.by === 'leximin' ? 'fewest' : 'most'
  return between.every(goal => goal.kind === kind)
}

/** The bands of the objective, the ones that matter most first. */
function bandsOf(objective: Objective): { from: number; until: number }[] {
  if (objective.kind !== 'fairest' || objective.by === 'worst') return []
  const width = objective.bandPoints ?? 500
  const rising = Array.from({ length: Math.floor(mostPoints / width) + 1 }, (_, band) => ({
    from: band * width,
    until: (band + 1) * width,
  }))
  return objective.by === 'leximin' ? rising : rising.reverse()
}
