/**
 * The order that breaks every tie. All work happens on people sorted by a seeded hash of their stable ids, so the answer
 * is a function of the set of people, the seed and nothing else: not of the order of the input, not of who was added first,
 * and no name is favored over all seeds. The hash is two lanes of the 32-bit finalizer of MurmurHash3 (Appleby, public domain).
 */

const firstLane = 0x9747b28c
const secondLane = 0x3c6ef372

function mixed(text: string, lane: number): number {
  let hash = lane
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0xcc9e2d51)
    hash = (hash << 13) | (hash >>> 19)
  }
  hash ^= text.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The indexes of `ids` in their seeded order. */
export function seededOrder(ids: readonly string[], seed: string): number[] {
  const first = ids.map(id => mixed(`${seed}\u0000${id}`, firstLane))
  const second = ids.map(id => mixed(`${seed}\u0000${id}`, secondLane))
  const lane = (lanes: readonly number[], index: number) => lanes[index] ?? 0
  return ids
    .map((_, index) => index)
    .sort((a, b) => lane(first, a) - lane(first, b) || lane(second, a) - lane(second, b) || byCodeUnit(ids[a] ?? '', ids[b] ?? ''))
}

/** Compares two ids as the seeded order does. */
export function bySeed(a: string, b: string, seed: string): number {
  const lane = (id: string, which: number) => mixed(`${seed}\u0000${id}`, which)
  return lane(a, firstLane) - lane(b, firstLane) || lane(a, secondLane) - lane(b, secondLane) || byCodeUnit(a, b)
}

/** Compares by UTF-16 code unit, the same in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
