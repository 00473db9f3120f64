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
  /** Their ids, apart, since the people themselves lie all over the memory. */
  readonly ids: readonly string[]
  /** And their capacities and priorities. */
  readonly capacities: Int32Array
  readonly priorities: Int32Array
  /** Position → place in the list. */
  readonly order: readonly number[]
  /** Positions by id, and the position of each id. */
  readonly byId: readonly number[]
  readonly index: ReadonlyMap<string, number>
}

/** The same as without `before`; where those at each position stood there, -1 who did not, null where nobody has moved; and whether the list is the very same. */
export type SidedAfter = { readonly sided: Sided; readonly stood: Int32Array | null; readonly isSame: boolean }

export function sidedAs(list: readonly Candidate[], seed: string): Sided {
  const idsInList = list.map(({ id }) => id)
  const order = seededOrder(idsInList, seed)
  const ids = placed(order, idsInList)
  const byId = [...ids.keys()].sort((a, b) => byCodeUnit(ids[a] ?? '', ids[b] ?? ''))
  const people = placed(order, list)
  return sided({ list, people, ids, ...amounts(people), order, byId })
}

/** What the people say in numbers; of those who are the same as before it is taken over. */
function amounts(people: readonly Candidate[], before?: Sided, stood?: Int32Array): Pick<Sided, 'capacities' | 'priorities'> {
  const capacities = new Int32Array(people.length)
  const priorities = new Int32Array(people.length)
  for (let position = 0; position < people.length; position++) {
    const then = stood ? (stood[position] ?? -1) : position
    const isSame = before?.people[then] === people[position]
    capacities[position] = (isSame ? before?.capacities[then] : people[position]?.capacity) ?? 1
    priorities[position] = (isSame ? before?.priorities[then] : people[position]?.priority) ?? 0
  }
  return { capacities, priorities }
}

/** The index is made when it is first asked for: most edits do not. */
function sided(known: Omit<Sided, 'index'>): Sided {
  let index: Map<string, number> | undefined
  return {
    ...known,
    get index() {
      if (!index) {
        index = new Map()
        for (const [position, id] of known.ids.entries()) index.set(id, position)
      }
      return index
    },
  }
}

export function sidedAfter(before: Sided, list: readonly Candidate[], seed: string): SidedAfter {
  if (before.list === list) return { sided: before, stood: null, isSame: true }
  const { order: orderBefore, byId: byIdBefore } = before
  const places = placesBefore(before.list, list)
  if (list.length === before.list.length && places.every((place, at) => place === at)) {
    const people = placed(orderBefore, list)
    const same = { ids: before.ids, order: orderBefore, byId: byIdBefore }
    return { sided: sided({ list, people, ...amounts(people, before), ...same }), stood: null, isSame: false }
  }
  const placeNow = inverse(places, before.list.length)
  const added = [...list.keys()].filter(at => places[at] === -1)
  const idAt = (place: number): string => list[place]?.id ?? ''
  const stayed: number[] = []
  for (let position = 0; position < orderBefore.length; position++) {
    const place = placeNow[orderBefore[position] ?? 0] ?? -1
    if (place !== -1) stayed.push(place)
  }
  const order = inserted(stayed, added, (a, b) => bySeed(idAt(a), idAt(b), seed))
  const positionOf = inverse(order, list.length)
  const positionBefore = inverse(orderBefore, before.list.length)
  const stayedById: number[] = []
  for (let at = 0; at < byIdBefore.length; at++) {
    const place = placeNow[orderBefore[byIdBefore[at] ?? 0] ?? 0] ?? -1
    if (place !== -1) stayedById.push(place)
  }
  const byId = inserted(stayedById, added, (a, b) => byCodeUnit(idAt(a), idAt(b)))
  for (let at = 0; at < byId.length; at++) byId[at] = positionOf[byId[at] ?? 0] ?? 0
  const stood = new Int32Array(order.length)
  const ids: string[] = []
  for (let position = 0; position < stood.length; position++) {
    const place = order[position] ?? 0
    const then = positionBefore[places[place] ?? -1] ?? -1
    stood[position] = then
    ids.push((then === -1 ? list[place]?.id : before.ids[then]) ?? '')
  }
  const people = placed(order, list)
  return { sided: sided({ list, people, ids, ...amounts(people, before, stood), order, byId }), stood, isSame: false }
}

/** A list in an order. */
function placed<T>(order: readonly number[], list: readonly T[]): T[] {
  const all: T[] = []
  for (let position = 0; position < order.length; position++) {
    const one = list[order[position] ?? 0]
    if (one !== undefined) all.push(one)
  }
  return all
}

/** Where each of the list stood in the list before, -1 who did not. Who stands in another order counts as not having stood. */
export function placesBefore(before: readonly Candidate[], list: readonly Candidate[]): Int32Array {
  const places = new Int32Array(list.length).fill(-1)
  let left = 0
  for (let place = 0; place < before.length && left < list.length; place++)
    if (before[place] === list[left] || before[place]?.id === list[left]?.id) places[left++] = place
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
  const all = list.slice()
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
