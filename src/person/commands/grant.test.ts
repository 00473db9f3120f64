import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { readViewer } from '../contract/viewer.ts'
import { grant, invite, listGrants, listInvitations, takeBackGrant } from '../contract.ts'
import { grantsForSystem, holdersForSystem } from '../queries/actor.ts'

const world = await aWorld()
const { halden, fjord } = world
const { organizationId, programId } = halden

const grantOf = async (name: string) => {
  const { rows } = await halden.astrid.call(listGrants, {})
  return rows.find(row => row.name === name)
}
const takeBack = async (name: string) => halden.astrid.call(takeBackGrant, { grantId: (await grantOf(name))?.id ?? '' })
const entries = async (name: string) =>
  (
    await world.database.ownerPool.query('select facts, actor_person_id from history_entry where organization_id = $1 and name = $2', [
      organizationId,
      name,
    ])
  ).rows
const administrator = (name: string) => world.person(organizationId, name, [{ relation: 'administrator', scopeId: organizationId }])
const disable = (id: string, at: string | null) =>
  world.database.ownerPool.query('update person set disabled_at = $2 where organization_id = $3 and id = $1', [id, at, organizationId])

test('everybody who is trusted is listed with role, scope and day, and nobody of another organization', async () => {
  const { rows } = await halden.astrid.call(listGrants, {})

  expect(rows.map(({ name, relation, scopeId }) => [name, relation, scopeId])).toEqual([
    ['Astrid', 'administrator', organizationId],
    ['Ingrid', 'coordinator', programId],
    ['Oskar', 'coordinator', halden.otherProgramId],
  ])
  expect(rows[1]).toMatchObject({
    personId: halden.ingrid.id,
    grantedAt: expect.stringMatching(/^2027-02-01T09:00/),
    may: { takeBack: true },
  })
})

test('what is taken back is gone in the next request, stands in the history, and can be given again', async () => {
  await takeBack('Ingrid')

  expect((await halden.ingrid.call(readViewer, {})).grants).toEqual([])
  expect(await entries('person.grant-taken-back')).toEqual([
    { facts: { person: halden.ingrid.id, relation: 'coordinator', scope: programId }, actor_person_id: halden.astrid.id },
  ])
  const again = { personId: halden.ingrid.id, relation: 'coordinator', scopeId: programId } as const
  expect(await halden.astrid.call(grant, again)).toMatchObject({ name: 'Ingrid', relation: 'coordinator' })
  expect((await halden.ingrid.call(readViewer, {})).grants).toEqual([{ relation: 'coordinator', scopeId: programId }])
  expect(await refusalOf(halden.astrid.call(grant, again))).toBe('already_granted')
})

test('the last administrator stays, also where the others cannot sign in', async () => {
  expect(await refusalOf(takeBack('Astrid'))).toBe('last_administrator')
  const runa = await administrator('Runa')
  await disable(runa.id, '2027-01-01')
  expect(await refusalOf(takeBack('Astrid'))).toBe('last_administrator')
  expect((await grantOf('Astrid'))?.may.takeBack).toEqual({ code: 'last_administrator', facts: {} })
  expect((await grantOf('Runa'))?.may.takeBack).toBe(true)

  await disable(runa.id, null)
  expect((await grantOf('Astrid'))?.may.takeBack).toBe(true)
  await takeBack('Runa')
})

test.each([1, 2, 3, 4, 5])('of two administrators who take each other’s away at once, one stays (%d)', async time => {
  const { astrid } = halden
  const other = await administrator(`Runa${time}`)
  const [of, ofOther] = [(await grantOf('Astrid'))?.id ?? '', (await grantOf(`Runa${time}`))?.id ?? '']

  const said = await Promise.all([
    refusalOf(astrid.call(takeBackGrant, { grantId: ofOther })),
    refusalOf(other.call(takeBackGrant, { grantId: of })),
  ])

  const left = await world.as(organizationId, ctx => holdersForSystem(ctx, 'administrator', organizationId))
  expect(left).toHaveLength(1)
  expect(said.filter(code => code === 'allowed')).toHaveLength(1)
  if (left[0]?.id !== astrid.id) {
    await other.call(grant, { personId: astrid.id, relation: 'administrator', scopeId: organizationId })
    await takeBack(`Runa${time}`)
  }
})

test('an administrator of another organization takes nothing back here, and gives nothing', async () => {
  const grantId = (await grantOf('Ingrid'))?.id ?? ''
  expect(await refusalOf(fjord.astrid.call(takeBackGrant, { grantId }))).toBe('not_found')
  const give = { personId: halden.piet.id, relation: 'administrator', scopeId: fjord.organizationId } as const
  expect(await refusalOf(fjord.astrid.call(grant, give))).toBe('not_found')
  expect(await refusalOf(halden.astrid.call(grant, { ...give, scopeId: fjord.organizationId }))).toBe('not_found')
})

test('nobody is trusted with a program that is not here, or invited to one', async () => {
  const nowhere = '01890000-0000-7000-8000-000000000000'
  const asPiet = { personId: halden.piet.id, relation: 'coordinator' } as const
  const invited = { name: 'Nora', email: 'nora@halden.example', relation: 'coordinator' } as const
  for (const scopeId of [nowhere, fjord.programId, organizationId]) {
    expect(await refusalOf(halden.astrid.call(grant, { ...asPiet, scopeId }))).toBe('not_found')
    expect(await refusalOf(halden.astrid.call(invite, { ...invited, scopeId }))).toBe('not_found')
  }
  expect(await grantOf('Piet')).toBeUndefined()
  expect((await halden.astrid.call(listInvitations, {})).rows).toEqual([])
})

test('whoever cannot sign in is trusted with nothing, though the grant is kept', async () => {
  const oskar = { personId: halden.oskar.id, scopeId: halden.otherProgramId }
  const held = () =>
    world.as(organizationId, async ctx => [
      await grantsForSystem(ctx, oskar.personId),
      (await holdersForSystem(ctx, 'coordinator', oskar.scopeId)).length,
    ])
  expect(await held()).toEqual([[{ relation: 'coordinator', scopeId: oskar.scopeId }], 1])

  await disable(oskar.personId, '2027-01-01')

  expect(await held()).toEqual([[], 0])
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
