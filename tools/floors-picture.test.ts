import { expect, test } from 'vitest'
import { floors } from '../src/floors.ts'
import { pictureOf } from './floors-picture.ts'
import { read, sources, textOf } from './source.ts'

const roomsIn = (picture: string): string[] => [...picture.matchAll(/font-weight="600"[^>]*>([^<]+)</g)].flatMap(([, name]) => name ?? [])

test('the picture in the guide shows the rooms on the floors of today', () => {
  expect(roomsIn(textOf('guide/floors.svg')), 'draw it anew with: node tools/floors-picture.ts').toEqual(
    roomsIn(pictureOf(floors, sources)),
  )
})

test('an arrow leads to what is imported, and one that goes up stands out', () => {
  const down = read('src/high/rules.ts', "import { a } from '../low/rules.ts'")
  const up = read('src/low/rules.ts', "import { b } from '../high/rules.ts'")
  const arrowsIn = (picture: string): number => (picture.match(/marker-end/g) ?? []).length
  expect(arrowsIn(pictureOf([['low'], ['high']], [down]))).toBe(1)
  expect(pictureOf([['low'], ['high']], [down])).not.toContain('stroke="#B3501B"')
  expect(pictureOf([['low'], ['high']], [up])).toContain('stroke="#B3501B"')
})
