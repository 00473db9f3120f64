import { describe, expect, test } from 'vitest'
import { chance } from '../testing/worlds.ts'
import { begin, isDue, type Nearest, type NearestOf } from './nearest.ts'

const [nears, fars] = [7, 200]
type Random = (below: number) => number

/** Near ones and far ones who are their own numbers, with few different points, so that many are worth the same. */
function world(random: Random) {
  const most = 4 + random(36)
  const points = Array.from({ length: nears }, () => Int16Array.from({ length: fars }, () => random(most) - 2))
  const nearest: NearestOf = {
    lists: null,
    tooShort: 0,
    nears,
    numberOf: near => (near < nears ? near : -1),
    farOf: null,
    besideOf: () => [],
    pricesByNumber: prices => prices,
    list(lists, number) {
      lists.open(number)
      lists.offerAll(number, points[number] ?? new Int16Array(0))
    },
  }
  const some = (count: number, most: number) => Float64Array.from({ length: count }, () => random(most))
  return { points, nearest, farPrice: some(fars, 30), nearPrice: some(nears + 1, 30) }
}

/** The lists of everybody, made one by one or of all beside each other. */
function listed({ points, nearest }: ReturnType<typeof world>, together: boolean): Nearest {
  const lists = nearest.lists!
  if (!together) for (let near = 0; near < nears; near++) nearest.list(lists, near)
  else {
    for (let near = 0; near < nears; near++) lists.open(near)
    const beside = points.flatMap((_, near) => Array.from({ length: fars }, (_, far) => ({ near, far })))
    const table = new Int16Array(nears * fars)
    for (const { near, far } of beside) table[far * nears + near] = points[near]![far]!
    for (let far = 0; far < fars; far++) lists.offerToEach(1, nears, far, table, far * nears + 1)
    for (let far = 0; far < fars; far++) lists.offerToEach(0, 1, far, table, far * nears)
  }
  return lists
}

describe('who is nearest', () => {
  test('a list names the best of those who are near enough, best first and earlier ones first among equals', () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = chance(seed)
      const all = world(random)
      const { points, nearest, farPrice, nearPrice } = all
      const longest = random(4) === 0 ? Number.POSITIVE_INFINITY : random(30)
      const most = 1 + random(30)
      begin(nearest, farPrice, nearPrice, longest, most)
      expect(nearest.lists!.has(2)).toBe(false)
      const lists = listed(all, seed % 2 === 0)
      for (let near = 0; near < nears; near++) {
        const gain = (far: number) => points[near]![far]! - farPrice[far]!
        const best = [...points[near]!.keys()]
          .filter(far => points[near]![far]! >= 0 && gain(far) >= nearPrice[near]! - longest)
          .sort((a, b) => gain(b) - gain(a) || a - b)
          .slice(0, most)
        expect(lists.has(near)).toBe(true)
        expect([...lists.farOf(near)]).toEqual(best)
        expect([...lists.pointsOf(near)]).toEqual(best.map(far => points[near]![far]))
      }
    }
  })

  test.each([0, 3, 150])('nobody else is worth more than the rest, after the prices of %i have fallen beside the others', falling => {
    for (let seed = 0; seed < 40; seed++) {
      const random = chance(seed)
      const all = world(random)
      const { points, nearest, farPrice, nearPrice } = all
      begin(nearest, farPrice, nearPrice, random(3) === 0 ? Number.POSITIVE_INFINITY : random(30), 1 + random(20))
      const lists = listed(all, false)
      const drift = random(50) - 25
      const now = farPrice.map((price, far) => price + drift - (far < falling ? 1 + random(20) : 0) + (random(9) === 0 ? random(5) : 0))
      const moved = lists.movedTo(now)
      if (falling < 100)
        expect(moved).toEqual({
          drift,
          fallen: Array.from({ length: falling }, (_, far) => far).filter(far => now[far]! < farPrice[far]! + drift),
          fall: 0,
        })
      let closest = Number.POSITIVE_INFINITY
      for (let near = 0; near < nears; near++) {
        const named = new Set([...lists.farOf(near), ...moved.fallen])
        for (const [far, here] of points[near]!.entries()) {
          if (here < 0 || named.has(far)) continue
          closest = Math.min(closest, lists.restOf(near, moved) - (here - now[far]!))
        }
      }
      expect(closest).toBeGreaterThanOrEqual(0)
    }
  })

  test('those who have fallen farthest are looked at one by one, and no more than 64', () => {
    const random = chance(5)
    const all = world(random)
    begin(all.nearest, all.farPrice, all.nearPrice, 10)
    const now = all.farPrice.map((price, far) => price - (far < 64 ? 100 + far : far < 90 ? 7 : 0))
    expect(all.nearest.lists!.movedTo(now)).toEqual({ drift: 0, fallen: Array.from({ length: 64 }, (_, far) => far), fall: 7 })
    const fewer = all.farPrice.map((price, far) => price - (far < 64 ? 5 : 0))
    expect(all.nearest.lists!.movedTo(fewer)).toMatchObject({ fallen: { length: 64 }, fall: 0 })
  })

  test('new lists are due at first and once many were too short', () => {
    const { nearest, farPrice, nearPrice } = world(chance(1))
    expect(isDue(nearest)).toBe(true)
    begin(nearest, farPrice, nearPrice, 10)
    expect([isDue(nearest), nearest.lists!.isFirst]).toEqual([false, true])
    nearest.tooShort = 31
    expect(isDue(nearest)).toBe(false)
    nearest.tooShort = 32
    expect(isDue(nearest)).toBe(true)
    begin(nearest, farPrice, nearPrice, 10)
    expect([nearest.tooShort, isDue(nearest), nearest.lists!.isFirst]).toEqual([0, false, false])
  })
})
