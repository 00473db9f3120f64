import { expect, test } from 'vitest'
import { Refusal } from '../kit/wire/refusal.ts'
import type { ParticipantState } from './contract.ts'
import { freePlaces, heaviestDay, mentorsWished, moved, withinCeiling } from './rules.ts'

const outcome = (told: unknown) => (told instanceof Refusal ? told.code : told)

test.each([
  ['active', 'active', 'active'],
  ['active', 'paused', 'paused'],
  ['active', 'withdrawn', 'withdrawn'],
  ['paused', 'active', 'active'],
  ['paused', 'withdrawn', 'withdrawn'],
  ['withdrawn', 'withdrawn', 'withdrawn'],
  ['withdrawn', 'active', 'participant_cannot_move'],
  ['withdrawn', 'paused', 'participant_cannot_move'],
] as const satisfies readonly (readonly [ParticipantState, ParticipantState, string])[])('%s to %s is %s', (from, to, expected) => {
  expect(outcome(moved(from, to))).toBe(expected)
})

test.each([
  [null, 7, 7],
  [2, 2, 2],
  [2, 3, 'capacity_over_ceiling'],
  [0, 0, 0],
] as const)('with a ceiling of %s a capacity of %s is %s', (ceiling, capacity, expected) => {
  expect(outcome(withinCeiling(ceiling, capacity))).toBe(expected)
})

test.each([
  [0, 'mentors_out_of_range'],
  [1, 1],
  [5, 5],
  [6, 'mentors_out_of_range'],
] as const)('a mentee who would like %s mentors is %s', (count, expected) => {
  expect(outcome(mentorsWished(count))).toBe(expected)
})

const span = { from: '2027-03-01', to: '2027-08-31' }
const load = (from: string, to: string, places = 1) => ({ from, to, places })

test.each([
  ['nobody', [], 0],
  ['one pair all along', [load('2027-01-01', '2027-12-31')], 1],
  ['two that follow each other', [load('2027-01-01', '2027-04-30'), load('2027-05-01', '2027-09-30')], 1],
  ['two that share one day', [load('2027-01-01', '2027-05-01'), load('2027-05-01', '2027-09-30')], 2],
  ['one that ends the day before', [load('2026-09-01', '2027-02-28')], 0],
  ['one that ends on the first day', [load('2026-09-01', '2027-03-01')], 1],
  ['one that begins on the last day', [load('2027-08-31', '2028-01-01')], 1],
  ['one that begins the day after', [load('2027-09-01', '2028-01-01')], 0],
  [
    'two before and two within',
    [load('2027-01-01', '2027-03-31', 2), load('2027-06-01', '2027-07-01'), load('2027-06-15', '2027-08-01')],
    2,
  ],
] as const)('the heaviest day with %s', (_, loads, expected) => {
  expect(heaviestDay(loads, span)).toBe(expected)
})

test('free places are never fewer than none', () => {
  expect(freePlaces(2, [load('2027-03-05', '2027-04-01')], span)).toBe(1)
  expect(freePlaces(1, [load('2027-03-05', '2027-04-01', 3)], span)).toBe(0)
})
