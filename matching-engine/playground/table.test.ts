import { expect, test } from 'vitest'
import { solve } from '../index.ts'
import { cellsOf, problemOf } from './table.ts'

test('a pasted table becomes a problem', async () => {
  const problem = problemOf(
    'id,role,capacity,wants,offers,team\nAmina,mentee,,speaking;law,,Sales\r\n"Dina, D.",mentor,2,,law,Sales\nEmil,mentor,,,speaking,Ops\n',
  )
  expect(problem.mentors.map(({ id, capacity }) => [id, capacity])).toEqual([
    ['Dina, D.', 2],
    ['Emil', undefined],
  ])
  expect((await solve(problem)).result.pairs).toEqual([{ mentee: 'Amina', mentor: 'Emil', points: 5000, locked: false }])
})

test('quotes may hold commas and quotes', () => expect(cellsOf('a,"b, ""c"""\n')).toEqual([['a', 'b, "c"']]))

test('a table without the needed columns is refused in words', () =>
  expect(() => problemOf('name\nAmina')).toThrow('The first line needs a column named id.'))
