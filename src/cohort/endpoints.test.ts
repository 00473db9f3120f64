import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { changeCohort, createCohort, listCohorts, readCohort } from './contract.ts'

const world = await aWorld()
const { halden, fjord } = world

test('a coordinator makes a cohort with its dates', async () => {
  const made = await halden.ingrid.call(createCohort, {
    programId: halden.programId,
    name: 'Autumn 2027',
    startsOn: '2027-09-01',
    endsOn: '2028-02-28',
  })
  expect(made).toMatchObject({ name: 'Autumn 2027', state: 'preparing', startsOn: '2027-09-01' })
  const { rows } = await halden.ingrid.call(listCohorts, { programId: halden.programId })
  expect(rows.map(cohort => cohort.name)).toEqual(['Autumn 2027', 'Spring 2027'])
})

test('a cohort cannot end before it starts', async () => {
  expect(
    await refusalOf(
      halden.ingrid.call(createCohort, { programId: halden.programId, name: 'Backwards', startsOn: '2027-09-01', endsOn: '2027-08-01' }),
    ),
  ).toBe('ends_before_start')
})

test('a cohort moves along its transitions and never back from closed', async () => {
  const move = async (state: 'open' | 'running' | 'closed' | 'preparing') => {
    const { version } = await halden.ingrid.call(readCohort, { cohortId: halden.cohortId })
    return halden.ingrid.call(changeCohort, { cohortId: halden.cohortId, state }, { ifMatch: version })
  }
  expect(await refusalOf(move('closed'))).toBe('cohort_cannot_move')
  for (const state of ['open', 'running', 'closed'] as const) expect((await move(state)).state).toBe(state)
  expect(await refusalOf(move('running'))).toBe('cohort_cannot_move')
})

test('administrators look, coordinators of other programs and other organizations do not', async () => {
  expect((await halden.astrid.call(readCohort, { cohortId: halden.cohortId })).may.change).toEqual({ code: 'not_permitted', facts: {} })
  expect(await refusalOf(halden.astrid.call(changeCohort, { cohortId: halden.cohortId, name: 'X' }, { ifMatch: 1 }))).toBe('not_permitted')
  expect(await refusalOf(halden.oskar.call(readCohort, { cohortId: halden.cohortId }))).toBe('not_found')
  expect(await refusalOf(fjord.ingrid.call(readCohort, { cohortId: halden.cohortId }))).toBe('not_found')
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
