import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWorkingDay } from '../../kit/time/time.ts'
import { afterNo, clockAfterStop, clockFrom, firstNameOf, lostAllOf, outcome, ownState, silentSides, workingDaysBetween } from './reply.ts'

const at = (instant: string) => new Date(instant)
const reply = (side: 'mentor' | 'mentee', answer: 'yes' | 'no', repliedAt = '2027-02-15T10:00:00Z') => ({
  side,
  answer,
  repliedAt: at(repliedAt),
})

test.each([
  ['nobody answered', [], { openUntil: null }],
  ['one yes waits', [reply('mentee', 'yes')], { openUntil: null }],
  ['two yes agree', [reply('mentee', 'yes'), reply('mentor', 'yes')], 'accepted'],
  ['a lonely no can be taken back for half an hour', [reply('mentee', 'no')], { openUntil: at('2027-02-15T10:30:00Z') }],
  ['a no counts once both have answered', [reply('mentee', 'no'), reply('mentor', 'yes')], 'declined'],
] as const)('%s', (_, replies, expected) => {
  expect(outcome(replies, at('2027-02-15T10:29:59Z'))).toEqual(expected)
})

test('a lonely no counts when its half hour is over', () => {
  expect(outcome([reply('mentor', 'no')], at('2027-02-15T10:30:00Z'))).toBe('declined')
})

const oslo = { zone: 'Europe/Oslo', holidays: [] }

test('clocks leave out the days on which nobody works', () => {
  // Easter 2027: Maundy Thursday to Easter Monday
  const easter = { ...oslo, holidays: ['2027-03-25', '2027-03-26', '2027-03-29'] }
  const clock = clockFrom(at('2027-03-22T09:00:00Z'), easter)
  expect(clock.remindAt.toISOString()).toBe('2027-03-30T06:00:00.000Z')
  expect(clock.expiresAt.toISOString()).toBe('2027-04-08T19:00:00.000Z')
})

test('clocks keep the wall time when the clock is set forward on a Sunday in between', () => {
  // asked on Friday, March 19; Oslo changes on March 28
  const clock = clockFrom(at('2027-03-19T09:00:00Z'), oslo)
  expect(clock.remindAt.toISOString()).toBe('2027-03-24T07:00:00.000Z')
  expect(clock.raiseAt.toISOString()).toBe('2027-03-30T06:00:00.000Z')
  expect(clock.expiresAt.toISOString()).toBe('2027-04-02T19:00:00.000Z')
})

test.each(['Europe/Oslo', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'])(
  'in %s every clock falls on a working day, in order',
  zone => {
    fc.assert(
      fc.property(fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2030-12-31T00:00:00Z'), noInvalidDate: true }), asked => {
        const { remindAt, raiseAt, expiresAt } = clockFrom(asked, { zone, holidays: [] })
        const days = [remindAt, raiseAt, expiresAt].map(due => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(due))
        expect(days.every(day => isWorkingDay(day))).toBe(true)
        expect(asked < remindAt && remindAt < raiseAt && raiseAt < expiresAt).toBe(true)
      }),
      { numRuns: 200 },
    )
  },
)

test('a clock that stood still goes on with what was left; what had passed stays passed', () => {
  const clock = clockFrom(at('2027-02-01T09:00:00Z'), oslo)
  const after = clockAfterStop(clock, at('2027-02-08T09:00:00Z'), at('2027-02-22T09:00:00Z'), oslo)
  expect(after.remindAt).toEqual(clock.remindAt)
  expect(after.raiseAt.toISOString()).toBe('2027-02-24T07:00:00.000Z')
  expect(after.expiresAt.toISOString()).toBe('2027-03-01T20:00:00.000Z')
})

test('working days between two days leave out the first and count the last', () => {
  expect(workingDaysBetween('2027-02-05', '2027-02-08', [])).toBe(1)
  expect(workingDaysBetween('2027-02-08', '2027-02-08', [])).toBe(0)
  expect(workingDaysBetween('2027-02-01', '2027-02-15', ['2027-02-10'])).toBe(9)
})

test('the second no leads to a talk, whatever its reason', () => {
  expect([afterNo('not-now', 0), afterNo('not-this-person', 0), afterNo('not-now', 1), afterNo('not-this-topic', 1)]).toEqual([
    'rest',
    'look-again',
    'talk',
    'talk',
  ])
})

test('of an end that the other one brought about, one learns only that it has changed', () => {
  for (const state of ['declined', 'expired', 'withdrawn'] as const) expect(ownState(state, 'yes')).toBe('changed')
  for (const state of ['declined', 'withdrawn'] as const) expect(ownState(state, null)).toBe('changed')
  expect([ownState('declined', 'no'), ownState('expired', null), ownState('expired', 'no')]).toEqual(['declined', 'lapsed', 'declined'])
})

test('who is silent, and what somebody is called', () => {
  const [both, mentorFirst] = [{ menteeAskedAt: at('2027-02-01T09:00:00Z') }, { menteeAskedAt: null }]
  expect(silentSides(both, [reply('mentor', 'yes')])).toEqual(['mentee'])
  expect(silentSides(mentorFirst, [])).toEqual(['mentor'])
  expect([firstNameOf('  Leila Farahani'), firstNameOf(null), firstNameOf('Bo')]).toEqual(['Leila', null, 'Bo'])
})

test('who was asked about several comes first only where they have nobody and lost somebody through somebody else', () => {
  const asked = new Date('2027-02-01')
  const of = (...ended: [Parameters<typeof lostAllOf>[0][number]['state'], 'yes' | 'no' | null][]) =>
    lostAllOf(ended.map(([state, answer]) => ({ state, answer, menteeAskedAt: asked })))
  expect(of(['declined', 'yes'], ['withdrawn', null])).toBe(true)
  expect(of(['declined', 'no'], ['declined', 'yes'])).toBe(true)
  expect(of(['declined', 'no'], ['expired', null])).toBe(false)
  expect(of(['declined', 'yes'], ['accepted', 'yes'])).toBe(false)
  expect(of(['declined', 'yes'], ['proposed', null])).toBe(false)
  expect(of()).toBe(false)
})
