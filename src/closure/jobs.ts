import { handles, type Job } from '../kit/jobs/jobs.ts'
import { completeByDay, lastDayKind, mailEnding, mailEndingKind, mailSmaller, mailSmallerKind } from './commands.ts'

export const closureJobs = (origin: () => string): readonly Job[] => [
  handles(mailEndingKind, (ctx, { closureId }) => mailEnding(ctx, closureId, origin())),
  handles(mailSmallerKind, (ctx, { closureId }) => mailSmaller(ctx, closureId, origin())),
  handles(lastDayKind, (ctx, { closureId }) => completeByDay(ctx, closureId)),
]
