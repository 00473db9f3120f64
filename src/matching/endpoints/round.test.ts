import { beforeAll, describe, expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { Refused } from '../../kit/wire/client.ts'
import { aMatchedCohort, aSolvedRound, fourPeople, type Ids } from '../cast.ts'
import { keepTogether } from '../commands/standing.ts'
import { readArrangement } from '../contract/arrangement.ts'
import { changeCriteria, readCriteria } from '../contract/criteria.ts'
import { cancelRound, discardRound, listRounds, readRound, startRound } from '../contract/round.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, oskar, astrid } = halden
const cohort = { cohortId: halden.cohortId }

const refusalOf = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return error.problem
    throw error
  }
  throw new Error('it was not refused')
}

describe('criteria', () => {
  test('nothing is proposed where nothing is asked, and a round says so', async () => {
    const read = await ingrid.call(readCriteria, cohort)
    expect(read.criteria).toEqual([])
    expect((await refusalOf(ingrid.call(startRound, cohort))).code).toBe('no_criteria')
  })
})

describe('a cohort of four', () => {
  let ids: Ids
  beforeAll(async () => {
    ids = await aMatchedCohort(world, halden, fourPeople)
    await aMatchedCohort(world, fjord, fourPeople)
  })

  test('criteria are proposed from what is asked, saved by version, and refused with the names that do not fit', async () => {
    const read = await ingrid.call(readCriteria, cohort)
    expect(read.proposed).toBe(true)
    expect(read.criteria.map(({ kind, mentee, mentor }) => [kind, mentee, mentor])).toEqual([['set', 'skills_wanted', 'skills_offered']])
    expect(read.requirements.map(({ kind }) => kind)).toEqual(['atLeastMore'])

    const wrong = await refusalOf(
      ingrid.call(
        changeCriteria,
        {
          ...cohort,
          first: 'matched',
          criteria: [{ id: 'a', kind: 'set', mode: 'similar', mentee: 'gone', mentor: 'experience_years', weightPoints: 1 }],
          requirements: [{ id: 'b', kind: 'notSame', mentee: 'skills_offered', mentor: 'line_manager' }],
        },
        { ifMatch: read.version },
      ),
    )
    expect(wrong.faults?.map(({ path, code, facts }) => [path, code, facts?.['question']])).toEqual([
      ['criteria.0.mentee', 'question_missing', 'gone'],
      ['criteria.0.mentor', 'question_does_not_fit', 'Years of experience'],
      ['requirements.0.mentee', 'wrong_role', 'Skills to share'],
    ])

    const { criteria, requirements } = read
    const saved = await ingrid.call(changeCriteria, { ...cohort, criteria, requirements, first: 'matched' }, { ifMatch: read.version })
    expect([saved.version, saved.proposed]).toEqual([2, false])
    const stale = await refusalOf(
      ingrid.call(changeCriteria, { ...cohort, criteria, requirements, first: 'total' }, { ifMatch: read.version }),
    )
    expect([stale.status, stale.code]).toEqual([412, 'stale'])
  })

  test('a round is started, solved by a job, and stands with its proof; only one is open', async () => {
    const started = await ingrid.call(startRound, cohort)
    expect([started.state, started.mentees, started.mentors, started.places]).toEqual(['queued', 2, 2, 3])
    expect((await refusalOf(ingrid.call(startRound, cohort))).code).toBe('round_open')

    await world.settle()

    const ready = await ingrid.call(readRound, { roundId: started.id })
    expect(ready.state).toBe('ready')
    expect(ready.problemSha256).toMatch(/^[0-9a-f]{64}$/)
    const arrangement = await ingrid.call(readArrangement, { arrangementId: ready.arrangementId ?? '' })
    expect(arrangement.pairs.map(({ menteeId, mentorId, shown }) => [menteeId, mentorId, shown])).toEqual([
      [ids['Amina'], ids['Bo'], 100],
      [ids['Carl'], expect.any(String), 100],
    ])
    expect(arrangement.counts).toMatchObject({
      pairs: 2,
      mentees: 2,
      menteesPlaced: 2,
      menteesUnplaced: 0,
      mentors: 2,
      places: 3,
      placesFree: 1,
    })
    const list = await ingrid.call(listRounds, cohort)
    expect(list.rows.map(({ state, arrangements }) => [state, arrangements])).toEqual([['ready', 1]])
    expect(list.may.start).toMatchObject({ code: 'round_open' })
  })

  test('nobody outside the program reads it, and it is laid aside to make room for another', async () => {
    const open = (await ingrid.call(listRounds, cohort)).rows[0]?.id ?? ''
    for (const stranger of [oskar, fjord.ingrid]) expect((await refusalOf(stranger.call(readRound, { roundId: open }))).status).toBe(404)
    expect((await refusalOf(astrid.call(readRound, { roundId: open }))).status).toBe(403)
    expect((await refusalOf(fjord.ingrid.call(discardRound, { roundId: open }))).status).toBe(404)

    expect((await ingrid.call(discardRound, { roundId: open })).state).toBe('discarded')
    expect((await refusalOf(ingrid.call(discardRound, { roundId: open }))).code).toBe('round_cannot_move')

    const next = await ingrid.call(startRound, cohort)
    expect((await ingrid.call(cancelRound, { roundId: next.id })).state).toBe('cancelled')
    await world.settle()
    expect((await ingrid.call(readRound, { roundId: next.id })).state).toBe('cancelled')
  })

  test('somebody who withdraws during a run is told and looked at again, and a dead worker is noticed', async () => {
    const owner = world.database.ownerPool
    const started = await ingrid.call(startRound, cohort)
    await owner.query("update participant set state = 'withdrawn', changed_at = now() where id = $1", [ids['Dana']])
    await owner.query("update match_round set state = 'solving', alive_at = $2 where id = $1", [
      started.id,
      new Date(world.clock.now.getTime() - 120_000),
    ])
    expect(await ingrid.call(readRound, { roundId: started.id })).toMatchObject({ state: 'solving', waits: true })

    await world.settle()

    const ready = await ingrid.call(readRound, { roundId: started.id })
    expect(ready).toMatchObject({
      state: 'ready',
      waits: false,
      changedSince: { count: 1, rows: [{ participantId: ids['Dana'], change: 'withdrawn', name: 'Dana' }] },
    })
    const view = await ingrid.call(readArrangement, { arrangementId: ready.arrangementId ?? '' })
    const withDana = view.pairs.filter(({ mentorId }) => mentorId === ids['Dana'])
    expect(withDana.every(({ look }) => look === 'left')).toBe(true)
    expect(view.people.mentors.find(({ id }) => id === ids['Dana'])?.left).toBe('withdrawn')
    await owner.query("update participant set state = 'active' where id = $1", [ids['Dana']])
    await ingrid.call(discardRound, { roundId: started.id })
  })

  test('locks that cannot all hold end the round with the smallest conflict, in names', async () => {
    const owner = world.database.ownerPool
    const keep = (mentee: string, mentor: string) =>
      world.as(halden.organizationId, ctx =>
        keepTogether(ctx, {
          cohortId: halden.cohortId,
          programId: halden.programId,
          menteeParticipantId: ids[mentee] ?? '',
          mentorParticipantId: ids[mentor] ?? '',
          origin: 'coordinator',
        }),
      )
    await keep('Amina', 'Dana')
    await keep('Carl', 'Dana')

    const round = await aSolvedRound(world, halden)

    expect(round).toMatchObject({
      state: 'failed',
      failure: { code: 'locked_over_places', facts: { mentor: 'Dana', count: 1, mentees: ['Amina', 'Carl'] } },
    })
    await owner.query('update standing_lock set lifted_at = now()')
  })

  test('requirements that leave nobody end the round in words', async () => {
    const { criteria, version } = await ingrid.call(readCriteria, cohort)
    await ingrid.call(
      changeCriteria,
      {
        ...cohort,
        criteria,
        first: 'matched',
        requirements: [{ id: 'years', kind: 'atLeastMore', mentee: 'experience_years', mentor: 'experience_years', by: 40 }],
      },
      { ifMatch: version },
    )

    const round = await aSolvedRound(world, halden)

    expect([round.state, round.failure]).toEqual(['failed', { code: 'nobody_allowed_by', facts: { question: 'Years of experience' } }])
    expect((await fjord.ingrid.call(listRounds, { cohortId: fjord.cohortId })).rows).toEqual([])
    expect(world.bugs).toEqual([])
  })
})
