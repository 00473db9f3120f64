/**
 * Circles of peers: everybody in one circle of `smallest` to `largest`, the sum of the points of all pairs within circles as
 * large as may be. This is clique partitioning, NP-hard already for circles of three, so there is no fast exact method;
 * we construct, improve by exchange, and tell how far we can be from the best.
 *   sizes      as even as possible
 *   construct  seeds spread over the seeded order, then always the person and place that gain most
 *   improve    swaps of two people between circles, and moves where sizes allow, best gain first, until none helps; then a
 *              seeded shake of a few people and again, `shakes` times, the best kept (iterated local search)
 *   forbidden  pairs and broken composition rules count as a large loss, so the search first gets rid of them
 * Small cases (up to 9 people) are searched exhaustively and are proven.
 * Bound: a person in a circle of at most k has at most k - 1 pairs, so half the sum of everybody's best k - 1 pairs.
 */
import { Refusal } from '../refusal.ts'

export type CircleProblem = {
  readonly people: number
  readonly smallest: number
  readonly largest: number
  /** Points of two people, symmetric; -1 where they may not be together. */
  points(a: number, b: number): number
  /** How often a circle breaks a composition rule. */
  broken(circle: readonly number[]): number
  random(below: number): number
}

export type Circling = {
  readonly circles: readonly (readonly number[])[]
  readonly reached: number
  readonly bound: number
  readonly proven: boolean
  readonly broken: number
}

const shakes = 40
const fewPeople = 9

/** Refuses sizes that cannot tile the people. */
export function circleSizes(people: number, smallest: number, largest: number): number[] {
  if (people === 0) return []
  const circles = Math.ceil(people / largest)
  if (smallest < 2 || largest < smallest || circles * smallest > people)
    throw new Refusal('impossible-sizes', { people, smallest, largest })
  return Array.from({ length: circles }, (_, index) => Math.floor(people / circles) + (index < people % circles ? 1 : 0))
}

export function* circled(problem: CircleProblem): Generator<number, Circling> {
  const sizes = circleSizes(problem.people, problem.smallest, problem.largest)
  const bound = upperBound(problem)
  if (problem.people <= fewPeople) {
    const best = exhaustive(problem)
    return { ...told(problem, best), bound: told(problem, best).reached, proven: true }
  }
  let best = improved(problem, constructed(problem, sizes))
  let mostWorth = worth(problem, best)
  for (let shake = 0; shake < shakes; shake++) {
    yield shake
    const next = improved(problem, shaken(problem, best))
    const here = worth(problem, next)
    if (here <= mostWorth) continue
    best = next
    mostWorth = here
  }
  const answer = told(problem, best)
  return { ...answer, bound, proven: answer.broken === 0 && answer.reached === bound }
}

/** More than any points of a circle can make good. */
const penalty = 1_000_000

function circleWorth(problem: CircleProblem, circle: readonly number[]): number {
  let sum = -penalty * problem.broken(circle)
  for (const [at, a] of circle.entries()) for (const b of circle.slice(at + 1)) sum += pairWorth(problem, a, b)
  return sum
}

function pairWorth(problem: CircleProblem, a: number, b: number): number {
  const points = problem.points(a, b)
  return points < 0 ? -penalty : points
}

function worth(problem: CircleProblem, circles: readonly (readonly number[])[]): number {
  return circles.reduce((sum, circle) => sum + circleWorth(problem, circle), 0)
}

function told(
  problem: CircleProblem,
  circles: readonly (readonly number[])[],
): { circles: readonly (readonly number[])[]; reached: number; broken: number } {
  let reached = 0
  let broken = 0
  for (const circle of circles) {
    broken += problem.broken(circle)
    for (const [at, a] of circle.entries())
      for (const b of circle.slice(at + 1)) {
        reached += Math.max(0, problem.points(a, b))
        if (problem.points(a, b) < 0) broken++
      }
  }
  return { circles, reached, broken }
}

function constructed(problem: CircleProblem, sizes: readonly number[]): number[][] {
  const circles: number[][] = sizes.map(() => [])
  const left = new Set(Array.from({ length: problem.people }, (_, person) => person))
  for (const [index, circle] of circles.entries()) {
    const seed = Math.floor((index * problem.people) / sizes.length)
    circle.push(seed)
    left.delete(seed)
  }
  while (left.size > 0) {
    let most = Number.NEGATIVE_INFINITY
    let chosen = { person: -1, index: -1 }
    for (const person of left)
      for (const [index, circle] of circles.entries()) {
        if (circle.length >= (sizes[index] ?? 0)) continue
        const gain = circle.reduce((sum, other) => sum + pairWorth(problem, person, other), 0) / circle.length
        if (gain <= most) continue
        most = gain
        chosen = { person, index }
      }
    circles[chosen.index]?.push(chosen.person)
    left.delete(chosen.person)
  }
  return circles
}

/** No swap of two people and no move of one improves the answer. */
function improved(problem: CircleProblem, start: readonly (readonly number[])[]): number[][] {
  const circles = start.map(circle => [...circle])
  const worths = circles.map(circle => circleWorth(problem, circle))
  const attempt = (x: number, y: number, nextX: number[], nextY: number[]): boolean => {
    const worthX = circleWorth(problem, nextX)
    const worthY = circleWorth(problem, nextY)
    if (worthX + worthY <= (worths[x] ?? 0) + (worths[y] ?? 0)) return false
    circles[x] = nextX
    circles[y] = nextY
    worths[x] = worthX
    worths[y] = worthY
    return true
  }
  for (let again = true; again; ) {
    again = false
    for (let x = 0; x < circles.length; x++)
      for (let y = 0; y < circles.length; y++) {
        if (x === y) continue
        for (const [a, person] of (circles[x] ?? []).entries()) {
          const mine = circles[x] ?? []
          const theirs = circles[y] ?? []
          if (mine[a] !== person) continue
          if (
            mine.length > problem.smallest &&
            theirs.length < problem.largest &&
            attempt(x, y, mine.toSpliced(a, 1), [...theirs, person])
          ) {
            again = true
            continue
          }
          if (x < y)
            for (const [b, other] of theirs.entries())
              if (attempt(x, y, mine.with(a, other), theirs.with(b, person))) {
                again = true
                break
              }
        }
      }
  }
  return circles
}

/** A few people change places by chance. */
function shaken(problem: CircleProblem, start: readonly (readonly number[])[]): number[][] {
  const circles = start.map(circle => [...circle])
  for (let swap = 0; swap < 3 && circles.length > 1; swap++) {
    const x = problem.random(circles.length)
    const y = (x + 1 + problem.random(circles.length - 1)) % circles.length
    const mine = circles[x] ?? []
    const theirs = circles[y] ?? []
    const a = problem.random(mine.length)
    const b = problem.random(theirs.length)
    const person = mine[a] ?? 0
    mine[a] = theirs[b] ?? 0
    theirs[b] = person
  }
  return circles
}

function upperBound(problem: CircleProblem): number {
  let doubled = 0
  for (let a = 0; a < problem.people; a++) {
    const best: number[] = []
    for (let b = 0; b < problem.people; b++) if (a !== b) best.push(Math.max(0, problem.points(a, b)))
    doubled += best
      .sort((x, y) => y - x)
      .slice(0, problem.largest - 1)
      .reduce((sum, points) => sum + points, 0)
  }
  return Math.floor(doubled / 2)
}

/** Every way to split few people into circles of allowed sizes. */
function exhaustive(problem: CircleProblem): number[][] {
  let best: number[][] = []
  let most = Number.NEGATIVE_INFINITY
  const circles: number[][] = []
  const place = (person: number): void => {
    if (person === problem.people) {
      if (circles.some(circle => circle.length < problem.smallest)) return
      const here = worth(problem, circles)
      if (here <= most) return
      most = here
      best = circles.map(circle => [...circle])
      return
    }
    for (const circle of circles) {
      if (circle.length >= problem.largest) continue
      circle.push(person)
      place(person + 1)
      circle.pop()
    }
    circles.push([person])
    place(person + 1)
    circles.pop()
  }
  place(0)
  return best
}
