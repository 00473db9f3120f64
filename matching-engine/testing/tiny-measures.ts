/** What each objective promises, as numbers to be made as large as possible, most important first; and what is stable, by definition. */
import type { Fairness } from '../arrangement.ts'
import { seededOrder } from '../order.ts'
import type { Pair } from '../problem.ts'
import { pointsIn, type Way, type World } from './tiny.ts'

export type WayMeasure = (way: Way) => readonly number[]

const totalOf = (world: World, way: Way): number => way.reduce((sum, pair) => sum + pointsIn(world, pair), 0)

/** Matched mentees per priority class, then pairs. */
export function matchedIn(world: World, way: Way): number[] {
  const { mentees } = world.problem
  const classes = [...new Set(mentees.map(({ priority = 0 }) => priority))].sort((a, b) => a - b)
  const matched = new Set(way.map(pair => Math.floor(pair / world.columns)))
  return [...classes.map(own => [...matched].filter(i => (mentees[i]!.priority ?? 0) === own).length), way.length]
}

export const matchedFirst =
  (world: World): WayMeasure =>
  way => [...matchedIn(world, way), totalOf(world, way)]

export const totalFirst =
  (world: World): WayMeasure =>
  way => [totalOf(world, way)]

export const keptFirst =
  (world: World, keep: readonly Pair[]): WayMeasure =>
  way => {
    const kept = way.filter(pair =>
      keep.some(({ mentee, mentor }) => {
        const [i, j] = [Math.floor(pair / world.columns), pair % world.columns]
        return world.problem.mentees[i]!.id === mentee && world.problem.mentors[j]!.id === mentor
      }),
    )
    return [...matchedIn(world, way), kept.length, totalOf(world, way)]
  }

export const fairestFirst =
  (world: World, by: Fairness, width: number): WayMeasure =>
  way => {
    const points = way.filter(pair => !world.locked.includes(pair)).map(pair => pointsIn(world, pair))
    const bands = Array.from(
      { length: Math.floor(10_000 / width) + 1 },
      (_, band) => points.filter(here => Math.floor(here / width) === band).length,
    )
    const fairness = by === 'worst' ? [Math.min(10_000, ...points)] : by === 'leximin' ? bands.map(count => -count) : bands.toReversed()
    return [...matchedIn(world, way), ...fairness, totalOf(world, way)]
  }

export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((here, index) => here !== b[index])
  return at === -1 ? 0 : a[at]! - b[at]!
}

export function best(ways: readonly Way[], measure: WayMeasure): readonly number[] | null {
  let most: readonly number[] | null = null
  for (const way of ways) {
    const here = measure(way)
    if (most === null || compareNumbers(here, most) > 0) most = here
  }
  return most
}

/** How much each side likes a pair, ties broken by the seeded order: larger is better, no two alike for one person. */
export function likings(world: World): { mentee(pair: number): number; mentor(pair: number): number } {
  const { problem, columns, likes, liked } = world
  const placed = (ids: readonly string[]): number[] => {
    const order = seededOrder(ids, problem.seed)
    return ids.map((_, index) => order.indexOf(index))
  }
  const menteePlace = placed(problem.mentees.map(({ id }) => id))
  const mentorPlace = placed(problem.mentors.map(({ id }) => id))
  const at = (pair: number): [number, number] => [Math.floor(pair / columns), pair % columns]
  return {
    mentee: pair => 100 * likes[at(pair)[0]]![at(pair)[1]]! - mentorPlace[at(pair)[1]]!,
    mentor: pair => 100 * liked[at(pair)[0]]![at(pair)[1]]! - menteePlace[at(pair)[0]]!,
  }
}

/** No open pair in which both have a place left or somebody they like less. */
export function isStable(world: World, way: Way): boolean {
  const { columns, locked } = world
  const { mentee, mentor } = likings(world)
  const free = way.filter(pair => !locked.includes(pair))
  return world.isOpen.every((row, i) =>
    row.every((isOpen, j) => {
      const pair = i * columns + j
      if (!isOpen || way.includes(pair)) return true
      const mine = free.filter(other => Math.floor(other / columns) === i)
      const theirs = free.filter(other => other % columns === j)
      const left = world.rowCapacity[i]! - way.filter(other => Math.floor(other / columns) === i).length
      const places = world.columnCapacity[j]! - way.filter(other => other % columns === j).length
      const wantsIt = left > 0 || mine.some(other => mentee(other) < mentee(pair))
      const wantsThem = places > 0 || theirs.some(other => mentor(other) < mentor(pair))
      return !(wantsIt && wantsThem)
    }),
  )
}
