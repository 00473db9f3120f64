import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { systemActor } from '../../kit/http/identity.ts'
import type { Begin } from '../../kit/jobs/jobs.ts'
import { giveGrant } from '../../person/commands/person.ts'
import { tieAccount } from '../../person/commands/sign-in.ts'
import { grant, listGrants, takeBackGrant } from '../../person/contract.ts'
import { sendFile } from '../cast.ts'
import * as imports from '../contract/imports.ts'
import { participantsOfForSystem } from '../queries.ts'
import { runImport } from './run-import.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid } = halden
const people = () => world.as(halden.organizationId, ctx => participantsOfForSystem(ctx, halden.cohortId))

/** 1,200 people: three batches. */
const roster = (prefix: string) =>
  ['person_id,role,topics', ...Array.from({ length: 1200 }, (_, n) => `${prefix}${n},mentor,a;b`)].join('\n')

async function confirmed(file: string) {
  const { id } = await sendFile(world.app.fetch, halden, ingrid, file)
  await world.settle()
  const { run, version } = await ingrid.call(imports.readImport, { importId: id })
  await ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version })
  return id
}

/** Opens transactions as a worker does; `between` is called before each, with its number. */
const beginning = (between: (n: number) => Promise<void> | void): Begin => {
  let n = 0
  return async work => {
    n += 1
    await between(n)
    return world.transaction(halden.organizationId, tx => work(world.contextOf(tx, systemActor(halden.organizationId), 'worker')))
  }
}
const never = new AbortController().signal

test('a worker that dies in the middle is taken up where it stopped, and nobody comes in twice', { timeout: 60_000 }, async () => {
  const id = await confirmed(roster('k'))
  const dies = beginning(n => {
    // the first batch is in, the second begins
    if (n === 5) throw new Error('killed')
  })
  await expect(runImport(dies, id, never)).rejects.toThrow('killed')
  const half = (await people()).length
  expect(half).toBe(500)

  await world.settle()
  const { state, written } = await ingrid.call(imports.readImport, { importId: id })
  expect([state, written]).toMatchObject(['imported', { rows: 1200, added: 1200, unchanged: 0, leftOut: 0 }])
  expect((await people()).length).toBe(1200)
})

test('two workers on one import write everybody once', { timeout: 60_000 }, async () => {
  const before = (await people()).length
  const id = await confirmed(roster('w'))
  await Promise.all([
    runImport(
      beginning(() => undefined),
      id,
      never,
    ),
    runImport(
      beginning(() => undefined),
      id,
      never,
    ),
  ])
  await world.settle()
  expect((await people()).length - before).toBe(1200)
  expect((await ingrid.call(imports.readImport, { importId: id })).written).toMatchObject({ rows: 1200, added: 1200 })
})

test('stopped half-way, what is in stays, can be gone on with, and can be taken back', { timeout: 60_000 }, async () => {
  const before = (await people()).length
  const id = await confirmed(roster('s'))
  await runImport(
    beginning(async n => {
      if (n === 5) await ingrid.call(imports.cancelImport, { importId: id })
    }),
    id,
    never,
  )
  const stopped = await ingrid.call(imports.readImport, { importId: id })
  expect([stopped.state, stopped.written?.added, (await people()).length - before]).toEqual(['stopped', 500, 500])

  await ingrid.call(imports.checkImport, { importId: id })
  await world.settle()
  const again = await ingrid.call(imports.readImport, { importId: id })
  expect(again.tally).toMatchObject({ added: 700, unchanged: 500 })
  await ingrid.call(imports.confirmImport, { importId: id, run: again.run }, { ifMatch: again.version })
  await world.settle()
  expect((await people()).length - before).toBe(1200)

  await ingrid.call(imports.undoImport, { importId: id })
  await world.settle()
  expect((await people()).length).toBe(before)
})

test('it stops when whoever confirmed it may import no longer; what is in stays and others can take it back', {
  timeout: 60_000,
}, async () => {
  const before = (await people()).length
  const ruth = await world.person(halden.organizationId, 'Ruth', [{ relation: 'coordinator', scopeId: halden.programId }])
  const id = await confirmed(roster('r'))
  const ofIngrid = { personId: ingrid.id, relation: 'coordinator', scopeId: halden.programId } as const
  const { rows } = await halden.astrid.call(listGrants, {})
  const grantId = rows.find(row => row.personId === ingrid.id)?.id ?? ''

  await runImport(
    beginning(async n => {
      if (n === 5) await halden.astrid.call(takeBackGrant, { grantId })
    }),
    id,
    never,
  )
  await world.settle()

  const stopped = await ruth.call(imports.readImport, { importId: id })
  expect([stopped.state, stopped.written?.added, (await people()).length - before]).toEqual(['stopped', 500, 500])
  expect(stopped).toMatchObject({ trouble: { code: 'importer_gone', facts: { name: 'Ingrid' } }, may: { undo: true } })
  await ruth.call(imports.undoImport, { importId: id })
  await world.settle()
  expect((await people()).length).toBe(before)
  await halden.astrid.call(grant, ofIngrid)
})

test('whoever something else refers to stays when an import is taken back', async () => {
  const before = (await people()).length
  const id = await confirmed('person_id,role\nf1,mentor\nf2,mentor')
  await world.settle()
  const kept = (await people()).find(one => one.externalId === 'f1')
  await world.as(halden.organizationId, ctx =>
    giveGrant(ctx, { personId: kept?.personId ?? '', relation: 'coordinator', scopeId: halden.otherProgramId }),
  )
  await ingrid.call(imports.undoImport, { importId: id })
  await world.settle()
  expect((await people()).length).toBe(before)
  const { rows } = await world.database.ownerPool.query("select external_id from person where external_id in ('f1', 'f2')")
  expect(rows).toEqual([{ external_id: 'f1' }])
})

test('an address that belongs to somebody else by now is not given back: whoever had it stays as they are', async () => {
  const settled = async (file: string) => {
    const id = await confirmed(file)
    await world.settle()
    return id
  }
  const mails = async () =>
    (await world.database.ownerPool.query("select external_id, email, name from person where external_id like 'h_' order by 1")).rows.map(
      row => Object.values(row),
    )
  await settled('person_id,name,e-mail,role\nh1,Ann,x@example.org,mentor\nh2,Ben,ben@example.org,mentor')
  const changing = await settled('person_id,name,e-mail,role\nh1,Ann,y@example.org,mentor\nh2,Benn,ben@example.org,mentor')
  await settled('person_id,name,e-mail,role\nh3,Cas,x@example.org,mentor')
  await ingrid.call(imports.undoImport, { importId: changing })
  await world.settle()
  expect(await ingrid.call(imports.readImport, { importId: changing })).toMatchObject({ state: 'undone' })
  expect(await mails()).toEqual([
    ['h1', 'y@example.org', 'Ann'],
    ['h2', 'ben@example.org', 'Ben'],
    ['h3', 'x@example.org', 'Cas'],
  ])
})

test('whoever has signed in since keeps the details by which they did', async () => {
  await confirmed('person_id,name,e-mail,role\nv1,Ann,old@example.org,mentor')
  await world.settle()
  const id = await confirmed('person_id,name,e-mail,role\nv1,Ann,new@example.org,mentor')
  await world.settle()
  const { rows } = await world.database.ownerPool.query("select id from person where external_id = 'v1'")
  await world.as(halden.organizationId, ctx => tieAccount(ctx, rows[0].id, 'account-of-ann'))
  await ingrid.call(imports.undoImport, { importId: id })
  await world.settle()
  const after = await world.database.ownerPool.query("select email from person where external_id = 'v1'")
  expect(after.rows).toEqual([{ email: 'new@example.org' }])
})

test('an address that somebody gives up in a file comes to nobody else by the same file: as the dry run said', {
  timeout: 60_000,
}, async () => {
  await confirmed('person_id,name,e-mail,role\nu1,Ann,given@example.org,mentor')
  await world.settle()
  const many = Array.from({ length: 600 }, (_, n) => `t${n},Person ${n},,mentor`)
  const id = await confirmed(
    ['person_id,name,e-mail,role', 'u1,Ann,ann@example.org,mentor', ...many, 'u2,Ben,given@example.org,mentor'].join('\n'),
  )
  await world.settle()
  const { tally, written } = await ingrid.call(imports.readImport, { importId: id })
  expect(tally).toMatchObject({ added: 600, changed: 1, leftOut: 1 })
  expect(written).toMatchObject({ added: 600, changed: 1, leftOut: 1 })
  await ingrid.call(imports.undoImport, { importId: id })
  await world.settle()
  const { rows } = await world.database.ownerPool.query("select email from person where external_id = 'u1'")
  expect(rows).toEqual([{ email: 'given@example.org' }])
})

test('two imports into one cohort follow each other', async () => {
  const one = await confirmed('person_id,role\ng1,mentor')
  const { id } = await sendFile(world.app.fetch, halden, ingrid, 'person_id,role\ng2,mentor')
  await world.settle()
  expect((await ingrid.call(imports.readImport, { importId: one })).state).toBe('imported')
  const other = await ingrid.call(imports.readImport, { importId: id })
  expect(other.may.confirm).toBe(true)
})

test('nothing of this is seen by the other organization', async () => {
  expect((await fjord.ingrid.call(imports.listImports, { cohortId: fjord.cohortId })).rows).toEqual([])
  expect(await world.as(fjord.organizationId, ctx => participantsOfForSystem(ctx, halden.cohortId))).toEqual([])
  expect(world.bugs).toEqual([])
})
