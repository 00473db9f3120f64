import { expect, test } from 'vitest'
import { besideEachOther, isArrangedAtOnce, isSmall, mostOnASide } from './alternatives.ts'

const pair = (mentee: string, mentor: string, points: number) => ({ mentee, mentor, points })
const stands = [pair('a', 'x', 9000), pair('b', 'y', 5000), pair('c', 'z', 4000)]

test('a round is small with fewer than fifteen on a side', () => {
  expect([isSmall(14, 40), isSmall(40, 14), isSmall(15, 15)]).toEqual([true, true, false])
})

test('a thousand on each side is arranged at once, and as many as are named', () => {
  expect([1000, mostOnASide, 1500].map(side => isArrangedAtOnce(side, side))).toEqual([true, true, false])
  expect(mostOnASide).toBe(1400)
})

test('what another way costs, and who moves: whoever loses most first', () => {
  const way = [pair('a', 'y', 8000), pair('b', 'x', 5500), pair('d', 'z', 4000)]
  const { figures, moves } = besideEachOther(stands, way, 'compatibility', () => false)
  expect(figures).toEqual({ pairs: 3, average: 58, lowest: 40, menteesPlaced: 3, menteesLost: 0, lost: 5 })
  expect(moves.map(({ mentee, from, to }) => [mentee, from?.mentor, to?.mentor])).toEqual([
    ['c', 'z', undefined],
    ['a', 'x', 'y'],
    ['b', 'y', 'x'],
    ['d', undefined, 'z'],
  ])
})

test('whoever is hidden in one of the two is in no figure of either', () => {
  const way = [pair('a', 'y', 8000), pair('b', 'x', 5500), pair('c', 'z', 4000)]
  const { figures, moves, left } = besideEachOther(stands, way, 'compatibility', ({ mentor }) => mentor === 'y')
  expect([...left]).toEqual(['b', 'a'])
  expect(figures).toEqual({ pairs: 1, average: 40, lowest: 40, menteesPlaced: 1, menteesLost: 0, lost: 0 })
  expect(moves).toEqual([])
})
