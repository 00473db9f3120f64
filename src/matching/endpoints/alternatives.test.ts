import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { aMatchedCohort, aSolvedRound, fourPeople } from '../cast.ts'
import { listAlternatives } from '../contract/alternatives.ts'
import { readArrangement } from '../contract/arrangement.ts'
import { readPair } from '../contract/price.ts'
import { isSmall } from '../rules/arrangement.ts'

const world = await aWorld()
const { halden, fjord } = world
await aMatchedCohort(world, halden, [
  ...fourPeople,
  { name: 'Eva', role: 'mentee', wants: ['writing', 'planning'], years: 1 },
  { name: 'Gita', role: 'mentor', offers: ['writing'], years: 20 },
  { name: 'Ingrid', role: 'mentor', offers: ['coaching'], years: 5, as: halden.ingrid },
])
const { arrangementId } = await aSolvedRound(world, halden)
const asked = { arrangementId: arrangementId ?? '' }

test('the second best costs what the cheapest parting of a pair costs, and the third no less', async () => {
  const { rows } = await halden.ingrid.call(listAlternatives, asked)
  const { pairs } = await halden.ingrid.call(readArrangement, asked)
  const prices = await Promise.all(
    pairs.map(async ({ menteeId, mentorId }) => (await halden.ingrid.call(readPair, { ...asked, menteeId, mentorId })).price),
  )
  const cheapest = prices.filter(price => price.possible && price.menteesLost === 0).map(price => price.lost)
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({ menteesPlaced: 3, menteesLost: 0, lost: Math.min(...cheapest) })
  expect(rows[1]?.lost).toBeGreaterThanOrEqual(rows[0]?.lost ?? Number.POSITIVE_INFINITY)
  expect(rows.every(row => row.moves.length > 0)).toBe(true)
})

test('nothing is told of the reader’s own pair, and nothing to another house', async () => {
  expect(JSON.stringify(await halden.ingrid.call(listAlternatives, asked))).not.toContain('Ingrid')
  expect(await refusalOf(fjord.ingrid.call(listAlternatives, asked))).toBe('not_found')
  expect(world.bugs).toEqual([])
})

test('a round is small with fewer than fifteen on a side', () => {
  expect([isSmall(14, 40), isSmall(40, 14), isSmall(15, 15)]).toEqual([true, true, false])
})
