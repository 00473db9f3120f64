/**
 * Every operation as every actor, over the application itself, against a copy of the matrix that was written by hand (tools/permissions.csv)
 * and not from the access tables: flipping a rule there must turn a cell here red. First everything that must be refused, with a proof that
 * nothing changed and that "not yours" cannot be told from "does not exist"; then everything that is allowed.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { chooseClosure } from '../closure/contract.ts'
import { noteConcern, raiseConcern } from '../concern/contract.ts'
import { testOrigin } from '../kit/testing/client.ts'
import { sampleFor } from '../kit/testing/sample.ts'
import type { Act, Leaf } from '../kit/wire/access.ts'
import { laidOut } from '../kit/wire/client.ts'
import type { Endpoint } from '../kit/wire/contract.ts'
import { aCohortOfPersons, aPublishedRound, type Someone } from '../matching/cast.ts'
import { listProposals } from '../matching/contract/proposal.ts'
import { askTalk, reply } from '../matching/contract/reply.ts'
import { sendMessage } from '../message/contract.ts'
import { sendFile } from '../participant/cast.ts'
import { addPerson } from '../participant/contract/addition.ts'
import { invite } from '../person/contract.ts'
import { aWorld, type House, type Person } from './cast.ts'
import { aGroupRow } from './testing/groups.ts'

const world = await aWorld()
const file = fileURLToPath(new URL('../../tools/permissions.csv', import.meta.url))
const [header = [], ...rows] = readFileSync(file, 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => line.split(',').map(cell => cell.trim()))
const matrix = new Map(rows.map(([operation = '', ...cells]) => [operation, new Map(cells.map((cell, n) => [header[n + 1] ?? '', cell]))]))

interface Season {
  /** By the names of the matrix's columns. */
  readonly actors: ReadonlyMap<string, Person>
  /** Ids of rows that are there, by the names that paths and bodies give them. */
  readonly known: Readonly<Record<string, unknown>>
}

/** A program in the middle of its season: one pair together, one asked that wants a word first, an import, an invitation. */
async function season(house: House): Promise<Season> {
  const dual = await world.person(house.organizationId, 'Dunja', [{ relation: 'coordinator', scopeId: house.programId }])
  await house.astrid.call(invite, { name: 'Otto', email: 'otto@example.org', relation: 'coordinator', scopeId: house.programId })
  const spare = await world.person(house.organizationId, 'Gustav', [{ relation: 'coordinator', scopeId: house.otherProgramId }])
  const imported = await sendFile(world.app.fetch, house, house.ingrid, 'Id,Role\n1,mentee\n2,mentor\n')
  const { additionId } = await house.ingrid.call(addPerson, { cohortId: house.cohortId, name: 'Edda', roles: ['mentor'], capacity: 0 })
  const people = await aCohortOfPersons(world, house, twoAndTwo)
  await aPublishedRound(world, house)
  const proposals = (await house.ingrid.call(listProposals, { cohortId: house.cohortId })).rows
  const proposalTo = (name: string): string => proposals.find(proposal => proposal.mentee.name === name)?.id ?? ''
  const { Amina: mentee, Bo: mentor, Carl: waiting, Dana: outsider } = people
  if (!mentee || !mentor || !waiting || !outsider) throw new Error('the cast lacks somebody')
  await waiting.call(askTalk, { proposalId: proposalTo('Carl') })
  for (const person of [mentee, mentor]) await person.call(reply, { proposalId: proposalTo('Amina'), answer: 'yes' })
  await world.settle()
  const known = { ...(await rowsThereIn(house, mentee.id)), importId: imported.id, proposalId: proposalTo('Amina') }
  const message = await mentee.call(sendMessage, { threadId: String(known.threadId), text: 'Good morning' })
  const asked = await mentee.call(raiseConcern, { programId: house.programId, kind: 'change', wish: 'act' })
  await house.ingrid.call(noteConcern, { concernId: asked.id, note: 'On it' })
  await mentee.call(chooseClosure, { mentorshipId: String(known.mentorshipId), manner: 'last-talk' })
  const [closure] = (await world.database.ownerPool.query('select id from closure where organization_id = $1', [house.organizationId])).rows
  return {
    actors: new Map([
      ['administrator', house.astrid],
      ['coordinator', house.ingrid],
      ['elsewhere', house.oskar],
      ['nobody', house.piet],
      ['mentee', mentee],
      ['mentor', mentor],
      ['outsider', outsider],
      ['dual', dual],
    ]),
    known: {
      ...known,
      additionId,
      groupId: await aGroupRow(world, house),
      grantId: await grantOf(spare),
      messageId: message.id,
      concernId: asked.id,
      closureId: closure.id,
    },
  }
}

/** A grant of somebody whom no other cell is about, so that taking it back changes none. */
const grantOf = async (person: Person): Promise<unknown> =>
  (await world.database.ownerPool.query('select id from staff_grant where person_id = $1', [person.id])).rows[0]?.id

const twoAndTwo: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
  { name: 'Dana', role: 'mentor', offers: ['planning'] },
]

/** One row of everything, as far as possible about the mentee. */
async function rowsThereIn(house: House, menteePersonId: string) {
  const one = async (table: string, where = 'true'): Promise<string | undefined> => {
    const text = `select id from ${table} where organization_id = $1 and ${where} order by id limit 1`
    return (await world.database.ownerPool.query<{ id: string }>(text, [house.organizationId])).rows[0]?.id
  }
  const menteeId = await one('participant', `person_id = '${menteePersonId}'`)
  const arrangementId = await one('arrangement')
  const mentorshipId = await one('mentorship')
  return {
    organization: house.slug,
    programId: house.programId,
    cohortId: house.cohortId,
    scopeId: house.programId,
    relation: 'coordinator',
    contactPersonId: house.ingrid.id,
    personId: menteePersonId,
    menteeId,
    mentees: [menteeId],
    participantId: menteeId,
    need: `letters.${house.programId}`,
    mentorId: await one('participant', `role = 'mentor'`),
    invitationId: await one('invitation'),
    roundId: await one('match_round'),
    arrangementId,
    with: arrangementId,
    first: 'total',
    weights: ['skills:60'],
    publicationId: await one('publication'),
    talkId: await one('talk'),
    holdId: await one('hold'),
    mailId: await one('mail', `scope_id = '${house.programId}'`),
    mentorshipId,
    threadId: await one('thread', `scope_id = '${mentorshipId}'`),
  }
}

const halden = await season(world.halden)
const fjord = await season(world.fjord)
const contracts = world.served.map(one => one.contract)
const stranger = '01890000-0000-7000-8000-00000000dead'

const disabled = await world.person(world.halden.organizationId, 'Dora', [{ relation: 'coordinator', scopeId: world.halden.programId }])
await world.database.ownerPool.query('update person set disabled_at = now() where id = $1', [disabled.id])
const expired = await world.person(world.halden.organizationId, 'Elin', [
  { relation: 'administrator', scopeId: world.halden.organizationId },
])
await world.database.ownerPool.query(`update access_token set expires_at = '2027-01-01' where person_id = $1`, [expired.id])

/** Sends the smallest right input to the operation; ids in the path are those of rows that are there, or of none. */
async function ask(contract: Endpoint, token: string | null, known: Season['known'], inPath = known) {
  const query = Object.entries(sampleFor(contract.query ?? nothing, known) as object)
  const body = contract.body ? (sampleFor(contract.body, known) as object) : {}
  const params = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, inPath[name]])
  const laid = laidOut(contract, { ...body, ...Object.fromEntries(query), ...Object.fromEntries(params) })
  const headers: Record<string, string> = token === null ? { origin: testOrigin } : { authorization: `Bearer ${token}` }
  if (contract.body) headers['content-type'] = 'application/json'
  if (contract.stream) headers['content-type'] = contract.stream.contentTypes[0] ?? ''
  // a version that nobody has: whoever may do the act is told that it is stale, and nothing changes
  if (contract.versioned) headers['if-match'] = '"999999999"'
  const content = contract.stream ? 'Id,Role\n1,mentee\n' : laid.body
  const response = await world.app.fetch(
    new Request(`${testOrigin}/api/v1${laid.path}${laid.query}`, { method: contract.method, headers, body: content ?? null }),
  )
  const text = await response.text()
  return { status: response.status, said: text.replace(/"requestId":"[^"]*"/, '') }
}

const nothing = (await import('zod/mini')).strictObject({})
const idsIn = (contract: Endpoint): string[] =>
  [...contract.path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name && name !== 'organization' ? name : []))

/** A number that changes with every change of any row; that somebody was refused is told apart. */
async function stateOfEverything(): Promise<string> {
  const { rows: tables } = await world.database.ownerPool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where relkind = 'r' and relnamespace in ('public'::regnamespace, 'sign_in'::regnamespace) order by 1`,
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::text || ':' || coalesce(sum(hashtext(t::text)::bigint), 0) as state from ${name} t
       ${name === 'history_entry' ? `where t.name <> 'access.refused'` : ''}`,
  )
  const { rows: states } = await world.database.ownerPool.query<{ name: string; state: string }>(parts.join(' union all '))
  return states.map(({ name, state }) => `${name} ${state}`).join('\n')
}

test('the matrix has a row for every operation that is served, and no other', () => {
  const served = contracts.map(contract => contract.operationId)
  const missing = served.filter(operation => !matrix.has(operation))
  const spare = [...matrix.keys()].filter(operation => !served.includes(operation))
  expect(
    { missing, spare },
    'add one line per operation to tools/permissions.csv, written from what the act means for each kind of person and not from access.ts: yes, 401, 403 (never theirs) or 404 (not this row)',
  ).toEqual({ missing: [], spare: [] })
})

test('every id in a path has a row in the test, so that a refusal refuses something', () => {
  const unknown = contracts.flatMap(contract =>
    idsIn(contract)
      .filter(name => halden.known[name] === undefined)
      .map(name => `${contract.operationId}: ${name}`),
  )
  expect(unknown, 'give rowsThereIn (src/app/permissions.test.ts) a row for it').toEqual([])
})

interface Case {
  readonly contract: Endpoint
  readonly who: string
  readonly token: string | null
  readonly expected: string
}

/** What each person of the second organization gets on a row of the first: what their like gets here, but nothing is theirs. */
const inOtherOrganization = (cell: string): string => (cell === 'yes' ? '404' : cell)

function casesOf(contract: Endpoint): Case[] {
  const cells = matrix.get(contract.operationId) ?? new Map<string, string>()
  const of = (who: string, token: string | null, expected: string): Case => ({ contract, who, token, expected })
  return [
    of('anonymous', null, cells.get('anonymous') ?? ''),
    of('disabled', disabled.token, '401'),
    of('expired token', expired.token, '401'),
    of('invented token', `${world.halden.organizationId}.${'x'.repeat(30)}`, '401'),
    ...[...halden.actors].map(([who, person]) => of(who, person.token, cells.get(who) ?? '')),
    ...(idsIn(contract).length > 0
      ? [...fjord.actors].map(([who, person]) =>
          of(`${who} of the other organization`, person.token, inOtherOrganization(cells.get(who) ?? '')),
        )
      : []),
  ]
}

const cases = contracts.flatMap(casesOf)

test('whoever may not is refused, nothing changes by it, and what is not theirs looks as if it did not exist', async () => {
  const wrong: string[] = []
  const before = await stateOfEverything()
  for (const { contract, who, token, expected } of cases.filter(one => one.expected !== 'yes')) {
    const answer = await ask(contract, token, halden.known)
    if (String(answer.status) !== expected) wrong.push(`${contract.operationId} as ${who}: ${answer.status} instead of ${expected}`)
    if (expected !== '404') continue
    const elsewhere = await ask(contract, token, halden.known, Object.fromEntries(idsIn(contract).map(name => [name, stranger])))
    if (elsewhere.status !== answer.status || elsewhere.said !== answer.said)
      wrong.push(`${contract.operationId} as ${who}: tells a row that is not theirs from none`)
  }
  expect(wrong).toEqual([])
  expect(await stateOfEverything()).toBe(before)
}, 300_000)

test('that somebody was refused what is confidential stands in the history, and nothing else that was refused', async () => {
  await world.database.ownerPool.query(`delete from history_entry where name = 'access.refused'`)
  const refused = cases.filter(one => ['403', '404'].includes(one.expected))
  for (const { contract, token } of refused) await ask(contract, token, halden.known)
  const confidential = refused.filter(({ contract }) => world.served.find(one => one.contract === contract)?.act.confidential)
  const { rows } = await world.database.ownerPool.query(
    `select actor_person_id as by, facts, scope_id from history_entry where name = 'access.refused'`,
  )
  expect(rows.map(row => row.facts.operation).sort()).toEqual(confidential.map(({ contract }) => contract.operationId).sort())
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.every(row => row.by !== null && row.scope_id === null)).toBe(true)
  expect(JSON.stringify(rows)).not.toContain(String(halden.known['concernId']))
}, 300_000)

test('whoever may is not refused, and nobody meets a defect of ours', async () => {
  const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const allowed = cases
    .filter(one => one.expected === 'yes')
    .sort((a, b) => order.indexOf(a.contract.method) - order.indexOf(b.contract.method))
  const wrong: string[] = []
  for (const { contract, who, token } of allowed) {
    const { status, said } = await ask(contract, token, halden.known)
    if ([401, 403, 404].includes(status) || status >= 500) wrong.push(`${contract.operationId} as ${who}: ${status} ${said.slice(0, 200)}`)
  }
  expect(wrong).toEqual([])
  expect(world.bugs).toEqual([])
}, 300_000)

test('any one rule turned over turns a cell red', async () => {
  const unseen: string[] = []
  for (const act of new Set(world.served.map(one => one.act))) {
    const own = world.served.filter(one => one.act === act).map(one => one.contract)
    const name = own[0]?.act
    const wrongWith = async (who: Act['who'], of: readonly Case[]): Promise<boolean> => {
      const before = [...act.who]
      const rule = act.who as Leaf[]
      rule.splice(0, rule.length, ...who)
      try {
        for (const { contract, token, expected } of of) {
          const { status } = await ask(contract, token, halden.known)
          if (expected === 'yes' ? [401, 403, 404].includes(status) : String(status) !== expected) return true
        }
        return false
      } finally {
        rule.splice(0, rule.length, ...before)
      }
    }
    const ofAct = cases.filter(({ contract }) => own.includes(contract))
    if (
      !(await wrongWith(
        [],
        ofAct.filter(one => one.expected === 'yes'),
      ))
    )
      unseen.push(`${name} for nobody`)
    const isOfStaff = act.who.every(leaf => leaf.who === 'staff' || leaf.who === 'staff-anywhere')
    if (
      isOfStaff &&
      !(await wrongWith(
        [{ who: 'signed-in' }],
        ofAct.filter(one => one.expected === '403'),
      ))
    )
      unseen.push(`${name} for everybody`)
  }
  expect(unseen).toEqual([])
}, 300_000)

test('every path of the document answers, and no other verb does', async () => {
  const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const document = JSON.parse(await (await world.app.fetch(new Request(`${testOrigin}/api/v1/openapi.json`))).text()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>
  }
  const documented = Object.values(document.paths).flatMap(item => Object.values(item).map(operation => operation.operationId))
  expect(documented.sort()).toEqual(contracts.map(contract => contract.operationId).sort())
  const wrong: string[] = []
  for (const [path, item] of Object.entries(document.paths))
    for (const method of verbs.filter(verb => !(verb.toLowerCase() in item))) {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(halden.known[name] ?? stranger))
      const response = await world.app.fetch(
        new Request(`${testOrigin}/api/v1${filled}`, { method, headers: { authorization: `Bearer ${world.halden.astrid.token}` } }),
      )
      if (response.status !== 405 || !response.headers.get('allow')) wrong.push(`${method} ${path}: ${response.status}`)
    }
  expect(wrong).toEqual([])
})

test('a path that nobody documents is not found, whoever asks', async () => {
  for (const token of [null, world.halden.astrid.token]) {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
    const response = await world.app.fetch(new Request(`${testOrigin}/api/v1/nothing/here`, { headers }))
    expect(response.status).toBe(404)
  }
})
