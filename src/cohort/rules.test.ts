import { expect, test } from 'vitest'
import { needs } from './rules.ts'

test('a cohort asks to be closed once its last day has passed, and no longer when it is', () => {
  const over = { state: 'running', endsOn: '2027-02-01' } as const
  expect(needs(over, '2027-02-02')).toEqual([{ kind: 'cohort-over', count: 1, since: '2027-02-01' }])
  expect(needs(over, '2027-02-01')).toEqual([])
  expect(needs({ ...over, state: 'closed' }, '2027-02-02')).toEqual([])
})
