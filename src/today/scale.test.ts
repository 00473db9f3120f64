import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { createCohort } from '../cohort/commands.ts'
import type { Context } from '../kit/context.ts'
import { aCohortOfPersons, aPublishedRound, fourPeople } from '../matching/cast.ts'
import { askedQuery, peopleQuery, roundsQuery, talksQuery } from '../matching/queries/needs.ts'
import { importsQuery } from '../participant/queries/needs.ts'
import { giveGrant } from '../person/commands/person.ts'
import { createProgram } from '../program/commands.ts'
import { todayOf } from './queries/today.ts'

const world = await aWorld()
const { organizationId, ingrid, cohortId } = world.halden

/** What the page costs for Ingrid: how many queries, and how many needs it finds. */
async function cost(): Promise<{ queries: number; needs: number }> {
  let queries = 0
  const counting = {
    transformQuery: <N>({ node }: { readonly node: N }): N => {
      queries += 1
      return node
    },
    transformResult: async <R>({ result }: { readonly result: R }): Promise<R> => result,
  }
  const { total } = await world.asPerson(organizationId, ingrid.id, ctx => {
    const counted: Context = { ...ctx, tx: ctx.tx.withPlugin(counting) as Context['tx'], answered: new Map() }
    return todayOf(counted)
  })
  return { queries, needs: total }
}

test('twenty programs more, each with cohorts and needs, ask the database not once more', async () => {
  await aCohortOfPersons(world, world.halden, fourPeople)
  await aPublishedRound(world, world.halden)
  const one = await cost()
  await world.as(organizationId, async ctx => {
    for (let n = 0; n < 20; n += 1) {
      const { program } = await createProgram(ctx, { name: `Program ${n}`, purpose: '', format: 'one-to-one' })
      await giveGrant(ctx, { personId: ingrid.id, relation: 'coordinator', scopeId: program.id })
      for (const name of ['Spring', 'Autumn'])
        await createCohort(ctx, { programId: program.id, name, startsOn: '2026-09-01', endsOn: '2027-01-15' })
    }
  })
  const twentyOne = await cost()
  expect(twentyOne.needs).toBeGreaterThan(one.needs + 40)
  expect(twentyOne.queries).toBe(one.queries)
  expect(one.queries).toBeLessThan(40)
})

test('what belongs to a cohort is read from indexes, however much lies beside it', async () => {
  const owner = world.database.ownerPool
  await owner.query(
    `insert into participant_import (organization_id, id, cohort_id, program_id, file_name, byte_count, file_hash, state, wish, headings, headings_hash, mapping, readings, run, questions, worked_out_against, done_count, total_count, done_line, received_at, forget_at)
     select $1, gen_random_uuid(), cohort.id, cohort.program_id, 'a.csv', 1, 'x', 'imported', '{}', '[]', 'x', '{}', '[]', 0, '[]', '', 0, 0, 0, now(), now()
     from cohort, generate_series(1, 400) where cohort.organization_id = $1 and cohort.id <> $2`,
    [organizationId, cohortId],
  )
  await owner.query(
    `insert into match_round (organization_id, id, cohort_id, program_id, state, criteria, requirements, first, started_at, seed)
     select $1, gen_random_uuid(), cohort.id, cohort.program_id, 'discarded', '[]', '[]', 'matched', now(), 'x'
     from cohort, generate_series(1, 400) where cohort.organization_id = $1 and cohort.id <> $2`,
    [organizationId, cohortId],
  )
  await owner.query(
    `insert into talk (organization_id, id, program_id, cohort_id, participant_id, person_id, cause, asked_at, due_on, done_at)
     select $1, gen_random_uuid(), program_id, cohort_id, id, person_id, 'asked', now(), now(), now()
     from participant, generate_series(1, 4000) where organization_id = $1`,
    [organizationId],
  )
  await owner.query('analyze')
  const plansOf = (ctx: Context) =>
    Promise.all(
      [
        roundsQuery(ctx, [cohortId], 'Europe/Oslo'),
        talksQuery(ctx, [cohortId]),
        askedQuery(ctx, [cohortId], 'Europe/Oslo'),
        peopleQuery(ctx, [cohortId]),
        importsQuery(ctx, [cohortId], 'Europe/Oslo'),
      ].map(async query => {
        const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (costs off) ${query}`.execute(ctx.tx)
        return rows.map(row => row['QUERY PLAN']).join('\n')
      }),
    )
  const plans = await world.asPerson(organizationId, ingrid.id, plansOf)
  const [rounds = '', talks = '', , , imports = ''] = plans
  expect(rounds).toContain('using match_round_of_cohort')
  expect(talks).toContain('talk_of_cohort')
  expect(imports).toContain('participant_import_of_cohort')
  for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (match_round|talk|participant_import)\b/)
  expect(world.bugs).toEqual([])
})
