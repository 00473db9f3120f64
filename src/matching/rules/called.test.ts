import { expect, test } from 'vitest'
import { calledApart } from './called.ts'

const someone = (id: string, name: string | null, externalId: string | null = null) => ({ id, name, externalId })
const called = (...people: ReturnType<typeof someone>[]) => [...calledApart(people).values()]

test('a first name is enough for one, and for several with different ones', () => {
  expect(called(someone('1', 'Amina Haddad'))).toEqual(['Amina'])
  expect(called(someone('1', 'Amina Haddad'), someone('2', 'Carl Berg'))).toEqual(['Amina', 'Carl'])
  // the same person twice is one
  expect(called(someone('1', 'Amina Haddad'), someone('1', 'Amina Haddad'))).toEqual(['Amina'])
})

test('who shares a first name is told by the whole name, however it is written', () => {
  expect(called(someone('1', 'Amina Haddad'), someone('2', 'AMINA  Solberg'), someone('3', 'Carl Berg'))).toEqual([
    'Amina Haddad',
    'AMINA  Solberg',
    'Carl',
  ])
  expect(called(someone('1', 'Amina'), someone('2', 'Amina Solberg'))).toEqual(['Amina', 'Amina Solberg'])
})

test('who shares the whole name is told by the id of the roster, where there is one', () => {
  expect(called(someone('1', 'Amina Haddad', 'E-7'), someone('2', 'Amina Haddad', 'E-9'))).toEqual([
    'Amina Haddad (E-7)',
    'Amina Haddad (E-9)',
  ])
  expect(called(someone('1', 'Amina', null), someone('2', 'Amina', 'E-9'))).toEqual(['Amina', 'Amina (E-9)'])
})

test('without a name there is none', () => {
  expect(called(someone('1', null, 'E-7'), someone('2', null))).toEqual([null, null])
})
