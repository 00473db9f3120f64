/** Thousands of tiny problems, each answer compared with every arrangement there is: the promises, their proofs, prices, edits. */
import { describe, expect, test } from 'vitest'
import { type Objective, type Pair, type Problem, Refusal, type Result, type Solution, verify } from './index.ts'
import { runThrough } from './run.ts'
import { solving } from './solution.ts'
import { everyWay, pointsIn, tinyChange, tinyProblem, type Way, type World, wayOf, worldOf } from './testing/tiny.ts'
import {
  best,
  compareNumbers,
  fairestFirst,
  isStable,
  keptFirst,
  likings,
  matchedFirst,
  totalFirst,
  type WayMeasure,
} from './testing/tiny-measures.ts'
import { chance } from './testing/worlds.ts'

const most = 400

/** How many problems are tried; in the wide proof three times as many. */
const many = (count: number): number => (process.env.CAIRN_WIDE ? 3 * count : count)

function* tinyWorlds(from: number, count: number): Generator<{ seed: number; world: World; ways: readonly Way[] }> {
  for (let seed = from; seed < from + count; seed++) {
    const world = worldOf(tinyProblem(seed))
    const ways = everyWay(world, most)
    if (ways) yield { seed, world, ways }
  }
}

/** `expect(found).toEqual(expected)`, without its cost where they are the same. */
function same(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected)
}

const solved = (problem: Problem, objective: Objective): Solution => runThrough(solving(problem, objective))

/** The truth about an arrangement, told without the engine, under the certificate of another. */
function told(world: World, way: Way, result: Result): Result {
  const { problem, columns, locked } = world
  const { mentees, mentors } = problem
  const pairs = way.map(pair => ({
    mentee: mentees[Math.floor(pair / columns)]!.id,
    mentor: mentors[pair % columns]!.id,
    points: pointsIn(world, pair),
    locked: locked.includes(pair),
  }))
  const places = world.columnCapacity.map((capacity, j) => capacity - locked.filter(pair => pair % columns === j).length)
  const why = (i: number): Result['unmatched'][number]['why'] => {
    if (world.rowCapacity[i] === 0) return 'takes-nobody'
    if (places.every(count => count === 0)) return 'no-places'
    const open = places.flatMap((count, j) => (count > 0 && world.isOpen[i]![j] ? [pointsIn(world, i * columns + j)] : []))
    if (open.length === 0) return 'nobody-allowed'
    const pointsOnly = result.objective.kind === 'optimal' && result.objective.first === 'total'
    return pointsOnly && Math.max(...open) === 0 ? 'adds-nothing' : 'places-taken'
  }
  return {
    ...result,
    pairs: pairs.sort((a, b) => (a.mentee + a.mentor < b.mentee + b.mentor ? -1 : 1)),
    unmatched: mentees.flatMap(({ id }, i) => (pairs.some(({ mentee }) => mentee === id) ? [] : [{ mentee: id, why: why(i) }])),
    freePlaces: mentors.flatMap(({ id }, j) => {
      const left = world.columnCapacity[j]! - pairs.filter(({ mentor }) => mentor === id).length
      return left > 0 ? [{ mentor: id, places: left }] : []
    }),
    matched: new Set(pairs.map(({ mentee }) => mentee)).size,
    total: pairs.reduce((sum, { points }) => sum + points, 0),
  }
}

/** The result is what it says, the best there is and proven; the same proof under another arrangement holds exactly when that is as good. */
function check(world: World, ways: readonly Way[], result: Result, measure: WayMeasure, random: (below: number) => number): void {
  const mostThere = best(ways, measure)!
  const way = wayOf(world, result.pairs)
  same(measure(way), mostThere)
  same(result, told(world, way, result))
  same(verify(world.problem, result), { valid: true })
  for (let tries = 0; tries < 2; tries++) {
    const other = ways[random(ways.length)]!
    same(verify(world.problem, told(world, other, result)).valid, compareNumbers(measure(other), mostThere) === 0)
  }
}

const optimal = (first: 'matched' | 'total'): Objective => ({ kind: 'optimal', first })
const measureOf = (world: World, first: 'matched' | 'total'): WayMeasure => (first === 'matched' ? matchedFirst(world) : totalFirst(world))

describe('every tiny problem', () => {
  test.each(['matched', 'total'] as const)(
    'optimal, %s first: the promise, its proof, and the price of every pair',
    { timeout: 60_000 },
    first => {
      for (const { seed, world, ways } of tinyWorlds(0, many(500))) {
        const random = chance(seed)
        const measure = measureOf(world, first)
        const solution = solved(world.problem, optimal(first))
        check(world, ways, solution.result, measure, random)
        if (seed % 3 === 0) checkPrices(world, ways, solution, measure)
      }
    },
  )

  test.each(['matched', 'total'] as const)(
    'edit, %s first: equals the best of the changed problem, change after change',
    { timeout: 60_000 },
    async first => {
      for (let seed = 0; seed < many(140); seed++) {
        const random = chance(seed + 1)
        let solution = solved(tinyProblem(seed), optimal(first))
        for (let step = 0; step < 4; step++) {
          const change = tinyChange(solution.problem, random)
          try {
            solution = await solution.edit([change])
          } catch (error) {
            if (error instanceof Refusal) continue
            throw error
          }
          const world = worldOf(solution.problem)
          const ways = everyWay(world, most)
          if (ways) check(world, ways, solution.result, measureOf(world, first), random)
        }
      }
    },
  )

  test('rematch: matched, then kept pairs, then the total, whoever is kept', { timeout: 60_000 }, () => {
    for (const { seed, world, ways } of tinyWorlds(0, many(500))) {
      const random = chance(seed)
      const ids = (people: readonly { id: string }[], gone: string): string => [...people, { id: gone }][random(people.length + 1)]!.id
      const keep: Pair[] = Array.from({ length: random(5) }, () => ({
        mentee: ids(world.problem.mentees, 'gone'),
        mentor: ids(world.problem.mentors, 'left'),
      }))
      const { result } = solved(world.problem, { kind: 'rematch', keep: random(3) === 0 ? [...keep, ...keep] : keep })
      check(world, ways, result, keptFirst(world, keep), random)
    }
  })

  test.each(['worst', 'leximin', 'rankMaximal'] as const)('fairest, %s', { timeout: 60_000 }, by => {
    for (const { seed, world, ways } of tinyWorlds(0, many(240))) {
      const width = [1000, 3, 10_001][seed % 3]!
      if (width === 3 && ways.some(way => way.some(pair => pointsIn(world, pair) > 40))) continue
      const bandPoints = Math.min(10_000, width)
      const { result } = solved(world.problem, { kind: 'fairest', by, bandPoints })
      check(world, ways, result, fairestFirst(world, by, bandPoints), chance(seed))
    }
  })

  test.each(['mentee', 'mentor'] as const)('stable: the best for every single %s among all stable ones', { timeout: 60_000 }, side => {
    for (const { seed, world, ways } of tinyWorlds(0, many(500))) {
      const random = chance(seed)
      const { result } = solved(world.problem, { kind: 'stable', best: side, menteeCriteria: ['likes'], mentorCriteria: ['liked'] })
      const way = wayOf(world, result.pairs)
      same(result, told(world, way, result))
      same(verify(world.problem, result), { valid: true })
      const stable = ways.filter(other => isStable(world, other))
      same(stable.filter(other => String(other) === String(way)).length, 1)
      const liking = likings(world)[side]
      const of = (pair: number): number => (side === 'mentee' ? Math.floor(pair / world.columns) : pair % world.columns)
      for (const other of stable)
        for (const person of new Set(other.map(of))) {
          const lists = [way, other].map(pairs =>
            pairs
              .filter(pair => of(pair) === person)
              .map(liking)
              .sort((a, b) => b - a),
          )
          same(
            lists[0]!.every((here, at) => here >= (lists[1]![at] ?? Number.NEGATIVE_INFINITY)),
            true,
          )
          same(lists[0]!.length, lists[1]!.length)
        }
      for (let tries = 0; tries < 2; tries++) {
        const other = ways[random(ways.length)]!
        same(verify(world.problem, told(world, other, result)).valid, isStable(world, other))
      }
    }
  })

  test('groups, and their price', { timeout: 60_000 }, () => {
    for (let seed = 0; seed < 1500; seed++) {
      const random = chance(seed)
      const tiny = tinyProblem(seed)
      const world = worldOf({
        ...tiny,
        locks: tiny.locks!.slice(0, 1),
        mentees: tiny.mentees.map(mentee => ({ ...mentee, capacity: Math.min(1, mentee.capacity!) })),
      })
      const ways = everyWay(world, most)
      if (!ways) continue
      const smallest = 1 + random(3)
      const objective: Objective = { kind: 'groups', smallest, largest: smallest + random(3) }
      const fits = (way: Way): boolean =>
        world.problem.mentors.every((_, j) => {
          const size = way.filter(pair => pair % world.columns === j).length
          return size === 0 || (size >= smallest && size <= objective.largest)
        })
      const fitting = ways.filter(fits)
      const measure = matchedFirst(world)
      let solution: Solution
      try {
        solution = solved(world.problem, objective)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'impossible-sizes') throw error
        same(fitting, [])
        continue
      }
      const { groups: _, ...result } = solution.result
      const way = wayOf(world, result.pairs)
      same(measure(way), best(fitting, measure))
      same(result, told(world, way, result))
      same(result.certificate.kind === 'bound' && result.certificate.proven, true)
      same(verify(world.problem, solution.result), { valid: true })
      if (seed % 4 === 0) checkPrices(world, fitting, solution, measure)
    }
  })
})

/** Every price equals the difference of the best there is and the best with (or without) the pair. */
function checkPrices(world: World, ways: readonly Way[], solution: Solution, measure: WayMeasure): void {
  const { problem, columns } = world
  const way = wayOf(world, solution.result.pairs)
  const table = solution.priceTable()
  for (const [i, { id: mentee }] of problem.mentees.entries()) {
    const row = solution.priceRow(mentee)
    for (const [j, { id: mentor }] of problem.mentors.entries()) {
      const pair = i * columns + j
      const isMatched = way.includes(pair)
      const others = world.isOpen[i]![j] ? ways.filter(other => other.includes(pair) !== isMatched) : []
      const price = solution.price(mentee, mentor)
      const act = isMatched ? 'forbid' : 'force'
      same([price.act, price.possible], [act, others.length > 0])
      same([row[j]!.mentor, row[j]!.act, row[j]!.possible], [mentor, act, others.length > 0])
      same(table.pointsLost[pair] === Number.POSITIVE_INFINITY, others.length === 0)
      if (others.length === 0) continue
      const mostThere = best(others, measure)!
      const after = others.find(other => compareNumbers(measure(other), mostThere) === 0)!
      const total = (pairs: Way): number => pairs.reduce((sum, here) => sum + pointsIn(world, here), 0)
      const matched = (pairs: Way): number => new Set(pairs.map(here => Math.floor(here / columns))).size
      same(price.pointsLost, total(way) - total(after))
      same([row[j]!.pointsLost, table.pointsLost[pair]], [price.pointsLost, price.pointsLost])
      if (solution.result.objective.kind === 'optimal' && solution.result.objective.first === 'total') continue
      const lost = matched(way) - matched(after)
      same([price.matchedLost, row[j]!.matchedLost, table.matchedLost[pair]], [lost, lost, lost])
    }
  }
}
