import { expect, test } from 'vitest'
import { needs, needsOfPause } from './needs.ts'

const none = { cameBack: 0, firstCameBackOn: null, kept: 0, firstKeptOn: null }

test('mails that came back and letters to hand over are each a need, with the day of the first', () => {
  expect(needs([none])).toEqual([])
  const one = { cameBack: 2, firstCameBackOn: '2027-02-03', kept: 5, firstKeptOn: '2027-02-02' }
  expect(needs([one, none, { ...one, cameBack: 1, firstKeptOn: '2027-02-01' }])).toEqual([
    { kind: 'came-back', count: 3, since: '2027-02-03' },
    { kind: 'letters', count: 10, since: '2027-02-01' },
  ])
})

test('a pause is a need while it lasts', () => {
  expect(needsOfPause(null)).toEqual([])
  expect(needsOfPause('2027-02-01')).toEqual([{ kind: 'mail-paused', count: 1, since: '2027-02-01' }])
})
