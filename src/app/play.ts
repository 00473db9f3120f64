/**
 * Time that is moved by hand: an installation whose clock stands until it is told to go on, and whose due jobs are done in the order in
 * which they fall due. The demonstration lives through a season with it, and so does every test world.
 */
import type { Config } from '../kit/config/config.ts'
import type { Context } from '../kit/context.ts'
import type { Log } from '../kit/db/access.ts'
import type { Database } from '../kit/db/database.ts'
import { systemActor } from '../kit/http/identity.ts'
import type { Random } from '../kit/ids/ids.ts'
import type { Job } from '../kit/jobs/jobs.ts'
import { doJob, reactJob } from '../kit/jobs/worker.ts'
import { grantsForSystem } from '../person/queries/actor.ts'
import { reactions } from './capabilities.ts'
import { installationOf } from './installation.ts'

export interface PlayParts {
  readonly database: Database
  readonly config: Config
  readonly startsAt: Date
  readonly random: Random
  readonly log: Log
  /** How often each job is done: twice in tests, which proves that once is enough. */
  readonly times?: number
}

interface DueJob {
  readonly id: string
  readonly name: string
  readonly data: unknown
  readonly startAfter: Date
}

export type Play = ReturnType<typeof playOn>

export function playOn({ database, config, startsAt, random, log, times = 1 }: PlayParts) {
  const clock = { now: startsAt }
  /** Each look moves the clock by a millisecond, so that what happens later also sorts later. */
  const tick = () => {
    clock.now = new Date(clock.now.getTime() + 1)
    return clock.now
  }
  const noScreens = {
    file: async () => null,
    shell: async () => new Response('<!doctype html><title>Cairn</title>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  }
  const installation = installationOf({ config: () => config, database, screens: noScreens, log, now: tick, random })
  const { transaction, contextOf, jobs } = installation
  const workerParts = { jobs, reactions, transaction, contextOf, log: () => undefined }
  const byName = new Map<string, Job>([...jobs, reactJob(workerParts)].map(job => [job.kind.name, job]))

  /** Takes jobs that are due now, earliest first; they are out of the queue when they are done. */
  async function take(atMost: number): Promise<DueJob[]> {
    const { rows } = await database.appPool.query<{ id: string; name: string; data: unknown; start_after: Date }>(
      `update queue.job set state = 'active'
       where id in (select id from queue.job where state < 'active' and start_after <= $1 and name not like '\\_\\_%' order by start_after, created_on, id limit $2)
       returning id, name, data, start_after`,
      [clock.now, atMost],
    )
    return rows
      .map(({ start_after, ...row }) => ({ ...row, startAfter: start_after }))
      .sort((a, b) => a.startAfter.getTime() - b.startAfter.getTime())
  }

  /** Does jobs that are due now; the number done. */
  async function step(atMost = 1): Promise<number> {
    const due = await take(atMost)
    for (const { id, name, data } of due) {
      const job = byName.get(name)
      if (!job) throw new Error(`no job ${name}`)
      for (let time = 0; time < times; time += 1) await doJob(workerParts, job, id, data, new AbortController().signal)
    }
    await database.appPool.query(`update queue.job set state = 'completed', completed_on = now() where id = any($1)`, [
      due.map(({ id }) => id),
    ])
    return due.length
  }

  /** Does everything that is due now, also what that makes due; the number of jobs done. */
  async function settle(): Promise<number> {
    for (let done = 0; ; ) {
      const more = await step(50)
      if (more === 0) return done
      done += more
    }
  }

  /** Jobs that a crash cut off are due again. */
  const takeUpAgain = () => database.appPool.query(`update queue.job set state = 'created' where state = 'active'`)

  /** The clock shows `instant`; everything that fell due on the way was done at its own time. */
  async function until(instant: Date): Promise<void> {
    for (;;) {
      await settle()
      const { rows } = await database.appPool.query<{ next: Date | null }>(
        `select min(start_after) as next from queue.job where state < 'active' and name not like '\\_\\_%'`,
      )
      const next = rows[0]?.next
      if (!next || next > instant) break
      clock.now = new Date(Math.max(next.getTime(), clock.now.getTime()) + 1)
    }
    if (instant > clock.now) clock.now = instant
  }

  return {
    ...installation,
    clock,
    step,
    settle,
    takeUpAgain,
    until,
    /** Work of the system itself. */
    as: <T>(organizationId: string, work: (ctx: Context) => Promise<T>): Promise<T> =>
      transaction(organizationId, tx => work(contextOf(tx, systemActor(organizationId), 'play'))),
    /** Work of a person, with what they are trusted with at that time. */
    asPerson: <T>(organizationId: string, personId: string, work: (ctx: Context) => Promise<T>): Promise<T> =>
      transaction(organizationId, async tx => {
        const ctx = contextOf(tx, systemActor(organizationId), 'play')
        return work({ ...ctx, actor: { organizationId, personId, grants: await grantsForSystem(ctx, personId), assurance: 'session' } })
      }),
  }
}
