import { sql } from 'kysely'
import type * as z from 'zod/mini'
import type { Context, Tx } from '../context.ts'

/**
 * A kind of job: its name, what its payload looks like (ids, never copies), and how it is tried again.
 * Put in the queue in the transaction that causes it; done at least once, its effect exactly once, because the handler's transaction
 * records that it was done (kit/jobs/worker).
 */
export interface JobKind<Payload extends z.ZodMiniType = z.ZodMiniType> {
  readonly name: string
  readonly payload: Payload
  /** Tries after the first; the pause doubles from `retryDelaySeconds` up to `longestDelaySeconds`. */
  readonly retries?: number
  readonly retryDelaySeconds?: number
  readonly longestDelaySeconds?: number
  /** How many of a long kind one look at the queue takes, to do them at the same time; 1 when not said. A worker looks twice a second. */
  readonly atOnce?: number
  /** A try may take this long; a worker that dies is noticed sooner, by its heartbeat. */
  readonly expireSeconds?: number
}

export const jobKind = <const Payload extends z.ZodMiniType>(kind: JobKind<Payload>): JobKind<Payload> => kind

/** The work of a kind in one transaction: the usual case. */
export interface ShortJob<Payload extends z.ZodMiniType = z.ZodMiniType> {
  readonly kind: JobKind<Payload>
  readonly handle: (ctx: Context, payload: z.output<Payload>) => Promise<unknown>
}

/** Work that takes long or reaches another machine: it opens short transactions itself, and is told when the process stops. */
export interface LongJob<Payload extends z.ZodMiniType = z.ZodMiniType> {
  readonly kind: JobKind<Payload>
  readonly run: (begin: Begin, payload: z.output<Payload>, signal: AbortSignal) => Promise<unknown>
  /** The last try was in vain: whoever waits for it is told, and can go on. */
  readonly givenUp?: (ctx: Context, payload: z.output<Payload>) => Promise<unknown>
}

export type Begin = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
export type Job = ShortJob | LongJob

export const handles = <const P extends z.ZodMiniType>(kind: JobKind<P>, handle: ShortJob<P>['handle']): Job =>
  ({ kind, handle }) as unknown as ShortJob
export const runs = <const P extends z.ZodMiniType>(kind: JobKind<P>, run: LongJob<P>['run'], givenUp?: LongJob<P>['givenUp']): Job =>
  ({ kind, run, ...(givenUp && { givenUp }) }) as unknown as LongJob

/** The queue of jobs whose last try was in vain. */
export const givenUpQueue = 'given-up'

/** A job whose worker was not heard of for so long is given to another; a worker is heard of every `heartbeatEverySeconds`. */
export const heartbeatSeconds = 20
export const heartbeatEverySeconds = 5

export interface Due {
  /** Not before this instant. */
  readonly at?: Date
}

/**
 * The job is in the queue if and only if the transaction commits. Written straight into the queue's table, so that no second
 * connection is involved; the columns that we leave out have the queue's defaults.
 */
export async function enqueue<P extends z.ZodMiniType>(
  ctx: { readonly tx: Tx; readonly now: Date; readonly actor: { readonly organizationId: string } },
  kind: JobKind<P>,
  payload: z.input<P>,
  due: Due = {},
): Promise<void> {
  const message = JSON.stringify({ organizationId: ctx.actor.organizationId, payload })
  await sql`
    insert into queue.job (name, data, start_after, retry_limit, retry_delay, retry_delay_max, retry_backoff, expire_seconds, heartbeat_seconds, dead_letter)
    values (${kind.name}, ${message}::jsonb, ${due.at ?? ctx.now}, ${kind.retries ?? 8}, ${kind.retryDelaySeconds ?? 5}, ${kind.longestDelaySeconds ?? null}::integer, true, ${kind.expireSeconds ?? 300}, ${heartbeatSeconds}, ${givenUpQueue})
  `.execute(ctx.tx)
}

/** One job for each payload, in one statement: for acts that reach many. */
export async function enqueueAll<P extends z.ZodMiniType>(
  ctx: { readonly tx: Tx; readonly actor: { readonly organizationId: string } },
  kind: JobKind<P>,
  payloads: readonly z.input<P>[],
  due: Due = {},
): Promise<void> {
  if (payloads.length === 0) return
  const messages = JSON.stringify(payloads.map(payload => ({ organizationId: ctx.actor.organizationId, payload })))
  await sql`
    insert into queue.job (name, data, start_after, retry_limit, retry_delay, retry_delay_max, retry_backoff, expire_seconds, heartbeat_seconds, dead_letter)
    select ${kind.name}, message, ${due.at ?? sql`now()`}, ${kind.retries ?? 8}, ${kind.retryDelaySeconds ?? 5}, ${kind.longestDelaySeconds ?? null}::integer, true, ${kind.expireSeconds ?? 300}, ${heartbeatSeconds}, ${givenUpQueue}
    from jsonb_array_elements(${messages}::jsonb) as message
  `.execute(ctx.tx)
}

/** SQL, for the checks of what is always true: a job of this kind waits or is being done whose payload names `id` under `key`. */
export const isAwaited = (kind: { readonly name: string }, key: string, id: string): string => `exists (
  select from queue.job where name = '${kind.name}' and state < 'completed' and data -> 'payload' ->> '${key}' = ${id}::text)`
