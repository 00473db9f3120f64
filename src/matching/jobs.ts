import { handles, type Job, runs } from '../kit/jobs/jobs.ts'
import { expireKind, leaverKind, publishKind, raiseKind, remindKind, settleKind } from './commands/clocks.ts'
import { expireInTime, withdrawAskedOf } from './commands/group.ts'
import { releasePublication } from './commands/publication.ts'
import { raiseProposal, remindProposal } from './commands/reminder.ts'
import { settleProposal } from './commands/reply.ts'
import { giveUpRound, solveRound, solveRoundKind } from './commands/round.ts'

export const roundJobs: readonly Job[] = [
  runs(
    solveRoundKind,
    (begin, { roundId }, signal) => solveRound(begin, roundId, signal),
    (ctx, { roundId }) => giveUpRound(ctx, roundId),
  ),
]

/** What becomes due by itself once an arrangement goes out. */
export const publicationJobs = (origin: () => string): readonly Job[] => [
  handles(publishKind, (ctx, { publicationId }) => releasePublication(ctx, publicationId, origin())),
  handles(remindKind, (ctx, { proposalId }) => remindProposal(ctx, proposalId, origin())),
  handles(raiseKind, (ctx, { proposalId }) => raiseProposal(ctx, proposalId)),
  handles(expireKind, (ctx, { proposalId }) => expireInTime(ctx, proposalId, origin())),
  handles(settleKind, (ctx, { proposalId }) => settleProposal(ctx, proposalId, origin())),
  handles(leaverKind, (ctx, { participantId }) => withdrawAskedOf(ctx, participantId, origin())),
]
