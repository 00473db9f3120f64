/** People who are together, for tests of this floor and those above. */
import type { aWorld, House, Person } from '../app/cast.ts'
import { aCohortOfPersons, aPublishedRound } from '../matching/cast.ts'
import { listProposals } from '../matching/contract/proposal.ts'
import { reply } from '../matching/contract/reply.ts'
import { listMentorships } from './contract.ts'

type World = Awaited<ReturnType<typeof aWorld>>

export interface APair {
  readonly mentorshipId: string
  readonly mentor: Person
  readonly mentee: Person
}

/** Amina and Bo, Carl and Dana were asked, said yes, and their mentorships have begun. */
export async function twoPairs(world: World, house: House): Promise<readonly [APair, APair]> {
  const persons = await aCohortOfPersons(world, house, [
    { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
    { name: 'Carl', role: 'mentee', wants: ['planning'] },
    { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
    { name: 'Dana', role: 'mentor', offers: ['planning'] },
  ])
  await aPublishedRound(world, house)
  const { rows } = await house.ingrid.call(listProposals, { cohortId: house.cohortId })
  for (const { id, mentor, mentee } of rows)
    for (const { name } of [mentor, mentee]) await named(persons, name).call(reply, { proposalId: id, answer: 'yes' })
  await world.settle()
  const begun = (await house.ingrid.call(listMentorships, { cohortId: house.cohortId })).rows
  const pair = (menteeName: string): APair => {
    const row = begun.find(one => one.mentee?.name === menteeName)
    if (!row) throw new Error(`${menteeName} is with nobody`)
    return { mentorshipId: row.id, mentor: named(persons, row.mentor.name), mentee: named(persons, row.mentee?.name ?? null) }
  }
  return [pair('Amina'), pair('Carl')]
}

function named(persons: Readonly<Record<string, Person>>, name: string | null): Person {
  const person = persons[name ?? '']
  if (!person) throw new Error(`no ${name}`)
  return person
}
