/** Everybody on one side: pairs and circles of peers. Two people's points are the mean of both directions, rounded down. */
import type { Certificate, Circles, Group, Objective, Result } from '../arrangement.ts'
import type { Progress } from '../assignment/optimal.ts'
import { byCodeUnit } from '../order.ts'
import { type Candidate, mostPoints, type Problem } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { type Scoring, scored } from '../scoring.ts'
import { engineVersion } from '../version.ts'
import { bestPairing } from './blossom.ts'
import { type CircleProblem, circled } from './circles.ts'

export type PeersObjective = Extract<Objective, { kind: 'peers' }>

/** The problem in which everybody also stands on the other side, so that the kinds of criteria can be asked. */
export function twoSided(problem: Problem): Problem {
  if (problem.mentors.length > 0) throw new Refusal('impossible-sizes', { mentors: problem.mentors.length })
  if ((problem.locks ?? []).length > 0) throw new Refusal('wrong-objective', { locks: problem.locks?.length ?? 0 })
  return { ...problem, mentors: problem.mentees }
}

/** Symmetric points, -1 where a requirement or an exclusion in either direction keeps two people apart. */
export function peerPoints(scoring: Scoring): (a: number, b: number) => number {
  const people = scoring.people.mentees.length
  const rows = new Int16Array(people * people)
  const both = new Int16Array(people * people)
  for (let a = 0; a < people; a++) scoring.fillRow(a, rows.subarray(a * people, (a + 1) * people))
  for (let a = 0; a < people; a++)
    for (let b = 0; b < people; b++) {
      const there = rows[a * people + b] ?? -1
      const back = rows[b * people + a] ?? -1
      both[a * people + b] = a === b || there < 0 || back < 0 ? -1 : (there + back) >> 1
    }
  return (a, b) => both[a * people + b] ?? -1
}

export function* peersSolved(problem: Problem, objective: PeersObjective): Generator<Progress, { scoring: Scoring; result: Result }> {
  const scoring = scored(twoSided(problem))
  const points = peerPoints(scoring)
  const solved = objective.as === 'pairs' ? pairsSolved(scoring, points) : circlesSolved(scoring, points, objective)
  const { circles, certificate } = yield* solved
  return { scoring, result: peersResult(scoring, objective, circles, points, certificate) }
}

type Solved = { circles: readonly (readonly number[])[]; certificate: Certificate }

/** More than all points together, so that as many as possible are paired first. */
export function pairBonus(people: number): number {
  return (people + 1) * (mostPoints + 1)
}

function* pairsSolved(scoring: Scoring, points: (a: number, b: number) => number): Generator<Progress, Solved> {
  const { mentees } = scoring.people
  const bonus = pairBonus(mentees.length)
  const takes = (a: number): boolean => (mentees[a]?.capacity ?? 1) > 0
  const work = bestPairing(mentees.length, (a, b) => (points(a, b) < 0 || !takes(a) || !takes(b) ? 0 : points(a, b) + bonus))
  let step = work.next()
  while (!step.done) {
    yield { phase: 'matching', done: step.value, of: mentees.length >> 1, pass: 1 }
    step = work.next()
  }
  const { partner, prices, oddSets } = step.value
  const inList = scoring.mentees.order
  const people = new Array<number>(mentees.length).fill(0)
  for (const [position, index] of inList.entries()) people[index] = prices[position] ?? 0
  const sets = oddSets.map(set => ({ people: set.people.map(position => inList[position] ?? 0).sort((a, b) => a - b), price: set.price }))
  const circles = Array.from(partner).flatMap((other, a) => (other > a ? [[a, other]] : []))
  return { circles, certificate: { kind: 'odd-sets', people, sets } }
}

function* circlesSolved(scoring: Scoring, points: (a: number, b: number) => number, objective: Circles): Generator<Progress, Solved> {
  const taking = scoring.people.mentees.flatMap(({ capacity = 1 }, index) => (capacity > 0 ? [index] : []))
  const rules = compositionRules(
    objective,
    taking.map(index => scoring.people.mentees[index]),
  )
  const problem: CircleProblem = {
    people: taking.length,
    smallest: objective.smallest,
    largest: objective.largest,
    points: (a, b) => points(taking[a] ?? 0, taking[b] ?? 0),
    broken: rules,
    random: seededChance(scoring.problem.seed),
  }
  const work = circled(problem)
  let step = work.next()
  while (!step.done) {
    yield { phase: 'matching', done: step.value, of: 40, pass: 1 }
    step = work.next()
  }
  const { circles, reached, bound, proven, broken } = step.value
  if (broken > 0) throw new Refusal('impossible-sizes', { rulesBroken: broken })
  return { circles: circles.map(circle => circle.map(index => taking[index] ?? 0)), certificate: { kind: 'bound', reached, bound, proven } }
}

/** How often a circle has somebody alone in their answer, or only one answer where two are asked for. Silence is nobody's answer. */
export function compositionRules(
  { noLone = [], atLeastTwo = [] }: { readonly noLone?: readonly string[]; readonly atLeastTwo?: readonly string[] },
  people: readonly (Candidate | undefined)[],
): (circle: readonly number[]) => number {
  const answers = (circle: readonly number[], key: string): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const index of circle) {
      const trait = people[index]?.traits[key]
      if (trait?.kind === 'choices') for (const choice of trait.choices) counts.set(choice, (counts.get(choice) ?? 0) + 1)
    }
    return counts
  }
  return circle => {
    let broken = 0
    for (const key of noLone) for (const count of answers(circle, key).values()) if (count === 1 && circle.length > 1) broken++
    for (const key of atLeastTwo) if (answers(circle, key).size < 2) broken++
    return broken
  }
}

/** Whole numbers below a limit, from the seed alone (linear congruential, Numerical Recipes' constants). */
function seededChance(seed: string): (below: number) => number {
  let state = 0x9e3779b9
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 0x85ebca6b) >>> 0
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

function peersResult(
  scoring: Scoring,
  objective: PeersObjective,
  circles: Solved['circles'],
  points: (a: number, b: number) => number,
  certificate: Certificate,
): Result {
  const { mentees } = scoring.people
  const name = (index: number): string => mentees[index]?.id ?? ''
  const groups: Group[] = circles
    .map(circle => ({
      mentors: [],
      mentees: circle.map(name).sort(byCodeUnit),
      points: pairsWithin(circle).reduce((sum, [a, b]) => sum + points(a, b), 0),
    }))
    .sort((a, b) => byCodeUnit(a.mentees[0] ?? '', b.mentees[0] ?? ''))
  const pairs = circles
    .flatMap(pairsWithin)
    .map(([a, b]) => {
      const [mentee = '', mentor = ''] = [name(a), name(b)].sort(byCodeUnit)
      return { mentee, mentor, points: points(a, b), locked: false }
    })
    .sort((a, b) => byCodeUnit(a.mentee, b.mentee) || byCodeUnit(a.mentor, b.mentor))
  const placed = new Set(circles.flat())
  return {
    engine: engineVersion,
    seed: scoring.problem.seed,
    objective,
    pairs,
    unmatched: mentees
      .flatMap(({ id, capacity = 1 }, index) =>
        placed.has(index) ? [] : [{ mentee: id, why: whyAlone(points, mentees, index, capacity) }],
      )
      .sort((a, b) => byCodeUnit(a.mentee, b.mentee)),
    freePlaces: [],
    matched: placed.size,
    total: pairs.reduce((sum, pair) => sum + pair.points, 0),
    groups,
    certificate,
  }
}

function whyAlone(
  points: (a: number, b: number) => number,
  people: readonly Candidate[],
  person: number,
  capacity: number,
): 'takes-nobody' | 'nobody-allowed' | 'places-taken' {
  if (capacity === 0) return 'takes-nobody'
  const isSomebody = people.some(({ capacity: places = 1 }, other) => places > 0 && points(person, other) >= 0)
  return isSomebody ? 'places-taken' : 'nobody-allowed'
}

function pairsWithin(circle: readonly number[]): [number, number][] {
  return circle.flatMap((a, at) => circle.slice(at + 1).map((b): [number, number] => [a, b]))
}
