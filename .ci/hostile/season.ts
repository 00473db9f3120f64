/** The demonstration's two organizations with marks in everything that people wrote, made before the product starts over them. */

import { castOf } from '../../src/app/demo/actors.ts'
import { liveTheSeason } from '../../src/app/demo/season.ts'
import { demoConfig } from '../../src/app/demo/setting.ts'
import { type Play, playOn } from '../../src/app/play.ts'
import { addToConcern, noteConcern, openConcern, raiseConcern, readHelp, replyToConcern } from '../../src/concern/contract.ts'
import { configFrom } from '../../src/kit/config/config.ts'
import { makeKey } from '../../src/kit/config/key-file.ts'
import { machineFacts } from '../../src/kit/config/machine.ts'
import type { Access } from '../../src/kit/db/access.ts'
import { openDatabase } from '../../src/kit/db/opening.ts'
import { installQueue } from '../../src/kit/db/queue.ts'
import { connected } from '../../src/kit/db/roles.ts'
import { type Call, clientInProcess } from '../../src/kit/http/in-process.ts'
import { systemRandom, uuidv7 } from '../../src/kit/ids/ids.ts'
import { installQueues } from '../../src/kit/jobs/worker.ts'
import type { Rendered } from '../../src/kit/mail/letter.ts'
import { type MailTables, opened } from '../../src/kit/mail/mail.ts'
import { withoutTurns } from '../../src/kit/texts/direction.ts'
import { addMinutes, dayIn } from '../../src/kit/time/time.ts'
import { unlock } from '../../src/kit/vault/vault.ts'
import { canaryOf, marked, marking } from './marking.ts'

export interface MarkedOrganization {
  readonly canary: string
  readonly mails: readonly Rendered[]
  /** Some ids of every table, by the names that paths give them. */
  readonly known: ReadonlyMap<string, readonly string[]>
}

export interface MarkedSeason {
  readonly organizations: readonly MarkedOrganization[]
  readonly filled: ReadonlySet<string>
  readonly contracts: Play['served'][number]['contract'][]
}

export async function liveTheMarkedSeason(env: Readonly<Record<string, string | undefined>>): Promise<MarkedSeason> {
  const config = configFrom(env, machineFacts())
  if (Array.isArray(config)) throw new Error(config.map(fault => fault.sentence).join(' '))
  const demo = demoConfig(config)
  const log = (level: string, message: string) => void (level === 'info' || console.error(message))
  const database = await openDatabase(demo, { log })
  try {
    unlock(await makeKey(demo.keyFile))
    const now = new Date()
    const play = playOn({ database, config: demo, startsAt: addMinutes(now, -100 * 24 * 60), random: systemRandom, log })
    await installQueue(database.installation, owner =>
      installQueues(
        owner,
        play.jobs.map(job => job.kind.name),
      ),
    )
    const { owner } = database.installation
    const ids: string[] = []
    const filled = new Set<string>()
    const contracts = play.served.map(one => one.contract)
    const canary = (organizationId: string): string => canaryOf(ids.indexOf(organizationId))
    const sends = marking(request => play.app.fetch(request), { contracts, canary, filled })
    let isNamed = 0
    const fetch = async (request: Request): Promise<Response> => {
      if (isNamed < ids.length) for (const id of ids) await markNames(owner, id, canary(id))
      isNamed = ids.length
      return sends(request)
    }
    const season = { ...play, app: { fetch } } as unknown as Play
    await liveTheSeason(season, dayIn('Europe/Oslo', now), () => {
      const id = uuidv7(now, systemRandom)
      ids.push(id)
      return id
    })
    for (const id of ids) await markNames(owner, id, canary(id))
    await somebodyAsks(season, ids[0] ?? '')
    const organizations: MarkedOrganization[] = []
    for (const id of ids) organizations.push({ canary: canary(id), mails: await mailsOf(play, id), known: await knownIn(owner, id) })
    return { organizations, filled, contracts }
  } finally {
    await database.close()
  }
}

/** What the demonstration makes without anybody's hand, such as the names of its staff, is marked, too. */
const markNames = (owner: Access, organizationId: string, canary: string): Promise<void> =>
  connected(owner, async client => {
    const words = withoutTurns(marked('', canary))
    const unmarked = `name not like '%canary-%'`
    await client.query(`update organization set name = name || $2 where id = $1 and ${unmarked}`, [organizationId, words])
    await client.query(`update person set name = name || $2 where organization_id = $1 and ${unmarked}`, [organizationId, words])
  })

/** Somebody has asked for help, is answered and asks again, which the season does not have. */
async function somebodyAsks(play: Play, organizationId: string): Promise<void> {
  const actors = await play.as(organizationId, castOf)
  const withAll = (...starts: readonly string[]): Call => {
    const found = actors.find(({ relations }) => starts.every(start => relations.some(relation => relation.startsWith(start))))
    return clientInProcess(play.app.fetch, play.origin(), found?.token ?? null)
  }
  const mentee = withAll('mentee', 'party')
  const [help] = (await mentee(readHelp, {})).programs
  const programId = help?.programId ?? ''
  const staff = withAll(`coordinator(${programId})`)
  const raised = { programId, mentorshipId: help?.mentorships[0]?.id ?? null, kind: 'change', wish: 'act', words: 'The days' } as const
  const { id: concernId } = await mentee(raiseConcern, raised)
  await mentee(addToConcern, { concernId, words: 'and the place' })
  await staff(openConcern, { concernId })
  await staff(replyToConcern, { concernId, words: 'I see' })
  await staff(noteConcern, { concernId, note: 'Looking for a room' })
  await play.settle()
}

const mailsOf = (play: Play, organizationId: string): Promise<Rendered[]> =>
  play.as(organizationId, async ctx => {
    const rows = await ctx.tx.withTables<MailTables>().selectFrom('mail').selectAll().where('organizationId', '=', organizationId).execute()
    return Promise.all(rows.map(row => opened(ctx, row)))
  })

/** `cohort` gives `cohortId`; `match_round`, `participant_import` and such give the names that paths have for them. */
const names: Readonly<Record<string, string>> = { match_round: 'roundId', participant_import: 'importId' }

async function knownIn(owner: Access, organizationId: string): Promise<MarkedOrganization['known']> {
  return connected(owner, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and table_name != 'organization'
       and table_name in (select table_name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id')`,
    )
    const known = new Map<string, readonly string[]>()
    for (const { name } of rows) {
      const found = await client.query<{ id: string }>(`select id from ${name} where organization_id = $1 order by id desc limit 2`, [
        organizationId,
      ])
      const word = names[name] ?? `${name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`
      known.set(
        word,
        found.rows.map(row => row.id),
      )
    }
    return known
  })
}
