/**
 * Takes jobs from the queue and does them. A short job and the note that it was done commit together, so its effect takes place
 * exactly once however often it is delivered. A failing job is tried again with a doubling pause; jobs of one batch do not fail together.
 */
import { PgBoss } from 'pg-boss'
import * as z from 'zod/mini'
import type { Context, Tx } from '../context.ts'
import { key, plain, type Rows, type TableDeclarations } from '../db/columns.ts'
import { type HistoryTables, type Reaction, reactKind } from '../history/history.ts'
import { systemActor } from '../http/identity.ts'
import type { Actor } from '../wire/access.ts'
import { type Begin, givenUpQueue, heartbeatEverySeconds, type Job, runs } from './jobs.ts'
import { wakeWhoIsDue } from './waking.ts'

export const jobTables = {
  jobDone: { organizationId: key(), jobId: key(), at: plain<Date>('when a job was done, so that it is done once') },
} as const satisfies TableDeclarations
export type JobTables = Rows<typeof jobTables>

export interface WorkerParts {
  readonly access: {
    readonly host: string
    readonly port: number
    readonly database: string
    readonly user: string
    readonly password: string
  }
  readonly jobs: readonly Job[]
  readonly reactions: readonly Reaction[]
  readonly transaction: <T>(organizationId: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly contextOf: (tx: Tx, actor: Actor, requestId: string) => Context
  readonly log: (level: 'info' | 'warn' | 'error', message: string, facts?: Record<string, unknown>) => void
  readonly pollingSeconds?: number
  /** How often jobs whose worker is gone are looked for; 10 when not said. */
  readonly watchSeconds?: number
}

export interface Worker {
  stop(): Promise<void>
}

/** How often a queue is looked into that nobody was woken for. */
const unwokenSeconds = 30

const message = z.object({ organizationId: z.uuid(), payload: z.unknown() })

/** Creates the queue's tables and one queue per kind of job; run by the owner of the database. */
export async function installQueues(access: WorkerParts['access'], names: readonly string[]): Promise<void> {
  const boss = new PgBoss({ ...access, schema: 'queue', schedule: false, supervise: false })
  boss.on('error', () => undefined)
  await boss.start()
  for (const name of [...names, reactKind.name, givenUpQueue]) if (!(await boss.getQueue(name))) await boss.createQueue(name)
  await boss.stop({ graceful: false, close: true })
}

export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const watchSeconds = parts.watchSeconds ?? 10
  const watching = { superviseIntervalSeconds: watchSeconds, monitorIntervalSeconds: watchSeconds }
  const boss = new PgBoss({ ...parts.access, schema: 'queue', migrate: false, schedule: false, max: 4, ...watching })
  const unwell = (error: unknown) =>
    parts.log('warn', 'the queue is unwell', { error: error instanceof Error ? error.message : JSON.stringify(error) })
  boss.on('error', unwell)
  await boss.start()
  const stopping = new AbortController()
  const running = new Set<Promise<unknown>>()
  const waiting = new Map<string, string[]>()
  for (const job of [...parts.jobs, reactJob(parts)]) {
    const { atOnce, batchSize } = paceOf(job)
    const work = async (batch: readonly Taken[]): Promise<Result[]> => {
      const done = async ({ id, data, signal: isTakenAway }: Taken): Promise<Result> => {
        const doing = doJob(parts, job, id, data, AbortSignal.any([stopping.signal, isTakenAway]))
        running.add(doing)
        try {
          await doing
          return { id, status: 'completed' }
        } catch (error) {
          parts.log('warn', 'a job failed and is tried again', {
            job: job.kind.name,
            jobId: id,
            error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          })
          return { id, status: 'failed', output: { error: error instanceof Error ? error.message : String(error) } }
        } finally {
          running.delete(doing)
        }
      }
      if (isLong(job)) return Promise.all(batch.map(done))
      const results: Result[] = []
      for (const one of batch) results.push(await done(one))
      return results
    }
    const pace = { pollingIntervalSeconds: unwokenSeconds, heartbeatRefreshSeconds: heartbeatEverySeconds, perJobResults: true } as const
    const ids: string[] = []
    // one by one, because a worker can only be woken by an id of its own
    for (let nth = 0; nth < atOnce; nth += 1) ids.push(await boss.work(job.kind.name, { ...pace, batchSize }, work))
    waiting.set(job.kind.name, ids)
  }
  await boss.work(givenUpQueue, { batchSize: 20, pollingIntervalSeconds: 5, includeMetadata: true }, async batch => {
    for (const { sourceName, data } of batch) await giveUp(parts, sourceName ?? '', data)
  })
  const stopWaking = wakeWhoIsDue(boss, { waiting, everyMs: (parts.pollingSeconds ?? 0.5) * 1000, unwell })
  return {
    async stop() {
      stopping.abort()
      await stopWaking()
      await boss.stop({ graceful: true, timeout: 10_000, close: true })
      await Promise.allSettled(running)
    },
  }
}

interface Taken {
  readonly id: string
  readonly data: unknown
  /** Aborted when the queue has given the job to another worker, because this one was not heard of. */
  readonly signal: AbortSignal
}

interface Result {
  readonly id: string
  readonly status: 'completed' | 'failed'
  readonly output?: object
}

const isLong = (job: Job): boolean => 'run' in job && job.kind !== reactKind

/** Short jobs go in batches, one after another; long ones at the same time, so that none waits behind another until it is taken for dead. */
const paceOf = (job: Job) => (isLong(job) ? { batchSize: job.kind.atOnce ?? 1, atOnce: 3 } : { batchSize: 20, atOnce: 1 })

/** The operator reads in the log that a job was given up; whoever waits for it is told as its kind says. Telling twice changes nothing. */
async function giveUp(parts: Omit<WorkerParts, 'access'>, name: string, data: unknown): Promise<void> {
  parts.log('error', 'a job was tried in vain for the last time and is given up', { job: name, data })
  const job = parts.jobs.find(({ kind }) => kind.name === name)
  if (!job || !('givenUp' in job) || !job.givenUp) return
  const { givenUp, kind } = job
  const { organizationId, payload } = message.parse(data)
  await parts.transaction(organizationId, tx =>
    givenUp(parts.contextOf(tx, systemActor(organizationId), givenUpQueue), kind.payload.parse(payload)),
  )
}

/** Does one job. Exported so that the tests can do each job twice. */
export async function doJob(
  parts: Omit<WorkerParts, 'access'>,
  job: Job,
  jobId: string,
  data: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { organizationId, payload: sent } = message.parse(data)
  const payload = job.kind.payload.parse(sent)
  const begin: Begin = work => parts.transaction(organizationId, tx => work(parts.contextOf(tx, systemActor(organizationId), jobId)))
  if ('run' in job) {
    await job.run(begin, payload, signal)
    return
  }
  await begin(async ctx => {
    if (await doneFirst(ctx, jobId)) await job.handle(ctx, payload)
  })
}

/** Whether this is the first time; the note is written in the caller's transaction. */
export async function doneFirst(ctx: Context, jobId: string): Promise<boolean> {
  const noted = await ctx.tx
    .withTables<JobTables>()
    .insertInto('jobDone')
    .values({ organizationId: ctx.actor.organizationId, jobId, at: ctx.now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return noted.numInsertedOrUpdatedRows === 1n
}

/** The one job that every history entry causes. */
export const reactJob = (parts: Omit<WorkerParts, 'access'>): Job => runs(reactKind, reactions(parts))

/** Each reaction to an entry is its own transaction, so one that fails keeps no other from happening. */
function reactions(parts: Omit<WorkerParts, 'access'>) {
  return async (begin: Begin, { entryId }: { entryId: string }): Promise<void> => {
    const entry = await begin(ctx =>
      ctx.tx
        .withTables<HistoryTables>()
        .selectFrom('historyEntry')
        .select(['id', 'name', 'facts', 'actorPersonId'])
        .where('organizationId', '=', ctx.actor.organizationId)
        .where('id', '=', entryId)
        .executeTakeFirst(),
    )
    if (!entry) return
    for (const { to, name, react } of parts.reactions.filter(reaction => reaction.to.name === entry.name))
      await begin(async ctx => {
        if (await doneFirst(ctx, `${entryId}:${name}`)) await react(ctx, to.facts.parse(entry.facts), entry)
      })
  }
}

const notesKeptMs = 60 * 86_400_000

/** No queue delivers a job so late, so the notes that it was done are of no use any more. */
export async function forgetOldNotes(ctx: Context): Promise<void> {
  await ctx.tx
    .withTables<JobTables>()
    .deleteFrom('jobDone')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('at', '<', new Date(ctx.now.getTime() - notesKeptMs))
    .execute()
}
