import { expect, test } from 'vitest'
import { needs } from './needs.ts'

const now = { active: 4, paused: 1, closing: 0, toCall: 0, firstSince: null }

test('pairs to be called are a need, with the day since which the first of them waits', () => {
  expect(needs(now)).toEqual([])
  expect(needs({ ...now, toCall: 3, firstSince: '2027-02-01' })).toEqual([{ kind: 'to-call', count: 3, since: '2027-02-01' }])
})
