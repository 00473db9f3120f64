import { expect, test } from 'vitest'
import { type HatFacts, hearBy, isBoth, standingOf } from './rules.ts'

const mentee: HatFacts = { role: 'mentee', state: 'active', capacity: 1, open: [], mentorships: [], talk: false }
const mentor: HatFacts = { ...mentee, role: 'mentor', capacity: 2 }

test.each([
  ['nobody yet', mentee, 'waiting'],
  ['asked', { ...mentee, open: [{ answer: null }] }, 'proposed'],
  ['said yes', { ...mentee, open: [{ answer: 'yes' }] }, 'answered'],
  ['said no, and can still change it', { ...mentee, open: [{ answer: 'no' }] }, 'answered'],
  ['two are asked and one is answered', { ...mentor, open: [{ answer: 'yes' }, { answer: null }] }, 'proposed'],
  ['with somebody', { ...mentee, mentorships: ['active'] }, 'together'],
  ['with somebody, pausing', { ...mentee, mentorships: ['paused', 'closed'] }, 'together'],
  ['with somebody and asked again', { ...mentor, mentorships: ['active'], open: [{ answer: null }] }, 'proposed'],
  ['waits for a talk', { ...mentee, state: 'paused', talk: true }, 'to-talk'],
  ['rests', { ...mentee, state: 'paused' }, 'resting'],
  ['takes on nobody now', { ...mentor, capacity: 0 }, 'resting'],
  ['takes on no more, and has somebody', { ...mentor, capacity: 0, mentorships: ['active'] }, 'together'],
  ['it is over', { ...mentee, mentorships: ['closed'] }, 'ended'],
  ['left', { ...mentee, state: 'withdrawn', mentorships: ['closed'] }, 'left'],
] as const)('%s', (_, facts, expected) => {
  expect(standingOf(facts)).toBe(expected)
})

test('a day to hear by is never one that has passed', () => {
  expect(hearBy({ changedHearBy: '2027-02-12', startsOn: '2027-03-01' }, '2027-02-10')).toBe('2027-02-12')
  expect(hearBy({ changedHearBy: '2027-02-12', startsOn: '2027-03-01' }, '2027-02-13')).toBe('2027-03-01')
  expect(hearBy({ changedHearBy: null, startsOn: '2027-03-01' }, '2027-03-01')).toBeNull()
})

test('somebody is both while they are mentor and mentee and have left neither', () => {
  const as = (role: string, standing: 'waiting' | 'left') => ({ role, standing })
  expect(isBoth({ hats: [as('mentor', 'waiting'), as('mentee', 'waiting')] })).toBe(true)
  expect(isBoth({ hats: [as('mentor', 'waiting'), as('mentee', 'left')] })).toBe(false)
  expect(isBoth({ hats: [as('mentor', 'waiting'), as('mentor', 'waiting')] })).toBe(false)
})
