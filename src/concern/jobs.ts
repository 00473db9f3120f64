import { handles, type Job } from '../kit/jobs/jobs.ts'
import { deputyKind, mailConcernKind } from './commands/concern.ts'
import { handToDeputy, mailConcern } from './commands/letters.ts'

export const concernJobs = (origin: () => string): readonly Job[] => [
  handles(mailConcernKind, (ctx, { concernId }) => mailConcern(ctx, concernId, origin())),
  handles(deputyKind, (ctx, { concernId }) => handToDeputy(ctx, concernId, origin())),
]
