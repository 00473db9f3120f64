import { describe, expect, test } from 'vitest'
import type { RoundState } from '../contract/round.ts'
import { averageOf, byNeed, lookOf, lossOf, movesBetween, shownOf, shownParts } from './arrangement.ts'
import { changesFor, type Fixed, fixedDifference } from './changes.ts'
import { canonical } from './problem.ts'
import { movedRound, waits } from './round.ts'

describe('what is shown of points', () => {
  test.each([
    [0, 0],
    [6499, 64],
    [6500, 65],
    [10_000, 100],
  ])('%i points are %i', (points, shown) => expect(shownOf(points, 'compatibility')).toBe(shown))
  test('counts and losses are as exact as they are', () => {
    expect(shownOf(3, 'count')).toBe(3)
    expect(lossOf(66_67, 'compatibility')).toBe(66.67)
  })
  test.each([
    [
      [3333, 3333, 3334],
      [33, 33, 34],
    ],
    [
      [2650, 2650, 1700],
      [27, 26, 17],
    ],
    [
      [99, 0, 0],
      [0, 0, 0],
    ],
  ])('parts %j show as %j and add up to the whole', (points, shown) => {
    expect(shownParts(points, 'compatibility')).toEqual(shown)
    expect(shown.reduce((sum, one) => sum + one, 0)).toBe(
      shownOf(
        points.reduce((sum, one) => sum + one, 0),
        'compatibility',
      ),
    )
  })
  test('an average of nothing is not told', () =>
    expect([averageOf(0, 0, 'count'), averageOf(13_000, 2, 'compatibility'), averageOf(10, 3, 'count')]).toEqual([null, 65, 3.3]))
})

describe('who deserves another look', () => {
  test.each([
    [{ points: 6500, bent: [] }, false, null],
    [{ points: 6499, bent: [] }, false, 'low'],
    [{ points: 9000, bent: ['line'] }, false, 'bent'],
    [{ points: 9000, bent: ['line'] }, true, 'left'],
  ] as const)('%j, somebody left %s: %s', (pair, left, look) => expect(lookOf(pair, 'compatibility', left)).toBe(look))
  test('a count is low where nothing is in common', () =>
    expect([lookOf({ points: 0, bent: [] }, 'count', false), lookOf({ points: 1, bent: [] }, 'count', false)]).toEqual(['low', null]))
  test('gravest first, then the weakest', () => {
    const rows = [
      { look: null, shown: 70 },
      { look: 'low', shown: 60 },
      { look: 'left', shown: 90 },
      { look: 'bent', shown: 80 },
      { look: 'low', shown: 10 },
    ] as const
    expect(rows.toSorted(byNeed).map(({ look, shown }) => [look, shown])).toEqual([
      ['left', 90],
      ['bent', 80],
      ['low', 10],
      ['low', 60],
      [null, 70],
    ])
  })
})

test('who moves between two arrangements', () => {
  const pair = (mentee: string, mentor: string) => ({ mentee, mentor, points: 1 })
  expect(
    movesBetween([pair('a', 'x'), pair('b', 'y'), pair('c', 'z')], [pair('a', 'y'), pair('c', 'z'), pair('d', 'x')]).map(
      ({ mentee, from, to }) => [mentee, from?.mentor ?? null, to?.mentor ?? null],
    ),
  ).toEqual([
    ['a', 'x', 'y'],
    ['b', 'y', null],
    ['d', null, 'x'],
  ])
})

test('who has several mentors moves once for each of them who differs', () => {
  const pair = (mentee: string, mentor: string) => ({ mentee, mentor, points: 1 })
  const told = (from: string[], to: string[]) =>
    movesBetween(
      from.map(mentor => pair('a', mentor)),
      to.map(mentor => pair('a', mentor)),
    ).map(({ from: was, to: is }) => [was?.mentor ?? null, is?.mentor ?? null])
  expect(told(['x', 'y'], ['y', 'x'])).toEqual([])
  expect(told(['x', 'y'], ['z', 'y'])).toEqual([['x', 'z']])
  expect(told(['x', 'y'], ['y'])).toEqual([['x', null]])
  expect(told(['x'], ['y', 'z'])).toEqual([
    ['x', 'y'],
    [null, 'z'],
  ])
})

describe('an act as the engine gets it', () => {
  const fixed: Fixed = {
    pairs: [
      { mentee: 'a', mentor: 'x' },
      { mentee: 'b', mentor: 'y' },
    ],
    locks: [{ mentee: 'b', mentor: 'y' }],
    exclusions: [{ mentee: 'a', mentor: 'z' }],
    mentors: 1,
  }
  const of = (act: 'lock' | 'take' | 'exclude' | 'put-back', mentee: string, mentor: string) => {
    const changes = changesFor({ act, mentee, mentor }, fixed)
    return Array.isArray(changes) ? changes.map(({ kind, mentee: a, mentor: b }) => `${kind} ${a}${b}`) : (changes as { code: string }).code
  }
  test('whoever may have several mentors keeps those who are kept when another one is taken', () => {
    expect(changesFor({ act: 'take', mentee: 'b', mentor: 'x' }, { ...fixed, mentors: 2 })).toEqual([
      { kind: 'lock', mentee: 'b', mentor: 'x' },
    ])
  })
  test.each([
    ['lock', 'a', 'x', ['lock ax']],
    ['lock', 'a', 'y', 'pair_not_together'],
    ['take', 'a', 'y', ['lock ay']],
    ['take', 'b', 'x', ['unlock by', 'lock bx']],
    ['take', 'a', 'x', 'pair_together'],
    ['take', 'a', 'z', 'pair_apart'],
    ['exclude', 'a', 'x', ['exclude ax']],
    ['exclude', 'b', 'y', ['unlock by', 'exclude by']],
    ['exclude', 'a', 'z', 'pair_apart'],
    ['put-back', 'b', 'y', ['unlock by']],
    ['put-back', 'a', 'z', ['readmit az']],
    ['put-back', 'a', 'x', 'pair_not_fixed'],
  ] as const)('%s %s %s', (act, mentee, mentor, changes) => expect(of(act, mentee, mentor)).toEqual(changes))
  test('what is fixed newly and what no more, whatever the order of keys', () => {
    expect(
      fixedDifference(
        [
          { mentee: 'a', mentor: 'x' },
          { mentee: 'b', mentor: 'y' },
        ],
        [
          { mentor: 'x', mentee: 'a' },
          { mentee: 'c', mentor: 'z' },
        ],
      ),
    ).toEqual({
      gone: [{ mentee: 'b', mentor: 'y' }],
      come: [{ mentee: 'c', mentor: 'z' }],
    })
  })
})

describe('a round', () => {
  const states: RoundState[] = ['queued', 'solving', 'ready', 'published', 'discarded', 'cancelled', 'failed']
  test('moves only along its transitions', () => {
    const moves = states.flatMap(from => states.filter(to => movedRound(from, to) === to).map(to => `${from} ${to}`))
    expect(moves).toEqual([
      'queued solving',
      'queued cancelled',
      'queued failed',
      'solving ready',
      'solving cancelled',
      'solving failed',
      'ready published',
      'ready discarded',
    ])
  })
  const now = new Date('2027-02-01T09:00:00Z')
  test.each([
    ['solving', new Date('2027-02-01T08:59:01Z'), false],
    ['solving', new Date('2027-02-01T08:58:59Z'), true],
    ['solving', null, true],
    ['queued', null, false],
    ['ready', new Date(0), false],
  ] as const)('%s, last heard of %s: waits %s', (state, aliveAt, waiting) => expect(waits({ state, aliveAt }, now)).toBe(waiting))
})

test('equal values have equal texts', () => expect(canonical({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1}]}'))
