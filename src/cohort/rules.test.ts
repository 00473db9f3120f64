import { expect, test } from 'vitest'
import { mostInGroups, needs, notDivided } from './rules.ts'

const sizes = (smallest: number, largest: number) => ({ smallest, largest, coMentors: 0 })

/** Every way to open groups, tried. */
const tried = (mentees: number, leaders: number, smallest: number, largest: number): number => {
  const reachable = new Set([0])
  for (let leader = 0; leader < leaders; leader++)
    for (const placed of [...reachable]) for (let size = smallest; size <= largest; size++) reachable.add(placed + size)
  return Math.max(...[...reachable].filter(placed => placed <= mentees))
}

test('how many can be placed is what trying every way gives', () => {
  for (const [smallest, largest] of [
    [2, 2],
    [3, 4],
    [3, 6],
    [4, 5],
    [5, 9],
  ] as const)
    for (let mentees = 0; mentees <= 30; mentees++)
      for (let leaders = 0; leaders <= 7; leaders++)
        expect(mostInGroups(mentees, leaders, sizes(smallest, largest)), `${mentees} ${leaders} ${smallest} ${largest}`).toBe(
          tried(mentees, leaders, smallest, largest),
        )
})

test.each([
  [3, 6, []],
  [3, 4, [5]],
  [4, 5, [6, 7, 11]],
  [2, 3, []],
  [4, 4, null],
] as const)('groups of %i to %i leave these numbers', (smallest, largest, left) => {
  expect(notDivided(sizes(smallest, largest))).toEqual(left)
})

test('a cohort asks to be closed once its last day has passed, and no longer when it is', () => {
  const over = { state: 'running', endsOn: '2027-02-01' } as const
  expect(needs(over, '2027-02-02')).toEqual([{ kind: 'cohort-over', count: 1, since: '2027-02-01' }])
  expect(needs(over, '2027-02-01')).toEqual([])
  expect(needs({ ...over, state: 'closed' }, '2027-02-02')).toEqual([])
})
