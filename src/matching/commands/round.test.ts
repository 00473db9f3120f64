import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { aMatchedCohort, fourPeople } from '../cast.ts'
import { cancelRound, listRounds, readRound, startRound } from '../contract/round.ts'
import { giveUpRound } from './round.ts'

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

test('a round whose worker died each time says so, and the cohort is free for another', async () => {
  const [open] = (await halden.ingrid.call(listRounds, { cohortId: halden.cohortId })).rows
  await world.as(halden.organizationId, ctx => giveUpRound(ctx, open?.id ?? ''))

  const round = await halden.ingrid.call(readRound, { roundId: open?.id ?? '' })
  expect([round.state, round.failure?.code]).toEqual(['failed', 'round_given_up'])
  const another = await halden.ingrid.call(startRound, { cohortId: halden.cohortId })
  await halden.ingrid.call(cancelRound, { roundId: another.id })
  await world.as(halden.organizationId, ctx => giveUpRound(ctx, another.id))
  expect((await halden.ingrid.call(readRound, { roundId: another.id })).state).toBe('cancelled')
})
