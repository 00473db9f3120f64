import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { aMatchedCohort, fourPeople } from '../cast.ts'
import { readRound, startRound } from '../contract/round.ts'

const world = await aWorld()
const { halden, fjord } = world

test('a defect of the engine ends the round in words at once, and the cohort is free for another', async () => {
  await aMatchedCohort(world, halden, fourPeople)
  const started = await halden.ingrid.call(startRound, { cohortId: halden.cohortId })
  // an input that our own checks never let through
  await world.database.ownerPool.query('update match_round set problem = \'{"mentees": 1}\' where id = $1', [started.id])

  await expect(world.settle()).rejects.toThrow()
  await world.settle()

  const round = await halden.ingrid.call(readRound, { roundId: started.id })
  expect([round.state, round.failure]).toEqual(['failed', { code: 'round_refused', facts: { code: 'defect' } }])
  expect((await halden.ingrid.call(startRound, { cohortId: halden.cohortId })).state).toBe('queued')
  await expect(fjord.ingrid.call(readRound, { roundId: started.id })).rejects.toMatchObject({ problem: { status: 404 } })
  expect(world.bugs).toEqual([])
})
