/*
 * Whether the database answers, felt twice a second on a connection of its own.
 *
 * A server that hangs (stopped, swapped out, behind a dead network) sends no error: a query on it waits for ever, and statement_timeout is
 * the server's own clock. A time-out on every query instead would have to be longer than the longest honest one. So one small question
 * is asked all the time, and when its answer is overdue, everybody who waits is let go and whoever comes is turned away at once, until it
 * answers again. Worst case for a caller: 0.5 s until the question and 3 s for its answer.
 */
import { statfs } from 'node:fs/promises'
import pg from 'pg'
import { type Access, clientConfig } from './access.ts'
import type { OutageCode } from './outage.ts'

const everyMs = 500
const everyMsWhileAway = 150
const patienceMs = 3_000
/** Below this PostgreSQL may soon fail to make the next piece of its log (16 MB each), which would end it; reading needs none. */
const usualReserveBytes = 64 * 2 ** 20

export type Pulse = {
  readonly state: () => 'ready' | OutageCode
  readonly stop: () => Promise<void>
}

export type PulseOptions = {
  /** On the disk to watch, where that is ours. */
  readonly folder: string | null
  readonly reserveBytes?: number
  readonly onChange: (state: 'ready' | OutageCode) => void
}

/** The state is at most 3.5 s old; `onChange` runs each time when it has become another. */
export function feelPulse(access: Access, options: PulseOptions): Pulse {
  let state: 'ready' | OutageCode = 'ready'
  let client: pg.Client | null = null
  let isStopped = false
  let timer: NodeJS.Timeout
  let beating = Promise.resolve()

  function become(felt: 'ready' | OutageCode): void {
    const isNews = felt !== state
    state = felt
    if (isNews) options.onChange(felt)
  }

  async function beat(): Promise<void> {
    try {
      client ??= await connected(access)
      await within(patienceMs, client.query('select 1'))
      become((await isNearlyFull(options)) ? 'storage_full' : 'ready')
    } catch {
      client?.connection.stream.destroy()
      client = null
      become('database_away')
    }
    if (!isStopped) timer = setTimeout(() => (beating = beat()), state === 'database_away' ? everyMsWhileAway : everyMs)
  }

  timer = setTimeout(() => (beating = beat()), everyMs)
  return {
    state: () => state,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      client?.connection.stream.destroy()
      await beating
      client?.connection.stream.destroy()
    },
  }
}

async function connected(access: Access): Promise<pg.Client> {
  const client = new pg.Client({ ...clientConfig(access), connectionTimeoutMillis: patienceMs, application_name: 'cairn pulse' })
  client.on('error', () => {})
  await client.connect()
  return client
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

async function isNearlyFull({ folder, reserveBytes = usualReserveBytes }: PulseOptions): Promise<boolean> {
  if (folder === null) return false
  const disk = await statfs(folder)
  return disk.bavail * disk.bsize < reserveBytes
}
