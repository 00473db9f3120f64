import { expect, test } from 'vitest'
import { comparedByChance, quartiles, seeded, seedOf, wilson } from './chance.ts'

// all literals: scipy 1.17 and numpy, by binomtest(…).proportion_ci('wilson'), percentile, and a full count of all ways to deal
test.each([
  [35, 45, 0.637307, 0.874553],
  [10, 10, 0.722467, 1],
  [0, 12, 0, 0.242494],
  [19, 20, 0.763869, 0.991119],
  [1, 10, 0.017876, 0.40415],
])('%i of %i: the interval is Wilson’s', (count, of, low, high) => {
  expect(wilson(count, of).low).toBeCloseTo(low, 6)
  expect(wilson(count, of).high).toBeCloseTo(high, 6)
})

test('quartiles lie between the two nearest', () => {
  expect(quartiles([3, 1, 4, 1, 5, 9, 2, 6, 5, 3])).toEqual([2.25, 3.5, 5])
  expect(quartiles([10, 20])).toEqual([12.5, 15, 17.5])
  expect(quartiles([7])).toEqual([7, 7, 7])
})

const x = [88, 85, 79, 91, 83, 90, 77, 86, 84, 89]
const y = [70, 74, 81, 69, 75, 72, 80, 78, 71, 73]
const z = [82, 80, 79, 85, 83, 76, 77, 81, 84, 78]
const beside = (a: readonly number[], b: readonly number[], seed = 1) =>
  comparedByChance([...a, ...b], [...a.map(() => 0), ...b.map(() => 1)], 2, seed)

test.each([
  ['x, z', x, z, 0.019225, null],
  ['y, z', y, z, 0.00236, 'lower'],
  ['x, y', x, y, 0.000141, 'higher'],
] as const)('%s: as likely as all ways to deal them say', (_, a, b, exact, differs) => {
  const [first, second] = beside(a, b)
  expect(Math.abs((first?.likelihood ?? 1) - exact)).toBeLessThan(0.008)
  expect(first?.differs).toBe(differs)
  expect(second?.likelihood).toBe(first?.likelihood)
})

const shares = (placed: number, of: number) => Array.from({ length: of }, (_, at) => (at < placed ? 100 : 0))

test('shares: as likely as the hypergeometric distribution says', () => {
  expect(Math.abs((beside(shares(10, 30), shares(28, 40))[0]?.likelihood ?? 1) - 0.003493)).toBeLessThan(0.008)
  expect(Math.abs((beside(shares(18, 30), shares(26, 40))[0]?.likelihood ?? 1) - 0.803337)).toBeLessThan(0.05)
  expect(beside(shares(10, 30), shares(28, 40)).map(one => one.differs)).toEqual(['lower', 'higher'])
})

test('a difference as large as what would show does, and one well under it does not', () => {
  const level = Array.from({ length: 40 }, (_, at) => 50 + (at % 10))
  const under = comparedByChance([...level, ...level], [...level.map(() => 0), ...level.map(() => 1)], 2, 3)[0]?.wouldShow ?? 0
  const moved = (by: number) =>
    beside(
      level.map(one => one + by),
      level,
      3,
    )[0]?.differs
  expect(under).toBeGreaterThan(1)
  expect(moved(under * 1.3)).toBe('higher')
  expect(moved(under * 0.5)).toBeNull()
})

test('where nothing differs no group does, however many there are, but for one time in a hundred', () => {
  const random = seeded(42)
  let alarms = 0
  for (let time = 0; time < 300; time += 1) {
    const numbers = Array.from({ length: 80 }, () => Math.floor(random() * 100))
    const compared = comparedByChance(
      numbers,
      numbers.map((_, at) => at % 8),
      8,
      time,
    )
    if (compared.some(({ differs }) => differs)) alarms += 1
  }
  // of 300 times 3; 9 or more are as likely as 4 in 1,000
  expect(alarms).toBeLessThan(9)
})

test('everybody alike: nothing to tell apart; the same seed deals the same', () => {
  expect(beside([5, 5, 5], [5, 5])).toEqual([
    { likelihood: 1, wouldShow: 0, differs: null },
    { likelihood: 1, wouldShow: 0, differs: null },
  ])
  expect(beside(x, z, seedOf('site mentee'))).toEqual(beside(x, z, seedOf('site mentee')))
  expect(seedOf('site mentee')).not.toBe(seedOf('site mentor'))
})
