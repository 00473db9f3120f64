/**
 * One side of a problem in the orders that it is needed in. When somebody comes or leaves, the orders of those who stay are taken over
 * and the newcomers put in their places, so that nothing is sorted again.
 */
import { byCodeUnit, bySeed, seededOrder } from './order.ts'
import type { Candidate } from './problem.ts'

export type Sided = {
  /** As the problem lists them. */
  readonly list: readonly Candidate[]
  /** In seeded order; who stands where is called a position. */
  readonly people: readonly Candidate[]
  /** Position → place in the list. */
  readonly order: readonly number[]
  /** Positions by id, and the position of each id. */
  readonly byId: readonly number[]
  readonly index: ReadonlyMap<string, number>
}

/** The same as without `before`, and where those at each position stood there, -1 who did not; null where nobody has moved. */
export type SidedAfter = { readonly sided: Sided; readonly stood: Int32Array | null }

export function sidedAs(list: readonly Candidate[], seed: string): Sided {
  const ids = list.map(({ id }) => id)
  const order = seededOrder(ids, seed)
  const people = order.flatMap(at => list[at] ?? [])
  const byId = [...people.keys()].sort((a, b) => byCodeUnit(people[a]?.id ?? '', people[b]?.id ?? ''))
  return { list, people, order, byId, index: indexOf(people) }
}

export function sidedAfter(before: Sided, list: readonly Candidate[], seed: string): SidedAfter {
  if (before.list === list) return { sided: before, stood: null }
  const places = placesBefore(before.list, list)
  if (places.every((place, at) => place === at) && list.length === before.list.length)
    return { sided: { ...before, list, people: before.order.flatMap(at => list[at] ?? []) }, stood: null }
  const placeNow = inverse(places, before.list.length)
  const added = [...list.keys()].filter(at => places[at] === -1)
  const idAt = (place: number): string => list[place]?.id ?? ''
  const stayed = before.order.map(place => placeNow[place] ?? -1).filter(place => place !== -1)
  const order = inserted(stayed, added, (a, b) => bySeed(idAt(a), idAt(b), seed))
  const people = order.flatMap(at => list[at] ?? [])
  const positionOf = inverse(order, list.length)
  const positionBefore = inverse(before.order, before.list.length)
  const placesById = before.byId.map(position => placeNow[before.order[position] ?? 0] ?? -1).filter(place => place !== -1)
  const byId = inserted(placesById, added, (a, b) => byCodeUnit(idAt(a), idAt(b))).map(place => positionOf[place] ?? 0)
  const stood = Int32Array.from(order, place => positionBefore[places[place] ?? -1] ?? -1)
  return { sided: { list, people, order, byId, index: indexOf(people) }, stood }
}

/** Where each of the list stood in the list before, -1 who did not. Who stands in another order counts as not having stood. */
export function placesBefore(before: readonly Candidate[], list: readonly Candidate[]): Int32Array {
  const places = new Int32Array(list.length).fill(-1)
  let left = 0
  for (let place = 0; place < before.length && left < list.length; place++) if (before[place]?.id === list[left]?.id) places[left++] = place
  return places
}

/** For each of so many numbers where it stands in a list, -1 if nowhere. */
function inverse(list: ArrayLike<number>, numbers: number): Int32Array {
  const at = new Int32Array(numbers).fill(-1)
  for (let place = 0; place < list.length; place++) {
    const number = list[place] ?? -1
    if (number !== -1) at[number] = place
  }
  return at
}

/** The list, which is in order, with the added ones in their places. */
function inserted(list: readonly number[], added: readonly number[], compare: (a: number, b: number) => number): number[] {
  const all = [...list]
  for (const one of added) {
    let from = 0
    let until = all.length
    while (from < until) {
      const middle = (from + until) >>> 1
      if (compare(all[middle] ?? 0, one) < 0) from = middle + 1
      else until = middle
    }
    all.splice(from, 0, one)
  }
  return all
}

function indexOf(people: readonly Candidate[]): Map<string, number> {
  return new Map(people.map(({ id }, position) => [id, position]))
}
