/** What is done once a day for each organization, by whichever process that does jobs comes first. */
import type { Context } from '../context.ts'
import { systemActor } from '../http/identity.ts'
import { doneFirst, type WorkerParts } from './worker.ts'

export interface DailyWork {
  readonly name: string
  readonly work: (ctx: Context) => Promise<unknown>
}

export interface DailyParts extends Pick<WorkerParts, 'transaction' | 'contextOf' | 'log'> {
  readonly works: readonly DailyWork[]
  readonly organizationIds: () => Promise<readonly string[]>
}

const everyMs = 15 * 60_000

/** Looks four times an hour whether a new day has come, until it is stopped. */
export function startDaily(parts: DailyParts): { stop(): Promise<void> } {
  let looking = Promise.resolve()
  const look = () => {
    looking = looking.then(() => doDaily(parts)).catch(error => parts.log('warn', 'daily work could not begin', { error: String(error) }))
  }
  const timer = setInterval(look, everyMs)
  look()
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}

/** All work of today is done for every organization. Work that fails is told, keeps no other from being done, and is tried again. */
export async function doDaily({ works, organizationIds, transaction, contextOf, log }: DailyParts): Promise<void> {
  for (const organizationId of await organizationIds())
    for (const { name, work } of works)
      try {
        await transaction(organizationId, async tx => {
          const ctx = contextOf(tx, systemActor(organizationId), 'daily')
          if (await doneFirst(ctx, `${name}:${ctx.now.toISOString().slice(0, 10)}`)) await work(ctx)
        })
      } catch (error) {
        log('error', 'daily work failed and is tried again', { name, error: error instanceof Error ? error.message : String(error) })
      }
}
