import type { Installation as Stored } from '../kit/db/access.ts'
import { installQueue } from '../kit/db/queue.ts'
import { installQueues } from '../kit/jobs/worker.ts'
import type { Installation } from './installation.ts'

/** Every kind of job has its queue, also one that came with a new release. */
export function prepareQueues(stored: Stored, { jobs }: Pick<Installation, 'jobs'>): Promise<void> {
  return installQueue(stored, owner =>
    installQueues(
      owner,
      jobs.map(({ kind }) => kind.name),
    ),
  )
}
