import { reaction } from '../kit/history/history.ts'
import { enqueue } from '../kit/jobs/jobs.ts'
import { holdStopped } from '../notification/contract.ts'
import { participantChanged } from '../participant/contract.ts'
import { leaverKind } from './commands/clocks.ts'
import { notePublicationStopped } from './commands/publication.ts'
import { publicationForSystem } from './queries/publication.ts'

export const matchingReactions = [
  reaction(holdStopped, 'matching.note-stopped-publication', async (ctx, { subject }) => {
    if (await publicationForSystem(ctx, subject)) await notePublicationStopped(ctx, subject)
  }),
  reaction(participantChanged, 'matching.take-back-from-leavers', (ctx, { participant }) =>
    enqueue(ctx, leaverKind, { participantId: participant }),
  ),
]
