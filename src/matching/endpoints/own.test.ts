import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { Refused } from '../../kit/wire/client.ts'
import { aMatchedCohort, aSolvedRound } from '../cast.ts'
import { changeArrangement, compareArrangements, listArrangements, readArrangement } from '../contract/arrangement.ts'
import { readPair, readPrices } from '../contract/price.ts'
import { openReading } from '../contract/publication.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid } = halden

const statusOf = async (work: Promise<unknown>) => {
  try {
    await work
    return 200
  } catch (error) {
    return error instanceof Refused ? error.problem.status : -1
  }
}

test('a coordinator who takes part neither sees nor changes what concerns themself', async () => {
  const ids = await aMatchedCohort(world, halden, [
    { name: 'Amina', role: 'mentee', wants: ['negotiation'] },
    { name: 'Carl', role: 'mentee', wants: ['planning'] },
    { name: 'Ingrid', role: 'mentor', offers: ['negotiation'], as: ingrid },
    { name: 'Dana', role: 'mentor', offers: ['planning'] },
  ])
  const round = await aSolvedRound(world, halden)
  const arrangementId = round.arrangementId ?? ''
  const [amina, own] = [ids['Amina'] ?? '', ids['Ingrid'] ?? '']

  const view = await ingrid.call(readArrangement, { arrangementId })
  expect(view.ownLeftOut).toBe(true)
  expect(view.pairs.map(({ menteeId }) => menteeId)).toEqual([ids['Carl']])
  expect(view.people.mentors.map(({ name }) => name)).toEqual(['Dana'])
  expect(JSON.stringify(view)).not.toContain(own)
  expect(await statusOf(ingrid.call(readPair, { arrangementId, menteeId: amina, mentorId: own }))).toBe(404)
  expect(
    await statusOf(ingrid.call(changeArrangement, { arrangementId, act: 'lock', menteeId: amina, mentorId: own, reason: 'mine' })),
  ).toBe(404)
  // the sums of a list are of the list, wherever they are told
  const { rows: history } = await ingrid.call(listArrangements, { roundId: round.id })
  expect(view.counts).toMatchObject({ pairs: 1, mentees: 1, menteesPlaced: 1, menteesUnplaced: 0, mentors: 1, mentorsWithSomebody: 1 })
  expect(history[0]).toMatchObject({ pairs: 1, menteesPlaced: 1, average: view.counts.average, lowest: view.counts.lowest })
  const row = await ingrid.call(readPrices, { arrangementId, menteeId: ids['Carl'] ?? '' })
  expect(row.rows.map(({ mentor }) => mentor.name)).toEqual([])
  expect(
    JSON.stringify(await ingrid.call(readPair, { arrangementId, menteeId: ids['Carl'] ?? '', mentorId: ids['Dana'] ?? '' })),
  ).not.toContain(own)
  const made = await ingrid.call(changeArrangement, {
    arrangementId,
    act: 'exclude',
    menteeId: ids['Carl'] ?? '',
    mentorId: ids['Dana'] ?? '',
    reason: 'no',
  })
  expect(JSON.stringify(await ingrid.call(compareArrangements, { arrangementId, with: made.id }))).not.toContain(own)
  for (const part of ['names', 'unmatched', 'example'] as const)
    expect(JSON.stringify(await ingrid.call(openReading, { arrangementId, part }))).not.toMatch(/Ingrid|Amina/)
  expect(await statusOf(fjord.ingrid.call(listArrangements, { roundId: round.id }))).toBe(404)
  expect(world.bugs).toEqual([])
})
