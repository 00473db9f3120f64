import { handles, type Job } from '../kit/jobs/jobs.ts'
import { mailSignInLink, signInMailKind } from './commands/sign-in.ts'

export const personJobs = (origin: () => string): readonly Job[] => [
  handles(signInMailKind, async (ctx, { personId }) => personId && mailSignInLink(ctx, personId, origin())),
]
