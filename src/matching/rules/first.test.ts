import { describe, expect, test } from 'vitest'
import { firsts } from '../contract/criteria.ts'
import { canComeFirst, firstIn, hasPrices, objectives, putsFirst } from './first.ts'

const small = { mentees: 1400, mentors: 1400 }
const large = { mentees: 2000, mentors: 1001 }

describe('what comes first', () => {
  test.each(firsts)('%s is read from the objective that it is asked for with', first => {
    expect(firstIn(objectives[first])).toBe(first)
  })
  test('an arrangement that does not say which of the two comes first puts as many as possible first', () =>
    expect(firstIn({ kind: 'optimal' })).toBe('matched'))
  test('only the two that have one total have prices for whole lists', () => expect(firsts.filter(hasPrices)).toEqual(['matched', 'total']))
})

describe('how many can be arranged by it', () => {
  test.each(firsts)('%s in a round that is worked out while somebody waits', first => expect(canComeFirst(first, small)).toBe(true))
  test.each(['matched', 'total'] as const)('%s in a round of any size', first => expect(canComeFirst(first, large)).toBe(true))
  test.each(['fairest', 'stable'] as const)('%s not in a larger one, which says how many could be', first =>
    expect(canComeFirst(first, large)).toMatchObject({ code: 'too_many_for_first', facts: { first, most: 1400 } }),
  )
})

describe('putting something else first', () => {
  test('what does not stand', () => expect(putsFirst('matched', 'stable', small)).toBe('stable'))
  test('not what stands', () => expect(putsFirst('stable', 'stable', small)).toMatchObject({ code: 'first_already' }))
  test('not in a round that nobody can wait for', () =>
    expect(putsFirst('matched', 'total', large)).toMatchObject({ code: 'too_many_to_arrange', facts: { most: 1400 } }))
})
