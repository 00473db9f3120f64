import { describe, expect, test } from 'vitest'
import { type Comer, roundInput, type Standing } from './entrants.ts'

const comer = (id: string, role: Comer['role'], more: Partial<Comer> = {}): Comer => ({
  id,
  personId: `person-${id}`,
  externalId: `x-${id}`,
  role,
  capacity: role === 'mentor' ? 2 : 5,
  anotherWishedAt: null,
  responseId: null,
  answers: {},
  ...more,
})
const nothing: Standing = {
  locks: [],
  exclusions: [],
  ceilings: new Map(),
  heldElsewhere: new Map(),
  mentorsPerMentee: 1,
  groups: null,
  first: new Set(),
}
const lock = (mentee: string, mentor: string, origin: 'coordinator' | 'proposal', despite: string[] = []) => ({
  menteeParticipantId: mentee,
  mentorParticipantId: mentor,
  origin,
  despite,
})
const input = (comers: Comer[], standing: Partial<Standing> = {}, rules: string[] = []) =>
  roundInput(comers, { ...nothing, ...standing }, new Set(rules))
const people = [comer('amina', 'mentee'), comer('bo', 'mentor')]

describe('who is in a round', () => {
  test('the stable id is the external id, else the participant’s', () => {
    const { entrants } = input([comer('amina', 'mentee'), comer('bo', 'mentor', { externalId: null })])
    expect(entrants.map(({ stableId, human }) => [stableId, human])).toEqual([
      ['x-amina', 'x-amina'],
      ['bo', 'person-bo'],
    ])
  })

  const places: [string, Partial<Standing>, number][] = [
    ['their own number', {}, 2],
    ['no more than their ceiling', { ceilings: new Map([['person-bo', 1]]) }, 1],
    [
      'what the ceiling leaves after other cohorts',
      { ceilings: new Map([['person-bo', 3]]), heldElsewhere: new Map([['person-bo', 2]]) },
      1,
    ],
    ['never below none', { ceilings: new Map([['person-bo', 1]]), heldElsewhere: new Map([['person-bo', 4]]) }, 0],
    ['one less for a mentee who is away', { locks: [lock('gone', 'bo', 'proposal')] }, 1],
    ['as many as a group may have, where they lead one', { groups: { smallest: 3, largest: 6, coMentors: 0 } }, 6],
    [
      'none, where they cannot lead',
      {
        groups: { smallest: 3, largest: 6, coMentors: 0 },
        ceilings: new Map([['person-bo', 1]]),
        heldElsewhere: new Map([['person-bo', 1]]),
      },
      0,
    ],
    ['a coordinator’s own lock with somebody who is away takes none', { locks: [lock('gone', 'bo', 'coordinator')] }, 2],
  ]
  test.each(places)('a mentor has %s', (_, standing, capacity) => {
    expect(input(people, standing).entrants.find(({ role }) => role === 'mentor')?.capacity).toBe(capacity)
  })

  const wish = { anotherWishedAt: new Date('2027-02-01') }
  const three = (more: Partial<Comer> = {}) => [comer('amina', 'mentee', more), comer('bo', 'mentor'), comer('dana', 'mentor')]
  const mentors: [string, Partial<Comer>, Partial<Standing>, number][] = [
    ['one, as long as the cohort gives no more', {}, {}, 1],
    ['as many as the cohort gives', {}, { mentorsPerMentee: 3 }, 3],
    ['one group, whatever they would like', {}, { mentorsPerMentee: 3, groups: { smallest: 3, largest: 6, coMentors: 0 } }, 1],
    ['no more than they would like', { capacity: 2 }, { mentorsPerMentee: 3 }, 2],
    ['whom they have, and nobody else unasked', {}, { mentorsPerMentee: 3, locks: [lock('amina', 'bo', 'proposal')] }, 1],
    ['another one when they wish for it', wish, { mentorsPerMentee: 3, locks: [lock('amina', 'bo', 'proposal')] }, 3],
    [
      'nobody more when they wish for as many as they have',
      { ...wish, capacity: 1 },
      { mentorsPerMentee: 3, locks: [lock('amina', 'bo', 'proposal')] },
      1,
    ],
    [
      'everybody whom they have, also when fewer are given since',
      {},
      { mentorsPerMentee: 1, locks: [lock('amina', 'bo', 'proposal'), lock('amina', 'dana', 'proposal')] },
      2,
    ],
    [
      'somebody else whom a coordinator keeps with them',
      {},
      { mentorsPerMentee: 2, locks: [lock('amina', 'bo', 'proposal'), lock('amina', 'dana', 'coordinator')] },
      2,
    ],
  ]
  test.each(mentors)('a mentee may have %s', (_, more, standing, capacity) => {
    expect(input(three(more), standing).entrants.find(({ role }) => role === 'mentee')?.capacity).toBe(capacity)
  })

  test('a mentee who has somebody who is away just now is not matched again', () => {
    expect(input(people, { locks: [lock('amina', 'gone', 'proposal')] }).entrants.map(({ participantId }) => participantId)).toEqual(['bo'])
  })
})

describe('what stands fixed', () => {
  test('an asked or agreed pair stays whatever is required now', () => {
    expect(input(people, { locks: [lock('amina', 'bo', 'proposal')] }, ['line', 'years']).locks).toEqual([
      { mentee: 'x-amina', mentor: 'x-bo', despite: ['line', 'years'] },
    ])
  })
  test('a kept pair bends what it was told to bend, as far as that is still required', () => {
    expect(input(people, { locks: [lock('amina', 'bo', 'coordinator', ['line', 'old'])] }, ['line']).locks).toEqual([
      { mentee: 'x-amina', mentor: 'x-bo', despite: ['line'] },
    ])
    expect(input(people, { locks: [lock('amina', 'bo', 'coordinator')] }).locks).toEqual([{ mentee: 'x-amina', mentor: 'x-bo' }])
  })
  test('people are kept apart by person, in whichever cohort they meet again', () => {
    const exclusions = [
      { menteePersonId: 'person-amina', mentorPersonId: 'person-bo' },
      { menteePersonId: 'person-amina', mentorPersonId: 'person-elsewhere' },
    ]
    expect(input(people, { exclusions }).exclusions).toEqual([{ mentee: 'x-amina', mentor: 'x-bo' }])
  })
})
