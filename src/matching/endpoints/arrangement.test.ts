import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type Person } from '../../app/cast.ts'
import { Refused } from '../../kit/wire/client.ts'
import { aMatchedCohort, aSolvedRound, type Ids, type Someone } from '../cast.ts'
import {
  type Act,
  type ArrangementView,
  changeArrangement,
  compareArrangements,
  listArrangements,
  readArrangement,
} from '../contract/arrangement.ts'
import { changeCriteria, readCriteria } from '../contract/criteria.ts'
import { readPair, readPrices, readSecondLooks, readUnplaced } from '../contract/price.ts'
import { discardRound, type RoundView, readRound } from '../contract/round.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid } = halden
const cohort = { cohortId: halden.cohortId }

/** Three mentees for two mentors with one place each: Bo suits Amina best, Dana suits Carl; Eve is left, and Dana manages Amina. */
const people: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'], manager: 'Dana' },
  { name: 'Carl', role: 'mentee', wants: ['planning', 'writing'] },
  { name: 'Eve', role: 'mentee', wants: ['speaking', 'writing', 'coaching'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'], manager: 'Kim' },
  { name: 'Dana', role: 'mentor', offers: ['planning', 'writing'], manager: 'Dana' },
]

const refusalOf = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return error.problem
    throw error
  }
  throw new Error('it was not refused')
}

let ids: Ids
let round: RoundView
const latest = async (who: Person = ingrid) =>
  who.call(readArrangement, { arrangementId: (await who.call(readRound, { roundId: round.id })).arrangementId ?? '' })
const pairsOf = (view: ArrangementView) => view.pairs.map(({ menteeId, mentorId }) => [nameOf(menteeId), nameOf(mentorId)]).sort()
const nameOf = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id
const pair = (mentee: string, mentor: string) => ({ menteeId: ids[mentee] ?? '', mentorId: ids[mentor] ?? '' })
const act = async (what: Act) => ingrid.call(changeArrangement, { arrangementId: (await latest()).id, ...what })

beforeAll(async () => {
  ids = await aMatchedCohort(world, halden, people)
  await aMatchedCohort(world, fjord, people)
  const { criteria, version } = await ingrid.call(readCriteria, cohort)
  const requirements = [{ id: 'manager', kind: 'notSame' as const, mentee: 'line_manager', mentor: 'line_manager' }]
  await ingrid.call(changeCriteria, { ...cohort, criteria, requirements, first: 'matched' }, { ifMatch: version })
})

beforeEach(async () => {
  round = await aSolvedRound(world, halden)
  return async () => {
    for (const row of (await latest()).apart) await act({ act: 'put-back', menteeId: row.menteeId, mentorId: row.mentorId })
    for (const row of (await latest()).pairs.filter(({ locked }) => locked))
      await act({ act: 'put-back', menteeId: row.menteeId, mentorId: row.mentorId })
    await ingrid.call(discardRound, { roundId: round.id })
  }
})

describe('reading', () => {
  test('counts add up, and whoever is not placed has a reason and a remedy', async () => {
    const view = await latest()
    expect(pairsOf(view)).toEqual([
      ['Amina', 'Bo'],
      ['Carl', 'Dana'],
    ])
    expect(view.counts).toMatchObject({
      pairs: 2,
      mentees: 3,
      menteesPlaced: 2,
      menteesUnplaced: 1,
      mentors: 2,
      mentorsWithSomebody: 2,
      mentorsWithNobody: 0,
      places: 2,
      placesFree: 0,
      average: 100,
      lowest: 100,
      pairsToLookAt: 0,
    })

    const { rows } = await ingrid.call(readUnplaced, { arrangementId: view.id, mentees: view.unplaced })

    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ mentee: { name: 'Eve' }, why: 'places-taken', mentors: 2, allowed: 2, remedy: { kind: 'add-place' } })
    expect(rows[0]?.heldBy[0]).toMatchObject({ shown: 33 })
  })

  test('a pair is explained with its evidence; the price of parting it is exact and names who moves', async () => {
    const view = await latest()
    const read = await ingrid.call(readPair, { arrangementId: view.id, ...pair('Amina', 'Bo') })
    expect(read.lines).toEqual([
      {
        criterion: 'skills',
        points: 10_000,
        outOf: 10_000,
        silent: false,
        evidence: { kind: 'choices', shared: ['Negotiation', 'Speaking'], missing: 0 },
      },
    ])
    // without Bo nobody is left for Amina: Eve takes his place and 100 - 33 are lost
    expect(read.price).toMatchObject({ act: 'forbid', possible: true, menteesLost: 0, lost: 66.67 })
    expect(read.price.moves.map(({ mentee, from, to }) => [mentee?.name, from?.name ?? null, to?.name ?? null])).toEqual([
      ['Amina', 'Bo', null],
      ['Eve', null, 'Bo'],
    ])
  })

  test('a forbidden pair names the requirement, and the price of bending it is solved for', async () => {
    const view = await latest()
    const read = await ingrid.call(readPair, { arrangementId: view.id, ...pair('Amina', 'Dana') })
    expect([read.state, read.forbiddenBy, read.price.bends]).toEqual(['forbidden', ['manager'], ['manager']])
    expect(read.price).toMatchObject({ act: 'force', possible: true })
    const row = await ingrid.call(readPrices, { arrangementId: view.id, menteeId: ids['Amina'] ?? '' })
    expect(row.rows.map(({ mentor, possible, forbiddenBy }) => [mentor.name, possible, forbiddenBy])).toEqual([
      ['Dana', false, ['manager']],
    ])
  })
})

describe('acts', () => {
  test('each makes the next arrangement with who and why, and undo goes back by making another', async () => {
    const taken = await act({ act: 'take', ...pair('Eve', 'Bo'), reason: 'Bo asked for somebody new' })
    expect(taken).toMatchObject({
      number: 2,
      madeBy: 'Ingrid',
      reason: 'Bo asked for somebody new',
      pair: { mentee: 'Eve', mentor: 'Bo' },
      menteesPlaced: 2,
    })
    expect(pairsOf(await latest())).toEqual([
      ['Carl', 'Dana'],
      ['Eve', 'Bo'],
    ])

    expect(await act({ act: 'undo' })).toMatchObject({ number: 3, change: { kind: 'undo', number: 2 } })
    expect(pairsOf(await latest())).toEqual([
      ['Amina', 'Bo'],
      ['Carl', 'Dana'],
    ])
    // the one that was made by undoing was never solved: it is resumed from what is stored, and its prices are the first one's
    const cold = await ingrid.call(readPair, { arrangementId: (await latest()).id, ...pair('Amina', 'Bo') })
    expect(cold.price).toMatchObject({ act: 'forbid', lost: 66.67 })
    const history = await ingrid.call(listArrangements, { roundId: round.id })
    expect(history.rows.map(({ number, change }) => [number, change.kind])).toEqual([
      [3, 'undo'],
      [2, 'take'],
      [1, 'first'],
    ])
    const compared = await ingrid.call(compareArrangements, { arrangementId: history.rows[2]?.id ?? '', with: history.rows[1]?.id ?? '' })
    expect(compared.moves.map(({ mentee, from, to }) => [mentee, from?.mentor ?? null, to?.mentor ?? null]).sort()).toEqual([
      ['Amina', 'Bo', null],
      ['Eve', null, 'Bo'],
    ])
    expect(compared.same).toBe(1)
  })

  test('what is shown before an act is what happens, to the person and the point', { timeout: 60_000 }, async () => {
    const before = await latest()
    for (const { id: menteeId } of before.people.mentees)
      for (const { id: mentorId } of before.people.mentors) {
        const now = await latest()
        const { price, state } = await ingrid.call(readPair, { arrangementId: now.id, menteeId, mentorId })
        const made = await act(
          state === 'matched'
            ? { act: 'exclude', menteeId, mentorId, reason: 'to see' }
            : { act: 'take', menteeId, mentorId, reason: 'to see', despite: price.bends },
        )
        const compared = await ingrid.call(compareArrangements, { arrangementId: now.id, with: made.id })
        const moved = (one: { mentee: string | undefined; from: string | undefined; to: string | undefined }) => [
          one.mentee,
          one.from,
          one.to,
        ]
        expect(price.moves.map(one => moved({ mentee: one.mentee?.name, from: one.from?.name, to: one.to?.name })).sort()).toEqual(
          compared.moves.map(one => moved({ mentee: one.mentee, from: one.from?.mentor, to: one.to?.mentor })).sort(),
        )
        await act({ act: 'undo' })
      }
  })

  test('keeping apart and keeping together outlive the round, and are put back', async () => {
    await act({ act: 'exclude', ...pair('Amina', 'Bo'), reason: 'They shared an office and a quarrel' })
    await act({ act: 'lock', ...pair('Carl', 'Dana'), reason: 'Carl asked for her' })
    await ingrid.call(discardRound, { roundId: round.id })
    round = await aSolvedRound(world, halden)

    const view = await latest()
    expect(view.apart).toMatchObject([
      { ...pair('Amina', 'Bo'), madeBy: 'Ingrid', reason: 'They shared an office and a quarrel', standing: 'coordinator' },
    ])
    expect(view.pairs.filter(({ locked }) => locked).map(({ menteeId }) => nameOf(menteeId))).toEqual(['Carl'])
    await act({ act: 'put-back', ...pair('Amina', 'Bo') })
    expect(pairsOf(await latest())).toContainEqual(['Amina', 'Bo'])
  })

  test('a bent rule must be named, shows in what to look at, and its clearing is offered first', async () => {
    const refusal = await refusalOf(act({ act: 'take', ...pair('Amina', 'Dana'), reason: 'The only one in her town' }))
    expect([refusal.status, refusal.code, refusal.facts?.['questions']]).toEqual([409, 'requirement_bent', ['Line manager']])

    await act({ act: 'take', ...pair('Amina', 'Dana'), reason: 'The only one in her town', despite: ['manager'] })

    const view = await latest()
    expect(view.pairs[0]).toMatchObject({ ...pair('Amina', 'Dana'), locked: true, bent: ['manager'], look: 'bent' })
    expect(view.counts.pairsToLookAt).toBe(2)
    const { rows } = await ingrid.call(readSecondLooks, { arrangementId: view.id, mentees: [ids['Amina'] ?? ''] })
    expect(rows[0]?.instead).toMatchObject({ mentor: { name: 'Bo' }, shown: 100, lost: 0 })
  })

  test('the second of two people at once is told that it has moved on', async () => {
    const before = await latest()
    const tries = await Promise.allSettled([
      ingrid.call(changeArrangement, { arrangementId: before.id, act: 'exclude', ...pair('Amina', 'Bo'), reason: 'one' }),
      ingrid.call(changeArrangement, { arrangementId: before.id, act: 'exclude', ...pair('Carl', 'Dana'), reason: 'two' }),
    ])
    const lost = tries.find(one => one.status === 'rejected')
    expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    expect(lost?.status === 'rejected' && lost.reason instanceof Refused && [lost.reason.problem.status, lost.reason.problem.code]).toEqual(
      [409, 'arrangement_superseded'],
    )
  })

  test('a lock against an exclusion is refused with the smallest conflict, and what does not hold is said', async () => {
    await act({ act: 'exclude', ...pair('Carl', 'Bo'), reason: 'no' })
    expect((await refusalOf(act({ act: 'take', ...pair('Carl', 'Bo'), reason: 'yes' }))).code).toBe('pair_apart')
    await act({ act: 'lock', ...pair('Amina', 'Bo'), reason: 'kept' })
    const full = await refusalOf(act({ act: 'take', ...pair('Eve', 'Bo'), reason: 'also' }))
    expect([full.code, full.facts?.['mentor'], full.facts?.['count']]).toEqual(['locked_over_places', 'Bo', 1])
    expect((await refusalOf(act({ act: 'lock', ...pair('Eve', 'Dana'), reason: 'x' }))).code).toBe('pair_not_together')
    expect((await refusalOf(act({ act: 'put-back', ...pair('Eve', 'Dana') }))).code).toBe('pair_not_fixed')
  })

  test('the other organization sees nothing of it', async () => {
    const view = await latest()
    for (const work of [
      () => fjord.ingrid.call(readArrangement, { arrangementId: view.id }),
      () => fjord.ingrid.call(changeArrangement, { arrangementId: view.id, act: 'undo' }),
      () => fjord.ingrid.call(readPair, { arrangementId: view.id, ...pair('Amina', 'Bo') }),
    ])
      expect((await refusalOf(work())).status).toBe(404)
    expect(world.bugs).toEqual([])
  })
})
