import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { aMatchedCohort, aSolvedRound, fourPeople, type Someone } from '../cast.ts'
import { listAlternatives, readAlternative } from '../contract/alternatives.ts'
import { changeArrangement, listArrangements, readArrangement } from '../contract/arrangement.ts'
import { firsts } from '../contract/criteria.ts'
import { readPair } from '../contract/price.ts'

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

test('whatever comes first keeps its promise, beside what stands', async () => {
  const [matched, total, fairest, stable] = await Promise.all(firsts.map(first => halden.ingrid.call(readAlternative, { ...asked, first })))
  expect(matched).toMatchObject({ isOwn: true, way: { menteesPlaced: 3, menteesLost: 0, lost: 0, menteesMoved: 0, moves: [] } })
  expect([total?.isOwn, fairest?.isOwn, stable?.isOwn]).toEqual([false, false, false])
  expect(total?.way.lost).toBeLessThanOrEqual(0)
  expect(fairest?.way.menteesLost).toBe(0)
  expect(fairest?.way.lowest).toBeGreaterThanOrEqual(matched?.way.lowest ?? 0)
  expect(stable?.ratherElsewhere).toBe(0)
  expect(JSON.stringify([matched, total, fairest, stable])).not.toContain('Ingrid')
  expect(await refusalOf(fjord.ingrid.call(readAlternative, { ...asked, first: 'stable' }))).toBe('not_found')
})

/** Amina suits Bo best and Dana a little, Carl only Bo: the best total parts Amina from Bo, and they would both rather be together. */
const torn: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Carl', role: 'mentee', wants: ['negotiation', 'planning', 'writing'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking', 'planning'] },
  { name: 'Dana', role: 'mentor', offers: ['speaking'] },
]

test('what stability costs, who would move and who would rather be elsewhere; what is kept stays, and nothing is done by looking', async () => {
  const other = await aWorld()
  const { ingrid } = other.halden
  const ids = await aMatchedCohort(other, other.halden, torn)
  const { id: roundId, arrangementId } = await aSolvedRound(other, other.halden)
  const here = { arrangementId: arrangementId ?? '' }

  const own = await ingrid.call(readAlternative, { ...here, first: 'matched' })
  const stable = await ingrid.call(readAlternative, { ...here, first: 'stable' })
  const [menteeId, mentorId] = [ids['Amina'] ?? '', ids['Dana'] ?? '']
  const kept = await ingrid.call(changeArrangement, { ...here, act: 'lock', menteeId, mentorId, reason: 'They asked for it' })
  const keeping = await ingrid.call(readAlternative, { arrangementId: kept.id, first: 'stable' })

  expect(own).toMatchObject({ isOwn: true, ratherElsewhere: 1, way: { pairs: 2, average: 58, lowest: 50 } })
  expect(stable).toMatchObject({
    isOwn: false,
    ratherElsewhere: 0,
    way: { pairs: 2, menteesPlaced: 2, average: 50, lowest: 0, menteesLost: 0, lost: 16.67, menteesMoved: 2 },
  })
  expect(stable.way.moves.map(({ mentee, from, to }) => [mentee.name, from?.name, to?.name])).toEqual([
    ['Carl', 'Bo', 'Dana'],
    ['Amina', 'Dana', 'Bo'],
  ])
  expect(keeping).toMatchObject({ ratherElsewhere: 0, way: { lost: 0, menteesMoved: 0 } })
  expect((await ingrid.call(listArrangements, { roundId })).rows).toHaveLength(2)
  expect(other.bugs).toEqual([])
})

test('whoever is with the reader, here or there, is in no figure', async () => {
  await aMatchedCohort(
    world,
    fjord,
    torn.map(someone => (someone.name === 'Dana' ? { ...someone, as: fjord.ingrid } : someone)),
  )
  const { arrangementId } = await aSolvedRound(world, fjord)
  const here = { arrangementId: arrangementId ?? '' }
  const own = await fjord.ingrid.call(readAlternative, { ...here, first: 'matched' })
  const stable = await fjord.ingrid.call(readAlternative, { ...here, first: 'stable' })
  expect(own).toMatchObject({ ratherElsewhere: 0, way: { pairs: 1, menteesPlaced: 1, average: 66, lowest: 66, lost: 0 } })
  expect(stable).toMatchObject({
    ratherElsewhere: 0,
    way: { pairs: 0, average: null, menteesLost: 0, lost: 0, menteesMoved: 0, moves: [] },
  })
  expect(world.bugs).toEqual([])
})
