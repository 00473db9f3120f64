import { expect, test } from 'vitest'
import { type MatchingNow, needs } from './needs.ts'

const today = '2027-02-10'
const quiet: MatchingNow = {
  startsOn: '2027-03-01',
  endsOn: '2027-08-31',
  round: { state: 'published', endedOn: '2027-02-01', pairs: 12 },
  publication: null,
  hasGone: true,
  talks: null,
  silent: null,
  people: { mentors: 10, mentees: 12, unplaced: 0 },
  promised: null,
}
const ready = { state: 'ready', endedOn: '2027-02-08', pairs: 12 } as const
const publication = { id: 'p', publishesAt: new Date('2027-02-10T11:00:00Z'), people: 21, endedOn: '2027-02-09' }
const kinds = (more: Partial<MatchingNow>) => needs({ ...quiet, ...more }, today).map(({ kind }) => kind)

test.each([
  ['nothing, where everybody is with somebody', {}, []],
  ['a round that is ready', { round: ready }, ['round-ready']],
  ['what goes out, and not that it is ready', { round: ready, publication: { ...publication, state: 'held' } }, ['held']],
  ['what did not go out', { round: ready, publication: { ...publication, state: 'refused' } }, ['not-gone']],
  ['what was stopped is ready again', { round: ready, publication: { ...publication, state: 'stopped' } }, ['round-ready']],
  [
    'a round that failed, and not its mentees beside it',
    { round: { ...ready, state: 'failed' }, people: { mentors: 1, mentees: 9, unplaced: 9 } },
    ['round-failed'],
  ],
  ['nothing while it is worked out', { round: { ...ready, state: 'solving' }, people: { mentors: 1, mentees: 9, unplaced: 9 } }, []],
  ['people of whom nobody is matched', { round: null, hasGone: false }, ['to-match']],
  ['nobody to match without mentors', { round: null, hasGone: false, people: { mentors: 0, mentees: 9, unplaced: 9 } }, []],
  ['mentees who have nobody', { people: { mentors: 10, mentees: 12, unplaced: 3 } }, ['not-placed']],
  ['nobody to place after the last day', { endsOn: '2027-02-09', people: { mentors: 10, mentees: 12, unplaced: 3 } }, []],
  [
    'talks and silence',
    { talks: { count: 2, firstDueOn: '2027-02-12', personIds: [] }, silent: { count: 1, firstEndsOn: '2027-02-11' } },
    ['talks', 'silent'],
  ],
] as const)('%s', (_, more, expected) => {
  expect(kinds(more)).toEqual(expected)
})

test('whoever was promised to hear is not counted among the others', () => {
  const people = { mentors: 10, mentees: 12, unplaced: 5 }
  expect(needs({ ...quiet, people, promised: { count: 2, by: '2027-02-11' } }, today)).toMatchObject([
    { kind: 'promised', count: 2, by: '2027-02-11', isLate: false },
    { kind: 'not-placed', count: 3 },
  ])
  expect(kinds({ people, promised: { count: 5, by: '2027-02-09' } })).toEqual(['promised'])
})

test('late is what lies before today', () => {
  const talks = (firstDueOn: string) => needs({ ...quiet, talks: { count: 1, firstDueOn, personIds: [] } }, today)[0]?.isLate
  expect([talks('2027-02-09'), talks('2027-02-10')]).toEqual([true, false])
})
