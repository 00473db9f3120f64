import { describe, expect, test } from 'vitest'
import { type First, firsts } from '../contract/criteria.ts'
import { canBeMade, firstIn, hasListPrices, hasPrices, objectiveFor, objectives, putsFirst } from './first.ts'

const small = { mentees: 1400, mentors: 1400 }
const large = { mentees: 2000, mentors: 1001 }
const pairs = (first: First) => ({ first, groups: null })
const groups = { smallest: 3, largest: 6, coMentors: 0 }

describe('what comes first', () => {
  test.each(firsts)('%s is read from the objective that it is asked for with', first => {
    expect(firstIn(objectives[first])).toBe(first)
  })
  test('an arrangement that does not say which of the two comes first puts as many as possible first', () =>
    expect(firstIn({ kind: 'optimal' })).toBe('matched'))
  test('only the two that have one total have prices for whole lists', () => expect(firsts.filter(hasPrices)).toEqual(['matched', 'total']))
})

describe('groups', () => {
  test('put as many as possible first', () =>
    expect(firstIn(objectiveFor({ first: 'matched', groups }, { mentees: [], mentors: [] }))).toBe('matched'))
  test('have no prices for whole lists', () => expect(hasListPrices({ first: 'matched', groups })).toBe(false))
  test('have nothing else to put first', () =>
    expect(putsFirst({ first: 'matched', groups }, 'total', small)).toMatchObject({ code: 'not_for_groups' }))
  test('need as many mentees as the smallest', () => {
    expect(canBeMade({ first: 'matched', groups }, { mentees: 3, mentors: 1 })).toBe(true)
    expect(canBeMade({ first: 'matched', groups }, { mentees: 2, mentors: 5 })).toMatchObject({
      code: 'too_few_for_a_group',
      facts: { count: 2, smallest: 3 },
    })
  })
  test('are possible for so many as can be waited for', () =>
    expect(canBeMade({ first: 'matched', groups }, { mentees: 501, mentors: 500 })).toMatchObject({
      code: 'too_many_for_groups',
      facts: { most: 500 },
    }))
})

describe('how many can be arranged by it', () => {
  test.each(firsts)('%s in a round that is worked out while somebody waits', first => expect(canBeMade(pairs(first), small)).toBe(true))
  test.each(['matched', 'total'] as const)('%s in a round of any size', first => expect(canBeMade(pairs(first), large)).toBe(true))
  test.each(['fairest', 'stable'] as const)('%s not in a larger one, which says how many could be', first =>
    expect(canBeMade(pairs(first), large)).toMatchObject({ code: 'too_many_for_first', facts: { first, most: 1400 } }),
  )
})

describe('putting something else first', () => {
  test('what does not stand', () => expect(putsFirst(pairs('matched'), 'stable', small)).toBe('stable'))
  test('not what stands', () => expect(putsFirst(pairs('stable'), 'stable', small)).toMatchObject({ code: 'first_already' }))
  test('not in a round that nobody can wait for', () =>
    expect(putsFirst(pairs('matched'), 'total', large)).toMatchObject({ code: 'too_many_to_arrange', facts: { most: 1400 } }))
})
