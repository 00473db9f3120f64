import { expect, test } from 'vitest'
import { beenAt, cohortMeant, nowhere, programMeant } from './meant.ts'

const programs = [{ id: 'stepping-up' }, { id: 'first-year' }]
const cohorts = [{ id: 'spring' }, { id: 'autumn' }]

test('a page of the whole organization or program leaves the menu with the cohort where one was', () => {
  const been = beenAt(beenAt(beenAt(nowhere, { programId: 'stepping-up', cohortId: 'autumn' }), {}), { programId: 'stepping-up' })

  expect([programMeant({}, been, programs), cohortMeant({}, been, 'stepping-up', cohorts)]).toEqual(['stepping-up', 'autumn'])
})

test('each program keeps its own, and coming back to one means the cohort where one was in it', () => {
  const first = beenAt(nowhere, { programId: 'stepping-up', cohortId: 'autumn' })
  const been = beenAt(first, { programId: 'first-year' })

  expect(programMeant({}, been, programs)).toBe('first-year')
  expect(cohortMeant({}, been, 'first-year', [{ id: 'only' }])).toBe('only')
  expect(cohortMeant({ programId: 'stepping-up' }, been, 'stepping-up', cohorts)).toBe('autumn')
})

test('the page itself says it first; what is gone is not meant, and before anything the first is', () => {
  const been = beenAt(nowhere, { programId: 'stepping-up', cohortId: 'gone' })

  expect(cohortMeant({ cohortId: 'spring' }, been, 'stepping-up', cohorts)).toBe('spring')
  expect(cohortMeant({}, been, 'stepping-up', cohorts)).toBe('spring')
  expect(programMeant({}, { programId: 'gone', cohorts: {} }, programs)).toBe('stepping-up')
  expect([programMeant({}, nowhere, undefined), cohortMeant({}, nowhere, null, undefined)]).toEqual([null, null])
  expect(beenAt(been, { programId: 'stepping-up', cohortId: 'gone' })).toBe(been)
})
