import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import type { Refused } from '../kit/wire/client.ts'
import type { Answer as AnswerOf, Request as Asked } from '../kit/wire/contract.ts'
import { sendFile } from './cast.ts'
import * as imports from './contract/imports.ts'
import * as contract from './contract/people.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, oskar, astrid } = halden
const cohortId = halden.cohortId

const file = `person_id,name,e-mail,role,capacity,skills,site,years
P1,Amina,amina@example.org,mentee,,negotiation;public speaking,City,2
P2,Bo,bo@example.org,mentor,2,negotiation;C#,Coast,12
P3,Chloé,,both,,writing,City,7
P4,Dara,dara@example.org,mentor,0,chess,Coast,30
P5,,e5@example.org,mentee,,100% effort,City,1`

for (const house of [halden, fjord]) {
  const { id } = await sendFile(world.app.fetch, house, house.ingrid, file)
  await world.settle()
  const { run, version } = await house.ingrid.call(imports.readImport, { importId: id })
  await house.ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version })
}
await world.settle()

type Wanted = Omit<Asked<typeof contract.listPeople>, 'cohortId'>
const list = (wanted: Wanted = {}): Promise<AnswerOf<typeof contract.listPeople>> =>
  ingrid.call(contract.listPeople, { cohortId, ...wanted })
const ids = async (wanted: Wanted) => (await list(wanted)).rows.map(row => row.externalId)
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )

test('everybody is in the list once, with every role they have', async () => {
  const { rows, total } = await list()
  expect(total).toBe(5)
  expect(rows.map(row => [row.name, row.roles.map(one => `${one.role} ${one.capacity}`), row.hasAddress])).toEqual([
    ['Amina', ['mentee 5'], true],
    ['Bo', ['mentor 2'], true],
    ['Chloé', ['mentor 1', 'mentee 5'], false],
    ['Dara', ['mentor 0'], true],
    [null, ['mentee 5'], true],
  ])
  expect(rows[1]?.glimpse).toEqual([
    { label: 'skills', told: 'negotiation, C#', more: 0 },
    { label: 'site', told: 'Coast', more: 0 },
  ])
})

test.each([
  [{ search: 'amin' }, ['P1']],
  [{ search: 'p4' }, ['P4']],
  [{ search: 'e5@' }, ['P5']],
  [{ search: 'nego' }, ['P1', 'P2']],
  [{ search: 'public spea' }, ['P1']],
  [{ search: '100%' }, ['P5']],
  [{ search: '%' }, []],
  [{ search: 'choices' }, []],
  [{ role: 'mentor' }, ['P2', 'P3', 'P4']],
  [{ role: 'both' }, ['P3']],
  [{ room: 'yes' }, ['P2', 'P3']],
  [{ address: 'no' }, ['P3']],
  [{ question: 'site', answered: 'City' }, ['P1', 'P3', 'P5']],
  [{ question: 'skills', answered: 'C#' }, ['P2']],
  [{ question: 'years', answered: '12' }, ['P2']],
  [{ question: 'site', answered: 'City', role: 'mentee', search: 'am' }, ['P1']],
  [{ sort: '-name' }, ['P5', 'P4', 'P3', 'P2', 'P1']],
] as const satisfies readonly (readonly [Wanted, readonly string[]])[])('%o finds %o', async (wanted, expected) => {
  expect(await ids(wanted)).toEqual(expected)
})

test.each(['name', '-name', 'joined'] as const)('pages by %s neither skip nor repeat anybody', async sort => {
  const seen: (string | null)[] = []
  let after: string | undefined
  do {
    const page = await list({ sort, limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.rows.map(row => row.externalId))
    after = page.next ?? undefined
  } while (after)
  expect(seen.sort()).toEqual(['P1', 'P2', 'P3', 'P4', 'P5'])
})

test('counts name people, each once', async () => {
  expect(await astrid.call(contract.countPeople, { cohortId })).toMatchObject({
    people: 5,
    mentors: 3,
    mentees: 3,
    both: 1,
    paused: 0,
    withdrawn: 0,
    withoutAddress: 1,
    places: 3,
    may: { see: { code: 'not_permitted' } },
  })
})

test('a page of a person tells what they answered, who may know it, and since when', async () => {
  const row = (await list({ search: 'amina' })).rows[0]
  const person = await ingrid.call(contract.readPerson, { cohortId, personId: row?.personId ?? '' })
  expect(person).toMatchObject({
    name: 'Amina',
    email: 'amina@example.org',
    participants: [{ role: 'mentee', may: { changeCapacity: true } }],
  })
  expect(person.answers.map(one => [one.key, one.audience, one.answer])).toEqual([
    ['skills', 'pair', { kind: 'choices', choices: ['negotiation', 'public speaking'] }],
    ['site', 'pair', { kind: 'choice', choice: 'City' }],
    ['years', 'coordinators', { kind: 'number', number: 2 }],
  ])
  expect(person.responses).toMatchObject([{ source: 'import', counts: true, changed: ['skills', 'site', 'years'] }])
})

test('a coordinator changes capacity up to what the person takes on over all programs', async () => {
  const bo = (await list({ search: 'bo@' })).rows[0]
  const person = await ingrid.call(contract.readPerson, { cohortId, personId: bo?.personId ?? '' })
  const [mentor] = person.participants
  const change = (capacity: number, ifMatch: number) =>
    ingrid.call(contract.changeParticipant, { participantId: mentor?.id ?? '', capacity }, { ifMatch })
  expect(await refusal(change(3, 1))).toBe('capacity_over_ceiling')
  expect(await change(1, 1)).toMatchObject({ capacity: 1, version: 2 })
  expect(await refusal(change(2, 1))).toBe('stale')
})

test('somebody pauses, comes back and withdraws, and is then only found when asked for', async () => {
  const dara = (await list({ search: 'dara' })).rows[0]
  const participantId = dara?.roles[0]?.participantId ?? ''
  const move = (state: 'active' | 'paused' | 'withdrawn', ifMatch: number) =>
    ingrid.call(contract.changeParticipant, { participantId, state }, { ifMatch })
  await move('paused', 1)
  expect(await ids({ state: 'paused' })).toEqual(['P4'])
  await move('active', 2)
  await move('withdrawn', 3)
  expect(await ids({ role: 'mentor' })).toEqual(['P2', 'P3'])
  expect(await ids({ state: 'withdrawn' })).toEqual(['P4'])
  expect(await refusal(move('active', 4))).toBe('participant_cannot_move')
  expect(await ingrid.call(contract.countPeople, { cohortId })).toMatchObject({ people: 4, mentors: 2, withdrawn: 1 })
})

test('names are for the coordinators of the program alone', async () => {
  expect(await refusal(astrid.call(contract.listPeople, { cohortId }))).toBe('not_permitted')
  expect(await refusal(oskar.call(contract.listPeople, { cohortId }))).toBe('not_found')
  expect(await refusal(oskar.call(contract.countPeople, { cohortId }))).toBe('not_found')
  expect(await refusal(fjord.ingrid.call(contract.listPeople, { cohortId }))).toBe('not_found')
  const theirs = await fjord.ingrid.call(contract.listPeople, { cohortId: fjord.cohortId })
  const ours = new Set((await list()).rows.map(row => row.personId))
  expect(theirs.rows.filter(row => ours.has(row.personId))).toEqual([])
  expect(await refusal(ingrid.call(contract.readPerson, { cohortId, personId: theirs.rows[0]?.personId ?? '' }))).toBe('not_found')
  expect(
    await refusal(
      fjord.ingrid.call(
        contract.changeParticipant,
        { participantId: (await list()).rows[0]?.roles[0]?.participantId ?? '', capacity: 1 },
        { ifMatch: 1 },
      ),
    ),
  ).toBe('not_found')
  expect(world.bugs).toEqual([])
})

test('a page goes on after the longest name in the widest letters', async () => {
  const longest = (last: string) => `${'𠮷'.repeat(99)}${last}`
  const { id } = await sendFile(
    world.app.fetch,
    fjord,
    fjord.ingrid,
    `person_id,name,role\nW1,${longest('a')},mentee\nW2,${longest('b')},mentee`,
  )
  await world.settle()
  const { run, version } = await fjord.ingrid.call(imports.readImport, { importId: id })
  await fjord.ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version })
  await world.settle()
  const asked = { cohortId: fjord.cohortId, search: '𠮷', limit: 1 }
  const first = await fjord.ingrid.call(contract.listPeople, asked)
  expect(first.rows.map(row => row.externalId)).toEqual(['W1'])
  const second = await fjord.ingrid.call(contract.listPeople, { ...asked, after: first.next ?? '' })
  expect(second.rows.map(row => row.externalId)).toEqual(['W2'])
})
