import { handles, type Job } from '../kit/jobs/jobs.ts'
import { mailNewsKind, mailRequestKind, passConcern, passConcernKind } from './commands/clock.ts'
import { mailNews, mailRequest } from './commands/letters.ts'

export const concernJobs = (origin: () => string): readonly Job[] => [
  handles(mailRequestKind, (ctx, payload) => mailRequest(ctx, payload, origin())),
  handles(mailNewsKind, (ctx, { concernId }) => mailNews(ctx, concernId, origin())),
  handles(passConcernKind, (ctx, { concernId, dueOn }) => passConcern(ctx, concernId, dueOn)),
]
