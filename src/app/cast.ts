/** A small, named world for tests: two organizations with look-alike people, over a database of their own. */

import { createCohort } from '../cohort/commands.ts'
import { configFrom } from '../kit/config/config.ts'
import type { Context } from '../kit/context.ts'
import { installQueue } from '../kit/db/queue.ts'
import { reactKind } from '../kit/history/history.ts'
import { systemActor } from '../kit/http/identity.ts'
import { seededRandom } from '../kit/ids/ids.ts'
import type { Job } from '../kit/jobs/jobs.ts'
import { doJob, installQueues, reactJob } from '../kit/jobs/worker.ts'
import { browserOver, type Call, clientOver } from '../kit/testing/client.ts'
import { freshDatabase } from '../kit/testing/database.ts'
import { hashOf, unlock } from '../kit/vault/vault.ts'
import { createOrganization } from '../organization/commands.ts'
import { addPerson, giveGrant } from '../person/commands.ts'
import { createProgram } from '../program/commands.ts'
import { reactions } from './capabilities.ts'
import { installationOf } from './installation.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly call: Call
  readonly token: string
}

export interface House {
  readonly organizationId: string
  readonly slug: string
  readonly programId: string
  readonly cohortId: string
  readonly otherProgramId: string
  /** Administrator of the organization. */
  readonly astrid: Person
  /** Coordinator of the program. */
  readonly ingrid: Person
  /** Coordinator of the other program of the same organization. */
  readonly oskar: Person
  /** Known, trusted with nothing. */
  readonly piet: Person
}

const noScreens = {
  file: async () => null,
  shell: async () => new Response('<!doctype html><title>Cairn</title>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
}

/** Call at the top level of a test file. The clock stands at `world.clock.now`; a test moves it. */
export async function aWorld() {
  unlock(Buffer.alloc(32, 7))
  const database = await freshDatabase()
  const clock = { now: new Date('2027-02-01T09:00:00Z') }
  /** Each look moves the clock by a millisecond, so that what happens later also sorts later. */
  const tick = () => (clock.now = new Date(clock.now.getTime() + 1))
  const bugs: string[] = []
  const config = configFrom({ CAIRN_DATA: '/nowhere', CAIRN_RATE_LIMITS: 'off' }, { isRoot: false, home: '/nowhere', platform: 'linux' })
  if (Array.isArray(config)) throw new Error(config.map(fault => fault.sentence).join(' '))
  const installation = installationOf({
    config: () => config,
    database,
    screens: noScreens,
    log: (level, message) => level === 'error' && bugs.push(message),
    now: tick,
    random: seededRandom(7),
  })
  await installQueue(database.installation, owner =>
    installQueues(
      owner,
      installation.jobs.map(job => job.kind.name),
    ),
  )

  const as = <T>(organizationId: string, work: (ctx: Context) => Promise<T>): Promise<T> =>
    installation.transaction(organizationId, tx => work(installation.contextOf(tx, systemActor(organizationId), 'test')))

  const person = async (
    organizationId: string,
    name: string,
    grants: readonly { relation: 'administrator' | 'coordinator'; scopeId: string }[] = [],
  ): Promise<Person> => {
    const token = `${organizationId}.${Buffer.from(`${name}-${organizationId}`).toString('base64url').padEnd(24, '0').slice(0, 60)}`
    const id = await as(organizationId, async ctx => {
      const made = await addPerson(ctx, { name, email: `${name.toLowerCase()}@example.org`, externalId: name })
      for (const grant of grants) await giveGrant(ctx, { personId: made.id, ...grant })
      await ctx.tx
        .withTables<{
          accessToken: {
            organizationId: string
            id: string
            personId: string
            tokenHash: string
            name: string
            madeAt: Date
            expiresAt: Date
          }
        }>()
        .insertInto('accessToken')
        .values({
          organizationId,
          id: made.id,
          personId: made.id,
          tokenHash: hashOf(token),
          name: 'test',
          madeAt: ctx.now,
          expiresAt: new Date('2099-01-01'),
        })
        .execute()
      return made.id
    })
    return { id, name, token, call: clientOver(installation.app.fetch, token) }
  }

  const house = async (name: string, slug: string, id: string): Promise<House> => {
    await as(id, ctx => createOrganization(ctx, { name, slug, zone: 'Europe/Oslo', isFirst: slug === 'halden' }))
    const { programId, otherProgramId } = await as(id, async ctx => {
      const program = await createProgram(ctx, { name: 'Stepping Up', purpose: '', format: 'one-to-one' })
      const other = await createProgram(ctx, { name: 'Buddies', purpose: '', format: 'one-to-one' })
      return { programId: program.program.id, otherProgramId: other.program.id }
    })
    const cohortId = await as(
      id,
      async ctx => (await createCohort(ctx, { programId, name: 'Spring 2027', startsOn: '2027-03-01', endsOn: '2027-08-31' })).id,
    )
    return {
      organizationId: id,
      slug,
      programId,
      cohortId,
      otherProgramId,
      astrid: await person(id, 'Astrid', [{ relation: 'administrator', scopeId: id }]),
      ingrid: await person(id, 'Ingrid', [{ relation: 'coordinator', scopeId: programId }]),
      oskar: await person(id, 'Oskar', [{ relation: 'coordinator', scopeId: otherProgramId }]),
      piet: await person(id, 'Piet'),
    }
  }

  const halden = await house('Halden Health Trust', 'halden', '01890000-0000-7000-8000-000000000001')
  const fjord = await house('Fjord University', 'fjord', '01890000-0000-7000-8000-000000000002')

  return {
    ...installation,
    database,
    clock,
    bugs,
    halden,
    fjord,
    as,
    person,
    anybody: clientOver(installation.app.fetch, null),
    browser: () => browserOver(installation.app.fetch),
    /** Does everything that is due, each job twice, until nothing is left; the number of jobs done. */
    async settle(): Promise<number> {
      let done = 0
      const byName = new Map<string, Job>(installation.jobs.map(job => [job.kind.name, job]))
      for (;;) {
        const { rows } = await database.ownerPool.query<{ id: string; name: string; data: unknown }>(
          `update queue.job set state = 'completed', completed_on = now() where state < 'active' and start_after <= $1 and name not like '\\_\\_%' returning id, name, data`,
          [clock.now.getTime() > Date.now() ? clock.now : new Date()],
        )
        if (rows.length === 0) return done
        for (const { id, name, data } of rows) {
          const parts = {
            jobs: installation.jobs,
            reactions,
            transaction: installation.transaction,
            contextOf: installation.contextOf,
            log: () => undefined,
          }
          const job = name === reactKind.name ? reactJob(parts) : byName.get(name)
          if (!job) throw new Error(`no job ${name}`)
          for (let twice = 0; twice < 2; twice += 1) await doJob(parts, job, id, data, new AbortController().signal)
          done += 1
        }
      }
    },
  }
}
