/**
 * One look for all queues. A worker that polls its own queue costs a statement each time, and an idle installation with thirty kinds of job spent
 * more on that than on its people; here one statement says which queues have something due, and only their workers are woken.
 */
import type { PgBoss } from 'pg-boss'

const due = `select distinct name from queue.job where state < 'active' and not blocked and start_after <= now()`

interface WakingParts {
  /** The ids of its workers, by queue. */
  readonly waiting: ReadonlyMap<string, readonly string[]>
  readonly everyMs: number
  readonly unwell: (error: unknown) => void
}

/** Whoever waits for a queue in which something is due is woken, again and again until the answer is called; it resolves when the last look is over. */
export function wakeWhoIsDue(boss: PgBoss, { waiting, everyMs, unwell }: WakingParts): () => Promise<void> {
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    try {
      const { rows } = await boss.getDb().executeSql(due)
      for (const { name } of rows as { name: string }[]) for (const id of waiting.get(name) ?? []) boss.notifyWorker(id)
    } catch (error) {
      // where the database is away, the next look may find it back
      unwell(error)
    }
    if (!isOver) wait()
  }
  const wait = () => {
    timer = setTimeout(() => {
      looking = look()
    }, everyMs)
  }
  wait()
  return async () => {
    isOver = true
    clearTimeout(timer)
    await looking
  }
}
