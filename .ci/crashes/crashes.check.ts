/**
 * The process dies at every statement of what happens in several steps, one after another, and starts again. Whatever was half done is as
 * if it had not been, what must always be true is, and in the end everything has happened once.
 */
import { afterAll, expect, test } from 'vitest'
import { invariants } from '../../src/app/capabilities.ts'
import { aWorld } from '../../src/app/cast.ts'
import { chooseClosure, completeClosure, listClosures } from '../../src/closure/contract.ts'
import { breachesOf } from '../../src/kit/db/invariants.ts'
import { crashable } from '../../src/kit/testing/crash.ts'
import { freshDatabase } from '../../src/kit/testing/database.ts'
import { Refused } from '../../src/kit/wire/client.ts'
import { aCohortOfPersons } from '../../src/matching/cast.ts'
import { changeArrangement, readArrangement } from '../../src/matching/contract/arrangement.ts'
import { listProposals } from '../../src/matching/contract/proposal.ts'
import { publish, readPublicationCheck, recallPublication } from '../../src/matching/contract/publication.ts'
import { reply } from '../../src/matching/contract/reply.ts'
import { readRound, startRound } from '../../src/matching/contract/round.ts'
import { listMentorships, pauseMentorship, resumeMentorship } from '../../src/mentorship/contract.ts'
import { csv, sendFile } from '../../src/participant/cast.ts'
import { confirmImport, type ImportView, readImport, undoImport } from '../../src/participant/contract/imports.ts'

const { database, crash } = crashable(await freshDatabase())
const world = await aWorld({ over: database })
const { halden } = world
const { ingrid } = halden
const persons = await aCohortOfPersons(world, halden, [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
  { name: 'Dana', role: 'mentor', offers: ['planning'] },
])
const count = async (sql: string): Promise<number> =>
  (await database.ownerPool.query<{ count: number }>(`select count(*)::int as count ${sql}`)).rows[0]?.count ?? 0
const owner = await database.ownerPool.connect()
afterAll(() => owner.release())
await world.settle()

/** Does it, dying at its first statement, then at its second, and so on until it has been done; null: it was, and the answer was lost. */
async function dying<T>(act: () => Promise<T>): Promise<T | null> {
  for (let deaths = 0; ; deaths += 1) {
    // every other death comes after the server has done the statement, which matters when that was the commit
    crash.at(1 + Math.floor(deaths / 2), deaths % 2 === 0 ? 'before' : 'after')
    let answer: T | null = null
    let trouble: unknown = null
    try {
      answer = await act()
    } catch (error) {
      trouble = error
    }
    const hasDied = crash.happened()
    await crash.restart()
    if (hasDied) {
      await world.takeUpAgain()
      expect(await breachesOf(invariants, owner)).toEqual([])
      continue
    }
    // done before the last death, which kept the answer back: then it may be refused as done
    if (trouble && !(trouble instanceof Refused && trouble.problem.status < 500)) throw trouble
    expect(deaths).toBeGreaterThan(3)
    return answer
  }
}

const diedIn = new Set<string>()

/** Everything that is due, job by job; the first of each kind dies at every statement. */
async function settleDying(): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ kind: string }>(
      `select concat_ws(' to ', job.name, history_entry.name) as kind from queue.job
       left join history_entry on job.name = 'react' and history_entry.id::text = data -> 'payload' ->> 'entryId'
       where state < 'active' and start_after <= $1 and job.name not like '\\_\\_%' order by start_after, created_on, job.id limit 1`,
      [world.clock.now],
    )
    const [next] = rows
    if (!next) return
    if (diedIn.has(next.kind)) await world.step()
    else await dying(world.step)
    diedIn.add(next.kind)
  }
}

const proposals = async () => (await ingrid.call(listProposals, { cohortId: halden.cohortId })).rows
const arrangementId = async (roundId: string) => (await ingrid.call(readRound, { roundId })).arrangementId ?? ''
const roster = csv(['person_id', 'role', 'skills_wanted'], ['n1', 'mentee', 'planning'], ['n2', 'mentee', 'writing'], ['n3', 'mentor', ''])

test('an import is written once, and taken back whole', async () => {
  const received = await sendFile(world.app.fetch, halden, ingrid, roster)
  await settleDying()
  const view = (): Promise<ImportView> => ingrid.call(readImport, { importId: received.id })
  const { run, version } = await view()
  await dying(() => ingrid.call(confirmImport, { importId: received.id, run }, { ifMatch: version }))
  await settleDying()
  expect(await view()).toMatchObject({ state: 'imported', written: { rows: 3, added: 3 } })
  expect(await count(`from person where external_id like 'n%'`)).toBe(3)
  await dying(() => ingrid.call(undoImport, { importId: received.id }))
  await settleDying()
  expect(await view()).toMatchObject({ state: 'undone', undone: { takenBack: 3, kept: 0 } })
  expect(await count(`from person where external_id like 'n%'`)).toBe(0)
})

test('a season goes its way, however often the process dies', async () => {
  const started = await dying(() => ingrid.call(startRound, { cohortId: halden.cohortId }, { idempotencyKey: 'one round' }))
  const roundId = started?.id ?? ''
  await settleDying()
  const first = await arrangementId(roundId)
  const { pairs } = await ingrid.call(readArrangement, { arrangementId: first })
  const pair = pairs[0]
  if (!pair) throw new Error('nobody was placed')
  const lock = { act: 'lock', menteeId: pair.menteeId, mentorId: pair.mentorId, reason: 'They know each other' } as const
  await dying(() => ingrid.call(changeArrangement, { arrangementId: first, ...lock }, { idempotencyKey: 'lock' }))
  const changed = await arrangementId(roundId)
  expect(await count(`from arrangement where round_id = '${roundId}'`)).toBe(2)

  const { points } = await ingrid.call(readPublicationCheck, { arrangementId: changed })
  const waivers = points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A test' }))
  const held = await dying(() => ingrid.call(publish, { arrangementId: changed, waivers }, { idempotencyKey: 'publish' }))
  world.clock.now = new Date(Date.parse(held?.publishesAt ?? '') + 1000)
  await settleDying()
  expect(await count('from proposal')).toBe(2)
  expect(await count(`from mail where reason = 'matching.proposed'`)).toBe(4)

  const [agreed] = (await proposals()).filter(one => one.mentee.name === 'Amina')
  if (!agreed) throw new Error('Amina was not asked')
  for (const name of ['Amina', agreed.mentor.name ?? ''])
    await dying(async () => persons[name]?.call(reply, { proposalId: agreed.id, answer: 'yes' }, { idempotencyKey: name }))
  await settleDying()
  expect(await count('from mentorship')).toBe(1)
  expect(await count('from message join thread on thread.id = thread_id')).toBe(0)

  const publicationId = held?.id ?? ''
  await dying(() => ingrid.call(recallPublication, { publicationId, reason: 'The wrong file' }, { idempotencyKey: 'recall' }))
  await settleDying()
  expect((await proposals()).map(({ state }) => state).sort()).toEqual(['accepted', 'withdrawn'])
})

test('a mentorship pauses, goes on and ends once', async () => {
  const [{ id: mentorshipId } = { id: '' }] = (await ingrid.call(listMentorships, { cohortId: halden.cohortId })).rows
  const amina = persons.Amina
  if (!amina) throw new Error('no Amina')
  await dying(() => amina.call(pauseMentorship, { mentorshipId, untilOn: '2027-02-20' }))
  await settleDying()
  await dying(() => amina.call(resumeMentorship, { mentorshipId }))
  await dying(() => amina.call(chooseClosure, { mentorshipId, manner: 'last-talk' }, { idempotencyKey: 'end' }))
  await settleDying()
  const [closure] = (await ingrid.call(listClosures, { programId: halden.programId })).rows
  await dying(() => ingrid.call(completeClosure, { closureId: closure?.id ?? '' }))
  await settleDying()
  expect(await count(`from mentorship where state = 'closed'`)).toBe(1)
  expect(await count(`from mail where reason = 'closure.ending'`)).toBe(1)
})

test('every kind of job that this needs has died on the way', () => {
  expect([...diedIn].filter(kind => !kind.startsWith('react')).sort()).toEqual([
    'check-import',
    'mail-agreed',
    'mail-ending',
    'publish-arrangement',
    'run-import',
    'send-mail',
    'solve-match-round',
    'undo-import',
  ])
})
