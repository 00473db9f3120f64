import { beforeAll, describe, expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { aMatchedCohort, type Ids, type Someone } from '../cast.ts'
import { keepTogether } from '../commands/standing.ts'
import { changeCriteria, readCriteria } from '../contract/criteria.ts'
import { listRounds } from '../contract/round.ts'
import { readShortage, readWishes } from '../contract/shortage.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid } = halden
const cohort = { cohortId: halden.cohortId }
const told = async () => {
  const answer = await ingrid.call(readShortage, cohort)
  if (answer.state !== 'told') throw new Error(answer.why)
  return answer
}

/** Two wait for planning and one for writing; one mentor has a place, and Gro has more years than anybody here has three more of. */
const people: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['planning'], years: 2 },
  { name: 'Bea', role: 'mentee', wants: ['planning'], years: 4 },
  { name: 'Carl', role: 'mentee', wants: ['writing', 'planning'], years: 3 },
  { name: 'Gro', role: 'mentee', wants: ['speaking'], years: 30 },
  { name: 'Dana', role: 'mentor', offers: ['planning', 'coaching'], years: 9 },
]

test('nobody is here yet, and both say so', async () => {
  expect(await ingrid.call(readWishes, cohort)).toEqual({ state: 'untold', why: 'nobody' })
  expect(await ingrid.call(readShortage, cohort)).toEqual({ state: 'untold', why: 'nobody' })
})

describe('while mentors are still looked for', () => {
  let ids: Ids
  beforeAll(async () => {
    ids = await aMatchedCohort(world, halden, people)
    await aMatchedCohort(world, fjord, [{ name: 'Strange', role: 'mentor', offers: ['writing', 'speaking'], years: 50, capacity: 9 }])
  })

  test('what is wished is counted beside what is offered, worst first', async () => {
    const wishes = await ingrid.call(readWishes, cohort)
    expect(wishes).toMatchObject({ state: 'told', mentees: 4, mentors: 1, places: 1 })
    expect(wishes.state === 'told' && wishes.questions).toEqual([
      {
        mentee: 'Skills to grow',
        mentor: 'Skills to share',
        offered: true,
        rows: [
          { answer: 'Planning', mentees: 3, mentors: 1, places: 1, short: 2 },
          { answer: 'Speaking', mentees: 1, mentors: 0, places: 0, short: 1 },
          { answer: 'Writing', mentees: 1, mentors: 0, places: 0, short: 1 },
        ],
      },
    ])
  })

  test('who would have somebody, why the others not, and who would help, each beside those before', async () => {
    expect(await told()).toEqual({
      state: 'told',
      measure: 'compatibility',
      byMatched: false,
      mentees: 4,
      placed: 1,
      placesTaken: 2,
      nobodyAllowed: 1,
      addsNothing: 0,
      ruledOutBy: [{ question: 'Years of experience', mentees: 1 }],
      wanted: [wanted(['Planning'], 5, 100), wanted(['Planning', 'Writing'], 6, 100), wanted(['Speaking'], 33, 100)],
      complete: true,
    })
  })

  test('nobody is named, nothing is stored, and the other house sees nothing of it', async () => {
    const both = JSON.stringify([await ingrid.call(readWishes, cohort), await told()])
    for (const name of [...people.map(one => one.name), ...Object.values(ids)]) expect(both).not.toContain(name)
    expect((await ingrid.call(listRounds, cohort)).rows).toEqual([])
    expect(await refusalOf(fjord.ingrid.call(readWishes, cohort))).toBe('not_found')
    expect(await refusalOf(fjord.ingrid.call(readShortage, cohort))).toBe('not_found')
  })

  test('a newcomer after the page was opened is counted when it is opened again', async () => {
    await aMatchedCohort(world, halden, [{ name: 'Emil', role: 'mentor', offers: ['speaking'], years: 40, capacity: 2 }])
    expect(await told()).toMatchObject({ mentees: 4, placed: 3, nobodyAllowed: 0 })
  })

  test('whoever is kept with somebody is looked for no more', async () => {
    await world.as(halden.organizationId, ctx =>
      keepTogether(ctx, {
        cohortId: halden.cohortId,
        programId: halden.programId,
        origin: 'coordinator',
        menteeParticipantId: ids['Carl'] ?? '',
        mentorParticipantId: ids['Dana'] ?? '',
      }),
    )
    const wishes = await ingrid.call(readWishes, cohort)
    expect(wishes).toMatchObject({ mentees: 3, mentors: 1, places: 2 })
    expect(await told()).toMatchObject({ mentees: 3, placed: 2, placesTaken: 1 })
  })

  test('without a priority there is nothing to tell', async () => {
    const { version, requirements, first } = await ingrid.call(readCriteria, cohort)
    await ingrid.call(changeCriteria, { ...cohort, criteria: [], requirements, first }, { ifMatch: version })
    expect(await ingrid.call(readShortage, cohort)).toEqual({ state: 'untold', why: 'no-criteria' })
    expect(world.bugs).toEqual([])
  })
})

function wanted(choices: readonly string[], years: number, gained: number) {
  return {
    answers: [
      { question: 'Skills to share', said: { kind: 'choices', choices } },
      { question: 'Years of experience', said: { kind: 'least', number: years, unit: null } },
    ],
    places: 1,
    placed: 1,
    gained,
  }
}
