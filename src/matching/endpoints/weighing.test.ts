import { expect, test } from 'vitest'
import { aWorld, type House } from '../../app/cast.ts'
import { refusalOf, testOrigin } from '../../kit/testing/client.ts'
import { aMatchedCohort, aSolvedRound, type Someone } from '../cast.ts'
import { changeArrangement, listArrangements, readArrangement } from '../contract/arrangement.ts'
import { type Criterion, changeCriteria, readCriteria } from '../contract/criteria.ts'
import { discardRound } from '../contract/round.ts'
import { readSensitivity, readWeighing } from '../contract/weighing.ts'

/**
 * By hand: with skills 60 and years 40 Amina and Bo have 30 + 16 = 46, Carl and Dana too; Amina and Dana 0 + 40, Carl and Bo too. With years counted
 * double (60 to 80) it is 21 + 23 = 44 against 57. Eva and Gita suit each other in everything.
 */
const people: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'planning'], years: 2 },
  { name: 'Carl', role: 'mentee', wants: ['speaking', 'planning'], years: 8 },
  { name: 'Eva', role: 'mentee', wants: ['writing'], years: 40 },
  { name: 'Bo', role: 'mentor', offers: ['negotiation'], years: 8 },
  { name: 'Dana', role: 'mentor', offers: ['speaking'], years: 2 },
  { name: 'Gita', role: 'mentor', offers: ['writing'], years: 40 },
]
const criteria = (skills: number, years: number): Criterion[] => [
  { id: 'skills', kind: 'set', mode: 'complementary', mentee: 'skills_wanted', mentor: 'skills_offered', weightPoints: skills },
  {
    id: 'years',
    kind: 'distance',
    mode: 'similar',
    mentee: 'experience_years',
    mentor: 'experience_years',
    reach: 10,
    weightPoints: years,
  },
]

const world = await aWorld()
const { halden, fjord } = world

async function lookFor({ ingrid, cohortId }: House, wanted: readonly Criterion[]): Promise<void> {
  const { version } = await ingrid.call(readCriteria, { cohortId })
  await ingrid.call(changeCriteria, { cohortId, criteria: [...wanted], requirements: [], first: 'matched' }, { ifMatch: version })
}

const ids = await aMatchedCohort(world, halden, people)
await lookFor(halden, criteria(60, 40))
const round = await aSolvedRound(world, halden)
const asked = { arrangementId: round.arrangementId ?? '' }
const doubled = ['skills:60', 'years:80']
const { ingrid } = halden

test('doubling a weight moves exactly the pairs that it moves by hand, and both arrangements are judged by both weights', async () => {
  const answer = await ingrid.call(readWeighing, { ...asked, weights: doubled })
  expect(answer).toMatchObject({
    measure: 'compatibility',
    pairs: 3,
    pairsSame: 1,
    movedAnew: 2,
    way: { pairs: 3, menteesPlaced: 3, menteesLost: 0, menteesMoved: 2, average: 71, lowest: 57 },
    judged: {
      own: { stands: { average: 64, lowest: 46 }, way: { average: 60, lowest: 40 }, lost: 12 },
      tried: { stands: { average: 62, lowest: 44 }, way: { average: 71, lowest: 57 }, lost: -25.72 },
    },
  })
  expect(answer.way.moves.map(({ mentee, from, to }) => [mentee.name, from?.name, from?.shown, to?.name, to?.shown])).toEqual([
    ['Amina', 'Bo', 44, 'Dana', 57],
    ['Carl', 'Dana', 44, 'Bo', 57],
  ])
  const own = await ingrid.call(readWeighing, { ...asked, weights: ['years:4', 'skills:6'] })
  expect(own).toMatchObject({
    pairs: 3,
    pairsSame: 3,
    way: { menteesMoved: 0, moves: [] },
    judged: { own: { lost: 0 }, tried: { lost: 0 } },
  })
})

test('how many pairs hang on a criterion is solved at half and at double, all at once or one', async () => {
  const all = await ingrid.call(readSensitivity, asked)
  expect(all).toEqual({
    pairs: 3,
    rows: [
      { criterion: 'skills', half: 2, double: 0 },
      { criterion: 'years', half: 0, double: 2 },
    ],
  })
  expect((await ingrid.call(readSensitivity, { ...asked, criterion: 'years' })).rows).toEqual(all.rows.slice(1))
})

test('what is no weight of this round is refused plainly', async () => {
  const tried = (...weights: string[]) => refusalOf(ingrid.call(readWeighing, { ...asked, weights }))
  expect(await tried('skills:60', 'place:40')).toBe('weights_unknown')
  expect(await tried('skills:60')).toBe('weights_unknown')
  expect(await tried('skills:0', 'years:0')).toBe('weights_all_zero')
  expect(await tried('skills:60', 'years:-1')).toBe('wrong_answers')
  expect(await tried('skills:60', 'years:100000')).toBe('wrong_answers')
  expect(await tried('skills:60', 'years:1e3')).toBe('wrong_answers')
  expect(await refusalOf(ingrid.call(readSensitivity, { ...asked, criterion: 'place' }))).toBe('weights_unknown')
})

test('nobody of another house or program learns of it, and nothing is done by looking', async () => {
  const { arrangementId } = asked
  for (const stranger of [fjord.ingrid, halden.oskar]) {
    expect(await refusalOf(stranger.call(readWeighing, { arrangementId, weights: doubled }))).toBe('not_found')
    expect(await refusalOf(stranger.call(readSensitivity, { arrangementId }))).toBe('not_found')
  }
  expect((await ingrid.call(listArrangements, { roundId: round.id })).rows).toHaveLength(1)
  expect((await ingrid.call(readCriteria, { cohortId: halden.cohortId })).criteria).toEqual(criteria(60, 40))
})

test('who has gone away is not computed for, and that is no defect', async () => {
  const gone = new AbortController()
  gone.abort()
  const path = `/api/v1/arrangements/${asked.arrangementId}/weighing?weights=skills:61&weights=years:39`
  const response = await world.app.fetch(
    new Request(`${testOrigin}${path}`, { headers: { authorization: `Bearer ${ingrid.token}` }, signal: gone.signal }),
  )
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'busy'])
  expect(world.bugs).toEqual([])
})

test('who is kept together stays together, and who is kept apart stays apart', async () => {
  const other = await aWorld()
  const people2 = await aMatchedCohort(other, other.halden, people)
  await lookFor(other.halden, criteria(60, 40))
  const { arrangementId } = await aSolvedRound(other, other.halden)
  const call = other.halden.ingrid.call
  const pairOf = (mentee: string, mentor: string) => ({ menteeId: people2[mentee] ?? '', mentorId: people2[mentor] ?? '' })
  const here = { arrangementId: arrangementId ?? '', reason: 'They asked for it' }
  const kept = await call(changeArrangement, { ...here, act: 'lock', ...pairOf('Amina', 'Bo') })
  expect((await call(readWeighing, { arrangementId: kept.id, weights: doubled })).pairsSame).toBe(3)
  const free = await call(changeArrangement, { arrangementId: kept.id, act: 'undo' })
  const apart = await call(changeArrangement, { ...here, arrangementId: free.id, act: 'exclude', ...pairOf('Amina', 'Dana') })
  expect((await call(readWeighing, { arrangementId: apart.id, weights: doubled })).pairsSame).toBe(3)
  expect(other.bugs).toEqual([])
})

test('whoever is with the reader, here or there, is in no figure and under no name', async () => {
  await aMatchedCohort(
    world,
    fjord,
    people.map(someone => (someone.name === 'Dana' ? { ...someone, as: fjord.ingrid } : someone)),
  )
  await lookFor(fjord, criteria(60, 40))
  const { arrangementId } = await aSolvedRound(world, fjord)
  const here = { arrangementId: arrangementId ?? '' }
  const answer = await fjord.ingrid.call(readWeighing, { ...here, weights: doubled })
  expect(answer).toMatchObject({
    pairs: 1,
    pairsSame: 1,
    way: { menteesMoved: 0, moves: [] },
    judged: { own: { lost: 0 }, tried: { lost: 0 } },
  })
  expect(JSON.stringify(answer)).not.toContain('Ingrid')
  expect(await fjord.ingrid.call(readSensitivity, here)).toMatchObject({
    pairs: 1,
    rows: [
      { half: 0, double: 0 },
      { half: 0, double: 0 },
    ],
  })
  expect(world.bugs).toEqual([])
})

test('a round that is started with these weights comes to what was told', async () => {
  const before = await ingrid.call(readArrangement, asked)
  const told = await ingrid.call(readWeighing, { ...asked, weights: doubled })
  await ingrid.call(discardRound, { roundId: round.id })
  await lookFor(halden, criteria(60, 80))
  const { arrangementId } = await aSolvedRound(world, halden)
  const { counts, pairs } = await ingrid.call(readArrangement, { arrangementId: arrangementId ?? '' })

  const { average, lowest, menteesPlaced } = told.way
  expect(counts).toMatchObject({ average, lowest, menteesPlaced, pairs: told.way.pairs })
  const mentorOf = (name: string) => pairs.find(({ menteeId }) => menteeId === ids[name])
  for (const { mentee, to } of told.way.moves) expect(mentorOf(mentee.name)).toMatchObject({ mentorId: to?.id, shown: to?.shown })
  const others = pairs.filter(one => !before.pairs.some(({ menteeId, mentorId }) => one.menteeId === menteeId && one.mentorId === mentorId))
  expect(others).toHaveLength(told.movedAnew)
  expect(mentorOf('Eva')?.mentorId).toBe(ids['Gita'])
})

const counted: Criterion = { id: 'topics', kind: 'count', mentee: 'skills_wanted', mentor: 'skills_offered', pointsPerItem: 1 }

test('points of a count are tried as they are, and too many of them are refused', async () => {
  const other = await aWorld()
  await aMatchedCohort(other, other.halden, people)
  await lookFor(other.halden, [counted])
  const { arrangementId } = await aSolvedRound(other, other.halden)
  const here = { arrangementId: arrangementId ?? '' }
  const tripled = await other.halden.ingrid.call(readWeighing, { ...here, weights: ['topics:3'] })
  expect(tripled).toMatchObject({
    measure: 'count',
    pairsSame: 3,
    judged: { own: { stands: { average: 1 } }, tried: { stands: { average: 3 } } },
  })
  expect(await refusalOf(other.halden.ingrid.call(readWeighing, { ...here, weights: ['topics:20000'] }))).toBe('weights_too_large')
  expect(other.bugs).toEqual([])
})

test('nobody moves who need not, and how many would in a round that chooses anew among equals is told beside it', async () => {
  const other = await aWorld()
  const { call } = other.halden.ingrid
  const alike = (name: string, role: Someone['role']): Someone => ({ name, role, wants: ['writing'], offers: ['writing'], years: 5 })
  const four = [alike('Amina', 'mentee'), alike('Carl', 'mentee'), alike('Bo', 'mentor'), alike('Dana', 'mentor')]
  await aMatchedCohort(other, other.halden, four)
  await lookFor(other.halden, criteria(60, 40))
  const { arrangementId } = await aSolvedRound(other, other.halden)
  const first = await call(readArrangement, { arrangementId: arrangementId ?? '' })
  const [one, another] = first.pairs
  const crossed = { menteeId: one?.menteeId ?? '', mentorId: another?.mentorId ?? '' }
  const taken = await call(changeArrangement, { arrangementId: first.id, act: 'take', ...crossed, reason: 'To see' })
  const free = await call(changeArrangement, { arrangementId: taken.id, act: 'put-back', ...crossed })
  const answer = await call(readWeighing, { arrangementId: free.id, weights: ['skills:50', 'years:50'] })
  expect(answer).toMatchObject({ pairs: 2, pairsSame: 2, movedAnew: 2, way: { menteesMoved: 0 } })
  const { rows } = await call(readSensitivity, { arrangementId: free.id })
  expect(rows.map(({ half, double }) => [half, double])).toEqual([
    [0, 0],
    [0, 0],
  ])
})
