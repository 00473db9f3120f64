import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { changeCohort, createCohort, readCohort } from '../../cohort/contract.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { csv, sendFile } from '../../participant/cast.ts'
import { confirmImport, readImport } from '../../participant/contract/imports.ts'
import { changeProgram, createProgram, readProgram } from '../../program/contract.ts'
import { aMatchedCohort, aSolvedRound, type Someone } from '../cast.ts'
import { listAlternatives, readAlternative } from '../contract/alternatives.ts'
import { type Act, type ArrangementView, changeArrangement, readArrangement } from '../contract/arrangement.ts'
import { changeCriteria, readCriteria } from '../contract/criteria.ts'
import { readPair, readPrices, readSheet, readUnplaced } from '../contract/price.ts'
import { discardRound, listRounds, readRound, startRound } from '../contract/round.ts'

// Bo suits four of the seven, Dana the other three; Finn suits everybody a little and may join.

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, cohortId } = halden
const mentee = (name: string, ...wants: string[]): Someone => ({ name, role: 'mentee', wants, years: 2 })
const people: readonly Someone[] = [
  mentee('Amina', 'negotiation', 'speaking'),
  mentee('Carl', 'negotiation', 'speaking'),
  mentee('Eva', 'negotiation', 'speaking'),
  mentee('Gita', 'negotiation', 'speaking', 'planning'),
  mentee('Hans', 'planning', 'writing'),
  mentee('Iris', 'planning', 'writing'),
  mentee('Jon', 'planning', 'writing'),
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'], years: 12, capacity: 1 },
  { name: 'Dana', role: 'mentor', offers: ['planning', 'writing'], years: 12, capacity: 1 },
  { name: 'Finn', role: 'mentor', offers: ['planning', 'speaking', 'coaching'], years: 12, capacity: 1 },
]
const ids = await aMatchedCohort(world, halden, people)
await aMatchedCohort(world, fjord, people)

const inGroups = async () => {
  const { version } = await ingrid.call(readProgram, { programId: halden.programId })
  await ingrid.call(changeProgram, { programId: halden.programId, format: 'group' }, { ifMatch: version })
}
const sized = async (smallest: number, largest: number, coMentors = 0) => {
  const { version } = await ingrid.call(readCohort, { cohortId })
  await ingrid.call(changeCohort, { cohortId, groups: { smallest, largest, coMentors } }, { ifMatch: version })
}
await inGroups()

const viewOf = (arrangementId: string | null) => ingrid.call(readArrangement, { arrangementId: arrangementId ?? '' })
const told = (view: ArrangementView) => {
  const name = (id: string) => [...view.people.mentees, ...view.people.mentors].find(one => one.id === id)?.name ?? ''
  return Object.fromEntries(
    (view.groups?.rows ?? []).map(group => [
      [group.leaderId, ...group.coMentorIds].map(name).join(' and '),
      view.pairs
        .filter(pair => pair.mentorId === group.leaderId)
        .map(pair => name(pair.menteeId))
        .sort()
        .join(' '),
    ]),
  )
}
const id = (name: string) => ids[name] ?? ''
const latest = async (roundId: string) => viewOf((await ingrid.call(readRound, { roundId })).arrangementId)
const act = (view: ArrangementView, what: Act) => ingrid.call(changeArrangement, { arrangementId: view.id, ...what })
const discard = (roundId: string) => ingrid.call(discardRound, { roundId })

test('a round makes groups of the sizes of the cohort, proven, and keeps what it was made for', async () => {
  const round = await aSolvedRound(world, halden)
  const view = await viewOf(round.arrangementId)

  expect(round.groups).toEqual({ smallest: 3, largest: 6, coMentors: 0 })
  expect(told(view)).toEqual({ Bo: 'Amina Carl Eva Gita', Dana: 'Hans Iris Jon' })
  expect(view.groups?.proof).toEqual({ proven: true, menteesMore: 0, more: 0 })
  expect(view.counts).toMatchObject({ menteesUnplaced: 0, mentorsWithSomebody: 2, mentorsWithNobody: 1 })
  await discard(round.id)
})
test('who leads no group joins one where the cohort lets them, and is somebody there', async () => {
  await sized(3, 6, 1)
  const round = await aSolvedRound(world, halden)
  const view = await viewOf(round.arrangementId)
  const sheet = await ingrid.call(readSheet, { arrangementId: view.id })

  expect(told(view)).toEqual({ 'Bo and Finn': 'Amina Carl Eva Gita', Dana: 'Hans Iris Jon' })
  expect(view.counts).toMatchObject({ mentorsWithSomebody: 3, mentorsWithNobody: 0 })
  expect(sheet.rows.find(row => row.mentee === 'Eva')).toMatchObject({ mentor: 'Bo', coMentors: ['Finn'] })
  expect(sheet.mentorsWithNobody).toEqual([])
  await discard(round.id)
})

test('a member is moved at the price that was told, nobody else moves for nothing, and it can be taken back', async () => {
  await sized(3, 6)
  const round = await aSolvedRound(world, halden)
  const first = await viewOf(round.arrangementId)
  const others = await ingrid.call(readPrices, { arrangementId: first.id, menteeId: id('Gita') })
  const { price } = await ingrid.call(readPair, { arrangementId: first.id, menteeId: id('Gita'), mentorId: id('Dana') })
  await act(first, { act: 'take', menteeId: id('Gita'), mentorId: id('Dana'), reason: 'They asked for it' })
  const moved = await latest(round.id)
  await act(moved, { act: 'undo' })

  expect(others).toMatchObject({ priced: false, found: 2 })
  expect(price).toMatchObject({ act: 'force', possible: true, exact: true, menteesLost: 0, moves: [{ mentee: { name: 'Gita' } }] })
  expect(price.lost).toBeCloseTo(33.33, 1)
  expect(told(moved)).toEqual({ Bo: 'Amina Carl Eva', Dana: 'Gita Hans Iris Jon' })
  expect(told(await latest(round.id))).toEqual(told(first))
  await discard(round.id)
})

test('keeping a member where they are moves nobody, and who must go is told with everybody who moves', async () => {
  const round = await aSolvedRound(world, halden)
  const first = await viewOf(round.arrangementId)
  await act(first, { act: 'lock', menteeId: id('Amina'), mentorId: id('Bo'), reason: 'They know each other' })
  const kept = await latest(round.id)
  const { price } = await ingrid.call(readPair, { arrangementId: kept.id, menteeId: id('Jon'), mentorId: id('Dana') })
  await act(kept, { act: 'exclude', menteeId: id('Jon'), mentorId: id('Dana'), reason: 'They work too closely together' })
  const apart = await latest(round.id)

  expect(told(kept)).toEqual(told(first))
  // without Jon Dana's two would be too few for a group, but one who suits both makes it three
  expect(told(apart)).toEqual({ Bo: 'Amina Carl Eva Jon', Dana: 'Gita Hans Iris' })
  expect(price.moves.map(({ mentee }) => mentee?.name).sort()).toEqual(['Gita', 'Jon'])
  await act(apart, { act: 'put-back', menteeId: id('Jon'), mentorId: id('Dana') })
  await act(await latest(round.id), { act: 'put-back', menteeId: id('Amina'), mentorId: id('Bo') })
  await discard(round.id)
})

test('whoever is left over is told why, before and after: too few for one more group, or all full', async () => {
  await sized(2, 3)
  const fits = await ingrid.call(listRounds, { cohortId })
  await sized(4, 6)
  const few = await ingrid.call(listRounds, { cohortId })
  await sized(4, 4)
  const left = await aSolvedRound(world, halden)
  const view = await viewOf(left.arrangementId)
  const { rows } = await ingrid.call(readUnplaced, { arrangementId: view.id, mentees: view.unplaced })

  expect(fits.groups).toEqual({ smallest: 2, largest: 3, coMentors: 0, leaders: 3, most: 7 })
  expect(few.groups?.most).toBe(6)
  expect(view.counts.menteesUnplaced).toBe(3)
  expect(rows.map(({ groups }) => groups?.why)).toEqual(['too-few', 'too-few', 'too-few'])
  expect(rows[0]?.groups?.couldLead.map(({ name }) => name)).toContain('Finn')
  await discard(left.id)
})

test('what cannot be is refused in numbers: too few for a group, a group over the largest, another first', async () => {
  await sized(8, 9)
  expect(await refusalOf(ingrid.call(startRound, { cohortId }))).toBe('too_few_for_a_group')
  await sized(2, 2)
  const round = await aSolvedRound(world, halden)
  let view = await viewOf(round.arrangementId)
  for (const name of ['Amina', 'Carl']) {
    const isTogether = view.pairs.some(pair => pair.menteeId === id(name) && pair.mentorId === id('Bo'))
    await act(view, { act: isTogether ? 'lock' : 'take', menteeId: id(name), mentorId: id('Bo'), reason: 'They asked for it' })
    view = await latest(round.id)
  }
  expect(await refusalOf(act(view, { act: 'take', menteeId: id('Eva'), mentorId: id('Bo'), reason: 'They asked for it' }))).toBe(
    'locked_over_places',
  )
  expect(await refusalOf(act(view, { act: 'put-first', first: 'total', reason: 'The committee' }))).toBe('not_for_groups')
  expect(await refusalOf(ingrid.call(readAlternative, { arrangementId: view.id, first: 'total' }))).toBe('not_for_groups')
  expect((await ingrid.call(listAlternatives, { arrangementId: view.id })).rows).toEqual([])
  await discard(round.id)

  await sized(5, 6)
  await ingrid.call(startRound, { cohortId }).then(() => world.settle())
  const { rows } = await ingrid.call(listRounds, { cohortId })
  const later = await ingrid.call(readRound, { roundId: rows[0]?.id ?? '' })
  expect(later.state).toBe('ready')
  await discard(later.id)

  const { criteria, requirements, version } = await ingrid.call(readCriteria, { cohortId })
  expect(await refusalOf(ingrid.call(changeCriteria, { cohortId, criteria, requirements, first: 'fairest' }, { ifMatch: version }))).toBe(
    'not_for_groups',
  )
})

test('from a file of people to an arrangement in groups', async () => {
  const { astrid } = fjord
  const program = await astrid.call(createProgram, { name: 'Lead together', purpose: '', format: 'group' })
  const span = { name: 'Autumn', startsOn: '2027-09-01', endsOn: '2028-02-28' }
  const groups = { smallest: 2, largest: 3, coMentors: 1 }
  const cohort = await astrid.call(createCohort, { programId: program.id, ...span, groups })
  const rows = ['Ada', 'Ben', 'Cleo', 'Dan', 'Edda'].map((name, n) => [`E${n}`, name, 'mentee', '', n < 3 ? 'law;tax' : 'chess;dance'])
  const mentors = [
    ['M1', 'Rolf', 'mentor', '1', 'law;tax'],
    ['M2', 'Sara', 'mentor', '1', 'chess;dance'],
    ['M3', 'Tove', 'mentor', '0', 'chess;dance'],
  ]
  const file = csv(['person_id', 'name', 'role', 'capacity', 'skills'], ...rows, ...mentors)
  const { id: importId } = await sendFile(world.app.fetch, { cohortId: cohort.id }, astrid, file)
  await world.settle()
  const { run, version } = await astrid.call(readImport, { importId })
  await astrid.call(confirmImport, { importId, run }, { ifMatch: version })
  await world.settle()
  const before = await astrid.call(listRounds, { cohortId: cohort.id })
  const { id: roundId } = await astrid.call(startRound, { cohortId: cohort.id })
  await world.settle()
  const { arrangementId } = await astrid.call(readRound, { roundId })

  expect(before.groups).toEqual({ ...groups, leaders: 2, most: 5 })
  expect(told(await astrid.call(readArrangement, { arrangementId: arrangementId ?? '' }))).toEqual({
    Rolf: 'Ada Ben Cleo',
    Sara: 'Dan Edda',
  })
})

test('the other organization sees none of it', async () => {
  const round = await aSolvedRound(world, halden)

  expect(await refusalOf(fjord.ingrid.call(readArrangement, { arrangementId: round.arrangementId ?? '' }))).toBe('not_found')
  expect((await fjord.ingrid.call(listRounds, { cohortId: fjord.cohortId })).groups).toBeNull()
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
