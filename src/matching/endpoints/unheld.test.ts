import { expect, test } from 'vitest'
import type { Problem } from '../../../matching-engine/index.ts'
import { aWorld } from '../../app/cast.ts'
import { aMatchedCohort, aSolvedRound, fourPeople } from '../cast.ts'
import { changeArrangement, readArrangement } from '../contract/arrangement.ts'
import { readPair, readPrices, readSecondLooks } from '../contract/price.ts'
import { solveInThread } from '../queries/solver.ts'
import { objectives } from '../rules/first.ts'

const world = await aWorld()
const { ingrid } = world.halden

/** Enough work for the engine that whoever asks it has to wait. */
const people = (side: string) =>
  Array.from({ length: 700 }, (_, at) => ({
    id: `${side}${at}`,
    traits: { years: { kind: 'number' as const, number: (at * 7919) % 1009 } },
  }))
const much: Problem = {
  seed: 'much',
  mentees: people('a'),
  mentors: people('b'),
  criteria: [{ id: 'years', kind: 'distance', mode: 'similar', reach: 400, mentee: 'years', mentor: 'years', weightPoints: 100 }],
  requirements: [],
}
test('while the engine is asked, no transaction stays open', async () => {
  await aMatchedCohort(world, world.halden, fourPeople)
  const arrangementId = (await aSolvedRound(world, world.halden)).arrangementId ?? ''
  const { menteeId, mentorId } = (await ingrid.call(readArrangement, { arrangementId })).pairs[0] ?? { menteeId: '', mentorId: '' }
  const busy = solveInThread('much', much, objectives.fairest)
  const waited: number[] = []
  const timed = async (work: Promise<unknown>) => {
    const begun = performance.now()
    await work
    waited.push(performance.now() - begun)
  }
  const asked = Promise.all([
    timed(ingrid.call(readPair, { arrangementId, menteeId, mentorId })),
    timed(ingrid.call(readPrices, { arrangementId, menteeId })),
    timed(ingrid.call(readSecondLooks, { arrangementId, mentees: [menteeId] })),
    timed(ingrid.call(changeArrangement, { arrangementId, act: 'lock', menteeId, mentorId, reason: 'A test' })),
  ])
  /** An open transaction holds its own number; whose it is everybody may see, and what it does nobody. */
  const seen = new Map<string, number>()
  let longestMs = 0
  let isDone = false
  void asked.then(() => (isDone = true))
  while (!isDone) {
    const { rows } = await world.database.ownerPool.query<{ open: string }>(
      `select virtualtransaction as open from pg_locks join pg_stat_activity using (pid)
      where locktype = 'virtualxid' and datname = current_database() and pid <> pg_backend_pid()`,
    )
    for (const { open } of rows) {
      seen.set(open, seen.get(open) ?? performance.now())
      longestMs = Math.max(longestMs, performance.now() - (seen.get(open) ?? 0))
    }
  }
  await asked
  await busy
  // by a machine that is busy both are longer
  expect(Math.max(...waited)).toBeGreaterThan(200)
  expect(longestMs).toBeLessThan(Math.max(...waited) / 3)
}, 60_000)
