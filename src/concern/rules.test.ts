import { describe, expect, test } from 'vitest'
import { Refusal } from '../kit/wire/refusal.ts'
import { concernStates, wishes } from './contract.ts'
import {
  dueAfter,
  isLate,
  lookersAfter,
  mayAsk,
  mayHandle,
  movedConcern,
  nextAmong,
  pausedUntil,
  promised,
  safeChoices,
  wishOf,
} from './rules.ts'

const code = (outcome: unknown): unknown => (outcome instanceof Refusal ? outcome.code : outcome)

test('every move of a request', () => {
  const table = concernStates.map(from => [from, concernStates.filter(to => !(movedConcern(from, to) instanceof Refusal))])
  expect(table).toEqual([
    ['asked', ['read', 'underway', 'done', 'taken-back']],
    ['read', ['asked', 'underway', 'done', 'taken-back']],
    ['underway', ['asked', 'underway', 'done']],
    ['done', []],
    ['taken-back', []],
  ])
  expect(code(movedConcern('underway', 'taken-back'))).toBe('concern_underway')
  expect(code(movedConcern('done', 'taken-back'))).toBe('concern_over')
})

test('a pause is told until its last day once every mentorship of the program pauses', () => {
  const one = (pausedUntil: string | null) => ({
    id: 'a',
    partner: 'Marija',
    state: pausedUntil ? ('paused' as const) : ('active' as const),
    pausedUntil,
    may: { pause: true as const, end: true as const },
  })
  const told = (...days: (string | null)[]) => pausedUntil({ mentorships: days.map(one) } as never)
  expect([told(), told(null), told('2026-12-20'), told('2026-12-20', null), told('2026-12-20', '2027-01-08')]).toEqual([
    null,
    null,
    '2026-12-20',
    null,
    '2027-01-08',
  ])
})

test('what staff may do, by what the sender said', () => {
  const table = [null, ...wishes].map(wish => [
    wish,
    ...(['reply', 'note', 'finish'] as const).map(act => code(mayHandle(act, { state: 'read', kind: 'change', wish }))),
  ])
  expect(table).toEqual([
    [null, true, 'reply_only', 'reply_only'],
    ['know', true, 'only_to_know', true],
    ['talk', true, 'reply_only', 'reply_only'],
    ['act', true, true, true],
  ])
  for (const state of ['done', 'taken-back'] as const)
    expect(code(mayHandle('reply', { state, kind: 'change', wish: 'act' }))).toBe('concern_over')
})

test('asking for a word or a pause says by itself how to treat it, so nothing more is said and nothing waits for it', () => {
  expect([wishOf('talk', null), wishOf('pause', 'know'), wishOf('change', null), wishOf('not-right', 'talk')]).toEqual([
    null,
    null,
    null,
    'talk',
  ])
  for (const kind of ['talk', 'pause'] as const)
    for (const act of ['reply', 'note', 'finish'] as const) expect(mayHandle(act, { state: 'asked', kind, wish: null })).toBe(true)
})

describe('days', () => {
  test.each([
    ['change', '2027-02-05T22:30:00Z', '2027-02-09'],
    ['change', '2027-02-05T23:30:00Z', '2027-02-09'],
    ['talk', '2027-02-06T09:00:00Z', '2027-02-09'],
    ['not-right', '2027-02-05T13:59:00Z', '2027-02-05'],
    ['not-right', '2027-02-05T14:00:00Z', '2027-02-08'],
    ['not-right', '2027-02-06T09:00:00Z', '2027-02-08'],
  ] as const)('%s at %s is answered by %s', (kind, at, dueOn) =>
    expect(dueAfter(kind, new Date(at), { zone: 'Europe/Oslo', holidays: [] })).toBe(dueOn),
  )

  test.each([
    ['2027-02-05', '2027-02-05'],
    ['2027-03-08', '2027-03-08'],
    ['2027-03-09', 'hear_by_dates'],
    ['2027-02-04', 'hear_by_dates'],
  ])('on February 5 one promises %s: %s', (hearBy, outcome) => expect(code(promised('2027-02-05', hearBy))).toBe(outcome))

  test('late is the day after, while it is open and somebody waits', () => {
    expect(isLate({ state: 'read', dueOn: '2027-02-05' }, '2027-02-05')).toBe(false)
    expect(isLate({ state: 'read', dueOn: '2027-02-05' }, '2027-02-06')).toBe(true)
    expect(isLate({ state: 'done', dueOn: '2027-02-05' }, '2027-02-06')).toBe(false)
    expect(isLate({ state: 'read', dueOn: null }, '2027-02-06')).toBe(false)
  })
})

test('the tenth open request is the last', () => {
  expect([code(mayAsk(9)), code(mayAsk(10))]).toEqual([true, 'too_many_open'])
})

describe('whom one turns to', () => {
  const staff = { safe: [], contactPersonId: 'ingrid', coordinators: ['ruth', 'ingrid'], administrators: ['astrid', 'ruth'], partners: [] }
  const names = (of: readonly { personId: string; as: string }[]) => of.map(one => `${one.personId} ${one.as}`)

  test('the contact, then coordinators, then administrators; each once and never oneself', () => {
    expect(names(lookersAfter('amina', staff))).toEqual(['ingrid contact', 'ruth coordinator', 'astrid administrator'])
    expect(names(lookersAfter('ingrid', staff))).toEqual(['ruth coordinator', 'astrid administrator'])
  })

  test('a contact who no longer coordinates is not asked', () => {
    expect(names(lookersAfter('amina', { ...staff, contactPersonId: 'gone' }))).toEqual([
      'ruth coordinator',
      'ingrid coordinator',
      'astrid administrator',
    ])
  })

  test('the next is whoever has not had it and shares no mentorship', () => {
    const lookers = lookersAfter('amina', { ...staff, partners: ['ingrid'] })
    expect([nextAmong(lookers, [])?.personId, nextAmong(lookers, ['ruth'])?.personId]).toEqual(['ruth', 'astrid'])
    expect(nextAmong(lookers, ['ruth', 'astrid'])).toBeNull()
  })

  test('two who were named for it are all the choice; with fewer, staff can be chosen too', () => {
    expect(names(safeChoices('amina', { ...staff, safe: ['dana', 'joseph'] }))).toEqual(['dana safe', 'joseph safe'])
    expect(names(safeChoices('amina', { ...staff, safe: ['dana', 'ruth'], partners: ['dana'] }))).toEqual([
      'dana safe',
      'ruth safe',
      'ingrid contact',
      'astrid administrator',
    ])
  })
})
