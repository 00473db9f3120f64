import { beforeAll, describe, expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { aMatchedCohort, aSolvedRound, type Someone, someQuestions } from '../cast.ts'
import { changeArrangement, readArrangement } from '../contract/arrangement.ts'
import { readCriteria } from '../contract/criteria.ts'
import { changeFairnessQuestions, type FairnessSplit, readFairness, readFairnessQuestions } from '../contract/fairness.ts'
import { discardRound } from '../contract/round.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid } = halden
const cohort = { cohortId: halden.cohortId }

const options = ['City', 'Coast', 'Hills'].map(label => ({ key: label.toLowerCase(), label: `${label} hospital` }))
const questions: readonly Question[] = [
  ...someQuestions,
  { kind: 'choice', key: 'site', label: 'Site', audience: 'pair', role: 'mentee', options },
  { kind: 'choice', key: 'gender', label: 'Gender', audience: 'pair', options: [] },
  { kind: 'choice', key: 'ward', label: 'Ward', audience: 'coordinators', options: [], open: true },
]

/** The city wants what all mentors but one offer, the coast gets half of what it wants, and three in the hills want what the coast does. */
const named = (name: string, count: number, more: Omit<Someone, 'name'>): Someone[] =>
  Array.from({ length: count }, (_, at) => ({ name: `${name} ${at}`, ...more }))
const people: readonly Someone[] = [
  ...named('City', 14, { role: 'mentee', wants: ['planning'], chooses: { site: 'city' } }),
  ...named('Coast', 13, { role: 'mentee', wants: ['planning', 'writing'], chooses: { site: 'coast' } }),
  ...named('Hills', 3, { role: 'mentee', wants: ['planning', 'writing'], chooses: { site: 'hills' } }),
  ...named('Mentor', 29, { role: 'mentor', offers: ['planning'] }),
  { name: 'Coach', role: 'mentor', offers: ['coaching'] },
]

const look = async (arrangementId: string | null) => ingrid.call(readFairness, { arrangementId: arrangementId ?? '' })
const splitsOf = async (arrangementId: string | null): Promise<readonly FairnessSplit[]> => {
  const answer = await look(arrangementId)
  if (answer.state !== 'told') throw new Error(answer.state)
  return answer.splits
}
const choose = async (keys: readonly string[]) => {
  const { version } = await ingrid.call(readFairnessQuestions, cohort)
  return ingrid.call(changeFairnessQuestions, { ...cohort, questions: [...keys] }, { ifMatch: version })
}

describe('by which questions fairness is looked at', () => {
  beforeAll(async () => {
    await aMatchedCohort(world, halden, people, questions)
  })

  test('is offered with why not, and which matching goes by anyhow', async () => {
    expect(await ingrid.call(readFairnessQuestions, cohort)).toMatchObject({
      chosen: [],
      version: 1,
      may: { change: true },
      questions: [
        { key: 'line_manager', not: 'audience', compared: false },
        { key: 'site', label: 'Site', not: null, compared: false },
        { key: 'gender', not: 'protected', compared: false },
        { key: 'ward', not: 'audience', compared: false },
      ],
    })
  })

  test('is refused with every reason, or where somebody was quicker, and changes nothing in the other house', async () => {
    expect(await refusalOf(choose(['gender', 'ward', 'skills_wanted']))).toBe('wrong_answers')
    expect(await refusalOf(ingrid.call(changeFairnessQuestions, { ...cohort, questions: ['site'] }, { ifMatch: 2 }))).toBe('stale')
    expect(await refusalOf(fjord.ingrid.call(readFairnessQuestions, cohort))).toBe('not_found')
    expect(await refusalOf(fjord.ingrid.call(changeFairnessQuestions, { ...cohort, questions: [] }, { ifMatch: 1 }))).toBe('not_found')
    expect((await fjord.ingrid.call(readFairnessQuestions, { cohortId: fjord.cohortId })).chosen).toEqual([])
  })
})

describe('is it fair?', () => {
  let first = ''

  test('a round that was started before anything was chosen tells nothing, also when it is chosen since', async () => {
    const round = await aSolvedRound(world, halden)
    expect(await look(round.arrangementId)).toEqual({ state: 'none', chosenSince: false })
    const { criteria, requirements } = await ingrid.call(readCriteria, cohort)
    expect((await choose(['site'])).chosen).toEqual(['site'])
    expect(await look(round.arrangementId)).toEqual({ state: 'none', chosenSince: true })
    await ingrid.call(discardRound, { roundId: round.id })
    expect(await ingrid.call(readCriteria, cohort)).toMatchObject({ criteria, requirements })
  })

  test('the next one tells each group of ten or more, the small one only with others', async () => {
    first = (await aSolvedRound(world, halden)).arrangementId ?? ''
    const [site, ...more] = await splitsOf(first)
    expect(more).toEqual([])
    expect(site).toMatchObject({ question: 'site', label: 'Site', side: 'mentee', people: 30, untold: null })
    expect(site?.told).toMatchObject({ arrangementId: first, number: 1, placing: 'all' })
    const groups = site?.told?.groups ?? []
    expect(groups.map(({ people }) => people).reduce((sum, one) => sum + one, 0)).toBe(30)
    expect(groups.map(({ of }) => of)).toEqual(['answer', 'others'])
    expect(JSON.stringify(site)).not.toContain('Hills')
    expect(groups.map(({ fit }) => fit?.median)).toEqual(groups[0]?.answer === 'City hospital' ? [100, 50] : [50, 100])
    expect(groups.map(({ fit }) => fit?.beside.differs).sort()).toEqual(['higher', 'lower'])
  })

  test('somebody taken by hand changes no figure, since it would be theirs; taking it back neither', async () => {
    const { people: all } = await ingrid.call(readArrangement, { arrangementId: first })
    const menteeId = all.mentees.find(({ name }) => name === 'City 3')?.id ?? ''
    const mentorId = all.mentors.find(({ name }) => name === 'Coach')?.id ?? ''
    const act = { act: 'take', menteeId, mentorId, reason: 'They asked for it' } as const
    const next = await ingrid.call(changeArrangement, { arrangementId: first, ...act })
    expect(next.lowest).toBe(0)
    expect(await splitsOf(next.id)).toEqual(await splitsOf(first))
    const undone = await ingrid.call(changeArrangement, { arrangementId: next.id, act: 'undo' })
    expect((await splitsOf(undone.id))[0]?.told?.groups).toEqual((await splitsOf(first))[0]?.told?.groups)
  })

  test('another house reads nothing of it', async () => {
    expect(await refusalOf(fjord.ingrid.call(readFairness, { arrangementId: first }))).toBe('not_found')
    expect(world.bugs).toEqual([])
  })

  test('the history says that it was chosen', async () => {
    const { rows } = await world.database.ownerPool.query(
      "select facts from history_entry where name = 'matching.fairness-questions-changed' order by id",
    )
    expect(rows.map(({ facts }) => facts)).toEqual([{ cohort: halden.cohortId, questions: ['site'], version: 1 }])
  })
})

test('whoever takes part in the round reads no figures that follow from their own pair', async () => {
  const mine = { name: 'Ingrid', role: 'mentee', wants: ['planning'], as: fjord.ingrid } as const
  await aMatchedCohort(world, fjord, [...people, mine], questions)
  const there = { cohortId: fjord.cohortId }
  await fjord.ingrid.call(changeFairnessQuestions, { ...there, questions: ['site'] }, { ifMatch: 1 })
  const { arrangementId } = await aSolvedRound(world, fjord)
  expect(await fjord.ingrid.call(readFairness, { arrangementId: arrangementId ?? '' })).toEqual({ state: 'own' })
  expect(world.bugs).toEqual([])
})
