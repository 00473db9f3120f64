import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { aWorld } from '../../app/cast.ts'
import type { Context } from '../context.ts'
import { installQueue } from '../db/queue.ts'
import { reaction, reactKind, record } from '../history/history.ts'
import { fact } from '../wire/facts.ts'
import { enqueue, handles, type Job, jobKind, runs } from './jobs.ts'
import { doJob, installQueues, reactJob, startWorker, type WorkerParts } from './worker.ts'

const world = await aWorld()
const { halden, fjord, database } = world
const organizationId = halden.organizationId

const countKind = jobKind({ name: 'count-up', payload: z.object({ name: z.string() }) })
await installQueue(database.installation, owner => installQueues(owner, [countKind.name]))

const parts = (jobs: readonly Job[], reactions: WorkerParts['reactions'] = []): Omit<WorkerParts, 'access'> => ({
  jobs,
  reactions,
  transaction: world.transaction,
  contextOf: world.contextOf,
  log: () => undefined,
})
const due = async (name: string) =>
  (
    await database.ownerPool.query<{ id: string; data: unknown }>(`select id, data from queue.job where name = $1 and state = 'created'`, [
      name,
    ])
  ).rows

/** A write that can be counted: one row of the program table's like, in the history. */
const counted = fact('program.counted', z.object({ name: z.string() }))
const countUp = (ctx: Context, name: string) => record(ctx, counted, { name })
const countOf = async (name: string, of = organizationId): Promise<number> =>
  (
    await database.ownerPool.query(
      `select count(*)::int as count from history_entry where organization_id = $1 and facts ->> 'name' = $2`,
      [of, name],
    )
  ).rows[0].count
const ended = new AbortController().signal
const message = (name: string) => ({ organizationId, payload: { name } })

test('a job is in the queue if and only if its transaction committed', async () => {
  await world.as(organizationId, ctx => enqueue(ctx, countKind, { name: 'kept' }))
  const undone = world.as(organizationId, async ctx => {
    await enqueue(ctx, countKind, { name: 'undone' })
    throw new Error('changed our mind')
  })
  await expect(undone).rejects.toThrow('changed our mind')
  expect((await due(countKind.name)).map(job => job.data)).toEqual([message('kept')])
})

test('a job that is delivered three times takes effect once', async () => {
  const job = handles(countKind, (ctx, { name }) => countUp(ctx, name))
  for (let times = 0; times < 3; times += 1) await doJob(parts([job]), job, 'three-times', message('three'), ended)
  expect(await countOf('three')).toBe(1)
})

test('a job that is delivered to four workers at once takes effect once', async () => {
  const job = handles(countKind, (ctx, { name }) => countUp(ctx, name))
  await Promise.all(Array.from({ length: 4 }, () => doJob(parts([job]), job, 'at-once', message('at once'), ended)))
  expect(await countOf('at once')).toBe(1)
})

test('a job that breaks after it wrote has written nothing, and is done when it is tried again', async () => {
  let tries = 0
  const job = handles(countKind, async (ctx, { name }) => {
    await countUp(ctx, name)
    tries += 1
    if (tries === 1) throw new Error('cut off')
  })
  await expect(doJob(parts([job]), job, 'cut', message('cut'), ended)).rejects.toThrow('cut off')
  expect(await countOf('cut')).toBe(0)
  await doJob(parts([job]), job, 'cut', message('cut'), ended)
  expect(await countOf('cut')).toBe(1)
})

test('a job acts inside the organization that caused it, and sees nothing of another', async () => {
  const seen: string[] = []
  const job = handles(countKind, async ctx => {
    const { rows } = await (await import('kysely')).sql<{ id: string }>`select id from organization`.execute(ctx.tx)
    seen.push(...rows.map(row => row.id))
  })
  await doJob(parts([job]), job, 'fenced', { organizationId: fjord.organizationId, payload: { name: '' } }, ended)
  expect(seen).toEqual([fjord.organizationId])
})

test('what is recorded is one entry and one job that reacts to it', async () => {
  await database.ownerPool.query('delete from queue.job')
  const entryId = await world.as(organizationId, ctx => countUp(ctx, 'recorded'))
  const { rows } = await database.ownerPool.query('select name, facts, actor_person_id, request_id from history_entry where id = $1', [
    entryId,
  ])
  expect(rows).toEqual([
    { name: 'program.counted', facts: { name: 'recorded' }, actor_person_id: null, request_id: expect.stringMatching(/./) },
  ])
  expect((await due(reactKind.name)).map(job => job.data)).toEqual([{ organizationId, payload: { entryId } }])
})

test('a fact of another shape is recorded by nobody', async () => {
  await expect(world.as(organizationId, ctx => record(ctx, counted, { name: 7 } as never))).rejects.toThrow()
})

test('the history can be added to, and not changed', async () => {
  for (const text of [`update history_entry set name = 'program.forged'`, 'delete from history_entry'])
    await expect(
      database.appPool.query(`begin; select set_config('app.organization', '${organizationId}', true); ${text}; commit`),
    ).rejects.toThrow('permission denied')
})

test('each reaction takes place once, and one that fails keeps no other from it', async () => {
  const done: string[] = []
  let isMended = false
  const reactions = [
    reaction(counted, 'test.first', async () => done.push('first')),
    reaction(counted, 'test.broken', async () => {
      if (!isMended) throw new Error('not yet')
      done.push('broken')
    }),
    reaction(counted, 'test.last', async () => done.push('last')),
  ]
  const react = reactJob(parts([], reactions))
  const entryId = await world.as(organizationId, ctx => countUp(ctx, 'reacted'))
  const payload = { organizationId, payload: { entryId } }
  await expect(doJob(parts([], reactions), react, 'r1', payload, ended)).rejects.toThrow('not yet')
  isMended = true
  for (let times = 0; times < 2; times += 1) await doJob(parts([], reactions), react, 'r1', payload, ended)
  expect(done.sort()).toEqual(['broken', 'first', 'last'])
})

test('a worker does what is due, lets one failing job hold up no other, and tries it again', async () => {
  await database.ownerPool.query('delete from queue.job')
  const tries = new Map<string, number>()
  const job = runs(countKind, async (begin, { name }) => {
    tries.set(name, (tries.get(name) ?? 0) + 1)
    if (name === 'bad' && tries.get(name) === 1) throw new Error('the first time fails')
    await begin(ctx => countUp(ctx, name))
  })
  await world.as(organizationId, async ctx => {
    for (const name of ['good 1', 'bad', 'good 2']) await enqueue(ctx, { ...countKind, retryDelaySeconds: 0 }, { name })
  })
  await database.ownerPool.query('update queue.job set start_after = now()')
  const worker = await startWorker({ ...parts([job]), access: database.appAccess, pollingSeconds: 0.5 })
  try {
    await expect
      .poll(async () => Promise.all(['good 1', 'good 2', 'bad'].map(name => countOf(name))), { timeout: 15_000 })
      .toEqual([1, 1, 1])
  } finally {
    await worker.stop()
  }
  expect(tries.get('bad')).toBe(2)
})

test('a job whose worker was killed is done by another soon, however long it might have taken', async () => {
  await database.ownerPool.query('delete from queue.job')
  const warnings: string[] = []
  const job = handles(countKind, (ctx, { name }) => countUp(ctx, name))
  await world.as(organizationId, ctx => enqueue(ctx, { ...countKind, expireSeconds: 900, retryDelaySeconds: 0 }, { name: 'left behind' }))
  await database.ownerPool.query(
    `update queue.job set state = 'active', start_after = now(), started_on = now() - interval '30 seconds', heartbeat_on = now() - interval '21 seconds'`,
  )
  const worker = await startWorker({
    ...parts([job]),
    log: (_, message) => warnings.push(message),
    access: database.appAccess,
    pollingSeconds: 0.5,
    watchSeconds: 1,
  })
  try {
    await expect.poll(() => countOf('left behind'), { timeout: 15_000 }).toBe(1)
  } finally {
    await worker.stop()
  }
  expect(warnings).toEqual([])
})

test('a job whose last try was in vain is told to the operator and to whoever waits for it', async () => {
  await database.ownerPool.query('delete from queue.job')
  const errors: unknown[] = []
  const givenUp: string[] = []
  const job = runs(
    countKind,
    async () => {
      throw new Error('never works')
    },
    async (_, { name }) => givenUp.push(name),
  )
  await world.as(organizationId, ctx => enqueue(ctx, { ...countKind, retries: 0 }, { name: 'in vain' }))
  await database.ownerPool.query('update queue.job set start_after = now()')
  const worker = await startWorker({
    ...parts([job]),
    log: (level, _, facts) => level === 'error' && errors.push(facts),
    access: database.appAccess,
    pollingSeconds: 0.5,
  })
  try {
    await expect.poll(() => givenUp, { timeout: 15_000 }).toEqual(['in vain'])
  } finally {
    await worker.stop()
  }
  expect(errors).toEqual([{ job: countKind.name, data: message('in vain') }])
})

test('a worker that is told to stop tells a long job, and waits for it', async () => {
  await database.ownerPool.query('delete from queue.job')
  let isRunning = false
  const job = runs(countKind, async (begin, { name }, signal) => {
    isRunning = true
    await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
    await begin(ctx => countUp(ctx, name))
  })
  await world.as(organizationId, ctx => enqueue(ctx, countKind, { name: 'stopped' }))
  await database.ownerPool.query('update queue.job set start_after = now()')
  const worker = await startWorker({ ...parts([job]), access: database.appAccess, pollingSeconds: 0.5 })
  await expect.poll(() => isRunning, { timeout: 15_000 }).toBe(true)
  await worker.stop()
  expect(await countOf('stopped')).toBe(1)
})

test('a worker that waits takes up soon what comes and what falls due, long jobs at the same time', async () => {
  await database.ownerPool.query('delete from queue.job')
  const begun: string[] = []
  const both = Promise.withResolvers<void>()
  const job = runs(countKind, async (begin, { name }) => {
    begun.push(name)
    if (begun.length === 2) both.resolve()
    await both.promise
    await begin(ctx => countUp(ctx, name))
  })
  const worker = await startWorker({ ...parts([job]), access: database.appAccess, pollingSeconds: 0.5 })
  try {
    // by now every worker has looked once, found nothing, and waits
    await new Promise(resolve => setTimeout(resolve, 1000))
    await world.as(organizationId, ctx => enqueue(ctx, countKind, { name: 'comes' }))
    await database.ownerPool.query(`update queue.job set start_after = now()`)
    await expect.poll(() => begun, { timeout: 10_000 }).toEqual(['comes'])
    await world.as(organizationId, ctx => enqueue(ctx, countKind, { name: 'falls due' }))
    await database.ownerPool.query(`update queue.job set start_after = now() + interval '1 second' where state = 'created'`)
    await expect.poll(async () => Promise.all(['comes', 'falls due'].map(name => countOf(name))), { timeout: 10_000 }).toEqual([1, 1])
  } finally {
    await worker.stop()
  }
})
