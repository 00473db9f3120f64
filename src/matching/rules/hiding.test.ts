import { describe, expect, test } from 'vitest'
import { type GroupTable, isTooNear, type Member, tableOf } from './hiding.ts'

/** `some('A', 12, 3)`: twelve who chose A, three of them with nobody. */
const some = (answer: string | null, people: number, unplaced = 0, name: string | number = ''): Member[] =>
  Array.from({ length: people }, (_, at) => ({ id: `${answer}${name}${at}`, answer, points: at < unplaced ? null : 7000 + at }))
const told = (table: GroupTable | null) =>
  table && [table.placing, ...table.groups.map(({ answers, members }) => `${answers === null ? 'others' : answers} ${members.length}`)]

test('small groups are merged, and where that is still small another one joins them', () => {
  expect(told(tableOf([...some('A', 20), ...some('B', 12), ...some('C', 6), ...some('D', 5)]))).toEqual([
    'all',
    'A 20',
    'B 12',
    'others 11',
  ])
  expect([
    ['all', 'A 20', 'others 13'],
    ['all', 'B 12', 'others 21'],
  ]).toContainEqual(told(tableOf([...some('A', 20), ...some('B', 12), ...some('C', 1)])))
  expect(told(tableOf([...some('A', 20), ...some('B', 9)]))).toBeNull()
  expect(told(tableOf(some('A', 50)))).toBeNull()
  expect(told(tableOf([]))).toBeNull()
})

test('whoever said nothing is a group like another', () => {
  expect(told(tableOf([...some('A', 14), ...some(null, 11)]))).toEqual(['all', 'A 14', ' 11'])
})

test('the few without anybody can be of any group: each has enough besides', () => {
  const four = [...some('A', 19, 4), ...some('B', 14), ...some('C', 12)]
  expect(told(tableOf(four.filter(({ answer }) => answer !== 'B')))).toBeNull()
  const [placing, ...groups] = told(tableOf(four)) ?? []
  expect(placing).toBe('hidden')
  expect(groups).not.toContain('C 12')
  expect(told(tableOf([...some('A', 13, 4), ...some('B', 13)]))).toBeNull()
})

test('how many are placed is told where both sides of it are enough in every group', () => {
  expect(told(tableOf([...some('A', 30, 12), ...some('B', 40, 10)]))).toEqual(['told', 'B 40', 'A 30'])
  expect(told(tableOf([...some('A', 30, 12), ...some('B', 40, 9)]))).toBeNull()
  expect(told(tableOf([...some('A', 60, 12), ...some('B', 70, 9)]))).toEqual(['hidden', 'B 70', 'A 60'])
})

test('no more than ten groups, the smallest merged', () => {
  const many = Array.from({ length: 14 }, (_, at) => some(`G${at}`, 30 - at)).flat()
  const groups = tableOf(many)?.groups ?? []
  expect(groups).toHaveLength(10)
  expect(groups.at(-1)).toMatchObject({ answers: null, members: { length: 21 + 20 + 19 + 18 + 17 } })
})

/** What somebody reads who knows the rules: the totals, and of each group what is told. */
const read = (table: GroupTable | null) =>
  table === null
    ? 'nothing'
    : [
        table.placing,
        ...table.groups
          .map(({ answers, members }) => {
            const placed = table.placing === 'told' ? members.filter(({ points }) => points !== null).length : ''
            return `${answers ?? '-'}:${members.length}/${placed}`
          })
          .sort(),
      ].join(' ')

describe('whoever knows the rules and works through every case that reads the same', () => {
  /** Every way in which people can have three answers and be placed, under a threshold of three. */
  const least = 3
  const states = (people: number) => {
    const found: { sizes: number[]; placed: number[] }[] = []
    for (let a = 0; a <= people; a += 1)
      for (let b = 0; a + b <= people; b += 1) {
        const sizes = [a, b, people - a - b]
        for (let x = 0; x <= a; x += 1)
          for (let y = 0; y <= b; y += 1) for (let w = 0; w <= people - a - b; w += 1) found.push({ sizes, placed: [x, y, w] })
      }
    return found
  }

  test.each([8, 11, 13])('of %i people, gets at no small number that is not the total', people => {
    const alike = new Map<string, ReturnType<typeof states>>()
    for (const state of states(people))
      for (const drawn of ['a', 'b', 'c', 'd', 'e']) {
        const members = ['A', 'B', 'C'].flatMap((answer, at) =>
          some(answer, state.sizes[at] ?? 0, (state.sizes[at] ?? 0) - (state.placed[at] ?? 0), drawn),
        )
        const what = `${state.placed.reduce((sum, one) => sum + one, 0)} placed: ${read(tableOf(members, least))}`
        const cases = alike.get(what)
        if (cases) cases.push(state)
        else alike.set(what, [state])
      }
    const got: string[] = []
    for (const [what, cases] of alike) {
      if (what.endsWith('nothing')) continue
      for (const answer of [0, 1, 2])
        for (const [name, of] of [
          ['people', (one: (typeof cases)[number]) => one.sizes[answer] ?? 0],
          ['placed', (one: (typeof cases)[number]) => one.placed[answer] ?? 0],
          ['unplaced', (one: (typeof cases)[number]) => (one.sizes[answer] ?? 0) - (one.placed[answer] ?? 0)],
        ] as const) {
          const [only, ...others] = new Set(cases.map(of))
          if (others.length === 0 && only !== undefined && only > 0 && only < least) got.push(`${what}: ${name} of ${answer} is ${only}`)
        }
    }
    expect(got).toEqual([])
  })
})

describe('two tables side by side', () => {
  const bySite = some('Coast', 30)
  const table = (members: readonly Member[]): GroupTable => {
    const found = tableOf(members)
    if (!found) throw new Error('nothing is told')
    return found
  }
  const with20 = (members: readonly Member[]) => table([...members, ...some('City', 20)])

  test('of the same people with the same results tell nothing more', () => {
    expect(isTooNear(with20(bySite), with20(bySite))).toBe(false)
  })

  test('of which one person has another result tell what became of them', () => {
    const edited = bySite.map((one, at) => (at === 3 ? { ...one, points: 100 } : one))
    expect(isTooNear(with20(bySite), with20(edited))).toBe(true)
    expect(isTooNear(with20(edited), with20(bySite))).toBe(true)
  })

  test.each([
    [9, true],
    [10, false],
  ])('of which %i of a group have another result: %s', (changed, isNear) => {
    const edited = bySite.map((one, at) => (at < changed ? { ...one, points: 100 + at } : one))
    expect(isTooNear(with20(bySite), with20(edited))).toBe(isNear)
  })

  test('of which one person has come since, or has changed their answer', () => {
    expect(isTooNear(with20(bySite), with20([...bySite, ...some('Coast', 1, 0, 'new')]))).toBe(true)
    const moved = [...bySite.slice(1), ...some('City', 20), { id: 'Coast0', answer: 'City', points: 7000 }]
    expect(isTooNear(with20(bySite), table(moved))).toBe(true)
  })

  test('of two questions, where a team is a site but for three people', () => {
    const people = [...bySite, ...some('City', 20)]
    const byTeam = people.map(one => ({ ...one, answer: one.answer === 'Coast' && !/[789]$/.test(one.id) ? 'Wards' : 'Office' }))
    const apart = people.map((one, at) => ({ ...one, answer: at % 2 === 0 ? 'Wards' : 'Office' }))
    const three = people.map(one => ({ ...one, answer: one.answer === 'Coast' && !/^Coast[789]$/.test(one.id) ? 'Wards' : 'Office' }))
    expect(isTooNear(with20(bySite), table(three))).toBe(true)
    expect(isTooNear(with20(bySite), table(byTeam))).toBe(true)
    expect(isTooNear(with20(bySite), table(apart))).toBe(false)
  })

  test('of two sites that one district is, but for two people', () => {
    const people = [...bySite, ...some('City', 20), ...some('Hills', 25)]
    const district = people.map(one => ({
      ...one,
      answer: one.answer === 'Hills' || one.id === 'City0' || one.id === 'City1' ? 'North' : 'South',
    }))
    expect(isTooNear(table(people), table(district))).toBe(true)
  })
})
