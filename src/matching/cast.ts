/** People with answers, for tests of matching: `await aMatchedCohort(world, world.halden, people)`. */
import type { aWorld, House, Person } from '../app/cast.ts'
import { mostMentors } from '../cohort/contract.ts'
import { cohortForSystem } from '../cohort/queries.ts'
import { admit } from '../participant/commands.ts'
import { addPerson } from '../person/commands/person.ts'
import { changeProgram, readProgram } from '../program/contract.ts'
import { askQuestions, saveResponse } from '../questionnaire/commands.ts'
import type { Answers, Question } from '../questionnaire/contract.ts'
import { publish, readPublicationCheck } from './contract/publication.ts'
import * as contract from './contract/round.ts'
import { askedFor } from './queries/criteria.ts'

type World = Awaited<ReturnType<typeof aWorld>>

const skills = ['negotiation', 'speaking', 'planning', 'writing', 'coaching']
const options = skills.map(key => ({ key, label: key.charAt(0).toUpperCase() + key.slice(1) }))

/** What the cohort asks: skills that the pair may know, years and a line manager that only coordinators may. */
export const someQuestions: readonly Question[] = [
  { kind: 'choices', key: 'skills_wanted', label: 'Skills to grow', audience: 'pair', role: 'mentee', options },
  { kind: 'choices', key: 'skills_offered', label: 'Skills to share', audience: 'pair', role: 'mentor', options },
  { kind: 'number', key: 'experience_years', label: 'Years of experience', audience: 'coordinators' },
  { kind: 'choice', key: 'line_manager', label: 'Line manager', audience: 'coordinators', options: [], open: true },
]

export interface Someone {
  readonly name: string
  readonly role: 'mentor' | 'mentee' | 'both'
  readonly wants?: readonly string[]
  readonly offers?: readonly string[]
  readonly years?: number
  readonly manager?: string
  readonly capacity?: number
  /** How many mentors a mentee would like at most; as many as there are. */
  readonly mentors?: number
  /** What they choose of each of other questions. */
  readonly chooses?: Readonly<Record<string, string>>
  /** Somebody of the cast who takes part, such as the coordinator. */
  readonly as?: Person
}

/** The participant ids by name; of somebody on both sides as `Name mentee` and `Name mentor`. */
export type Ids = Readonly<Record<string, string>>

const answersOf = ({ wants, offers, years, manager, chooses = {} }: Someone): Answers => ({
  ...(wants ? { skills_wanted: { kind: 'choices', choices: [...wants] } } : {}),
  ...(offers ? { skills_offered: { kind: 'choices', choices: [...offers] } } : {}),
  ...(years === undefined ? {} : { experience_years: { kind: 'number', number: years } }),
  ...(manager ? { line_manager: { kind: 'choice', choice: manager } } : {}),
  ...Object.fromEntries(Object.entries(chooses).map(([key, choice]) => [key, { kind: 'choice' as const, choice }])),
})

/** The people take part in the house's cohort with these answers. */
export async function aMatchedCohort(world: World, house: House, people: readonly Someone[], questions = someQuestions): Promise<Ids> {
  return world.as(house.organizationId, async ctx => {
    const cohort = await cohortForSystem(ctx, house.cohortId)
    const version = await askQuestions(ctx, cohort.id, askedFor, questions)
    const ids: Record<string, string> = {}
    for (const someone of people) {
      const personId = someone.as?.id ?? (await addPerson(ctx, { name: someone.name, email: null, externalId: `id-${someone.name}` })).id
      const response = await saveResponse(ctx, { version, personId, answers: answersOf(someone), source: 'import' })
      for (const role of someone.role === 'both' ? (['mentee', 'mentor'] as const) : [someone.role]) {
        const capacity = role === 'mentor' ? (someone.capacity ?? 1) : (someone.mentors ?? mostMentors)
        const { id } = await admit(ctx, { cohort, personId, role, capacity, responseId: response.id })
        ids[someone.role === 'both' ? `${someone.name} ${role}` : someone.name] = id
      }
    }
    return ids
  })
}

/** The coordinator has started a round and it is solved, one way or the other. */
export async function aSolvedRound(world: World, house: House): Promise<contract.RoundView> {
  const started = await house.ingrid.call(contract.startRound, { cohortId: house.cohortId })
  await world.settle()
  return house.ingrid.call(contract.readRound, { roundId: started.id })
}

/** Two mentees and two mentors of whom one has room for two: Amina belongs to Bo, Carl to Dana. */
export const fourPeople: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'], years: 2 },
  { name: 'Carl', role: 'mentee', wants: ['planning'], years: 3 },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking', 'planning'], years: 12, capacity: 2 },
  { name: 'Dana', role: 'mentor', offers: ['planning'], years: 9 },
]

/** The people sign in as themselves; their answers are theirs. */
export async function aCohortOfPersons(
  world: World,
  house: House,
  people: readonly Someone[] = fourPeople,
): Promise<Readonly<Record<string, Person>>> {
  const persons: Record<string, Person> = {}
  for (const someone of people) persons[someone.name] = someone.as ?? (await world.person(house.organizationId, someone.name))
  await aMatchedCohort(
    world,
    house,
    people.map(someone => ({ ...someone, as: persons[someone.name] as Person })),
  )
  return persons
}

/** A round is solved and has gone out with everything waived; everybody has their mail. */
export async function aPublishedRound(world: World, house: House): Promise<contract.RoundView> {
  const round = await aSolvedRound(world, house)
  const arrangementId = round.arrangementId ?? ''
  const check = await house.ingrid.call(readPublicationCheck, { arrangementId })
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A test' }))
  const held = await house.ingrid.call(publish, { arrangementId, waivers })
  world.clock.now = new Date(Date.parse(held.publishesAt) + 1000)
  await world.settle()
  return round
}

/** A program in groups of at least three: Bo is asked to lead one of these members, who want what he offers, and each of them is asked. */
export async function anAskedGroup(world: World, house: House, members: readonly string[]): Promise<Readonly<Record<string, Person>>> {
  const { version } = await house.ingrid.call(readProgram, { programId: house.programId })
  await house.ingrid.call(changeProgram, { programId: house.programId, format: 'group' }, { ifMatch: version })
  const persons = await aCohortOfPersons(world, house, [
    ...members.map((name): Someone => ({ name, role: 'mentee', wants: ['planning'] })),
    { name: 'Bo', role: 'mentor', offers: ['planning'] },
  ])
  await aPublishedRound(world, house)
  return persons
}
