import { handles, type Job } from '../kit/jobs/jobs.ts'
import { mailAgreed, mailAgreedKind, mailMessageArrived } from './commands/letters.ts'
import { endPause, endPauseKind, mailMessageKind } from './commands/mentorship.ts'

export const mentorshipJobs = (origin: () => string): readonly Job[] => [
  handles(mailAgreedKind, (ctx, { mentorshipId, personIds }) => mailAgreed(ctx, mentorshipId, origin(), personIds)),
  handles(mailMessageKind, (ctx, { mentorshipId, messageId }) => mailMessageArrived(ctx, mentorshipId, messageId, origin())),
  handles(endPauseKind, (ctx, { mentorshipId, pauseId }) => endPause(ctx, mentorshipId, pauseId)),
]
