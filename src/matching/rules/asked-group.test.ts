import { expect, test } from 'vitest'
import { type GroupStanding, groupOutcome, mayDecide } from './asked-group.ts'

const now = new Date('2027-02-02T10:00:00Z')
const leader = (answer: 'yes' | 'no', minutesAgo = 60) => ({ answer, repliedAt: new Date(now.getTime() - minutesAgo * 60_000) })
const members = (answers: string): GroupStanding['members'] =>
  [...answers].map(one => {
    if (one === 'y') return { state: 'proposed', answer: 'yes' }
    if (one === 'a') return { state: 'accepted', answer: 'yes' }
    if (one === 'n') return { state: 'declined', answer: 'no' }
    if (one === 'p') return { state: 'proposed', answer: 'no' }
    return one === 'x' ? { state: 'expired', answer: null } : { state: 'proposed', answer: null }
  })
const outcome = (said: GroupStanding['leader'], answers: string, { late = false, state = 'asked' as GroupStanding['state'] } = {}) =>
  groupOutcome({ state, smallest: 3, leader: said, members: members(answers) }, now, late)

test.each([
  ['enough and the leader', leader('yes'), 'yyy.', 'begins'],
  ['enough without the leader', null, 'yyyy', { openUntil: null }],
  ['too few, and some still open', leader('yes'), 'yy.n', { openUntil: null }],
  ['too few, and a no within its half hour', leader('yes'), 'yyp', { openUntil: null }],
  ['too few, and nobody open', leader('yes'), 'yynx', 'short'],
  ['nobody at all', leader('yes'), 'nnx', 'dissolved'],
  ['nobody at all, without the leader', null, 'nnn', 'dissolved'],
  ['the leader says no, and it counts', leader('no'), 'yyyy', 'leader-no'],
] as const)('%s', (_, said, answers, expected) => {
  expect(outcome(said, answers)).toEqual(expected)
})

test('a leader’s no can be taken back for half an hour, whatever the members have said', () => {
  expect(outcome(leader('no', 10), 'yyyy')).toEqual({ openUntil: new Date(now.getTime() + 20 * 60_000) })
})

test('a silent leader’s time is over; one who has said yes is not late', () => {
  expect(outcome(null, 'yyy.', { late: true })).toBe('leader-late')
  expect(outcome(leader('yes'), 'yyxx', { late: true })).toBe('short')
})

test('once it has begun, whoever says yes later joins, however few there are', () => {
  expect(outcome(leader('yes'), 'aay.', { state: 'begun' })).toBe('begins')
})

test('a coordinator decides only about a group that is short, and none of one goes on', () => {
  expect(mayDecide('go-on', { state: 'short', members: members('yy') })).toBe(true)
  expect(mayDecide('dissolve', { state: 'short', members: members('y') })).toBe(true)
  expect(mayDecide('go-on', { state: 'short', members: members('yn') })).toMatchObject({ code: 'group_too_small' })
  for (const state of ['asked', 'begun', 'dissolved'] as const)
    expect(mayDecide('dissolve', { state, members: members('yy') })).toMatchObject({ code: 'group_not_short' })
})
