import { expect, test } from 'vitest'
import { datesAhead, firstStepsOf, inOrder, isOfFirstSteps, type NeedOf } from './today.ts'
import { isWithinWeek } from './week.ts'

const place = { programId: null, cohortId: null, count: 1 }
const of = (kind: NeedOf['kind'], more: Partial<NeedOf> = {}): NeedOf => ({ ...place, kind, ...more })
const kinds = (needs: readonly NeedOf[]) => inOrder(needs).map(({ kind }) => kind)

test.each([
  [
    'safety, then who waits, then what comes, then upkeep',
    [of('letters'), of('round-ready'), of('talks'), of('given', { isGrave: true })],
    ['given', 'talks', 'round-ready', 'letters'],
  ],
  [
    'what is late before what is not',
    [of('talks', { by: '2027-02-01' }), of('promised', { by: '2027-02-09', isLate: true })],
    ['promised', 'talks'],
  ],
  [
    'what is due first before the others',
    [of('silent', { by: '2027-02-05' }), of('talks', { by: '2027-02-03' }), of('to-call')],
    ['talks', 'silent', 'to-call'],
  ],
  [
    'what goes out today before what is due tomorrow',
    [of('talks', { by: '2027-02-02' }), of('held', { at: '2027-02-01T10:00:00Z' })],
    ['held', 'talks'],
  ],
  [
    'what waits longest before the others',
    [of('round-ready', { since: '2027-02-03' }), of('not-placed'), of('import-ready', { since: '2027-02-01' })],
    ['import-ready', 'round-ready', 'not-placed'],
  ],
] as const)('%s', (_, needs, expected) => {
  expect(kinds(needs)).toEqual(expected)
  expect(kinds(needs.toReversed())).toEqual(expected)
})

const date = (kind: 'cohort-starts' | 'cohort-ends' | 'last-days' | 'goes-out', on: string, cohortId = 'a') => ({
  kind,
  on,
  cohortId,
  at: null,
})

test('the dates of the next seven days in their order; where there is none, the first one after', () => {
  const far = date('cohort-ends', '2027-08-31')
  const near = date('cohort-starts', '2027-02-08')
  expect(datesAhead([far, near, date('goes-out', '2027-02-01'), date('goes-out', '2027-01-31')], '2027-02-01')).toEqual([
    date('goes-out', '2027-02-01'),
    near,
  ])
  expect(datesAhead([far, date('cohort-starts', '2027-02-09')], '2027-02-01')).toEqual([date('cohort-starts', '2027-02-09')])
  expect(isWithinWeek([near], '2027-02-01')).toBe(true)
  expect(isWithinWeek([far], '2027-02-01')).toBe(false)
  expect(isWithinWeek([], '2027-02-01')).toBe(false)
})

test('pairs that end with their cohort are not told beside it; those that end otherwise are', () => {
  const dates = [date('last-days', '2027-02-05'), date('cohort-ends', '2027-02-05'), date('last-days', '2027-02-05', 'b')]
  expect(datesAhead(dates, '2027-02-01')).toEqual([date('cohort-ends', '2027-02-05'), date('last-days', '2027-02-05', 'b')])
})

const program = { programId: 'p', program: 'Stepping Up', hadCohort: false }
const cohort = { id: 'a', people: 0, hasPriorities: false, hasRound: false }

test.each([
  ['nothing is there', [], null, []],
  ['a cohort', [cohort], 'a', ['cohort']],
  ['priorities before people', [{ ...cohort, hasPriorities: true }], 'a', ['cohort', 'priorities']],
  [
    'of two cohorts the one that has come furthest',
    [cohort, { ...cohort, id: 'b', people: 3, hasPriorities: true }],
    'b',
    ['cohort', 'people', 'priorities'],
  ],
] as const)('first steps: %s', (_, cohorts, cohortId, done) => {
  expect(firstStepsOf({ ...program, cohorts })).toEqual({ programId: 'p', program: 'Stepping Up', cohortId, done })
})

test('a program in which anything was matched, or that had a cohort, has no first steps', () => {
  expect(firstStepsOf({ ...program, cohorts: [cohort, { ...cohort, hasRound: true }] })).toBeNull()
  expect(firstStepsOf({ ...program, cohorts: [], hadCohort: true })).toBeNull()
})

test('what the first steps say is not said again, of that program alone', () => {
  const steps = [{ programId: 'p', program: 'Stepping Up', cohortId: null, done: [] }]
  expect(isOfFirstSteps(of('to-match', { programId: 'p' }), steps)).toBe(true)
  expect(isOfFirstSteps(of('to-match', { programId: 'q' }), steps)).toBe(false)
  expect(isOfFirstSteps(of('contact', { programId: 'p' }), steps)).toBe(false)
})
