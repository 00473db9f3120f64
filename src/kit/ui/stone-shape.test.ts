import { expect, test } from 'vitest'
import { initialsOf, stoneShape } from './stone-shape.ts'

test.each([
  ['Ana Ribeiro', 'AR'],
  ['Zoë', 'Z'],
  ['  María José de la Cruz ', 'MC'],
  ['“Bo” O’Neill', 'BO'],
  ['李 小龙', '李小'],
  ['', ''],
])('%s is shown as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a person keeps color and outline, and a hundred people use all eighteen', () => {
  const shapes = Array.from({ length: 200 }, (_, at) => stoneShape(`person-${at}`))

  expect(stoneShape('person-7')).toEqual(shapes[7])
  expect(new Set(shapes.map(({ color, outline }) => `${color}${outline}`)).size).toBe(18)
  expect(shapes.every(({ color }) => color >= 1 && color <= 6)).toBe(true)
})
