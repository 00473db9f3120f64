import { beforeAll, expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import type { Refused } from '../../kit/wire/client.ts'
import { aMatchedCohort, aSolvedRound, type Ids, type Someone } from '../cast.ts'
import { type Act, changeArrangement, readArrangement } from '../contract/arrangement.ts'
import { publish, readPublicationCheck, stopPublication } from '../contract/publication.ts'
import { type RoundView, readRound } from '../contract/round.ts'

const world = await aWorld()
const { halden } = world
const { ingrid } = halden

const people: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Carl', role: 'mentee', wants: ['planning', 'writing'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
  { name: 'Dana', role: 'mentor', offers: ['planning', 'writing'] },
]

let ids: Ids
let round: RoundView
const latest = async () =>
  ingrid.call(readArrangement, { arrangementId: (await ingrid.call(readRound, { roundId: round.id })).arrangementId ?? '' })
const pair = (mentee: string, mentor: string) => ({ menteeId: ids[mentee] ?? '', mentorId: ids[mentor] ?? '' })
const act = async (what: Act) => ingrid.call(changeArrangement, { arrangementId: (await latest()).id, ...what })
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    (error: Refused) => error.problem.code,
  )
const mayNow = ({ may }: { readonly may: { readonly act: true | { readonly code: string } } }) => (may.act === true ? true : may.act.code)

beforeAll(async () => {
  ids = await aMatchedCohort(world, halden, people)
  round = await aSolvedRound(world, halden)
})

test('whether something can be changed is said before: not while it waits to go out, and not where somebody moved on', async () => {
  const before = await latest()
  expect(mayNow(before)).toBe(true)
  const check = await ingrid.call(readPublicationCheck, { arrangementId: before.id })
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A test' }))
  const held = await ingrid.call(publish, { arrangementId: before.id, waivers })

  expect([mayNow(await latest()), mayNow(await ingrid.call(readRound, { roundId: round.id }))]).toEqual([
    'publication_pending',
    'publication_pending',
  ])
  expect(await codeOf(act({ act: 'exclude', ...pair('Amina', 'Bo'), reason: 'To see' }))).toBe('publication_pending')

  await ingrid.call(stopPublication, { publicationId: held.id })
  await act({ act: 'lock', ...pair('Amina', 'Bo'), reason: 'To see' })
  expect(mayNow(await latest())).toBe(true)
  expect(mayNow(await ingrid.call(readArrangement, { arrangementId: before.id }))).toBe('arrangement_superseded')
  expect(await codeOf(ingrid.call(changeArrangement, { arrangementId: before.id, act: 'undo' }))).toBe('arrangement_superseded')
  await act({ act: 'put-back', ...pair('Amina', 'Bo') })
})

test('what is kept and what is never is listed with who, when and why, and each is taken back', async () => {
  await act({ act: 'lock', ...pair('Amina', 'Bo'), reason: 'They know each other' })
  await act({ act: 'exclude', ...pair('Carl', 'Dana'), reason: 'A quarrel' })

  const view = await latest()
  const by = { madeBy: 'Ingrid', madeAt: expect.stringMatching(/^2027-02-01T09/), standing: 'coordinator' }
  expect(view.kept).toEqual([{ ...pair('Amina', 'Bo'), ...by, reason: 'They know each other' }])
  expect(view.apart).toEqual([{ ...pair('Carl', 'Dana'), ...by, reason: 'A quarrel' }])

  for (const { menteeId, mentorId } of [...view.kept, ...view.apart]) await act({ act: 'put-back', menteeId, mentorId })
  expect([(await latest()).kept, (await latest()).apart]).toEqual([[], []])
  expect(world.bugs).toEqual([])
})
