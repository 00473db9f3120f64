import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aWorld, type House, type Person } from '../app/cast.ts'
import { createCohort } from '../cohort/contract.ts'
import { concernRaised } from '../concern/contract.ts'
import { record } from '../kit/history/history.ts'
import { uuidv7 } from '../kit/ids/ids.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { pauseAllMail, resumeAllMail } from '../notification/contract.ts'
import { grant, signedIn } from '../person/contract.ts'
import { changeProgram, readProgram } from '../program/contract.ts'
import { type HistoryRow, listHistory } from './contract.ts'
import { historyQuery } from './queries.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, oskar, astrid, piet } = halden

async function liveALittle(house: House): Promise<void> {
  const { programId, otherProgramId } = house
  const cohort = { startsOn: '2028-03-01', endsOn: '2028-08-31' }
  await house.ingrid.call(createCohort, { programId, name: 'Spring 2028', ...cohort })
  await house.oskar.call(createCohort, { programId: otherProgramId, name: 'Other 2028', ...cohort })
  await house.ingrid.call(pauseAllMail, {})
  await house.ingrid.call(resumeAllMail, {})
  await house.astrid.call(grant, { personId: house.piet.id, relation: 'coordinator', scopeId: otherProgramId })
}
await liveALittle(halden)
await liveALittle(fjord)

const told = (row: HistoryRow) => [row.kind, row.by?.name ?? null, row.person?.name ?? null, row.program?.name ?? null]
const rowsFor = async (person: Person, query: Parameters<typeof world.anybody>[1] & object = {}) =>
  (await person.call(listHistory, query)).rows

test('a coordinator finds what belongs to their programs, an administrator all of the organization, others nothing', async () => {
  expect((await rowsFor(ingrid)).map(told).slice(0, 3)).toEqual([
    ['notification.mail-resumed', 'Ingrid', null, 'Stepping Up'],
    ['notification.mail-paused', 'Ingrid', null, 'Stepping Up'],
    ['cohort.created', 'Ingrid', null, 'Stepping Up'],
  ])
  const others = (await rowsFor(oskar)).map(told)
  expect(others).toContainEqual(['cohort.created', 'Oskar', null, 'Buddies'])
  expect(others.filter(([, by]) => by === 'Ingrid')).toEqual([])
  const all = await rowsFor(astrid)
  expect(told(all[0] as HistoryRow)).toEqual(['person.grant-given', 'Astrid', 'Piet', 'Buddies'])
  expect(all.filter(row => row.kind === 'cohort.created')).toHaveLength(3)
  const ours = new Set(all.map(row => row.id))
  expect((await rowsFor(fjord.astrid)).filter(row => ours.has(row.id))).toEqual([])
  const stranger = await world.person(halden.organizationId, 'Nobody')
  expect(await refusalOf(stranger.call(listHistory, {}))).toBe('not_permitted')
  expect(await refusalOf(ingrid.call(listHistory, { programId: halden.otherProgramId }))).toBe('not_found')
  expect(await refusalOf(fjord.ingrid.call(listHistory, { programId: halden.programId }))).toBe('not_found')
})

test('requests for help and sign-ins leave entries, and the page shows none of them', async () => {
  const before = await rowsFor(astrid)
  await world.asPerson(halden.organizationId, piet.id, async ctx => {
    await record(ctx, concernRaised, { concern: uuidv7(ctx.now, ctx.random) } as never, halden.programId)
    await record(ctx, signedIn, { person: piet.id })
  })
  expect(await rowsFor(astrid)).toEqual(before)
  expect(JSON.stringify(await rowsFor(ingrid))).not.toContain('concern.raised')
})

test('it is narrowed by who did it, by kind, by program and by a day of the organization’s own clock', async () => {
  expect((await rowsFor(astrid, { personId: oskar.id })).map(told)).toEqual([['cohort.created', 'Oskar', null, 'Buddies']])
  expect((await astrid.call(listHistory, { personId: oskar.id })).person).toEqual({ id: oskar.id, name: 'Oskar' })
  // a name is not told to somebody who finds nothing by it
  expect((await ingrid.call(listHistory, { personId: oskar.id })).person).toBe(null)
  expect(new Set((await rowsFor(astrid, { group: 'mail' })).map(row => row.kind))).toEqual(
    new Set(['notification.mail-paused', 'notification.mail-resumed']),
  )
  const inProgram = await rowsFor(astrid, { programId: halden.programId })
  expect(new Set(inProgram.map(row => row.program?.name))).toEqual(new Set(['Stepping Up']))

  // half past eleven in the evening UTC is the next day in Oslo
  world.clock.now = new Date('2027-02-03T23:30:00Z')
  const { version } = await ingrid.call(readProgram, { programId: halden.programId })
  await ingrid.call(changeProgram, { programId: halden.programId, name: 'Stepping Up' }, { ifMatch: version })
  expect((await rowsFor(ingrid, { day: '2027-02-04' })).map(row => row.kind)).toEqual(['program.changed'])
  expect(await rowsFor(ingrid, { day: '2027-02-03' })).toEqual([])
})

test('page by page everything is found once, latest first', async () => {
  const all = await rowsFor(astrid, { limit: 100 })
  const found: HistoryRow[] = []
  for (let after: string | undefined; ; ) {
    const { rows, next } = await astrid.call(listHistory, { limit: 3, ...(after ? { after } : {}) })
    found.push(...rows)
    if (next === null) break
    after = next
  }
  expect(found).toEqual(all)
  expect(found.map(row => row.id)).toEqual(
    found
      .map(row => row.id)
      .toSorted()
      .toReversed(),
  )
})

test('a page is read from indexes alone, however much lies between', async () => {
  await world.database.ownerPool.query(
    `insert into history_entry (organization_id, id, at, actor_person_id, name, facts, scope_id, request_id)
     select $1, gen_random_uuid(), now(), case when n % 50 = 0 then $2 else gen_random_uuid() end, (array['person.signed-in', 'participant.joined', 'cohort.changed'])[1 + n % 3], '{}', case when n % 20 = 0 then $3::uuid else gen_random_uuid() end, 'x'
     from generate_series(1, 60000) as n`,
    [halden.organizationId, ingrid.id, halden.programId],
  )
  await world.database.ownerPool.query('analyze history_entry')
  const planOf = (person: Person, filter: { readonly personId?: string; readonly programId?: string }) =>
    world.asPerson(halden.organizationId, person.id, async ctx => {
      const query = historyQuery(ctx, { ...filter, limit: 51 }, null)
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze, costs off, timing off) ${query}`.execute(ctx.tx)
      return rows.map(row => row['QUERY PLAN']).join('\n')
    })
  const plans = {
    history_entry_of_kind: await planOf(astrid, {}),
    history_entry_of_scope: await planOf(astrid, { programId: halden.programId }),
    history_entry_of_actor: await planOf(astrid, { personId: ingrid.id }),
  }
  for (const [index, plan] of Object.entries(plans)) {
    expect(plan).toContain(`using ${index}`)
    expect(plan).not.toMatch(/Seq Scan on history_entry/)
    // nothing of what is kept out was looked at
    expect(Number(/Rows Removed by Filter: (\d+)/.exec(plan)?.[1] ?? 0)).toBe(0)
  }
  expect(world.bugs).toEqual([])
})
