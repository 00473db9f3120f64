import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { aMatchedCohort, aSolvedRound, type Someone } from '../cast.ts'
import { readPair, readPrices } from '../contract/price.ts'

const world = await aWorld()
const { halden } = world
const { ingrid } = halden

const offers = ['negotiation', 'speaking', 'planning', 'writing']
const mentors: readonly Someone[] = Array.from({ length: 28 }, (_, at) => ({
  name: `Mentor ${String(at + 1).padStart(2, '0')}`,
  role: 'mentor',
  offers: [offers[at % offers.length] ?? ''],
}))

test('every other mentor has an exact price, best first, a page at a time and by name; never the mentee on their other side', async () => {
  const ids = await aMatchedCohort(world, halden, [
    { name: 'Amina', role: 'both', wants: ['negotiation', 'speaking'], offers: ['negotiation', 'speaking'] },
    { name: 'Carl', role: 'mentee', wants: ['planning'] },
    ...mentors,
  ])
  const arrangementId = (await aSolvedRound(world, halden)).arrangementId ?? ''
  const menteeId = ids['Amina mentee'] ?? ''
  const page = async (more: { search?: string; from?: number }) => ingrid.call(readPrices, { arrangementId, menteeId, ...more })

  const first = await page({})
  const second = await page({ from: first.next ?? 0 })

  const rows = [...first.rows, ...second.rows]
  expect([first.rows.length, first.next, second.next]).toEqual([24, 24, null])
  // all but the one whom she has: 28 and herself, less one, less herself
  expect([first.mentors, first.found, new Set(rows.map(({ mentor }) => mentor.id)).size]).toEqual([27, 27, 27])
  expect(rows.map(({ mentor }) => mentor.name)).not.toContain('Amina')
  const lost = rows.filter(({ possible }) => possible).map(row => row.lost ?? Number.NaN)
  expect(lost).toEqual(lost.toSorted((a, b) => a - b))
  for (const row of [rows[0], rows[20], rows[26]]) {
    const { price } = await ingrid.call(readPair, { arrangementId, menteeId, mentorId: row?.mentor.id ?? '' })
    expect([row?.lost, row?.menteesLost]).toEqual([price.lost, price.menteesLost])
  }

  const last = rows.at(-1)
  const named = await page({ search: last?.mentor.name.toUpperCase() ?? '' })
  expect(named.rows).toEqual([last])
  expect([named.found, named.mentors, named.next]).toEqual([1, 27, null])
  expect((await page({ search: 'Nobody of this name' })).rows).toEqual([])
  expect(world.bugs).toEqual([])
})
