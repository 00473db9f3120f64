import { expect, test } from 'vitest'
import { aWorld, type Person } from '../app/cast.ts'
import { raiseConcern } from '../concern/contract.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { aCohortOfPersons, aPublishedRound, aSolvedRound, fourPeople } from '../matching/cast.ts'
import { listProposals } from '../matching/contract/proposal.ts'
import { publish, readPublicationCheck, stopPublication } from '../matching/contract/publication.ts'
import { askTalk, reply } from '../matching/contract/reply.ts'
import { discardRound } from '../matching/contract/round.ts'
import { sendFile } from '../participant/cast.ts'
import { giveGrant } from '../person/commands/person.ts'
import { invite } from '../person/contract.ts'
import { changePostponement, readToday } from './contract/today.ts'

// One coordinator of two programs, and the same in a second organization: what needs her comes and goes as a season goes on.

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, astrid, oskar, piet, programId, otherProgramId, cohortId, organizationId } = halden
const today = (person: Person) => person.call(readToday, {})
const kindsOf = async (person: Person) => (await today(person)).needs.map(({ kind }) => kind)
const need = async (kind: string, person = ingrid) => (await today(person)).needs.find(one => one.kind === kind)
const at = (instant: string) => {
  world.clock.now = new Date(instant)
  return world.settle()
}
const coordinates = (person: Person, scopeId: string) =>
  world.as(organizationId, ctx => giveGrant(ctx, { personId: person.id, relation: 'coordinator', scopeId }))

test('a new program shows its first steps; whoever runs nothing has no such page', async () => {
  expect(await today(ingrid)).toMatchObject({
    today: '2027-02-01',
    programs: 1,
    sums: { people: 0, pairs: { active: 0, paused: 0, closing: 0 }, asked: 0 },
    firstSteps: [{ program: 'Stepping Up', cohortId, done: ['cohort'] }],
    dates: [{ kind: 'cohort-starts', on: '2027-03-01', cohort: 'Spring 2027' }],
    takesPart: false,
    administers: false,
    coordinates: true,
  })
  // that nobody is in the cohort is one of the steps, and not said twice
  expect(await kindsOf(ingrid)).toEqual(['contact'])
  expect((await today(oskar)).firstSteps).toMatchObject([{ program: 'Buddies', cohortId: null, done: [] }])
  expect(await refusalOf(today(piet))).toBe('not_permitted')
})

test('administrators see what is theirs: letters of no program, and invitations without an answer', async () => {
  await astrid.call(invite, { name: 'Otto', email: 'otto@example.org', relation: 'coordinator', scopeId: programId })
  await world.settle()
  expect(await today(astrid)).toMatchObject({ programs: 2, administers: true, coordinates: false, firstSteps: [] })
  await at('2027-02-06T09:00:00Z')
  const [letters, invitations] = (await today(astrid)).needs
  expect(letters).toMatchObject({ kind: 'letters', count: 1, since: '2027-02-01' })
  expect(invitations).toMatchObject({ kind: 'invitations', count: 1, since: '2027-02-01', programId: null })
  expect((await kindsOf(ingrid)).includes('invitations')).toBe(false)
  await at('2027-02-16T09:00:00Z')
  expect(await kindsOf(astrid)).toEqual(['invitations-over', 'letters'])
})

test('a file that waits, and a matching that nobody sent: each is one row of whoever matches', async () => {
  await sendFile(world.app.fetch, halden, ingrid, 'Staff number,Who\n1,Amina\n')
  await world.settle()
  expect(await need('import-columns')).toMatchObject({ programId, cohortId, since: '2027-02-16', by: '2027-02-23' })
  await aCohortOfPersons(world, fjord, fourPeople)
  Object.assign(people, await aCohortOfPersons(world, halden, fourPeople))
  expect(await today(ingrid)).toMatchObject({ sums: { people: 4 }, firstSteps: [{ done: ['cohort', 'people'] }] })
  const { id: roundId } = await aSolvedRound(world, halden)
  expect(await need('round-ready')).toMatchObject({ count: 2, program: 'Stepping Up', cohort: 'Spring 2027', isLate: false })
  expect((await today(ingrid)).firstSteps).toEqual([])
  for (const person of [oskar, astrid, fjord.ingrid]) expect(await kindsOf(person)).not.toContain('round-ready')
  await ingrid.call(discardRound, { roundId })
  expect(await need('to-match')).toMatchObject({ count: 2, also: 2, by: '2027-03-01' })
})
const people: Record<string, Person> = {}
const person = (name: string): Person => people[name] as Person

test('what goes out says when, can be stopped from here, and is not put off; then the matching is ready again', async () => {
  const { arrangementId } = await aSolvedRound(world, halden)
  const check = await ingrid.call(readPublicationCheck, { arrangementId: arrangementId ?? '' })
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A test' }))
  const held = await ingrid.call(publish, { arrangementId: arrangementId ?? '', waivers })
  // Bo is asked about two, and is one person
  expect(await need('held')).toMatchObject({
    at: held.publishesAt,
    count: 3,
    subjectId: held.id,
    may: { postpone: { code: 'need_stays' } },
  })
  expect((await today(ingrid)).dates).toMatchObject([{ kind: 'goes-out', at: held.publishesAt, count: 3 }])
  const id = (await need('held'))?.id ?? ''
  expect(await refusalOf(ingrid.call(changePostponement, { need: id, untilOn: '2027-02-17' }))).toBe('need_stays')
  await ingrid.call(stopPublication, { publicationId: held.id })
  const ready = await need('round-ready')
  expect(ready?.count).toBe(2)
  await ingrid.call(discardRound, { roundId: held.roundId })
})

test('whoever waits for a talk is named; pairs that were asked are counted; nothing about the reader is told to them', async () => {
  await aPublishedRound(world, halden)
  const proposals = (await ingrid.call(listProposals, { cohortId })).rows
  const ofCarl = proposals.find(({ mentee }) => mentee.name === 'Carl')?.id ?? ''
  await person('Carl').call(askTalk, { proposalId: ofCarl })
  expect(await need('talks')).toMatchObject({ count: 1, people: [{ name: 'Carl' }], by: '2027-02-18' })
  expect((await today(ingrid)).sums).toMatchObject({ people: 4, asked: 2 })
  await coordinates(person('Carl'), programId)
  const own = await today(person('Carl'))
  expect(own).toMatchObject({ takesPart: true, sums: { asked: 1 } })
  expect(own.needs.map(({ kind }) => kind)).not.toContain('talks')
  await at('2027-02-26T09:00:00Z')
  // the clock of Carl's pair stands still until they have talked
  expect(await need('silent')).toMatchObject({ count: 1, by: '2027-03-02' })
  expect(await need('talks')).toMatchObject({ isLate: true })
  expect((await today(ingrid)).needs[0]?.kind).toBe('talks')
  expect((await today(ingrid)).dates).toMatchObject([{ kind: 'cohort-starts' }, { kind: 'answers-due', on: '2027-03-02', count: 1 }])
})

test('a request is a number, of whoever has it; no word of it and nobody is named', async () => {
  await person('Amina').call(raiseConcern, { programId, kind: 'change', words: 'canary-words', wish: 'act' })
  const seen = await today(ingrid)
  expect(seen.needs.find(({ kind }) => kind === 'requests')).toMatchObject({ count: 1, cohortId: null, people: [], since: '2027-02-26' })
  expect(JSON.stringify(seen)).not.toMatch(/canary|Amina/)
  for (const other of [person('Carl'), astrid, fjord.ingrid]) expect(await kindsOf(other)).not.toContain('requests')
})

test('agreed and no first meeting: after twelve working days both are to be called', async () => {
  const [proposal] = (await ingrid.call(listProposals, { cohortId, state: 'proposed' })).rows.filter(row => row.mentee.name === 'Amina')
  for (const name of ['Amina', 'Bo']) await person(name).call(reply, { proposalId: proposal?.id ?? '', answer: 'yes' })
  await world.settle()
  expect((await today(ingrid)).sums).toMatchObject({ pairs: { active: 1, paused: 0, closing: 0 }, asked: 1 })
  expect(await kindsOf(ingrid)).not.toContain('to-call')
  await at('2027-03-20T09:00:00Z')
  expect(await need('to-call')).toMatchObject({ count: 1, since: '2027-02-26' })
})

test('put off is off the page of whoever put it off, until its day; it can be taken back', async () => {
  const id = (await need('to-call'))?.id ?? ''
  const total = (await today(ingrid)).total
  for (const untilOn of ['2027-03-20', '2027-05-01'])
    expect(await refusalOf(ingrid.call(changePostponement, { need: id, untilOn }))).toBe('postponement_dates')
  const gone = `to-call.${programId}`
  expect(await refusalOf(ingrid.call(changePostponement, { need: gone, untilOn: '2027-03-22' }))).toBe('need_gone')
  await ingrid.call(changePostponement, { need: id, untilOn: '2027-03-22' })
  const after = await today(ingrid)
  expect([after.total, after.needs.at(-1)]).toMatchObject([total - 1, { id, postponedUntil: '2027-03-22' }])
  expect((await need('to-call', person('Carl')))?.postponedUntil).toBeNull()
  await ingrid.call(changePostponement, { need: id, untilOn: null })
  expect((await need('to-call'))?.postponedUntil).toBeNull()
  await ingrid.call(changePostponement, { need: id, untilOn: '2027-03-22' })
  await at('2027-03-22T09:00:00Z')
  expect((await need('to-call'))?.postponedUntil).toBeNull()
})

test('a second program stands on the same page, each row with its name; another organization has none of it', async () => {
  await coordinates(ingrid, otherProgramId)
  const both = await today(ingrid)
  expect(both).toMatchObject({ programs: 2, firstSteps: [{ program: 'Buddies' }] })
  expect(new Set(both.needs.flatMap(({ program }) => program ?? []))).toEqual(new Set(['Stepping Up', 'Buddies']))
  const elsewhere = await today(fjord.ingrid)
  expect(elsewhere).toMatchObject({ sums: { people: 4, asked: 0, pairs: { active: 0 } }, tonight: { mails: 0 } })
  expect(JSON.stringify(elsewhere)).not.toContain(cohortId)
  expect(world.bugs).toEqual([])
})
