import { expect, test } from 'vitest'
import { aWorld, type House, type Person } from '../../app/cast.ts'
import { createCohort } from '../../cohort/commands.ts'
import { aMatchedCohort, aSolvedRound } from '../cast.ts'
import { listPublications, publish } from '../contract/publication.ts'
import { releasePublication } from './publication.ts'

const world = await aWorld()
const { halden } = world
const owner = world.database.ownerPool
const waivers = (['names_unread', 'example_unread', 'unmatched_unread'] as const).map(point => ({ point, line: 'A test' }))

/** A cohort of a program in which this mentor is to have this mentee; what is held for it. */
async function heldFor(programId: string, coordinator: Person, mentor: Person, mentee: string) {
  const cohort = await world.as(halden.organizationId, ctx =>
    createCohort(ctx, { programId, name: mentee, startsOn: '2027-03-01', endsOn: '2027-08-31' }),
  )
  const house: House = { ...halden, programId, cohortId: cohort.id, ingrid: coordinator }
  await aMatchedCohort(world, house, [
    { name: mentee, role: 'mentee', wants: ['negotiation'] },
    { name: mentor.name, role: 'mentor', offers: ['negotiation'], as: mentor },
  ])
  const { arrangementId } = await aSolvedRound(world, house)
  return { house, held: await coordinator.call(publish, { arrangementId: arrangementId ?? '', waivers }) }
}

test('two programs that release at once never give the last place of a mentor twice', async () => {
  for (let nth = 0; nth < 6; nth += 1) {
    const mentor = await world.person(halden.organizationId, `Mentor${nth}`)
    await owner.query('update person set capacity_mentees = 1 where id = $1', [mentor.id])
    const one = await heldFor(halden.programId, halden.ingrid, mentor, `Amina${nth}`)
    const other = await heldFor(halden.otherProgramId, halden.oskar, mentor, `Carl${nth}`)
    world.clock.now = new Date(Date.parse(other.held.publishesAt) + 1000)

    await Promise.all(
      [one, other].map(({ held }) => world.as(halden.organizationId, ctx => releasePublication(ctx, held.id, 'https://cairn.example'))),
    )

    const states = await Promise.all(
      [one, other].map(async ({ house }) => (await house.ingrid.call(listPublications, { cohortId: house.cohortId })).rows[0]?.state),
    )
    expect(states.sort()).toEqual(['refused', 'released'])
    const { rows } = await owner.query('select count(*)::int as count from place where person_id = $1', [mentor.id])
    expect(rows[0].count).toBe(1)
    await world.settle()
  }
  expect(world.bugs).toEqual([])
})
