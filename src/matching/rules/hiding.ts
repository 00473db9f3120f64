/**
 * Figures by group without anybody's answer in them.
 *
 * The answers of people to one question part them into groups. A table tells of each group how many they are, what compatibility those of
 * it have who are placed, and where it can how many are placed. Whoever reads it may know everything else: who is placed, with whom, how
 * well, what other tables say and how this one came about. They must not get at fewer than `fewest` people.
 *
 * - A group is told by itself only where it is not small: small ones are merged into one, and where that is still small another one joins
 *   it, since it would follow from the total (complementary suppression).
 * - How many are placed is told where both they and the rest are enough in every group, or where everybody is. Otherwise it is not told of any
 *   group, and groups are so large that enough of each are placed whoever is not: what decides is then the total, which is known anyhow, and
 *   so the decision tells nothing. The few without anybody can be of any group.
 * - Compatibility is told as quartiles, which do not add up: no total less a part gives the rest.
 * - Two tables side by side (two questions, two arrangements, two rounds) tell what lies between them. Where some groups of one and some of
 *   the other hold nearly the same people with nearly the same results, the few between would be told: see `isTooNear`.
 */

import { seeded, seedOf } from './chance.ts'

/** Fewer than this are nobody's to count. Tests of every possible case count down from less. */
export const fewest = 10
/** What is looked at in every combination stays small; the smallest of more groups are merged. */
export const mostGroups = 10

export interface Member {
  readonly id: string
  /** What they chose; null: nothing. */
  readonly answer: string | null
  /** The mean points of their pairs; null: with nobody. */
  readonly points: number | null
}

export interface Group {
  /** Whose answer it was; null: of everybody whose answer has no group of its own. */
  readonly answers: readonly (string | null)[] | null
  readonly members: readonly Member[]
}

export interface GroupTable {
  readonly groups: readonly Group[]
  /** Whether it is told how many are placed; `all`: everybody is. */
  readonly placing: 'told' | 'all' | 'hidden'
}

const placedOf = (members: readonly Member[]) => members.filter(({ points }) => points !== null).length

/** Null: there are no two groups that can be told. */
export function tableOf(members: readonly Member[], least = fewest): GroupTable | null {
  const unplaced = members.length - placedOf(members)
  const told = merged(members, group => placedOf(group) >= least && group.length - placedOf(group) >= least)
  if (told) return { groups: told, placing: 'told' }
  const sized = merged(members, group => group.length >= least + unplaced)
  return sized && { groups: sized, placing: unplaced === 0 ? 'all' : 'hidden' }
}

/**
 * Which other one joins those that are too small is drawn, the same for the same people. Were it the smallest, or the last by name, whoever
 * knows that would sometimes know the size of a small one: a test that works through every case found both.
 */
function merged(members: readonly Member[], isEnough: (members: readonly Member[]) => boolean): Group[] | null {
  const parts = [...Map.groupBy(members, ({ answer }) => answer)]
    .map(([answer, of]): Group => ({ answers: [answer], members: of }))
    .sort((a, b) => (String(a.answers) < String(b.answers) ? -1 : 1))
  const random = seeded(seedOf(members.map(({ id }) => id).join()))
  const enough = parts.filter(part => isEnough(part.members))
  const own = largest(enough, enough.length < parts.length ? mostGroups - 1 : mostGroups)
  const others = parts.filter(part => !own.includes(part)).flatMap(part => part.members)
  while (others.length > 0 && !isEnough(others)) {
    const [drawn] = own.splice(Math.floor(random() * own.length), 1)
    if (!drawn) return null
    others.push(...drawn.members)
  }
  const groups = own.sort((a, b) => b.members.length - a.members.length)
  if (others.length > 0) groups.push({ answers: null, members: others })
  return groups.length > 1 ? groups : null
}

/** In the order that they have; of more than there is room for, the largest, and room for the rest. */
function largest(groups: readonly Group[], most: number): Group[] {
  if (groups.length <= most) return [...groups]
  const kept = new Set(groups.toSorted((a, b) => b.members.length - a.members.length).slice(0, mostGroups - 1))
  return groups.filter(group => kept.has(group))
}

/**
 * Whether two tables together would tell of fewer than `fewest` people: whether some groups of one, taken together, differ from some groups of
 * the other by fewer, but by somebody. People differ who are in only one of the two, or in both with another result. For each choice of
 * groups of the first, each group of the second is taken or left, whichever is nearer.
 */
export function isTooNear(a: GroupTable, b: GroupTable, least = fewest): boolean {
  const inA = new Map(a.groups.flatMap(({ members }, group) => members.map(({ id, points }) => [id, { group, points }] as const)))
  const both = b.groups.map(() => new Array<number>(a.groups.length).fill(0))
  const changed = b.groups.map(() => new Array<number>(a.groups.length).fill(0))
  const onlyA = a.groups.map(({ members }) => members.length)
  const add = (counts: number[] | undefined, at: number, by: number) => {
    if (counts) counts[at] = (counts[at] ?? 0) + by
  }
  b.groups.forEach(({ members }, group) => {
    for (const { id, points } of members) {
      const here = inA.get(id)
      if (!here) continue
      add(both[group], here.group, 1)
      add(onlyA, here.group, -1)
      if (here.points !== points) add(changed[group], here.group, 1)
    }
  })
  const [alone, left, differing] = [sumsOf(onlyA), both.map(sumsOf), changed.map(sumsOf)]
  for (let chosen = 0; chosen < alone.length; chosen += 1) {
    let between = alone[chosen] ?? 0
    for (const [at, { members }] of b.groups.entries()) {
      const out = left[at]?.[chosen] ?? 0
      between += Math.min(out, members.length - out + (differing[at]?.[chosen] ?? 0))
    }
    if (between > 0 && between < least) return true
  }
  return false
}

/** The sum of every choice of these numbers, by the bits of the choice: each is that without its lowest one, and that one. */
function sumsOf(numbers: readonly number[]): Float64Array {
  const sums = new Float64Array(1 << numbers.length)
  for (let chosen = 1; chosen < sums.length; chosen += 1) {
    const rest = chosen & (chosen - 1)
    sums[chosen] = (sums[rest] ?? 0) + (numbers[31 - Math.clz32(chosen ^ rest)] ?? 0)
  }
  return sums
}
