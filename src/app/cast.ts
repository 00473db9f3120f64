/** A small, named world for tests: two organizations with look-alike people, over a database of their own. */

import { createCohort } from '../cohort/commands.ts'
import { configFrom } from '../kit/config/config.ts'
import { seededRandom } from '../kit/ids/ids.ts'
import { browserOver, type Call, clientOver } from '../kit/testing/client.ts'
import { type FreshDatabase, freshDatabase } from '../kit/testing/database.ts'
import { unlock } from '../kit/vault/vault.ts'
import { createOrganization } from '../organization/commands.ts'
import { giveAccessToken } from '../person/commands/link.ts'
import { addPerson, giveGrant } from '../person/commands/person.ts'
import { createProgram } from '../program/commands.ts'
import { playOn } from './play.ts'
import { prepareQueues } from './queues.ts'

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

interface Stage {
  readonly withLimits?: boolean
  /** Instead of a fresh one of its own. */
  readonly over?: FreshDatabase
  /** Settings of the installation, such as SMTP_URL. */
  readonly settings?: Readonly<Record<string, string>>
}

/** An installation in which nobody is yet, over a database of its own. Call at the top level of a test file. */
export async function anEmptyWorld({ withLimits = false, settings = {}, over }: Stage = {}) {
  unlock(Buffer.alloc(32, 7))
  const database = over ?? (await freshDatabase())
  const bugs: string[] = []
  const said: string[] = []
  const limits: Record<string, string> = withLimits ? {} : { CAIRN_RATE_LIMITS: 'off' }
  const machine = { isRoot: false, home: '/nowhere', platform: 'linux' } as const
  const config = configFrom({ CAIRN_DATA: '/nowhere', ...limits, ...settings }, machine)
  if (Array.isArray(config)) throw new Error(config.map(fault => fault.sentence).join(' '))
  const play = playOn({
    database,
    config,
    startsAt: new Date('2027-02-01T09:00:00Z'),
    random: seededRandom(7),
    log: (level, message) => {
      said.push(message)
      if (level === 'error') bugs.push(message)
    },
    times: 2,
  })
  await prepareQueues(database.installation, play)
  return { ...play, database, bugs, said, anybody: clientOver(play.app.fetch, null), browser: () => browserOver(play.app.fetch) }
}

/** Two organizations and their people. The clock stands at `world.clock.now`; a test moves it. Nobody is slowed down unless it says so. */
export async function aWorld(stage: Stage = {}) {
  const empty = await anEmptyWorld(stage)
  const { as, app } = empty

  const person = async (
    organizationId: string,
    name: string,
    grants: readonly { relation: 'administrator' | 'coordinator'; scopeId: string }[] = [],
  ): Promise<Person> => {
    const { id, token } = await as(organizationId, async ctx => {
      const made = await addPerson(ctx, { name, email: `${name.toLowerCase()}@example.org`, externalId: name })
      for (const grant of grants) await giveGrant(ctx, { personId: made.id, ...grant })
      return { id: made.id, token: await giveAccessToken(ctx, made.id, 'test', new Date('2099-01-01')) }
    })
    return { id, name, token, call: clientOver(app.fetch, token) }
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

  return { ...empty, halden, fjord, person }
}
