import { reaction } from '../kit/history/history.ts'
import { enqueue } from '../kit/jobs/jobs.ts'
import { proposalAccepted } from '../matching/contract/proposal.ts'
import { messageSent } from '../message/contract.ts'
import { beginMentorship, mailMessageKind } from './commands/mentorship.ts'

export const mentorshipReactions = [
  reaction(proposalAccepted, 'mentorship.begin', (ctx, { proposal }) => beginMentorship(ctx, proposal)),
  // one mail for the first new message; the next comes when that one has been looked at
  reaction(messageSent, 'mentorship.tell-of-message', async (ctx, { scope, message, firstUnseen }) => {
    if (firstUnseen) await enqueue(ctx, mailMessageKind, { mentorshipId: scope, messageId: message })
  }),
]
