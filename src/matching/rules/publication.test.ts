import { expect, test } from 'vitest'
import { Refusal } from '../../kit/wire/refusal.ts'
import { checklist, holdFor, movedPublication, overasked, overbooked, pairsToAsk, publishTime, waived } from './publication.ts'

const now = new Date('2027-02-12T09:00:00Z')
const span = { from: '2027-03-01', to: '2027-08-31' }
const place = (from: string, to: string) => ({ from, to, places: 1 })
const mentor = { personId: 'p', name: 'Bo', capacity: 2, ceiling: null as number | null, here: [], everywhere: [], wanted: 1 }
const codeOf = (decision: unknown) => (decision instanceof Refusal ? decision.code : 'fine')

test.each([
  ['a small round of a large cohort needs no reading', { people: 20, cohortPeople: 100 }, []],
  ['more than 50 people need names and an example', { people: 51, cohortPeople: 1000 }, ['names_unread', 'example_unread']],
  ['a quarter of the cohort and no more does not', { people: 25, cohortPeople: 100 }, []],
  ['more than a quarter does', { people: 26, cohortPeople: 100 }, ['names_unread', 'example_unread']],
  ['who is not placed must have been read', { people: 1, cohortPeople: 100, notPlaced: 4 }, ['unmatched_unread']],
  ['a bent rule is a point of its own', { people: 1, cohortPeople: 100, bent: 1 }, ['rule_bent']],
])('%s', (_, facts, points) => {
  expect(
    checklist({ notPlaced: 0, bent: 0, read: [], ...facts })
      .filter(({ open }) => open)
      .map(({ point }) => point),
  ).toEqual(points)
})

test('each open point is waived with its own line, and only open ones are minuted', () => {
  const points = checklist({ notPlaced: 4, bent: 1, people: 1, cohortPeople: 100, read: ['unmatched'] })
  expect(codeOf(waived(points, []))).toBe('points_open')
  expect(
    waived(points, [
      { point: 'rule_bent', line: 'Agreed with both' },
      { point: 'names_unread', line: 'x' },
    ]),
  ).toEqual([{ point: 'rule_bent', line: 'Agreed with both' }])
})

test.each([
  ['five minutes are enough for few pairs', 5, 14, 5],
  ['from fifteen on they are held for half an hour', 5, 15, 30],
  ['a longer hold stays as it was chosen', 240, 3, 240],
  ['what is shorter than either is not', 1, 3, 5],
  ['a program without a hold has none', 0, 40, 0],
])('%s', (_, chosen, pairs, held) => {
  expect(holdFor(chosen, pairs)).toBe(held)
})

test('it goes out at the wished time, never before the hold has passed', () => {
  expect(publishTime(null, now, 30)).toEqual(new Date('2027-02-12T09:30:00Z'))
  expect(codeOf(publishTime(new Date('2027-02-12T09:29:59Z'), now, 30))).toBe('too_soon')
  expect(publishTime(new Date('2027-02-12T09:30:00Z'), now, 30)).toEqual(new Date('2027-02-12T09:30:00Z'))
  expect(publishTime(now, now, 0)).toEqual(now)
})

test.each([
  ['free places are enough', { wanted: 2 }, []],
  ['more than the cohort’s number', { wanted: 3 }, ['cohort']],
  ['a place that is taken now counts', { wanted: 2, here: [place('2027-01-01', '2027-03-31')] }, ['cohort']],
  ['one that ends before does not', { wanted: 2, here: [place('2026-01-01', '2027-02-28')] }, []],
  ['places after each other fill one', { wanted: 1, here: [place('2027-03-01', '2027-04-30'), place('2027-05-01', '2027-08-31')] }, []],
  ['the ceiling over all programs', { wanted: 1, ceiling: 1, everywhere: [place('2027-08-01', '2027-12-31')] }, ['person']],
])('%s', (_, change, expected) => {
  expect(overbooked([{ ...mentor, ...change }], span).map(({ by }) => by)).toEqual(expected)
})

test('only pairs that are neither asked nor agreed are asked', () => {
  const pairs = [
    { mentor: 'a', mentee: 'x' },
    { mentor: 'b', mentee: 'y' },
  ]
  expect(
    pairsToAsk(pairs, [
      { mentor: 'a', mentee: 'x' },
      { mentor: 'b', mentee: 'x' },
    ]),
  ).toEqual([{ mentor: 'b', mentee: 'y' }])
})

test('a publication ends once', () => {
  expect(movedPublication('held', 'stopped')).toBe('stopped')
  for (const ended of ['released', 'stopped', 'refused'] as const)
    expect(codeOf(movedPublication(ended, 'released'))).toBe('publication_over')
})

test.each([
  ['as many as the cohort gives', 5, 2, 0, 2, []],
  ['more than they would like by now', 1, 2, 0, 2, [1]],
  ['more than the cohort gives by now', 5, 1, 0, 2, [1]],
  ['one more beside whom they have', 5, 2, 1, 1, []],
  ['two more beside whom they have', 5, 2, 1, 2, [1]],
  ['somebody, and the cohort gives fewer than they have', 5, 1, 2, 1, [0]],
] as const)('a mentee is asked about %s', (_, wished, mentorsPerMentee, held, wanted, expected) => {
  const mentee = { personId: 'p', name: 'Amina', wished, held, wanted }
  expect(overasked([mentee], mentorsPerMentee).map(({ free }) => free)).toEqual(expected)
})
