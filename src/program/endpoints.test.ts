import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { grant, invite, listGrants, takeBackGrant } from '../person/contract.ts'
import { changeProgram, createProgram, listCoordinators, listPrograms, readProgram } from './contract.ts'
import { contactOf, programForSystem } from './queries.ts'

const world = await aWorld()
const { halden, fjord } = world

test('an administrator makes a program, coordinates it and is its contact', async () => {
  const made = await halden.astrid.call(createProgram, {
    name: 'Leading for the first time',
    purpose: 'First teams.',
    format: 'one-to-one',
  })
  expect(made).toMatchObject({ name: 'Leading for the first time', version: 1, contact: { name: 'Astrid' }, may: { change: true } })
  expect(await halden.astrid.call(readProgram, { programId: made.id })).toEqual(made)
})

test('a coordinator sees and changes the own program only', async () => {
  expect((await halden.ingrid.call(listPrograms, {})).rows.map(program => program.name)).toEqual(['Stepping Up'])
  expect(await refusalOf(halden.ingrid.call(readProgram, { programId: halden.otherProgramId }))).toBe('not_found')
  expect(await refusalOf(halden.ingrid.call(createProgram, { name: 'Mine', purpose: '', format: 'one-to-one' }))).toBe('not_permitted')
  const read = await halden.ingrid.call(readProgram, { programId: halden.programId })
  expect(
    (await halden.ingrid.call(changeProgram, { programId: halden.programId, purpose: 'For new team leads.' }, { ifMatch: read.version }))
      .purpose,
  ).toBe('For new team leads.')
})

test('a change needs the version that was read, and a stale one changes nothing', async () => {
  const read = await halden.ingrid.call(readProgram, { programId: halden.programId })
  expect(await refusalOf(halden.ingrid.call(changeProgram, { programId: halden.programId, name: 'Other' }))).toBe('version_required')
  expect(
    await refusalOf(halden.ingrid.call(changeProgram, { programId: halden.programId, name: 'Other' }, { ifMatch: read.version + 1 })),
  ).toBe('stale')
  expect(await halden.ingrid.call(readProgram, { programId: halden.programId })).toEqual(read)
})

test('the contact is one of the coordinators', async () => {
  const read = await halden.ingrid.call(readProgram, { programId: halden.programId })
  const change = (contactPersonId: string) =>
    halden.ingrid.call(changeProgram, { programId: halden.programId, contactPersonId }, { ifMatch: read.version })
  expect(await refusalOf(change(halden.piet.id))).toBe('contact_not_staff')
  expect(await refusalOf(change(fjord.ingrid.id))).toBe('contact_not_staff')
  expect((await change(halden.ingrid.id)).contact?.name).toBe('Ingrid')
  const { rows } = await halden.ingrid.call(listCoordinators, { programId: halden.programId })
  expect(rows).toContainEqual({ personId: halden.ingrid.id, name: 'Ingrid' })
  expect(await refusalOf(fjord.ingrid.call(listCoordinators, { programId: halden.programId }))).toBe('not_found')
})

test('a program says what it lacks: a contact once theirs is gone, and then somebody who coordinates it', async () => {
  const { programId, organizationId } = halden
  await halden.astrid.call(grant, { personId: halden.oskar.id, relation: 'coordinator', scopeId: programId })
  const asked = async () => (await halden.astrid.call(listPrograms, {})).rows.find(program => program.id === programId)
  const takeBack = async (name: string) => {
    const { rows } = await halden.astrid.call(listGrants, {})
    await halden.astrid.call(takeBackGrant, { grantId: rows.find(row => row.name === name && row.scopeId === programId)?.id ?? '' })
  }
  expect(await asked()).toMatchObject({ needs: [], contact: { name: 'Ingrid' } })

  await takeBack('Ingrid')
  expect(await asked()).toMatchObject({ needs: ['contact'], contact: null })
  expect(await world.as(organizationId, async ctx => contactOf(ctx, await programForSystem(ctx, programId)))).toBeNull()
  expect(await refusalOf(halden.ingrid.call(readProgram, { programId }))).toBe('not_permitted')

  await takeBack('Oskar')
  expect(await asked()).toMatchObject({ needs: ['coordinator'], contact: null })
  await halden.astrid.call(grant, { personId: halden.ingrid.id, relation: 'coordinator', scopeId: programId })
})

test('the number of the contact is given, kept through other changes, and taken away', async () => {
  const { programId } = halden
  const change = async (part: { readonly contactPhone?: string | null; readonly purpose?: string }) => {
    const { version } = await halden.ingrid.call(readProgram, { programId })
    return (await halden.ingrid.call(changeProgram, { programId, ...part }, { ifMatch: version })).contact?.phone
  }
  expect(await change({ contactPhone: 'ext. 5012' })).toBe('ext. 5012')
  expect(await change({ purpose: 'For everybody who leads.' })).toBe('ext. 5012')
  expect(await change({ contactPhone: null })).toBe(null)
})

test('a program of another organization does not exist, and nobody is invited to one', async () => {
  expect(await refusalOf(fjord.astrid.call(readProgram, { programId: halden.programId }))).toBe('not_found')
  expect((await fjord.astrid.call(listPrograms, {})).rows.every(program => program.id !== halden.programId)).toBe(true)
  expect(await refusalOf(fjord.ingrid.call(changeProgram, { programId: halden.programId, name: 'Taken' }, { ifMatch: 1 }))).toBe(
    'not_found',
  )
  expect(
    await refusalOf(halden.ingrid.call(invite, { name: 'X', email: 'x@example.org', relation: 'coordinator', scopeId: halden.programId })),
  ).toBe('not_permitted')
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
