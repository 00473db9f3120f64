import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { changeProgram, createProgram, readProgram } from '../program/contract.ts'
import { changeCohort, createCohort, readCohort } from './contract.ts'

const world = await aWorld()
const { halden } = world
const inGroups = await halden.astrid.call(createProgram, { name: 'Circles of six', purpose: '', format: 'group' })
const span = { name: 'Autumn 2027', startsOn: '2027-09-01', endsOn: '2028-02-28' }

test('a new cohort of a group program has groups of 3 to 6 and one mentor for each', async () => {
  const made = await halden.astrid.call(createCohort, { programId: inGroups.id, ...span })

  expect(made.groups).toEqual({ smallest: 3, largest: 6, coMentors: 0 })
  expect(made.mentorsPerMentee).toBe(1)
})

test('a cohort keeps the sizes that it was given, and other changes leave them', async () => {
  const made = await halden.astrid.call(createCohort, {
    programId: inGroups.id,
    ...span,
    groups: { smallest: 2, largest: 4, coMentors: 1 },
  })
  const sized = await halden.astrid.call(
    changeCohort,
    { cohortId: made.id, groups: { smallest: 4, largest: 8, coMentors: 3 } },
    { ifMatch: 1 },
  )

  await halden.astrid.call(changeCohort, { cohortId: made.id, name: 'Later' }, { ifMatch: 2 })

  expect([made.groups, sized.groups]).toEqual([
    { smallest: 2, largest: 4, coMentors: 1 },
    { smallest: 4, largest: 8, coMentors: 3 },
  ])
  expect((await halden.astrid.call(readCohort, { cohortId: made.id })).groups).toEqual({ smallest: 4, largest: 8, coMentors: 3 })
})

test.each([
  ['a smallest size above the largest', { groups: { smallest: 5, largest: 4, coMentors: 0 } }, 'group_sizes_crossed'],
  ['more than one mentor for a mentee', { mentorsPerMentee: 2 }, 'one_mentor_in_groups'],
])('%s is refused', async (_, wrong, code) => {
  expect(await refusalOf(halden.astrid.call(createCohort, { programId: inGroups.id, ...span, ...wrong }))).toBe(code)
})

test('a program of pairs has no sizes of groups', async () => {
  const groups = { smallest: 3, largest: 6, coMentors: 0 }

  expect((await halden.ingrid.call(readCohort, { cohortId: halden.cohortId })).groups).toBeNull()
  expect(await refusalOf(halden.ingrid.call(changeCohort, { cohortId: halden.cohortId, groups }, { ifMatch: 1 }))).toBe('groups_not_meant')
})

test('a cohort from before its program met in groups has the usual sizes', async () => {
  const pairs = await halden.astrid.call(createProgram, { name: 'Once one to one', purpose: '', format: 'one-to-one' })
  const cohort = await halden.astrid.call(createCohort, { programId: pairs.id, ...span })
  const { version } = await halden.astrid.call(readProgram, { programId: pairs.id })

  await halden.astrid.call(changeProgram, { programId: pairs.id, format: 'group' }, { ifMatch: version })

  expect((await halden.astrid.call(readCohort, { cohortId: cohort.id })).groups).toEqual({ smallest: 3, largest: 6, coMentors: 0 })
})
