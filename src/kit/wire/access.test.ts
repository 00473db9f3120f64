import { type Arbitrary, array, assert, asyncProperty, constant, constantFrom, oneof, record } from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { allowedRows } from '../db/conditions.ts'
import { freshDatabase } from '../testing/database.ts'
import { type Act, type Actor, allow, type Leaf, mayDo, mayEver } from './access.ts'

const database = await freshDatabase()
const ids = [1, 2, 3].map(n => `01890000-0000-7000-8000-00000000000${n}`)
const anId = constantFrom(...ids)
const maybeId = oneof(anId, constant(null))

const leaf: Arbitrary<Leaf> = oneof(
  constant<Leaf>({ who: 'anyone' }),
  constant<Leaf>({ who: 'signed-in' }),
  record({ who: constant('staff' as const), relation: constantFrom('coordinator', 'administrator'), scope: constant('scopeId') }),
  record({
    who: constant('staff' as const),
    relation: constantFrom('coordinator', 'administrator'),
    scope: constant('scopeId'),
    about: constant('aboutId'),
  }),
  record({ who: constant('staff-anywhere' as const), relation: constantFrom('coordinator', 'administrator') }),
  record({ who: constant('self' as const), column: constant('aboutId') }),
  record({ who: constant('among' as const), column: constant('memberIds') }),
)
const act: Arbitrary<Act> = record({ who: array(leaf, { maxLength: 3 }) })
const actor: Arbitrary<Actor> = record({
  organizationId: anId,
  personId: maybeId,
  grants: array(record({ relation: constantFrom('coordinator', 'administrator', 'safeguarding'), scopeId: anId }), { maxLength: 3 }),
  assurance: constantFrom('none', 'token', 'session', 'system'),
})
const rows = array(record({ scopeId: maybeId, aboutId: maybeId, memberIds: oneof(constant(null), array(anId, { maxLength: 3 })) }), {
  minLength: 1,
  maxLength: 6,
})

/** The places of the rows that the condition of SQL lets through. */
async function listed(
  who: Actor,
  what: Act,
  of: readonly { scopeId: string | null; aboutId: string | null; memberIds: readonly string[] | null }[],
): Promise<number[]> {
  const columns: Readonly<Record<string, string>> = { scopeId: 'scope_id', aboutId: 'about_id', memberIds: 'member_ids' }
  const condition = allowedRows(who, what, {
    column: name => sql.ref(columns[name] ?? name),
    among: (name, personId) => sql`${personId}::uuid = any(${sql.ref(columns[name] ?? name)})`,
  })
  const found = await sql<{ place: number }>`
    select (place - 1)::int as place
    from json_to_recordset(${JSON.stringify(of.map((row, place) => ({ place: place + 1, scope_id: row.scopeId, about_id: row.aboutId, member_ids: row.memberIds })))}::json)
      as row(place int, scope_id uuid, about_id uuid, member_ids uuid[])
    where ${condition} order by 1`.execute(database.app)
  return found.rows.map(row => row.place)
}

test('the rows of a list are exactly the rows on which the act is allowed', async () => {
  await assert(
    asyncProperty(actor, act, rows, async (who, what, of) => {
      const allowed = of.flatMap((row, place) => (mayDo(who, what, row) ? [place] : []))
      expect(await listed(who, what, of)).toEqual(allowed)
    }),
    { numRuns: 500, seed: 7 },
  )
})

test('whoever may do an act on some row may ever do it', async () => {
  await assert(
    asyncProperty(actor, act, rows, async (who, what, of) => {
      if (of.some(row => mayDo(who, what, row))) expect(mayEver(who, what)).toBe(true)
    }),
    { numRuns: 500, seed: 7 },
  )
})

const [program = '', other = '', person = ''] = ids
const coordinator: Actor = {
  organizationId: program,
  personId: person,
  grants: [{ relation: 'coordinator', scopeId: program }],
  assurance: 'session',
}
const change: Act = { who: [{ who: 'staff', relation: 'coordinator', scope: 'scopeId', about: 'aboutId' }] }

test.each([
  ['in the program', { scopeId: program, aboutId: null }, true],
  ['in another program', { scopeId: other, aboutId: null }, false],
  ['about themself', { scopeId: program, aboutId: person }, false],
  ['whose program is unknown', { scopeId: null, aboutId: null }, false],
  ['without the column', {}, false],
])('a coordinator and a row %s: %o', (_, row, isAllowed) => {
  expect(mayDo(coordinator, change, row)).toBe(isAllowed)
  if (isAllowed) allow(coordinator, change, row)
  else expect(() => allow(coordinator, change, row)).toThrow('not_permitted')
})

test('an act of nobody is nobody’s', () => {
  expect([mayEver(coordinator, { who: [] }), mayDo(coordinator, { who: [] }, { scopeId: program })]).toEqual([false, false])
})
